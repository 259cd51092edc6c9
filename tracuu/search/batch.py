"""Many queries at once, each answered by a ranked list of ids: for measuring search across languages (`ranked`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.errors import UsageError
from tracuu.indexer.engines.base import Reader
from tracuu.search.across import Ground
from tracuu.search.filters import Filters
from tracuu.search.query import parse
from tracuu.search.ranked import Read, nearest, ranked, read
from tracuu.text.codes import canonical, primary
from tracuu.tuples import Record

ANY = "*"
"""As target: any language but the query's."""


class Question(Record):
    """One query of a batch: `lang` is its language (None: guessed), `target` a language or `*`, `k` how many ids."""

    qid: str
    query: str
    lang: str | None = None
    target: str = ANY
    k: int = 10


def question(row: Mapping[str, Any]) -> Question:
    """Read a line of a batch. Raises UsageError when it has no query, or a `k` that is no number from 1 on."""
    query, k = row.get("query"), row.get("k", 10)
    if not isinstance(query, str) or not isinstance(k, int) or k < 1:
        raise UsageError("search.bad_question", row=str(dict(row))[:200])
    lang, target = row.get("lang"), row.get("target") or ANY
    return Question(str(row.get("qid", "")), query, canonical(lang) if lang else None, _target(str(target)), k)


def _target(typed: str) -> str:
    return typed if typed == ANY else canonical(typed)


def answers(
    archive: Archive, reader: Reader, questions: Iterable[Question], *, translate: bool = True, dense: bool = False
) -> Iterator[tuple[str, list[str]]]:
    """Give (qid, ids) of each question: own ids where versions have them, best first.

    With `dense` all questions are read first, and the archive's vectors are asked once for all. Raises UsageError when
    there are none.
    """
    totals = archive.totals()
    ground = Ground(reader, totals.languages, Filters(archive, totals).narrow, cache(reader.frequency))
    known = ((one, _read(archive, ground, one)) for one in questions)
    if not dense:
        yield from (
            (one.qid, _ids(archive, ranked(archive, ground, what, one.k, translate=translate))) for one, what in known
        )
        return
    every = list(known)
    near = nearest(archive, [what for _, what in every])
    for (one, what), likeness in zip(every, near, strict=True):
        yield one.qid, _ids(archive, ranked(archive, ground, what, one.k, likeness, translate=translate))


def _read(archive: Archive, ground: Ground, one: Question) -> Read:
    root = parse(one.query).root
    return read(archive, ground, root, one.query, one.lang, lambda lang, source: _is_wanted(lang, one.target, source))


def _is_wanted(lang: str, target: str, source: str | None) -> bool:
    if target == ANY:
        return source is None or primary(lang) != primary(source)
    return target in {lang, primary(lang)}


def _ids(archive: Archive, numbers: Iterable[int]) -> list[str]:
    return [version.given_id or version.id for version in archive.versions(list(numbers))]


def questions(lines: Iterable[str]) -> Iterator[Question]:
    """Read a batch, one JSON object a line. Raises UsageError for a line that is none."""
    import json

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError("search.bad_batch", line=number, why=str(error)) from error
        if not isinstance(row, dict):
            raise UsageError("search.bad_batch", line=number, why=line.strip()[:100])
        yield question(row)
