"""Two archives become one: the same stories whoever merges whom, everything decided, nothing lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tracuu
from tests.corpus.drafts import draft
from tests.exports.test_dump import EN, PAGE, TABLES, VI, both, decided, filled, full, truth
from tracuu.corpus.matching import MERGE, SPLIT
from tracuu.errors import NoArchive, TracuuError, UsageError
from tracuu.exports.rows import head
from tracuu.records import Draft
from tracuu.session import Session
from tracuu.sharing import merging, opening, packing, settling


def packed(session: Session, to: Path, stories: list[str] | None = None, **manner: Any) -> Path:
    packing.write(session.archive, str(to), head(session.archive, ()), stories, **manner)
    return to


def merged(session: Session, other: Path) -> merging.Merged:
    with opening.opened(str(other)) as found:
        opening.check(found)
        return merging.merge(session.archive, found)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a place with an archive that holds something of every kind, `here`, and the same packed."""
    place = tmp_path_factory.mktemp("sharing")
    with filled(place / "here", full()) as session:
        decided(session)
        packed(session, place / "all.tracuu")
    return place


def test_an_empty_archive_that_takes_a_packed_one_in_is_equal_to_it(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(tmp_path / "there", create=True) as session:
        made = merged(session, whole / "all.tracuu")
        assert session.archive.check() == []
    for question, here, there in zip(TABLES, truth(whole / "here"), truth(tmp_path / "there"), strict=True):
        assert here == there, question
    assert made.conflicts == 0
    assert made.stated["decision"] == made.stated["story_decision"] == 3


@pytest.mark.parametrize("source", ["all.tracuu", "here"])
def test_once_more_changes_nothing(whole: Path, tmp_path: Path, source: str) -> None:
    with tracuu.open(tmp_path / "there", create=True) as session:
        merged(session, whole / "all.tracuu")
        before = truth(tmp_path / "there")
        again = merged(session, whole / source)
    assert truth(tmp_path / "there") == before
    assert not any(again.stated.values())


def test_an_archive_is_not_merged_with_itself(whole: Path) -> None:
    with tracuu.open(whole / "here") as session, pytest.raises(UsageError, match="this very archive"):
        merged(session, whole / "here")


def test_without_raw_texts_stay(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(whole / "here", write=False) as session:
        packed(session, tmp_path / "lean.tracuu", with_raw=False)
    with tracuu.open(tmp_path / "there", create=True) as session:
        merged(session, tmp_path / "lean.tracuu")
    assert truth(tmp_path / "there")[2:] == truth(whole / "here")[2:]


# Some stories.


def test_some_stories_go_with_all_their_versions_and_what_was_said_of_them(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(whole / "here", write=False) as session:
        story = session.archive.version(1).story  # marked, and split from its resolution
        held = {version.id for version in session.archive.story_versions(story)}
        packed(session, tmp_path / "one.tracuu", [story])
    with tracuu.open(tmp_path / "there", create=True) as session:
        made = merged(session, tmp_path / "one.tracuu")
        assert {one.id for one in session.archive.versions(list(session.archive.numbers()))} == held
        assert session.archive.marks.of([1])[1].tags == ("vườn",)
        assert [one.verb for one in session.decisions()] == ["rename", "alias-add", "split"]
        assert session.archive.resolve(story)[0] == "story"
        assert session.archive.check() == []
    assert made.stated["word_list"] == 2
    assert not made.stated["saved_search"]
    assert not made.stated["story_decision"], "they are about other stories"


def test_what_was_decided_of_other_stories_stays_behind(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(whole / "here", write=False) as session:
        packed(session, tmp_path / "x.tracuu", [session.archive.version(5).story])
    with tracuu.open(tmp_path / "there", create=True) as session:
        merged(session, tmp_path / "x.tracuu")
        assert [one.verb for one in session.decisions()] == ["rename", "alias-add"]


# Conflicts.


def two(tmp_path: Path) -> tuple[Session, Session]:
    """Give two archives of the same articles."""
    batch = [draft(VI, url=f"{PAGE}/vi"), draft(EN, lang="en", url=f"{PAGE}/en", source_url=f"{PAGE}/vi")]
    batch += [draft("Một\nbài khác.", url=f"{PAGE}/khac"), draft("Bài\nthứ ba.", url=f"{PAGE}/ba")]
    return filled(tmp_path / "lan", [batch]), filled(tmp_path / "minh", [batch])


def test_two_names_for_one_thing(tmp_path: Path) -> None:
    lan, minh = two(tmp_path)
    with lan, minh:
        (entity,) = [one.entity.id for one in lan.entities("instrument")]
        lan.rename(entity, "Nghị quyết về vườn")
        minh.rename(entity, "Nghị quyết 35")
        minh.alias_add(entity, "en", "the thirty-fifth")
        assert merged(lan, packed(minh, tmp_path / "minh.tracuu")).conflicts == 1
        assert lan.entity(entity).entity.label == "Nghị quyết về vườn"
        assert [one.verb for one in lan.decisions()] == ["rename", "alias-add"]
        (found,) = settling.still_open(lan.archive)
        assert (found.verb, found.args["label"], found.ours) == ("rename", "Nghị quyết 35", (1,))
        assert merged(lan, tmp_path / "minh.tracuu").conflicts == 0, "asked once"
        settling.take(lan.archive, found.number)
        lan.relink(whole=False)
        assert lan.entity(entity).entity.label == "Nghị quyết 35"
        assert merged(lan, tmp_path / "minh.tracuu").conflicts == 0
        assert settling.still_open(lan.archive) == []


@contextmanager
def renamed_apart(tmp_path: Path) -> Iterator[tuple[Session, Session, str]]:
    """Give Lan's archive and Minh's, which call a document Ta and Họ, and the document; Lan has merged Minh's."""
    lan, minh = two(tmp_path)
    with lan, minh:
        (entity,) = [one.entity.id for one in lan.entities("instrument")]
        lan.rename(entity, "Ta")
        minh.rename(entity, "Họ")
        merged(lan, tmp_path / "minh")
        yield lan, minh, entity


def test_what_one_took_over_stays_when_it_comes_back(tmp_path: Path) -> None:
    with renamed_apart(tmp_path) as (lan, minh, entity):
        settling.take(lan.archive, 1)
        assert merged(minh, tmp_path / "lan").conflicts == 0
        assert minh.entity(entity).entity.label == "Họ"


def test_what_was_kept_is_not_asked_again(tmp_path: Path) -> None:
    with renamed_apart(tmp_path) as (lan, _minh, entity):
        settling.keep(lan.archive, 1)
        assert merged(lan, tmp_path / "minh").conflicts == 0
        assert lan.entity(entity).entity.label == "Ta"
        with pytest.raises(UsageError, match="no open conflict 1"):
            settling.take(lan.archive, 1)


def test_what_ours_no_longer_contradicts_is_taken_over(tmp_path: Path) -> None:
    with renamed_apart(tmp_path) as (lan, _minh, entity):
        lan.undo()
        merged(lan, tmp_path / "minh")
        assert lan.entity(entity).entity.label == "Họ"
        assert settling.still_open(lan.archive) == []


def test_what_they_took_back_is_asked(tmp_path: Path) -> None:
    lan, minh = two(tmp_path)
    with lan, minh:
        (entity,) = [one.entity.id for one in lan.entities("instrument")]
        lan.rename(entity, "Ta")
        merged(minh, tmp_path / "lan")
        minh.undo()
        assert merged(lan, tmp_path / "minh").conflicts == 1
        assert lan.entity(entity).entity.label == "Ta"
        settling.take(lan.archive, 1)
        lan.relink(whole=False)
        assert lan.entity(entity).entity.label != "Ta"
        assert merged(lan, tmp_path / "minh").conflicts == 0


def ids(session: Session) -> list[str]:
    return [one.id for one in session.archive.versions(list(session.archive.numbers()))]


def test_stories_that_one_joins_and_the_other_parts(tmp_path: Path) -> None:
    lan, minh = two(tmp_path)
    with lan, minh:
        vi, en, other, third = ids(lan)
        minh.archive.stories.decide(SPLIT, {"versions": [en], "from": [vi]}, "2026-03-01T00:00:00Z")
        minh.archive.stories.decide(MERGE, both(other, third), "2026-03-02T00:00:00Z")
        lan.archive.stories.decide(MERGE, both(vi, en), "2026-03-03T00:00:00Z")
        made = merged(lan, tmp_path / "minh")
        assert (made.conflicts, made.stated["story_decision"]) == (1, 1)
        assert [one.story for one in lan.archive.versions([1, 2, 3, 4])] == [
            lan.archive.version(1).story, lan.archive.version(1).story,
            lan.archive.version(3).story, lan.archive.version(3).story,
        ]  # fmt: skip
        settling.take(lan.archive, 1)
        assert lan.archive.version(1).story != lan.archive.version(2).story
        assert lan.archive.check() == []
        assert merged(lan, tmp_path / "minh").conflicts == 0


def test_what_was_split_off_stays_so_when_others_tie_it_again(tmp_path: Path) -> None:
    """They hold the same article under another address, which their version of the original names too."""
    vi, en = draft(VI, url=f"{PAGE}/vi", story="vườn"), draft(EN, lang="en", url=f"{PAGE}/en", story="vườn")
    with (
        filled(tmp_path / "lan", [[vi, en]]) as lan,
        filled(
            tmp_path / "minh",
            [[draft(VI, url=f"{PAGE}/vi", story="rau"), draft(EN, lang="en", url=f"{PAGE}/en", story="rau")]],
        ) as minh,
    ):
        first, second = ids(lan)
        lan.archive.stories.decide(SPLIT, {"versions": [second], "from": [first]}, "2026-03-01T00:00:00Z")
        merged(lan, tmp_path / "minh")
        assert lan.archive.version(1).story != lan.archive.version(2).story
        merged(minh, tmp_path / "lan")
        assert minh.archive.version(1).story != minh.archive.version(2).story
        assert lan.archive.check() == minh.archive.check() == []


def test_tags_and_notes_are_united(tmp_path: Path) -> None:
    lan, minh = two(tmp_path)
    with lan, minh:
        lan.archive.marks.put([1], "tag", "vườn", "2026-03-01T00:00:00Z")
        lan.archive.marks.put([1], "note", "Gọi lại", "2026-03-01T00:00:00Z")
        minh.archive.marks.put([1], "tag", "vườn", "2026-03-02T00:00:00Z")
        minh.archive.marks.put([1], "note", "Đã gọi", "2026-03-02T00:00:00Z")
        minh.archive.marks.put([1], "star", "", "2026-03-02T00:00:00Z")
        assert merged(lan, tmp_path / "minh").stated["marks"] == 2
        marked = lan.archive.marks.of([1])[1]
        assert (marked.tags, marked.notes, marked.starred) == (("vườn",), ("Gọi lại", "Đã gọi"), True)


def test_an_archive_from_before_conflicts_has_none(tmp_path: Path) -> None:
    filled(tmp_path / "old", [[draft(VI)]]).close()
    with closing(sqlite3.connect(tmp_path / "old" / "archive.sqlite")) as file:
        file.executescript("DROP TABLE conflicts; PRAGMA user_version = 7;")
    with tracuu.open(tmp_path / "old", write=False) as session:
        assert settling.still_open(session.archive) == []


# Whoever merges whom.

TEXTS = st.sampled_from([f"Tin {number}\nBài số {number}." for number in range(6)])
ARTICLE = st.tuples(TEXTS, st.sampled_from(["vi", "en"]), st.sampled_from([None, "a", "b", "c"]))
ARCHIVE = st.lists(ARTICLE, min_size=1, max_size=5)


def of_articles(folder: Path, articles: list[tuple[str, str, str | None]]) -> Session:
    """Make an archive; articles with a slug or a story's name are one story with others of that name."""
    batch: list[Draft] = [
        draft(text, lang=lang, story=story, slug=f"bai-{text[4]}", url=f"{PAGE}/{lang}/{text[4]}")
        for text, lang, story in articles
    ]
    return filled(folder, [batch])


def content(session: Session) -> tuple[set[frozenset[str]], list[Any]]:
    """Give the stories that hints and users make, as sets of their versions' ids, and the marks of versions.

    What is found to be one story by its words alone may depend on what was held when it was compared.
    """
    numbers = session.archive.numbers()
    names = dict(zip(numbers, ids(session), strict=True))
    stories: dict[int, set[str]] = {}
    for number, first in session.archive.stories.hinted(numbers).items():
        stories.setdefault(first, set()).add(names[number])
    marks = [line["rows"] for line in session.archive.dumps.facts() if line["kind"] == "marks"]
    return set(map(frozenset, stories.values())), marks


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARCHIVE, ARCHIVE, st.booleans())
def test_a_into_b_and_b_into_a_give_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    left: list[tuple[str, str, str | None]],
    right: list[tuple[str, str, str | None]],
    joins: bool,  # noqa: FBT001  drawn
) -> None:
    place = tmp_path_factory.mktemp("law")
    with of_articles(place / "a", left) as a, of_articles(place / "b", right) as b:
        a.archive.marks.put([1], "tag", "của a", "2026-03-01T00:00:00Z")
        b.archive.marks.put([1], "note", "của b", "2026-03-02T00:00:00Z")
        first, last = ids(a)[0], ids(a)[-1]
        if joins and first != last:
            a.archive.stories.decide(MERGE, both(first, last), "2026-03-01T00:00:00Z")
        packed(a, place / "a.tracuu")
        packed(b, place / "b.tracuu")
        merged(a, place / "b.tracuu")
        merged(b, place / "a.tracuu")
        assert content(a) == content(b)
        assert a.archive.check() == b.archive.check() == []
        before = truth(place / "a")
        merged(a, place / "b")
        assert truth(place / "a") == before


@pytest.mark.parametrize("name", ["nothing-there", "a-file.txt", "folder"])
def test_what_is_no_archive_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file.txt").write_text("Một bài báo.", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises((UsageError, NoArchive)) as raised, opening.opened(str(tmp_path / name)):
        pass
    assert isinstance(raised.value, TracuuError)
    assert "\n" not in str(raised.value)
