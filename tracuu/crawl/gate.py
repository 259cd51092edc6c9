"""May this address be requested at all? Known hosts, usual ports, and no address that leads in circles. Pure."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import cache
from ipaddress import IPv6Address
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, unquote

from tracuu.corpus import hosts
from tracuu.corpus.sites import Sites
from tracuu.tuples import Record

LONGEST = 2_000
MOST_STEPS = 12
MOST_REPEATS = 2
MOST_QUESTIONS = 20

Refusal = tuple[str, str]
"""A key of the catalogue, and the detail that fills it."""

_PORTS = {"http": 80, "https": 443}
_BAD_SIGNS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?")
_VISIT = re.compile(r"[a-z0-9,-]{20,}")  # as long as no page's number is
_COOKIELESS = re.compile(r"\([a-z]\([a-z0-9]{8,}\)\)", re.IGNORECASE)  # ASP.NET: /(S(lit3py55t21z5v55vlm25s55))/
_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"0?[1-9]|1[0-2]")
_DASHED = re.compile(r"(\d{4})-(?:0?[1-9]|1[0-2])(?:-\d{1,2})?")
_SAFE = "!$&'()*+,;=:@/?%-._~[]"


class Place(Record):
    """An address taken apart for a request: where to connect, and the target to ask for, all in ASCII."""

    scheme: str
    name: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The name, with the port where it is not the scheme's own: what `Host:` says."""
        return self.name if self.port == _PORTS[self.scheme] else f"{self.name}:{self.port}"


class Gate:
    """What a crawl may ask for: hosts of known sites with their subdomains, and hosts that the user named.

    `named` are hosts as typed, with a port where it is not the usual one (`name:8080`). `year` is the present year.
    """

    def __init__(self, sites: Sites, named: Collection[str], year: int | None = None) -> None:
        self._sites = sites
        places = [place(f"http://{name}/") for name in named]
        self._named = frozenset(found.authority.removeprefix("www.") for found in places if found)
        self._last_year = (year or datetime.now(UTC).year) + 1

    def refusal(self, url: str) -> Refusal | None:
        """Say why an address may never be requested; None when it may (robots.txt is asked elsewhere)."""
        if bad := _malformed(url):
            return bad
        parts = hosts.split(url)
        found = place(url)
        if parts is None or found is None:
            return "crawl_net.refused_name", _shown(url)
        return self._foreign(found) or _circle(parts) or _endless(parts, self._last_year)

    def _foreign(self, found: Place) -> Refusal | None:
        bare = found.authority.removeprefix("www.")
        if bare in self._named:
            return None
        if found.port != _PORTS[found.scheme]:
            return "crawl_net.refused_port", str(found.port)
        return None if self._sites.of(found.name) else ("crawl_net.refused_host", found.name)


def place(url: str) -> Place | None:
    """Take an address apart for a request; None for what cannot be requested. The one reading of gate and fetcher."""
    parts = hosts.split(url)
    if parts is None or "@" in parts.netloc:
        return None
    scheme = parts.scheme.casefold()
    name = _name(parts)
    try:
        port = parts.port or _PORTS[scheme]
    except ValueError:  # a port that is no number
        return None
    target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    return Place(scheme, name, port, quote(target, safe=_SAFE, errors="replace")) if name else None


def host_key(url: str, sites: Sites) -> str:
    """Give the politeness key of an address: its server without `www.`, as its site writes it, with an unusual port."""
    found = place(url)
    if found is None:
        return ""
    name = sites.same_as(hosts.host(f"{found.scheme}://{found.name}/") or found.name)
    return name + found.authority.removeprefix(found.name)


def _name(parts: SplitResult) -> str | None:
    """Give the name to look up and to check certificates against, in ASCII; brackets stay around IPv6."""
    name = (parts.hostname or "").rstrip(".")
    if ":" in name:
        return f"[{name}]" if _is_ipv6(name) else None
    if len(name) > 253:  # noqa: PLR2004  RFC 1035; longer ones also take the codec long
        return None
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").casefold()
        except UnicodeError:
            return None
    return name if _NAME.fullmatch(name) else None


def _is_ipv6(name: str) -> bool:
    try:
        return "%" not in name and bool(IPv6Address(name))
    except ValueError:
        return False


def _malformed(url: str) -> Refusal | None:
    if len(url) > LONGEST:
        return "crawl_net.refused_long", f"{LONGEST:,}"
    if _BAD_SIGNS.search(url.strip(" ")):
        return "crawl_net.refused_signs", ""
    parts = hosts.split(url)
    if parts is None:
        return "crawl_net.refused_scheme", _shown(url)
    return ("crawl_net.refused_login", "") if "@" in parts.netloc else None


def _shown(url: str) -> str:
    """Give the beginning of an address that is none, safe to print."""
    return "".join(sign if sign.isprintable() else "?" for sign in url[:80])


def _circle(parts: SplitResult) -> Refusal | None:
    """Find paths that grow for ever: relative links without an end, and lists that filter lists."""
    steps = [step.casefold() for step in parts.path.split("/") if step]
    if len(steps) > MOST_STEPS:
        return "crawl_net.refused_deep", str(MOST_STEPS)
    counted = Counter(step for step in steps if not step.isdigit())  # /2025/11/11/11/ is a day and an hour
    for step, count in counted.items():
        if count > MOST_REPEATS:
            return "crawl_net.refused_repeats", _shown(step)
    if parts.query.count("&") >= MOST_QUESTIONS:
        return "crawl_net.refused_query", str(MOST_QUESTIONS)
    return None


def _endless(parts: SplitResult, last_year: int) -> Refusal | None:
    """Find numbered visits, and calendars that turn their pages for ever."""
    traps = _traps()
    questions = [pair.partition("=")[::2] for pair in unquote(parts.query).casefold().split("&")]
    inner = [part.partition("=")[0] for part in parts.path.casefold().split(";")[1:]]
    for name, value in (*questions, *((name, "") for name in inner)):
        if name in traps["sessions"] or (name in traps["maybe_sessions"] and _VISIT.fullmatch(value)):
            return "crawl_net.refused_session", _shown(name)
    if found := _COOKIELESS.search(parts.path):
        return "crawl_net.refused_session", found[0]
    asked = [value for name, value in questions if name in traps["calendar"]]
    for year in (*_years_in_path(parts.path), *_years_asked(asked)):
        if not traps["first_year"] <= year <= last_year:
            return "crawl_net.refused_calendar", str(year)
    return None


def _years_in_path(path: str) -> Iterator[int]:
    """Give the years that a path surely names: before a month, or written 2093-12. A lone number may be an id."""
    steps = [step for step in path.split("/") if step]
    for step, following in pairwise([*steps, ""]):
        if found := _DASHED.fullmatch(step):
            yield int(found[1])
        elif _YEAR.fullmatch(step) and _MONTH.fullmatch(following):
            yield int(step)


def _years_asked(values: list[str]) -> Iterator[int]:
    for value in values:
        if found := _DASHED.match(value) or _YEAR.fullmatch(value):
            yield int(found[1])


@cache
def _traps() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "traps.toml").read_text(encoding="utf-8"))
