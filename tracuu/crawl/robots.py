"""What robots.txt permits (RFC 9309), to the product token `tracuu`. It cannot be switched off."""

from __future__ import annotations

import codecs
import re
from math import isfinite
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from tracuu.crawling import HostState

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "tracuu"  # noqa: S105  a product token of RFC 9309, no secret
LONGEST = 512_000
"""Bytes that are read: at least 500 KiB, says RFC 9309, section 2.5."""

A_DAY, SOON = 86_400.0, 600.0
MOST_SITEMAPS, LONGEST_SITEMAP = 1_000, 2_000

_AGENT_LINE = re.compile(r"^[ \t]*user[ \t-]?agent[ \t]*[ \t:][ \t]*([^#\r\n]*)[^\r\n]*$", re.IGNORECASE | re.MULTILINE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OK, _MOVED, _REFUSED, _TOO_MANY, _FAULT = 200, 300, 400, 429, 500


class Robots:
    """The rules of one origin. `delay` are seconds between two requests, None when it states none.

    `sitemaps` are the addresses that it names, as written but whole when `url`, its own address, is known.
    """

    def __init__(self, rules: Protego | None, *, all_allowed: bool, url: str = "") -> None:
        self._rules, self._all_allowed = rules, all_allowed
        self.delay = _delay(rules) if rules else None
        self.sitemaps = _sitemaps(rules, url) if rules else ()

    def allows(self, url: str) -> bool:
        """Tell whether an address may be requested."""
        return self._rules.can_fetch(url, TOKEN) if self._rules else self._all_allowed


def read(status: int, body: bytes, url: str = "") -> Robots:
    """Read the rules of an answer: 4xx and redirects without end allow all, 5xx and no answer nothing (section 2.3.1).

    429 asks for patience, so it counts with 5xx. `status` is 0 or less when there was no answer.
    """
    from protego import Protego

    if status < _OK or status == _TOO_MANY or status >= _FAULT:
        return Robots(None, all_allowed=False)
    if status >= _MOVED:
        return Robots(None, all_allowed=True)
    return Robots(Protego.parse(_of_ours(text(body))), all_allowed=True, url=url)


def text(body: bytes) -> str:
    """Give the first 500 KiB as text; nothing when it is a web page instead of rules."""
    encoding = next((name for mark, name in _MARKS if body.startswith(mark)), "utf-8")
    lines = body[:LONGEST].decode(encoding, "replace").removeprefix("\ufeff").replace("\x00", "")
    if len(body) >= LONGEST:  # the last rule may have been cut, and "Disallow: /" is much more than what it said
        lines = lines[: lines.rfind("\n") + 1]
    return "" if lines.lstrip()[:1] == "<" else lines


def is_stale(state: HostState, now: float) -> bool:
    """Tell whether robots.txt must be asked for: after a day, and after ten minutes where it could not be reached."""
    status = state.robots_status
    reached = _OK <= status < _FAULT and status != _TOO_MANY
    age = now - state.robots_at
    return status == 0 or not 0 <= age < (A_DAY if reached else SOON)  # negative: the clock was set back


def _of_ours(lines: str) -> str:
    """Give the rules with all other products under one name: a thousand names times a thousand rules would be a bomb.

    The token is the whole name, whatever the case (section 2.2.1); a version behind it is forgiven.
    """
    return _AGENT_LINE.sub(lambda found: f"User-agent: {_known(found[1])}", lines)


def _known(agent: str) -> str:
    name = agent.strip().casefold().partition("/")[0].strip("* \t")
    if name == TOKEN:
        return TOKEN
    return "*" if agent.strip() == "*" else "another"


def _delay(rules: Protego) -> float | None:
    rate = rules.request_rate(TOKEN)
    stated = [rules.crawl_delay(TOKEN), rate.seconds / rate.requests if rate and rate.requests else None]
    return max(
        (seconds for seconds in stated if seconds is not None and isfinite(seconds) and seconds >= 0), default=None
    )


def _sitemaps(rules: Protego, url: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for written in rules.sitemaps:
        if len(found) == MOST_SITEMAPS:
            break
        if len(written) <= LONGEST_SITEMAP and (whole := _joined(url, written)):
            found[whole] = None
    return tuple(found)


def _joined(url: str, written: str) -> str | None:
    try:
        return urljoin(url, written)
    except ValueError:  # a broken IPv6 host
        return None
