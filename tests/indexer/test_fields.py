"""What of a version goes into which field."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tests.indexer.articles import article
from tracuu.corpus.archive import Archive
from tracuu.indexer.fields import SCHEMA, document, packed, tagged, texts, unpacked
from tracuu.records import Dated, DateKind, Mark, Role, Version


def marked(*lines: tuple[Role, str]) -> tuple[str, tuple[Mark, ...]]:
    given, marks = "", []
    for role, line in lines:
        marks.append(Mark(len(given), len(given) + len(line), role))
        given += line + "\n"
    return given, tuple(marks)


PAGE = marked(
    (Role.TITLE, "A printed title"),
    (Role.DEK, "The dek"),
    (Role.BYLINE, "Quang Nam newspaper"),
    (Role.HEADING, "A heading"),
    (Role.BODY, "First paragraph"),
    (Role.CAPTION, "A caption"),
    (Role.RELATED, "Another headline"),
    (Role.BODY, "Last paragraph"),
    (Role.SOURCE, "Source: https://example.org"),
)


def test_the_body_is_the_content_but_for_the_title() -> None:
    """Furniture is never found; the title stands in its own field, as the version has it."""
    found = texts("A better title", *PAGE, "en")
    assert found["title_exact"] == "a better title"
    assert found["body_exact"] == "the dek a heading first paragraph a caption last paragraph"


def test_texts_can_be_made_in_another_process() -> None:
    """The function and all it takes and gives travel."""
    assert pickle.loads(pickle.dumps(texts))(None, *PAGE, "en")["title_exact"] == ""  # noqa: S301  our own pickle


@pytest.mark.parametrize("body", ["", "Dân vận khéo", "half a pair \ud800 and a nul \0"])
def test_texts_wait_packed(body: str) -> None:
    """What comes out is what went in, whatever stood in the article."""
    assert unpacked(packed({"body_exact": body, "parts": ""})) == {"body_exact": body, "parts": ""}


def test_folded_terms_are_tagged_with_their_analyser() -> None:
    """A Vietnamese `dan` never meets an English one, but `dan` as written is one word everywhere."""
    found = texts(None, *marked((Role.BODY, "Dân vận khéo")), "vi")
    assert found["body_exact"] == "dân vận khéo"
    assert found["body_fold"] == "vi:dan vi:van vi:kheo"


def test_parts_of_title_and_body_stand_in_one_field() -> None:
    """They are counted, not placed."""
    found = texts("Arbeidsplan", *marked((Role.BODY, "En arbeidsplan")), "nb")
    assert found["parts"] == "nb:arbeid nb:plan nb:arbeid nb:plan"


@pytest.mark.parametrize("lang", ["vi", "en", "nb", "fa", "ar", "zh", "ja", "th", "ko", "ru", "ms"])
def test_every_field_that_is_made_is_in_the_schema(lang: str) -> None:
    """And an empty article makes empty fields."""
    assert set(texts("Title", *PAGE, lang)) == set(SCHEMA.positioned + SCHEMA.counted)
    assert set(texts(None, "", (), lang).values()) == {""}


@pytest.mark.parametrize(
    ("terms", "wanted"),
    [("", ""), ("a", "vi:a"), ("a b c", "vi:a vi:b vi:c"), ("a vi:b", "vi:a vi:vi:b")],
)
def test_tagging(terms: str, wanted: str) -> None:
    """Every term once, and nothing of nothing."""
    assert tagged("vi", terms) == wanted


@pytest.fixture
def version(tmp_path: Path) -> Version:
    with Archive.create(tmp_path / "archive") as archive:
        (kept,) = archive.add([article(1, lang="zh-Hans", day="2024-11-03")])
        return archive.version(kept.number)


def test_entities_stand_in_the_field_of_their_kind(version: Version) -> None:
    """A movement and a family are looked for as models; a programme is a document."""
    named = [(5, "model"), (7, "family"), (-3, "resolution"), (9, "programme"), (4, "movement")]
    made = document(version, {}, named)
    assert made.keywords["model"] == ("4", "5", "7")
    assert made.keywords["instrument"] == ("-3", "9")
    assert document(version, {}).keywords["model"] == ()


def test_a_document_says_what_is_filtered_by(version: Version) -> None:
    """A language is found with and without its script; days and months are numbers."""
    made = document(version, {})
    assert made.keywords["lang"] == ("zh-Hans", "zh")
    assert made.keywords["host"] == ("example.org",)
    assert made.keywords["site"] == ()
    assert made.numbers == {"day": 20241103, "month": 202411}
    assert (made.key, made.story) == (version.number, version.story_number)


@pytest.mark.parametrize(
    ("dated", "wanted"),
    [
        (None, {"undated": 1}),
        (Dated("2024-11-03", DateKind.FETCHED), {"undated": 1}),  # the day of the download says nothing of the article
        (Dated("2024-11-03", DateKind.PORTAL), {"day": 20241103, "month": 202411}),
        (Dated("0999-01-02", DateKind.INFERRED), {"day": 9990102, "month": 99901}),
    ],
)
def test_what_has_no_date_of_its_own_is_undated(dated: Dated | None, wanted: dict[str, int], version: Version) -> None:
    """So that filters can count it apart."""
    assert document(version._replace(dated=dated), {}).numbers == wanted
