"""What an archive holds of each newspaper, month and language; where it has gaps; and what crawling did not bring.

A gap is a month between a newspaper's first and last in which the archive holds no story of it (`nothing`), or fewer
than a quarter of what is usual (`few`): the median of its months, where that is `USUAL` or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.corpus.calendar import ALL, Held, Known
from tracuu.corpus.sites import Sites
from tracuu.crawling import Crawl, State
from tracuu.reports.timeline import between
from tracuu.tuples import Record

USUAL = 8
"""Stories a month from which on a month with few of them is a gap."""

_QUARTER = 0.25
NOTHING, FEW = "nothing", "few"
NEVER = "not_asked_for"
"""What became of a language that a newspaper translates into and that no crawl asked for."""

FIELDS = ("kind", "site", "lang", "month", "until", "stories", "state")


class Gap(Record):
    """Months, both included, in which little or nothing is held; `stories` are those held all the same."""

    first: str
    last: str
    kind: str
    stories: int


class Paper(Record):
    """What is held of a newspaper: stories by month and by language, those without a date, and its gaps.

    `site` is None for articles whose newspaper is not known.
    """

    site: str | None
    months: Mapping[str, int]
    langs: Mapping[str, int]
    undated: int
    gaps: tuple[Gap, ...]

    @property
    def stories(self) -> int:
        """Count its stories."""
        return sum(self.months.values()) + self.undated


class Fetched(Record):
    """What became of the articles that crawling knows of, of a host, in a language (None: not said by the address).

    `counts` are by outcome: `fetched`, `to_fetch`, `failed`, `withheld` (behind a wall), `refused` (robots.txt, a host
    that is not allowed), `no_edition` (the server has none), `not_asked_for` (another language), `no_match`, `too_old`.
    A language of the host that no crawl asked for has `not_asked_for` with a count of 0: how many there are is unknown.
    """

    host: str
    lang: str | None
    counts: Mapping[str, int]


class Coverage(Record):
    """What an archive holds and lacks. `crawls` are what was asked of the crawler."""

    papers: tuple[Paper, ...]
    held: tuple[Held, ...]
    fetched: tuple[Fetched, ...]
    crawls: tuple[Crawl, ...]


class Narrowed(Record):
    """What of it is asked for: newspapers, languages, first and last month (`YYYY-MM`, both included)."""

    sites: frozenset[str] = frozenset()
    langs: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None

    def keeps(self, one: Held) -> bool:
        """Tell whether a count is asked for; those without a date are where no period is."""
        if (self.sites and one.site not in self.sites) or (self.langs and one.lang not in {*self.langs, ALL}):
            return False
        if one.month is None:
            return not (self.since or self.until)
        return (self.since or "") <= one.month <= (self.until or "~")


def coverage(archive: Archive, sites: Sites, asked: Narrowed) -> Coverage:
    """Count what is held and what is not. Reads every version and the whole frontier."""
    held = [one for one in archive.calendar.held() if asked.keeps(one)]
    known = archive.calendar.known()
    wanted = [one for one in known if not asked.sites or _site(one.host, sites) in asked.sites]
    met = (one for one in fetched(wanted, sites) if not asked.langs or one.lang in asked.langs)
    return Coverage(
        papers=tuple(_papers(held)),
        held=tuple(one for one in held if one.lang != ALL),
        fetched=tuple(met),
        crawls=tuple(archive.frontier.crawls()) if known else (),
    )


def _papers(held: Sequence[Held]) -> Iterator[Paper]:
    by_site: dict[str | None, list[Held]] = {}
    for one in held:
        by_site.setdefault(one.site, []).append(one)
    for site, rows in by_site.items():
        yield _paper(site, rows)


def _paper(site: str | None, rows: Sequence[Held]) -> Paper:
    months: Counter[str] = Counter()
    langs: Counter[str] = Counter()
    undated = 0
    for one in rows:
        if one.lang != ALL:
            langs[one.lang] += one.stories
        elif one.month:
            months[one.month] += one.stories
        else:
            undated += one.stories
    return Paper(site, dict(sorted(months.items())), dict(langs.most_common()), undated, tuple(gaps(months)))


def gaps(months: Mapping[str, int]) -> Iterator[Gap]:
    """Give the gaps between the first and the last of some months; months of one kind in a row are one gap."""
    if not months:
        return
    usual = median(months.values())
    run: list[tuple[str, int]] = []
    kind = ""
    for month in between(min(months), max(months)):
        found = _kind(months.get(month, 0), usual)
        if run and found != kind:
            yield Gap(run[0][0], run[-1][0], kind, sum(count for _, count in run))
            run = []
        kind = found
        if found:
            run.append((month, months.get(month, 0)))


def _kind(stories: int, usual: float) -> str:
    if not stories:
        return NOTHING
    return FEW if usual >= USUAL and stories < _QUARTER * usual else ""


def fetched(known: Iterable[Known], sites: Sites) -> Iterator[Fetched]:
    """Bring counts together by host and language, and name the languages of a host that were never asked for."""
    counts: dict[str, dict[str | None, Counter[str]]] = {}
    for one in known:
        counts.setdefault(one.host, {}).setdefault(one.lang, Counter())[outcome(one)] += one.articles
    for host, langs in counts.items():
        for lang in sorted(langs, key=lambda lang: (lang is not None, lang)):
            yield Fetched(host, lang, dict(langs[lang].most_common()))
        for lang in sorted(_spoken(host, sites) - {lang for lang in langs if lang}):
            yield Fetched(host, lang, {NEVER: 0})


def _spoken(host: str, sites: Sites) -> set[str]:
    """Give the languages that a host translates into, as its description says."""
    site = sites.of(host)
    return set(site.language_codes) if site else set()


def _site(host: str, sites: Sites) -> str:
    site = sites.of(host)
    return site.id if site else host


_OUTCOMES = {
    State.WAITING: "to_fetch",
    State.LEASED: "to_fetch",
    State.DONE: "fetched",
    State.FAILED: "failed",
    State.WITHHELD: "withheld",
    State.REFUSED: "refused",
    State.GONE: "no_edition",
}
_PASSED = {"crawl.other_language": NEVER, "crawl.too_old": "too_old"}


def outcome(one: Known) -> str:
    """Name what became of articles."""
    return _PASSED.get(one.reason or "", "no_match") if one.state is State.PASSED else _OUTCOMES[one.state]


def rows(made: Coverage) -> Iterator[dict[str, Any]]:
    """Give all of it as rows of three kinds: `held`, `gap`, `crawl` (whose site is a host)."""
    for held in made.held:
        yield _row("held", held.site, held.lang, held.month, None, held.stories, None)
    for paper in made.papers:
        for gap in paper.gaps:
            yield _row("gap", paper.site, None, gap.first, gap.last, gap.stories, gap.kind)
    for one in made.fetched:
        for state, count in one.counts.items():
            known = None if state == NEVER and not count else count
            yield _row("crawl", one.host, one.lang, None, None, known, state)


def _row(*values: Any) -> dict[str, Any]:
    return dict(zip(FIELDS, values, strict=True))
