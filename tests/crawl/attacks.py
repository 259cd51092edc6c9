"""What hostile and broken servers send: each attack by its name, with the fault that it must end in.

All are deadly to a client that trusts: without end, without measure, or against the protocol. Shared by the test of
their outcome and the test of the memory that they take.
"""

from __future__ import annotations

import gzip
import socket
import struct
import zlib
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from tests.crawl.servers import Talk

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


class Attack(NamedTuple):
    """What a server does, and what the reply must tell: its fault, its status, and whether asking again helps."""

    does: Callable[[Talk], None]
    fault: str
    status: int
    lasting: bool
    host_down: bool = False


def sends(*pieces: bytes) -> Callable[[Talk], None]:
    return lambda talk: talk.send(*pieces)


def then_floods(first: bytes, piece: bytes) -> Callable[[Talk], None]:
    def does(talk: Talk) -> None:
        talk.send(first)
        talk.flood(piece)

    return does


def then_drips(first: bytes, piece: bytes = b"a") -> Callable[[Talk], None]:
    def does(talk: Talk) -> None:
        talk.send(first)
        talk.drip(piece)

    return does


def then_resets(first: bytes) -> Callable[[Talk], None]:
    def does(talk: Talk) -> None:
        talk.send(first)
        talk.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        talk.connection.close()

    return does


def packed_as(coding: bytes) -> Callable[[Talk], None]:
    return then_floods(HEAD + b"Content-Encoding: " + coding + b"\r\n\r\n", b"\x1b" * 65_536)


SLOW, LONG, BROKEN = "crawl_net.fault_slow", "crawl_net.fault_long", "crawl_net.fault_broken"
CUT, SILENT, CODING = "crawl_net.fault_cut", "crawl_net.fault_silent", "crawl_net.fault_coding"

