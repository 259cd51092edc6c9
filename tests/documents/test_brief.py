"""A brief as a document: it tells what the brief tells, cites each source once, and says what it cannot vouch for."""

from __future__ import annotations

import re

import pytest

from tests.documents.briefs import (
    ARABIC,
    ENTITY,
    MAKING,
    VIETNAMESE,
    brief,
    cited,
    edition,
    line,
    source,
    usual,
    written,
)
from tracuu.documents.brief import document
from tracuu.documents.parts import Beside, Document, Facts, Heading, Paragraph, Style
from tracuu.documents.words import Words
from tracuu.reports.brief import Asked, Section


def paragraphs(made: Document, style: Style) -> list[str]:
    found = [block for block in made.blocks if isinstance(block, Paragraph)]
    beside = [one for block in made.blocks if isinstance(block, Beside) for one in block.paragraphs()]
    return ["".join(run.text for run in one.runs) for one in (*found, *beside) if one.style is style]


def facts(made: Document) -> dict[str, str]:
    rows = [row for block in made.blocks if isinstance(block, Facts) for row in block.rows]
    return {name: "".join(run.text for run in value) for name, value in rows}


def test_each_source_is_cited_once_and_numbered_as_it_is_first_named() -> None:
    made = written(usual())
    listed = paragraphs(made, Style.SOURCE)
    assert [one.partition("]")[0] for one in listed] == [f"[{number}" for number in range(1, 8)]
    assert [one.rpartition("archive: ")[2].split(",")[0].rstrip(".") for one in listed] == [
        "v1", "v2", "v3", "v4", "v5", "v6", "v7",
    ]  # fmt: skip
    named = re.findall(r"\[\d\]", " ".join(paragraphs(made, Style.LEAD) + paragraphs(made, Style.NOTE)))
    assert sorted(named) == ["[1]", "[1]", "[2]", "[3]", "[4]", "[5]", "[6]"]


def test_a_citation_is_whole() -> None:
    (first, *_) = paragraphs(written(usual()), Style.SOURCE)
    assert first == (
        f"[1] Báo Quảng Nam. “{ARABIC}”. 5 March 2024 (date of the page). Arabic, machine translation. "
        "Original: https://example.org/v1?a=1&b=2. Retrieved 6 March 2024, 08:00 UTC. In the archive: v1."
    )


def test_the_vietnamese_stands_beside_the_foreign_editions() -> None:
    (beside,) = (block for block in written(usual()).blocks if isinstance(block, Beside))
    assert ["".join(run.text for run in one.runs) for one in beside.left][1:] == [VIETNAMESE]
    assert [group[1].lang for group in beside.right] == ["ar", "th"]
    assert "Not held in: Persian" in paragraphs(written(usual()), Style.NOTE)


def test_the_vietnamese_stands_on_the_left_also_where_it_is_cited() -> None:
    made = written(brief(line("v1", "vi", VIETNAMESE, editions=(edition("v2", "ar", ARABIC),))))
    (beside,) = (block for block in made.blocks if isinstance(block, Beside))
    assert (beside.left[1].lang, beside.right[0][1].lang) == ("vi", "ar")


def test_one_edition_alone_stands_across_the_page() -> None:
    made = written(brief(line("v1", "vi", VIETNAMESE)))
    assert not [block for block in made.blocks if isinstance(block, Beside)]
    assert paragraphs(made, Style.QUOTE) == [VIETNAMESE]
    assert "Not held in Vietnamese" in paragraphs(written(brief(line("v1", "ar", ARABIC))), Style.NOTE)


def test_counts_are_those_of_the_brief() -> None:
    made = written(usual())
    assert "3 stories, told in 2 lines." in paragraphs(made, Style.BODY)
    assert "1 near-copy in another story: Báo Quảng Nam [4]" in paragraphs(made, Style.NOTE)


def test_it_says_what_was_asked_and_searched() -> None:
    said = facts(written(usual()))
    assert said["Subject"] == "Nghị quyết 35-NQ/TU"
    assert said["Issuer or place"] == "Tỉnh ủy Quảng Nam"
    assert said["Archive"] == "kho-bao (id cc511e63727285a8)"
    assert said["Holds"] == "5 stories in 1,234 versions"
    assert said["Known of and not held"] == "7 articles still to be fetched"
    assert said["Made"] == "23 November 2026, 09:00 +07:00, tracuu 0.1.0"
    assert said["Command"] == "tracuu brief 35-NQ/TU"


