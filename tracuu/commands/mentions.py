"""`tracuu mentions`: the places where articles name an instrument or a model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, opened, row_options
from tracuu.errors import UnknownId
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from tracuu.naming.listing import Mentioned
    from tracuu.session import Session

FIELDS = (
    "id", "version", "lang", "start", "end", "surface", "kind", "number", "symbol", "code", "date", "issuer", "entity",
    "confidence", "how",
)  # fmt: skip
"""The fields of a mention: docs/formats.md, "A mention"."""


@click.command(help=say("mentions.help"), epilog=say("mentions.more"))
@click.argument("asked", nargs=-1, metavar="[ID…|QUERY]")
@row_options
@archive_option
def mentions(asked: tuple[str, ...], archive: str | None, shape: Shape) -> int:
    """Print mentions as they are read, so that an archive of any size goes through."""
    with opened(archive, write=False) as session:
        tell_outstanding(session)
        found = _asked_for(session, asked)
        first = next(found, None)
        every = chain([first], found) if first else iter(())
        with shape.destination() as out:
            if not shape.people:
                shape.write((one.row() for one in every), out, FIELDS)
            else:
                out.writelines(_line(one) + "\n" for one in every)
    return 0 if first else NOTHING_FOUND


def tell_outstanding(session: Session) -> None:
    """Say on stderr that stories are not linked yet, so that nobody takes a part for the whole."""
    count = session.archive.naming.outstanding()
    if count:
        note(plural("mentions.outstanding", count))


def _asked_for(session: Session, asked: tuple[str, ...]) -> Iterator[Mentioned]:
    """Give the mentions of what is asked: ids and hits of the last search, a query, or nothing for all."""
    from tracuu.console.recent import hit
    from tracuu.console.safe import printable

    if not asked:
        return session.mentions()
    try:
        for one in (numbers := [hit(session.archive.id, word) or word for word in asked]):
            session.archive.resolve(one)
        return session.mentions(numbers)
    except UnknownId:
        query = " ".join(asked)
        if len(query.split()) == 1 and ":" not in query:
            note(say("mentions.as_query", query=printable(query)))
        return session.mentions(query)


def _line(one: Mentioned) -> str:
    from tracuu.console.safe import isolated, printable

    return say(
        "mentions.line",
        id=printable(one.version.given_id or one.version.id),
        lang=one.version.lang,
        start=one.mention.start,
        end=one.mention.end,
        surface=isolated(printable(one.mention.surface)),
        entity=printable(one.entity.id),
        confidence=one.mention.confidence,
        how=one.mention.how,
    )
