"""The archive's translation tables as comparing needs them: many words at once, each only as sure as it was seen."""

from __future__ import annotations

from collections.abc import Container, Sequence

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import LISTED

DOUBT = 4.0
"""Times that a word must have been seen for its translations to be half sure."""

BEST = 6
"""Translations of a word that are looked for."""

_WAYS = 2  # languages that are tried between two without a table

Entry = tuple[tuple[str, float], ...]
"""The translations of a term, each with its probability, best first."""


class Tables:
    """Translation tables. They are taken for unchanged while this lives."""

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
        self._learned: dict[str, set[str]] = {}

    def there_are(self, source: str, target: str) -> bool:
        """Tell whether words of one language lead to the other, straight or through a third."""
        return self.is_straight(source, target) or bool(self.ways(source, target))

    def is_straight(self, source: str, target: str) -> bool:
        """Tell whether there is a table between two languages."""
        return (source, target) in self._pairs

    def ways(self, source: str, target: str) -> list[str]:
        """Give the languages through which one leads to another: those that know most words of both."""
        found = [middle for one, middle in self._pairs if one == source and (middle, target) in self._pairs]
        known = self._pairs
        return sorted(found, key=lambda middle: (-known[source, middle] - known[middle, target], middle))[:_WAYS]

    def known(self, terms: Sequence[str], source: str) -> set[str]:
        """Give those terms of a language that any table from it knows: most names and misspellings are in none."""
        learned = self._learned_of(source)
        listed = [target for one, target in self._listed if one == source]
        others = [term for term in terms if term not in learned] if listed else []
        told = (self._told(others, source, target) for target in listed)
        return learned.intersection(terms).union(*told)

    def pairs(self, lang: str) -> Container[str] | None:
        """Give what holds the terms of a language that are two words; None where word lists may know any of them."""
        return None if any(lang == source for source, _ in self._listed) else self._learned_of(lang)

    def _learned_of(self, lang: str) -> set[str]:
        """Give all terms of a language that were learned: to look at all of them takes less than to ask of many."""
        if lang not in self._learned:
            self._learned[lang] = self._lexicon.terms(lang)
        return self._learned[lang]

    def straight(self, terms: Sequence[str], source: str, target: str) -> list[Entry]:
        """Give what lists say of each term, else what was learned; that is the surer, the more often it was seen."""
        learned = self._lexicon.learned(source, target, terms)
        entries = {
            term: tuple([(word, p * one.seen / (one.seen + DOUBT)) for word, p in one.words[:BEST] if one.seen])
            for term, one in learned.items()
        }
        if (source, target) in self._listed:
            entries |= self._told(terms, source, target)
        return [entries.get(term, ()) for term in terms]

    def _told(self, terms: Sequence[str], source: str, target: str) -> dict[str, Entry]:
        """Give what word lists say."""
        found = self._lexicon.lookup(source, target, terms)
        told = {term: one for term, one in found.items() if any(said.via.startswith(LISTED) for said in one)}
        return {term: tuple([(said.term, said.p) for said in one[:BEST]]) for term, one in told.items()}
