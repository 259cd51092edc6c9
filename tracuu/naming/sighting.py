"""Learned names where they stand without a model word beside them, in all texts of their language.

A name that became sure is looked for through the index, in the versions that hold its words; a version that is new is
read for all names that are sure. Both ask the same: the name stands there with whatever small endings its language
has (`mentions.known`), and its words stand in the line one after the other as a search would find them.

What is sighted is no evidence for further names: clusters are made from what a text says by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import Sighting
from tracuu.entities import Alias, Known
from tracuu.indexer import build
from tracuu.indexer.fields import BODY_FOLD, TITLE_FOLD
from tracuu.indexer.tree import And, Filter, Node, Or, phrase
from tracuu.mentions import ids
from tracuu.mentions.find import block_of
from tracuu.mentions.known import Names, compile_names
from tracuu.mentions.learn import LAWS
from tracuu.naming.knowing import meaning
from tracuu.records import Layer
from tracuu.text.analysis import analyse, analyser
from tracuu.text.codes import primary
from tracuu.text.normalize import normalize
from tracuu.workers import Workers

Name = tuple[str, str]

FEW = 500
"""New versions that are read for all names; more of them are looked through by way of the index."""

_AT_ONCE = 50  # versions of one task of a worker

_INLINE = 400  # versions; so many are read in this process sooner than workers have started for them


class Page(NamedTuple):
    """A version to be read."""

    number: int
    lang: str
    layer: Layer


def sight(archive: Archive, workers: Workers | None = None) -> int:
    """Look for learned names where it is due; give how many versions were read. The index must be up to date."""
    naming, crew = archive.naming, workers or Workers(1)
    wanted = _sure_names(archive)
    known = naming.sighted()
    if gone := known - wanted:
        naming.forget_sightings(gone)
    fresh = naming.unsighted(FEW + 1)
    if not wanted:
        naming.all_sighted()
        return 0
    read, sought = 0, wanted
    if len(fresh) <= FEW:
        for part, found in _read(archive, fresh, wanted, crew):
            naming.keep_sightings(part, found, ())
        read, sought = len(fresh), wanted - known
    for lang, names in sorted(_by_language(sought).items()):
        numbers = _holding(archive, lang, names)
        of_language = frozenset((lang, name) for name in names)
        for _, found in _read(archive, numbers, of_language, crew):
            naming.keep_sightings((), found, ())
        naming.keep_sightings((), (), of_language)
        read += len(numbers)
    if len(fresh) > FEW:
        naming.all_sighted()
    return read


def _holding(archive: Archive, lang: str, names: Iterable[str]) -> list[int]:
    """Give the versions of a language that hold one of these names, by way of the index."""
    reader = build.open_reader(archive)
    return sorted({key for name in names for key in reader.keys(_asked(lang, name))})


def _read(
    archive: Archive, numbers: Sequence[int], wanted: Collection[Name], crew: Workers
) -> Iterator[tuple[Sequence[int], list[Sighting]]]:
    """Read versions for names; give the numbers of each portion, and what stands in it."""
    if len(numbers) > _INLINE:
        crew.start()
    asked = {primary(lang) for lang, _ in wanted}
    parts = [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
    tasks = (_pages(archive, part, asked) for part in parts)
    done = iter(parts)
    for results in crew.in_order(partial(look, wanted=frozenset(wanted)), tasks):
        for found in results:
            yield next(done), found


def _pages(archive: Archive, numbers: Sequence[int], langs: Collection[str]) -> list[Page]:
    versions = [version for version in archive.versions(numbers) if primary(version.lang) in langs]
    layers = archive.layers([version.number for version in versions])
    return [Page(version.number, version.lang, layers[version.number]) for version in versions]


def look(pages: Sequence[Page], wanted: frozenset[Name]) -> list[Sighting]:
    """Give where names stand in some versions: one task of a worker."""
    names = _compiled(wanted)
    return [one for page in pages for one in _in_page(page, names)]


@lru_cache(maxsize=2)
def _compiled(wanted: frozenset[Name]) -> Names:
    return compile_names(Known(lang, name, f"{lang} {name}", "model") for lang, name in wanted)


def _sure_names(archive: Archive) -> set[Name]:
    by_name = defaultdict(list)
    for alias in archive.naming.aliases():
        by_name[alias.lang, alias.name].append(alias)
    return {name for name, aliases in by_name.items() if _is_sure(aliases)}


def _is_sure(aliases: Sequence[Alias]) -> bool:
    """Tell whether a name stands for one thing wherever it stands. A law's does for several, one after the other."""
    entity = meaning(aliases)
    parts = ids.parse(entity) if entity else None
    return parts is not None and (parts.kind not in LAWS or any(alias.state == "confirmed" for alias in aliases))


def _by_language(names: Iterable[Name]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for lang, name in sorted(names):
        found.setdefault(lang, []).append(name)
    return found


def _asked(lang: str, name: str) -> Node:
    """Give the question which versions of a language hold the words of a name one after the other."""
    tag = analyser(lang)
    terms = tuple(f"{tag}:{term}" for term in _terms(name, lang))
    places = Or((phrase(TITLE_FOLD, terms), phrase(BODY_FOLD, terms)))
    return And((places, Filter("lang", (primary(lang),))))


def _terms(text: str, lang: str) -> list[str]:
    return analyse(text, lang).fold.split()


def _in_a_row(text: str, lang: str) -> str:
    """Give the terms of a text, with a space before and behind each."""
    return " ".join(["", *_terms(text, lang), ""])


@lru_cache(maxsize=5_000)
def _name_in_a_row(name: str, lang: str) -> str:
    return _in_a_row(name, lang)


def _in_page(page: Page, names: Names) -> Iterator[Sighting]:
    block = block_of(page.layer.given, page.layer.marks)
    normal = normalize(block.source, "fold")
    terms: dict[str, str] = {}
    for hit in names.find(normal.text, page.lang):
        of, _, name = str(hit.entity).partition(" ")
        if hit.entity is None or primary(of) != primary(page.lang):
            continue
        start, end = normal.span(hit.start, hit.end)
        line = block.line_at(start)
        if line not in terms:
            terms[line] = _in_a_row(line, page.lang)
        if _name_in_a_row(name, page.lang) in terms[line]:
            place = block.place(start)
            yield Sighting(page.number, place, place + end - start, of, name, block.source[start:end])
