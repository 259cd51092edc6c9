"""When the next request may be sent to a host, and when an address is asked again. Pure: the moment is an argument."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

from tracuu.crawling import HostState, Reply, Task

FLOOR = 2.0
"""Seconds between two requests to a host, when nothing asks for more."""

SLOWEST = 60.0
"""Seconds to which a host that complains is slowed down; robots.txt and site descriptions may ask for more."""

MOST_FAILURES = 5
A_DAY = 86_400.0
LONGEST_REST = 366 * A_DAY
"""Seconds: whoever asks for more than a year writes nonsense, and no calendar would hold it."""

_FIRST_REST = 300.0
_QUICKER = 0.9
_TOO_MANY, _UNAVAILABLE, _TOO_SLOW, _TOO_EARLY, _FAULT = 429, 503, 408, 425, 500
_WAITS = (60.0, 600.0)  # after the first try, and after the second
_WAITS_OF_HOST = (60.0, 600.0, 3_600.0, 21_600.0, A_DAY)  # where the host failed, not the page


def turn(state: HostState, now: float) -> float:
    """Give the moment from which the next request may be sent.

    Waits that no pace of ours explains come from a clock that was set back, and are not kept.
    """
    spaced = state.next_at if state.next_at - now <= max(state.delay, SLOWEST) else now
    rested = state.closed_until if state.closed_until - now <= LONGEST_REST else now
    return max(spaced, rested)


def after(state: HostState, reply: Reply, robots_delay: float | None, floor: float, now: float) -> HostState:
    """Give what is known of a host after a request.

    Spacing counts from the moment when the answer began: then the server surely had the request. 429 and 503 double the
    delay up to a minute, answers bring it back by a tenth each. Five failures in a row let the host rest for five
    minutes, each further one for twice as long, up to a day. `Retry-After` holds whatever it says.
    """
    least = max(floor, robots_delay or 0.0)
    failures = state.failures + 1 if _failed(reply) else 0
    delay = _slowed(state.delay, least) if _complains(reply) else _quickened(state.delay, least, failures)
    rest = max(asked_rest(reply) or 0.0, _breaker(failures))
    began = min(reply.moment, now) if reply.moment else now
    return state._replace(
        next_at=began + delay, delay=delay, failures=failures, closed_until=now + rest if rest else 0.0
    )


def asked_rest(reply: Reply) -> float | None:
    """Give the seconds that `Retry-After` asks for (RFC 9110, section 10.2.3: seconds or a date); None: it does not."""
    stated = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+", stated):
        return min(float(stated[:20]), LONGEST_REST)
    try:
        moment = parsedate_to_datetime(stated)
        seconds = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - _server_time(reply)
    except (ValueError, TypeError, OverflowError, IndexError):  # no date, or none that a calendar holds
        return None
    return min(max(seconds, 0.0), LONGEST_REST)


def retry_at(task: Task, reply: Reply, now: float) -> float | None:
    """Give when an address may be asked again after a failure; None when asking again would not help, or did not.

    A page is tried three times. Where the host as a whole failed or asked for patience, its pages have more tries.
    """
    if reply.lasting or not (reply.fault or _failed(reply) or reply.status in {_TOO_SLOW, _TOO_EARLY}):
        return None
    waits = _WAITS_OF_HOST if reply.host_down or _complains(reply) else _WAITS
    return now + waits[task.tries] if task.tries < len(waits) else None


def _complains(reply: Reply) -> bool:
    return reply.status in {_TOO_MANY, _UNAVAILABLE}


def _failed(reply: Reply) -> bool:
    """Tell whether the host failed, not only this page of it."""
    ours = reply.lasting or reply.fault == "crawl_net.fault_disk"
    return reply.status >= _FAULT or reply.status == _TOO_MANY or (reply.fault is not None and not ours)


def _slowed(delay: float, least: float) -> float:
    return max(least, min(SLOWEST, max(delay, least) * 2))


def _quickened(delay: float, least: float, failures: int) -> float:
    """Give a shorter delay after an answer; a failure that is no complaint changes nothing."""
    if failures:
        return max(least, delay)
    return max(least, delay * _QUICKER if delay > FLOOR else 0.0)


def _breaker(failures: int) -> float:
    beyond = failures - MOST_FAILURES
    return 0.0 if beyond < 0 else min(A_DAY, _FIRST_REST * 2.0 ** min(beyond, 20))


def _server_time(reply: Reply) -> float:
    """Give the server's own clock, by which it wrote its dates; ours, where it does not tell it."""
    try:
        moment = parsedate_to_datetime(reply.headers.get("date", ""))
        return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):  # none given, or no date
        return reply.moment
