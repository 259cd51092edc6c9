"""Which decisions of another archive contradict those taken here. Pure.

A decision answers questions: what is this entity called, does this name mean it, are these two versions one story.
Of decisions in one archive the last that answers a question holds. Another's decision contradicts ours where both
answer a question differently and ours is not known there: then they cannot have outdone it knowingly.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, product

from tracuu.corpus.matching import MERGE
from tracuu.entities import Decision
from tracuu.tuples import Record

Question = Hashable
Answers = Callable[[Decision], Iterable[tuple[Question, Hashable]]]
Key = tuple[str, str, str]


class Contradiction(Record):
    """A decision of another archive, and the numbers of the decisions here that it contradicts."""

    theirs: Decision
    ours: tuple[int, ...]


class Judged(Record):
    """What is to become of another's decisions: those to be taken over, in their order, and contradictions."""

    new: Sequence[Decision]
    contradictions: Sequence[Contradiction]


def key(one: Decision) -> Key:
    """Give what tells a decision from others: what was decided, of what, when; not whether it still holds."""
    return one.verb, json.dumps(dict(one.args), sort_keys=True), one.at


def judge(ours: Sequence[Decision], theirs: Sequence[Decision], answers: Answers) -> Judged:
    """Compare decisions; both are in the order in which they were taken.

    A decision that contradicts ours, but was outdone by another of theirs, is neither taken over nor asked about. Nor
    is one that they outdid by what is known here already: taken over now, it would be the later word.
    """
    here, there = _holding(ours), _holding(theirs)
    last_here, last_there = _last_words(ours, answers), _last_words(theirs, answers)
    new: list[Decision] = []
    found: list[Contradiction] = []
    for one in theirs:
        own = key(one)
        if own in here:
            if here[own] and not there[own]:
                found.append(Contradiction(one, tuple(o.number for o in ours if key(o) == own and not o.undone)))
            continue
        against = {} if one.undone else dict(_against(one, answers, last_here, there))
        outdone = {} if one.undone else dict(_outdone(one, answers, last_there, here))
        if not against and not outdone:
            new.append(one)
        elif any(last_there[question][0] is one for question in against):
            found.append(Contradiction(one, tuple(sorted({other.number for other in against.values()}))))
        elif outdone and _is_outdone_in_part(one, answers, outdone):
            known = {key(other) for other in outdone.values()}
            found.append(Contradiction(one, tuple(o.number for o in ours if key(o) in known)))
    return Judged(new, found)


def _holding(decisions: Iterable[Decision]) -> dict[Key, bool]:
    """Say of each decision whether it holds: one that was taken back may have been taken again."""
    found: dict[Key, bool] = {}
    for one in decisions:
        found[key(one)] = found.get(key(one), False) or not one.undone
    return found


def _last_words(decisions: Iterable[Decision], answers: Answers) -> dict[Question, tuple[Decision, Hashable]]:
    """Give the decision that holds for each question, and its answer."""
    return {question: (one, said) for one in decisions if not one.undone for question, said in answers(one)}


def _against(
    one: Decision, answers: Answers, last_here: Mapping[Question, tuple[Decision, Hashable]], there: Mapping[Key, bool]
) -> Iterator[tuple[Question, Decision]]:
    """Give the questions to which a decision here that they do not know gives another answer."""
    for question, answer in answers(one):
        if question in last_here:
            other, said = last_here[question]
            if said != answer and key(other) not in there:
                yield question, other


def _outdone(
    one: Decision, answers: Answers, last_there: Mapping[Question, tuple[Decision, Hashable]], here: Mapping[Key, bool]
) -> Iterator[tuple[Question, Decision]]:
    """Give the questions to which they gave another answer later, by a decision that is known here."""
    for question, answer in answers(one):
        other, said = last_there[question]
        if said != answer and key(other) in here and not _holds_beside(question):
            yield question, other


def _holds_beside(question: Question) -> bool:
    """Tell of a question whose answers hold whichever came first: a merge, and a split of one story."""
    return isinstance(question, tuple) and question[0] == "one"


def _is_outdone_in_part(one: Decision, answers: Answers, outdone: Mapping[Question, Decision]) -> bool:
    """Tell whether something of a decision on stories still holds: of several versions some may have been parted."""
    return any(isinstance(question, frozenset) and question not in outdone for question, _ in answers(one))


# What decisions answer.


def of_names(same: Callable[[str], str]) -> Answers:
    """Give what a decision on names answers; `same` gives the id that an entity is kept under.

    A merge and a split of one of the two are taken for a contradiction: the one says that it means the other thing
    everywhere, the other that it does not.
    """

    def answers(one: Decision) -> list[tuple[Question, Hashable]]:
        args = {name: str(value) for name, value in one.args.items()}
        entity, story = same(args.get("entity", "")), args.get("story", "")
        name = (args.get("lang", ""), args.get("name", ""))
        match one.verb:
            case "merge":
                return [(("one", args["keep"]), True), (("one", args["gone"]), True)]
            case "rename":
                return [(("label", entity), args["label"])]
            case "alias-add":
                return [(("means", *name), entity), (("is", *name, entity), True)]
            case "alias-ban":
                return [(("is", *name, entity), False)]
            case "link":
                to = same(args["to"])
                return [(("in", story, to), to), (("in", story, entity), to)]
            case _:  # split, unlink
                return [(("in", story, entity), None), (("one", args["entity"]), False)]

    return answers


def of_stories(one: Decision) -> list[tuple[Question, Hashable]]:
    """Give what a decision on stories answers: which two versions are one story, and which are not."""
    versions: Sequence[str] = one.args["versions"]
    if one.verb == MERGE:
        return [(frozenset(pair), True) for pair in combinations(sorted(set(versions)), 2)]
    return [(frozenset(pair), False) for pair in product(versions, one.args["from"])]


def named(one: Decision) -> list[str]:
    """Give the versions that a decision on stories names."""
    return list(chain.from_iterable([value] if isinstance(value, str) else value for value in one.args.values()))
