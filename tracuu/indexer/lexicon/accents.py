"""What is known of words whose accents tell them apart, for those that were typed without any.

`tội`, `tôi` and `tới` are three words and are learned as such. `toi` may be any of them: it has the translations of
all, those of each by its share of what was seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tracuu.corpus.lexicon import MOST, Learned, Word
from tracuu.text.normalize import fold

_LEAST = 0.02  # as in learning
_plain = lru_cache(maxsize=50_000)(fold)


def typed_plainly(taught: Mapping[str, Learned]) -> dict[str, Learned]:
    """Add to a table what terms may mean without their accents."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for term in sorted(taught):
        forms[_plain(term)].append(term)
    return {**taught, **{plain: _mixed([taught[term] for term in terms]) for plain, terms in forms.items()}}


def _mixed(learned: list[Learned]) -> Learned:
    if len(learned) == 1:
        return learned[0]
    seen = sum(one.seen for one in learned)
    shares: defaultdict[str, float] = defaultdict(float)
    for one in learned:
        for word, p in one.words:
            shares[word] += p * one.seen / seen
    best = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    kept = [(word, p) for word, p in best if p >= _LEAST]
    total = sum(p for _, p in kept)
    return Learned(seen, tuple([(word, p / total) for word, p in kept]))


def words_typed_plainly(words: Iterable[Word]) -> list[Word]:
    """Add words without their accents, each shown by the most frequent one that it may be."""
    known = {word.term: word for word in words}
    seen: Counter[str] = Counter()
    shown: dict[str, Word] = {}
    for term, word in sorted(known.items()):
        plain = _plain(term)
        seen[plain] += word.seen
        shown[plain] = max(shown.get(plain, word), word, key=lambda one: (one.seen, one.term))
    return [
        *(word for term, word in known.items() if term not in seen),
        *(Word(plain, count, shown[plain].surface) for plain, count in sorted(seen.items())),
    ]
