"""What an answer means before its body is read: a table of (answer, what becomes of the address)."""

from __future__ import annotations

import pytest

from tracuu.crawl.judging import judge
from tracuu.crawling import Done, Origin, Reply, State, Task, What

URL = "https://baomau.example/mot-bai-bao-1.html"
NOW = 1_000_000.0
ARTICLE = Task(1, 1, URL, "baomau.example", What.ARTICLE, Origin.LISTING)
SITEMAP = ARTICLE._replace(what=What.SITEMAP)
SEEN = ARTICLE._replace(etag='"a"', sha256="ab" * 32)


def in_a_minute(_task: Task, _reply: Reply, now: float) -> float | None:
    return now + 60


def never(_task: Task, _reply: Reply, _now: float) -> float | None:
    return None


def is_list(url: str) -> bool:
    return "/tag/" in url


def answer(status: int, **headers: str) -> Reply:
    return Reply(URL, status, {name.replace("_", "-"): value for name, value in headers.items()})


CASES = [
    # task, status, state (None: its body is read), reason
    (ARTICLE, 200, None, None),
    (ARTICLE, 403, None, None),  # may be a wall that says what it is
    (SITEMAP, 403, State.FAILED, "crawl.status"),
    (ARTICLE, 404, State.GONE, "crawl.gone"),
    (ARTICLE, 410, State.GONE, "crawl.gone"),
    (ARTICLE, 418, State.FAILED, "crawl.status"),
    (ARTICLE, 204, State.FAILED, "crawl.status"),
    (ARTICLE, 429, State.WAITING, "crawl.status"),
    (ARTICLE, 503, State.WAITING, "crawl.status"),
    (SEEN, 304, State.DONE, "crawl.unchanged"),
    # It says "not changed", and there is nothing that it can be about: it is asked once more without conditions.
    (ARTICLE._replace(etag='"a"'), 304, State.WAITING, "crawl.lying_304"),
    (ARTICLE, 304, State.FAILED, "crawl.status"),
]


@pytest.mark.parametrize(("task", "status", "state", "reason"), CASES)
def test_a_status_decides(task: Task, status: int, state: State | None, reason: str | None) -> None:
    done = judge(task, answer(status), NOW, in_a_minute, is_list)
    assert (done and done.state, done and done.reason) == (state, reason)


def test_what_fails_for_now_is_asked_again_until_it_was_tried_often_enough() -> None:
    again = judge(ARTICLE, answer(503), NOW, in_a_minute, is_list)
    assert again is not None
    assert (again.state, again.due_at) == (State.WAITING, NOW + 60)
    last = judge(ARTICLE, answer(503), NOW, never, is_list)
    assert last is not None
    assert last.state is State.FAILED


@pytest.mark.parametrize(("lasting", "state"), [(False, State.WAITING), (True, State.FAILED)])
def test_a_fault_that_would_come_again_is_not_tried_again(lasting: bool, state: State) -> None:  # noqa: FBT001  a table
    reply = Reply(URL, fault="crawl_net.fault_slow", detail="60", lasting=lasting)
    done = judge(ARTICLE, reply, NOW, in_a_minute, is_list)
    assert done is not None
    assert (done.state, done.reason, done.detail) == (state, "crawl_net.fault_slow", "60")


def redirected(task: Task, location: str) -> Done:
    done = judge(task, answer(301, location=location), NOW, in_a_minute, is_list)
    assert done is not None
    return done


def test_a_redirect_is_a_lead_like_any_other() -> None:
    done = redirected(ARTICLE, "/mot-bai-bao-2.html")
    (lead,) = done.leads
    assert done.state is State.DONE
    assert (lead.url, lead.origin, lead.hops, lead.what) == (
        "https://baomau.example/mot-bai-bao-2.html",
        Origin.REDIRECT,
        1,
        What.ARTICLE,
    )


@pytest.mark.parametrize(
    ("location", "reason"), [("", "crawl.redirect_nowhere"), (URL, "crawl.redirect_nowhere"), ("http://[::1", None)]
)
def test_a_redirect_to_nowhere_or_to_itself_ends(location: str, reason: str | None) -> None:
    done = redirected(ARTICLE, location)
    assert done.state is State.FAILED
    assert done.reason == (reason or "crawl.redirect_nowhere")
    assert not done.leads


@pytest.mark.parametrize("location", ["/", "https://baomau.example", "/tag/dan-van"])
def test_an_article_that_sends_on_to_a_list_is_gone(location: str) -> None:
    assert redirected(ARTICLE, location).reason == "crawl.moved_away"
    assert redirected(SITEMAP, location).leads


def test_redirects_in_a_circle_end() -> None:
    task, count = ARTICLE, 0
    while (done := redirected(task, f"/vong-{count}.html")).leads:
        (lead,) = done.leads
        task = Task(1, 1, lead.url, "baomau.example", lead.what, lead.origin, hops=lead.hops)
        count += 1
    assert (done.state, done.reason, count) == (State.FAILED, "crawl.redirects", 5)
