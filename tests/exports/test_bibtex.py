"""BibTeX that TeX prints and does not run: braces always match, keys never change."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.sources import BARE, citation
from tracuu.exports import bibtex
from tracuu.exports.bibtex import escaped
from tracuu.exports.citation import Citation
from tracuu.exports.rows import Asked, Head

HEAD = Head("a1b2", "archive", "2026-11-23T08:00:00Z", "tracuu 1", (Asked("bão", "bão", "bão\nlũ"),), 3, 8)


def written(*citations: Citation) -> str:
    out = io.StringIO()
    assert bibtex.write(citations, out, HEAD) == len(citations)
    return out.getvalue()


def test_a_translation() -> None:
    assert written(citation()).splitlines()[6:] == [
        "",
        "@article{v0000002,",
        "  title = {{Hagearbeid}},",
        "  journal = {{Báo Quảng Nam}},",
        "  year = {2023},",
        "  month = dec,",
        "  date = {2023-12-09},",
        "  entrysubtype = {newspaper},",
        "  language = {nb},",
        "  url = {https://www.vietnam.vn/no/lam-vuon?a=1&b=100%25},",  # read verbatim: nothing is escaped
        "  urldate = {2026-11-23},",
        "  origtitle = {{Làm vườn}},",
        "  library = {tracuu a1b2},",
        (
            r"  note = {machine translation; Date: date of the translation portal; "
            r"Original: https://baoquangnam.vn/lam-vuon-3150001.html; Title of the original: Làm vườn; "
            r"Translation: https://www.vietnam.vn/no/lam-vuon?a=1\&b=100\%25; Own id: garden-nb}"
        ),
        "}",
    ]


def test_it_begins_with_what_it_is() -> None:
    assert written().splitlines() == [
        "% program: tracuu 1",
        "% archive: a1b2 (archive)",
        "% exported: 2026-11-23T08:00:00Z",
        "% searched: 3 stories, 8 versions",
        "% query: bão",
        "% read as: bão lũ",  # one line: what follows a line end would be no remark
    ]


def test_what_is_not_known_is_left_out() -> None:
    names = [line.split(" = ")[0].strip() for line in written(BARE).splitlines() if " = " in line]
    assert names == ["entrysubtype", "language", "urldate", "library", "note"]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("5 in 1 & 100 %", r"5 in 1 \& 100 \%"),
        ("a_b #1 $2", r"a\_b \#1 \$2"),
        ("{x}", r"\{x\}"),
        ("a } b", r"a {\textbraceright} b"),  # BibTeX counts braces behind backslashes too
        ("} {", r"{\textbraceright} {\textbraceleft}"),
        ("C:\\x ~ ^", r"C:{\textbackslash}x {\textasciitilde} {\textasciicircum}"),
        ("\\input{/etc/passwd}", r"{\textbackslash}input\{/etc/passwd\}"),
        ("one\n@book{x,\n", r"one @book{\textbraceleft}x,"),
        ("Nghị quyết 35-NQ/TU", "Nghị quyết 35-NQ/TU"),
    ],
)
def test_tex_acts_on_nothing(text: str, safe: str) -> None:
    assert escaped(text) == safe


@given(st.text(), st.text())
def test_braces_match_whatever_a_page_holds(title: str, url: str) -> None:
    """Counted as BibTeX does, which knows no backslash: one entry opens and closes once."""
    entry = written(citation(title=title, url=url)).partition("@article")[2]
    depth, ends = 0, 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        ends += depth == 0 and sign == "}"
        assert depth >= 0
    assert (depth, ends) == (0, 1)
