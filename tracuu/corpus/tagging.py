"""What users mark stories with: tags, notes, stars, and that they were reviewed. As `archive.marks`."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence

from tracuu.corpus.naming import Access
from tracuu.corpus.store import tagging as store
from tracuu.corpus.store.tagging import NOTE, REVIEWED, STAR, TAG, Mark
from tracuu.errors import UsageError
from tracuu.tuples import Record

__all__ = ["NOTE", "REVIEWED", "STAR", "TAG", "Mark", "Marked", "Marks", "new_tag", "tag"]

_LONGEST = 100  # characters of a tag


class Marked(Record):
    """All marks of one story: tags and notes in the order in which they were set."""

    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    starred: bool = False
    reviewed: bool = False


class Marks:
    """The marks of an archive. Methods may raise what those of `Archive` raise. Stories are told by number."""

    def __init__(self, ask: Access, change: Access) -> None:
        """Wrap an archive's access to its file."""
        self._ask = ask
        self._change = change

    def put(self, stories: Collection[int], kind: str, value: str, at: str) -> int:
        """Set a mark on stories; give how many had it not yet. `at` is ISO 8601 in UTC."""
        return self._change(lambda to: store.put(to, stories, kind, value, at))

    def take(self, stories: Sequence[int], kind: str, value: str | None = None) -> list[Mark]:
        """Take marks of a kind off stories, all or those of a value; give what was taken."""
        return self._change(lambda to: store.take(to, stories, kind, value))

    def of(self, stories: Collection[int]) -> dict[int, Marked]:
        """Give the marks of stories that have any."""
        return together(self._ask(lambda to: store.of(to, list(stories))))

    def every(self) -> dict[int, Marked]:
        """Give the marks of all stories that have any."""
        return together(self._ask(store.every))

    def story_ids(self, kind: str, value: str | None = None) -> list[str]:
        """Give the ids of the stories that have a mark of a kind, or of a kind and value."""
        return self._ask(lambda to: store.story_ids(to, kind, value))

    def tags(self) -> dict[str, int]:
        """Count stories by tag, the most used first."""
        return self._ask(store.tags)


def together(marks: Iterable[Mark]) -> dict[int, Marked]:
    """Bring the marks of each story together."""
    found: dict[int, Marked] = {}
    for one in marks:
        known = found.get(one.story, Marked())
        match one.kind:
            case store.TAG:
                known = known._replace(tags=(*known.tags, one.value))
            case store.NOTE:
                known = known._replace(notes=(*known.notes, one.value))
            case store.STAR:
                known = known._replace(starred=True)
            case _:
                known = known._replace(reviewed=True)
        found[one.story] = known
    return found


def tag(typed: str) -> str:
    """Give the one form of a tag: small letters, composed, single spaces, without `#`."""
    made = unicodedata.normalize("NFC", unicodedata.normalize("NFC", typed).casefold())
    return " ".join(made.split()).lstrip("#").strip()


def new_tag(typed: str) -> str:
    """Give the one form of a tag to be set. Raises UsageError for what can be none."""
    made = tag(typed)
    if not made or len(made) > _LONGEST or any(unicodedata.category(letter).startswith("C") for letter in made):
        raise UsageError("mark.bad_tag", typed=typed, longest=_LONGEST)
    return made
