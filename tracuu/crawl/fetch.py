"""One request, one answer: bounded in time, in bytes and in memory, whatever the server sends.

Each request has a connection of its own, closed after it: with seconds between two requests to a host, keeping it open
would hold one of the server's places without need, and an answer can never be taken for that of another request.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable
from contextlib import aclosing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from tracuu.crawl.gate import Place, place
from tracuu.crawl.network import Net, Stream, connect
from tracuu.crawl.packing import coding, unpacked
from tracuu.crawl.spool import ENDING, Body
from tracuu.crawling import Reply
from tracuu.errors import InputError
from tracuu.tuples import Record

if TYPE_CHECKING:
    import httpcore

__all__ = ["Fetcher", "Limits", "unpacked"]

_LONGEST_HEAD = 256 * 1024
_LONGEST_REFUSAL = 256 * 1024  # of the pages that come with 404 and its like, only the beginning matters
_FEWEST_BYTES, _PIECES_IN_PEACE = 64, 2_000
_LONGEST_CONDITION = 1_000
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"
_REDIRECTS, _NOT_CHANGED, _REFUSALS = 300, 304, 400
_LASTING = frozenset({
    "crawl_net.fault_address", "crawl_net.fault_private", "crawl_net.fault_long", "crawl_net.fault_coding",
    "crawl_net.fault_crumbs",
})  # fmt: skip
_HOST_DOWN = frozenset({
    "crawl_net.fault_name", "crawl_net.fault_connect", "crawl_net.fault_tls", "crawl_net.fault_silent",
    "crawl_net.fault_slow",
})  # fmt: skip


class Limits(Record):
    """What one request may take: seconds to connect, seconds in all, and bytes of its body as sent.

    `at_once` are the requests under way at a time; each may hold a megabyte while it is, most of it TLS.
    """

    connect: float = 10
    whole: float = 60
    page: int = 10_000_000
    at_once: int = 64


USUAL = Limits()


class _Answer:
    """What has arrived so far, at hand when the rest fails. `moment` is when the answer began."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.moment: float | None = None
        self.status = 0
        self.headers: dict[str, str] = {}


