"""Finding translations that no hint ties, on one page: from versions that are new to stories that are joined.

    sample    how rare signs are in each language, where that is due               (`frequency`)
    read      each new version: its sentences become signs, the rarest are kept    (`signs`, `rare`, `shelf`)
    compare   it with those that bear the same rare signs at about its time        (`nearby`, `compare`)
    judge     all that is near: pairs become odds, odds become ties                (`judge`, `odds`, `decide`)
    look      how many have a translation at all; where that is new, judge again   (`prior`)

Only the new is read, and what is near to it judged again: everything whose outcome a new pair can change. What comes of
it depends on the versions there are, on what users decided, and on the samples and tables of the day. In a crowd it can
matter too which came first: a version is compared with the few of each language that share most with it when it is
read, and a sign that too many bear does not count. docs/story_linking.md, "Limits".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.corpus.locks import held
from tracuu.corpus.matching import Stories, Waiting
from tracuu.linking import nearby, prior
from tracuu.linking.judge import judge
from tracuu.linking.nearby import Near
from tracuu.linking.shelf import Shelf
from tracuu.linking.sorting import WAIT, sort_out
from tracuu.workers import Workers

BATCH = 100
"""Versions that are read, compared and judged together."""

AHEAD = 3
"""Batches of which workers know before their turn."""

MANY = 500
"""Versions from which on it pays to start processes that read."""

LISTED = 10_000
"""Versions that are put in the order of their days at once."""

Progress = Callable[[int, int], None]


class Joined(NamedTuple):
    """What a run did: versions matched, pairs compared, ties made and taken back."""

    matched: int
    compared: int
    tied: int
    untied: int


def match(
    archive: Archive, *, most: int | None = None, crew: Workers | None = None, progress: Progress | None = None
) -> Joined:
    """Match what is yet to be matched, at most so many versions; what is left waits for the next run.

    Processes of a `crew` read versions while this one compares them, where these are many. `progress` hears
    (done, to do). Raises Busy when another process is at it for longer than `WAIT`.
    """
    with held(archive.folder, "stories", WAIT):
        sort_out(archive.stories)
        is_much = min(archive.stories.outstanding(), most or MANY) >= MANY
        shelf = Shelf(archive, crew if is_much else None)
        if not archive.stories.outstanding() and not shelf.has_news():
            return Joined(0, 0, 0, 0)
        shelf.prepare()
        hears = progress or (lambda _done, _total: None)
        done = _matched(archive, shelf, most, hears)
        if prior.look_again(archive.stories, done.matched):
            again = _matched(archive, shelf, None, hears)
            done = _added(done, again._replace(matched=0))
        return done


def _matched(archive: Archive, shelf: Shelf, most: int | None, progress: Progress) -> Joined:
    stories = archive.stories
    total = min(stories.outstanding(), most or stories.outstanding())
    done = Joined(0, 0, 0, 0)
    while done.matched < total and (listed := stories.waiting(min(LISTED, total - done.matched))):
        for waiting, near in _with_those_near(stories, shelf, listed):
            done = _added(done, _judged(stories, shelf, waiting, near))
            progress(done.matched, total)
    return done


def _with_those_near(
    stories: Stories, shelf: Shelf, listed: Sequence[Waiting]
) -> Iterator[tuple[Sequence[Waiting], Mapping[int, Near]]]:
    """Give versions that wait, day by day, so that those near in time are compared while they are remembered.

    Who is near to some is known before those ahead of them are compared: workers read them meanwhile.
    """
    batches = [listed[start : start + BATCH] for start in range(0, len(listed), BATCH)]
    before = None
    for at, waiting in enumerate(batches):
        for coming in batches[at : at + 1 + AHEAD]:
            shelf.expect_anew(_new(coming))
        signs = nearby.keep_signs(stories, shelf, _new(waiting))
        near = nearby.near(stories, shelf, signs)
        if before:
            yield before[0], nearby.without(before[1], signs)
        before = waiting, near
    if before:
        yield before


def _new(waiting: Sequence[Waiting]) -> list[int]:
    """Give those versions that are to be read; of the others only the pairs are judged again."""
    return [one.version for one in waiting if not one.is_read]


def _judged(stories: Stories, shelf: Shelf, waiting: Sequence[Waiting], near: Mapping[int, Near]) -> Joined:
    """Compare versions with those near to them, judge them, and strike them off the list."""
    found = nearby.find(shelf, near)
    stories.keep_pairs(shelf.weighed(found.pairs.values()), [(*pair, share) for pair, share in found.copies.items()])
    judged = judge(stories, shelf, [one.version for one in waiting])
    stories.settle(waiting)
    return Joined(len(waiting), len(found.pairs) + judged.compared, judged.tied, judged.untied)


def _added(one: Joined, other: Joined) -> Joined:
    return Joined(*(this + that for this, that in zip(one, other, strict=True)))
