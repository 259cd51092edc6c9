"""What an archive holds and lacks, for people: a block for each newspaper, then what crawling met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracuu.console.safe import printable
from tracuu.crawling import Crawl
from tracuu.messages import plural, say
from tracuu.reports.coverage import NOTHING, Coverage, Fetched, Gap, Paper


def lines(made: Coverage, *, bold: bool = False) -> Iterator[str]:
    """Give the lines of a report on what is held."""
    for paper in made.papers:
        yield from _paper(paper, bold=bold)
        yield ""
    if made.fetched:
        yield _head(say("coverage.crawled"), bold=bold)
        yield from (f"  {line}" for line in map(_asked, made.crawls))
        yield from _hosts(made.fetched)


def _head(text: str, *, bold: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if bold else text


def _paper(paper: Paper, *, bold: bool) -> Iterator[str]:
    name = printable(paper.site) if paper.site else say("coverage.no_paper")
    yield _head(say("coverage.paper", name=name, stories=plural("coverage.stories", paper.stories)), bold=bold)
    if paper.months:
        span = _span(min(paper.months), max(paper.months))
        yield "  " + plural("coverage.period", len(paper.months), span=span)
    if paper.undated:
        yield "  " + plural("coverage.undated", paper.undated)
    yield "  " + say("coverage.langs", langs=_counts(paper.langs))
    for gap in paper.gaps:
        yield "  " + _gap(gap)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(say("coverage.count", name=printable(name), count=count) for name, count in counts.items())


def _gap(gap: Gap) -> str:
    months = _span(gap.first, gap.last)
    if gap.kind == NOTHING:
        return say("coverage.gap_nothing", months=months)
    return plural("coverage.gap_few", gap.stories, months=months)


def _span(first: str, last: str) -> str:
    return first if first == last else say("coverage.months", first=first, last=last)


def _asked(crawl: Crawl) -> str:
    """Say what was asked of the crawler, and where that can never be all."""
    terms = ", ".join(map(printable, crawl.match))
    parts = (
        say("coverage.asked_match", terms=terms) if crawl.match else "",
        say("coverage.asked_langs", langs=" ".join(crawl.langs)) if crawl.langs else "",
        say("coverage.asked_since", since=crawl.since) if crawl.since else "",
    )
    said = "; ".join(filter(None, parts)) or say("coverage.asked_all")
    return say("coverage.asked", targets=", ".join(map(printable, crawl.targets)), said=said)


def _hosts(fetched: tuple[Fetched, ...]) -> Iterator[str]:
    host = None
    for one in fetched:
        if one.host != host:
            host = one.host
            yield f"  {printable(host)}"
        lang = printable(one.lang) if one.lang else say("coverage.no_lang")
        yield f"    {lang:<10}  " + ", ".join(_outcome(state, count) for state, count in one.counts.items())


def _outcome(state: str, count: int) -> str:
    return say(f"coverage.{state}", count=count) if count else say("coverage.never")