def test_a_query_says_how_it_was_read() -> None:
    made = brief(line("v1", "vi", VIETNAMESE), entity=None, subject="rau -bão", reading="rau, not “bão”")
    said = facts(written(made))
    assert (said["Query"], said["Read as"]) == ("rau -bão", "rau, not “bão”")
    assert said["Cited in"] == "the version that matches best"
    assert "Subject" not in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Only what the archive holds was searched."),
        ({"entity": None}, "For a query only stories were looked for in which its words themselves stand"),
        ({"asked": Asked()}, "Other editions than the Vietnamese were not looked at"),
        ({"undated_left_out": 2}, "2 more stories have no date, so whether they belong to the period is not known"),
        (
            {"documents": (source("v9", "en", url=None, machine_translated=None),)},
            "Of 1 source it is not known whether",
        ),
        ({"documents": (source("v9", "en", url=None),)}, "1 source has no address."),
        ({"possibly": (line("v8", "vi", VIETNAMESE),)}, "1 line is possibly on the same thing"),
    ],
)
def test_it_says_what_could_not_be_checked(more: dict[str, object], said: str) -> None:
    items = paragraphs(written(brief(line("v1", "vi", VIETNAMESE), **more)), Style.ITEM)
    assert any(item.startswith(said) for item in items), items


def test_what_crawls_left_out_is_named() -> None:
    """That an edition is missing says something only where it was asked for."""
    made = brief(line("v1", "vi", VIETNAMESE))
    making = MAKING._replace(never_fetched={"vietnam.vn": ["nb", "th"]}, matched=((["vietnam.vn"], ["bò", "rau"]),))
    whole = document([made], making, {"v1": cited("v1")}, Words("en"))
    assert "Of vietnam.vn these languages were never fetched: Norwegian Bokmål, Thai." in paragraphs(whole, Style.ITEM)
    assert "Of vietnam.vn only articles were fetched that match: bò, rau." in paragraphs(whole, Style.ITEM)


def test_fixed_words_are_vietnamese_where_that_is_asked_for_and_texts_stay() -> None:
    made = written(usual(), lang="vi")
    assert made.title == "Tổng hợp tin bài: Nghị quyết 35-NQ/TU"
    assert [block.text for block in made.blocks if isinstance(block, Heading)][:4] == [
        "Nội dung yêu cầu", "Phạm vi tra cứu", "Những điều chưa kiểm chứng được", "Kết quả",
    ]  # fmt: skip
    assert facts(made)["Hiện có"] == "5 tin bài trong 1.234 bản"
    assert "tiếng Ả Rập, bản dịch máy [1]" in paragraphs(made, Style.NOTE)
    assert ARABIC in paragraphs(made, Style.QUOTE)


def test_several_subjects_are_told_one_after_the_other_with_one_list_of_sources() -> None:
    garden = ENTITY._replace(id="vn:mo-hinh:vuon-rau", label="Vườn rau", kind="model", issuer=None)
    first = brief(line("v1", "vi", VIETNAMESE), line("v2", "vi", VIETNAMESE))
    told = line("v2", "vi", VIETNAMESE)
    second = brief(told, entity=garden, possibly=(line("v3", "vi", VIETNAMESE),), sections=(Section(garden, (told,)),))
    third = brief(entity=None, subject="bò", reading="bò")
    made = written(first, second, third)
    assert made.title == "Brief: Nghị quyết 35-NQ/TU; Vườn rau; “bò”"
    headings = [(block.level, block.text) for block in made.blocks if isinstance(block, Heading)]
    assert headings[3:] == [
        (1, "What was found"), (2, "Nghị quyết 35-NQ/TU"), (2, "Vườn rau"),
        (2, "Possibly the same: issuer or term not stated"), (2, "“bò”"), (1, "Sources"),
    ]  # fmt: skip
    assert paragraphs(made, Style.BODY) == [
        "1 story in all.",
        "2 stories.",
        "1 story.",
        "Nothing is told of it in this archive.",
    ]
    assert len(paragraphs(made, Style.SOURCE)) == 3
    rows = [row for block in made.blocks if isinstance(block, Facts) for row in block.rows]
    assert [value[0].text for name, value in rows if name in {"Subject", "Query"}] == [
        "Nghị quyết 35-NQ/TU · Tỉnh ủy Quảng Nam · vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025",
        "Vườn rau · vn:mo-hinh:vuon-rau",
        "bò (read as bò)",
    ]


def test_nothing_found_is_a_document_too() -> None:
    made = written(brief())
    assert "Nothing is told of it in this archive." in paragraphs(made, Style.BODY)
    assert paragraphs(made, Style.SOURCE) == []
