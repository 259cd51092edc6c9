"""Reading and checking the register's files: what an instrument, a movement, a concept and a word are on paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tracuu.entities import Entity
from tracuu.mentions import ids, terms
from tracuu.mentions.kinds import bodies, types
from tracuu.mentions.toml_files import Row, rows
from tracuu.text.codes import primary

_COMMON = {"id", "name", "other_names", "names", "unattested", "source", "checked"}
_NAMED = {*_COMMON, "since", "initiator", "only_quoted", "place", "implements"}
TABLES = {
    "instrument": {*_COMMON, "code", "body", "date", "topics", "session", "by_number"},
    "movement": _NAMED,
    "programme": _NAMED,
    "model": _NAMED,
    "concept": {"entity", "words", "alone"},
    "word": {"name", "topic", "stems", "weak"},
}


class Entry(NamedTuple):
    """One entity as a file states it: its record, and what only the register knows.

    `names` are (language, name) of every name, the Vietnamese ones included. `only_quoted` are those of them that are
    everyday words, and name the thing only in quotes or beside a word for movement. `composed_of` are the ideas that
    its name is made of, and `alone_when_composed` whether they are sure without quotes.
    """

    entity: Entity
    names: tuple[tuple[str, str], ...]
    source: str
    checked: bool
    topics: tuple[str, ...] = ()
    session: str | None = None
    since: str | None = None
    initiator: str | None = None
    implements: str | None = None
    only_quoted: tuple[str, ...] = ()
    by_number: bool = False
    composed_of: tuple[str, ...] = ()
    alone_when_composed: bool = False


class Word(NamedTuple):
    """One idea and how the words for it begin, per language, as the file writes them.

    `weak` stems are everyday words, sure only in quotes. `row` is where it stands, for errors.
    """

    name: str
    topic: bool
    stems: Mapping[str, tuple[str, ...]]
    weak: Mapping[str, tuple[str, ...]]
    row: Row


class Composed(NamedTuple):
    """Of which ideas the name of an entity is composed, and whether they are sure without quotes; `row` for errors."""

    words: tuple[str, ...]
    alone: bool
    row: Row


class File(NamedTuple):
    """What a file holds. `composed` is by entity."""

    entries: list[Entry]
    words: list[Word]
    composed: dict[str, Composed]


def read_file(path: Path) -> File:
    """Read one file. Raises DataError that names file, line and field."""
    read = rows(path, TABLES)
    entries = [_instrument(row) for row in read["instrument"]]
    entries += [_named(row, kind) for kind in ("movement", "programme", "model") for row in read[kind]]
    words = [_word(row) for row in read["word"]]
    composed = {
        row.text("entity"): Composed(row.texts("words"), row.flag("alone", default=False), row)
        for row in read["concept"]
    }
    return File(entries, words, composed)


def _instrument(row: Row) -> Entry:
    parts = _id_of(row)
    if parts.kind is None or parts.kind not in types() or parts.story is not None or parts.name is not None:
        raise row.fault("register.bad_id", "id", value=row.text("id"), known="vn:tw:nghi-quyet:57@xiii")
    body, date, code = _body_of(row), row.day("date"), row.optional("code")
    expected = terms.period(parts.issuer, date)
    if expected is not None and parts.period not in {expected, None}:
        raise row.fault("register.other_period", "date", date=date, period=expected, value=row.text("id"))
    entity = Entity(
        id=row.text("id"),
        kind=parts.kind,
        label=_label(parts.kind, parts.number, code, row),
        number=parts.number,
        code=code,
        issuer=parts.issuer,
        body=body,
        period=parts.period,
        date=date,
        title=row.text("name"),
        origin="register",
        names=_translations(row),
    )
    return Entry(
        entity,
        _all_names(row),
        row.text("source"),
        row.flag("checked", default=True),
        topics=row.texts("topics"),
        session=row.optional("session"),
        by_number=row.flag("by_number", default=False),
    )


def _named(row: Row, kind: str) -> Entry:
    parts = _id_of(row)
    if parts.kind != kind or parts.story is not None:
        raise row.fault("register.bad_id", "id", value=row.text("id"), known="vn:phong-trao:dan-van-kheo")
    entity = Entity(
        id=row.text("id"),
        kind=kind,
        label=row.text("name"),
        place=parts.place,
        origin="register",
        family=ids.family_id(parts.name) if kind == "model" and parts.name else None,
        names=_translations(row),
    )
    return Entry(
        entity,
        _all_names(row),
        row.text("source"),
        row.flag("checked", default=True),
        since=row.day("since"),
        initiator=row.optional("initiator"),
        implements=_implemented(row),
        only_quoted=row.texts("only_quoted"),
    )


def _implemented(row: Row) -> str | None:
    """Give the id of the instrument that a movement carries out."""
    id_ = row.optional("implements")
    parts = ids.parse(id_) if id_ else None
    if id_ and (parts is None or parts.kind not in types()):
        raise row.fault("register.bad_id", "implements", value=id_, known="vn:tw:nghi-quyet:57@xiii")
    return id_


def _word(row: Row) -> Word:
    stems, weak = row.texts_by_language("stems"), row.texts_by_language("weak")
    return Word(row.text("name"), row.flag("topic", default=False), stems, weak, row)


def _id_of(row: Row) -> ids.Id:
    parts = ids.parse(row.text("id"))
    if parts is None or ids.write(parts) != row.text("id"):
        raise row.fault("register.bad_id", "id", value=row.text("id"), known="vn:tw:nghi-quyet:57@xiii")
    return parts


def _body_of(row: Row) -> str | None:
    body = row.optional("body")
    if body is not None and body not in bodies():
        raise row.fault("register.unknown_body", "body", value=body, known=", ".join(bodies()))
    return body


def _label(kind: str, number: str | None, code: str | None, row: Row) -> str:
    """Give what an instrument is called in a list: a law by its name, everything else by type and code."""
    kind_of = types()[kind]
    if kind_of.names:
        year = row.day("date")
        return f"{row.text('name')} {year[:4]}" if year else row.text("name")
    if code:
        return f"{kind_of.name} {code}"
    return f"{kind_of.name} {number}" if number and number[0].isdigit() else row.text("name")


def _translations(row: Row) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (primary(lang), name, sure)
        for field, sure in (("names", True), ("unattested", False))
        for lang, names in row.texts_by_language(field).items()
        for name in names
    )


def _all_names(row: Row) -> tuple[tuple[str, str], ...]:
    vietnamese = (row.text("name"), *row.texts("other_names"))
    return (*(("vi", name) for name in vietnamese), *((lang, name) for lang, name, _ in _translations(row)))
