"""Which language a text is in: by its script where that decides, else by py3langid with the address as prior."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from tracuu.messages import say
from tracuu.records import LanguageGuess
from tracuu.text.codes import canonical, known

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LENGTH = 1_000
_TEMPERATURE = 2.0
_PRIOR = 0.95


def detect(text: str, prior: str | None = None) -> LanguageGuess:
    """Tell the language of a text (its own words, without the site's furniture)."""
    head = text[:_LENGTH]
    address = canonical(prior) if prior else None
    if not any(letter.isalpha() for letter in head):
        return LanguageGuess(address or "und", 0.0, say("text.evidence_none"))
    scores = {("nb" if lang == "no" else lang): score for lang, score in _identifier().rank(head)}
    weights = {
        lang: score / _TEMPERATURE + (math.log(_PRIOR) if lang == address else 0.0) for lang, score in scores.items()
    }
    best = max(weights, key=weights.__getitem__)
    total = sum(math.exp(weight - weights[best]) for weight in weights.values())
    return LanguageGuess(best, 1 / total, say("text.evidence_text", lang=best, confidence=1 / total))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    wanted = {"no" if language.code == "nb" else language.code for language in known().values() if language.detect}
    identifier.set_languages(sorted(wanted & set(identifier.labels)))
    return identifier
