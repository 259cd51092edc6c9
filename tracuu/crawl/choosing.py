"""Which of the addresses that were found are asked for: by --match, by language, by day. Pure.

What is not asked for is kept in the frontier with its reason, so that an estimate can count it and a later crawl may
ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from tracuu.corpus import addresses
from tracuu.corpus.sites import Sites
from tracuu.crawling import Crawl, Lead, Origin, Task, What

_ALWAYS = frozenset({Origin.NAMED, Origin.SOURCE})
"""Asked for whatever they are called: the user named them, or a matching article did."""

_OF_A_MATCH = frozenset({*_ALWAYS, Origin.HREFLANG, Origin.TRANSLATION, Origin.REDIRECT})
"""Another rendering of an article that was asked for itself: its words are not looked at again."""

OTHER_LANGUAGE = "crawl.other_language"
"""Why an article is passed over of which nothing else speaks against: its translations may be asked for."""

Fits = Callable[..., bool]


def choose(leads: Sequence[Lead], crawls: Sequence[tuple[Crawl, Fits | None]], sites: Sites) -> list[Lead]:
    """Mark the leads that are not asked for with their reason: that of the first crawl, when none asks for them.

    Each crawl comes with what tells whether any of some texts (slug, title) holds a term of its --match; None: it has
    no terms.
    """
    chosen = [lead._replace(passed=_passed(lead, crawls, sites)) for lead in leads]
    return _not_turned(chosen) if _are_all_too_old(chosen) else chosen


def _are_all_too_old(leads: Sequence[Lead]) -> bool:
    articles = [lead.passed for lead in leads if lead.what is What.ARTICLE]
    return bool(articles) and set(articles) == {"crawl.too_old"}


def _not_turned(leads: Sequence[Lead]) -> list[Lead]:
    """Leave the next page of a list: lists begin with the newest, so behind old articles there are older ones."""
    return [
        lead._replace(passed="crawl.too_old") if lead.what is What.LISTING and lead.hops else lead for lead in leads
    ]


def concerned(crawls: Sequence[Crawl], task: Task, sites: Sites) -> list[Crawl]:
    """Give the crawls that what a task brings is looked at for: its own, and of a list all that read its site.

    An update does several crawls at once, and a sitemap that two of them share is read once.
    """
    own = [crawl for crawl in crawls if crawl.number == task.crawl]
    site = sites.of(task.url)
    if task.what is What.ARTICLE or site is None:
        return own
    return [*own, *(crawl for crawl in crawls if crawl.number != task.crawl and site.id in crawl.targets)]


def _passed(lead: Lead, crawls: Sequence[tuple[Crawl, Fits | None]], sites: Sites) -> str | None:
    reasons = [_reason(lead, crawl, fits, sites) for crawl, fits in crawls]
    return None if None in reasons else reasons[0]


def _reason(lead: Lead, crawl: Crawl, fits: Fits | None, sites: Sites) -> str | None:
    if lead.origin in _ALWAYS:
        return None
    if _is_too_old(lead, crawl.since):
        return "crawl.too_old"
    if lead.what is not What.ARTICLE:
        return None
    if fits and lead.origin not in _OF_A_MATCH and not fits(words_of(lead.url), lead.title):
        return "crawl.no_match"
    return None if _in_languages(lead, crawl.langs, sites) else OTHER_LANGUAGE


def _is_too_old(lead: Lead, since: str | None) -> bool:
    """Tell whether it certainly is: a day of change before `since` means a day of publication before it too.

    A moment of change may be a day earlier by the server's clock than by the newspaper's.
    """
    if not since:
        return False
    changed = (lead.modified or "")[: len("2025-01-31")]
    return lead.day < since if lead.day else bool(changed) and changed < _day_before(since)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _in_languages(lead: Lead, langs: Sequence[str], sites: Sites) -> bool:
    """Tell whether an address is in a language asked for; one whose language nothing tells is."""
    if not langs:
        return True
    lang = lead.lang or language_of(lead.url, sites)
    return lang is None or any(lang == wanted or lang.partition("-")[0] == wanted for wanted in langs)


def language_of(url: str, sites: Sites) -> str | None:
    """Give the language that an article's address names; a portal's without one, and a paper's, is the site's own."""
    found = addresses.article(url, sites)
    site = sites.get(found.site) if found else None
    if found is None or site is None:
        return None
    return found.lang or (site.languages[0] if len(site.languages) == 1 else None)


def words_of(url: str) -> str:
    """Give the words of an address: its last step that holds any, without hyphens and ending."""
    steps = [step for step in unquote(urlsplit(url).path).split("/") if step]
    slug = next((step for step in reversed(steps) if "-" in step), steps[-1] if steps else "")
    stem = slug.rpartition(".")[0] if slug.endswith((".html", ".htm", ".vnp", ".aspx")) else slug
    return stem.replace("-", " ").replace("_", " ")
