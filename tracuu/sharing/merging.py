"""One archive into another: articles, then what was decided, marked and imported. What is here stays.

Everything is checked before anything is written (`opening.check`), and written in portions each of which is durable; a
run that was cut off is taken up by starting it again, since what is here already changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from tracuu import pipeline
from tracuu.corpus.archive import Archive
from tracuu.corpus.conflicts import NAMES, OPEN, STORIES, THEIRS, Conflict
from tracuu.corpus.dumped import Fact
from tracuu.entities import Decision
from tracuu.errors import UsageError
from tracuu.mentions.decisions import rules
from tracuu.records import Draft
from tracuu.sharing.contradicting import Answers, Contradiction, judge, key, named, of_names, of_stories
from tracuu.sharing.opening import Other
from tracuu.tuples import Record


class Merged(Record):
    """What a merge did: what became of articles, what else was new by its kind, and how many conflicts came of it."""

    report: pipeline.Report
    stated: Counter[str]
    conflicts: int


def merge(archive: Archive, other: Other, **manner: Any) -> Merged:
    """Bring another archive in, which was checked; `manner` is that of `pipeline.add`.

    Raises UsageError when it is this very archive; InputError when it changed since it was checked.
    """
    if other.place and other.place.samefile(archive.folder):
        raise UsageError("pack.itself", path=other.path)
    report = pipeline.add(archive, _articles(other), **manner)
    stated: Counter[str] = Counter()
    conflicts = 0
    for kind, facts in groupby(_facts(other), key=lambda fact: fact.kind):
        if kind in {"decision", "story_decision"}:
            taken, asked = (_names if kind == "decision" else _stories)(archive, list(facts), other.path)
            stated[kind] += taken
            conflicts += asked
        else:
            for fact in facts:
                stated.update(archive.dumps.restore([fact]))
    archive.stories.redraw()  # versions that were here may have learned keys from theirs
    pipeline.name(archive)
    return Merged(report, stated, conflicts)


def _articles(other: Other) -> Iterator[Draft]:
    for one in other.rows():
        if not isinstance(one, Fact):
            yield from one


def _facts(other: Other) -> Iterator[Fact]:
    return (one for one in other.rows() if isinstance(one, Fact))


# Decisions.


def _names(archive: Archive, facts: Sequence[Fact], source: str) -> tuple[int, int]:
    """Take decisions on names over; give how many, and how many conflicts came of them."""
    ours = [_with_story(archive, one) for one in archive.naming.decisions()]
    theirs = [_with_story(archive, _decision(fact, fact.row["args"])) for fact in facts]
    new, asked = _judged(archive, NAMES, ours, theirs, of_names(_same(archive, [*ours, *theirs])), source)
    return archive.naming.read_back(new) if new else 0, asked


def _stories(archive: Archive, facts: Sequence[Fact], source: str) -> tuple[int, int]:
    """Take decisions on stories over, as `_names`; those that name versions which are not here are passed over."""
    ours = [Decision(*one) for one in archive.stories.decisions()]
    held: dict[int, Fact] = {}
    theirs = []
    for fact in facts:
        wanted = named(_decision(fact, fact.row["args"]))
        here = archive.dumps.versions(wanted)
        if here.keys() >= set(wanted):
            args = {name: _each(value, here) for name, value in fact.row["args"].items()}
            theirs.append(_decision(fact, args))
            held[id(theirs[-1])] = fact
    new, asked = _judged(archive, STORIES, ours, theirs, of_stories, source)
    return sum(archive.dumps.restore([held[id(one)]])["story_decision"] for one in new), asked


def _decision(fact: Fact, args: Any) -> Decision:
    return Decision(0, str(fact.row["verb"]), args, str(fact.row["at"]), bool(fact.row["undone"]))


def _each(value: Any, here: dict[str, str]) -> Any:
    return here[value] if isinstance(value, str) else [here[one] for one in value]


def _with_story(archive: Archive, one: Decision) -> Decision:
    """Give a decision with its story by the id that it has here now."""
    if "story" not in one.args:
        return one
    return one._replace(args={**one.args, "story": archive.dumps.story(str(one.args["story"]))})


def _same(archive: Archive, decisions: Sequence[Decision]) -> Any:
    """Give the function that tells the id under which an entity is kept, with all decisions of both."""
    numbered = [one._replace(number=place) for place, one in enumerate(decisions)]
    canonical, successor = rules(numbered).canonical, archive.naming.successor
    return lambda id_: canonical(successor(canonical(id_))) if id_ else id_


def _judged(
    archive: Archive, about: str, ours: Sequence[Decision], theirs: Sequence[Decision], answers: Answers, source: str
) -> tuple[list[Decision], int]:
    """Give what is to be taken over of another's decisions, and how many new conflicts are kept."""
    judged = judge(ours, theirs, answers)
    known = {(_of(archive, one), one.undone): one for one in archive.conflicts.every() if one.about == about}
    new = []
    for one in judged.new:
        before = known.get((key(one), one.undone))
        if before is None or before.state == OPEN:
            new.append(one)
        if before and before.state == OPEN:  # what it contradicted was taken back since
            archive.conflicts.settle(before.number, THEIRS)
    fresh = [one for one in judged.contradictions if (key(one.theirs), one.theirs.undone) not in known]
    for found in fresh:
        archive.conflicts.keep(_conflict(found, about, source))
    return new, len(fresh)


def _of(archive: Archive, one: Conflict) -> tuple[str, str, str]:
    return key(_with_story(archive, Decision(0, one.verb, one.args, one.at)))


def _conflict(found: Contradiction, about: str, source: str) -> Conflict:
    one = found.theirs
    return Conflict(0, about, one.verb, one.args, one.at, one.undone, found.ours, source, OPEN)