class Fetcher:
    """Asks servers for pages: by no proxy, with no cookie, following no redirect, one request a connection.

    `spool` is a folder of its own for bodies over 128 KiB; what lies there from before is taken away. `clock` gives the
    moments that are written in replies.
    """

    def __init__(
        self, user_agent: str, net: Net, spool: Path, limits: Limits = USUAL, clock: Callable[[], float] = time.time
    ) -> None:
        self._user_agent, self._net, self._spool, self._limits, self._clock = user_agent, net, spool, limits, clock
        self._free = asyncio.Semaphore(limits.at_once)

    async def __aenter__(self) -> Self:
        self._spool.mkdir(parents=True, exist_ok=True)
        for left in self._spool.glob(f"*{ENDING}"):  # by a crawler that was killed
            left.unlink(missing_ok=True)
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.sleep(0)  # a connection that was closed is cleared away in the next round of the loop

    async def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, limit: int | None = None,
        cut: bool = False,
    ) -> Reply:  # fmt: skip
        """Ask for a page and give what became of it; only CancelledError is raised.

        `etag` and `last_modified` are those of the last answer. `limit` are the most bytes of the body as sent: when it
        is longer, that is a fault, or with `cut` its beginning is given.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = {name: value for name, value in conditions.items() if value and len(value) <= _LONGEST_CONDITION}
        answer = _Answer(Body(self._spool, self._limits.page if limit is None else limit, cut=cut))
        begun, fault = time.perf_counter(), None
        try:
            async with self._free, asyncio.timeout(self._limits.whole):
                await self._exchange(url, asked, answer)
        except TimeoutError:
            fault = InputError("crawl_net.fault_slow", detail=f"{self._limits.whole:g}")
        except InputError as error:
            fault = error
        except BaseException:  # such as the cancelling of a crawl: no file stays behind
            answer.body.drop()
            raise
        if answer.status >= _REFUSALS:
            fault = None  # the refusal is the answer, however its page ends
        return self._reply(url, answer, fault, time.perf_counter() - begun)

    def _reply(self, url: str, answer: _Answer, fault: InputError | None, seconds: float) -> Reply:
        moment = self._clock() if answer.moment is None else answer.moment
        plain = Reply(url, answer.status, answer.headers, moment=moment, seconds=seconds)
        if fault is None:
            body = answer.body.given()
            return plain._replace(body=body, size=answer.body.size if body is not None else 0)
        answer.body.drop()
        return plain._replace(
            fault=fault.key, detail=str(fault.values.get("detail", "")), lasting=fault.key in _LASTING,
            host_down=answer.status == 0 and fault.key in _HOST_DOWN,
        )  # fmt: skip

    async def _exchange(self, url: str, conditions: dict[str, str], answer: _Answer) -> None:
        """Connect, ask, and read the answer. Raises InputError with the fault's key."""
        where = place(url)
        if where is None:
            raise InputError("crawl_net.fault_address", detail=_printable(url))
        trust = self._trust if where.scheme == "https" else None
        stream = await connect(where, self._net, trust, self._limits.connect)
        try:
            await self._talk(where, stream, conditions, answer)
        finally:
            await stream.aclose()

    async def _talk(self, where: Place, stream: Stream, conditions: dict[str, str], answer: _Answer) -> None:
        import httpcore

        stream.most = _LONGEST_HEAD
        origin = httpcore.Origin(where.scheme.encode(), where.name.encode(), where.port)
        connection = httpcore.AsyncHTTP11Connection(origin, cast("httpcore.AsyncNetworkStream", stream))
        try:
            response = await connection.handle_async_request(self._request(where, conditions))
            self._begin(answer, response)
            _check_head(answer, conditions)
            if not _REDIRECTS <= answer.status < _REFUSALS:
                # Chunks add marks of their own between pieces; what is counted here is all that the wire brings.
                stream.most = _LONGEST_HEAD + answer.body.limit + answer.body.limit // 2
                await _read_body(response, answer.body)
        except httpcore.ProtocolError as error:
            raise _broken(error, stream, answer) from error
        except OSError as error:  # the connection was reset
            raise InputError("crawl_net.fault_cut" if answer.status else "crawl_net.fault_silent") from error

    def _request(self, where: Place, conditions: dict[str, str]) -> httpcore.Request:
        import httpcore

        headers = {
            "Host": where.authority, "User-Agent": self._user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip",
            **conditions, "Connection": "close",
        }  # fmt: skip
        url = httpcore.URL(
            scheme=where.scheme.encode(), host=where.name.encode(), port=where.port, target=where.target.encode()
        )
        return httpcore.Request("GET", url, headers=[(name.encode(), _field(value)) for name, value in headers.items()])

    def _begin(self, answer: _Answer, response: httpcore.Response) -> None:
        answer.moment = self._clock()
        answer.status = response.status
        for raw_name, raw_value in response.headers:
            name, value = raw_name.decode("latin-1").lower(), _written(raw_value)
            answer.headers[name] = f"{answer.headers[name]}, {value}" if name in answer.headers else value

    @cached_property
    def _trust(self) -> ssl.SSLContext | None:
        return self._net.trust()


def _check_head(answer: _Answer, conditions: dict[str, str]) -> None:
    """Refuse what the head alone shows to be no use."""
    if answer.status == _NOT_CHANGED and not conditions:
        raise InputError("crawl_net.fault_unasked")
    coding(answer.headers)
    if answer.status >= _REFUSALS:
        answer.body.shorten(_LONGEST_REFUSAL)
    stated = answer.headers.get("content-length", "")
    if stated.isdecimal() and int(stated[:20]) > answer.body.limit and not answer.body.cut:
        raise InputError("crawl_net.fault_long", detail=f"{answer.body.limit:,}")


async def _read_body(response: httpcore.Response, body: Body) -> None:
    pieces = 0
    async with aclosing(response.aiter_stream()) as arriving:  # type: ignore[type-var]  # it is a generator
        async for piece in arriving:
            pieces += 1
            if pieces > _PIECES_IN_PEACE and body.size < pieces * _FEWEST_BYTES:
                raise InputError("crawl_net.fault_crumbs")
            if not body.add(piece):
                return


def _broken(error: httpcore.ProtocolError, stream: Stream, answer: _Answer) -> InputError:
    if not stream.received:
        return InputError("crawl_net.fault_silent")
    if answer.status and stream.ended:
        return InputError("crawl_net.fault_cut")
    return InputError("crawl_net.fault_broken", detail=_printable(str(error)))


def _written(value: bytes) -> str:
    """Read a header's value: UTF-8, which servers write addresses in, else Latin-1, as the standard once said."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _field(value: str) -> bytes:
    """Write a header's value so that it stays one header, whatever a server or a user put into it."""
    return "".join(sign if sign.isprintable() else " " for sign in value).strip().encode("utf-8", "replace")


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text[:80])
