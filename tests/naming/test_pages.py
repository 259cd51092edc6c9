"""What a user sees of entities, from articles to the page: with the real functions, on a few articles of our own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tracuu
from tests.naming.test_linking import state
from tracuu.errors import NotWritable, OlderSchema, UnknownEntity
from tracuu.records import Capture, Hints

COWS = "vn:mo-hinh:quang-nam.?.binh-ngan:ngan-hang-bo"
TWELVE = "vn:quang-nam.tinh-uy:nghi-quyet:12@2020-2025"
ARTICLES = """
cows-vi 2024-11-03 | Lan tỏa mô hình Ngân hàng bò | Mô hình “Ngân hàng bò” ở xã Bình Ngân ra đời năm 2021. Kế hoạch số \
18-KH/TU ngày 2/2/2024 của Tỉnh ủy Quảng Nam thực hiện Nghị quyết số 12-NQ/TU ngày 6/10/2023 của Tỉnh ủy Quảng Nam.
cows-es 2024-11-04 | Se difunde el modelo Banco de vacas | El modelo “Banco de vacas” de la comuna de Binh Ngan nació \
en 2021. Concreta la Resolución No. 12-NQ/TU, de fecha 6 de octubre de 2023, del Comité Provincial del Partido de \
Quang Nam.
later-vi 2025-01-10 | Nhìn lại một năm | Sau một năm thực hiện Nghị quyết số 12-NQ/TU ngày 6/10/2023 của Tỉnh ủy Quảng \
Nam, nhiều hộ thoát nghèo.
other-vi 2025-02-01 | Giảm nghèo | Nghị quyết số 12-NQ/TU ngày 5/3/2022 của Tỉnh ủy Quảng Ninh đi vào đời sống.
stub-vi 2025-02-02 | Họp xã | Cán bộ xã bàn về Nghị quyết số 12-NQ/TU trong buổi sáng.
"""


def captures() -> list[Capture]:
    made = []
    for row in ARTICLES.strip().splitlines():
        head, title, body = row.split(" | ")
        id_, day = head.split()
        story, lang = id_.split("-")
        hints = Hints(id=id_, lang=lang, story=story, published=day)
        raw = f"{title}\n{body}".encode()
        made.append(
            Capture(raw=raw, media_type="text/plain", origin=id_, fetched_at="2025-03-01T00:00:00Z", hints=hints)
        )
    return made


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tracuu.Session]:
    with tracuu.open(tmp_path_factory.mktemp("pages") / "archive", create=True) as made:
        made.add(captures())
        yield made


def test_entities_are_listed_with_counts(session: tracuu.Session) -> None:
    rows = {row.entity.id: (row.stories, row.versions, row.first_day) for row in session.entities()}
    assert rows[TWELVE] == (2, 3, "2024-11-03")
    assert rows[COWS] == (1, 2, "2024-11-03")
    assert {row.entity.kind for row in session.entities("model")} == {"model"}
    assert COWS not in {row.entity.id for row in session.entities("instrument")}
    assert [row.entity.id for row in session.entities(query="ngan hang")] == [COWS]
    assert [row.versions for row in session.entities("model", lang="es")] == [1]
    assert len(session.entities(limit=1)) == 1


@pytest.mark.parametrize("typed", [COWS, "ngân hàng bò", "Ngan hang bo", "“NGÂN HÀNG BÒ”", "vn:mo-hinh:quang-nam"])
def test_an_entity_is_found_in_any_spelling(session: tracuu.Session, typed: str) -> None:
    assert session.entity(typed).entity.id == COWS


def test_a_page_tells_names_spread_and_evidence(session: tracuu.Session) -> None:
    page = session.entity(TWELVE)
    assert (page.spread.stories, page.spread.versions) == (2, 3)
    assert page.spread.months == {"2024-11": 1, "2025-01": 1}
    assert page.spread.languages == {"vi": 2, "es": 1}
    days = [one.version.dated.day for one in page.evidence if one.version.dated]
    assert days == sorted(days)
    for one in page.evidence:
        given = session.archive.layer(one.version.number).given
        assert given[one.start : one.end] == one.text
        assert all(given[mention.start : mention.end] == mention.surface for mention in one.mentions)
        assert all("12" in mention.surface for mention in one.mentions)


def test_a_page_shows_one_sentence_of_each_story_first(session: tracuu.Session) -> None:
    stories = [one.version.story for one in session.entity(TWELVE, evidence=2).evidence]
    assert len(set(stories)) == 2


def test_relations_that_texts_state(session: tracuu.Session) -> None:
    relations = [(one.subject.code, one.verb, one.object.code) for one in session.entity(TWELVE).relations]
    assert relations == [("18-KH/TU", "implements", "12-NQ/TU")]


def test_mentions_of_an_article_a_query_or_all(session: tracuu.Session) -> None:
    every = list(session.mentions())
    assert [one.version.number for one in every] == sorted(one.version.number for one in every)
    of_article = [one.row() for one in session.mentions(["cows-es"])]
    assert {row["id"] for row in of_article} == {"cows-es"}
    assert {row["entity"] for row in of_article} == {COWS, TWELVE}
    twelve = next(row for row in of_article if row["entity"] == TWELVE)
    assert (twelve["number"], twelve["code"], twelve["issuer"]) == ("12", "12-NQ/TU", "quang-nam.tinh-uy")
    assert {one.version.given_id for one in session.mentions("lang:es")} == {"cows-es"}


def test_every_step_of_a_decision_is_told(session: tracuu.Session) -> None:
    assert session.why("cows-es", COWS)
    assert "does not name" in session.why("stub-vi", COWS)[0]
    # Twelve is several, but one alone is named in this story; so is the family's one model.
    assert session.why("cows-es", "Nghị quyết 12") == session.why("cows-es", TWELVE)
    with pytest.raises(UnknownEntity):
        session.why("cows-es", "no such thing")


def test_what_is_open_is_offered_for_review(session: tracuu.Session) -> None:
    stub = next(doubt for doubt in session.review() if doubt.about == "stub" and doubt.entity.number == "12")
    assert {entity.id for entity in stub.candidates} >= {TWELVE}
    assert stub.evidence is not None
    assert "12-NQ/TU" in stub.evidence.text
    assert len(session.review(limit=1)) == 1


def test_an_answer_is_kept_found_and_undone(session: tracuu.Session) -> None:
    stub = next(one.entity.id for one in session.entities("instrument") if one.entity.open)
    session.merge(TWELVE, stub)
    assert {one.entity.id for one in session.mentions(["stub-vi"])} == {TWELVE}
    assert "stub-vi" in {hit.id for hit in session.search(f"instrument:{TWELVE}", versions=True).hits}
    session.rename(TWELVE, "Nghị quyết 12 về giảm nghèo")
    assert session.entity(stub).entity.label == "Nghị quyết 12 về giảm nghèo"
    assert [decision.verb for decision in session.decisions()] == ["merge", "rename"]
    session.undo()
    session.undo()
    assert {one.entity.id for one in session.mentions(["stub-vi"])} == {stub}
    assert "stub-vi" not in {hit.id for hit in session.search(f"instrument:{TWELVE}", versions=True).hits}


def test_articles_one_by_one_the_other_way_round_give_the_same(
    session: tracuu.Session, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with tracuu.open(tmp_path_factory.mktemp("reversed") / "archive", create=True) as other:
        for one in reversed(captures()):
            other.add([one])
        assert state(other.archive) == state(session.archive)


def test_an_archive_that_is_only_read_takes_no_decisions(session: tracuu.Session) -> None:
    with tracuu.open(session.folder, write=False) as reading:
        assert reading.entity(COWS).entity.id == COWS
        with pytest.raises(NotWritable):
            reading.rename(COWS, "X")


def test_an_older_archive_that_is_only_read_has_no_names_yet(
    session: tracuu.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracuu.corpus import schema

    monkeypatch.setattr(schema, "NAMING", schema.MIGRATIONS[-1].version + 1)
    with tracuu.open(session.folder, write=False) as reading, pytest.raises(OlderSchema):
        reading.entities()
