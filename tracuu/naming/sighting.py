"""Learned names where they stand without a model word beside them, in all texts of their language.

A name that became sure is looked for through the index, in the versions that hold its words; a version that is new is
read for all names that are sure. Both ask the same: the name stands there with whatever small endings its language
has (`mentions.known`), and its words stand in the line one after the other as a search would find them.

What is sighted is no evidence for further names: clusters are made from what a text says by itself.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
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


class Job(NamedTuple):
    """Versions to be read for names: one task of a worker.

    They are read `afresh` for all names that are sure, or else for some; `looked_for` are those that were looked for
    everywhere when it is done.
    """

    numbers: Sequence[int]
    wanted: frozenset[Name]
    afresh: bool = False
    looked_for: frozenset[Name] = frozenset()


def sight(archive: Archive, workers: Workers | None = None) -> int:
    """Look for learned names where it is due; give how many versions were read. The index must be up to date."""
    naming = archive.naming
    wanted = frozenset(_sure_names(archive))
    known = naming.sighted()
    if gone := known - wanted:
        naming.forget_sightings(gone)
    fresh = naming.unsighted(FEW + 1)
    if not wanted:
        naming.all_sighted()
        return 0
    is_few = len(fresh) <= FEW
    anew = _cut(Job(fresh, wanted, afresh=True)) if fresh and is_few else ()
    jobs = _by_language(archive, wanted - known if is_few else wanted)
    read = 0
    for job, found in _done(archive, chain(anew, jobs), workers or Workers(1)):
        naming.keep_sightings(job.numbers if job.afresh else (), found, job.looked_for)
        read += len(job.numbers)
    if not is_few:
        naming.all_sighted()
    return read


def _by_language(archive: Archive, names: Iterable[Name]) -> Iterator[Job]:
    """Have the versions read that hold one of these names, by way of the index."""
    for _, together in groupby(sorted(names), key=itemgetter(0)):
        sought = frozenset(together)
        reader = build.open_reader(archive)
        numbers = sorted({key for name in sorted(sought) for key in reader.keys(_asked(*name))})
        yield from _cut(Job(numbers, sought, looked_for=sought))


def _cut(job: Job) -> Iterator[Job]:
    """Cut a job into what is done at once; when the last is done, the names were looked for."""
    last = max(0, len(job.numbers) - 1) // _AT_ONCE * _AT_ONCE
    for start in range(0, last, _AT_ONCE):
        yield job._replace(numbers=job.numbers[start : start + _AT_ONCE], looked_for=frozenset())
    yield job._replace(numbers=job.numbers[last:])


def _done(archive: Archive, jobs: Iterator[Job], crew: Workers) -> Iterator[tuple[Job, list[Sighting]]]:
    """Do jobs, in worker processes where there are many; give each with what was found."""
    few: list[Job] = []
    while sum(len(job.numbers) for job in few) <= _INLINE and (job := next(jobs, None)):
        few.append(job)
    if sum(len(job.numbers) for job in few) > _INLINE:
        crew.start()
    under_way: deque[Job] = deque()

    def begun() -> Iterator[Job]:
        for job in chain(few, jobs):
            under_way.append(job)
            yield job

    task = partial(look_apart, folder=archive.folder) if crew.started else partial(look, archive=archive)
    for results in crew.in_order(task, begun()):
        for found in results:
            yield under_way.popleft(), found


def look_apart(job: Job, folder: Path) -> list[Sighting]:
    """Do a job in the archive in a folder: one task of a worker, which reads the texts itself."""
    with Archive.open(folder) as archive:
        return look(job, archive)


def look(job: Job, archive: Archive) -> list[Sighting]:
    """Give where names stand in the versions of a job."""
    if not job.numbers:
        return []
    names, asked = _compiled(job.wanted), {primary(lang) for lang, _ in job.wanted}
    versions = [version for version in archive.versions(job.numbers) if primary(version.lang) in asked]
    layers = archive.layers([version.number for version in versions])
    pages = (Page(version.number, version.lang, layers[version.number]) for version in versions)
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
