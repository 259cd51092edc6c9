"""Unpacking answers: what was packed comes back, and nothing else does."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.crawl.fetch import unpacked
from tracuu.crawling import Reply
from tracuu.errors import InputError

URL = "http://tin.example/a"
PAGE = b"mot trang bao dai " * 20_000


def packed(body: bytes | Path | None, coding: str = "gzip") -> Reply:
    return Reply(URL, 200, {"content-encoding": coding} if coding else {}, body)


def in_halves(page: bytes) -> bytes:
    return gzip.compress(page[: len(page) // 2]) + gzip.compress(page[len(page) // 2 :])


WAYS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("", bytes),
    ("gzip", gzip.compress),
    ("gzip", in_halves),
    ("deflate", zlib.compress),
    ("deflate", lambda page: zlib.compress(page)[2:-4]),
]


@given(st.binary(max_size=5_000), st.sampled_from(WAYS), st.integers(1, 60))
def test_what_was_packed_comes_back(page: bytes, way: tuple[str, Callable[[bytes], bytes]], times: int) -> None:
    coding, pack = way
    assert unpacked(packed(pack(page * times), coding), 1_000_000) == page * times


@pytest.mark.parametrize(("coding", "pack"), WAYS)
def test_bodies_in_files_are_read_in_pieces(tmp_path: Path, coding: str, pack: Callable[[bytes], bytes]) -> None:
    """Also where a member of a gzip file ends in the middle of a piece."""
    path = tmp_path / "a.body"
    path.write_bytes(pack(PAGE))
    assert unpacked(packed(path, coding), len(PAGE)) == PAGE


def test_no_body_is_an_empty_page() -> None:
    assert unpacked(packed(None), 10) == b""


@pytest.mark.parametrize(("coding", "pack"), WAYS)
def test_the_limit_is_a_limit(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """A page as long as the limit is given, one byte more is refused, or cut where that was asked for."""
    reply = packed(pack(PAGE), coding)
    assert unpacked(reply, len(PAGE)) == PAGE
    with pytest.raises(InputError, match="more than 359,999 bytes"):
        unpacked(reply, len(PAGE) - 1)
    assert unpacked(reply, 1_000, cut=True) == PAGE[:1_000]


BROKEN = [
    ("gzip", b"<html>no gzip at all</html>"),
    ("gzip", gzip.compress(PAGE)[:-5]),  # the end is missing
    ("gzip", gzip.compress(PAGE)[:-8] + b"12345678"),  # the checksum is wrong
    ("gzip", gzip.compress(PAGE)[:500] + b"\0" * 500),
    ("deflate", b"\xff" * 100),
    ("gzip", gzip.compress(b"") * 1_000),  # members without end that hold nothing
    ("gzip", b"\x1f"),
]


@pytest.mark.parametrize(("coding", "body"), BROKEN)
def test_what_is_not_packed_as_it_says_is_refused(coding: str, body: bytes) -> None:
    """With `cut`, what can be read is given, which of such bytes may be anything."""
    with pytest.raises(InputError, match="not packed as it says"):
        unpacked(packed(body, coding), 1_000_000)
    assert len(unpacked(packed(body, coding), 1_000_000, cut=True)) <= 1_000_000


def test_a_packed_body_that_was_cut_is_read_up_to_there() -> None:
    page = b"".join(b"%d." % number for number in range(10_000))
    found = unpacked(packed(gzip.compress(page)[:5_000]), 1_000_000, cut=True)
    assert len(found) > 5_000
    assert page.startswith(found)


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "deflate,gzip", "\x1b[31m"])
def test_other_codings_are_refused(coding: str) -> None:
    """They were not asked for: gzip is what all servers speak, and its bombs are the smallest."""
    with pytest.raises(InputError) as refused:
        unpacked(packed(b"abc", coding), 1_000)
    assert str(refused.value).isprintable()
