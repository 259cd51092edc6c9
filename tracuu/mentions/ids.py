"""Ids of entities: built, read, and written out as URN:LEX. docs/register.md shows every form with an example.

An id depends on no language. It holds what tells a thing from all others: an instrument's issuer, type, number and
period; a model's place and Vietnamese name. What is not known is `?`. An id that ends in `~STORY` is a stub: a thing
of one story that is not known well enough to be told from others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracuu.entities import Entity
from tracuu.mentions.kinds import by_slug, types
from tracuu.text.normalize import fold, key

UNKNOWN = "?"
LONGEST_SLUG = 120  # letters; what is longer is cut between two words

MODEL, MOVEMENT, PROGRAMME, FAMILY = "mo-hinh", "phong-trao", "chuong-trinh", "ho-mo-hinh"
_KIND_OF = {MODEL: "model", MOVEMENT: "movement", PROGRAMME: "programme", FAMILY: "family"}

_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PATH = rf"(?:{_WORD}|\?)(?:\.(?:{_WORD}|\?))*"
_SLUG = rf"(?:{_WORD}|\?)"
_STUB = r"(?:~(?P<story>[a-z0-9]+)(?:\.(?P<ordinal>[1-9]\d*))?)?"
_MODEL = re.compile(rf"vn:{MODEL}:(?P<place>{_PATH}):(?P<name>{_SLUG}){_STUB}")
_UNNAMED = re.compile(rf"vn:(?P<form>{MODEL}|{MOVEMENT}):~(?P<story>[a-z0-9]+)\.(?P<ordinal>[1-9]\d*)")
_NAMED = re.compile(rf"vn:(?P<form>{MOVEMENT}|{PROGRAMME}|{FAMILY}):(?P<name>{_SLUG}){_STUB}")
_INSTRUMENT = re.compile(rf"vn:(?P<issuer>{_PATH}):(?P<type>{_SLUG}):(?P<number>{_SLUG})@(?P<period>{_SLUG}){_STUB}")


class Id(NamedTuple):
    """An id taken apart. `kind` as in `Entity.kind`; what is unknown, or no part of such an id, is None.

    `number` of a congress's resolution is `dai-hoi`, of a plenum's `hoi-nghi-7`. `name` is the slug of a Vietnamese
    name. `story` and `ordinal` (from 1) are those of a stub, and of a model without a Vietnamese name.
    """

    kind: str | None
    issuer: str | None = None
    number: str | None = None
    period: str | None = None
    place: str | None = None
    name: str | None = None
    story: str | None = None
    ordinal: int = 1


@lru_cache(maxsize=10_000)
@lru_cache(maxsize=20_000)  # names of places recur
def slug(name: str) -> str:
    """Give a Vietnamese name as a part of an id: `Tổ tự quản "5+1"` is `to-tu-quan-5-1`; `?` when nothing is left."""
    words = re.findall(r"[a-z0-9]+", fold(key(name)))
    while len("-".join(words)) > LONGEST_SLUG and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST_SLUG] or UNKNOWN


@lru_cache(maxsize=10_000)
def number_as_printed(number: str) -> str:
    """Give a document's number with at least two digits, as the rules of numbering print it: `3` and `003` are `03`."""
    digits = re.match(r"\d+", number)
    return number.lower() if digits is None else str(int(digits[0])).zfill(2) + number[digits.end() :].lower()


def instrument_id(
    issuer: str | None,
    kind: str | None,
    number: str | None,
    period: str | None,
    story: str | None = None,
    ordinal: int = 1,
) -> str:
    """Give the id of an instrument; with `story` that of a stub.

    `issuer` is a path (`quang-nam.tinh-uy`), `kind` a code of types.toml, `number` as printed or a session's word
    (`session_number`), `period` a term or year.
    """
    return write(Id(kind, issuer=issuer, number=number, period=period, story=story, ordinal=ordinal))


def session_number(session: str) -> str:
    """Give what stands in place of a number: `dai-hoi:13` is `dai-hoi`, `hoi-nghi:7:11` is `hoi-nghi-7`."""
    form, _, rest = session.partition(":")
    which = rest.partition(":")[0]
    return form if form == "dai-hoi" or which in {"", UNKNOWN} else f"{form}-{which}"


