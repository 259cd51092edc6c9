"""`tracuu mark` and `tracuu marks`: what users note on stories."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, opened, row_options, text_option
from tracuu.errors import UsageError
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracuu.corpus.tagging import Mark, Marked
    from tracuu.session import Session

FIELDS = ("story", "title", "date", "lang", "tags", "notes", "starred", "reviewed")
TAG_FIELDS = ("tag", "stories")
HEADS = frozenset({"story", "version"})


class Wish(NamedTuple):
    """One change: a mark of a kind set (or taken off), with a tag's or note's text (None: all of the kind)."""

    kind: str
    value: str | None
    is_set: bool


@click.command(help=say("mark.help"), epilog=say("mark.more"))
@click.argument("ids", nargs=-1, metavar="ID|HIT…")
@text_option("--tag", "tags", multiple=True, help=say("mark.tag"))
@text_option("--untag", "untags", multiple=True, help=say("mark.untag"))
@click.option("--note", "text", help=say("mark.note"))
@click.option("--unnote", is_flag=True, help=say("mark.unnote"))
@click.option("--star/--unstar", default=None, help=say("mark.star"))
@click.option("--reviewed/--unreviewed", default=None, help=say("mark.reviewed"))
@archive_option
def mark(ids: tuple[str, ...], archive: str | None, **asked: Any) -> int:
    """Mark stories."""
    wishes = _wishes(**asked)
    with opened(archive) as session:
        stories = _stories(session, _typed(ids))
        for wish in wishes:
            _tell_gone(session, _carry_out(session, stories, wish))
    note(plural("mark.done", len(stories), what=", ".join(map(_said, wishes))))
    return 0


def _wishes(
    *,
    tags: Sequence[str],
    untags: Sequence[str],
    text: str | None,
    unnote: bool,
    star: bool | None,
    reviewed: bool | None,
) -> list[Wish]:
    """Read the options. Raises UsageError where nothing, or something and its contrary, is asked for."""
    from tracuu.corpus.tagging import NOTE, REVIEWED, STAR, TAG, new_tag, tag

    if text is not None and not text.strip():
        raise UsageError("mark.empty_note")
    wishes = [Wish(TAG, tag(one), is_set=False) for one in untags]
    wishes += [Wish(TAG, new_tag(one), is_set=True) for one in tags]
    if both := {tag(one) for one in tags} & {tag(one) for one in untags}:
        raise UsageError("mark.both", tag=min(both))
    wishes += [Wish(NOTE, None, is_set=False)] if unnote else []
    wishes += [Wish(NOTE, text.strip(), is_set=True)] if text else []
    flags = ((STAR, star), (REVIEWED, reviewed))
    wishes += [Wish(kind, "", is_set=is_set) for kind, is_set in flags if is_set is not None]
    if not wishes:
        raise UsageError("mark.nothing")
    return wishes


def _typed(ids: Sequence[str]) -> list[str]:
    """Give the ids that were typed; `-` stands for those on stdin, one a line (the head of a CSV is passed over)."""
    found: list[str] = []
    for one in ids:
        if one == "-":
            found += [word for word in sys.stdin.read().split() if word not in HEADS]
        else:
            found.append(one)
    if not found:
        raise UsageError("mark.no_ids")
    return found


def _stories(session: Session, typed: Sequence[str]) -> list[int]:
    """Give the stories that ids and numbers of hits name. Raises UsageError for one that names none."""
    from tracuu.console.recent import hit

    found: dict[int, None] = {}
    for one in typed:
        kind, id_ = session.archive.resolve(hit(session.archive.id, one) or one)
        number = session.archive.number(id_) if kind == "version" else session.archive.story_versions(id_)[0].number
        found[session.archive.version(number).story_number] = None
    return list(found)


def _carry_out(session: Session, stories: Sequence[int], wish: Wish) -> list[Mark]:
    """Set or take off one kind of mark; give the notes that are gone."""
    from datetime import UTC, datetime

    from tracuu.corpus.tagging import NOTE

    if not wish.is_set:
        gone = session.archive.marks.take(stories, wish.kind, wish.value)
        return [one for one in gone if one.kind == NOTE]
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # notes of one second keep their order
    session.archive.marks.put(stories, wish.kind, wish.value or "", now)
    return []


def _tell_gone(session: Session, gone: Sequence[Mark]) -> None:
    """Print notes that were taken off: nobody's words are lost by a slip."""
    from tracuu.console.safe import printable

    for one in gone:
        story = session.archive.version(one.story).story
        click.echo(say("mark.gone_note", story=story, value=printable(one.value)))


def _said(wish: Wish) -> str:
    from tracuu.console.safe import printable

    return say(f"mark.said_{'' if wish.is_set else 'un'}{wish.kind}", value=printable(wish.value or ""))


@click.command(help=say("mark.list_help"))
@text_option("--tag", help=say("mark.list_tag"))
@click.option("--tags", "only_tags", is_flag=True, help=say("mark.list_tags"))
@row_options
@archive_option
def marks(tag: str | None, archive: str | None, shape: Shape, *, only_tags: bool) -> int:
    """List what is marked."""
    with opened(archive, write=False) as session:
        has_any = session.archive.has_marks()
        rows = list(_tag_rows(session) if only_tags else _rows(session, tag)) if has_any else []
    if not rows and shape.people:
        note(say("mark.none"))
        return NOTHING_FOUND
    with shape.destination() as out:
        shape.write(rows, out, TAG_FIELDS if only_tags else FIELDS)
    return 0 if rows else NOTHING_FOUND


def _tag_rows(session: Session) -> Iterator[dict[str, Any]]:
    for name, stories in session.archive.marks.tags().items():
        yield {"tag": name, "stories": stories}


def _rows(session: Session, tag: str | None) -> Iterator[dict[str, Any]]:
    from tracuu.corpus.tagging import tag as form

    wanted = form(tag) if tag else None
    for number, marked in session.archive.marks.every().items():
        if wanted in {None, *marked.tags}:
            yield _row(session, number, marked)


def _row(session: Session, story: int, marked: Marked) -> dict[str, Any]:
    from tracuu.corpus.editions import original

    shown = original(session.archive.story_versions(session.archive.version(story).story))
    return {
        "story": shown.story,
        "title": shown.title,
        "date": shown.dated.day if shown.dated else None,
        "lang": shown.lang,
        "tags": list(marked.tags),
        "notes": list(marked.notes),
        "starred": marked.starred,
        "reviewed": marked.reviewed,
    }
