"""How a version names what was asked for by name: the places, as evidence, and the words that stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.messages import say
from tracuu.records import Span
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.entities import Entity

_SAID = 4  # different wordings that a reason gives


class Named(Record):
    """The places of given text that name an entity, in order, and in words what they name and how."""

    spans: tuple[Span, ...]
    reason: str


def named(archive: Archive, versions: Sequence[int], asked: Iterable[Entity]) -> dict[int, Named]:
    """Find where versions, by number, name one of the entities that were asked for, or a member of a family of them."""
    naming = archive.naming
    labels = {id_: one.label for one in asked for id_ in (one.id, *(member.id for member in naming.members(one.id)))}
    spans: dict[int, list[Span]] = {}
    said: dict[int, dict[str, list[str]]] = {}
    for mention in naming.mentions(versions):
        if mention.entity in labels:
            spans.setdefault(mention.version, []).append(Span(mention.start, mention.end))
            words = said.setdefault(mention.version, {}).setdefault(labels[mention.entity], [])
            words.append(" ".join(mention.surface.split()))
    return {number: Named(tuple(sorted(places)), _reason(said[number])) for number, places in spans.items()}


def _reason(said: dict[str, list[str]]) -> str:
    return "; ".join(
        say("search.names", label=label)
        if {word.casefold() for word in words} == {label.casefold()}
        else say("search.names_as", label=label, words=_quoted(words))
        for label, words in said.items()
    )


def _quoted(words: Iterable[str]) -> str:
    """Give wordings that differ in more than capitals, in the order in which they stand."""
    different = list({word.casefold(): word for word in reversed(list(words))}.values())[::-1]
    listed = ", ".join(say("search.quoted", words=word) for word in different[:_SAID])
    return listed + (", …" if len(different) > _SAID else "")