def model_id(place: str | None, name: str, story: str | None = None, ordinal: int = 1) -> str:
    """Give the id of a model by its place (a path, as far as known) and its Vietnamese name or that name's slug."""
    return write(Id("model", place=place, name=slug(name), story=story, ordinal=ordinal))


def unnamed_model_id(story: str, ordinal: int, kind: str = "model") -> str:
    """Give the opaque id of a model or movement whose Vietnamese name is not known.

    `ordinal` is the order of its first mention (from 1).
    """
    return f"vn:{MOVEMENT if kind == 'movement' else MODEL}:~{story}.{ordinal}"


def movement_id(name: str) -> str:
    """Give the id of a movement or campaign by its Vietnamese name."""
    return write(Id("movement", name=slug(name)))


def family_id(name: str) -> str:
    """Give the id of the family of all models of one Vietnamese name."""
    return write(Id("family", name=slug(name)))


def write(parts: Id) -> str:
    """Put an id together. `parse(write(parts)) == parts` for all parts that `parse` can give."""
    stub = "" if parts.story is None else f"~{parts.story}" + (f".{parts.ordinal}" if parts.ordinal > 1 else "")
    if parts.kind in {"model", "movement"} and parts.place is parts.name is None and parts.story is not None:
        return unnamed_model_id(parts.story, parts.ordinal, parts.kind)
    if parts.kind == "model":
        return f"vn:{MODEL}:{_part(parts.place)}:{_part(parts.name)}{stub}"
    if parts.name is not None:
        form = next(form for form, kind in _KIND_OF.items() if kind == parts.kind)
        return f"vn:{form}:{parts.name}{stub}"
    kind = types()[parts.kind].slug if parts.kind else UNKNOWN
    number = number_as_printed(parts.number) if parts.number else UNKNOWN
    return f"vn:{_part(parts.issuer)}:{kind}:{number}@{_part(parts.period)}{stub}"


@lru_cache(maxsize=50_000)
def parse(id: str) -> Id | None:  # noqa: A002  the record's own word
    """Take an id apart; None when this is no id."""
    if match := _UNNAMED.fullmatch(id):
        return Id(_KIND_OF[match["form"]], story=match["story"], ordinal=int(match["ordinal"]))
    if match := _MODEL.fullmatch(id):
        place, name = _known(match["place"]), _known(match["name"])
        return Id("model", place=place, name=name, story=match["story"], ordinal=_ordinal(match))
    if match := _NAMED.fullmatch(id):
        return Id(_KIND_OF[match["form"]], name=match["name"], story=match["story"], ordinal=_ordinal(match))
    match = _INSTRUMENT.fullmatch(id)
    if match is None or (match["type"] != UNKNOWN and match["type"] not in by_slug()):
        return None
    return Id(
        by_slug().get(match["type"]),
        issuer=_known(match["issuer"]),
        number=_known(match["number"]),
        period=_known(match["period"]),
        story=match["story"],
        ordinal=_ordinal(match),
    )


def is_stub(id: str) -> bool:  # noqa: A002  the record's own word
    """Tell whether an id belongs to one story only."""
    return "~" in id


def urn(entity: Entity) -> str | None:
    """Write an instrument as URN:LEX (RFC 9676): `urn:lex:vn;quang.nam:tinh.uy:nghi.quyet:2023-12-08;35-nq-tu`.

    A local convention, for nobody has registered how Vietnam would write them. None for a model, and for an instrument
    whose issuer or whole date is not known.
    """
    kind = types().get(entity.kind)
    if kind is None or entity.open or not entity.issuer or UNKNOWN in entity.issuer or not _is_day(entity.date):
        return None
    *places, body = entity.issuer.split(".")
    where = "".join(f";{place}" for place in places).replace("-", ".")
    number = slug(entity.code) if entity.code else slug(entity.number or UNKNOWN)
    return f"urn:lex:vn{where}:{body.replace('-', '.')}:{kind.slug.replace('-', '.')}:{entity.date};{number}"


def _part(text: str | None) -> str:
    return text or UNKNOWN


def _known(text: str) -> str | None:
    return None if text == UNKNOWN else text


def _ordinal(match: re.Match[str]) -> int:
    return int(match["ordinal"] or 1)


def _is_day(date: str | None) -> bool:
    return bool(date and re.fullmatch(r"\d{4}-\d\d-\d\d", date))
