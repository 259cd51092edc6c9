"""Words of one language into words of others: learned and listed, through a third language where that covers more.

Everything is read from the archive row by row: a lookup costs milliseconds and loads no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import LISTED, MOST, TRUST, Translation, language
from tracuu.corpus.schema import NUMBERED
from tracuu.indexer.lexicon.chain import chained, middles

__all__ = ["Translation", "cognates", "language", "translate"]

ITSELF, SPELLED, LEARNED = "itself", "spelling", "learned"
"""What `via` says of a number, of a word that is spelled alike, and of one that was learned."""

COGNATE = 0.5
"""What a word that is spelled the same may count at most: it ranks, it never matches alone."""

SELDOM = 3
"""Times that a word was seen from which on its spelling tells nothing that was not learned."""

_WAYS = 3  # languages that are tried between two others
_ENOUGH = 0.3  # what a word that is spelled alike must count to stand beside what was learned
_NEAR, _BEGINNING, _SHARED = 0.5, 4, 0.8  # of a term that only a form of it was learned: worth, first letters, likeness


def translate(
    archive: Archive, terms: Sequence[str], source: str, targets: Sequence[str]
) -> dict[str, dict[str, list[Translation]]]:
    """Give translations of terms by target language and term: at most 10 each, best first.

    Terms are normal forms as `text.analysis` makes them for the `fold` field, several words joined by blanks. Those
    without a translation are left out. Numbers are themselves. A term that was seen once or twice shares its
    probability with words that are spelled like it; one that was never seen has the translations of a learned form of
    it, at half their worth. A target that shares its words with the source (Malay, Indonesian) gives nothing: the same
    words are looked for there anyway.
    """
    if archive.schema_version < NUMBERED:
        return {target: {} for target in targets}
    asked = _Asked(archive, list(dict.fromkeys(terms)), source, targets)
    return {target: _into(asked, target) for target in targets}


class _Asked:
    """Terms of a language, and what is read of them once for all targets."""

    def __init__(self, archive: Archive, terms: list[str], source: str, targets: Sequence[str]) -> None:
        self.archive, self.terms, self.source = archive, terms, source
        self.numbers = {term: [Translation(term, term, 1.0, ITSELF)] for term in terms if term.isdecimal()}
        self.words = [term for term in terms if term not in self.numbers]
        self.seen = archive.lexicon.counts(source, self.words)
        listed = archive.lexicon.list_pairs()
        self.pairs = listed | {(table.source, table.target) for table in archive.lexicon.tables()}
        self._into = archive.lexicon.lookup_all(source, targets, self.words)

    def into(self, lang: str) -> dict[str, list[Translation]]:
        """Give what was learned and what lists say of the words in a language."""
        if lang not in self._into:
            self._into[lang] = self.archive.lexicon.lookup(self.source, lang, self.words)
        return self._into[lang]

    def middles(self, target: str) -> list[str]:
        """Give the languages that lead to a target."""
        return middles(language(self.source), language(target), self.pairs)[:_WAYS]


def _into(asked: _Asked, target: str) -> dict[str, list[Translation]]:
    if language(asked.source) == language(target):
        return {}
    direct = asked.into(language(target))
    found = dict(asked.numbers)
    through = _through(asked, direct, target)
    for term in asked.words:
        joined = _joined(direct.get(term, []), through.get(term, []), asked.seen.get(term, 0))
        if joined:
            found[term] = _with_cognates(asked, term, joined, target)
        elif near := _of_a_form(asked.archive, term, asked.source, target):
            found[term] = near
    return found


def _with_cognates(asked: _Asked, term: str, translations: list[Translation], target: str) -> list[Translation]:
    """Share the probability of a term that was seldom seen with words that are spelled like it."""
    seen = asked.seen.get(term, SELDOM)
    if seen >= SELDOM or any(one.via != LEARNED for one in translations):
        return translations
    near = [one for one in cognates(asked.archive, term, asked.source, target) if one.p >= _ENOUGH]
    if not near:
        return translations
    share = 1 / (seen + 1)
    mixed = {one.term: one._replace(p=one.p * (1 - share)) for one in translations}
    total = sum(one.p for one in near)
    for one in near:
        before = mixed.get(one.term, one._replace(p=0.0))
        mixed[one.term] = before._replace(p=before.p + share * one.p / total)
    return sorted(mixed.values(), key=lambda one: (-one.p, one.term))[:MOST]


def _is_listed(translations: Iterable[Translation]) -> bool:
    return any(one.via.startswith(LISTED) for one in translations)


def _through(asked: _Asked, direct: Mapping[str, list[Translation]], target: str) -> dict[str, list[Translation]]:
    """Give translations through the first language that has them; for words that were learned, by word lists alone."""
    unsure = [term for term in asked.words if not _is_listed(direct.get(term, ()))]
    reached: dict[str, list[Translation]] = {}
    for middle in asked.middles(target) if unsure else ():
        first = asked.into(middle)
        used = {
            term: first[term]
            for term in unsure
            if term in first and term not in reached and (term not in direct or _is_listed(first[term]))
        }
        between = list(dict.fromkeys(one.term for words in used.values() for one in words))
        then = asked.archive.lexicon.lookup(middle, target, between) if between else {}
        ways = {term: chained(words, then, middle) for term, words in used.items()}
        reached |= {term: translations for term, translations in ways.items() if translations}
    return reached


def _joined(direct: list[Translation], through: list[Translation], seen: int) -> list[Translation]:
    """Join what was learned of a term with what leads through a third language, by how often the term was seen."""
    if not direct or not through:
        return direct or through
    weight = seen / (seen + TRUST)
    joined = {one.term: one._replace(p=weight * one.p) for one in direct}
    for one in through:
        before = joined.get(one.term, one._replace(p=0.0))
        joined[one.term] = before._replace(p=before.p + (1 - weight) * one.p)
    return sorted(joined.values(), key=lambda one: (-one.p, one.term))[:MOST]


def _of_a_form(archive: Archive, term: str, source: str, target: str) -> list[Translation]:
    """Give the translations of the learned term that begins most like this one: a form of it that no stemmer joins."""
    if len(term) <= _BEGINNING or " " in term:
        return []
    known = archive.lexicon.near(source, target, term[:_BEGINNING])
    shared = {other: 2 * _together(term, other) / (len(term) + len(other)) for other in known}
    best = max(shared, key=lambda other: (shared[other], other), default=None)
    if best is None or shared[best] < _SHARED:
        return []
    worth = _NEAR * shared[best]
    return [one._replace(p=one.p * worth) for one in archive.lexicon.lookup(source, target, [best]).get(best, [])]


def _together(one: str, other: str) -> int:
    """Count the letters with which two words begin alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def cognates(archive: Archive, term: str, source: str, target: str) -> list[Translation]:
    """Give words of the target language that are spelled nearly like a term: at most 10, best first.

    `p` is a likeness below .5: such words rank, they never match alone. Names are found across scripts too, by their
    consonants. The words are those that the index holds of the target language, the most frequent 100,000.
    """
    from tracuu.indexer.lexicon.alike import keys, likeness

    if archive.schema_version < NUMBERED or language(source) == language(target):
        return []
    asked = [key for key in keys(term) if not key.startswith("=")]
    near = {other: likeness(term, other) for other in archive.lexicon.alike(target, asked)}
    # Below COGNATE also where two languages write a word with the same letters.
    found = [Translation(other, other, min(COGNATE * like, 0.49), SPELLED) for other, like in near.items() if like]
    return sorted(found, key=lambda one: (-one.p, one.term))[:MOST]
