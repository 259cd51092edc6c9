"""Sources as they are cited in documents: addresses told apart, moments for people."""

from __future__ import annotations

import pytest

from tests.documents.briefs import cited
from tracuu.documents import citing
from tracuu.documents.words import Words

EN, VI = Words("en"), Words("vi")


@pytest.mark.parametrize(
    ("stated", "english", "vietnamese"),
    [
        ("2024-03-06T08:00:00+00:00", "6 March 2024, 08:00 UTC", "06/03/2024, 08:00 UTC"),
        ("2024-03-06T08:00:00Z", "6 March 2024, 08:00 UTC", "06/03/2024, 08:00 UTC"),
        ("2024-03-06T08:00:00.123+07:00", "6 March 2024, 08:00 +07:00", "06/03/2024, 08:00 +07:00"),
        ("2024-03-06", "6 March 2024", "06/03/2024"),
    ],
)
def test_moments_are_written_for_people(stated: str, english: str, vietnamese: str) -> None:
    assert (citing.moment(stated, EN), citing.moment(stated, VI)) == (english, vietnamese)


@pytest.mark.parametrize(
    ("original", "translation", "machine", "said"),
    [
        ("https://a.vn/1", None, False, ["Original: https://a.vn/1"]),
        ("https://a.vn/1", "https://p.vn/en/1", True, ["Original: https://a.vn/1", "Translation: https://p.vn/en/1"]),
        # a portal's copy of the Vietnamese text is no translation
        ("https://a.vn/1", "https://p.vn/1", False, ["Original: https://a.vn/1", "Address: https://p.vn/1"]),
        (None, "https://p.vn/en/1", True, ["Translation: https://p.vn/en/1"]),
        (None, None, None, ["No address"]),
    ],
)
def test_addresses_are_told_apart(
    original: str | None,
    translation: str | None,
    machine: bool | None,  # noqa: FBT001  a column of the table
    said: list[str],
) -> None:
    citation = cited("v1")._replace(original_url=original, translation_url=translation, machine_translated=machine)
    assert ["".join(run.text for run in part) for part in citing.addresses(citation, EN)] == said


def test_what_is_not_known_is_said() -> None:
    bare = cited("v1")._replace(paper=None, title=None, date=None, date_kind=None, machine_translated=None)
    whole = "".join(run.text for run in citing.cited(bare, EN))
    assert whole.startswith("newspaper not known. (no title). Undated. Arabic, not known whether translated. ")


def test_a_translation_names_the_title_of_its_original() -> None:
    citation = cited("v1")._replace(original_title="Vườn rau")
    whole = "".join(run.text for run in citing.cited(citation, VI))
    assert "Tiêu đề gốc: “Vườn rau”." in whole
