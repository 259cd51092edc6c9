"""Programs of others: which one is taken, what they are given, what becomes of those that fail or hang."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.corpus.office.writing import docx, p, pdf
from tracuu.corpus.office import doc, keeper, kinds, ocr, programs
from tracuu.corpus.office.document import Document
from tracuu.corpus.office.kinds import PDF, PICTURE, Wish
from tracuu.errors import InputError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts of a POSIX shell")

WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le")
TESSERACT = """
case "$1" in
  --version) echo "tesseract 5.3.0" ;;
  --list-langs) printf "List of available languages (2):\\neng\\nvie\\n" ;;
  stdin) cat > "$0.given"; echo "$@" > "$0.asked"; printf "Read off\\na picture.\\n\\nTwice.\\n\\f" ;;
esac
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A search path that holds nothing but a shell's own programs, and a folder for stand-ins before it."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    monkeypatch.setattr(programs, "found", _found(folder))
    return folder


def _found(folder: Path) -> object:
    def found(names: list[str], _places: object = ()) -> str | None:
        return next((str(folder / name) for name in names if (folder / name).exists()), None)

    return found


def stand_in(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_an_old_word_file_without_a_program_says_what_to_do(tools: Path) -> None:
    assert list(tools.iterdir()) == []
    with pytest.raises(InputError, match=r"install LibreOffice, or save the file as \.docx"):
        doc.read(WORD)


def test_libreoffice_is_asked_first(tools: Path, tmp_path: Path) -> None:
    """It writes a Word file of today, whose fonts are then known; it works in a folder of its own."""
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p("ViÖt Nam").replace("<w:rPr>", '<w:rPr><w:rFonts w:ascii=".VnTime"/>')))
    script = f'for last; do :; done; echo "$@" > "$0.asked"; cp "{made}" "$(dirname "$last")/file.docx"'
    asked = stand_in(tools, "soffice", script).with_name("soffice.asked")
    stand_in(tools, "antiword", "echo never")
    found = doc.read(WORD)
    assert [block.text for block in found.blocks] == ["Việt Nam"]
    assert found.reader == "doc-libreoffice/1"
    assert "read through LibreOffice" in found.notes
    folder = Path(asked.read_text(encoding="utf-8").split()[-1]).parent
    assert not folder.exists()


def test_antiword_will_do(tools: Path) -> None:
    stand_in(tools, "antiword", 'printf "One   paragraph.\\n\\nTwo.\\n"')
    assert [block.text for block in doc.read(WORD).blocks] == ["One paragraph.", "Two."]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo broken >&2; exit 1", "could not read it .broken"),
        ("exit 0", "no file was written"),
        ("sleep 60", "stopped after"),
    ],
)
def test_a_program_that_fails_is_named(script: str, said: str, tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "SECONDS", 0.3)
    stand_in(tools, "soffice", script)
    with pytest.raises(InputError, match=said):
        doc.read(WORD)


def test_text_is_read_off_a_scan(tools: Path) -> None:
    """The page is handed over as a grey picture, the languages are those that are installed."""
    program = stand_in(tools, "tesseract", TESSERACT)
    found = kinds.read(pdf([[], []], pictures=[0, 1]), Wish(PDF, ocr=True))
    assert isinstance(found, Document)
    assert [block.text for block in found.blocks] == [
        "Read off a picture.",
        "Twice.",
        "\f",
        "Read off a picture.",
        "Twice.",
    ]
    assert found.reader.endswith("-tesseract-5.3.0/1")
    assert found.notes == ("read by OCR (tesseract 5.3.0, vie+eng): letters may be wrong",)
    assert Path(f"{program}.asked").read_text(encoding="utf-8").split()[:4] == ["stdin", "stdout", "-l", "vie+eng"]
    head, rows = Path(f"{program}.given").read_bytes().split(b"255\n", 1)
    magic, width, height = head.split()
    assert (magic, len(rows)) == (b"P5", int(width) * int(height))


def test_text_is_read_off_a_picture(tools: Path) -> None:
    stand_in(tools, "tesseract", TESSERACT)
    found = kinds.read(b"\x89PNG", Wish(PICTURE, ocr=True))
    assert isinstance(found, Document)
    assert (found.reader, len(found.blocks)) == ("ocr-tesseract-5.3.0/1", 2)


def test_what_ocr_lacks_is_said(tools: Path) -> None:
    scan = pdf([[]], pictures=[0])
    with pytest.raises(InputError, match="tesseract is not installed"):
        kinds.read(scan, Wish(PDF, ocr=True))
    stand_in(tools, "tesseract", TESSERACT)
    ocr._languages.cache_clear()  # noqa: SLF001  another tesseract stands there now
    with pytest.raises(InputError, match=r"no data for fra.*tesseract-ocr-fra"):
        kinds.read(b"\x89PNG", Wish(PICTURE, ocr=True, lang="fr"))


def test_a_pdf_with_text_needs_no_tesseract(tools: Path) -> None:
    from tests.corpus.office.writing import lines

    assert not (tools / "tesseract").exists()
    found = kinds.read(pdf([lines(["A page with a text that is long enough."])]), Wish(PDF, ocr=True))
    assert isinstance(found, Document)


def test_time_for_ocr_is_longer() -> None:
    assert keeper.SECONDS_WITH_OCR > keeper.SECONDS > doc.SECONDS
