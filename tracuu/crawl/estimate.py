"""What a crawl will ask for, and how long that takes at the polite rate: told before articles are fetched. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracuu.corpus.frontier import Asked
from tracuu.corpus.sites import Sites
from tracuu.crawling import Crawl
from tracuu.tuples import Record


class Need(Record):
    """Requests to come, and the seconds they take when every host is asked at its polite rate, all at once."""

    requests: int
    seconds: float


class Estimate(Record):
    """The articles that are known: `asked` for, and `passed` over because they do not match; at how many hosts.

    `need` is for what is asked, `need_unmatched` for all: both count an original and the translations asked for with
    each article of a portal.
    """

    asked: int
    passed: int
    hosts: int
    need: Need
    need_unmatched: Need


def estimate(
    figures: Sequence[Asked], crawls: Sequence[Crawl], sites: Sites, delay: Callable[[str], float]
) -> Estimate:
    """Estimate a crawl by the addresses that its frontier holds; `delay` gives a host's seconds between requests."""
    translations = max((len(crawl.langs) for crawl in crawls), default=0)
    asked = [(one.host, one.waiting) for one in figures]
    every = [(one.host, one.waiting + one.passed) for one in figures]
    return Estimate(
        asked=sum(count for _, count in asked),
        passed=sum(one.passed for one in figures),
        hosts=sum(1 for _, count in asked if count),
        need=_need(asked, translations, sites, delay),
        need_unmatched=_need(every, translations, sites, delay),
    )


def _need(
    counts: Sequence[tuple[str, int]], translations: int, sites: Sites, delay: Callable[[str], float]
) -> Need:  # fmt: skip
    requests, longest = 0, 0.0
    for host, count in counts:
        site = sites.of(host)
        portal = site is not None and site.kind == "portal"
        here = count * max(1, translations) if portal else count
        requests += here + (count if portal else 0)
        longest = max(longest, here * delay(host))
    return Need(requests, longest)
