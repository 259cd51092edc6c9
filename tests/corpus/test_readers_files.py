"""Files, folders and stdin: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from tracuu.corpus.readers import read, streams
from tracuu.errors import UsageError
from tracuu.records import Capture, Hints, Listed, Rejected

NOW = "2025-03-14T08:00:00+00:00"
PAGE = b"<!doctype html><html><body><p>A page.</p></body></html>"
MARKED = b"\xef\xbb\xbf\r\n<!-- made by hand -->\n<HTML lang=vi>"
ROW = b'{"text": "A row."}\n'

# What a file is called, what is in it, and what must come out: (media type, raw), or words of the reason.
TRAP = b"PK\x03\x04" + bytes(22) + b"\x08\0\0\0word/a.x" + b"xl/workbook.xml application/epub+zip"
EPUB = b"PK\x03\x04" + bytes(22) + b"\x08\0\0\0mimetypeapplication/epub+zip"
FILES: list[tuple[str, bytes, tuple[str, bytes] | str]] = [
    ("plain.txt", b"An article.", ("text/plain", b"An article.")),
    ("LOUD.TXT", b"An article.", ("text/plain", b"An article.")),
    ("notes.md", b"# An article", ("text/plain", b"# An article")),
    ("page.html", PAGE, ("text/html", PAGE)),
    ("page.htm", b"words without any tag", ("text/html", b"words without any tag")),
    # The name says text, the bytes say page: a page's source that was saved as text.
    ("source.txt", PAGE, ("text/html", PAGE)),
    # No suffix, or one that says nothing of articles: the bytes decide.
    ("bai-viet-123", PAGE, ("text/html", PAGE)),
    ("bai-viet", b"Only words.", ("text/plain", b"Only words.")),
    ("index.php", MARKED, ("text/html", MARKED)),
    ("utf16.php", PAGE.decode().encode("utf-16"), ("text/html", PAGE.decode().encode("utf-16"))),
    ("export", ROW, ("text/plain", b"A row.")),
    ("feed.xml", b"<?xml version='1.0'?><rss><item/></rss>", "not a type that is read"),
    ("style.css", b"body { color: red }", "not a type that is read"),
    # Packed: by what is inside.
    ("plain.txt.gz", gzip.compress(b"An article."), ("text/plain", b"An article.")),
    ("page.html.gz", gzip.compress(PAGE), ("text/html", PAGE)),
    ("rows.jsonl.gz", gzip.compress(ROW), ("text/plain", b"A row.")),
    ("called-otherwise.html", gzip.compress(PAGE), ("text/html", PAGE)),
    ("two-members.txt.gz", gzip.compress(b"An ") + gzip.compress(b"article."), ("text/plain", b"An article.")),
    ("padded.txt.gz", gzip.compress(b"An article.") + b"\0" * 512, ("text/plain", b"An article.")),
    ("cut.txt.gz", gzip.compress(b"An article." * 50)[:-12], "the gzip data end too early"),
    ("cut-at-once.txt.gz", gzip.compress(b"An article.")[:12], "the gzip data end too early"),
    ("damaged.txt.gz", gzip.compress(os.urandom(500))[:200] + b"\xff" * 400, "gzip data"),
    ("twice.txt.gz", gzip.compress(gzip.compress(b"An article.")), "packed folder"),
    # No articles, and what to do instead.
    ("empty.txt", b"", "empty"),
    ("blank.html", b" \r\n\r\n", "empty"),
    ("empty.txt.gz", gzip.compress(b""), "empty"),
    # office files are handed over whole, whatever their names say, and read later
    ("report.pdf", b"%PDF-1.7 ...", ("application/pdf", b"%PDF-1.7 ...")),
    ("report.txt", b"%PDF-1.7 ...", ("application/pdf", b"%PDF-1.7 ...")),
    ("letter.doc", b"{\\rtf1 words}", ("application/rtf", b"{\\rtf1 words}")),
    ("letter.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("book.zip", EPUB, ("application/epub+zip", EPUB)),
    # told by the names of parts, not by what happens to stand in them
    ("trap.zip", TRAP, ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", TRAP)),
    ("page.doc", b"<html><p>words</p></html>", ("text/html", b"<html><p>words</p></html>")),
    ("plain.rtf", b"words", ("text/plain", b"words")),
    ("letter.docx", b"half a download", "its bytes do not"),
    ("report.PDF", b"<!DOCTYPE html><html>404</html>", ("text/html", b"<!DOCTYPE html><html>404</html>")),
    ("slides.pptx", b"PK\x03\x04...", "not a kind of office file"),
    ("table.csv", b"id,text\n1,words\n", ("text/plain", b"words")),
    ("table.xls", b"\x09\x08\x10\x00", "not a kind of table"),
    ("photo.jpg", b"\xff\xd8\xff\xe0", "an image"),
    ("photo.txt", b"\x89PNG\r\n\x1a\n", "an image"),
    ("pages.zip", b"PK\x03\x04...", "unpack it"),
    ("ours.tracuu", b"PK\x03\x04...", "tracuu merge"),
]  # fmt: skip


def all_of(paths: Sequence[Path | str], hints: Hints | None = None) -> list[Capture | Rejected]:
    return [one for one in read([str(path) for path in paths], hints or Hints(), NOW) if not isinstance(one, Listed)]


def origins(found: Sequence[Capture | Rejected], root: Path) -> list[str]:
    return [Path(item.origin).relative_to(root).as_posix() for item in found]


def only(found: Sequence[Capture | Rejected]) -> Capture | Rejected:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("name", "raw", "expected"), FILES, ids=[row[0] for row in FILES])
def test_a_file_is_read_or_the_reason_said(
    name: str, raw: bytes, expected: tuple[str, bytes] | str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(raw)
    found = only(all_of([tmp_path]))
    if isinstance(expected, str):
        assert isinstance(found, Rejected)
        assert expected in found.reason
        assert "\n" not in found.reason
    else:
        assert isinstance(found, Capture)
        assert (found.media_type, found.raw) == expected
        assert found.fetched_at == NOW
    assert found.origin.startswith(str(tmp_path / name))


def test_a_file_that_the_user_names_is_taken_for_text(tmp_path: Path) -> None:
    """In a folder a .log is not an article; named alone, it is what the user means."""
    (tmp_path / "speech.log").write_bytes(b"A speech.")
    assert isinstance(only(all_of([tmp_path])), Rejected)
    assert isinstance(only(all_of([tmp_path / "speech.log"])), Capture)


def test_folders_are_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    for name in ("z.txt", "a.txt", "b/2.txt", "b/deep/x.txt", "b/1.txt", ".hidden.txt", "b/Thumbs.db", "b/._1.txt"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert origins(all_of([tmp_path]), tmp_path) == ["a.txt", "b/1.txt", "b/2.txt", "b/deep/x.txt", "z.txt"]


def test_archives_of_our_own_are_not_read(tmp_path: Path) -> None:
    for folder in (".tracuu", "my-archive"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.txt").write_text("words", encoding="utf-8")
    (tmp_path / "my-archive" / "archive.sqlite").write_bytes(b"")
    assert all_of([tmp_path]) == []
    with pytest.raises(UsageError, match="archive of tracuu itself"):
        read([str(tmp_path / "my-archive")], Hints(), NOW)


def test_a_saved_page_is_one_article(tmp_path: Path) -> None:
    """The frames and scripts that a browser puts beside a page are part of it, in each browser's language."""
    for page, folder in (("tin.html", "tin_files"), ("sak.htm", "sak-filer"), ("nota.html", "nota_archivos")):
        (tmp_path / page).write_bytes(PAGE)
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_bytes(PAGE)
    (tmp_path / "alone_files").mkdir()  # belongs to no page
    (tmp_path / "alone_files" / "article.html").write_bytes(PAGE)
    read_from = ["alone_files/article.html", "nota.html", "sak.htm", "tin.html"]
    assert origins(all_of([tmp_path]), tmp_path) == read_from
    named = sorted(tmp_path.iterdir())  # what a shell makes of *
    assert origins(all_of(named), tmp_path) == read_from


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (b"<!-- saved from url=(0026)https://example.vn/tin-a-1 -->\n", "https://example.vn/tin-a-1"),
        (b"<!DOCTYPE html>\n<!-- saved from url=(0024)https://example.vn/tin-a -->", "https://example.vn/tin-a"),
        (b"<!-- saved from url=(0014)about:internet -->", None),
        (b"<html><!--\n Page saved with SingleFile \n url: https://example.vn/tin-b \n saved date: Mon -->", "https://example.vn/tin-b"),
        (b"", None),
    ],
)  # fmt: skip
def test_the_address_that_a_browser_wrote_down(head: bytes, url: str | None, tmp_path: Path) -> None:
    (tmp_path / "tin.html").write_bytes(head + PAGE)
    found = only(all_of([tmp_path]))
    assert isinstance(found, Capture)
    assert found.hints.url == url


