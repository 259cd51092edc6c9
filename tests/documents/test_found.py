"""What a search found as a page: counts, hits with what matched marked, each with its whole story."""

from __future__ import annotations

from typing import Any

from tests.documents.briefs import HOSTILE, MAKING, TOTALS
from tests.documents.readings import reading
from tests.documents.test_as_html import Read, elements
from tests.documents.test_reading import AR, TAGS, VI
from tracuu.documents.found import Told, results
from tracuu.documents.words import Words
from tracuu.records import Span
from tracuu.search.answer import Across, Answer, Facets, Hit
from tracuu.search.query import parse

HIT = Hit(
    story="s1", version="v2", number=2, id=None, lang="ar", langs=("ar", "vi"), title="نموذج رقم 35-NQ/TU",
    date="2024-03-05", date_kind="portal", site="baoquangnam.vn", province="quang-nam", url="https://example.org/v2",
    original_url=None, machine_translated=True, score=1.0, snippet="…نموذج هنا", matched=("نموذج",),
    spans=(Span(1, 6),), title_spans=(Span(0, 5),), reason="ar: نموذج stands for “mô hình”",
)  # fmt: skip


def answer(**more: Any) -> Answer:
    made = Answer(
        query=parse("mô hình"), reading="mô AND hình", surprising=False, total=1, versions_total=2, undated=0,
        hits=(HIT,), limit=10, offset=0, by_version=False, searched=TOTALS,
    )  # fmt: skip
    return made._replace(**more)


def page(made: Answer, *told: Told, lang: str = "en") -> str:
    return results(made, told or (Told(HIT, AR.citation, (AR, VI)),), MAKING, Words(lang))


def test_it_says_what_was_asked_found_and_searched() -> None:
    read = Read(page(answer())).words
    for said in ("Search: mô hình", "mô AND hình", "1 story in 2 versions", "kho-bao (id cc511e63727285a8)"):
        assert said in read
    assert "Tra cứu: mô hình" in page(answer(), lang="vi")


def test_what_matched_is_marked_in_title_and_passage() -> None:
    read = page(answer())
    assert '<bdi lang="ar" dir="rtl"><mark>نموذج</mark> رقم <bdi dir="ltr">35-NQ/TU</bdi></bdi></h2>' in read
    assert '<blockquote lang="ar" dir="rtl">…<mark>نموذج</mark> هنا</blockquote>' in read
    assert "Arabic, machine translation · also in Vietnamese · s1" in read
    assert "stands for “mô hình”" in read


def test_what_users_marked_is_said() -> None:
    hit = HIT._replace(tags=("rau", "bò"), starred=True)
    assert "★ · #rau · #bò" in Read(page(answer(), Told(hit, AR.citation, (AR,)))).words


def test_the_page_of_a_file_is_said() -> None:
    assert "machine translation · p. 3 · also in" in page(
        answer(hits=(HIT,)), Told(HIT._replace(page=3), AR.citation, (AR,))
    )


def test_the_whole_story_is_folded_away_behind_each_hit() -> None:
    tags = [tag for tag, _ in Read(page(answer())).tags]
    assert tags.count("details") == 1
    assert {"class": "c2", "lang": "vi", "dir": "ltr"} in list(elements(page(answer()), "td"))


def test_names_of_several_stories_are_told_apart() -> None:
    two = (Told(HIT, AR.citation, (AR, VI)), Told(HIT, VI.citation, (VI,)))
    names = [one["id"] for tag, one in Read(page(answer(), *two)).tags if "id" in one]
    assert len(names) == len(set(names))


def test_further_and_undated_stories_and_the_part_of_the_page_are_said() -> None:
    read = Read(page(answer(total=12, undated=3, across=Across("vi", is_guessed=True, total=1), offset=4))).words
    assert "1 more story by translation alone" in read
    assert "3 more stories have no date" in read
    assert "here are hits 5 to 5 of 13" in read
    assert read.count("5. ") == 1


def test_nothing_found_and_what_holds_most_of_the_words() -> None:
    nothing = answer(total=0, versions_total=0, hits=())
    assert "nothing found" in results(nothing, (), MAKING, Words("en"))
    assert "these hold most of them" in page(nothing._replace(partial=(HIT,)))


def test_facets_are_told_where_they_were_asked_for() -> None:
    facets = Facets({"ar": 2}, {"baoquangnam.vn": 2}, {}, {"2024-03": 2})
    read = Read(page(answer(facets=facets))).words
    assert "Arabic (2)" in read
    assert "Versions by province" not in read


def test_hostile_hits_stay_text() -> None:
    hit = HIT._replace(
        title=HOSTILE, snippet=HOSTILE, reason=HOSTILE, site=HOSTILE, lang="vi", spans=(), title_spans=()
    )
    told = Told(hit, AR.citation, (reading("v5", "vi", f"#{HOSTILE}", HOSTILE),))
    read = Read(page(answer(query=parse(HOSTILE), reading=HOSTILE), told))
    assert {tag for tag, _ in read.tags} <= TAGS | {"article", "blockquote", "details", "summary", "h2", "section"}
    assert "\x1b" not in read.words
