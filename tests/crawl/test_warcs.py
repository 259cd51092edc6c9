"""What servers sent, kept in files that others read: warcio reads every answer, our own reader the articles."""

from __future__ import annotations

import gzip
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from tracuu.corpus.readers import read
from tracuu.crawl.warcs import WarcFolder
from tracuu.crawling import Reply
from tracuu.records import Capture, Hints

PAGE = "<html><body><p>Bắp nếp tím ở thôn Trà Nô bán được giá.</p></body></html>".encode()
HEADERS = {"content-type": "text/html; charset=utf-8", "content-encoding": "gzip", "transfer-encoding": "chunked"}


def reply(url: str, body: bytes | Path) -> Reply:
    return Reply(url, 200, HEADERS, body, size=1, moment=1_700_000_000)


def test_another_reader_finds_every_answer_as_it_was_sent(tmp_path: Path) -> None:
    folder = WarcFolder(tmp_path, "tracuu/test")
    folder.keep([reply("https://baomau.example/mot", gzip.compress(PAGE))])
    folder.keep([reply("https://baomau.example/hai", gzip.compress(PAGE))])
    folder.close()
    (file,) = tmp_path.glob("*.warc.gz")
    with file.open("rb") as stream:
        found = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(stream)
        ]
    assert [one[0] for one in found] == ["warcinfo", "response", "response"]
    assert found[1:] == [
        ("response", "https://baomau.example/mot", PAGE),
        ("response", "https://baomau.example/hai", PAGE),
    ]


def test_our_reader_gives_the_page_its_address_and_its_moment(tmp_path: Path) -> None:
    body = tmp_path / "body"  # what was large waits in a file
    body.write_bytes(gzip.compress(PAGE))
    folder = WarcFolder(tmp_path / "warc", "tracuu/test")
    folder.keep([reply("https://baomau.example/mot", body)])
    folder.close()
    (capture,) = read([str(tmp_path / "warc")], Hints(), "2026-01-01T00:00:00+00:00")
    assert isinstance(capture, Capture)
    assert (capture.raw, capture.hints.url) == (PAGE, "https://baomau.example/mot")
    assert capture.fetched_at == "2023-11-14T22:13:20Z"


def test_nothing_sent_makes_no_file(tmp_path: Path) -> None:
    folder = WarcFolder(tmp_path, "tracuu/test")
    folder.keep([])
    folder.close()
    assert not list(tmp_path.iterdir())
