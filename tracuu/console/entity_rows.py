"""Entities and what is known of them as rows and JSON: contracts, told in docs/formats.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tracuu.entities import Entity
from tracuu.reports.evidence import source
from tracuu.reports.names import names_of

if TYPE_CHECKING:
    from tracuu.corpus.naming import Counted
    from tracuu.entities import Decision
    from tracuu.naming.explaining import Doubt
    from tracuu.naming.pages import EntityPage, Evidence
    from tracuu.reports.drift import Rendering

SCHEMA = 1

LISTED = (
    "entity", "label", "kind", "code", "stories", "versions", "mentions", "first", "last", "issuer", "place", "date",
    "period", "open",
)  # fmt: skip
"""The fields of a row of `tracuu entity list`."""


def listed(counted: Counted) -> dict[str, Any]:
    """Give the row of an entity with its counts."""
    entity = counted.entity
    return {
        "entity": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "code": entity.code,
        "stories": counted.stories,
        "versions": counted.versions,
        "mentions": counted.mentions,
        "first": counted.first_day,
        "last": counted.last_day,
        "issuer": entity.issuer,
        "place": entity.place,
        "date": entity.date,
        "period": entity.period,
        "open": entity.open,
    }


def entity_to_json(entity: Entity) -> dict[str, Any]:
    """Give an entity without its names, and its address as URN:LEX where it has one."""
    from tracuu.mentions.ids import urn

    fields = {name: value for name, value in entity._asdict().items() if name != "names"}
    return {**fields, "urn": urn(entity)}


def page_to_json(page: EntityPage, renderings: Iterable[Rendering] = ()) -> dict[str, Any]:
    """Give an entity's page."""
    spread = page.spread._asdict()
    return {
        "schema": SCHEMA,
        "entity": entity_to_json(page.entity),
        "members": [entity_to_json(member) for member in page.members],
        "merged": list(page.merged),
        "names": [name._asdict() for name in names_of(page, renderings)],
        **spread,
        "evidence": [_evidence(one) for one in page.evidence],
        "relations": [
            {
                "subject": one.subject.id, "verb": one.verb, "object": one.object.id, "versions": one.versions,
                "version": one.version, "start": one.start, "end": one.end,
            }
            for one in page.relations
        ],
    }  # fmt: skip


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        **source(one.version)._asdict(),
        "start": one.start,
        "end": one.end,
        "sentence": one.text,
        "mentions": [[mention.start, mention.end] for mention in one.mentions],
    }


def doubt_to_json(doubt: Doubt) -> dict[str, Any]:
    """Give an open question."""
    return {
        "about": doubt.about,
        "entity": entity_to_json(doubt.entity),
        "versions": doubt.versions,
        "story": doubt.story,
        "candidates": [entity_to_json(one) for one in doubt.candidates],
        "lang": doubt.lang,
        "name": doubt.name,
        "said": list(doubt.said),
        "evidence": _evidence(doubt.evidence) if doubt.evidence else None,
    }


def decisions_to_rows(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """Give decisions as rows."""
    return [
        {"number": one.number, "at": one.at, "verb": one.verb, "undone": one.undone, "args": dict(one.args)}
        for one in decisions
    ]
