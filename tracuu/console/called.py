"""What an entity, its issuer and its place are called in front of people."""

from __future__ import annotations

from tracuu.console.safe import isolated, printable
from tracuu.entities import Entity
from tracuu.mentions.kinds import bodies
from tracuu.messages import say
from tracuu.text.places import province_name

_UNKNOWN = "?"
_CENTRE = "tw"


def name(entity: Entity) -> str:
    """Give an entity's name, safe for one line; a stub's says that it is one."""
    label = isolated(printable(entity.label))
    return say("entity_cmd.stub", label=label) if entity.open else label


def origin(entity: Entity) -> str:
    """Say who issued an instrument, or where a model is; nothing where that is not known."""
    return printable(issuer(entity) if entity.issuer else place(entity.place))


def issuer(entity: Entity) -> str:
    """Give an issuer's name: `quang-nam.tinh-uy` is Tỉnh ủy Quảng Nam."""
    if not entity.issuer:
        return ""
    *where, last = entity.issuer.split(".")
    named = bodies()[entity.body].name if entity.body and entity.body in bodies() else _body_of(last)
    return " ".join(filter(None, (named, place(".".join(where)) if where != [_CENTRE] else "")))


def place(path: str | None) -> str:
    """Give a place's name, smallest part first: `quang-nam.thang-binh` is Thang Binh, Quảng Nam.

    Below provinces nothing tells the accents, so they are written as they are abroad.
    """
    parts = [part for part in reversed((path or "").split(".")) if part and part != _UNKNOWN]
    return ", ".join(map(_placed, parts))


def _body_of(last: str) -> str:
    return next((body.name for body in bodies().values() if body.issuer == last), "" if last == _UNKNOWN else last)


def _placed(slug: str) -> str:
    named = province_name(slug)
    return named if named != slug else " ".join(word[:1].upper() + word[1:] for word in slug.split("-"))
