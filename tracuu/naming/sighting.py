"""Learned names where they stand without a model word beside them, in all texts of their language.

A name that became sure is looked for through the index, in the versions that hold its words; a version that is new is
read for all names that are sure. Both ask the same: the name stands there with whatever small endings its language
has (`mentions.known`), and its words stand in the line one after the other as a search would find them.

What is sighted is no evidence for further names: clusters are made from what a text says by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import Sighting
from tracuu.entities import Known
from tracuu.indexer import build
from tracuu.indexer.fields import BODY_FOLD, TITLE_FOLD
from tracuu.indexer.tree import And, Filter, Node, Or, phrase
from tracuu.mentions.known import Names, compile_names
from tracuu.naming.knowing import meaning
from tracuu.records import CONTENT, Layer
from tracuu.text.analysis import analyse, analyser
from tracuu.text.codes import primary
from tracuu.text.normalize import normalize

Name = tuple[str, str]

FEW = 500
"""New versions that are read for all names; more of them are looked through by way of the index."""

_AT_ONCE = 200  # versions read together


def sight(archive: Archive) -> int:
    """Look for learned names where it is due; give how many versions were read. The index must be up to date."""
    naming = archive.naming
    wanted = _sure_names(archive)
    known = naming.sighted()
    if gone := known - wanted:
        naming.forget_sightings(gone)
    fresh = naming.unsighted(FEW + 1)
    if not wanted:
        naming.all_sighted()
        return 0
    if len(fresh) <= FEW:
        read = sum(_read(archive, part, wanted) for part in _parts(fresh))
        sought = wanted - known
    else:
        read, sought = 0, wanted
    reader = build.open_reader(archive) if sought else None
    for lang, names in sorted(_by_language(sought).items()):
        numbers = sorted({key for name in names for key in (reader.keys(_asked(lang, name)) if reader else ())})
        found = [one for part in _parts(numbers) for one in _found(archive, part, {(lang, name) for name in names})]
        naming.keep_sightings((), found, [(lang, name) for name in names])
        read += len(numbers)
    if len(fresh) > FEW:
        naming.all_sighted()
    return read


def _sure_names(archive: Archive) -> set[Name]:
    by_name = defaultdict(list)
    for alias in archive.naming.aliases():
        by_name[alias.lang, alias.name].append(alias)
    return {name for name, aliases in by_name.items() if meaning(aliases)}


def _by_language(names: Iterable[Name]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for lang, name in sorted(names):
        found.setdefault(lang, []).append(name)
    return found


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


def _asked(lang: str, name: str) -> Node:
    """Give the question which versions of a language hold the words of a name one after the other."""
    terms = tuple(_terms(name, lang))
    places = Or((phrase(TITLE_FOLD, terms), phrase(BODY_FOLD, terms)))
    return And((places, Filter("lang", (primary(lang),))))


def _terms(text: str, lang: str) -> list[str]:
    tag = analyser(lang)
    return [f"{tag}:{term}" for term in analyse(text, lang).fold.split()]


def _read(archive: Archive, versions: Sequence[int], wanted: set[Name]) -> int:
    """Read versions for all names that are sure."""
    archive.naming.keep_sightings(versions, _found(archive, versions, wanted), ())
    return len(versions)


def _found(archive: Archive, versions: Sequence[int], wanted: set[Name]) -> list[Sighting]:
    names = compile_names(Known(lang, name, f"{lang} {name}", "model") for lang, name in wanted)
    layers = archive.layers(versions)
    langs = {version.number: version.lang for version in archive.versions(versions)}
    asked = {primary(lang) for lang, _ in wanted}
    return [
        one
        for number in versions
        if primary(langs[number]) in asked
        for one in _in_layer(number, layers[number], langs[number], names, wanted)
    ]


def _in_layer(number: int, layer: Layer, lang: str, names: Names, wanted: set[Name]) -> Iterator[Sighting]:
    for mark in layer.marks:
        if mark.role not in CONTENT:
            continue
        line = layer.given[mark.start : mark.end]
        normal = normalize(line, "fold")
        hits = [hit for hit in names.find(normal.text, lang) if hit.entity]
        terms = _terms(line, lang) if hits else []
        for hit in hits:
            of, _, name = str(hit.entity).partition(" ")
            if (of, name) in wanted and _stands_in(terms, _terms(name, lang)):
                start, end = normal.span(hit.start, hit.end)
                yield Sighting(number, mark.start + start, mark.start + end, of, name, line[start:end])


def _stands_in(terms: Sequence[str], asked: Sequence[str]) -> bool:
    length = len(asked)
    return any(list(terms[place : place + length]) == list(asked) for place in range(len(terms) - length + 1))
