"""`tracuu search`: stories in any of their languages."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import (
    Shape,
    archive_option,
    columns,
    kept,
    note,
    on_terminal,
    opened,
    row_options,
    text_option,
)
from tracuu.errors import AmbiguousEntity, UsageError
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from tracuu.search.answer import Answer
    from tracuu.session import Session

_QUERY = "\ue000"  # private use: stands before a word that begins with a dash and is no option of ours
SORTS = ("relevance", "newest", "oldest")
KINDS = ("press", "document")
_ON_A_PAGE = 280  # columns of a snippet in a page for a browser
_ALIKE = 0.75  # how like an option a word must be before it is asked about (difflib's ratio, 0 to 1)


class QueryCommand(click.Command):
    """A command whose words may begin with a dash: `-bão` is a part of the query, not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read options; what looks like one and is none goes to the query, where it stood."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        takes_value = {name: not param.is_flag for param in options for name in param.opts}
        return super().parse_args(ctx, list(_protected(args, takes_value)))


def _protected(args: Iterable[str], takes_value: Mapping[str, bool]) -> Iterator[str]:
    """Mark the words that are no options; the value of an option stays as it is, and behind `--` all are words."""
    words = iter(args)
    for word in words:
        if word == "--":
            yield from (_QUERY + rest for rest in words)
        elif takes_value.get(word):
            yield from (word, *islice(words, 1))
        else:
            yield _QUERY + word if _is_word(word, takes_value) else word


def _is_word(word: str, options: Container[str]) -> bool:
    is_glued = word[:2] in options and word[2:].isdecimal()  # -n5
    return word.startswith("-") and len(word) > 1 and not is_glued and word.partition("=")[0] not in options


def _meant(words: Iterable[str], command: click.Command) -> Iterator[str]:
    """Say of words that look like a misspelt option which one it may be; they are searched all the same."""
    from difflib import get_close_matches

    names = [name for param in command.params for name in param.opts if name.startswith("--")]
    for word in words:
        typed = word.removeprefix(_QUERY).partition("=")[0]
        if word.startswith(_QUERY + "--") and not any(map(str.isspace, typed)):
            for name in get_close_matches(typed, names, 1, _ALIKE):
                yield say("find.meant", typed=typed, name=name)


def search_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that narrow what is found; they are those of `search.run.Request`."""
    for option in reversed(
        (
            text_option("--phrase", multiple=True, metavar="WORDS", help=say("find.phrase")),
            text_option("--any", "any_", multiple=True, metavar="WORDS", help=say("find.any")),
            text_option("--not", "none", multiple=True, metavar="WORDS", help=say("find.not")),
            text_option("--lang", "langs", multiple=True, help=say("find.lang")),
            text_option("--site", "sites", multiple=True, help=say("find.site")),
            text_option("--province", "provinces", multiple=True, help=say("find.province")),
            click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help=say("find.kind")),
            click.option("--instrument", "instruments", multiple=True, metavar="NAME", help=say("find.instrument")),
            click.option("--model", "models", multiple=True, metavar="NAME", help=say("find.model")),
            text_option("--since", metavar="DATE", help=say("find.since")),
            text_option("--until", metavar="DATE", help=say("find.until")),
            click.option("--undated", is_flag=True, help=say("find.undated")),
        )
    ):
        command = option(command)
    return command


def query_of(words: Iterable[str]) -> str:
    """Give the query that a command's words are, with those that began with a dash as they were typed."""
    return _joined([word.removeprefix(_QUERY) for word in words])


@click.command(cls=QueryCommand, help=say("find.help"), epilog=say("find.more"))
@click.argument("words", nargs=-1, metavar="QUERY…")
@search_options
@click.option("--sort", type=click.Choice(SORTS), default="relevance", help=say("find.sort"))
@click.option("-n", "--limit", "limit", type=click.IntRange(0), default=10, show_default=True, help=say("find.limit"))
@click.option("--offset", type=click.IntRange(0), default=0, help=say("find.offset"))
@click.option("--versions", is_flag=True, help=say("find.versions"))
@click.option("--facets", is_flag=True, help=say("find.facets"))
@click.option("--explain", is_flag=True, help=say("find.explain"))
@text_option("--show-lang", metavar="LANG", help=say("find.show_lang"))
@text_option("--query-lang", metavar="LANG", help=say("find.query_lang"))
@click.option(
    "--no-translate", "translate", is_flag=True, default=True, flag_value=False, help=say("find.no_translate")
)
@click.option("--translated", is_flag=True, help=say("find.translated"))
@click.option("--dense", is_flag=True, help=say("find.dense"))
@text_option("--batch", metavar="FILE", help=say("find.batch"))
@click.option("--html", "as_html", is_flag=True, help=say("find.html"))
@click.option("--open", "open_it", is_flag=True, help=say("find.open"))
@row_options
@archive_option
def search(
    words: tuple[str, ...],
    any_: tuple[str, ...],
    archive: str | None,
    shape: Shape,
    batch: str | None,
    **asked: Any,
) -> int:
    """Search and print one page of hits."""
    query = query_of(words)
    as_page, open_it = _is_page(shape, as_html=asked.pop("as_html"), open_it=asked["open_it"]), asked.pop("open_it")
    if batch is not None:
        return _batch(batch, query, archive, translate=asked["translate"], dense=asked["dense"])
    with opened(archive, write=False) as session:
        kept(session.reader(note))
        width = _ON_A_PAGE if as_page else max(40, min(160, columns() - 4))
        answer = _answered(session, query, any=any_, columns=width, **asked)
        _tell_before(answer)
        if any(word.startswith(_QUERY) for word in words):
            _tell(_meant(words, search))
        if as_page:
            _put_page(session, answer, shape, query, open_it=open_it)
        else:
            _print(answer, shape)
        if answer.partial and not shape.people and (shape.form != "json" or shape.fields):
            _tell([plural("search.told_partial_apart", len(answer.partial))])
        _tell_after(answer)
        _remember(session, answer)
    return 0 if answer.hits or (asked["limit"] == 0 and _found(answer)) else NOTHING_FOUND


