"""What users marked a story with, in a line of its page: star, reviewed, tags, notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tracuu.documents.tags import Markup, element, text
from tracuu.documents.words import Words


class Noted(Protocol):
    """What bears the marks of users: a hit, or the marks of a story (`corpus.tagging.Marked`)."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags, in the order in which they were set."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes, in the order in which they were set."""

    @property
    def starred(self) -> bool:
        """Whether a user set a star."""

    @property
    def reviewed(self) -> bool:
        """Whether a user noted that it was reviewed."""


def line(noted: Noted, words: Words) -> Markup:
    """Write the line; nothing where nothing was marked."""
    told = " · ".join(_told(noted, words))
    return element("p", text(told), class_="note") if told else Markup("")


def _told(noted: Noted, words: Words) -> Iterator[str]:
    if noted.starred:
        yield words.say("find.marked_star")
    if noted.reviewed:
        yield words.say("find.marked_reviewed")
    yield from (words.say("find.marked_tag", tag=tag) for tag in noted.tags)
    yield from (words.say("find.marked_note", note=note) for note in noted.notes)
