"""Which language a query is typed in, by the words that the archive itself holds.

A language detector knows no more of three words than chance; the archive knows in how many versions of each language
they stand. Words are compared folded, so that Vietnamese typed without accents is told by its syllables; those typed
with accents count where they stand so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tracuu.indexer.fields import BODY_FOLD
from tracuu.search.wording import is_accented, word_forms
from tracuu.text.analysis import analyser
from tracuu.text.normalize import key

_UNSEEN = 0.3  # versions in which a word that is nowhere is taken to stand
_MOST_WORDS = 24  # words that are looked at; more would tell no more


def held_by_analyser(languages: Mapping[str, int]) -> dict[str, int]:
    """Count the versions of the languages that share an analyser together, under the first of them."""
    named: dict[str, str] = {}
    counts: dict[str, int] = {}
    for lang, count in languages.items():
        first = named.setdefault(analyser(lang), lang)
        counts[first] = counts.get(first, 0) + count
    return counts


def guess(
    words: Sequence[str],
    languages: Mapping[str, int],
    frequency: Callable[[str, str], int],
    written: Callable[[str, str], int] | None = None,
) -> tuple[str, ...]:
    """Give the languages in which a query's words stand, likeliest first; none where no word is known anywhere.

    `languages` counts the versions of each language, `frequency` those that hold a term of a field, `written` those of
    a language that hold a word with its accents. A word counts by the share of a language's versions that hold it
    (naive Bayes over words, all languages equally likely).
    """
    telling = [word for word in words if not any(map(str.isdigit, word))][:_MOST_WORDS]
    versions = held_by_analyser(languages)
    counts = {lang: [_versions_with(word, lang, frequency) for word in telling] for lang in versions}
    likely = [lang for lang in versions if any(counts[lang])]
    if written and len(likely) > 1:
        for place, word in enumerate(telling):
            if is_accented(word):
                for lang in likely:
                    counts[lang][place] = counts[lang][place] and written(key(word), lang)
    scores = {lang: sum(_log_share(count, versions[lang]) for count in counts[lang]) for lang in likely}
    return tuple(sorted(scores, key=lambda lang: (-scores[lang], -languages[lang], lang)))


def _log_share(count: int, versions: int) -> float:
    return math.log((min(count, versions) + _UNSEEN) / (versions + 1))


def _versions_with(word: str, lang: str, frequency: Callable[[str, str], int]) -> int:
    """Count the versions of a language that may hold a word: as many as hold its rarest term."""
    tag = analyser(lang)
    return min((frequency(BODY_FOLD, f"{tag}:{term}") for term in word_forms(word, lang).fold), default=0)
