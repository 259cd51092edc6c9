"""What users decide of stories: that two are one, that a version is none of its story. Nothing decided is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from tracuu.corpus.archive import Archive
from tracuu.corpus.matching import MERGE, SPLIT, StoryDecision
from tracuu.errors import UsageError
from tracuu.records import Version


def versions_of(archive: Archive, typed: str) -> list[Version]:
    """Give the version that an id names, or all versions of a story. Raises UnknownId, AmbiguousId."""
    kind, found = archive.resolve(typed)
    return archive.story_versions(found) if kind == "story" else [archive.version(archive.number(found))]


def merge(archive: Archive, typed: Sequence[str]) -> list[StoryDecision]:
    """Decide that several stories are one, named by ids of stories or versions. Give what was decided, in order.

    Raises UsageError when they are one story already, UnknownId, AmbiguousId.
    """
    first, *others = [versions_of(archive, one)[0] for one in typed]
    if all(other.story == first.story for other in others):
        raise UsageError("story.same", id=first.story)
    made = []
    for other in others:
        stories = {archive.version(one.number).story for one in (first, other)}
        if len(stories) > 1:  # all that either holds now: what was found of it once may not be found again
            whole = sorted(version.id for story in stories for version in archive.story_versions(story))
            args = {"one": first.id, "other": other.id, "versions": whole}
            made.append(archive.stories.decide(MERGE, args, _now()))
    return made


def split(archive: Archive, typed: Sequence[str]) -> StoryDecision:
    """Decide that versions are not of their story; those named together stay together.

    Raises UsageError where nothing of the story would stay, or versions of several stories are named.
    """
    leaving = {version.id: version for one in typed for version in versions_of(archive, one)}
    stories = sorted({version.story for version in leaving.values()})
    if len(stories) > 1:
        raise UsageError("story.several", ids=", ".join(stories))
    staying = [one.id for one in archive.story_versions(stories[0]) if one.id not in leaving]
    if not staying:
        raise UsageError("story.nothing_stays", id=stories[0])
    return archive.stories.decide(SPLIT, {"versions": sorted(leaving), "from": sorted(staying)}, _now())


def undo(archive: Archive, number: int | None = None) -> StoryDecision:
    """Take back the last decision that holds, or the one of this number; give it as it is now."""
    decided = archive.stories.decisions()
    holding = [one.number for one in decided if not one.undone]
    if number is None and not holding:
        raise UsageError("story.no_decision")
    wanted = holding[-1] if number is None else number
    if wanted not in holding:
        raise UsageError("story.not_holding", number=wanted)
    archive.stories.undo(wanted)
    return next(one for one in archive.stories.decisions() if one.number == wanted)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
