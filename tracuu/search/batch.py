"""Many queries at once, each answered by a ranked list of ids: for measuring search across languages.

A story is ranked by the version of it that fits best: one in the query's own language that holds all its words, or one
in the language asked for that holds some of them or of their translations. What is given is its version in the
language asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.errors import UsageError
from tracuu.indexer import tree
from tracuu.indexer.engines.base import Reader
from tracuu.records import Version
from tracuu.search.across import Ground, crossed
from tracuu.search.expand import expand
from tracuu.search.filters import Filters
from tracuu.search.further import source_of, tongues
from tracuu.search.query import parse
from tracuu.text.analysis import analyser
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
    archive: Archive, reader: Reader, questions: Iterable[Question], *, translate: bool = True
) -> Iterator[tuple[str, list[str]]]:
    """Give (qid, ids) of each question: own ids where versions have them, best first."""
    totals = archive.totals()
    ground = Ground(reader, totals.languages, Filters(archive, totals).narrow, cache(reader.frequency))
    for one in questions:
        yield one.qid, _ranked(archive, ground, one, translate=translate)


def _ranked(archive: Archive, ground: Ground, asked: Question, *, translate: bool) -> list[str]:
    root = parse(asked.query).root
    source = source_of(root, ground, archive, asked.lang)
    if source is None:
        return []
    held = tuple(ground.languages)
    wanted = tuple(lang for lang in held if _is_wanted(lang, asked.target, source.lang))
    own = tuple(lang for lang in held if analyser(lang) == analyser(source.lang))
    either: list[tree.Node] = (
        [tree.And((tree.Filter("lang", own), expand(root, ground.reader, own, ground.narrow).node))] if own else []
    )
    abroad = tuple(lang for lang in wanted if lang not in own)
    made = crossed(root, ground, tongues(archive, source.lang, abroad, translate=translate), always=True)
    if made:
        either.append(made.ranking)
    return _ids(archive, ground.reader, tree.Or(tuple(either)), wanted, asked.k)


def _is_wanted(lang: str, target: str, source: str) -> bool:
    if target == ANY:
        return primary(lang) != primary(source)
    return target in {lang, primary(lang)}


def _ids(archive: Archive, reader: Reader, node: tree.Node, wanted: Sequence[str], most: int) -> list[str]:
    ids: list[str] = []
    offset, limit = 0, 4 * most
    while len(ids) < most:
        hits = reader.search(node, limit=limit, offset=offset).hits
        versions = archive.versions([hit.key for hit in hits])
        shown = (_in_wanted(version, archive, wanted) for version in versions)
        ids += [one.given_id or one.id for one in shown if one]
        if len(hits) < limit:
            break
        offset += limit
    return ids[:most]


def _in_wanted(found: Version, archive: Archive, wanted: Sequence[str]) -> Version | None:
    if found.lang in wanted:
        return found
    return next((one for one in archive.story_versions(found.story) if one.lang in wanted), None)


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
