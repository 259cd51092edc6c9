"""`tracuu crawl` and `tracuu update`: articles from the web into the archive."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import REJECTS
from tracuu.commands.add import cores
from tracuu.commands.options import archive_option, note, opened
from tracuu.commands.progress import line
from tracuu.messages import plural, say
from tracuu.records import Outcome

if TYPE_CHECKING:
    from tracuu.crawl.estimate import Estimate
    from tracuu.crawl.tally import Ears, Tally
    from tracuu.crawling import Done, Reply
    from tracuu.records import Kept
    from tracuu.session import Session

MOST_LISTED, MOST_RESTING = 30, 5
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


@click.command(help=say("crawl_cmd.help"), epilog=say("crawl_cmd.more"))
@click.argument("targets", nargs=-1, metavar="[SITE|URL]…")
@click.option("-f", "--file", "lists", multiple=True, metavar="FILE", help=say("crawl_cmd.file"))
@click.option("--match", multiple=True, metavar="TERMS", help=say("crawl_cmd.match"))
@click.option("--lang", "langs", multiple=True, metavar="LANGS", help=say("crawl_cmd.lang"))
@click.option("--since", metavar="DATE", help=say("crawl_cmd.since"))
@click.option("--max", "most", type=click.IntRange(1), metavar="N", help=say("crawl_cmd.max"))
@click.option("--warc", type=click.Path(file_okay=False), metavar="DIR", help=say("crawl_cmd.warc"))
@click.option("--dry-run", is_flag=True, help=say("crawl_cmd.dry_run"))
@click.option("--watch", type=click.IntRange(1), metavar="MINUTES", help=say("crawl_cmd.watch"))
@click.option("--contact", metavar="WHO", help=say("crawl_cmd.contact"))
@click.option("--workers", type=click.IntRange(1, 64), help=say("crawl_cmd.workers"))
@click.option("--nl", is_flag=True, help=say("crawl_cmd.nl"))
@archive_option
def crawl(  # noqa: PLR0913  options of the command line
    targets: tuple[str, ...],
    lists: tuple[str, ...],
    match: tuple[str, ...],
    langs: tuple[str, ...],
    archive: str | None,
    watch: int | None,
    workers: int | None,
    *,
    nl: bool,
    **asked: Any,
) -> int:
    """Fetch what is asked for; what was stopped goes on by the same command."""
    from tracuu.crawl.asking import Wish

    wish = Wish(targets, lists, match, langs, asked.pop("since"))
    with opened(archive, create=True) as session:
        code = fetched(
            session, lambda ears: session.crawl(wish, workers=workers or cores(), ears=ears, **asked),
            wish.match, nl=nl, dry_run=asked["dry_run"],
        )  # fmt: skip
        if watch:
            _watch(session, watch, workers or cores(), nl=nl)
        return code


@click.command(help=say("crawl_cmd.update_help"), epilog=say("crawl_cmd.more"))
@click.option("--warc", type=click.Path(file_okay=False), metavar="DIR", help=say("crawl_cmd.warc"))
@click.option("--watch", type=click.IntRange(1), metavar="MINUTES", help=say("crawl_cmd.watch"))
@click.option("--workers", type=click.IntRange(1, 64), help=say("crawl_cmd.workers"))
@click.option("--nl", is_flag=True, help=say("crawl_cmd.nl"))
@archive_option
def update(archive: str | None, watch: int | None, workers: int | None, warc: str | None, *, nl: bool) -> int:
    """Fetch what is new of everything that was crawled so far."""
    with opened(archive) as session:
        code = _updated(session, workers or cores(), warc, nl=nl)
        if watch:
            _watch(session, watch, workers or cores(), nl=nl)
        return code


def _watch(session: Session, minutes: int, workers: int, *, nl: bool) -> None:
    """Update again and again, until Ctrl-C."""
    while True:
        following = datetime.now().astimezone().timestamp() + minutes * _MINUTE
        note(say("crawl_cmd.next_look", time=datetime.fromtimestamp(following).astimezone().strftime("%H:%M")))
        while (rest := following - time.time()) > 0:
            time.sleep(rest)
        _updated(session, workers, None, nl=nl)


def _updated(session: Session, workers: int, warc: str | None, *, nl: bool) -> int:
    """Fetch what is new, and end with it: the articles, then what saved searches find."""
    from tracuu.commands.saved import told

    new: list[Kept] = []

    def keep(kept: Kept, done: Done) -> None:
        if kept.outcome is not Outcome.UNCHANGED:
            new.append(kept)
        if nl:
            _tell_kept(kept, done)

    code = fetched(
        session, lambda ears: session.update(workers=workers, warc=warc, ears=ears._replace(kept=keep)), (), nl=nl
    )
    if not nl:
        for text in (*_new_lines(session, new), *told(found := session.news())):
            click.echo(text)
        session.told(found)
    return code


def _new_lines(session: Session, new: list[Kept]) -> Iterator[str]:
    """List new articles: what it is, where and when, and how to open it."""
    from tracuu.console.safe import printable

    if not new:
        yield say("crawl_cmd.nothing_new")
        return
    yield plural("crawl_cmd.new_articles", len(new))
    for version in session.archive.versions([kept.number for kept in new[:MOST_LISTED]]):
        day = version.dated.day if version.dated else say("find.no_date")
        title = version.title or say("find.untitled")
        yield printable(f"  {version.id}  {day}  {version.lang}  {version.site or version.host}  {title}")
    if len(new) > MOST_LISTED:
        yield say("crawl_cmd.and_more", count=len(new) - MOST_LISTED)


def _warn(session: Session) -> None:
    """Say which newspapers changed their pages, by what the last ones lacked."""
    from tracuu.corpus.sites import load
    from tracuu.crawl.site_health import alarms

    for sentence in alarms(session.archive.frontier, load(session.folder / "sites")):
        note(sentence)


def fetched(
    session: Session, fetch: Callable[[Ears], Tally], match: tuple[str, ...], *, nl: bool, dry_run: bool = False
) -> int:
    """Run a crawl with its progress shown; end with what became of it."""
    from tracuu.console import rows
    from tracuu.crawl.tally import Ears

    told: set[str] = set()

    def unreachable(host: str, reply: Reply, until: float) -> None:
        told.add(host)
        _tell_host(host, reply, until)

    with line(say("crawl_cmd.starting")) as show:
        kept = _tell_kept if nl else _say_nothing
        tally = fetch(Ears(lambda tally: show(_progress(tally)), _tell_estimate, kept, unreachable))
    if not nl:
        rows.write(_table(tally), "table", sys.stdout)
    note(_last_words(tally, match, dry_run=dry_run))
    for text in _resting({host: until for host, until in tally.resting.items() if host not in told}):
        note(text)
    if tally.withheld():
        note(plural("crawl_cmd.withheld", tally.withheld()))
    _warn(session)
    return REJECTS if tally.failed() or tally.ended == "waiting" else 0


def _progress(tally: Tally) -> str:
    if tally.to_link:
        return say("crawl_cmd.linking", count=tally.to_link)
    seconds = max(1.0, time.time() - tally.begun_at)
    return say(
        "crawl_cmd.progress",
        pages=tally.requests,
        kept=tally.kept(),
        skipped=tally.skipped(),
        errors=tally.failed(),
        rate=tally.requests / seconds,
        waiting=tally.waiting,
        left=duration(tally.seconds_left),
    )


def _tell_estimate(found: Estimate) -> None:
    hosts = plural("crawl_cmd.hosts", found.hosts)
    need, all_of_it = found.need, found.need_unmatched
    words = {"hosts": hosts, "requests": plural("crawl_cmd.requests", need.requests), "time": duration(need.seconds)}
    if found.asked or found.passed:
        note(plural("crawl_cmd.estimate", found.asked, **words))
    if found.passed:
        others = {"requests": plural("crawl_cmd.requests", all_of_it.requests), "time": duration(all_of_it.seconds)}
        note(plural("crawl_cmd.unmatched", found.passed, **others))


def _tell_kept(kept: Kept, done: Done) -> None:
    import json

    row = {"version": kept.version, "story": kept.story, "outcome": kept.outcome.value, "url": done.task.url}
    click.echo(json.dumps(row, ensure_ascii=False))


def _tell_host(host: str, reply: Reply, until: float) -> None:
    from tracuu.console.safe import printable
    from tracuu.crawl.reasons import words

    if reply.fault:
        reason = say("crawl_cmd.not_had", reason=words(reply.fault, reply.detail))
    else:
        reason = say("crawl_cmd.answered", status=reply.status)
    note(printable(say("crawl_cmd.unreachable", host=host, reason=reason, time=_clock(until))))


def _say_nothing(_kept: Kept, _done: Done) -> None:
    return None


def _table(tally: Tally) -> list[dict[str, Any]]:
    """Count articles by what became of them, then addresses by why they gave none."""
    from tracuu.crawl.reasons import words

    kept = [(outcome.value, tally.outcomes[outcome]) for outcome in Outcome if tally.outcomes[outcome]]
    others = [(words(reason, "…"), count) for (_, reason), count in sorted(tally.reasons.items())]
    return [{"articles": what, "count": count} for what, count in (*kept, *others)]


def _last_words(tally: Tally, match: tuple[str, ...], *, dry_run: bool) -> str:
    ended = tally.ended or "stopped"
    if ended in {"complete", "stopped"} and dry_run:
        ended = "dry_run"
    if ended == "complete" and match:
        ended = "matched"
    return say(
        f"crawl_cmd.done.{ended}", match=", ".join(match), addresses=plural("crawl_cmd.addresses", tally.waiting)
    )


def _resting(hosts: Mapping[str, float]) -> Iterator[str]:
    """Say until when hosts that ask for patience are left alone, the first to be asked again first."""
    from tracuu.console.safe import printable

    first = sorted(hosts.items(), key=lambda rest: rest[1])
    for host, until in first[:MOST_RESTING]:
        yield say("crawl_cmd.resting", host=printable(host), time=_clock(until))
    if len(first) > MOST_RESTING:
        yield plural("crawl_cmd.more_resting", len(first) - MOST_RESTING)


def _clock(moment: float) -> str:
    """Write a moment as the clock shows it; with the day when it is not today."""
    local = datetime.fromtimestamp(moment).astimezone()
    today = datetime.now().astimezone().date()
    return local.strftime("%H:%M" if local.date() == today else "%Y-%m-%d %H:%M")


def duration(seconds: float) -> str:
    """Say a time in its two largest units: `3 h 20 min`."""
    if seconds < _MINUTE:
        return say("crawl_cmd.seconds", count=round(seconds))
    for unit, name, size, part in ((_DAY, "days", _DAY, _HOUR), (_HOUR, "hours", _HOUR, _MINUTE)):
        if seconds >= unit:
            return say(f"crawl_cmd.{name}", count=int(seconds // size), rest=int(seconds % size // part))
    return say("crawl_cmd.minutes", count=round(seconds / _MINUTE))
