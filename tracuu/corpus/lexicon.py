"""The translation tables of an archive: learned, and imported as word lists. Reached as `archive.lexicon`.

Words are compared as the terms that the index's `fold` field holds (`text.analysis`), but in Vietnamese as those of its
`exact` field, with their accents. There two syllables joined by a blank are a term too; in Chinese, Japanese and Thai a
term is a word of ICU's dictionary. Lists are truth; all else is learned again with the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tracuu.corpus.store import lexicon as store
from tracuu.corpus.store import lexicon_lists as lists
from tracuu.corpus.store.lexicon import Learned, Plain, Table, Word
from tracuu.corpus.store.lexicon_lists import Entry, Listed, WordList
from tracuu.text.analysis import analyse
from tracuu.text.codes import canonical, primary
from tracuu.text.normalize import fold
from tracuu.text.tokens import analyser
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.naming import Access
    from tracuu.corpus.store.called import Called

__all__ = ["Entry", "Learned", "Lexicon", "Listed", "Plain", "Table", "Translation", "Word", "WordList", "language"]

MOST = 10
"""Translations of a term that are given at most."""

TRUST = 5.0
"""Occurrences of a term in linked texts that weigh as much as all word lists together."""

ACCENTED = frozenset({"vi"})
"""Languages whose words differ by accents alone: their terms keep these, and a term without any may be any of them."""

LISTED = "list:"
"""How `via` begins where a word list says so."""


class Translation(Record):
    """A translation of a term.

    `term` is the normal form in the target language, several words joined by blanks; `word` its usual spelling, for
    showing; `p` a probability from 0 to 1; `via` says where it comes from: `learned`, `list:NAME`, `through en`.
    """

    term: str
    word: str
    p: float
    via: str


def language(lang: str) -> str:
    """Name the language by whose words tables go: those with one analyser share their words (`ms` goes with `id`).

    Raises UsageError when `lang` is no language tag.
    """
    named = analyser(lang)
    return primary(canonical(lang)) if named == "plain" else named


def accented(spelled: str, lang: str) -> str:
    """Give a word as a term that keeps its accents."""
    return analyse(spelled, lang).exact


class Lexicon:
    """Translation tables. Methods may raise what those of `Archive` raise; languages are any BCP 47 tags."""

    def __init__(self, ask: Access, change: Access) -> None:
        """Wrap an archive's access to its file."""
        self._ask = ask
        self._change = change

    def lookup(self, source: str, target: str, terms: Sequence[str]) -> dict[str, list[Translation]]:
        """Give what was learned and what lists say of terms: at most 10 translations each, best first.

        Terms without any are left out. The probabilities of a term add up to 1 at most: where both sources know it,
        what was learned counts the more, the more often the term was seen.
        """
        return self.lookup_all(source, [target], terms)[language(target)]

    def lookup_all(
        self, source: str, targets: Iterable[str], terms: Sequence[str]
    ) -> dict[str, dict[str, list[Translation]]]:
        """Give the same for several targets, by `language` of each: one question for all."""
        of, into, asked = language(source), list(map(language, targets)), list(dict.fromkeys(terms))
        learned, spelled = self._ask(lambda to: store.learned_and_spelled(to, of, into, asked))
        listed = self._listed(of, into, asked)
        found: dict[str, dict[str, list[Translation]]] = {target: {} for target in into}
        for target, term in ((target, term) for target in found for term in asked):
            place = target, term
            if translations := _mixed(learned.get(place), listed.get(place, ()), spelled[target]):
                found[target][term] = translations
        return found

    def _listed(self, source: str, targets: Sequence[str], terms: Sequence[str]) -> dict[tuple[str, str], list[Listed]]:
        """Give what lists say. They hold terms without accents: what is asked for with accents has to be spelled so."""
        plain = {term: fold(term) if source in ACCENTED else term for term in terms}
        every = self._ask(lambda to: lists.lookup(to, source, targets, list(dict.fromkeys(plain.values()))))
        if not every:
            return {}
        found: dict[tuple[str, str], list[Listed]] = {}
        for target, term in ((target, term) for target in targets for term in terms):
            listed = every.get((target, plain[term]), [])
            if source in ACCENTED:
                listed = [one for one in listed if term in (plain[term], accented(one.asked, source))]
            if target in ACCENTED:
                listed = [one._replace(term=accented(one.surface, target)) for one in listed]
            if listed:
                found[target, term] = listed
        return found

    def learned(self, source: str, target: str, terms: Sequence[str]) -> dict[str, Learned]:
        """Give what was learned of terms alone, without lists and spellings; terms without any are left out."""
        found = self._ask(lambda to: store.learned(to, language(source), [language(target)], terms))
        return {term: learned for (_, term), learned in found.items()}

    def terms(self, source: str) -> set[str]:
        """Give all terms of a language of which anything was learned."""
        return self._ask(lambda to: store.terms(to, language(source)))

    def called(self, name: str, langs: Sequence[str]) -> list[Called]:
        """Give all names of the one model or document that a folded name means in these languages; else none."""
        from tracuu.corpus.store.called import called

        return self._ask(lambda to: called(to, name, langs))

    def counts(self, lang: str, terms: Sequence[str]) -> dict[str, int]:
        """Give how often terms of a language were seen in linked texts; those that never were are left out."""
        return self._ask(lambda to: store.counts(to, language(lang), terms))

    def tables(self) -> list[Table]:
        """Give what tables were learned, and from what."""
        return self._ask(store.tables)

    def keep(self, table: Table, learned: Mapping[str, Learned | Plain]) -> None:
        """Keep a learned table in place of the former one."""
        self._change(lambda to: store.keep(to, table, learned))

    def forget(self, source: str, target: str) -> None:
        """Throw a learned table away."""
        self._change(lambda to: store.forget(to, language(source), language(target)))

    def keep_words(self, lang: str, words: Iterable[Word]) -> None:
        """Keep words of a language; of one that is known already, what was seen more often."""
        self._change(lambda to: store.keep_words(to, language(lang), words))

    def alike(self, lang: str, keys: Sequence[str]) -> list[str]:
        """Give the terms that an index holds of a language under one of these keys (`indexer.lexicon.alike`)."""
        return self._ask(lambda to: store.alike(to, analyser(lang), keys))

    def keep_alike(self, analyser_name: str, by_key: Mapping[str, Sequence[str]]) -> None:
        """Keep the terms of an analyser's languages by their keys in place of those that were kept."""
        self._change(lambda to: store.keep_alike(to, analyser_name, by_key))

    def near(self, source: str, target: str, beginning: str) -> list[str]:
        """Give the first hundred terms that begin so and of which anything was learned."""
        return self._ask(lambda to: store.near(to, language(source), language(target), beginning))

    def seen(self) -> dict[str, int]:
        """Give how many versions of each language there were when tables were last looked at."""
        return self._ask(store.seen)

    def waiting(self) -> int:
        """Give how many tables were out of date, and left for later, when they were last looked at."""
        return self._ask(store.waiting)

    def keep_seen(self, versions: Mapping[str, int], waiting: int = 0) -> None:
        """Note how many versions of each language there are, now that tables were looked at, and what was left."""
        self._change(lambda to: store.keep_seen(to, versions, waiting))

    def look_again(self) -> None:
        """Note that there may be something to learn though no article came: stories were joined or parted."""
        self._change(lambda to: store.keep_seen(to, store.seen(to), max(store.waiting(to), 1)))

    def held(self) -> Iterator[tuple[int, str, int]]:
        """Give (story, language, its first version), newest stories first. Reads every version."""
        return self._ask(store.held)

    def lists(self) -> list[WordList]:
        """Give the imported word lists, in the order in which they came."""
        return self._ask(lists.everything)

    def list_pairs(self) -> set[tuple[str, str]]:
        """Give the (source, target) that there are word lists for."""
        return self._ask(lists.pairs)

    def entries(self, name: str) -> list[Entry]:
        """Give the pairs of a word list."""
        return self._ask(lambda to: lists.entries(to, name))

    def add_list(self, about: WordList, entries: Iterable[Entry]) -> int:
        """Keep a word list and give how many pairs it holds. Raises UsageError when there is one of this name."""
        return self._change(lambda to: lists.add(to, about, entries))

    def remove_list(self, name: str) -> None:
        """Take a word list away. Raises UsageError when there is none of this name."""
        self._change(lambda to: lists.remove(to, name))


def _mixed(learned: Learned | None, listed: Sequence[Listed], spelled: Mapping[str, str]) -> list[Translation]:
    """Join what was learned of a term with what lists say of it; a term that both have counts as listed."""
    weight = learned.seen / (learned.seen + TRUST) if learned and listed else 1.0
    mixed: dict[str, Translation] = {}
    if learned:
        for term, p in learned.words:
            mixed[term] = Translation(term, spelled.get(term, term), weight * p, "learned")
    shares = [1.0 / (one.meanings * one.sources) ** 0.5 for one in listed]
    rest = (1.0 - weight if learned else 1.0) / (sum(shares) or 1.0)
    for one, share in zip(listed, shares, strict=True):
        before = mixed[one.term].p if one.term in mixed else 0.0
        mixed[one.term] = Translation(one.term, one.surface, before + rest * share, LISTED + one.list)
    return sorted(mixed.values(), key=lambda one: (-one.p, one.term))[:MOST]
