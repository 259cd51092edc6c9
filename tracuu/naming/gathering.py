"""Gathering stories: what their versions name, joined, and what each tells by itself. The work of worker processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import Gathered, Relation, Unread, number_of
from tracuu.corpus.store import packing
from tracuu.corpus.store.utf8 import storable
from tracuu.entities import Entity
from tracuu.mentions.register import Register
from tracuu.mentions.relations import relations
from tracuu.naming.knowing import question_of, without_archive
from tracuu.naming.methods import Methods, fingerprint
from tracuu.records import Mark

if TYPE_CHECKING:
    from tracuu.mentions.known import Names


def finder(folder: Path | None) -> Callable[[str, Sequence[Mark], str], tuple[bytes, bool]]:
    """Give what finds what an article names, given its text, marks and language.

    It answers with that, packed, and whether all of the text was looked at. `folder` is the archive's, which may hold a
    register of the user's.
    """
    from tracuu.mentions.find import look

    extra = folder / "register" if folder else None
    names = _names(extra, fingerprint(extra))

    def found_in(given: str, marks: Sequence[Mark], lang: str) -> tuple[bytes, bool]:
        finding = look(storable(given), marks, lang, names)
        return packing.pack_founds(finding.founds), finding.whole

    return found_in


@lru_cache(maxsize=2)
def _names(extra: Path | None, _fingerprint: int) -> Names | None:
    """Compile the names of the user's own register; the packaged one's are compiled where they are used."""
    if extra is None or not any(extra.glob("*.toml")):
        return None
    from tracuu.mentions.known import compile_names
    from tracuu.mentions.register import load

    register = load(extra)
    return compile_names(register.known(), register.concepts())


def gather(stories: Sequence[int], archive: Archive, methods: Methods) -> list[Gathered]:
    """Gather some stories, given by number."""
    extra = archive.folder / "register"
    by = fingerprint(extra)
    register, names = register_of(archive, methods), _names(extra, by)
    versions = archive.naming.unread(stories, by)
    return [_gathered(number, held, methods, register, names) for number, held in versions.items()]


def gather_apart(stories: Sequence[int], folder: Path, methods: Methods) -> list[Gathered]:
    """Gather some stories of the archive in a folder: one task of a worker, which reads the texts itself.

    What it reads is at least as new as what the main process knew of; the stories' turns tell whether it is newer.
    """
    with Archive.open(folder) as archive:
        return gather(stories, archive, methods)


def _gathered(
    number: int, versions: Sequence[Unread], methods: Methods, register: Register, names: Names | None
) -> Gathered:
    texts, anew = [], {}
    for text, packed in versions:
        kept = packed
        if kept is None:
            kept = anew[text.number] = packing.pack_founds(methods.find(text.given, text.marks, text.lang, names))
        texts.append(text._replace(found=packing.read_founds(kept)))
    clusters = methods.gather(texts, register)
    alone = methods.resolve(clusters, without_archive(register), None)
    stated = [Relation(text.number, *one) for text in texts for one in relations(text)]
    return Gathered(
        story=number,
        packed=packing.pack_clusters(clusters, stated),
        names=tuple(sorted({name for cluster in clusters for name in cluster.names})),
        told=tuple(
            (entity, None if entity.id in alone.assumed else _key(entity))
            for entity in alone.entities
            if register.get(entity.id) is None
        ),
        found=anew,
        conflicts=sum(1 for cluster in clusters if cluster.conflicts),
    )


def register_of(archive: Archive, methods: Methods) -> Register:
    """Give the register with the user's own entries; it is read once, until one of its files changes."""
    extra = archive.folder / "register"
    return _register(methods, extra, fingerprint(extra))


@lru_cache(maxsize=2)
def _register(methods: Methods, extra: Path | None, _fingerprint: int) -> Register:
    return methods.register(extra)


def _key(entity: Entity) -> int | None:
    question = question_of(entity)
    return number_of(question) if question else None