ATTACKS: dict[str, Attack] = {
    # Without end in time: each byte comes soon enough for a timeout of reads.
    "nothing": Attack(Talk.wait, SLOW, 0, lasting=False, host_down=True),
    "status-drips": Attack(then_drips(b"HTTP/1.1 200 O"), SLOW, 0, lasting=False, host_down=True),
    "head-drips": Attack(then_drips(HEAD, b"X-A: b\r\n"), SLOW, 0, lasting=False, host_down=True),
    "body-drips": Attack(then_drips(HEAD + b"\r\n"), SLOW, 200, lasting=False),
    "chunks-drip": Attack(then_drips(CHUNKED, b"1\r\na\r\n"), SLOW, 200, lasting=False),
    "promise-not-kept": Attack(then_drips(HEAD + b"Content-Length: 1000\r\n\r\nabc", b""), SLOW, 200, lasting=False),
    # Without end in bytes.
    "body-flood": Attack(then_floods(HEAD + b"\r\n", b"a" * 65_536), LONG, 200, lasting=True),
    "chunk-flood": Attack(then_floods(CHUNKED, b"10000\r\n" + b"a" * 65_536 + b"\r\n"), LONG, 200, lasting=True),
    "one-huge-chunk": Attack(then_floods(CHUNKED + b"ffffffffffffff\r\n", b"a" * 65_536), LONG, 200, lasting=True),
    "long-by-its-own-word": Attack(sends(HEAD, b"Content-Length: 999999999999\r\n\r\n"), LONG, 200, lasting=True),
    "length-of-digits": Attack(sends(HEAD, b"Content-Length: ", b"9" * 5_000, b"\r\n\r\n"), BROKEN, 0, lasting=False),
    "one-header-flood": Attack(then_floods(HEAD + b"X-A: ", b"a" * 65_536), BROKEN, 0, lasting=False),
    "headers-flood": Attack(then_floods(HEAD, b"X-A: b\r\n" * 8_000), BROKEN, 0, lasting=False),
    "status-flood": Attack(then_floods(b"HTTP/1.1 200 ", b"O" * 65_536), BROKEN, 0, lasting=False),
    "continue-flood": Attack(then_floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000), LONG, 0, lasting=True),
    "hints-flood": Attack(
        then_floods(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1_000), LONG, 0, lasting=True
    ),
    "trailer-flood": Attack(
        then_floods(CHUNKED + b"1\r\na\r\n0\r\n", b"X-A: b\r\n" * 8_000), BROKEN, 200, lasting=False
    ),
    "extension-flood": Attack(then_floods(CHUNKED + b"1;", b"a" * 65_536), BROKEN, 200, lasting=False),
    "crumbs": Attack(then_floods(CHUNKED, b"1\r\na\r\n" * 10_000), "crawl_net.fault_crumbs", 200, lasting=True),
    # Packed in a way that was not asked for: not a byte of it is read.
    "brotli": Attack(packed_as(b"br"), CODING, 200, lasting=True),
    "zstd": Attack(packed_as(b"zstd"), CODING, 200, lasting=True),
    "gzip-twice": Attack(packed_as(b"gzip, gzip"), CODING, 200, lasting=True),
    "gzip-and-brotli": Attack(packed_as(b"br\r\nContent-Encoding: gzip"), CODING, 200, lasting=True),
    "unknown-coding": Attack(packed_as(b"\x1b]0;title\x07"), CODING, 200, lasting=True),
    # Against the protocol.
    "closes": Attack(sends(), SILENT, 0, lasting=False, host_down=True),
    "resets": Attack(then_resets(b""), SILENT, 0, lasting=False, host_down=True),
    "closes-in-head": Attack(sends(HEAD), BROKEN, 0, lasting=False),
    "closes-in-body": Attack(sends(HEAD, b"Content-Length: 1000\r\n\r\nabc"), CUT, 200, lasting=False),
    "closes-in-chunk": Attack(sends(CHUNKED, b"ff\r\nabc"), CUT, 200, lasting=False),
    "resets-in-body": Attack(then_resets(HEAD + b"Content-Length: 1000\r\n\r\nabc"), CUT, 200, lasting=False),
    "no-http": Attack(sends(b"<html>I speak no HTTP</html>\r\n\r\n"), BROKEN, 0, lasting=False),
    "tls-alert": Attack(sends(b"\x15\x03\x01\x00\x02\x02\x46"), BROKEN, 0, lasting=False),
    "status-of-letters": Attack(sends(b"HTTP/1.1 abc OK\r\n\r\n"), BROKEN, 0, lasting=False),
    "escapes": Attack(sends(b"HTTP/1.1 200 OK\r\n\x1b[2J: \x1b[31m\r\n\r\n"), BROKEN, 0, lasting=False),
    "nul-in-header": Attack(sends(HEAD, b"X-A: a\x00b\r\n\r\n"), BROKEN, 0, lasting=False),
    "negative-length": Attack(sends(HEAD, b"Content-Length: -1\r\n\r\n"), BROKEN, 0, lasting=False),
    "two-lengths": Attack(sends(HEAD, b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), BROKEN, 0, lasting=False),
    "bad-chunk": Attack(sends(CHUNKED, b"xyz\r\nabc\r\n"), BROKEN, 200, lasting=False),
    "unknown-transfer": Attack(sends(HEAD, b"Transfer-Encoding: gzip\r\n\r\n"), BROKEN, 0, lasting=False),
    "switches": Attack(
        then_floods(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: a\r\nConnection: upgrade\r\n\r\n", b"a" * 65_536),
        BROKEN, 0, lasting=False,
    ),
    "not-changed-unasked": Attack(
        sends(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "crawl_net.fault_unasked", 304, lasting=False
    ),
}  # fmt: skip


def act(talk: Talk) -> None:
    """Do to whoever asks for `/NAME` what that attack does."""
    ATTACKS[talk.target.strip("/")].does(talk)


@cache
def zeros_packed(megabytes: int) -> bytes:
    """Pack so many megabytes of zeros, a thousand times smaller."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    piece = bytes(1_000_000)
    return b"".join([packer.compress(piece) for _ in range(megabytes)]) + packer.flush()


def bomb(talk: Talk) -> None:
    """Send some hundred kilobytes that unpack to 60 MB; as `/twice`, a thousand bytes that hold such a bomb."""
    body = zeros_packed(60)
    talk.page(gzip.compress(body) if talk.target == "/twice" else body, Content_Encoding="gzip")
