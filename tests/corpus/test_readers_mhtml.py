"""Pages saved as one file: the page is found among its pictures, with its address and its day."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from tracuu.corpus.decode import decode
from tracuu.corpus.readers import read
from tracuu.records import Capture, Hints, Rejected

NOW = "2025-03-14T08:00:00+00:00"
PAGE = "<html><head><title>Tin</title></head><body><p>Hội nghị tổng kết, dấu = và dấu chấm.</p></body></html>"
PICTURE = "--X\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n/9j/4AAQSkZJRg==\r\n\r\n"

TOP = """From: <Saved by Blink>
Snapshot-Content-Location: https://baoquangnam.vn/tin-a-1.html
Subject: =?utf-8?Q?Tin?=
Date: Tue, 7 Jan 2025 09:30:00 +0700
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="X"


""".replace("\n", "\r\n")


def part(body: bytes, how: str, charset: str = "utf-8", location: str = "") -> bytes:
    head = f'--X\r\nContent-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: {how}\r\n'
    return (head + (f"Content-Location: {location}\r\n" if location else "") + "\r\n").encode() + body + b"\r\n"


OLD_TOP = TOP.replace("Snapshot-Content-Location", "X-Old").encode()
ALTERNATIVE = (
    b'--X\r\nContent-Type: multipart/alternative; boundary="Y"\r\n\r\n--Y\r\nContent-Type: text/plain\r\n\r\nTin\r\n'
)
WITHOUT_PARTS = TOP.split("Content-Type")[0].encode() + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
QUOTED = quopri.encodestring(PAGE.encode())
BASE64 = base64.encodebytes(PAGE.encode())
UTF16 = base64.encodebytes(PAGE.encode("utf-16"))

# What it is, the file, the address that must be found.
PAGES = [
    ("as Chrome saves it", TOP.encode() + part(QUOTED, "quoted-printable") + PICTURE.encode() + b"--X--\r\n",
     "https://baoquangnam.vn/tin-a-1.html"),
    ("base64", TOP.encode() + part(BASE64, "base64") + b"--X--\r\n", "https://baoquangnam.vn/tin-a-1.html"),
    ("as it is", TOP.encode() + part(PAGE.encode(), "8bit") + b"--X--\r\n", "https://baoquangnam.vn/tin-a-1.html"),
    ("UTF-16 in base64", TOP.encode() + part(UTF16, "base64", "utf-16") + b"--X--\r\n", "https://baoquangnam.vn/tin-a-1.html"),
    ("picture first", TOP.encode() + PICTURE.encode() + part(QUOTED, "quoted-printable") + b"--X--\r\n",
     "https://baoquangnam.vn/tin-a-1.html"),
    ("address on the part, as Internet Explorer did",
     OLD_TOP + part(QUOTED, "quoted-printable", location="https://example.vn/b") + b"--X--\r\n",
     "https://example.vn/b"),
    ("no address",
     OLD_TOP + part(QUOTED, "quoted-printable", location="cid:1") + b"--X--\r\n",
     None),
    ("unix line ends", (TOP.encode() + part(QUOTED, "quoted-printable") + b"--X--\r\n").replace(b"\r\n", b"\n"),
     "https://baoquangnam.vn/tin-a-1.html"),
    ("parts within a part",
     TOP.encode() + ALTERNATIVE
     + part(QUOTED, "quoted-printable").replace(b"--X", b"--Y") + b"--Y--\r\n--X--\r\n",
     "https://baoquangnam.vn/tin-a-1.html"),
    ("no parts", WITHOUT_PARTS + PAGE.encode(),
     "https://baoquangnam.vn/tin-a-1.html"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "raw", "url"), PAGES, ids=[row[0] for row in PAGES])
@pytest.mark.parametrize("name", ["tin.mhtml", "tin.mht", "tin.htm", "tin"])
def test_the_page_is_found(what: str, raw: bytes, url: str | None, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    (found,) = read([str(tmp_path)], Hints(), NOW)
    assert isinstance(found, Capture), (what, found)
    assert decode(found.raw, found.charset, found.media_type).text.rstrip() == PAGE
    assert (found.media_type, found.hints.url, found.fetched_at) == ("text/html", url, "2025-01-07T02:30:00Z")


def test_a_page_in_another_charset_keeps_its_bytes_and_says_which(tmp_path: Path) -> None:
    page = PAGE.replace("Hội nghị tổng kết, dấu = và dấu chấm.", "Café")
    raw = (
        TOP.encode()
        + part(quopri.encodestring(page.encode("latin-1")), "quoted-printable", "iso-8859-1")
        + b"--X--\r\n"
    )
    (tmp_path / "tin.mhtml").write_bytes(raw)
    (found,) = read([str(tmp_path)], Hints(), NOW)
    assert isinstance(found, Capture)
    assert found.charset == "iso-8859-1"
    assert "Café" in decode(found.raw, found.charset, found.media_type).text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (TOP.encode() + part(QUOTED, "quoted-printable")[:-90], "was cut"),
        (TOP.encode() + PICTURE.encode() + b"--X--\r\n", "none of its parts is HTML"),
        (TOP.encode(), "none of its parts is HTML"),
        (TOP.encode() + part(b"a", "base64") + b"--X--\r\n", "damaged"),
        (TOP.encode() + part(b"  ", "8bit") + b"--X--\r\n", "empty"),
        (TOP.replace('boundary="X"', "x=y").encode() + part(QUOTED, "quoted-printable"), "damaged"),
    ],
)
def test_what_holds_no_whole_page_is_refused_with_the_reason(raw: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "tin.mhtml").write_bytes(raw)
    (found,) = read([str(tmp_path)], Hints(), NOW)
    assert isinstance(found, Rejected)
    assert reason in found.reason


def test_pictures_are_never_held(tmp_path: Path) -> None:
    import tracemalloc

    with (tmp_path / "tin.mhtml").open("wb") as file:
        file.write(TOP.encode() + PICTURE.encode())
        for _ in range(60_000):
            file.write(b"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgG\r\n")
        file.write(part(QUOTED, "quoted-printable") + b"--X--\r\n")
    tracemalloc.start()
    (found,) = read([str(tmp_path)], Hints(), NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Capture)
    assert peak < 1_000_000
