"""Who is right where a colleague decided otherwise: theirs taken over, or ours kept. Nothing is thrown away."""

from __future__ import annotations

from tracuu.corpus.archive import Archive
from tracuu.corpus.conflicts import NAMES, OPEN, OURS, THEIRS, Conflict
from tracuu.entities import Decision
from tracuu.errors import UsageError


def still_open(archive: Archive) -> list[Conflict]:
    """Give the conflicts that nobody settled, in the order in which they were found."""
    from tracuu.corpus.schema import CONFLICTS

    if archive.schema_version < CONFLICTS:
        return []
    return [one for one in archive.conflicts.every() if one.state == OPEN]


def one_open(archive: Archive, number: int) -> Conflict:
    """Give an open conflict by its number. Raises UsageError."""
    found = next((one for one in still_open(archive) if one.number == number), None)
    if found is None:
        raise UsageError("pack.no_conflict", number=number)
    return found


def keep(archive: Archive, number: int) -> Conflict:
    """Let what was decided here stand, and ask no more. Raises UsageError."""
    found = one_open(archive, number)
    archive.conflicts.settle(number, OURS)
    return found


def take(archive: Archive, number: int) -> Conflict:
    """Take the other's decision over, which outdoes ours; the caller has names linked anew. Raises UsageError."""
    found = one_open(archive, number)
    if found.undone:
        _take_back(archive, found)
    elif found.about == NAMES:
        archive.naming.read_back([Decision(0, found.verb, found.args, found.at)])
    elif not any(_is_that(one, found) for one in archive.stories.decisions()):
        archive.stories.decide(found.verb, found.args, found.at)
    archive.conflicts.settle(number, THEIRS)
    return found


def _take_back(archive: Archive, found: Conflict) -> None:
    """Take back what they took back, where it still holds."""
    from tracuu.linking import deciding as stories
    from tracuu.naming import deciding as names

    for number in found.ours:
        if found.about == NAMES:
            if any(one.number == number and not one.undone for one in archive.naming.decisions()):
                names.undo(archive, number)
        elif any(one.number == number and not one.undone for one in archive.stories.decisions()):
            stories.undo(archive, number)


def _is_that(one: object, found: Conflict) -> bool:
    verb, args, at, undone = (getattr(one, name) for name in ("verb", "args", "at", "undone"))
    return (verb, dict(args), at, undone) == (found.verb, dict(found.args), found.at, False)
