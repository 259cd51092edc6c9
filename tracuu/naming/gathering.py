"""Gathering stories: what their versions name, joined, and what each tells by itself. The work of worker processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tracuu.corpus.naming import Gathered, Relation, Unread, number_of
from tracuu.corpus.store import packing
from tracuu.entities import Entity
from tracuu.mentions.relations import relations
from tracuu.naming.knowing import question_of, without_archive
from tracuu.naming.methods import Methods
from tracuu.records import Mark

Story = tuple[int, Sequence[Unread]]
"""A story's number, and its versions."""

Gather = Callable[[Sequence[Story]], list[Gathered]]


def found(given: str, marks: Sequence[Mark], lang: str, methods: Methods) -> bytes:
    """Find what a version names, and pack it."""
    return packing.pack_founds(methods.find(given, marks, lang))


def gather(stories: Sequence[Story], methods: Methods, extra: Path | None) -> list[Gathered]:
    """Gather some stories: one task of a worker."""
    return [_gathered(number, versions, methods, extra) for number, versions in stories]


def _gathered(number: int, versions: Sequence[Unread], methods: Methods, extra: Path | None) -> Gathered:
    register = methods.register(extra)
    texts, anew = [], {}
    for text, packed in versions:
        kept = packed if packed is not None else found(text.given, text.marks, text.lang, methods)
        if packed is None:
            anew[text.number] = kept
        texts.append(text._replace(found=packing.read_founds(kept)))
    clusters = methods.gather(texts, register)
    alone = methods.resolve(clusters, without_archive(register))
    stated = [Relation(text.number, *one) for text in texts for one in relations(text)]
    return Gathered(
        story=number,
        packed=packing.pack_clusters(clusters, stated),
        names=tuple(sorted({name for cluster in clusters for name in cluster.names})),
        told=tuple((entity, _key(entity)) for entity in alone.entities),
        found=anew,
    )


def _key(entity: Entity) -> int | None:
    question = question_of(entity)
    return number_of(question) if question else None
