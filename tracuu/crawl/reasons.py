"""Why an address is not held, in words: what the frontier keeps is a key of the catalogue and what fills it."""

from __future__ import annotations

from tracuu.messages import say


def words(reason: str, detail: str) -> str:
    """Give a reason in words. One of an earlier version that nobody knows any more is given as it is kept."""
    part, _, name = reason.partition(".")
    try:
        return say(f"crawl_net.{name}", detail=detail) if part == "crawl_net" else say(f"crawl.{name}", detail=detail)
    except KeyError:
        return f"{reason} {detail}".strip()
