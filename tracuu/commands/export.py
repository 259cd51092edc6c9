"""`tracuu export`: what a search finds, or the whole archive, for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import archive_option, listed, note, opened, text_option
from tracuu.commands.search import SORTS, QueryCommand, query_of, search_options
from tracuu.errors import AmbiguousEntity, UsageError
from tracuu.exports.forms import NAMES, Form, form_of
from tracuu.messages import plural, say
from tracuu.messages.system import reason
from tracuu.tuples import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracuu.exports.found import Column, Finding
    from tracuu.exports.rows import Asked, Head
    from tracuu.exports.write import Place, Written
    from tracuu.search.run import Request
    from tracuu.session import Session

_FILTERS = (
    "phrase", "any", "none", "langs", "sites", "provinces", "kinds", "instruments", "models", "since", "until",
)  # fmt: skip


_TOLD_EVERY = 500  # versions between two words on how far it is


class Wish(Record):
    """What is to be exported: queries by name, entities by what was typed, or everything; and how rows are made."""

    queries: tuple[tuple[str, str], ...]
    entities: tuple[str, ...]
    everything: bool
    request: Request
    fields: tuple[str, ...]
    scores: bool

    @property
    def is_wide(self) -> bool:
        """Tell whether several queries are asked for, each with a column of its own."""
        return len(self.queries) + len(self.entities) > 1


class Table(Record):
    """Rows to be written: their fields, what was asked, and what is told when they are written."""

    rows: Iterator[Any]
    fields: tuple[str, ...]
    asked: tuple[Asked, ...]
    tell: Callable[[], None]


@click.command(cls=QueryCommand, help=say("export.help"), epilog=say("export.more"))
@click.argument("words", nargs=-1, metavar="QUERY…")
@text_option("--query", "queries", multiple=True, metavar="QUERY", help=say("export.query"))
@text_option("--queries", "file", metavar="FILE", help=say("export.queries"))
@text_option("--entity", "entities", multiple=True, metavar="NAME", help=say("export.entity"))
@click.option("--all", "everything", is_flag=True, help=say("export.all"))
@text_option("-o", "--output", metavar="FILE", type=click.Path(), help=say("export.output"))
@click.option("--format", "named", type=click.Choice(NAMES), help=say("export.format"))
@click.option("--force", is_flag=True, help=say("options.force"))
@click.option("--fields", metavar="A,B,…", callback=listed, help=say("options.fields"))
@click.option("--versions", is_flag=True, help=say("export.versions"))
@click.option("--scores", is_flag=True, help=say("export.scores"))
@search_options
@click.option("--sort", type=click.Choice(SORTS), default="relevance", help=say("find.sort"))
@text_option("--show-lang", metavar="LANG", help=say("find.show_lang"))
@text_option("--query-lang", metavar="LANG", help=say("find.query_lang"))
@click.option(
    "--no-translate", "translate", is_flag=True, default=True, flag_value=False, help=say("find.no_translate")
)
@click.option("--with-raw", is_flag=True, help=say("export.with_raw"))
@text_option("--sqlite", metavar="FILE", type=click.Path(), help=say("export.sqlite"))
@archive_option
def export(
    words: tuple[str, ...],
    archive: str | None,
    output: str | None,
    named: str | None,
    sqlite: str | None,
    *,
    force: bool,
    **asked: Any,
) -> int:
    """Write an export, and say on stderr what it is and how many rows it has."""
    from tracuu.exports import files
    from tracuu.exports.write import Place

    if sqlite is not None:
        output, named, asked["everything"] = output or sqlite, "sqlite", True
    place, with_raw = Place(output or files.STDOUT, force), asked.pop("with_raw")
    files.refuse_taken(place.path, force=force)
    wish = _wish(query_of(words), **asked)
    form = form_of(output, named, whole=wish.everything) if output or named else None
    if form is None:
        raise UsageError("export.no_output")
    _refuse(wish, form, output)
    if with_raw and form.name != "dump":
        raise UsageError("export.one_way", one="--with-raw", other=form.name)
    with opened(archive, write=False) as session:
        written = (
            _whole(session, form, place, with_raw=with_raw) if form.is_whole else _rows(session, wish, form, place)
        )
    return 0 if written.rows else NOTHING_FOUND


def _wish(query: str, **asked: Any) -> Wish:
    """Put together what is asked for. Raises UsageError where it is nothing, or cannot be read."""
    named = _named(query, asked.pop("queries"), asked.pop("file"))
    entities, everything = asked.pop("entities"), asked.pop("everything")
    fields, scores = asked.pop("fields"), asked.pop("scores")
    return _checked(Wish(tuple(named), entities, everything, _request(**asked), fields, scores))


def _request(*, any_: tuple[str, ...], **asked: Any) -> Request:
    """Give what is asked beside the words of queries."""
    from tracuu.search.run import Request

    if not all(name.strip() for name in (*asked["instruments"], *asked["models"])):
        raise UsageError("naming.no_name")  # a shell's unset variable, which must not find everything
    return Request(any=any_, **asked)


def _named(query: str, queries: tuple[str, ...], file: str | None) -> list[tuple[str, str]]:
    """Give the queries, each with the name of its column."""
    from tracuu.exports.found import column_names

    typed = [*([query] if query.strip() else []), *queries]
    listed = [*zip(typed, typed, strict=True), *(_queries_of(file) if file else ())]
    return list(zip(column_names([name for name, _ in listed]), [query for _, query in listed], strict=True))


def _checked(wish: Wish) -> Wish:
    """Refuse what asks for nothing, or for two things at once; filters alone are a query."""
    is_narrowed = any(getattr(wish.request, name) for name in _FILTERS) or wish.request.sort != SORTS[0]
    if wish.everything and (wish.queries or wish.entities):
        raise UsageError("export.one_way", one="--all", other=say("export.a_query"))
    if not (wish.queries or wish.entities) and is_narrowed:
        return wish._replace(queries=((say("export.filters"), ""),), everything=False)
    if not (wish.queries or wish.entities or wish.everything):
        raise UsageError("export.nothing_asked")
    return wish


def _queries_of(path: str) -> list[tuple[str, str]]:
    """Read queries, one a line: as they are, or as objects with `query` and a name of their own in `qid`."""
    import json

    found = []
    try:
        with click.open_file(path, encoding="utf-8-sig") as lines:
            for line in map(str.strip, lines):
                if line.startswith("{"):
                    row = json.loads(line)
                    found.append((str(row.get("qid") or row["query"]), str(row["query"])))
                elif line and not line.startswith("#"):
                    found.append((line, line))
    except (OSError, ValueError, KeyError) as error:
        raise UsageError("export.cannot_read", path=path, reason=reason(error)) from error
    if not found:
        raise UsageError("export.no_queries", path=path)
    return found


def _refuse(wish: Wish, form: Form, output: str | None) -> None:
    """Refuse what does not go together, before anything is opened."""
    if form.is_whole and not wish.everything:
        raise UsageError("export.whole_alone", form=form.name)
    if form.is_bytes and output in {None, "-"} and (form.is_whole or sys.stdout.isatty()):
        raise UsageError("export.to_terminal", form=form.name)
    if wish.fields and (form.is_cited or form.is_whole):
        raise UsageError("export.one_way", one="--fields", other=form.name)


# --- rows


def _rows(session: Session, wish: Wish, form: Form, place: Place) -> Written:
    from tracuu.exports import rows
    from tracuu.exports.write import write

    table = _table(session, wish)
    head = rows.head(session.archive, table.asked)
    written = write(table.rows, form, place, wish.fields, table.fields, head)
    table.tell()
    for line in written.told:
        note(line)
    _tell_written(written.rows, place, head)
    return written


def _table(session: Session, wish: Wish) -> Table:
    if wish.everything:
        return _everything(session, wish)
    session.reader(note)
    return _wide(session, wish) if wish.is_wide else _one(session, wish)


def _everything(session: Session, wish: Wish) -> Table:
    from tracuu.exports.found import everything
    from tracuu.exports.rows import CITED

    rows = everything(session.archive, wish.request.show_lang, versions=wish.request.versions)
    return Table(rows, (*CITED, "langs"), (), lambda: None)


def _one(session: Session, wish: Wish) -> Table:
    from tracuu.exports.found import rows
    from tracuu.exports.rows import CITED, FOUND

    ((name, request),) = _requests(session, wish)
    found = _finding(session, request)
    _tell_notes(found)

    def tell() -> None:
        across = found.answer.across
        if across and across.total:
            note(plural("export.by_translation", across.total))
        _tell_left_out(found)

    return Table(rows(session.archive, found.hits), (*CITED, *FOUND), (_asked(name, request, found),), tell)


def _wide(session: Session, wish: Wish) -> Table:
    from tracuu.exports.found import Column, wide

    asked: list[Asked] = []

    def columns() -> Iterator[Column]:
        for name, request in _requests(session, wish):
            found = _finding(session, request)
            _tell_notes(found)
            asked.append(_asked(name, request, found))
            yield Column(name, found.hits)

    made = wide(session.archive, columns(), scores=wish.scores, versions=wish.request.versions)

    def tell() -> None:
        for name, count in made.counts.items():
            note(plural("export.column_count", count, name=_plain(name)))

    return Table(made.rows, made.fields, tuple(asked), tell)


def _requests(session: Session, wish: Wish) -> Iterator[tuple[str, Request]]:
    """Give the requests with their names, queries first."""
    from tracuu.console.choosing import meant
    from tracuu.exports.found import entity_request

    for name, query in wish.queries:
        yield name, wish.request._replace(query=query)
    for typed in wish.entities:
        yield entity_request(session.archive, meant(session, typed), wish.request)


def _finding(session: Session, request: Request) -> Finding:
    """Search; which of several entities a name means is asked on a terminal."""
    from tracuu.exports.found import finding

    try:
        return finding(session.archive, session.reader(note), request)
    except AmbiguousEntity as error:
        from tracuu.console.choosing import choose

        meant = (*request.meant, (str(error.values["typed"]), choose(error).id))
        return _finding(session, request._replace(meant=meant))


def _asked(name: str, request: Request, found: Finding) -> Asked:
    from tracuu.exports.rows import Asked

    return Asked(name, request.query, found.answer.reading)


# --- the whole archive


def _whole(session: Session, form: Form, place: Place, *, with_raw: bool) -> Written:
    """Write a whole archive."""
    from tracuu.commands.progress import line
    from tracuu.exports import dump, plain, rows
    from tracuu.exports.write import Written

    archive, head = session.archive, rows.head(session.archive, ())
    with line(say("export.progress", done=0, total=len(archive.numbers()))) as show:

        def progress(done: int, total: int) -> None:
            if done % _TOLD_EVERY == 0:
                show(say("export.progress", done=done, total=total))

        if form.name == "sqlite":
            written = plain.write(archive, place.path, head, force=place.force, progress=progress)
        else:
            made = dump.write(archive, place.path, head, with_raw=with_raw, force=place.force, progress=progress)
            written = made.versions
            if made.without_raw:
                note(plural("export.without_raw", made.without_raw))
            if made.left_out:
                note(plural("export.own_files", made.left_out))
    _tell_written(written, place, head)
    return Written(written)


# --- what is told


def _tell_notes(found: Finding) -> None:
    from tracuu.console.safe import printable_block
    from tracuu.search import telling

    for line in telling.notes(found.answer):
        note(printable_block(line))


def _tell_left_out(found: Finding) -> None:
    from tracuu.search import telling

    if line := telling.left_out(found.answer):
        note(_plain(line))


def _tell_written(count: int, place: Place, head: Head) -> None:
    """Say what the export is, so that it can be repeated, and last how many rows it has."""
    for one in head.asked:
        note(say("export.read_as", name=_plain(one.name), reading=_plain(one.reading)))
    about = {"archive": head.archive, "folder": _plain(head.folder), "at": head.at}
    note(say("export.from", stories=head.stories, versions=head.versions, **about))
    path = say("export.stdout") if place.path == "-" else _plain(place.path)
    note(plural("export.written", count, path=path))


def _plain(text: str) -> str:
    from tracuu.console.safe import printable

    return printable(text)
