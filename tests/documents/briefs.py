"""A brief of our own to be written as a document: a foreign edition beside the Vietnamese, names that act up."""

from __future__ import annotations

from typing import Any

from tracuu.corpus.archive import Totals
from tracuu.documents.brief import document, sources_of
from tracuu.documents.making import Making
from tracuu.documents.parts import Document
from tracuu.documents.words import Words
from tracuu.entities import Entity
from tracuu.exports.citation import Citation
from tracuu.records import Span
from tracuu.reports.brief import Asked, Brief, Section
from tracuu.reports.evidence import Quotation, Source
from tracuu.reports.lines import Edition, Line

ARABIC = "تنفيذا للقرار رقم 35-NQ/TU المؤرخ 8/12/2023"
VIETNAMESE = "Thực hiện Nghị quyết số 35-NQ/TU ngày 8/12/2023 của Tỉnh ủy Quảng Nam"
HOSTILE = "</w:t></p><script>alert(1)</script> & “\x1b[31mđỏ” \u202e\x00\ufffe\ud800 [a](javascript:b) `c` *d*"
ENTITY = Entity(
    "vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025", "resolution", "Nghị quyết 35-NQ/TU", issuer="quang-nam.tinh-uy",
    body="tinh-uy",
)  # fmt: skip
TOTALS = Totals(
    stories=5, versions=1234, undated_stories=1, first_day="2024-03-05", last_day="2024-09-01",
    languages={"vi": 1230, "ar": 4}, sites={"baoquangnam.vn": 1234}, provinces={}, outstanding=0, unfetched=7,
)  # fmt: skip
MAKING = Making("kho-bao", "cc511e63727285a8", "2026-11-23T09:00:00+07:00", "tracuu brief 35-NQ/TU", "0.1.0")


def source(version: str, lang: str, title: str | None = "Vườn rau", **more: Any) -> Source:
    """Make a source; `more` are fields that differ from the usual."""
    made = Source(
        version=version, id=None, story="s1", lang=lang, paper="Báo Quảng Nam", site="baoquangnam.vn",
        province="quang-nam", date="2024-03-05", date_kind="page", title=title,
        url=f"https://example.org/{version}?a=1&b=2", original_url=None, machine_translated=lang != "vi",
    )  # fmt: skip
    return made._replace(**more)


def line(version: str, lang: str, text: str, **more: Any) -> Line:
    """Make a line that cites a version."""
    return Line("2024-03-05", source(version, lang), Quotation(0, len(text), text, (Span(0, 4),)))._replace(**more)


def edition(version: str, lang: str, text: str) -> Edition:
    """Make another edition of a line's story."""
    return Edition(source(version, lang), Quotation(0, len(text), text))


def brief(*lines: Line, **more: Any) -> Brief:
    """Make a brief of lines."""
    made = Brief(
        subject=ENTITY.label, entity=ENTITY, sections=(Section(ENTITY, lines),) if lines else (), possibly=(),
        documents=(), stories=len(lines) + sum(len(one.copies) for one in lines), undated=0, left_out=0,
        undated_left_out=0, searched=TOTALS, asked=Asked(editions=True),
    )  # fmt: skip
    return made._replace(**more)


def usual() -> Brief:
    """Give a brief with all that one can hold: an Arabic edition cited, near-copies, a stub, the document itself."""
    cited = line(
        "v1", "ar", ARABIC, vietnamese=edition("v2", "vi", VIETNAMESE), editions=(edition("v3", "th", "มติที่ 35-NQ/TU"),),
        copies=(source("v4", "ar"),), missing=("fa",),
    )  # fmt: skip
    hostile = line("v5", "vi", HOSTILE, source=source("v5", "vi", HOSTILE, url="javascript:alert(1)", id=HOSTILE))
    stub = line("v6", "en", "Resolution No. 35-NQ/TU", source=source("v6", "en", url=None, machine_translated=None))
    return brief(cited, hostile, possibly=(stub,), documents=(source("v7", "vi"),))


def written(*made: Brief, lang: str = "en") -> Document:
    """Make the document of briefs."""
    citations = {version: cited(version) for version in sources_of(made)}
    return document(made, MAKING, citations, Words(lang))


def cited(version: str) -> Citation:
    """Make the citation of one of the versions above."""
    hostile = version == "v5"
    return Citation(
        version=version, id=HOSTILE if hostile else None, story="s1", lang="ar" if version in {"v1", "v4"} else "vi",
        title=HOSTILE if hostile else (ARABIC if version == "v1" else "Vườn rau"), original_title=None,
        paper="Báo Quảng Nam", site=None, province=None, date="2024-03-05", date_kind="page",
        url=None, original_url="javascript:alert(1)" if hostile else f"https://example.org/{version}?a=1&b=2",
        translation_url=None, machine_translated=version == "v1", kind="press",
        retrieved="2024-03-06T08:00:00+00:00", archive="cc511e63727285a8",
    )  # fmt: skip
