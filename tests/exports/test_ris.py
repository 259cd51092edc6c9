"""RIS as its specification and Zotero read it: a tag and a value a line, and nothing of a page begins a tag."""

from __future__ import annotations

import io
import re

from hypothesis import given
from hypothesis import strategies as st

from tests.exports.sources import BARE, ORIGINAL_AT, PORTAL_AT, citation
from tracuu.exports import ris
from tracuu.exports.citation import Citation

TAG = re.compile(r"[A-Z][A-Z0-9]  - ")


def written(*citations: Citation) -> str:
    out = io.StringIO(newline="")
    assert ris.write(citations, out) == len(citations)
    return out.getvalue()


def test_a_translation() -> None:
    assert written(citation()).split("\r\n") == [
        "TY  - NEWS",
        "ID  - v0000002",
        "TI  - Hagearbeid",
        "T2  - Báo Quảng Nam",
        "PY  - 2023",
        "DA  - 2023/12/09/",
        "LA  - nb",
        f"UR  - {PORTAL_AT}",
        "Y2  - 2026/11/23/",
        "DB  - tracuu a1b2",
        "AN  - v0000002",
        (
            "N1  - machine translation; Date: date of the translation portal; "
            f"Original: {ORIGINAL_AT}; Title of the original: Làm vườn; Translation: {PORTAL_AT}; Own id: garden-nb"
        ),
        "ER  - ",
        "",
        "",
    ]


def test_what_is_not_known_has_no_tag() -> None:
    assert [line[:2] for line in written(BARE).split("\r\n") if line] == [
        "TY", "ID", "LA", "Y2", "DB", "AN", "N1", "ER",
    ]  # fmt: skip


def test_an_instrument_s_own_text_is_no_article() -> None:
    assert written(citation(kind="document")).startswith("TY  - GOVDOC\r\n")


def test_tags_of_users_are_keywords() -> None:
    assert "KW  - bão\r\nKW  - lũ\r\n" in written(citation(tags=("bão", "lũ")))


def test_line_ends_of_a_page_begin_no_tag() -> None:
    assert "TI  - One ER  -  TY  - BOOK" in written(citation(title="One\r\nER  - \r\nTY  - BOOK"))


@given(st.text(), st.text())
def test_whatever_a_page_holds_every_line_has_its_tag(title: str, paper: str) -> None:
    lines = written(citation(title=title, paper=paper)).split("\r\n")
    assert all(TAG.match(line) for line in lines if line)
    assert [line[:2] for line in lines].count("TY") == [line[:2] for line in lines].count("ER") == 1
