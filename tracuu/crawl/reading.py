"""Reading answers: the work of one task of a worker process. Pure but for the bodies, which may wait in files.

A page becomes an article as `tracuu add` makes one of it, and gives leads to its original and its translations;
sitemaps, feeds and listings give leads alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.crawling import Crawl, Done, Lack, Lead, Origin, Reply, State, Task, What
from tracuu.errors import InputError
from tracuu.records import Capture, DateKind, Draft, Hints, Listed, Rejected
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.sites import Sites
    from tracuu.pipeline import Ready

LARGEST_PAGE = 10_000_000
"""Bytes of a page, unpacked. The largest of news pages are a twentieth of it."""

LARGEST_LIST = 52_428_800
"""Bytes of a sitemap, feed or listing, unpacked: what the sitemap protocol allows."""

_OK = 200
_OTHERS = frozenset({Origin.HREFLANG, Origin.TRANSLATION})
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})


class Orders(Record):
    """What holds for all answers of a run: the archive's folder (sites and register of the user's own), the crawls."""

    folder: Path
    crawls: tuple[Crawl, ...]

    def crawl(self, number: int) -> Crawl:
        """Give one of the crawls."""
        return next(crawl for crawl in self.crawls if crawl.number == number)


class Answer(Record):
    """A task with the reply to it, as it goes to a worker."""

    task: Task
    reply: Reply


class Reading(Record):
    """What an answer came to: what is to be written, with the article where there is one."""

    done: Done
    ready: Ready | None = None


def read(orders: Orders, answers: Sequence[Answer]) -> list[Reading]:
    """Read answers, in their order. Nothing that a page can hold raises; what cannot be read is a Done that says so."""
    from tracuu.corpus.sites import load

    sites = load(orders.folder / "sites")
    first = [_looked_at(answer, orders, sites) for answer in answers]
    pages = [one for one in first if isinstance(one, Capture)]
    understood = iter(_understood(pages, orders.folder))
    return [
        Reading(one) if isinstance(one, Done) else _article(answer, one, next(understood), orders, sites)
        for answer, one in zip(answers, first, strict=True)
    ]


def _understood(pages: Sequence[Capture], folder: Path) -> list[Ready | Rejected]:
    from tracuu.pipeline import understand

    done = understand(pages, folder, analysed=False) if pages else []
    return [one for one in done if not isinstance(one, Listed)]  # of web pages there are none


def _looked_at(answer: Answer, orders: Orders, sites: Sites) -> Done | Capture:
    """Unpack an answer; give a page to be understood, or what is finished already."""
    from tracuu.crawl.fetch import unpacked

    task, reply = answer.task, answer.reply
    try:
        body = unpacked(reply, LARGEST_PAGE if task.what is What.ARTICLE else LARGEST_LIST)
    except InputError as error:
        return _done(task, reply, State.FAILED, "crawl.unreadable", str(error))
    digest = hashlib.sha256(body).hexdigest()
    if reply.status == _OK and digest == task.sha256:
        return _done(task, reply, State.DONE, "crawl.unchanged")._replace(sha256=digest)
    if task.what is What.ARTICLE:
        return _page(task, reply, body)
    return _list(task, reply, body, orders, sites)._replace(sha256=digest)


def _page(task: Task, reply: Reply, body: bytes) -> Done | Capture:
    """Give the page as a capture, unless it is a wall or no page at all."""
    from tracuu.crawl.walls import wall

    if reason := wall(reply.status, reply.headers, body.decode("utf-8", "replace")):
        return _done(task, reply, State.WITHHELD, reason)
    if reply.status != _OK:
        return _done(task, reply, State.FAILED, "crawl.status", str(reply.status))
    media_type, charset = _content_type(reply)
    if media_type not in _PAGES:
        return _done(task, reply, State.FAILED, "crawl.no_page", media_type)
    moment = datetime.fromtimestamp(reply.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    media_type = "text/plain" if media_type == "text/plain" else "text/html"
    return Capture(body, media_type, task.url, moment, charset, Hints(url=task.url))


def _article(
    answer: Answer, capture: Capture, understood: Ready | Rejected, orders: Orders, sites: Sites
) -> Reading:  # fmt: skip
    task, reply = answer.task, answer.reply
    if isinstance(understood, Rejected):
        done = _done(task, reply, State.FAILED, "crawl.no_article", understood.reason)
        return Reading(done._replace(quality=int(Lack.BODY)))
    leads = _chosen(_leads(task, understood.draft, orders, sites), task, orders, sites)
    digest = hashlib.sha256(capture.raw).hexdigest()
    done = _done(task, reply, State.DONE, None)
    done = done._replace(sha256=digest, leads=tuple(leads), quality=_quality(understood.draft, sites))
    return Reading(done, understood)


def _quality(draft: Draft, sites: Sites) -> int:
    site = sites.of(draft.url) if draft.url else None
    undated = draft.dated is None or draft.dated.kind is DateKind.FETCHED
    described = bool(site and site.pages)
    missed = described and not draft.extractor.startswith(f"{site.id if site else ''}/")
    return (Lack.DATE if undated else 0) + (Lack.SELECTORS if missed else 0)


def _leads(task: Task, draft: Draft, orders: Orders, sites: Sites) -> list[Lead]:
    """Give an article's original, its pages in other languages and, where its site allows it, the articles it links."""
    from tracuu.crawl import links, originals, translations

    source = draft.source_as_found or draft.source_url
    found = originals.of(source, sites) if source else []
    spelled = translations.of(task.url, orders.crawl(task.crawl).langs, sites)
    others = [*translations.stated(draft.alternates, sites), *spelled]
    # The newspaper's own text comes first, where it is known; else the portal's Vietnamese one.
    first = found[0].url if found else None
    waiting = [lead._replace(via=task.url, after=first or lead.after, day=task.day) for lead in others]
    followed = links.read(draft.raw, task.url, sites, draft.charset)
    return [*(lead._replace(via=task.url) for lead in found), *waiting, *followed]


