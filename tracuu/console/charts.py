"""Bars over time for people: one block for each query, all on one scale."""

from __future__ import annotations

from collections.abc import Iterator

from tracuu.console.safe import isolated, printable
from tracuu.messages import plural, say
from tracuu.reports.timeline import Series, Timeline, highest

_LONGEST, _SHORTEST = 60, 10  # columns of the longest bar
_BESIDE = 34  # columns of what stands beside a bar


def lines(made: Timeline, columns: int, *, share: bool = False, bold: bool = False) -> Iterator[str]:
    """Give the lines of a timeline; the bars are of counts, or with `share` of shares."""
    room = max(_SHORTEST, min(_LONGEST, columns - _BESIDE))
    most = highest(made, share=share) or 1.0
    for series in made.series:
        head = say("timeline.head", query=isolated(printable(series.name)), stories=_stories(series))
        yield f"\x1b[1m{head}\x1b[0m" if bold else head
        if series.counts:
            yield from (_line(made, series, period, room / most, share=share) for period in made.periods)
        if series.undated:
            yield plural("timeline.undated", series.undated)
        yield ""


def _stories(series: Series) -> str:
    return plural("timeline.stories", series.total)


def _line(made: Timeline, series: Series, period: str, scale: float, *, share: bool) -> str:
    count, part = series.counts.get(period, 0), made.share(series, period)
    size = (part or 0.0) if share else count
    bar = "█" * max(1, round(size * scale)) if count else ""
    told = say("timeline.no_base") if part is None else say("timeline.share", share=part)
    return f"  {period:<7}  {say('timeline.count', count=count):>9}  {told:>9}  {bar}".rstrip()
