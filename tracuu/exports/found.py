"""What searches find, all of it: hits one after the other, however many there are, as rows with their citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.editions import in_language, original
from tracuu.exports.citation import Citation, citations
from tracuu.exports.rows import CITED, IN_WORDS, Row
from tracuu.indexer.engines.base import Reader
from tracuu.records import Version
from tracuu.search.answer import Answer, Hit
from tracuu.search.run import Request, run
from tracuu.text.codes import canonical, primary

PAGE = 1_000  # hits asked for at once
_AT_ONCE = 200  # rows made at once

YES, NO = 1, 0


class Finding(NamedTuple):
    """What one query finds: its first page, for telling, and all its hits, read as they are asked for."""

    answer: Answer
    hits: Iterator[Hit]


def finding(archive: Archive, reader: Reader, request: Request) -> Finding:
    """Search, and go on to the last hit. `limit` and `offset` of the request count nothing. Raises as `run` does.

    Where nothing holds all words, hits that hold some of them are none.
    """
    asked = request._replace(limit=PAGE, offset=0)
    first = run(archive, reader, asked)
    if not (first.total or (first.across and first.across.total)):
        return Finding(first._replace(hits=()), iter(()))
    return Finding(first, _all(archive, reader, asked, first))


def _all(archive: Archive, reader: Reader, asked: Request, page: Answer) -> Iterator[Hit]:
    while True:
        yield from page.hits
        if page.next_offset is None:
            return
        page = run(archive, reader, asked._replace(offset=page.next_offset))


def rows(archive: Archive, hits: Iterable[Hit]) -> Iterator[Row]:
    """Give the row of each hit: its citation, and how it was found."""
    listed = iter(hits)
    while part := list(islice(listed, _AT_ONCE)):
        cited = citations(archive, [hit.number for hit in part])
        yield from (Row(citation, _facts(hit)) for hit, citation in zip(part, cited, strict=True))


def _facts(hit: Hit) -> dict[str, Any]:
    return {
        "langs": list(hit.langs),
        "score": round(hit.score, 4),
        "found_by": "translation" if hit.renderings else "words",
        "matched": list(hit.matched),
        "snippet": hit.snippet,
        "page": hit.page,
        "reason": hit.reason,
    }


class Column(NamedTuple):
    """One of several queries: the name of its column, and its hits."""

    name: str
    hits: Iterable[Hit]


class Wide(NamedTuple):
    """What several queries found together: the fields of its rows, their count, and the rows."""

    fields: tuple[str, ...]
    counts: dict[str, int]
    rows: Iterator[Row]


def wide(archive: Archive, columns: Iterable[Column], *, scores: bool = False, versions: bool = False) -> Wide:
    """Join what several queries find: a story (or version) a row, and a column for each query.

    A column says 1 where the query found it and 0 where not; with `scores` its score, or nothing. Rows are in the
    order of days, undated ones last; a story is shown by the version that the first query to find it found.
    """
    shown: dict[str, tuple[str, int]] = {}
    scored: dict[str, dict[str, float]] = {}
    for column in columns:
        found = scored.setdefault(column.name, {})
        for hit in column.hits:
            key = hit.version if versions else hit.story
            shown.setdefault(key, (hit.date or "~", hit.number))
            found.setdefault(key, round(hit.score, 4))
    order = sorted(shown, key=lambda key: (shown[key], key))
    cited = citations(archive, [shown[key][1] for key in order])
    made = (_joined(citation, key, scored, scores=scores) for key, citation in zip(order, cited, strict=True))
    return Wide((*CITED, *scored), {name: len(found) for name, found in scored.items()}, made)


def _joined(citation: Citation, key: str, scored: Mapping[str, Mapping[str, float]], *, scores: bool) -> Row:
    found_by = tuple(name for name, found in scored.items() if key in found)
    if scores:
        return Row(citation, {name: found.get(key) for name, found in scored.items()}, found_by)
    return Row(citation, {name: YES if key in found else NO for name, found in scored.items()}, found_by)


def column_names(asked: Sequence[str]) -> list[str]:
    """Name the columns of queries: as they were typed, but none like a field or another one."""
    names: list[str] = []
    for query in asked:
        name = query if query not in {*CITED, *IN_WORDS} else f"query: {query}"
        same = (name, *(f"{name} ({number})" for number in range(2, len(asked) + 2)))
        names.append(next(one for one in same if one not in names))
    return names


def everything(archive: Archive, lang: str | None = None, *, versions: bool = False) -> Iterator[Row]:
    """Give a row of every story, in the order in which they came, or of every version.

    A story is shown by its original, or by its version in `lang` where it has one.
    """
    wanted = canonical(lang) if lang else None
    numbers = archive.numbers()
    for start in range(0, len(numbers), _AT_ONCE):
        part = archive.versions(list(numbers[start : start + _AT_ONCE]))
        chosen = part if versions else _standing(archive, part, wanted)
        cited = citations(archive, [version.number for version in chosen])
        held = archive.siblings(sorted({version.story_number for version in chosen}))
        for version, citation in zip(chosen, cited, strict=True):
            yield Row(citation, {"langs": sorted({lang for _, _, lang in held[version.story_number]})})


def _standing(archive: Archive, versions: Sequence[Version], lang: str | None) -> list[Version]:
    """Give, for the stories whose first versions are among these, the version that stands for each."""
    heads = [version.number for version in versions if version.number == version.story_number]
    held = archive.siblings(heads)
    every = archive.versions(list(chain.from_iterable(([row[0] for row in rows]) for rows in held.values())))
    by_story: dict[int, list[Version]] = {}
    for version in every:
        by_story.setdefault(version.story_number, []).append(version)
    return [_chosen(by_story[head], lang) for head in heads]


def _chosen(versions: Sequence[Version], lang: str | None) -> Version:
    if lang and any(lang in {version.lang, primary(version.lang)} for version in versions):
        return in_language(versions, lang)
    return original(versions)


def entity_request(archive: Archive, typed: str, request: Request) -> tuple[str, Request]:
    """Ask for what names an entity; give its label and the request. Raises UnknownEntity, AmbiguousEntity."""
    from tracuu.naming.asking import entity_named

    entity = entity_named(archive, typed)
    field = "models" if entity.kind in {"model", "movement", "family"} else "instruments"
    return entity.label, request._replace(**{field: (*getattr(request, field), entity.id)})