def _list(task: Task, reply: Reply, body: bytes, orders: Orders, sites: Sites) -> Done:
    """Read a sitemap, feed or listing."""
    try:
        leads = _chosen(_listed(task, reply, body, sites), task, orders, sites)
    except InputError as error:
        return _done(task, reply, State.FAILED, "crawl.unreadable", str(error))
    if not leads:
        return _done(task, reply, State.DONE, "crawl.empty_list")
    leads += _translated(leads, orders.crawl(task.crawl), sites)
    return _done(task, reply, State.DONE, None)._replace(leads=tuple(leads))


def _translated(leads: Sequence[Lead], crawl: Crawl, sites: Sites) -> list[Lead]:
    """Give the pages in the languages asked for of a portal's articles that it lists in another one."""
    from tracuu.crawl import translations
    from tracuu.crawl.choosing import OTHER_LANGUAGE

    elsewhere = [lead for lead in leads if lead.passed == OTHER_LANGUAGE and lead.origin not in _OTHERS]
    return [
        found._replace(via=lead.via, day=lead.day, after=None)
        for lead in elsewhere
        for found in translations.of(lead.url, crawl.langs, sites)
    ]


def _listed(task: Task, reply: Reply, body: bytes, sites: Sites) -> list[Lead]:
    from tracuu.corpus.decode import decode
    from tracuu.crawl import feeds, listings, sitemaps

    if task.what is What.SITEMAP:
        return sitemaps.read(body, task.url, sites, task.hops)
    if task.what is What.FEED:
        return feeds.read(body, task.url, sites, task.hops)
    html, _, _ = decode(body, _content_type(reply)[1], "text/html")
    return listings.read(html, task.url, sites, task.hops)


def _chosen(leads: list[Lead], task: Task, orders: Orders, sites: Sites) -> list[Lead]:
    from tracuu.crawl.choosing import choose, concerned
    from tracuu.crawl.matching import Match

    crawls = concerned(orders.crawls, task, sites)
    return choose(leads, [(crawl, Match(crawl.match).fits if crawl.match else None) for crawl in crawls], sites)


def _content_type(reply: Reply) -> tuple[str, str | None]:
    """Give media type and charset as the server states them."""
    from email.message import Message

    stated = Message()
    stated["content-type"] = reply.headers.get("content-type", "")
    media_type = stated.get_content_type() if reply.headers.get("content-type") else ""
    return media_type, stated.get_content_charset()


def _done(task: Task, reply: Reply, state: State, reason: str | None, detail: str = "") -> Done:
    return Done(
        task,
        state,
        reason,
        detail,
        reply.status,
        etag=reply.headers.get("etag"),
        last_modified=reply.headers.get("last-modified"),
    )
