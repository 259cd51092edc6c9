"""Which versions have to be matched: those whose story, as hints make it, is in one language, and all near to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import language
from tracuu.corpus.locks import held
from tracuu.corpus.matching import Placed, Stories, Waiting

DAYS = 10
"""Days that a translation may be apart from its original."""

BATCH = 500
"""Versions that are sorted together."""

WAIT = 60.0
"""Seconds to wait for another process that sorts or matches."""

_EPOCH = date(1970, 1, 1).toordinal()


def day_of(placed: Placed) -> int:
    """Count the days from 1970 to a version's date; 0 where none is known."""
    return date.fromisoformat(placed.day).toordinal() - _EPOCH if placed.day else 0


def outstanding(archive: Archive) -> int:
    """Count the versions that are yet to be matched, once it is told of all that are new.

    Raises Busy when another process matches for longer than `WAIT`.
    """
    with held(archive.folder, "stories", WAIT):
        sort_out(archive.stories)
        return archive.stories.outstanding()


def sort_out(stories: Stories) -> None:
    """Tell of all that is new whether it has to be matched, and wake what has to be read for it."""
    while waiting := stories.unsorted(BATCH):
        _sort(stories, waiting)


def _sort(stories: Stories, waiting: Sequence[Waiting]) -> None:
    placed = stories.placed([one.version for one in waiting])
    alone = _alone(stories, list(placed.values()))
    near = {day: stories.is_anyone_alone(day, DAYS) for day in {day_of(one) for one in placed.values()}}
    wanted = {number for number, one in placed.items() if number in alone or near[day_of(one)]}
    stories.take_up([one.version for one in waiting if one.version in wanted])
    stories.leave([(day_of(placed[one.version]), one) for one in waiting if one.version not in wanted])
    stories.wake({alone[number] for number in placed if number in alone}, DAYS)


def _alone(stories: Stories, placed: Sequence[Placed]) -> dict[int, int]:
    """Note which versions of whole stories no hint ties to another language; give their days."""
    whole = stories.placed(stories.in_stories(sorted({one.story for one in placed})))
    groups = stories.hinted(sorted(whole))
    langs: dict[int, set[str]] = {}
    for number, group in groups.items():
        langs.setdefault(group, set()).add(language(whole[number].lang))
    alone = {number: day_of(whole[number]) for number, group in groups.items() if len(langs[group]) == 1}
    before = stories.are_alone(sorted(alone))
    stories.note_alone(sorted(whole), alone)
    # What hints tied to other languages until now was compared with nothing that they tie too.
    stories.read_anew(sorted(alone.keys() - before))
    return alone
