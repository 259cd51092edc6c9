"""What users decide holds at once, after everything is made again, and no longer when it is undone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.naming.stand_ins import METHODS
from tests.naming.test_linking import ARTICLES, Article, drafts, named, state
from tracuu.corpus.archive import Archive
from tracuu.entities import Decision
from tracuu.errors import AmbiguousEntity, DataError, UnknownEntity, UsageError
from tracuu.naming import deciding, tables
from tracuu.naming.asking import entity_named
from tracuu.naming.linking import link

COWS, GONG = "vn:mo-hinh:?:ngan-hang-bo", "vn:mo-hinh:?:tieng-keng"
QUANG_NAM = "vn:quang-nam.tinh-uy:nghi-quyet:07@2020-2025"
TEXTS = [
    ("a", "vi", "“Ngân hàng bò” 7-NQ/TU@quang-nam"),
    ("a", "es", "“Banco de vacas” 7-NQ/TU"),
    ("b", "vi", "“Tiếng kẻng”"),
    ("c", "es", "“Banco de vacas” solo"),
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        made.add(drafts(TEXTS))
        link(made, methods=METHODS)
        yield made


def of(archive: Archive, text: str) -> list[str]:
    link(archive, methods=METHODS)
    return named(archive)[text]


def test_what_is_merged_is_one_until_it_is_undone(archive: Archive) -> None:
    made = deciding.merge(archive, COWS, GONG)
    assert of(archive, "“Tiếng kẻng”") == [COWS]
    assert entity_named(archive, GONG).id == COWS
    archive.naming.forget()
    assert of(archive, "“Tiếng kẻng”") == [COWS]
    assert deciding.undo(archive).number == made.number
    assert of(archive, "“Tiếng kẻng”") == [GONG]
    assert entity_named(archive, GONG).id == GONG


def test_a_story_that_is_split_off_has_something_of_its_own(archive: Archive) -> None:
    story = archive.version(1).story
    deciding.split(archive, COWS, story)
    assert COWS not in of(archive, TEXTS[0][2])
    assert all("~" in id_ for id_ in of(archive, TEXTS[1][2]) if id_ != QUANG_NAM)
    deciding.undo(archive)
    assert COWS in of(archive, TEXTS[0][2])


def test_a_name_that_a_user_confirms_is_understood_everywhere(archive: Archive) -> None:
    assert of(archive, "“Banco de vacas” solo") != [COWS], "one story alone teaches nothing"
    deciding.alias_add(archive, COWS, "es", "Banco de Vacas")
    assert of(archive, "“Banco de vacas” solo") == [COWS]
    deciding.alias_ban(archive, COWS, "es", "banco de vacas")
    assert of(archive, "“Banco de vacas” solo") != [COWS]


def test_a_wording_that_is_banned_names_it_nowhere(archive: Archive) -> None:
    """Not even where the story's other versions tell what it is."""
    assert COWS in of(archive, TEXTS[1][2])
    deciding.alias_ban(archive, COWS, "es", "Banco de vacas")
    assert COWS not in of(archive, TEXTS[1][2])
    assert COWS in of(archive, TEXTS[0][2])
    archive.naming.forget()
    assert COWS not in of(archive, TEXTS[1][2])
    deciding.undo(archive)
    assert COWS in of(archive, TEXTS[1][2])


def test_a_story_may_mean_another(archive: Archive) -> None:
    deciding.relate(archive, archive.version(4).id, named(archive)["“Banco de vacas” solo"][0], GONG)
    assert of(archive, "“Banco de vacas” solo") == [GONG]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda archive: deciding.merge(archive, COWS, COWS),
        lambda archive: deciding.rename(archive, COWS, "  "),
        lambda archive: deciding.alias_add(archive, COWS, "es", "…"),
        lambda archive: deciding.alias_add(archive, COWS, "not a language", "x"),
        lambda archive: deciding.split(archive, COWS, archive.version(3).story),
        deciding.undo,
        lambda archive: deciding.undo(archive, 9),
    ],
)
def test_what_cannot_be_decided(archive: Archive, wrong: object) -> None:
    with pytest.raises(UsageError):
        wrong(archive)  # type: ignore[operator]
    assert archive.naming.decisions() == []


