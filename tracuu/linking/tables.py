"""The archive's translation tables as comparing needs them: many words at once, each only as sure as it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from tracuu.corpus.archive import Archive
from tracuu.linking.likeness import Known

REMEMBERED = 400_000
"""Words of all pairs of languages that are remembered at once."""

DOUBT = 4.0
"""Times that a word must have been seen for its translations to be half sure."""

_BEST = 6  # translations of a word that are looked for
_WAYS = 2  # languages that are tried between two without a table

_Entry = tuple[tuple[str, float], ...]


class Tables:
    """Translation tables, looked up once for each word. They are taken for unchanged while this lives."""

    def __init__(self, archive: Archive) -> None:
        """Take the tables and word lists of an archive."""
        self._lexicon = archive.lexicon
        learned = {(table.source, table.target): table.terms for table in self._lexicon.tables()}
        self._pairs = dict.fromkeys(self._lexicon.list_pairs(), 0) | learned
        self._memory: dict[tuple[str, str], dict[str, _Entry]] = {}
        self._held = 0

    def pairs(self) -> list[tuple[str, str]]:
        """Give the languages that there is a table from and to, in order."""
        return sorted(self._pairs)

    def there_are(self, source: str, target: str) -> bool:
        """Tell whether words of one language lead to the other, straight or through a third."""
        return (source, target) in self._pairs or bool(self._between(source, target))

    def _between(self, source: str, target: str) -> list[str]:
        ways = [middle for one, middle in self._pairs if one == source and (middle, target) in self._pairs]
        return sorted(ways, key=lambda middle: (-self._pairs[source, middle] - self._pairs[middle, target], middle))

    def translate(self, terms: Sequence[str], source: str, target: str) -> Known:
        """Give the translations of terms; those that nothing knows are left out."""
        known = self._memory.setdefault((source, target), {})
        new = [term for term in terms if term not in known]
        if new:
            self._make_room(len(new))
            found = self._looked_up(new, source, target)
            for term in new:
                known[term] = found.get(term, ())
        return {term: known[term] for term in terms if known[term]}

    def _make_room(self, more: int) -> None:
        self._held += more
        if self._held > REMEMBERED:
            for known in self._memory.values():
                known.clear()
            self._held = more

    def _looked_up(self, terms: Sequence[str], source: str, target: str) -> dict[str, _Entry]:
        if (source, target) in self._pairs:
            return self._straight(terms, source, target)
        found: dict[str, _Entry] = {}
        for middle in self._between(source, target)[:_WAYS]:
            missing = [term for term in terms if term not in found]
            first = self._straight(missing, source, middle)
            words = sorted({word for word, _ in chain.from_iterable(first.values())})
            then = self._straight(words, middle, target)
            found |= {term: joined for term, entry in first.items() if (joined := _joined(entry, then))}
        return found

    def _straight(self, terms: Sequence[str], source: str, target: str) -> dict[str, _Entry]:
        found = self._lexicon.lookup(source, target, terms)
        seen = self._lexicon.words(source, sorted(found))
        entries: dict[str, _Entry] = {}
        for term, translations in found.items():
            times = seen[term].seen if term in seen else 0
            listed = any(one.via != "learned" for one in translations)
            sure = 1.0 if listed else times / (times + DOUBT)
            entries[term] = tuple([(one.term, one.p * sure) for one in translations[:_BEST] if one.p * sure > 0])
        return {term: entry for term, entry in entries.items() if entry}


def _joined(entry: _Entry, then: dict[str, _Entry]) -> _Entry:
    """Follow the translations of a word on into a third language."""
    sums: dict[str, float] = {}
    for word, p in entry:
        for further, q in then.get(word, ()):
            sums[further] = sums.get(further, 0.0) + p * q
    return tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:_BEST])
