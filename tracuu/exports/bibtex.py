r"""Citations as BibTeX, for LaTeX (BibTeX and biblatex) and all that imports it.

Each is an `@article` with `entrysubtype = {newspaper}`, which biblatex styles know; an instrument's text is `@misc`.
`year` and `month` serve classic styles; `date`, behind them, biblatex and Zotero. The key is the version's id: it never
changes. Titles stand in two braces, so that no style changes their capitals. What TeX would act on is escaped;
addresses are left as they are, for `url` is read verbatim, but what would end the field is percent-encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from tracuu.exports.citation import DOCUMENT, Citation
from tracuu.exports.noted import archive_name, notes
from tracuu.exports.rows import Head, about

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_SPECIAL = {
    "\\": r"{\textbackslash}", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    **{sign: "\\" + sign for sign in "#$%&_"},
}  # fmt: skip
_BRACES = {"{": r"\{", "}": r"\}"}
# BibTeX counts braces even behind a backslash: those that do not match are named instead.
_UNMATCHED = {"{": r"{\textbraceleft}", "}": r"{\textbraceright}"}
_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '{}\\" <>^`|'})


def write(citations: Iterable[Citation], out: TextIO, head: Head) -> int:
    """Write what the export is as remarks, then one entry for each citation; give their count."""
    out.writelines(f"% {name}: {_CONTROL.sub(' ', value)}\n" for name, value in about(head))
    count = 0
    for count, one in enumerate(citations, 1):  # noqa: B007  the last count is what is asked for
        fields = ",\n".join(f"  {name} = {value}" for name, value in entry(one))
        kind = "misc" if one.kind == DOCUMENT else "article"
        out.write(f"\n@{kind}{{{one.version},\n{fields}\n}}\n")
    return count


def entry(citation: Citation) -> Iterator[tuple[str, str]]:
    """Give the fields of a citation with their values, braces included; what is not known has none."""
    if citation.title:
        yield "title", f"{{{{{escaped(citation.title)}}}}}"
    if citation.paper:
        yield "journal", f"{{{{{escaped(citation.paper)}}}}}"
    if citation.date:
        yield "year", f"{{{citation.date[:4]}}}"
        yield "month", _MONTHS[int(citation.date[5:7]) - 1]
        yield "date", f"{{{citation.date}}}"
    if citation.kind != DOCUMENT:
        yield "entrysubtype", "{newspaper}"
    yield "language", f"{{{citation.lang}}}"
    if address := citation.url or citation.original_url:
        yield "url", f"{{{_CONTROL.sub('', address).translate(_IN_ADDRESS)}}}"
    yield "urldate", f"{{{citation.retrieved[:10]}}}"
    if citation.original_title:
        yield "origtitle", f"{{{{{escaped(citation.original_title)}}}}}"
    yield "library", f"{{{escaped(archive_name(citation))}}}"
    yield "note", f"{{{escaped('; '.join(notes(citation)))}}}"
    if citation.tags:
        yield "keywords", f"{{{escaped(', '.join(tag.replace(',', ' ') for tag in citation.tags))}}}"


def escaped(text: str) -> str:
    """Write text so that TeX prints it and does nothing else; on one line."""
    braces = _BRACES if _match(text) else _UNMATCHED
    return "".join((_SPECIAL | braces).get(sign, sign) for sign in _CONTROL.sub(" ", text).strip())


def _match(text: str) -> bool:
    """Tell whether every brace is closed, and closed after it was opened."""
    open_ = 0
    for sign in text:
        open_ += (sign == "{") - (sign == "}")
        if open_ < 0:
            return False
    return open_ == 0