def test_what_the_user_states_outranks_the_file(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"text": "x", "lang": "en", "title": "A", "paper": 1}\n', encoding="utf-8")
    found = only(all_of([tmp_path], Hints(lang="vi", site="baoquangnam.vn", extra={"batch": 2})))
    assert isinstance(found, Capture)
    assert found.hints == Hints(lang="vi", title="A", site="baoquangnam.vn", extra={"paper": 1, "batch": 2})


def test_a_path_that_is_not_there_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    for wrong in ("no-such.txt", "bad\0name", "x" * 5000):
        with pytest.raises(UsageError, match="no such file"):
            read([str(tmp_path / "a.txt"), str(tmp_path / wrong)], Hints(), NOW)


@pytest.mark.parametrize("typed", ["https://baoquangnam.vn/", "HTTP://baoquangnam.vn/a.html"])
def test_an_address_is_for_the_crawler(typed: str) -> None:
    with pytest.raises(UsageError, match=f"tracuu crawl {typed}"):
        read([typed], Hints(), NOW)


def links_work(tmp_path: Path) -> bool:
    try:
        (tmp_path / "probe").symlink_to(tmp_path)
    except OSError:
        return False
    (tmp_path / "probe").unlink()
    return True


def test_links_that_lead_round_in_a_circle_are_survived(tmp_path: Path) -> None:
    if not links_work(tmp_path):
        pytest.skip("this system makes no links")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("words", encoding="utf-8")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "broken").symlink_to("nowhere")
    found = all_of([tmp_path])
    assert origins(found, tmp_path) == ["a/x.txt", "broken", "self"]
    assert [isinstance(item, Rejected) for item in found] == [False, True, True]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "secret.txt").write_text("words", encoding="utf-8")
    (tmp_path / "z.txt").write_text("words", encoding="utf-8")
    (tmp_path / "closed").chmod(0)
    (tmp_path / "secret.txt").chmod(0)
    found = all_of([tmp_path])
    (tmp_path / "closed").chmod(0o700)
    assert [isinstance(item, Rejected) for item in found] == [True, True, False]


