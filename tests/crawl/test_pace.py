"""When a host may be asked again, and an address: tables, and laws that no series of answers breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.crawl import pace
from tracuu.crawling import HostState, Origin, Reply, Task, What

NOW = 1_750_000_000.0
DATE = "Sun, 15 Jun 2025 15:06:40 GMT"  # the same moment
URL = "https://tin.example/bai-1.html"
TASK = Task(1, 1, URL, "tin.example", What.ARTICLE, Origin.SITEMAP)
FRESH = HostState("tin.example")
PAGE = Reply(URL, 200, moment=NOW)
DOWN = Reply(URL, moment=NOW, fault="crawl_net.fault_connect", host_down=True)
BROKEN = Reply(URL, 200, moment=NOW, fault="crawl_net.fault_cut")
HOPELESS = Reply(URL, 200, moment=NOW, fault="crawl_net.fault_long", lasting=True)
FULL = Reply(URL, 200, moment=NOW, fault="crawl_net.fault_disk")


def status(code: int, retry_after: str | None = None, **headers: str) -> Reply:
    return Reply(URL, code, headers | ({"retry-after": retry_after} if retry_after else {}), moment=NOW)


def answered(state: HostState, *replies: Reply, robots_delay: float | None = None) -> HostState:
    """Let a host answer so, each time when its turn has come."""
    now = NOW
    for reply in replies:
        now = pace.turn(state, now)
        state = pace.after(state, reply._replace(moment=now), robots_delay, pace.FLOOR, now)
    return state


def test_the_next_request_waits_from_the_beginning_of_the_answer() -> None:
    """Then the server surely had the request; how long its page took to arrive is no rest for it, nor for us."""
    state = pace.after(FRESH, PAGE._replace(moment=NOW - 0.5), None, pace.FLOOR, NOW)
    assert pace.turn(state, NOW) == NOW + 1.5
    assert pace.turn(state, NOW + 100) <= NOW + 100
    assert pace.turn(FRESH, NOW) <= NOW


@pytest.mark.parametrize(
    ("robots_delay", "floor", "seconds"),
    [(None, 2, 2), (5, 2, 5), (0.1, 2, 2), (5, 10, 10), (3_600, 2, 3_600), (None, 0, 0)],
)
def test_the_longest_delay_counts(robots_delay: float | None, floor: float, seconds: float) -> None:
    state = pace.after(FRESH, PAGE, robots_delay, floor, NOW)
    assert pace.turn(state, NOW) == NOW + seconds


def test_complaints_slow_down_and_answers_quicken_again() -> None:
    """Twice as slow each time, up to a minute; a tenth quicker each time, down to the delay that is asked for."""
    delays = [answered(FRESH, *[status(503)] * times).delay for times in range(7)]
    assert delays == [2, 4, 8, 16, 32, 60, 60]
    slow = answered(FRESH, *[status(429)] * 3)
    assert answered(slow, PAGE).delay == pytest.approx(14.4)
    assert answered(slow, *[PAGE] * 50).delay == 2
    assert answered(slow, *[PAGE] * 50, robots_delay=7).delay == 7
    assert answered(FRESH, *[status(503)] * 3, robots_delay=100).delay == 100


RETRY_AFTER = [
    ("120", {}, 120),
    ("0", {}, 0),
    (" 7 ", {}, 7),
    ("Sun, 15 Jun 2025 16:06:40 GMT", {}, 3_600),
    ("Sunday, 15-Jun-25 16:06:40 GMT", {}, 3_600),
    ("Sun Jun 15 16:06:40 2025", {}, 3_600),
    ("Sun, 15 Jun 2025 16:06:40 GMT", {"date": "Sun, 15 Jun 2025 16:05:40 GMT"}, 60),  # by the server's own clock
    ("Sun, 15 Jun 2025 15:00:00 GMT", {}, 0),  # over already
    ("Sun, 15 Jun 2025 16:06:40 +0700", {}, 0),
    ("Sun, 15 Jun 0000 16:06:40 GMT", {}, 0),
    ("999999999999999999999999999999999999", {}, pace.LONGEST_REST),
    ("9" * 5_000, {}, pace.LONGEST_REST),
    ("Fri, 31 Dec 9999 23:59:59 GMT", {}, pace.LONGEST_REST),
    ("-5", {}, None),
    ("1e5", {}, None),
    ("٣", {}, None),
    ("soon", {}, None),
    ("", {}, None),
    ("Sun, 45 Jun 2025 99:99:99 GMT", {}, None),
    ("Sun, 15 Jun 2025 16:06:40 +999999999999", {}, None),
]


@pytest.mark.parametrize(("stated", "headers", "seconds"), RETRY_AFTER)
@pytest.mark.parametrize("code", [429, 503])
def test_retry_after_is_obeyed_whatever_it_says(
    stated: str, headers: dict[str, str], seconds: float | None, code: int
) -> None:
    """Seconds or a date in any of HTTP's three forms; nonsense says nothing, and more than a year is one."""
    reply = status(code, stated, **headers)
    assert pace.asked_rest(reply) == seconds
    rested = pace.turn(pace.after(FRESH, reply, None, pace.FLOOR, NOW), NOW)
    assert rested == NOW + max(seconds or 0, 4)


