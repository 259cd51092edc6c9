"""What --match takes for a match: by slugs without accents, by titles with them, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.crawl.matching import Match

CUT = "mot-bai-bao-rat-dai-" * 9


@pytest.mark.parametrize(
    ("term", "texts"),
    [
        ("dân vận", ["lam-tot-cong-tac-dan-van"]),
        ("dan van", ["lam-tot-cong-tac-dan-van"]),
        ("Dân Vận", ["Làm tốt công tác dân vận"]),
        ("dan van", ["Làm tốt công tác DÂN VẬN"]),
        ("dân vận, nghị quyết 35", ["hoc-tap-nghi-quyet-35"]),  # a comma is "or"
        ("nghị quyết 35", ["hoc-tap-nghi-quyet-so-35-nq-tu"]),  # số may stand before a number
        ("nghị quyết 35", ["Học tập Nghị quyết số 35-NQ/TU"]),
        ("nghị quyết số 35", ["nghi-quyet-35-nq-tu"]),
        ("Đà Nẵng", ["Thành phố Ðà Nẵng"]),  # an Icelandic capital that looks the same
        ("35-NQ/TU", ["hoc-tap-nghi-quyet-35-nq-tu-101"]),
        ("nghị quyết 35", ["x", "Học tập nghị quyết 35"]),  # any of the texts
        ("hoà bình", ["Hòa Bình hôm nay"]),  # old and new places of the accent
        ("dân vận", ["x", "Da\u0302n va\u0323\u0302n khéo"]),  # decomposed
        ("bão", ["bao-so-3", None]),
        ("nghị quyết 35", [CUT + "nghi-quy"]),  # slugs are cut, also inside a word
        ("nghị quyết 35", [CUT + "nghi-quy-1012345"]),  # and have an id behind the cut
        ("nghị quyết 35", [(CUT + "nghi-quyet").replace("-", " ")]),
        ("hydro", [CUT + "hyd"]),
        ("決議", ["關於新決議的報告"]),  # scripts without blanks
        ("มติ", ["ประกาศมติใหม่"]),
        ("المجتمع", ["خدمة المجتمع في القرية"]),
        ("масс", ["Работа с масс и людьми"]),
        ("जनता", ["गाँव की जनता का काम"]),
        ("resolusi 35", ["Resolusi No. 35 diumumkan"]),
    ],
)
def test_a_match(term: str, texts: list[str | None]) -> None:
    assert Match([term]).fits(*texts)


@pytest.mark.parametrize(
    ("term", "texts"),
    [
        ("dân vận", ["dan-toc-van-hoa"]),  # the words stand one behind the other
        ("dân vận", ["van-dan"]),
        ("van", ["nhan-vien-vanh-dai"]),  # whole words
        ("nghị quyết 35", ["nghi-quyet-350"]),
        ("nghị quyết 35", ["nghi-quyet-36-35"]),
        ("bão", ["x", "Báo xuân đến với bạn đọc"]),  # the title tells the accents
        ("bão", ["bao-xuan-den-voi-ban-doc", "Báo xuân đến với bạn đọc"]),  # and what the slug means
        ("nghị quyết 35", ["hom-nay-nghi-quy"]),  # a short slug was not cut
        ("nghị quyết 35", [CUT + "n"]),
        ("決議", ["關於新提案的報告"]),
        ("dân vận", [None]),
        ("dân vận", [""]),
        ("dân vận", []),
    ],
)
def test_no_match(term: str, texts: list[str | None]) -> None:
    assert not Match([term]).fits(*texts)


def test_terms_may_be_repeated() -> None:
    match = Match(["dân vận", "bão, lũ"])
    assert [match.fits(slug) for slug in ("dan-van", "bao-so-3", "nuoc-lu", "nang-dep")] == [True, True, True, False]


@pytest.mark.parametrize("terms", [[], [""], [" , ,"], ["?!"]])
def test_no_terms_match_nothing(terms: list[str]) -> None:
    assert not Match(terms).fits("dan-van")


@given(st.text(max_size=60), st.text(max_size=200))
def test_no_text_raises_anything(term: str, text: str) -> None:
    assert Match([term]).fits(text) in {True, False}


WORD = st.text(alphabet="abcdeghiklmnopqrstuvxyâăêôơưđáàảãạ", min_size=1, max_size=7)


@given(st.lists(WORD, min_size=1, max_size=4), st.lists(WORD, max_size=4), st.lists(WORD, max_size=4))
def test_words_are_found_wherever_they_stand(term: list[str], before: list[str], after: list[str]) -> None:
    text = " ".join([*before, *term, *after])
    assert Match([" ".join(term)]).fits(text)
