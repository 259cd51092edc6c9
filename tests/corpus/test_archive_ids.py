"""By what a version and a story can be named, and what becomes of names when stories meet and part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus import identity
from tracuu.corpus.archive import Archive
from tracuu.errors import (
    AmbiguousId,
    UnknownId,
)

PAGE = "https://paper.example/cau-moi-7.html"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def test_ids_are_the_same_in_every_archive(tmp_path: Path) -> None:
    ids = []
    for name, drafts in (("one", ["a", "b"]), ("two", ["b", "c", "a"])):
        with Archive.create(tmp_path / name) as archive:
            ids.append(
                {word: kept.version for word, kept in zip(drafts, archive.add([*map(draft, drafts)]), strict=True)}
            )
    assert ids[0]["a"] == ids[1]["a"]
    assert ids[0]["b"] == ids[1]["b"]


def test_an_id_is_short_and_hard_to_misread(archive: Archive) -> None:
    kept = archive.add([draft()])[0]
    for letter, id_ in (("v", kept.version), ("s", kept.story)):
        assert id_[0] == letter
        assert len(id_) == 9
        assert set(id_[1:]) <= set(identity.ALPHABET)


def test_ids_that_would_be_the_same_are_lengthened(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one letter instead of eight, forty articles must collide: in one batch, and over several."""
    monkeypatch.setattr(identity, "SHORTEST", 1)
    for start in (0, 20, 30):
        archive.add([draft(f"text {number}") for number in range(start, start + 20)])
    versions = archive.versions(list(archive.numbers()))
    assert len({version.id for version in versions}) == len({version.story for version in versions}) == 50
    for version in versions:
        assert archive.resolve(version.id) == ("version", version.id)
        assert archive.resolve(version.story) == ("story", version.story)


def test_every_way_to_name_a_version_or_story(archive: Archive) -> None:
    archive.add([draft("một", url="https://paper.example/vi/1", given_id="7", story="s")])
    archive.add([draft("one", url="https://paper.example/en/1", lang="en", story="s", source_url=PAGE)])
    version, other = archive.versions([1, 2])
    for typed, found in [
        (version.id, ("version", version.id)),
        (version.id[:6], ("version", version.id)),
        (f" {version.id.upper()} ", ("version", version.id)),
        (version.id.replace("0", "o").replace("1", "l"), ("version", version.id)),
        (version.story, ("story", version.story)),
        (version.story[:5], ("story", version.story)),
        ("7", ("version", version.id)),
        ("https://paper.example/en/1", ("version", other.id)),
        # Nobody has the original's page, but a version names it.
        (PAGE, ("story", version.story)),
    ]:
        assert archive.resolve(typed) == found, typed
    assert archive.number(other.id) == 2
    assert archive.number(version.story) == version.story_number
    assert [one.id for one in archive.story_versions(version.story)] == [version.id, other.id]


@pytest.mark.parametrize(
    "typed", ["", "v", "vv", "v0000000", "nothing", "https://paper.example/none", "\ud800", "%_*?["]
)
def test_what_names_nothing(archive: Archive, typed: str) -> None:
    archive.add([draft()])
    with pytest.raises(UnknownId):
        archive.resolve(typed)


def test_a_beginning_of_several_ids_names_them_all(archive: Archive) -> None:
    archive.add([draft(f"text {number}") for number in range(1500)])  # more than 32 * 32: two begin alike
    ids = [version.id for version in archive.versions(list(archive.numbers()))]
    beginning = next(id_[:3] for id_ in ids if sum(other.startswith(id_[:3]) for other in ids) > 1)
    with pytest.raises(AmbiguousId) as caught:
        archive.resolve(beginning)
    named = str(caught.value.values["candidates"]).split(", ")
    assert named
    assert {id_ for id_ in named if id_ != "…"} <= set(ids)


def test_an_id_that_came_with_several_versions(archive: Archive) -> None:
    """One id for all languages of an article names the story; one used twice by mistake names nothing for sure."""
    archive.add([draft("một", given_id="7", story="s"), draft("one", given_id="7", lang="en", story="s")])
    assert archive.resolve("7") == ("story", archive.version(1).story)
    archive.add([draft("khác", given_id="7")])
    with pytest.raises(AmbiguousId):
        archive.resolve("7")


def test_the_newest_of_several_translations_is_meant(archive: Archive) -> None:
    archive.add([draft("old", url=PAGE), draft("new", url=PAGE)])
    assert archive.resolve(PAGE) == ("version", archive.version(2).id)


def test_the_older_story_stays_and_the_other_id_leads_to_it(archive: Archive) -> None:
    first, second = (kept.story for kept in archive.add([draft("one", story="a"), draft("two", story="b")]))
    archive.settle(archive.outstanding(10))
    archive.add([draft("both", keys=("given:a", "given:b"))])
    assert {version.story for version in archive.versions([1, 2, 3])} == {first}
    assert archive.resolve(second) == ("story", first)
    assert archive.resolve(second[:6]) == ("story", first)
    assert archive.outstanding(10) == [2, 3], "the first version's story is what it was"
    assert archive.totals().stories == 1
    assert archive.check() == []


def test_a_part_that_is_split_off_has_an_id_of_its_own(archive: Archive) -> None:
    """One slug, one source: one story. A second source shows that the slug is generic."""
    one, two, three = (f"https://paper.example/bai-2-{number}.html" for number in (1, 2, 3))
    archive.add([draft("one", slug="bai-2", source_url=one), draft("no source", slug="bai-2")])
    joined = archive.version(1).story
    assert archive.version(2).story == joined
    archive.settle(archive.outstanding(10))

    archive.add([draft("two", slug="bai-2", source_url=two), draft("three", slug="bai-2", source_url=three)])
    stories = [version.story for version in archive.versions([1, 2, 3, 4])]
    assert stories[0] == joined
    assert len(set(stories)) == 4
    assert archive.outstanding(10) == [2, 3, 4]
    assert archive.is_touched(2), "the index holds it under its old story"
    assert not archive.is_touched(3)
    assert archive.check() == []


def test_a_story_that_is_apart_again_has_its_old_id_back(archive: Archive) -> None:
    archive.add([draft("one", slug="bai-2", source_url="https://paper.example/1")])
    own = archive.add([draft("two", story="alone")])[0].story
    archive.add([draft("two", keys=("given:alone", "slug:portal.example/bai-2"))])  # more is known of it now
    assert archive.resolve(own) == ("story", archive.version(1).story)
    archive.add([draft("three", slug="bai-2", source_url="https://paper.example/3")])
    assert archive.version(2).story == own
    assert archive.resolve(own) == ("story", own)
    assert archive.check() == []


def test_why_a_version_is_in_its_story(archive: Archive) -> None:
    archive.add([draft("one", story="s"), draft("two", story="s"), draft("three")])
    assert archive.story_reason(1) == "shares with 1 other version: the story name s, given with it"
    assert archive.story_reason(3) == "the only version of its story"


def test_siblings(archive: Archive) -> None:
    archive.add([draft("một", story="s"), draft("alone"), draft("one", lang="en", story="s")])
    ids = [version.id for version in archive.versions([1, 2, 3])]
    assert archive.siblings([1, 2, 99]) == {1: [(1, ids[0], "vi"), (3, ids[2], "en")], 2: [(2, ids[1], "vi")], 99: []}
