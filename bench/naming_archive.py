"""Archives for the benches of naming: articles added and linked, also without a part of what is known beforehand.

What is left out is left out of the register, of what is learned and, when asked for, of the words by which places are
found; the articles stay. So it shows what becomes of a language, or of a thing, that nobody has prepared for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.entities import Cluster, Decision, Found, Mention
    from tracuu.mentions.known import Names
    from tracuu.mentions.learn import Learned
    from tracuu.mentions.register import Register
    from tracuu.mentions.register_files import Entry, Word
    from tracuu.naming.methods import Methods
    from tracuu.records import Capture, Mark, Rejected

UNHEARD_OF = "qaa"  # a code that ISO 639 keeps for private use: no file holds words for it


class Without(NamedTuple):
    """What is left out: a language's names, concepts and learned aliases, and also its `words`; entities; movements."""

    lang: str | None = None
    words: bool = False
    entities: frozenset[str] = frozenset()
    movements: bool = False


NOTHING = Without()


def linked(archive: Archive, without: Without = NOTHING) -> dict[int, list[Mention]]:
    """Link an archive anew without what is left out; gives the mentions of each version."""
    from tracuu.naming.linking import link

    archive.naming.forget()
    link(archive, methods=methods(without))
    return mentions(archive)


def mentions(archive: Archive) -> dict[int, list[Mention]]:
    """Give the mentions that an archive holds, by version."""
    held: dict[int, list[Mention]] = defaultdict(list)
    for mention in archive.naming.mentions(list(archive.numbers())):
        held[mention.version].append(mention)
    return held


def added(folder: Path, sources: Sequence[Path] | Iterable[Capture | Rejected]) -> Archive:
    """Make an archive of articles, added and linked as users do it."""
    import tracuu

    session = tracuu.open(folder, create=True)
    session.add(sources)
    return session.archive


@cache
def methods(without: Without) -> Methods:
    """Give the functions of naming, without what is left out."""
    from tracuu.naming.methods import usual

    if without == NOTHING:
        return usual()
    return usual()._replace(
        find=partial(_find, without), learn=partial(_learn, without), register=partial(_register, without)
    )


def _find(
    without: Without, given: str, marks: Sequence[Mark], lang: str, _names_of_all: Names | None = None
) -> tuple[Found, ...]:
    from tracuu.mentions.find import find

    as_if = UNHEARD_OF if without.words and lang == without.lang else lang
    return find(given, marks, as_if, _names(without))


def _learn(without: Without, clusters: Iterable[Cluster], register: Register, decisions: Sequence[Decision]) -> Learned:
    from tracuu.mentions.learn import learn

    learned = learn(clusters, register, decisions)
    return learned._replace(aliases=tuple(alias for alias in learned.aliases if alias.lang != without.lang))


def _register(without: Without, _extra: Path | None) -> Register:
    return register(without)


@cache
def _names(without: Without) -> Names:
    from tracuu.mentions.known import compile_names

    known = register(without)
    return compile_names(known.known(), known.concepts())


@cache
def register(without: Without) -> Register:
    """Give the register without what is left out."""
    from tracuu.mentions.register import Register, load

    whole = load()
    entries, words = whole._entries, whole._words.values()  # noqa: SLF001  a reader of the register has no use for them
    kept = [_named(entry, without) for entry in entries if _kept(entry, without)]
    return Register(kept, [_spoken(word, without) for word in words])


def _kept(entry: Entry, without: Without) -> bool:
    gone = without.movements and entry.entity.kind in {"movement", "programme"} and entry.entity.number is None
    return not gone and entry.entity.id not in without.entities


def _named(entry: Entry, without: Without) -> Entry:
    names = tuple(each for each in entry.entity.names if each[0] != without.lang)
    kept = tuple(each for each in entry.names if each[0] != without.lang)
    return entry._replace(entity=entry.entity._replace(names=names), names=kept)


def _spoken(word: Word, without: Without) -> Word:
    stems = {lang: each for lang, each in word.stems.items() if lang != without.lang}
    weak = {lang: each for lang, each in word.weak.items() if lang != without.lang}
    return word._replace(stems=stems, weak=weak)
