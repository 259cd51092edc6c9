"""The walks of docs/walks/ and the quick start in Vietnamese: what they show is printed, what they make is right."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("matplotlib")  # draws the PDF of the walks

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def walk(tool: ModuleType, page: str, folder: Path, language: str = "en") -> None:
    """Run a page in a clean folder. When it differs: `python tools/readme.py`."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert tool.walked(text, folder, language) == text


def test_the_press_officer_gets_a_document_of_all_that_the_folder_holds(tool: ModuleType, tmp_path: Path) -> None:
    """Word, PDF, TCVN3, saved pages and a list of links become one Vietnamese .docx with its sources."""
    walk(tool, "walks/press.md", tmp_path)
    with zipfile.ZipFile(tmp_path / "bao-cao.docx") as packed:
        document = packed.read("word/document.xml").decode()
    for said in (
        "Tổng hợp tin bài",
        "của Tỉnh ủy Quảng Nam",  # from the PDF, the Word file and a fetched page
        "بانک دام",  # what the Persian edition said
        "Hòa Lau chọn",  # from the text in TCVN3
        "baodanang.vn/doanh-nhan-da-nang",  # an address of the list that was fetched
        "Nguồn",
    ):
        assert said in document
    assert "Nghị quyết số 12-NQ/TU của Thành ủy" not in document  # of the same number, and another one


def test_the_researcher_gets_citations_that_zotero_reads(tool: ModuleType, tmp_path: Path) -> None:
    """Fields of RIS and CSL as Zotero's import names them: every record whole, dates as numbers."""
    walk(tool, "walks/research.md", tmp_path)
    records = (tmp_path / "massemobilisering.ris").read_text(encoding="utf-8").split("ER  - ")[:-1]
    for record in records:
        lines = dict(line.split("  - ", 1) for line in record.strip().splitlines())
        assert lines["TY"] == "NEWS"
        assert lines.keys() >= {"TI", "T2", "DA", "LA", "UR", "Y2", "DB", "AN", "N1"}
    cited = json.loads((tmp_path / "originals.csl.json").read_text(encoding="utf-8"))
    assert len(cited) == len(records) == 5
    assert {one["type"] for one in cited} == {"article-newspaper"}
    assert {one["language"] for one in cited} == {"vi"}
    assert all(len(one["issued"]["date-parts"][0]) == 3 for one in cited)


def test_the_journalist_gets_a_table_and_an_equal_archive(tool: ModuleType, tmp_path: Path) -> None:
    """One column a query, the one that finds nothing too; the dump holds all that the table is made of."""
    walk(tool, "walks/journalism.md", tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "theo-doi.csv").read_text(encoding="utf-8-sig"))))
    assert [sum(int(row[name]) for row in rows) for name in ("nq12", "ngan_hang_bo", "tau_cao_toc")] == [3, 3, 0]
    assert zipfile.is_zipfile(tmp_path / "theo-doi.xlsx")
    assert len((tmp_path / "kho.jsonl").read_text(encoding="utf-8").splitlines()) > 48  # articles, and more


def test_the_quick_start_in_vietnamese_is_what_is_printed(tool: ModuleType, tmp_path: Path) -> None:
    """It ends with a brief as a Word file."""
    walk(tool, "vi/bat-dau.md", tmp_path, "vi")
    assert zipfile.is_zipfile(tmp_path / "bao-cao.docx")


def test_the_terms_are_those_of_the_catalogue() -> None:
    """A term of the Vietnamese table that no message uses would send a reader looking for nothing."""
    table = (ROOT / "docs" / "vi" / "thuat-ngu.md").read_text(encoding="utf-8")
    terms = [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines() if row.count(" | ") == 2]
    said = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "tracuu" / "messages" / "vi").glob("*.json"))
    words = [word.strip(" (?)") for term in terms for word in term.split(",") if term not in {"tiếng Việt", "---"}]
    assert [word for word in words if word not in said.lower()] == []
