"""The types of documents and the bodies that issue them, as `data/types.toml` and `data/bodies.toml` hold them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).parent / "data"


class Type(NamedTuple):
    """A type of document: its code, its part of an id, its Vietnamese name, and how symbols abbreviate it."""

    code: str
    slug: str
    name: str
    party: tuple[str, ...]
    state: tuple[str, ...]
    rank: int
    names: bool = False


class Body(NamedTuple):
    """A body that issues documents: who its numbers belong to, its kind of place, and how its symbols end."""

    code: str
    name: str
    issuer: str
    abbr: tuple[str, ...]
    place: str | None = None
    party: bool = False


@cache
def types() -> Mapping[str, Type]:
    """Give all types by code."""
    return {
        code: Type(
            code,
            row["slug"],
            row["name"],
            tuple(row["party"]),
            tuple(row["state"]),
            row["rank"],
            row.get("names", False),
        )
        for code, row in _tables("types.toml").items()
    }


@cache
def bodies() -> Mapping[str, Body]:
    """Give all bodies by code."""
    return {
        code: Body(code, row["name"], row["issuer"], tuple(row["abbr"]), row.get("place"), row.get("party", False))
        for code, row in _tables("bodies.toml").items()
    }


@cache
def by_slug() -> Mapping[str, str]:
    """Give a type's code by its part of an id: `nghi-quyet` is `resolution`."""
    return {kind.slug: code for code, kind in types().items()}


def _tables(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))