def _found(answer: Answer) -> int:
    return answer.total + (answer.across.total if answer.across else 0)


def _batch(path: str, query: str, archive: str | None, *, translate: bool, dense: bool) -> int:
    """Answer a file of queries, one line of JSON each."""
    import json

    from tracuu.search import batch

    if query not in {"", "-"}:
        raise UsageError("find.batch_alone", query=query)
    with opened(archive, write=False) as session, click.open_file(path, encoding="utf-8") as lines:
        asked = batch.questions(lines)
        for qid, ids in batch.answers(session.archive, session.reader(note), asked, translate=translate, dense=dense):
            click.echo(json.dumps({"qid": qid, "ids": ids}, ensure_ascii=False))
    return 0


def _answered(session: Session, query: str, **asked: Any) -> Answer:
    """Search; which of several entities a name means is asked on a terminal."""
    if not all(name.strip() for name in (*asked["instruments"], *asked["models"])):
        raise UsageError("naming.no_name")  # a shell's unset variable, which must not find everything
    try:
        return session.search(query, **asked)
    except AmbiguousEntity as error:
        from tracuu.console.choosing import choose

        meant = (*asked.pop("meant", ()), (str(error.values["typed"]), choose(error).id))
        return _answered(session, query, meant=meant, **asked)


def _joined(words: list[str]) -> str:
    """Put the shell's words together again.

    One argument is the whole query as typed. Among several, one that holds a space was quoted for the shell: its
    quotation marks, which the shell took, are given back.
    """
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if _was_quoted(word) else word for word in words)


def _was_quoted(word: str) -> bool:
    return any(map(str.isspace, word)) and not any(mark in word for mark in '"“”„«»「」():')


def _is_page(shape: Shape, *, as_html: bool, open_it: bool) -> bool:
    """Tell whether a page for a browser is wanted: by an option, or by the name of the file."""
    named = (shape.output or "").lower().endswith((".html", ".htm"))
    if (as_html or open_it) and not shape.people:
        raise UsageError("find.page_alone")
    return as_html or open_it or (named and shape.people)


def _put_page(session: Session, answer: Answer, shape: Shape, query: str, *, open_it: bool) -> None:
    """Write or open the hits as a page, each with its whole story."""
    from tracuu.commands.pages import found_page, put

    put(found_page(session, answer, [query] if query else []), shape.output, force=shape.force, open_it=open_it)


def _print(answer: Answer, shape: Shape) -> None:
    """Write the hits, or with --json the whole answer."""
    import json

    from tracuu.search.answer import FIELDS, hit_to_json, to_json

    with shape.destination() as out:
        if shape.form == "json" and not shape.fields:
            out.write(json.dumps(to_json(answer), ensure_ascii=False, indent=1) + "\n")
        elif not shape.people:
            shape.write(map(hit_to_json, answer.hits), out, FIELDS)
        else:
            from tracuu.console import answers

            color = shape.output in {None, "-"} and on_terminal()
            out.writelines(line + "\n" for line in answers.page(answer, color=color))


def _tell_before(answer: Answer) -> None:
    """Say on stderr how the query was read, where that may surprise."""
    from tracuu.console.safe import printable_block
    from tracuu.search import telling

    for line in telling.notes(answer):
        note(printable_block(line))


def _tell_after(answer: Answer) -> None:
    """Say on stderr how much was found and in what, and what may help where nothing was."""
    from tracuu.search import telling

    _tell([f"{telling.counted(answer)}; {telling.searched(answer)}", telling.left_out(answer)])
    _tell(telling.helping(answer))


def _tell(lines: Iterable[str | None]) -> None:
    from tracuu.console.safe import printable

    for line in lines:
        if line:
            note(printable(line))


def _remember(session: Session, answer: Answer) -> None:
    from tracuu.console.recent import remember

    if shown := (*(answer.hits or answer.partial), *answer.near):
        remember(session.archive.id, answer.offset + 1, [hit.version for hit in shown], answer.query.text)
