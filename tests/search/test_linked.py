"""Searching for what articles name: `instrument:` and `model:` in any spelling, beside words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tracuu
from tracuu.errors import AmbiguousEntity
from tracuu.records import Capture, Hints

ARTICLES = """
cows-vi | Lan tỏa mô hình Ngân hàng bò | Mô hình “Ngân hàng bò” ở xã Bình Ngân cụ thể hóa Nghị quyết số 12-NQ/TU \
ngày 6/10/2023 của Tỉnh ủy Quảng Nam về giảm nghèo.
cows-es | Se difunde el Banco de vacas | El modelo “Banco de vacas” concreta la Resolución No. 12-NQ/TU, de fecha 6 \
de octubre de 2023, del Comité Provincial del Partido de Quang Nam.
digital-vi | Chuyển đổi số | Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị, xã lập tổ công nghệ số.
other-vi | Giảm nghèo | Nghị quyết số 12-NQ/TU ngày 5/3/2022 của Tỉnh ủy Quảng Ninh được triển khai ở các xã.
bare-vi | Bò giống về làng | Bà con nuôi bò sinh sản, được hỗ trợ giống và kỹ thuật chăm sóc.
"""


def captures() -> Iterator[Capture]:
    for row in ARTICLES.strip().splitlines():
        id_, title, body = row.split(" | ")
        lang, text = id_.partition("-")[2], f"{title}\n{body}"
        hints = Hints(id=id_, lang=lang, story=id_.partition("-")[0], published="2025-03-14")
        yield Capture(
            raw=text.encode(), media_type="text/plain", origin=id_, fetched_at="2025-01-01T00:00:00Z", hints=hints
        )


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tracuu.Session]:
    with tracuu.open(tmp_path_factory.mktemp("linked") / "archive", create=True) as made:
        made.add(captures())
        yield made


def found(session: tracuu.Session, query: str, **options: object) -> set[str | None]:
    return {hit.id for hit in session.search(query, versions=True, **options).hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('instrument:"57-NQ/TW"', {"digital-vi"}),
        ("instrument:57-nq/tw", {"digital-vi"}),
        ('instrument:"Nghị quyết 12 Quảng Nam"', {"cows-vi", "cows-es"}),
        ("instrument:vn:quang-nam.tinh-uy:nghi-quyet:12@2020-2025", {"cows-vi", "cows-es"}),
        ('instrument:"Nghị quyết 12 Quảng Nam" lang:es', {"cows-es"}),
        ('model:"ngan hang bo"', {"cows-vi", "cows-es"}),
        ("giảm nghèo -model:ngan-hang-bo", {"other-vi"}),
        ('model:"ngân hàng bò" OR instrument:57-NQ/TW', {"cows-vi", "cows-es", "digital-vi"}),
    ],
)
def test_versions_that_name_an_entity(session: tracuu.Session, query: str, expected: set[str]) -> None:
    assert found(session, query) == expected


def test_options_keep_to_one_of_several(session: tracuu.Session) -> None:
    assert found(session, "", instruments=("57-NQ/TW", "Nghị quyết 12 Quảng Ninh")) == {"digital-vi", "other-vi"}
    assert found(session, "", models="ngân hàng bò") == {"cows-vi", "cows-es"}


def test_a_number_of_two_provinces_is_asked_back(session: tracuu.Session) -> None:
    with pytest.raises(AmbiguousEntity) as asked:
        session.search("instrument:12-NQ/TU")
    ids = {entity.id for entity in asked.value.values["candidates"]}  # type: ignore[attr-defined]
    assert ids == {"vn:quang-nam.tinh-uy:nghi-quyet:12@2020-2025", "vn:quang-ninh.tinh-uy:nghi-quyet:12@2020-2025"}
    assert "1. 12-NQ/TU" in str(asked.value)
    chosen = (("12-NQ/TU", "vn:quang-ninh.tinh-uy:nghi-quyet:12@2020-2025"),)
    assert found(session, "instrument:12-NQ/TU", meant=chosen) == {"other-vi"}


@pytest.mark.parametrize("query", ["instrument:18-NQ/TW", "model:x", "instrument:vn:tw:nghi-quyet:2"])
def test_what_the_register_knows_and_no_article_names_is_no_question(session: tracuu.Session, query: str) -> None:
    """There are several in the register; no article would be found whichever is meant."""
    answer = session.search(query)
    assert answer.total == 0
    assert "No article names" in " ".join(answer.remarks)


@pytest.mark.parametrize(
    ("query", "id_", "marked", "reason"),
    [
        ('instrument:"12 quang nam"', "cows-vi", "Nghị quyết số 12-NQ/TU", "names Nghị quyết 12-NQ/TU as"),
        ('instrument:"12 quang nam"', "cows-es", "Resolución No. 12-NQ/TU", "as “Resolución No. 12-NQ/TU”"),
        ("model:ngan-hang-bo", "cows-es", "Banco de vacas", "names Ngân hàng bò as “Banco de vacas”"),
        # Words are marked beside names, and a word inside of a name with it.
        ("model:ngan-hang-bo concreta", "cows-es", "concreta", "names Ngân hàng bò"),
        ("model:ngan-hang-bo vacas", "cows-es", "Banco de vacas", "names Ngân hàng bò"),
    ],
)
def test_a_hit_shows_where_it_names_what_was_asked_for(
    session: tracuu.Session, query: str, id_: str, marked: str, reason: str
) -> None:
    hit = next(hit for hit in session.search(query, versions=True, columns=90).hits if hit.id == id_)
    assert marked in [hit.snippet[start:end] for start, end in hit.spans]
    assert marked in hit.matched
    assert reason in str(hit.reason)
    assert all(one.end <= other.start for one, other in zip(hit.spans, hit.spans[1:], strict=False))


def test_a_name_in_a_title_is_marked_there(session: tracuu.Session) -> None:
    hit = next(hit for hit in session.search("model:ngan-hang-bo", langs="es").hits)
    assert [hit.title[start:end] for start, end in hit.title_spans] == ["Banco de vacas"]  # type: ignore[index]


def test_words_alone_give_no_reason(session: tracuu.Session) -> None:
    assert {hit.reason for hit in session.search("giảm nghèo").hits} == {None}


def test_what_nobody_names_is_said_with_what_is_called_nearly_so(session: tracuu.Session) -> None:
    answer = session.search('model:"ngân hàng dê"')
    assert answer.total == 0
    assert "Ngân hàng bò" in " ".join(answer.remarks)


def test_an_archive_that_is_not_wholly_linked_says_so(session: tracuu.Session) -> None:
    session.archive.naming.restart()
    answer = session.search("instrument:57-NQ/TW")
    assert "not yet linked" in " ".join(answer.remarks)
    session.relink()
    assert session.search("instrument:57-NQ/TW").remarks == ()
