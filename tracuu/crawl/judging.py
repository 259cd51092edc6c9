"""What an answer means before its body is read: finished, asked again later, followed elsewhere, or to be read.

Pure: the same task, reply and moment give the same verdict. Codes are those of RFC 9110.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from tracuu.crawling import Done, Lead, Origin, Reply, State, Task, What

MOST_REDIRECTS = 5

MOST_OF_LISTS = 60
"""Redirects and turned pages of a list together, above what any site's `max_pages` usually is."""

_NOT_CHANGED = 304
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_WALLS = frozenset({401, 402, 403, 451})
_LATER = frozenset({408, 425, 429})
_FAULT_OF_SERVER = 500
_OK = 200

Retry = Callable[[Task, Reply, float], float | None]
"""When a task may be asked again after a reply, at a moment; None: it was tried often enough."""


def judge(task: Task, reply: Reply, now: float, retry: Retry, is_list: Callable[[str], bool]) -> Done | None:
    """Say what becomes of a task; None when the body has to be read first (a page, or what may be a wall).

    `is_list` tells addresses that are lists of articles: what sends an article's reader there has it no more.
    """
    if reply.fault:
        return _faulty(task, reply, now, retry)
    if reply.status == _OK or (reply.status in _WALLS and task.what is What.ARTICLE):
        return None
    if reply.status == _NOT_CHANGED:
        return _not_changed(task, reply, now)
    if reply.status in _MOVED:
        return _moved(task, reply, is_list)
    return _refused(task, reply, now, retry)


def _refused(task: Task, reply: Reply, now: float, retry: Retry) -> Done:
    if reply.status in _GONE:
        return _done(task, reply, State.GONE, "crawl.gone")
    if reply.status in _LATER or reply.status >= _FAULT_OF_SERVER:
        return _again(task, reply, now, retry, "crawl.status", str(reply.status))
    return _done(task, reply, State.FAILED, "crawl.status", str(reply.status))


def _faulty(task: Task, reply: Reply, now: float, retry: Retry) -> Done:
    reason = reply.fault or "crawl.status"
    if reply.lasting:
        return _done(task, reply, State.FAILED, reason, reply.detail)
    return _again(task, reply, now, retry, reason, reply.detail)


def _again(task: Task, reply: Reply, now: float, retry: Retry, reason: str, detail: str) -> Done:
    due = retry(task, reply, now)
    if due is None:
        return _done(task, reply, State.FAILED, reason, detail)
    return _done(task, reply, State.WAITING, reason, detail)._replace(due_at=due)


def _not_changed(task: Task, reply: Reply, now: float) -> Done:
    """Take a 304 only when there is a body that it can be about: a server that lies is asked without conditions."""
    if task.sha256 is None:
        if task.etag is None and task.last_modified is None:
            return _done(task, reply, State.FAILED, "crawl.status", str(reply.status))
        return Done(task, State.WAITING, "crawl.lying_304", status=reply.status, due_at=now)
    done = _done(task, reply, State.DONE, "crawl.unchanged")
    return done._replace(etag=task.etag, last_modified=task.last_modified, sha256=task.sha256)


def _moved(task: Task, reply: Reply, is_list: Callable[[str], bool]) -> Done:
    target = redirected(reply)
    if target is None or target == reply.url:
        return _done(task, reply, State.FAILED, "crawl.redirect_nowhere")
    if task.origin is Origin.REDIRECT and task.hops >= (MOST_REDIRECTS if task.what is What.ARTICLE else MOST_OF_LISTS):
        return _done(task, reply, State.FAILED, "crawl.redirects")
    if task.what is What.ARTICLE and (urlsplit(target).path in {"", "/"} or is_list(target)):
        return _done(task, reply, State.GONE, "crawl.moved_away")
    hops = 1 if task.what is What.ARTICLE and task.origin is not Origin.REDIRECT else task.hops + 1
    lead = Lead(target, task.what, Origin.REDIRECT, task.url, task.lang, task.title, task.day, task.modified, hops)
    return _done(task, reply, State.DONE, "crawl.redirected", target)._replace(leads=(lead,))


def redirected(reply: Reply) -> str | None:
    """Give the address that an answer sends on to, whole and without fragment; None when it sends nowhere."""
    location = reply.headers.get("location", "").strip()
    if reply.status not in _MOVED or not location:
        return None
    try:
        return urljoin(reply.url, location).partition("#")[0]
    except ValueError:  # a broken IPv6 host
        return None


def _done(task: Task, reply: Reply, state: State, reason: str, detail: str = "") -> Done:
    return Done(task, state, reason, detail, reply.status)
