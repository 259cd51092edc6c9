"""The archive's translation tables as comparing needs them: many words at once, each only as sure as it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import LISTED
from tracuu.linking.likeness import Known

REMEMBERED = 250_000
"""Words of all pairs of languages that are remembered at once, about; each takes some hundred bytes."""

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
        tables = self._lexicon.tables()
        learned = {(table.source, table.target): table.terms for table in tables}
        lists = self._lexicon.list_pairs()
        self._listed = lists | {(target, source) for source, target in lists}
        self._pairs = dict.fromkeys(self._listed, 0) | learned
        self.used = dict.fromkeys(self._pairs, 0) | {(table.source, table.target): table.used for table in tables}
        """The pairs of languages that there is a table for, with the stories that it was learned from."""
        self._memory: dict[tuple[str, str], dict[str, _Entry]] = {}
        self._held = 0

    def there_are(self, source: str, target: str) -> bool:
        """Tell whether words of one language lead to the other, straight or through a third."""
        return (source, target) in self._pairs or bool(self._between(source, target))

    def _between(self, source: str, target: str) -> list[str]:
        ways = [middle for one, middle in self._pairs if one == source and (middle, target) in self._pairs]
        return sorted(ways, key=lambda middle: (-self._pairs[source, middle] - self._pairs[middle, target], middle))

    def translate(self, terms: Sequence[str], source: str, target: str) -> Known:
        """Give the translations of terms; those that nothing knows are left out."""
        if (source, target) in self._pairs:
            return self._remembered(terms, source, target)
        found: dict[str, _Entry] = {}
        for middle in self._between(source, target)[:_WAYS]:
            missing = [term for term in terms if term not in found]
            first = self._remembered(missing, source, middle)
            words = sorted({word for word, _ in chain.from_iterable(first.values())})
            then = self._remembered(words, middle, target)
            found |= {term: joined for term, entry in first.items() if (joined := _joined(entry, then))}
        return found

    def known(self, terms: Sequence[str], source: str) -> set[str]:
        """Give those terms of a language that any table from it knows: most names and misspellings are in none."""
        targets = [target for one, target in self._pairs if one == source]
        return set(chain.from_iterable(self._straight(terms, source, target) for target in targets))

    def _remembered(self, terms: Sequence[str], source: str, target: str) -> dict[str, _Entry]:
        """Give what the table between two languages says, looked up once for each term."""
        if self._held > REMEMBERED:
            self._memory.clear()
            self._held = 0
        known = self._memory.setdefault((source, target), {})
        if new := [term for term in terms if term not in known]:
            self._held += len(new)
            known.update(dict.fromkeys(new, ()) | self._straight(new, source, target))
        return {term: entry for term in terms if (entry := known[term])}

    def _straight(self, terms: Sequence[str], source: str, target: str) -> dict[str, _Entry]:
        """Give what lists say, and what was learned; that is the surer, the more often the term was seen."""
        learned = self._lexicon.learned(source, target, terms)
        entries = {
            term: tuple([(word, p * one.seen / (one.seen + DOUBT)) for word, p in one.words[:_BEST] if one.seen])
            for term, one in learned.items()
        }
        if (source, target) in self._listed:
            for term, found in self._lexicon.lookup(source, target, terms).items():
                if any(one.via.startswith(LISTED) for one in found):
                    entries[term] = tuple([(one.term, one.p) for one in found[:_BEST]])
        return {term: entry for term, entry in entries.items() if entry}


def _joined(entry: _Entry, then: dict[str, _Entry]) -> _Entry:
    """Follow the translations of a word on into a third language."""
    sums: dict[str, float] = {}
    for word, p in entry:
        for further, q in then.get(word, ()):
            sums[further] = sums.get(further, 0.0) + p * q
    if len(sums) > _BEST:  # most are dropped before they are put in order
        least = sorted(sums.values())[-_BEST]
        sums = {word: p for word, p in sums.items() if p >= least}
    return tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:_BEST])
