"""What ties versions into stories: keys, the rule, and a story's date."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.corpus.stories import Member, date_rank, group, keys, story_date
from tracuu.records import Dated, DateKind

PAPER = "https://paper.example/khanh-thanh-cau-101.html"
OTHER = "https://other.example/khanh-thanh-cau-202.html"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"url": PAPER}, ("page:" + PAPER,)),
        # A translation: its own page, the original's, the portal's slug.
        (
            {"url": "https://portal.example/en/cau", "source_url": PAPER, "slug": "cau", "portal": "portal.example"},
            ("page:https://portal.example/en/cau", "page:" + PAPER, "slug:portal.example/cau"),
        ),
        # Addresses in other languages count as its own; stated twice is stated once.
        ({"url": PAPER, "alternates": [OTHER, PAPER]}, ("page:" + PAPER, "page:" + OTHER)),
        ({"given": " khánh thành "}, ("given:khánh thành",)),
        # Without the portal a slug says nothing: other portals use the same words.
        ({"slug": "bai-2"}, ()),
        ({"portal": "portal.example"}, ()),
        # A source line that names no more than the newspaper is on all its articles.
        ({"source_url": "https://paper.example/"}, ()),
        ({"source_url": "https://paper.example"}, ()),
        # The page's number may stand in the query string alone.
        ({"source_url": "https://paper.example/?id=7"}, ("page:https://paper.example/?id=7",)),
        # Its own front page, though, is an article like any other when it was handed in as one.
        ({"url": "https://paper.example/"}, ("page:https://paper.example/",)),
        ({"given": " "}, ()),
    ],
)
def test_keys(stated: dict[str, object], expected: tuple[str, ...]) -> None:
    nothing = {"url": None, "source_url": None, "slug": None, "alternates": (), "given": None, "portal": None}
    assert keys(**{**nothing, **stated}) == expected  # type: ignore[arg-type]


P, Q, G = "page:P", "page:Q", "given:g"
X, Y = "slug:portal/x", "slug:portal/y"


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([Member(1, ()), Member(2, ())], [(1,), (2,)]),
        # Two translations that name the same original.
        ([Member(1, (P,), (P,)), Member(2, (P,), (P,))], [(1, 2)]),
        # The original and its translation.
        ([Member(1, (P,)), Member(2, (P, X), (P,))], [(1, 2)]),
        # A portal's slug, one source stated: the version without a source line belongs to it.
        ([Member(1, (X,)), Member(2, (X, P), (P,))], [(1, 2)]),
        # No source stated at all: the slug is all there is, and it tells.
        ([Member(1, (X,)), Member(2, (X,))], [(1, 2)]),
        # "bai-2" of two newspapers: two stories, and nobody guesses whose the third is.
        ([Member(1, (X, P), (P,)), Member(2, (X, Q), (Q,)), Member(3, (X,))], [(1,), (2,), (3,)]),
        # The third has a sister that names the source: strong ties go first.
        (
            [
                Member(1, (X, P), (P,)),
                Member(2, (X, Q), (Q,)),
                Member(3, (X, G)),
                Member(4, (P, G), (P,)),
            ],
            [(1, 3, 4), (2,)],
        ),
        # The source is stated by a sister that does not bear the slug herself: it counts for the part.
        ([Member(1, (X, G)), Member(2, (P, G), (P,)), Member(3, (X, Q), (Q,))], [(1, 2), (3,)]),
        # A slug that is generic ties nothing; another that the same versions bear still does.
        ([Member(1, (X, P), (P,)), Member(2, (X, Q), (Q,)), Member(3, (X, Y)), Member(4, (Y,))], [(1,), (2,), (3, 4)]),
    ],
)
def test_the_rule(members: list[Member], expected: list[tuple[int, ...]]) -> None:
    assert group(members) == expected
    assert group(members[::-1]) == expected


@pytest.mark.parametrize(
    ("lang", "dated", "expected"),
    [
        ("vi", Dated("2024-05-01", DateKind.PAGE), 0),
        ("vi-VN", Dated("2024-05-01", DateKind.URL), 0),
        # The portal's date is the day of the portal's copy, also of a Vietnamese one.
        ("vi", Dated("2024-05-01", DateKind.PORTAL), 1),
        ("en", Dated("2024-05-01", DateKind.PAGE), 1),
        ("vi", Dated("2024-05-01", DateKind.INFERRED), 2),
        ("vi", Dated("2024-05-01", DateKind.FETCHED), 3),
        ("vi", None, None),
    ],
)
def test_how_well_a_date_dates_the_story(lang: str, dated: Dated | None, expected: int | None) -> None:
    assert date_rank(lang, dated) == expected


def test_a_story_has_the_originals_date_else_the_earliest(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a") as archive:
        archive.add([draft("one", lang="en", story="s", day="2024-05-01")])
        archive.add([draft("two", lang="es", story="s", day="2024-04-30", date_kind=DateKind.PORTAL)])
        story = archive.resolve("s" + archive.version(1).id[1:])[1]
        assert story_date(archive.story_versions(story)) == Dated("2024-04-30", DateKind.PORTAL)
        assert archive.totals().first_day == "2024-04-30"

        # The original comes last and is the latest; it knows best.
        archive.add([draft("ba", lang="vi", story="s", day="2024-05-02")])
        assert story_date(archive.story_versions(story)) == Dated("2024-05-02", DateKind.PAGE)
        assert archive.totals().first_day == archive.totals().last_day == "2024-05-02"
    assert story_date([]) is None
