"""Adding with all that a dump states: first the articles, by the pipeline, then what was decided, saved and imported.

Lines that are no articles name articles, so they wait in a temporary file until all are kept. A run that is killed is
resumed by adding the dump again: what is here already changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from tracuu import pipeline
from tracuu.corpus.dumped import Fact
from tracuu.errors import InputError
from tracuu.mentions.decisions import VERBS
from tracuu.records import Outcome, Rejected

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive

FACT_TYPE = "application/jsonl"
DECISION = "decision"


def add(archive: Archive, captures: Iterable[pipeline.Item | Fact], **manner: Any) -> pipeline.Report:
    """Bring articles into the archive, and what dumps among them state besides; `manner` is that of `pipeline.add`."""
    with TemporaryFile("w+", encoding="utf-8") as waiting:
        report = pipeline.add(archive, _held_back(captures, waiting), **manner)
        if waiting.tell():
            waiting.seek(0)
            _restore(archive, waiting, report, manner.get("tell", lambda _: None))
    return report


def _held_back(captures: Iterable[pipeline.Item | Fact], waiting: IO[str]) -> Iterator[pipeline.Item]:
    for one in captures:
        if isinstance(one, Fact):
            waiting.write(json.dumps(one) + "\n")
        else:
            yield one


def _restore(
    archive: Archive, waiting: IO[str], report: pipeline.Report, tell: Callable[[pipeline.Told], None]
) -> None:
    """Put in what was held back, have it linked where it matters, and count what was new by its kind."""
    decisions: list[Fact] = []
    for line in waiting:
        fact = Fact(*json.loads(line))
        try:
            if fact.kind == DECISION:
                _check(fact)
                decisions.append(fact)
            else:
                report.stated.update(archive.dumps.restore([fact]))
        except InputError as error:
            report.counts[FACT_TYPE, Outcome.REJECTED] += 1
            tell(Rejected(fact.origin, FACT_TYPE, str(error)))
    report.stated[DECISION] += archive.dumps.decide(decisions)
    if any(report.stated.values()):
        pipeline.name(archive)


def _check(fact: Fact) -> None:
    """See that a decision is one that naming knows: a later one would meet it for ever. Raises InputError."""
    verb, args = fact.row.get("verb"), fact.row.get("args")
    wanted = VERBS.get(verb) if isinstance(verb, str) else None
    is_whole = {"at", "undone"} <= fact.row.keys() and isinstance(args, dict)
    if wanted is None or not is_whole or not all(isinstance((args or {}).get(name), str) for name in wanted):
        raise InputError("dump.fact", kind=fact.kind, detail=verb)
