"""What the archive keeps of naming: what is outstanding, what is read back, what an older archive becomes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.corpus.naming import Gathered, Linked, Reach, number_of
from tracuu.corpus.store import packing
from tracuu.corpus.store.linking import FoundIn, joined
from tracuu.entities import Cluster, Entity, Found, How, Mention, Step

FINGERPRINT = 7


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def found(surface: str = "57-NQ/TW", start: int = 0) -> Found:
    return Found(start, start + len(surface), surface, ("resolution",), How.SYMBOL, number="57", symbol="NQ/TW")


def entity(id_: str, label: str = "", **given: object) -> Entity:
    return Entity(id_, "resolution", label or id_, **given)  # type: ignore[arg-type]


def gathered(story: int, *told: tuple[Entity, int | None], names: tuple[tuple[str, str], ...] = ()) -> Gathered:
    return Gathered(story, packing.pack_clusters(()), names, told, {})


def linked(story: int, version: int, *entities: Entity, needs: frozenset[int] = frozenset()) -> Linked:
    mentions = tuple(
        Mention(version, 10 * place, 10 * place + 5, "57", "resolution", one.id, 0.9, "symbol")
        for place, one in enumerate(entities)
    )
    return Linked(story, mentions, (), {one.id: one for one in entities}, needs)


def settle(archive: Archive, *told: tuple[Entity, int | None]) -> None:
    """Gather every outstanding story as telling `told`, and resolve it to nothing."""
    turns = archive.naming.to_gather(100)
    archive.naming.keep_gathered([gathered(story, *told) for story in turns], turns, FINGERPRINT)
    resolve(archive)


def resolve(archive: Archive) -> None:
    turns = archive.naming.to_resolve(100)
    archive.naming.keep_linked([Linked(story, (), (), {}, frozenset()) for story in turns], turns)


def test_what_comes_moves_or_changes_is_outstanding(archive: Archive) -> None:
    source = "https://paper.example/1"
    archive.add([draft("one", url="https://a.example/1"), draft("two", url=source)])
    assert set(archive.naming.to_gather(9)) == {1, 2}
    settle(archive)
    assert archive.naming.outstanding() == 0
    archive.add([draft("one", url="https://a.example/1")])  # unchanged: nothing to do
    assert archive.naming.outstanding() == 0
    archive.add([draft("three", source_url=source)])
    assert set(archive.naming.to_gather(9)) == {2}
    settle(archive)
    archive.add([draft("one", url="https://a.example/1", day="2024-05-01")])  # its day becomes known
    assert set(archive.naming.to_gather(9)) == {1}
    settle(archive)
    archive.add([draft("four", url="https://a.example/1", source_url=source, lang="en")])  # ties both stories
    assert set(archive.naming.to_gather(9)) == {1, 2}


def test_work_on_an_older_state_settles_nothing(archive: Archive) -> None:
    archive.add([draft("one", story="s")])
    turns = archive.naming.to_gather(9)
    archive.add([draft("two", story="s")])
    archive.naming.keep_gathered([gathered(1)], turns, FINGERPRINT)
    assert set(archive.naming.to_gather(9)) == {1}


def test_what_was_found_is_kept_with_the_version(archive: Archive) -> None:
    packed = packing.pack_founds([found()])
    archive.add([draft("57-NQ/TW")], found=FoundIn([packed], FINGERPRINT))
    assert archive.naming.founds([1]) == {1: (found(),)}
    ((unread,),) = archive.naming.unread([1], FINGERPRINT).values()
    assert (unread.found, unread.text.given, unread.text.original) == (packed, "57-NQ/TW", True)
    ((other,),) = archive.naming.unread([1], FINGERPRINT + 1).values()
    assert other.found is None, "it was found by other data"


def test_a_new_layer_of_text_is_looked_through_afresh(archive: Archive) -> None:
    packed = packing.pack_founds([found()])
    archive.add([draft("57-NQ/TW", raw=b"<p>", extractor="a/1")], found=FoundIn([packed], FINGERPRINT))
    archive.add([draft("other", raw=b"<p>", extractor="a/2")], found=FoundIn([packed], FINGERPRINT))
    assert archive.naming.founds([1]) == {}


def test_other_data_or_code_makes_everything_outstanding(archive: Archive) -> None:
    archive.add([draft("one")])
    archive.naming.begin(FINGERPRINT)
    settle(archive)
    archive.naming.begin(FINGERPRINT)
    assert archive.naming.outstanding() == 0
    archive.naming.begin(FINGERPRINT + 1)
    assert set(archive.naming.to_gather(9)) == {1}


def test_a_story_is_resolved_again_when_an_answer_changes(archive: Archive) -> None:
    """Story 1 asked for instruments of a number; story 2 names one completely."""
    archive.add([draft("one"), draft("two")])
    settle(archive)
    archive.naming.again([1])
    turns = archive.naming.to_resolve(9)
    archive.naming.keep_linked([linked(1, 1, needs=frozenset({57}))], turns)
    archive.naming.restart()
    turns = archive.naming.to_gather(9)
    known = entity("vn:tw:nghi-quyet:57@xiii")
    archive.naming.keep_gathered([gathered(2, (known, 57))], turns, FINGERPRINT)
    archive.naming.keep_gathered([gathered(1)], turns, FINGERPRINT)
    resolve(archive)
    assert archive.naming.answer(57) == [known]
    assert archive.naming.outstanding() == 0


def test_the_index_hears_of_versions_that_name_other_entities(archive: Archive) -> None:
    archive.add([draft("one")])
    one, two = entity("vn:a"), entity("vn:b")
    for named, stale in (((one,), True), ((one,), False), ((one, two), True)):
        archive.outstanding(9)
        archive.settle([1])
        archive.naming.restart()
        turns = archive.naming.to_gather(9)
        archive.naming.keep_gathered([gathered(1)], turns, FINGERPRINT)
        turns = archive.naming.to_resolve(9)
        archive.naming.keep_linked([linked(1, 1, *named)], turns)
        assert (archive.outstanding(9) == [1]) is stale
    assert [mention.entity for mention in archive.naming.mentions([1])] == ["vn:a", "vn:b"]


def test_the_id_of_what_nothing_names_any_more_leads_on(archive: Archive) -> None:
    archive.add([draft("one")])
    for id_ in ("vn:?:nghi-quyet:57@?~s1", "vn:tw:nghi-quyet:57@xiii"):
        archive.naming.restart()
        turns = archive.naming.to_gather(9)
        archive.naming.keep_gathered([gathered(1)], turns, FINGERPRINT)
        archive.naming.keep_linked([linked(1, 1, entity(id_))], archive.naming.to_resolve(9))
    assert archive.naming.successor("vn:?:nghi-quyet:57@?~s1") == "vn:tw:nghi-quyet:57@xiii"
    assert [one.id for one in archive.naming.everything()] == ["vn:tw:nghi-quyet:57@xiii"]


def test_attributes_are_what_most_stories_tell(archive: Archive) -> None:
    archive.add([draft("one"), draft("two"), draft("three")])
    turns = archive.naming.to_gather(9)
    told = [entity("vn:a", "Nghị quyết A"), entity("vn:a", "Nghi quyet A"), entity("vn:a", "Nghị quyết A", date="2024")]
    archive.naming.keep_gathered([gathered(story, (one, 1)) for story, one in zip(turns, told, strict=True)], turns, 0)
    assert archive.naming.answer(1) == [entity("vn:a", "Nghị quyết A", date="2024")]


@given(st.permutations([("a", 2), ("b", 2), ("c", 1)]))
def test_attributes_do_not_depend_on_the_order(told: list[tuple[str, int]]) -> None:
    assert joined([(entity("vn:x", label), times) for label, times in told]).label == "a"


def test_decisions_and_redirects_outlive_all_else(archive: Archive) -> None:
    archive.add([draft("one")])
    made = archive.naming.decide("merge", {"keep": "vn:a", "gone": "vn:b"}, "2026-01-01T00:00:00Z", Reach((), ()))
    archive.naming.redirect({"vn:old": "vn:a"})
    archive.naming.forget()
    assert archive.naming.decisions() == [made]
    assert archive.naming.successor("vn:old") == "vn:a"
    archive.naming.undo(made.number, Reach((), ()))
    assert archive.naming.decisions() == [made._replace(undone=True)]


def test_redirects_that_go_round_end(archive: Archive) -> None:
    archive.naming.redirect({"vn:a": "vn:b", "vn:b": "vn:a"})
    assert archive.naming.successor("vn:a") in {"vn:a", "vn:b"}


def test_an_archive_from_before_naming_is_wholly_outstanding(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([draft("one"), draft("two")])
    direct = sqlite3.connect(tmp_path / "archive.sqlite")
    direct.execute("DELETE FROM unlinked")
    script = (Path(packing.__file__).parent / "schema_3.sql").read_text(encoding="utf-8")
    direct.executescript(script.rpartition("\n-- ")[2].partition("\n")[2])  # what its last statement does
    assert direct.execute("SELECT * FROM unlinked").fetchall() == [(1, 0, 0), (2, 0, 0)]
    direct.close()


@pytest.mark.parametrize("surface", ["57-NQ/TW", "«5 در ۱»", "x" * 500])
def test_founds_are_read_as_they_were_written(surface: str) -> None:
    several = [found(surface), found(surface, 600)._replace(kinds=("law", "resolution"), follows=0, symbol=None)]
    assert packing.read_founds(packing.pack_founds(several)) == tuple(several)


def test_clusters_are_read_as_they_were_written() -> None:
    full = Cluster(
        story="s1", ordinal=1, kinds=("model",), members=((1, 0), (2, 3)),
        names=(("es", "cinco en uno"), ("vi", "5 trong 1")),
        labels=(("vi", "5 trong 1"),), place="quang-nam", conflicts=("issuer",), steps=(Step("x.y", {"a": 1}, 0.5),),
    )  # fmt: skip
    bare = Cluster(story="s1", ordinal=2, kinds=("law",), members=((1, 1),))
    relation = packing.Relation(1, 0, "implements", 1, 0, 90)
    packed = packing.pack_clusters([full, bare], [relation])
    assert packing.read_clusters(packed) == (full, bare)
    assert packing.read_relations(packed) == (relation,)


def test_an_entity_is_read_as_it_was_written() -> None:
    full = entity("vn:a", names=(("vi", "a", True),), origin="register", open=True)
    assert packing.read_entity(packing.pack_entity(full)) == full


def test_numbers_of_entities_are_the_same_everywhere() -> None:
    assert number_of("vn:tw:nghi-quyet:57@xiii") == number_of("vn:tw:nghi-quyet:57@xiii")
    assert -(2**63) <= number_of("x") < 2**63


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM clusters WHERE story = 1",
        "DELETE FROM found",
        "INSERT INTO clusters VALUES (99, 0, x'6a5b5d')",
        "INSERT INTO entities VALUES (5, 'vn:x', 'model', 'x', NULL, 0, '[]')",
    ],
)
def test_what_does_not_hang_together_is_found_and_mended(archive: Archive, damage: str) -> None:
    archive.add([draft("one")], found=FoundIn([packing.pack_founds([])], FINGERPRINT))
    settle(archive)
    assert archive.check() == []
    direct = sqlite3.connect(archive.folder / "archive.sqlite")
    direct.executescript(damage)
    direct.close()
    (finding,) = archive.check()
    assert finding.code == "naming"
    archive.mend(finding)
    assert archive.check() == []
