"""Mentions one after the other, with the version and the entity of each: what `tracuu mentions` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.entities import Entity, Mention
from tracuu.mentions.decisions import rules
from tracuu.naming.asking import labelled
from tracuu.records import Version

_AT_ONCE = 500  # versions read together


class Mentioned(NamedTuple):
    """A mention with its version and its entity."""

    version: Version
    mention: Mention
    entity: Entity

    def row(self) -> dict[str, object]:
        """Give the fields of docs/formats.md, "A mention"."""
        version, mention, entity = self
        return {
            "id": version.given_id or version.id,
            "version": version.id,
            "lang": version.lang,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "kind": mention.kind,
            "number": mention.number or entity.number,
            "symbol": mention.symbol,
            "code": entity.code,
            "date": mention.date or entity.date,
            "issuer": mention.issuer or entity.issuer,
            "entity": entity.id,
            "confidence": round(mention.confidence, 3),
            "how": mention.how,
        }


def versions_of(archive: Archive, typed: Sequence[str]) -> list[int]:
    """Give the numbers of the versions, and of all versions of the stories, that are meant. Raises as `resolve`."""
    numbers: set[int] = set()
    for one in typed:
        kind, id_ = archive.resolve(one)
        number = archive.number(id_)
        numbers.update([number] if kind == "version" else [row[0] for row in archive.siblings([number])[number]])
    return sorted(numbers)


def mentions_in(archive: Archive, numbers: Sequence[int] | None) -> Iterator[Mentioned]:
    """Give the mentions of versions, by number, or of the whole archive; read in portions, so that any number goes."""
    decided = rules(archive.naming.decisions())
    asked = archive.numbers() if numbers is None else numbers
    for start in range(0, len(asked), _AT_ONCE):
        part = list(asked[start : start + _AT_ONCE])
        mentions = archive.naming.mentions(part)
        versions = {version.number: version for version in archive.versions(sorted({one.version for one in mentions}))}
        entities = archive.naming.entities(sorted({one.entity for one in mentions}))
        for mention in mentions:
            yield Mentioned(versions[mention.version], mention, labelled(entities[mention.entity], decided))
