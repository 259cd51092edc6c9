"""Taking an archive out as lines, and putting lines in. Reached as `archive.dumps`.

Only truth goes out: articles with their texts, and what users decided, saved and imported. What is found, linked,
learned and indexed is made again from it. What crawling knows of addresses stays behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from tracuu.corpus.dumped import Fact, in_parts
from tracuu.corpus.store import dumping, knowing, lexicon_lists, restoring, ties
from tracuu.entities import Decision
from tracuu.errors import InputError

if TYPE_CHECKING:
    import sqlite3

    from tracuu.corpus.naming import Access

_AT_ONCE = 200  # versions read together
_IN_LINE = 500  # rows of a line that lists
_ENTRIES = 5_000  # entries of a word list in a line

Line = dict[str, Any]


class Dumps:
    """Lines out and in. Methods may raise what those of `Archive` raise."""

    def __init__(self, ask: Access, change: Access) -> None:
        """Wrap an archive's access to its file."""
        self._ask = ask
        self._change = change

    def articles(self, numbers: Sequence[int], *, with_raw: bool = False) -> Iterator[list[Line]]:
        """Give the lines of versions in rising order: the version's own, then those of its further layers."""
        for part in in_parts(numbers, _AT_ONCE):
            yield from self._ask(lambda to, part=part: list(dumping.versions(to, part, with_raw=with_raw)))  # type: ignore[misc]  # the portion of this turn

    def facts(self) -> Iterator[Line]:
        """Give all other lines, in the order in which they are to be restored."""
        yield from self._listed("ids", dumping.further_ids)
        yield from self._listed("seen_again", dumping.seen_again)
        yield from self._ask(_story_decisions)
        yield from self._listed("former", dumping.former_ids)
        yield from self._listed("stories", dumping.stories)
        yield from self._listed("entity_redirects", lambda to: [list(pair) for pair in knowing.redirects(to).items()])
        for decision in self._ask(knowing.decisions):
            yield {"kind": "decision", **_written(decision)}
        yield from self._listed("marks", dumping.marks)
        for one in self._ask(lexicon_lists.everything):
            yield from self._ask(partial(dumping.word_list, about=one, size=_ENTRIES))
        yield from self._ask(lambda to: list(dumping.saved_searches(to)))

    def versions(self, identities: Sequence[str]) -> dict[str, str]:
        """Give the ids that versions of a dump have here, by identity; those that are not here are left out."""
        return self._ask(lambda to: restoring.versions_now(to, identities))

    def story(self, id_: str) -> str:
        """Give the id that a story of a dump has here, which is its own where no other is known."""
        return self._ask(lambda to: restoring.story_now(to, id_))

    def _listed(self, kind: str, read: Callable[[sqlite3.Connection], list[Any]]) -> Iterator[Line]:
        yield from ({"kind": kind, "rows": part} for part in in_parts(self._ask(read), _IN_LINE))

    def restore(self, facts: Sequence[Fact]) -> dict[str, int]:
        """Put lines in that are no articles; give how much of each kind was not here. Raises InputError.

        Decisions on names are for `decide`.
        """
        added: dict[str, int] = {}
        for fact in facts:
            put = self._story_decided if fact.kind == "story_decision" else self._restored
            try:
                added[fact.kind] = added.get(fact.kind, 0) + put(fact)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                detail = f"{type(error).__name__}: {error}"
                raise InputError("dump.fact", kind=fact.kind, detail=detail) from error
        return added

    def _restored(self, fact: Fact) -> int:
        return self._change(lambda to: restoring.restore(to, fact.kind, fact.row))

    def decide(self, facts: Sequence[Fact]) -> int:
        """Take decisions on names over, in this order; give how many were not here. They must be whole.

        `Naming` draws their consequences with the next linking.
        """
        made = [
            Decision(0, str(one.row["verb"]), self._args(one.row["args"]), str(one.row["at"]), bool(one.row["undone"]))
            for one in facts
        ]
        return self._change(lambda to: knowing.read_back(to, made)) if made else 0

    def _args(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """Give the words of a decision, with a story by the id that it has here."""
        here = {"story": self.story(str(args["story"]))} if "story" in args else {}
        return {**args, **here}

    def _story_decided(self, fact: Fact) -> int:
        return self._change(lambda to: _decide(to, fact))


def _written(decision: Decision) -> Line:
    return {"verb": decision.verb, "args": dict(decision.args), "at": decision.at, "undone": decision.undone}


def _story_decisions(connection: Any) -> list[Line]:
    """Give the decisions on stories, with versions by their identities."""
    lines = []
    for one in ties.decisions(connection):
        known = restoring.identities(connection, _ids(one.args))
        args = {name: _each(value, known) for name, value in one.args.items()}
        lines.append({"kind": "story_decision", "verb": one.verb, "args": args, "at": one.at, "undone": one.undone})
    return lines


def _decide(connection: Any, fact: Fact) -> int:
    """Take a decision on stories over, unless it is here already, or names versions that are not."""
    args = dict(fact.row["args"])
    here = restoring.versions_now(connection, _ids(args))
    if set(_ids(args)) - here.keys():
        return 0
    meant = {name: _each(value, here) for name, value in args.items()}
    verb, at = str(fact.row["verb"]), str(fact.row["at"])
    if verb not in {ties.MERGE, ties.SPLIT}:
        raise ValueError(verb)
    if any((one.verb, dict(one.args), one.at) == (verb, meant, at) for one in ties.decisions(connection)):
        return 0
    made = ties.decide(connection, verb, meant, at)
    if fact.row["undone"]:
        ties.undo(connection, made.number)
    return 1


def _ids(args: Any) -> list[str]:
    return [one for value in args.values() for one in ([value] if isinstance(value, str) else value)]


def _each(value: Any, names: dict[str, str]) -> Any:
    return names[value] if isinstance(value, str) else [names[one] for one in value]
