"""Crawls: pages come out, what is cut or damaged is told, and no record is lost for another's fault."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zlib
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracuu.corpus.readers import read, streams
from tracuu.records import Capture, Hints, Listed, Rejected

NOW = "2025-03-14T08:00:00+00:00"
PAGE = "<html><body><p>Hội nghị tổng kết phong trào thi đua.</p></body></html>".encode()


def block(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(content: bytes, kind: str = "response", number: int = 1, **headers: str) -> bytes:
    """Write one record by hand, so that it can be wrong."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": f"https://example.vn/tin-{number}",
        "WARC-Date": "2025-01-07T02:30:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(content)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return head.encode() + b"\r\n" + content + b"\r\n\r\n"


def all_of(raw: bytes, tmp_path: Path, name: str = "crawl.warc") -> list[Capture | Rejected]:
    (tmp_path / name).write_bytes(raw)
    return [one for one in read([str(tmp_path / name)], Hints(), NOW) if not isinstance(one, Listed)]


def chunked(body: bytes, size: int = 7) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def brotli(body: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter

    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(body)
    return out.getvalue()


def digest(content: bytes, name: str = "sha1") -> str:
    return f"{name}:{base64.b32encode(hashlib.new(name, content).digest()).decode()}"


HTML = "text/html; charset=UTF-8"
GOOD = block(PAGE, Content_Type=HTML)
PACKED = gzip.compress(PAGE)

# What it is, the record, and what must come out: the page, words of the reason, or nothing at all.
RECORDS: list[tuple[str, bytes, bytes | str | None]] = [
    ("a page", record(GOOD), PAGE),
    ("a page by the older standard", record(GOOD).replace(b"WARC/1.1", b"WARC/1.0"), PAGE),
    ("address in brackets, as the older standard writes it",
     record(GOOD, WARC_Target_URI="<https://example.vn/tin-1>"), PAGE),
    ("plain text", record(block(PAGE, Content_Type="text/plain")), PAGE),
    ("XHTML", record(block(PAGE, Content_Type="application/xhtml+xml")), PAGE),
    ("no type, but a page", record(block(PAGE, Server="x")), PAGE),
    ("no headers at all", record(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE), PAGE),
    ("unix line ends", record(GOOD.replace(b"\r\n", b"\n")), PAGE),
    ("HTTP/2", record(GOOD.replace(b"HTTP/1.1 200 OK", b"HTTP/2 200")), PAGE),
    ("gzip", record(block(PACKED, Content_Type=HTML, Content_Encoding="gzip")), PAGE),
    ("gzip by its old name", record(block(PACKED, Content_Type=HTML, Content_Encoding="x-gzip")), PAGE),
    ("packed twice", record(block(gzip.compress(PACKED), Content_Type=HTML, Content_Encoding="gzip, gzip")), PAGE),
    ("deflate", record(block(zlib.compress(PAGE), Content_Type=HTML, Content_Encoding="deflate")), PAGE),
    ("deflate as some servers send it",
     record(block(bare_deflate(PAGE), Content_Type=HTML, Content_Encoding="deflate")), PAGE),
    ("brotli", record(block(brotli(PAGE), Content_Type=HTML, Content_Encoding="br")), PAGE),
    ("chunks", record(block(chunked(PAGE), Content_Type=HTML, Transfer_Encoding="chunked")), PAGE),
    ("chunks of gzip",
     record(block(chunked(PACKED), Content_Type=HTML, Transfer_Encoding="chunked", Content_Encoding="gzip")), PAGE),
    # Crawlers that keep the body unpacked and its headers as they were.
    ("said to be gzip and is not", record(block(PAGE, Content_Type=HTML, Content_Encoding="gzip")), PAGE),
    ("said to be brotli and is not", record(block(PAGE, Content_Type=HTML, Content_Encoding="br")), PAGE),
    ("said to be chunks and is not", record(block(PAGE, Content_Type=HTML, Transfer_Encoding="chunked")), PAGE),
    ("a resource", record(PAGE, "resource", Content_Type="text/html"), PAGE),
    ("text made of a page", record(PAGE, "conversion", Content_Type="text/plain"), PAGE),
    ("right digest", record(GOOD, WARC_Block_Digest=digest(GOOD)), PAGE),
    ("right digest, hexadecimal", record(GOOD, WARC_Block_Digest="sha256:" + hashlib.sha256(GOOD).hexdigest()), PAGE),
    ("digest of a kind that is not known", record(GOOD, WARC_Block_Digest="blake9:AAAA"), PAGE),
    # No articles, and nothing to say of them.
    ("a request", record(b"GET / HTTP/1.1\r\n\r\n", "request"), None),
    ("a revisit", record(block(b""), "revisit"), None),
    ("metadata", record(b"a: b\r\n", "metadata", Content_Type="application/warc-fields"), None),
    ("a picture", record(block(b"\xff\xd8\xff", Content_Type="image/jpeg")), None),
    ("robots.txt",
     record(block(b"Disallow:", Content_Type="text/plain"), WARC_Target_URI="https://example.vn/robots.txt"), None),
    ("a name looked up",
     record(b"20250101 192.0.2.1", WARC_Target_URI="dns:example.vn", Content_Type="text/dns"), None),
    # Pages that cannot be taken in.
    ("not found",
     record(block(PAGE, "404 Not Found", Content_Type=HTML)), "the server answered 404: https://example.vn/tin-1"),
    ("moved", record(block(b"", "301 Moved", Content_Type=HTML, Location="/b")), "the server answered 301"),
    ("wrong digest", record(GOOD, WARC_Block_Digest=digest(PAGE)), "damaged"),
    ("cut by the crawler", record(GOOD, WARC_Truncated="length"), "cut by the crawler"),
    ("an empty page", record(block(b" \n", Content_Type=HTML)), "empty"),
    ("gzip that was cut",
     record(block(PACKED[:-20], Content_Type=HTML, Content_Encoding="gzip")), "cut while it was fetched"),
    ("chunks that were cut",
     record(block(chunked(PAGE)[:30], Content_Type=HTML, Transfer_Encoding="chunked")), "cut while it was fetched"),
    ("no gzip and no text",
     record(block(b"\0\1\2\3", Content_Type=HTML, Content_Encoding="gzip")), "cannot be unpacked"),
    ("packed in a way of its own", record(block(PAGE, Content_Type=HTML, Content_Encoding="exi")), "is not read (exi)"),
    ("no length", record(GOOD, Content_Length=""), "damaged"),
    ("a length that is no number", record(GOOD, Content_Length="many"), "damaged"),
    ("a length that no computer can hold", record(GOOD, Content_Length="9" * 5000), "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "raw", "expected"), RECORDS, ids=[row[0] for row in RECORDS])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_record_is_read_or_told_and_its_neighbours_go_in(
    what: str, raw: bytes, expected: bytes | str | None, tmp_path: Path, *, packed: bool
) -> None:
    records = [record(GOOD, number=0), raw, record(GOOD, number=2)]
    whole = b"".join(gzip.compress(each) if packed else each for each in records)
    before, *found, after = all_of(whole, tmp_path, "crawl.warc.gz" if packed else "crawl.warc")
    for good in (before, after):
        assert isinstance(good, Capture)
        assert good.raw == PAGE
    if expected is None:
        assert found == []
    elif isinstance(expected, str):
        (refused,) = [item for item in found if isinstance(item, Rejected) and "no record" not in item.reason]
        assert expected in refused.reason, what
    else:
        (page,) = found
        assert isinstance(page, Capture), page
        assert (page.raw, page.hints.url) == (expected, "https://example.vn/tin-1")
        assert page.fetched_at == "2025-01-07T02:30:00Z"


def written_by_warcio(count: int, *, packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number in range(count):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(PAGE + b"<!-- %d -->" % number)
        made = writer.create_warc_record(f"https://example.vn/{number}", "response", payload=body, http_headers=headers)
        writer.write_record(made)
        made.raw_stream.close()  # a file of its own, which it leaves open
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_what_another_program_wrote_is_read(tmp_path: Path, *, packed: bool) -> None:
    found = all_of(written_by_warcio(5, packed=packed), tmp_path)
    assert [(item.hints.url, item.charset) for item in found if isinstance(item, Capture)] == [
        (f"https://example.vn/{number}", "utf-8") for number in range(5)
    ]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_file_cut_anywhere_gives_what_is_whole_and_tells_the_rest(tmp_path: Path, *, packed: bool) -> None:
    """Cut at each byte of the last record: the two before it come out, and the cut is never silent."""
    records = [record(GOOD, number=number) for number in range(3)]
    members = [gzip.compress(each) for each in records] if packed else records
    two, raw = len(members[0] + members[1]), b"".join(members)
    # The blank lines that end a plain record hold nothing of the page.
    for size in range(two + 1, len(raw) - (0 if packed else 4)):
        found = all_of(raw[:size], tmp_path)
        pages = [item for item in found if isinstance(item, Capture)]
        told = [item for item in found if isinstance(item, Rejected)]
        assert len(told) == 1, (size, found)
        assert len(pages) == 2 or (packed and len(pages) == 3), (size, found)


def test_damage_in_one_packed_record_costs_that_record_alone(tmp_path: Path) -> None:
    members = [gzip.compress(record(GOOD, number=number)) for number in range(4)]
    middle = bytearray(members[1])
    middle[40:60] = b"\xff" * 20
    found = all_of(b"".join([members[0], bytes(middle), *members[2:]]), tmp_path, "crawl.warc.gz")
    assert [type(item) for item in found] == [Capture, Rejected, Capture, Capture]


def test_a_whole_crawl_may_be_packed_as_one(tmp_path: Path) -> None:
    raw = b"".join(record(GOOD, number=number) for number in range(3))
    assert len(all_of(gzip.compress(raw), tmp_path, "crawl.warc.gz")) == 3


def test_bytes_between_records_are_passed_over(tmp_path: Path) -> None:
    found = all_of(record(GOOD) + b"\x00\x01 junk\r\n" * 3 + record(GOOD, number=2), tmp_path)
    assert [type(item) for item in found] == [Capture, Capture]


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_page_that_unpacks_without_end_is_refused(coding: str, tmp_path: Path) -> None:
    zeros = bytes(2 * streams.LARGEST_ARTICLE)
    body = gzip.compress(zeros, 1) if coding == "gzip" else brotli(zeros)
    raw = record(block(body, Content_Type=HTML, Content_Encoding=coding)) + record(GOOD, number=2)
    bomb, after = all_of(raw, tmp_path)
    assert isinstance(bomb, Rejected)
    assert "larger than 50 MB" in bomb.reason
    assert isinstance(after, Capture)


def test_a_film_in_a_crawl_is_passed_over_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    monkeypatch.setattr(streams, "LARGEST_ARTICLE", 100_000)
    film = record(block(bytes(20_000_000), Content_Type="video/mp4"))
    (tmp_path / "crawl.warc").write_bytes(film + record(block(bytes(20_000_000), Content_Type=HTML)) + record(GOOD))
    del film
    tracemalloc.start()
    large, page = read([str(tmp_path / "crawl.warc")], Hints(), NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(large, Rejected)
    assert isinstance(page, Capture)
    assert peak < 3_000_000
