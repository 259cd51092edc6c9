"""Office files into an archive: found by their words, told once, read once; lists of links go to the crawler."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tracuu
from tests.corpus.office.writing import At, docx, epub, lines, odt, p, pdf, xlsx
from tracuu.corpus.office import keeper
from tracuu.crawling import State, What
from tracuu.pipeline import Report, Told
from tracuu.records import Draft, Listed, Outcome, Rejected
from tracuu.session import Session

SENTENCE = "Bà con nông dân xã Tiên Mỹ trồng nghệ đen trên đồi, theo Nghị quyết số 35-NQ/TU của Tỉnh ủy Quảng Nam."
LINKS = ("https://baoquangnam.vn/tin-a-123456.html", "https://baoquangnam.vn/tin-b-123457.html")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Session]:
    with tracuu.open(tmp_path / "archive", create=True) as opened:
        yield opened
    keeper.process().end()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A press officer's folder: texts of each kind, a scan, what is broken, lists of links."""
    made = tmp_path / "folder"
    made.mkdir()
    first = "Trang đầu nói về con đường mới của huyện, và về những người làm nên nó."
    files = {
        "a.docx": docx(p(SENTENCE) + p("Bản Word.")),
        "b.odt": odt(f"<text:p>{SENTENCE}</text:p><text:p>Bản LibreOffice.</text:p>"),
        "c.pdf": pdf([lines([first]), [At(72, 700, SENTENCE[:60]), At(72, 686, SENTENCE[61:])]]),
        "d.epub": epub({"one.xhtml": f"<p>{SENTENCE}</p><p>Bản sách.</p>"}, "<dc:title>Sách</dc:title>"),
        "e.rtf": b"{\\rtf1 " + "".join(f"\\u{ord(sign)}?" for sign in SENTENCE + " RTF.").encode() + b"\\par}",
        "f scan.pdf": pdf([[]], pictures=[0]),
        "g broken.docx": docx(p(SENTENCE))[:-40],
        "h links.xlsx": xlsx([["Tin A", LINKS[0]], ["Tin B", LINKS[1]]]),
        "i links.docx": docx(p(f"Tin A: {LINKS[0]}") + p(f"Tin C: {LINKS[1]}")),
        "j rows.csv": f'Tiêu đề,Nội dung,Đường dẫn\nTin,"{SENTENCE}",https://example.vn/tin\n'.encode(),
    }
    for name, raw in files.items():
        (made / name).write_bytes(raw)
    return made


def add(archive: Session, folder: Path, **more: Any) -> tuple[Report, list[Told]]:
    told: list[Told] = []
    return archive.add(folder, tell=told.append, **more), told


def drafts(told: list[Told]) -> list[Draft]:
    return [one[1] for one in told if not isinstance(one, Listed | Rejected)]


def test_a_mixed_folder_goes_in(archive: Session, folder: Path) -> None:
    """What cannot be read has its line, and all else is found."""
    report, told = add(archive, folder)
    kept = drafts(told)
    assert [(Path(one.origin).name, one.extractor.partition("-")[0]) for one in kept] == [
        ("a.docx", "docx/1"), ("b.odt", "odt/1"), ("c.pdf", "pdf"), ("d.epub", "epub/1"), ("e.rtf", "rtf/1"),
        ("j rows.csv:2", "plain/1"),
    ]  # fmt: skip
    reasons = {Path(one.origin).name: one.reason for one in told if isinstance(one, Rejected)}
    assert reasons.keys() == {"f scan.pdf", "g broken.docx"}
    assert "needs OCR" in reasons["f scan.pdf"]
    assert (report.total(Outcome.REJECTED), report.scans) == (2, 1)
    assert archive.search("nghệ đen").total == 6
    assert {one.entity.number for one in archive.mentions()} == {"35"}


def test_a_hit_in_a_pdf_says_its_page(archive: Session, folder: Path) -> None:
    add(archive, folder / "c.pdf")
    (hit,) = archive.search("nghệ đen").hits
    assert hit.page == 2
    (hit,) = archive.search("con đường").hits
    assert hit.page == 1


def test_the_bytes_and_their_sum_are_kept(archive: Session, folder: Path) -> None:
    add(archive, folder / "c.pdf")
    version = archive.archive.version(1)
    raw = (folder / "c.pdf").read_bytes()
    assert archive.archive.raw(1) == raw
    assert (version.origin, version.extractor) == (str(folder / "c.pdf"), version.extractor)
    assert version.sha256 == hashlib.sha256(raw).hexdigest()


def test_what_is_held_is_not_read_again(archive: Session, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(archive, [folder / "a.docx", folder / "c.pdf"])  # type: ignore[arg-type]
    monkeypatch.setattr(keeper, "read", None)  # nothing may be read
    report, told = add(archive, [folder / "a.docx", folder / "c.pdf"])  # type: ignore[arg-type]
    assert report.total(Outcome.UNCHANGED) == 2
    assert [Path(one.origin).name for one in drafts(told)] == ["a.docx", "c.pdf"]


def test_what_is_stated_otherwise_is_another_version(archive: Session, folder: Path) -> None:
    """The same file with an address is not the same as without one."""
    add(archive, folder / "a.docx")
    report, _ = add(archive, folder / "a.docx", hints=tracuu.Hints(url="https://example.vn/a"))
    assert report.total(Outcome.ADDED) == 1


def test_lists_of_links_wait_for_the_crawler(archive: Session, folder: Path) -> None:
    report, told = add(archive, folder)
    lists = [one for one in told if isinstance(one, Listed)]
    assert [Path(one.origin).name for one in lists] == ["h links.xlsx", "i links.docx"]
    assert report.listed == 4
    frontier = archive.archive.frontier
    assert frontier.counts()[What.ARTICLE, State.WAITING] == 2
    assert [crawl.targets for crawl in frontier.crawls()] == [("-f h links.xlsx",), ("-f i links.docx",)]
    add(archive, folder)
    assert frontier.counts()[What.ARTICLE, State.WAITING] == 2