def test_what_vanishes_while_reading_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b/1.txt", "c.txt", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words", encoding="utf-8")
    reading = read([str(tmp_path)], Hints(), NOW)
    assert isinstance(next(reading), Capture)
    (tmp_path / "b" / "1.txt").unlink()
    (tmp_path / "b").rmdir()
    (tmp_path / "c.txt").unlink()
    assert [type(item) for item in reading] == [Rejected, Rejected, Capture]


def test_reading_can_be_stopped_at_any_moment(tmp_path: Path) -> None:
    """Nothing is opened that is not asked for, and closing lets go of what is open."""
    (tmp_path / "a.jsonl").write_bytes(ROW * 3)
    (tmp_path / "b.txt").write_bytes(b"words")
    reading = read([str(tmp_path)], Hints(), NOW)
    assert isinstance(reading, Generator)
    next(reading)
    reading.close()
    (tmp_path / "a.jsonl").unlink()  # on Windows this fails while the file is open


class Pipe(io.RawIOBase):
    """Standard input as a pipe gives it: a few bytes at a time."""

    def __init__(self, raw: bytes) -> None:
        self._raw = io.BytesIO(raw)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        return self._raw.readinto(memoryview(buffer)[:7])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "media_types"),
    [
        (b"Only words.", ["text/plain"]),
        (PAGE, ["text/html"]),
        (ROW * 2, ["text/plain", "text/plain"]),
        (b'[{"text": "a"},\n {"html": "<p>b"}]', ["text/plain", "text/html"]),
        (b"[ad_1]\nAn article that begins with a marker.", ["text/plain"]),
        (gzip.compress(ROW), ["text/plain"]),
        (b"", ["rejected"]),
        (b"%PDF-1.4", ["application/pdf"]),
    ],
)
def test_stdin_is_what_its_bytes_are(raw: bytes, media_types: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(raw))))
    found = all_of(["-"])
    assert [item.media_type if isinstance(item, Capture) else "rejected" for item in found] == media_types
    assert all(item.origin.startswith("-") for item in found)


def test_stdin_can_be_named_once() -> None:
    with pytest.raises(UsageError, match="only once"):
        read(["-", "-"], Hints(), NOW)


def test_an_article_may_be_large_and_not_larger(tmp_path: Path) -> None:
    for name, size in (("a.txt", streams.LARGEST_ARTICLE), ("b.txt", streams.LARGEST_ARTICLE + 1)):
        with (tmp_path / name).open("wb") as file:
            file.write(b"word ")
            file.truncate(size)
    (tmp_path / "c.txt").write_bytes(b"words")
    taken, refused, after = all_of([tmp_path])
    assert isinstance(taken, Capture)
    assert len(taken.raw) == streams.LARGEST_ARTICLE
    assert isinstance(refused, Rejected)
    assert "larger than 50 MB" in refused.reason
    assert isinstance(after, Capture)


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.html.gz", "bomb.jsonl.gz", "bomb.json.gz", "bomb.warc.gz"])
def test_a_decompression_bomb_is_refused_in_little_memory(name: str, tmp_path: Path) -> None:
    import tracemalloc

    with gzip.open(tmp_path / name, "wb", compresslevel=1) as file:
        for _ in range(200):
            file.write(bytes(1_000_000))
    tracemalloc.start()
    found = only(all_of([tmp_path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Rejected)
    assert "bomb" in found.reason or "larger than" in found.reason
    assert peak < 4 * streams.LARGEST_ARTICLE
