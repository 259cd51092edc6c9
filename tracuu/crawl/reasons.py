"""Why an address is not held, in words: what the frontier keeps is a key of the catalogue and what fills it."""

from __future__ import annotations

from tracuu.corpus.archive import Archive
from tracuu.corpus.schema import CRAWLING
from tracuu.crawling import State
from tracuu.errors import UnknownId
from tracuu.messages import say


def explained(error: UnknownId, archive: Archive, typed: str) -> UnknownId:
    """Give the error for what is not held: of an address that is known, title and reason, so that it can be cited."""
    stub = archive.frontier.stub(typed) if "://" in typed and archive.schema_version >= CRAWLING else None
    if stub is None:
        return error
    reason = words(stub.reason, stub.detail) if stub.reason else say("crawl_cmd.not_yet")
    if stub.state is State.WITHHELD:
        reason = say("crawl_cmd.save_by_hand", reason=reason)
    if stub.title:
        return UnknownId("crawl_cmd.stub", title=stub.title, url=stub.url, reason=reason)
    return UnknownId("crawl_cmd.stub_known", url=stub.url, reason=reason)


def words(reason: str, detail: str) -> str:
    """Give a reason in words. One of an earlier version that nobody knows any more is given as it is kept."""
    part, _, name = reason.partition(".")
    try:
        return say(f"crawl_net.{name}", detail=detail) if part == "crawl_net" else say(f"crawl.{name}", detail=detail)
    except KeyError:
        return f"{reason} {detail}".strip()
