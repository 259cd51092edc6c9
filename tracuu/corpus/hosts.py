"""Addresses as people and pages write them, taken apart, and the server's name: IDNA 2003 as Python's codec has it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FILE_ENDING = r"(?:html?|txt|jsonl?|xml|pdf|docx?|mhtml?|warc|gz)\b"  # "tin.html" is a file, no server
_BARE_HOST = re.compile(rf"(?:[\w-]+\.)+(?!{_FILE_ENDING})[^\W\d_]{{2,}}(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\t\r\n")
)


def host(url: str) -> str | None:
    """Give the server's name of an address: small letters, ASCII, without `www.` and port. None when it has none."""
    parts = split(url)
    return server(parts) if parts else None


@lru_cache(maxsize=1_000)  # one article's addresses are asked about a dozen times
def split(url: str) -> SplitResult | None:
    """Take an address apart, also without its scheme (`baodanang.vn/…`, `//baodanang.vn/…`); None for all else."""
    typed = url.translate(_INVISIBLE).strip()
    if typed.startswith("//"):
        typed = "https:" + typed
    elif _BARE_HOST.match(typed):
        typed = "https://" + typed
    elif not _SCHEME.match(typed):
        return None
    try:
        parts = urlsplit(typed)
    except ValueError:  # a broken IPv6 host
        return None
    return parts if parts.scheme.casefold() in {"http", "https"} else None


@lru_cache(maxsize=1_000)
def server(parts: SplitResult) -> str | None:
    """Give the server's name of an address that was taken apart; None when it has none."""
    name = (parts.hostname or "").rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").casefold()
        except UnicodeError:
            return None
    while name.startswith("www.") and name.count(".") > 1:
        name = name.removeprefix("www.")
    if ":" in name:
        return f"[{name}]"
    return name or None
