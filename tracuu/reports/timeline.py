"""How often something was told of over time: stories by month or year, raw and as a share of what was collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.corpus.calendar import MONTH, YEAR
from tracuu.corpus.store.totals import Totals
from tracuu.indexer.engines.base import Reader
from tracuu.search.answer import Answer
from tracuu.search.every import every
from tracuu.search.run import Request
from tracuu.tuples import Record

LENGTHS = {"month": MONTH, "year": YEAR}
FIELDS = ("query", "period", "stories", "collected", "share")


class Asked(Record):
    """One query to be counted: what it is called, and the request."""

    name: str
    request: Request


class Series(Record):
    """What one query finds over time: stories by period, and those without a date.

    `answer` tells how it was read, and of what is not counted.
    """

    name: str
    counts: Mapping[str, int]
    undated: int
    answer: Answer

    @property
    def total(self) -> int:
        """Count the stories, those without a date among them."""
        return sum(self.counts.values()) + self.undated


class Timeline(Record):
    """Several queries over the same periods, from the first in which one of them finds something to the last.

    `collected` counts, by period, all stories that were collected under the same options (newspaper, language,
    province, kind); `undated` those of them without a date. A period in which nothing was collected is not among them.
    """

    by: str
    periods: tuple[str, ...]
    collected: Mapping[str, int]
    undated: int
    series: tuple[Series, ...]
    searched: Totals

    def share(self, series: Series, period: str) -> float | None:
        """Give the share of what was collected in a period, 0 to 1; None where nothing was collected."""
        base = self.collected.get(period, 0)
        return series.counts.get(period, 0) / base if base else None


def timeline(archive: Archive, reader: Reader, asked: Sequence[Asked], by: str = "month") -> Timeline:
    """Count queries over time, `by` month or year. All requests must have the same options beside their queries.

    A story counts in the period of its own day, which is that of its original. Raises as a search does.
    """
    length = LENGTHS[by]
    series = tuple(_series(archive, reader, one, length) for one in asked)
    base = _collected(archive, reader, asked[0].request, length)
    found = sorted({period for one in series for period in one.counts})
    return Timeline(
        by=by,
        periods=tuple(between(found[0], found[-1])) if found else (),
        collected={period: count for period, count in base.items() if period},
        undated=base.get(None, 0),
        series=series,
        searched=archive.totals(),
    )


def _series(archive: Archive, reader: Reader, asked: Asked, length: int) -> Series:
    found = every(archive, reader, asked.request)
    counts = archive.calendar.stories(length, found.stories)
    return Series(
        asked.name, {period: count for period, count in counts.items() if period}, counts.get(None, 0), found.answer
    )


def _collected(archive: Archive, reader: Reader, request: Request, length: int) -> dict[str | None, int]:
    """Count what was collected under the same options; without any of these it is the whole archive."""
    everything = request._replace(
        query="*", phrase=(), any=(), none=(), instruments=(), models=(), since=None, until=None, translate=False
    )
    if everything == Request(query="*", translate=False, undated=request.undated, columns=request.columns):
        return archive.calendar.stories(length)
    return archive.calendar.stories(length, every(archive, reader, everything._replace(undated=True)).stories)


def between(first: str, last: str) -> Iterator[str]:
    """Give all months (`YYYY-MM`) or years (`YYYY`) from one to another, both included."""
    if len(first) == YEAR:
        yield from (f"{year:04d}" for year in range(int(first), int(last) + 1))
        return
    months = [12 * int(one[:4]) + int(one[5:]) - 1 for one in (first, last)]
    yield from (f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(months[0], months[1] + 1))


def rows(made: Timeline) -> Iterator[dict[str, Any]]:
    """Give a row for each query and period, and one without a period for stories that have no date."""
    for series in made.series:
        for period in made.periods:
            share = made.share(series, period)
            yield _row(series, period, series.counts.get(period, 0), made.collected.get(period, 0), share)
        if series.undated:
            yield _row(series, None, series.undated, made.undated, None)


def _row(series: Series, period: str | None, stories: int, collected: int, share: float | None) -> dict[str, Any]:
    shown = None if share is None else round(share, 6)
    return dict(zip(FIELDS, (series.name, period, stories, collected, shown), strict=True))


def highest(made: Timeline, *, share: bool) -> float:
    """Give the greatest count (or share) of any query in any period."""
    return max(map(float, _values(made, share=share)), default=0.0)


def _values(made: Timeline, *, share: bool) -> Iterable[float]:
    for series in made.series:
        for period in made.periods:
            yield (made.share(series, period) or 0.0) if share else series.counts.get(period, 0)