def test_five_failures_in_a_row_let_the_host_rest() -> None:
    """Five minutes, then one try; each further failure doubles the rest, up to a day; one answer ends it."""
    rests = []
    for times in range(1, 18):
        state = answered(FRESH, *[DOWN] * times)
        rests.append(state.closed_until - (state.next_at - state.delay) if state.closed_until else 0)
    assert rests[:8] == [0, 0, 0, 0, 300, 600, 1_200, 2_400]
    assert rests[-1] == 86_400
    assert answered(FRESH, *[DOWN] * 12, PAGE).closed_until == 0
    assert answered(FRESH, *[DOWN, DOWN, DOWN, DOWN, PAGE] * 5).closed_until == 0


@pytest.mark.parametrize(
    ("reply", "failures"),
    [(PAGE, 0), (status(304), 0), (status(404), 0), (status(403), 0), (status(301), 0), (HOPELESS, 0), (FULL, 0),
     (DOWN, 3), (BROKEN, 3), (status(500), 3), (status(502), 3), (status(503), 3), (status(429), 3)],
)  # fmt: skip
def test_what_counts_as_a_failure_of_the_host(reply: Reply, failures: int) -> None:
    """Not what is wrong with one page, and not a disk of ours that is full."""
    assert pace.after(FRESH._replace(failures=2), reply, None, pace.FLOOR, NOW).failures == failures


def test_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    """What no pace explains is not waited for; what a server asked for is, also after a restart."""
    assert pace.turn(FRESH._replace(next_at=NOW + 2), NOW) == NOW + 2
    assert pace.turn(FRESH._replace(next_at=NOW + 60), NOW) == NOW + 60  # a rest that a run takes when it begins
    assert pace.turn(FRESH._replace(next_at=NOW + 7_200), NOW) == NOW
    assert pace.turn(FRESH._replace(next_at=NOW + 7_200, delay=9_999), NOW) == NOW + 7_200
    assert pace.turn(FRESH._replace(closed_until=NOW + 86_400 * 30), NOW) == NOW + 86_400 * 30
    assert pace.turn(FRESH._replace(closed_until=NOW + 86_400 * 4_000), NOW) == NOW
    assert pace.after(FRESH, PAGE._replace(moment=NOW + 7_200), None, 2, NOW).next_at == NOW + 2


RETRIES = [
    # reply, seconds until the next try after each
    (BROKEN, [60, 600, None, None]),
    (status(500), [60, 600, None, None]),
    (status(408), [60, 600, None, None]),
    (status(425), [60, 600, None, None]),
    (FULL, [60, 600, None, None]),
    (DOWN, [60, 600, 3_600, 21_600, 86_400, None]),
    (status(429), [60, 600, 3_600, 21_600, 86_400, None]),
    (status(503), [60, 600, 3_600, 21_600, 86_400, None]),
    (HOPELESS, [None]),
    (PAGE, [None]),
    (status(404), [None]),
    (status(403), [None]),
]


@pytest.mark.parametrize(("reply", "waits"), RETRIES)
def test_when_an_address_is_asked_again(reply: Reply, waits: list[float | None]) -> None:
    due = [pace.retry_at(TASK._replace(tries=tries), reply, NOW) for tries in range(len(waits))]
    assert due == [None if wait is None else NOW + wait for wait in waits]


replies = st.sampled_from(
    [PAGE, DOWN, BROKEN, HOPELESS, status(404), status(500), status(429), status(503, "30"), status(429, "x")]
)


@given(st.lists(st.tuples(replies, st.floats(0, 90)), max_size=40), st.sampled_from([None, 0.5, 7, 90]))
def test_no_series_of_answers_makes_requests_come_closer(
    series: list[tuple[Reply, float]], robots_delay: float | None
) -> None:
    """However long answers take and whatever they say, two beginnings are never closer than the delay."""
    state, now, sent, began = FRESH, NOW, [], []
    for reply, seconds in series:
        now = max(now, pace.turn(state, now))
        sent.append(now)
        began.append(now + seconds / 2)
        now += seconds
        state = pace.after(state, reply._replace(moment=began[-1]), robots_delay, pace.FLOOR, now)
        assert state.delay <= max(pace.SLOWEST, robots_delay or 0)
        assert state.closed_until - now <= pace.A_DAY
    least = max(pace.FLOOR, robots_delay or 0)
    assert all(later - earlier >= least - 1e-6 for earlier, later in pairwise(sent))
    assert all(later - earlier >= least - 1e-6 for earlier, later in zip(began, sent[1:], strict=False))