def test_what_is_typed_may_mean_nothing_or_several(archive: Archive) -> None:
    assert entity_named(archive, "ngan hang bo").id == COWS
    with pytest.raises(UnknownEntity, match="ngân hàng bò"):
        entity_named(archive, "ngan hang bok")
    archive.add(drafts([("d", "vi", "7-NQ/TU@da-nang")]))
    link(archive, methods=METHODS)
    with pytest.raises(AmbiguousEntity):
        entity_named(archive, "Nghị quyết 7")


def test_tables_are_read_back_into_another_archive(archive: Archive, tmp_path: Path) -> None:
    deciding.merge(archive, COWS, GONG)
    deciding.undo(archive)
    deciding.rename(archive, COWS, "=HYPERLINK(1)")  # no spreadsheet may run it
    written = tables.write(archive, tmp_path / "tables")
    assert [path.name for path in written] == ["decisions.csv", "redirects.csv", "aliases.csv", "entities.csv"]
    assert "'=HYPERLINK(1)" in written[0].read_text(encoding="utf-8")
    with Archive.create(tmp_path / "other") as other:
        other.add(drafts(TEXTS))
        link(other, methods=METHODS)
        assert tables.read(other, tmp_path / "tables").decisions == 2
        assert tables.read(other, tmp_path / "tables").decisions == 0, "what is here is not repeated"
        assert content(other) == content(archive)
        again = tables.write(other, tmp_path / "again")
        assert again[0].read_text(encoding="utf-8") == written[0].read_text(encoding="utf-8")


def content(archive: Archive) -> list[Decision]:
    return archive.naming.decisions()


def test_a_name_confirmed_by_hand_in_its_table_is_a_decision(archive: Archive, tmp_path: Path) -> None:
    aliases = tables.write(archive, tmp_path)[2]
    (tmp_path / tables.DECISIONS).unlink()
    edited = aliases.read_text(encoding="utf-8").replace("weak", "confirmed")
    aliases.write_text("\ufeff" + edited, encoding="utf-8")  # as spreadsheets write it
    assert tables.read(archive, tmp_path).decisions == 1
    assert of(archive, "“Banco de vacas” solo") == [COWS]
    assert tables.read(archive, tmp_path).decisions == 0


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("number,verb\n1,praise\n", "praise"),
        ("number,verb,keep\n1,merge,vn:a\n", "gone"),
        ("number,verb,colour\n1,merge,red\n", "colour"),
    ],
)
def test_a_wrong_table_is_refused_whole(archive: Archive, tmp_path: Path, table: str, said: str) -> None:
    (tmp_path / tables.DECISIONS).write_text(table, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        tables.read(archive, tmp_path)
    assert archive.naming.decisions() == []


def test_a_folder_without_tables_is_no_table(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        tables.read(archive, tmp_path / "nowhere")


VERBS = st.sampled_from(["merge", "split", "alias_add", "alias_ban", "rename", "undo"])


@given(ARTICLES, st.lists(st.tuples(VERBS, st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_decisions_outlive_what_is_made_again(articles: list[Article], wanted: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as place, Archive.create(Path(place)) as archive:
        archive.add(drafts(articles))
        link(archive, methods=METHODS)
        for verb, one, other in wanted:
            with suppress(UsageError):  # not everything can be decided of everything
                decide(archive, verb, one, other)
            link(archive, methods=METHODS)
        kept, decisions = state(archive), archive.naming.decisions()
        archive.naming.forget()
        link(archive, methods=METHODS)
        assert state(archive) == kept
        assert archive.naming.decisions() == decisions


def decide(archive: Archive, verb: str, one: int, other: int) -> None:
    """Take a decision about some of what there is, where it can be taken."""
    entities = [entity.id for entity in archive.naming.everything() if entity.kind != "family"]
    if verb == "undo":
        if any(not decision.undone for decision in archive.naming.decisions()):
            deciding.undo(archive)
        return
    if not entities:
        return
    first, second = entities[one % len(entities)], entities[other % len(entities)]
    if verb == "merge" and first != second:
        deciding.merge(archive, first, second)
    elif verb == "split":
        deciding.split(archive, first, archive.version(archive.naming.mentions_of([first])[0].version).id)
    elif verb.startswith("alias"):
        getattr(deciding, verb)(archive, first, "es", ["A b", "A c"][other % 2])
    elif verb == "rename":
        deciding.rename(archive, first, "X")
