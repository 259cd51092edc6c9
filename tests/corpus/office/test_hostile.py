"""Files that are broken or meant to do harm: one clear line each, and the next file is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.corpus.office.writing import W, docx, epub, lines, odt, p, pdf, xlsx, zipped
from tracuu.corpus.office import epub as book
from tracuu.corpus.office import keeper, kinds, package
from tracuu.corpus.office.document import Document
from tracuu.corpus.office.kinds import DOC, DOCX, EPUB, ODT, PDF, RTF, XLSX, Wish
from tracuu.errors import InputError

LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '">]>'
    f"<w:document {W}><w:body>{p('&c;')}</w:body></w:document>"
)
STOLEN = (
    f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document {W}><w:body>{p("&x;")}</w:body></w:document>'
)
DEEP = f"<w:document {W}><w:body>" + "<w:sdt>" * 5_000
BOMB = f"<w:document {W}><w:body>" + " " * 40_000_000
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le")


@pytest.fixture(autouse=True, scope="module")
def _ended() -> Iterator[None]:
    yield
    keeper.process().end()


@pytest.mark.parametrize(
    ("raw", "media_type", "said"),
    [
        (zipped({"word/document.xml": LAUGHS}), DOCX, "declares entities"),
        (zipped({"word/document.xml": STOLEN}), DOCX, "declares entities"),
        (zipped({"word/document.xml": DEEP}), DOCX, "cannot be read"),
        (zipped({"word/document.xml": BOMB}), DOCX, "decompression bomb"),
        (zipped({"word/document.xml": b"\x00\x01"}), DOCX, "cannot be read"),
        (zipped({f"word/{n}.xml": "" for n in range(package.MOST_PARTS + 1)}), DOCX, "parts are packed"),
        (zipped({"no/word.xml": "<x/>"}), DOCX, "damaged"),
        (docx(p("Text."))[:-30], DOCX, "damaged"),
        (LOCKED, DOC, "password"),
        (WORKBOOK, DOC, "no Word text"),
        (odt("", manifest="<x><encryption-data/></x>"), ODT, "password"),
        (b"{\\rtf1" + b"{" * 50_000, RTF, "nested"),
        (epub({}, more={"META-INF/rights.xml": "<r/>"}), EPUB, "DRM"),
        (zipped({"mimetype": "application/epub+zip"}), EPUB, "list of chapters"),
        (b"%PDF-1.4 and no more", PDF, "damaged"),
        (zipped({"xl/worksheets/sheet1.xml": LAUGHS}), XLSX, "declares entities"),
    ],
    ids=[
        "billion laughs", "file of this machine", "nested", "bomb", "no XML", "parts", "another zip", "cut", "locked",
        "workbook", "locked odt", "nested rtf", "DRM", "no book", "no PDF", "laughing table",
    ],
)  # fmt: skip
def test_one_line_says_what_is_wrong(raw: bytes, media_type: str, said: str) -> None:
    """In the process that reads, and the process stays usable."""
    with pytest.raises(InputError, match=said) as error:
        keeper.read(raw, Wish(media_type))
    assert "\n" not in str(error.value)
    found = keeper.read(docx(p("Text.")), Wish(DOCX))
    assert isinstance(found, Document)
    assert [block.text for block in found.blocks] == ["Text."]


def test_a_size_that_lies_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds hold for what comes out, whatever the directory of the file says."""
    monkeypatch.setattr(package, "LARGEST_PART", 1_000)
    with pytest.raises(InputError, match="bomb"):
        package.Package(zipped({"a": "x" * 2_000})).read("a")


def test_a_locked_part_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    held = package.Package(zipped({"a": "x"}))
    part = held._parts["a"]  # noqa: SLF001  no zip file can be written so by the standard library
    monkeypatch.setattr(part, "flag_bits", part.flag_bits | 1)
    with pytest.raises(InputError, match="password"):
        held.read("a")


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next file is read by a new process."""
    monkeypatch.setattr(keeper, "SECONDS", 0.01)
    with pytest.raises(InputError, match="stopped after"):
        keeper.read(pdf([lines(["Text of a page."])] * 300), Wish(PDF))
    monkeypatch.undo()
    assert isinstance(keeper.read(docx(p("Text.")), Wish(DOCX)), Document)


def test_a_reader_that_breaks_down_ends_alone() -> None:
    """As a fault in a library of others would end it."""
    running = keeper.process().started()
    running.kill()
    running.wait()
    assert isinstance(keeper.read(docx(p("Text.")), Wish(DOCX)), Document)
    reading = keeper.process().started()
    assert reading.stdin is not None
    reading.stdin.write(b"no question\n")
    with pytest.raises(InputError, match="broke down"):
        keeper.read(docx(p("Text.")), Wish(DOCX))


def test_tables_travel_between_processes() -> None:
    raw = xlsx([["a", "b"]], {"A1": "https://example.vn/a"})
    assert keeper.read(raw, Wish(XLSX)) == kinds.read(raw, Wish(XLSX))


def test_documents_travel_between_processes() -> None:
    raw = docx(p("A title", style="Title") + p("Text."), properties="<dc:title>Stated</dc:title>")
    assert keeper.read(raw, Wish(DOCX)) == kinds.read(raw, Wish(DOCX))


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    chapters = {
        "two%20.xhtml": "<html><body><h1>Second</h1><p>Text.</p><nav>Contents</nav></body></html>",
        "one.xhtml": "<html><head><title>No</title></head><body><p hidden>No</p><p>One &amp; last.</p></body></html>",
    }
    stated = (
        "<dc:title>A book</dc:title><dc:language>vi</dc:language><dc:date>2024</dc:date><dc:publisher>P</dc:publisher>"
    )
    found = book.read(epub({"two .xhtml": chapters["two%20.xhtml"], "one.xhtml": chapters["one.xhtml"]}, stated))
    assert [block.text for block in found.blocks] == ["Second", "Text.", "One & last."]
    assert (found.title, found.lang, found.publisher) == ("A book", "vi", "P")


def test_a_book_whose_fonts_are_scrambled_is_free() -> None:
    """That is how fonts are given away with books; chapters that are scrambled are locked."""
    scrambled = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert book.read(epub({"a.xhtml": "<p>Text.</p>"}, more={"META-INF/encryption.xml": scrambled})).blocks
    locked = '<e><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>'
    with pytest.raises(InputError, match="DRM"):
        book.read(epub({"a.xhtml": "<p>Text.</p>"}, more={"META-INF/encryption.xml": locked}))


def test_a_zip_within_bounds_of_ratio_is_let_pass() -> None:
    packed = zipped({"word/document.xml": f"<w:document {W}><w:body>{p('the same ' * 100_000)}</w:body></w:document>"})
    found = kinds.read(packed, Wish(DOCX))
    assert isinstance(found, Document)
    assert len(found.blocks[0].text) > 800_000
