"""The archive as its users see it: what comes back, under which id, and what the index is told."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from tests.corpus.drafts import draft
from tracuu.corpus import identity
from tracuu.corpus.archive import Archive, Coverage
from tracuu.corpus.store import marks
from tracuu.errors import (
    AmbiguousId,
    ArchiveError,
    Busy,
    Damaged,
    DiskFull,
    NoArchive,
    NotWritable,
    UnknownId,
    UnsafePlace,
)
from tracuu.records import Dated, DateKind, Mark, Outcome, Role

PAGE = "https://paper.example/cau-moi-7.html"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def outcomes(archive: Archive, *drafts: object) -> list[Outcome]:
    return [kept.outcome for kept in archive.add(list(drafts))]  # type: ignore[arg-type]


# What goes in comes out.


def test_a_version_comes_back_as_it_was_handed_in(archive: Archive) -> None:
    given = draft(
        "Cầu mới\r\n\r\nCầu nối hai xã.\r\n",
        raw=b"<html>\x00</html>",
        media_type="text/html",
        url=PAGE,
        host="paper.example",
        site="paper.example",
        publisher="Báo Ví Dụ",
        province="quang-nam",
        province_inferred=True,
        title="Cầu mới",
        dated=Dated("2024-05-01", DateKind.URL, "2024-05-01T07:00:00+07:00"),
        source_url="https://source.example/a",
        machine_translated=False,
        kind="document",
        given_id="row 7",
        extra={"tags": ["cầu", 1, None]},
    )
    kept = archive.add([given], now="2026-02-03T04:05:06Z")[0]
    version = archive.version(kept.number)
    for name in (
        *(
            "url",
            "host",
            "site",
            "publisher",
            "province",
            "province_inferred",
            "title",
            "dated",
            "source_url",
            "origin",
        ),
        *("machine_translated", "kind", "given_id", "fetched_at", "extractor", "extra"),
    ):
        assert getattr(version, name) == getattr(given, name), name
    assert (version.lang, version.lang_confidence, version.lang_evidence) == ("vi", 0.99, "text .99")
    assert (version.id, version.story, version.added_at) == (kept.version, kept.story, "2026-02-03T04:05:06Z")
    assert version.sha256 == hashlib.sha256(given.raw).hexdigest()
    layer = archive.layer(kept.number)
    assert (layer.version, layer.extractor, layer.given, layer.marks) == (
        kept.version,
        "plain/1",
        given.given,
        given.marks,
    )
    assert archive.raw(kept.number) == given.raw


def test_nothing_known_stays_nothing_known(archive: Archive) -> None:
    """What is absent comes back as None, never as an empty word or a nought."""
    version = archive.version(archive.add([draft()])[0].number)
    for name in ("url", "host", "site", "publisher", "province", "title", "dated", "source_url", "given_id"):
        assert getattr(version, name) is None, name
    assert version.machine_translated is None
    assert version.extra == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "NUL \x00 inside",
        "e\u0301 decomposed, \u200c joiner, \u202e override, 😀 astral",
        "x" * 2_000_000,
        # UTF-8 writes no half of a surrogate pair; each is replaced by one character, so that offsets stay.
        "half \ud800 pair",
    ],
)
def test_every_text_is_kept(archive: Archive, text: str) -> None:
    number = archive.add([draft(text)])[0].number
    assert archive.layer(number).given == text.replace("\ud800", "\ufffd")


def test_half_surrogates_anywhere_do_no_harm(archive: Archive) -> None:
    bad = "a\udc80"
    odd = draft(
        "text", title=bad, url=f"https://x.example/{bad}", extra={bad: [bad]}, given_id=bad, origin=bad, story=bad
    )
    number = archive.add([odd])[0].number
    assert archive.version(number).title == "a\ufffd"
    assert outcomes(archive, odd) == [Outcome.UNCHANGED]


def test_plain_text_is_stored_once(archive: Archive) -> None:
    """Raw bytes that are the text in UTF-8 take no room of their own; other bytes do, and are counted apart."""
    archive.add([draft("the same\n" * 50)])
    assert archive.sizes().raw == 0
    archive.add([draft("the same\n" * 60, raw=b"<p>" + b"the same" * 60)])
    assert archive.sizes().raw > 0


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((), ""),
        # Most lines follow on one line end and have the role of the line before: one number each.
        ((Mark(0, 5, Role.TITLE), Mark(6, 16, Role.BODY), Mark(17, 19, Role.BODY)), "t5 b1+10 2"),
        # An empty mark, and marks that overlap or run backwards, come back all the same.
        ((Mark(3, 3, Role.IMAGE), Mark(1, 9, Role.RELATED)), "i3+0 r-2+8"),
    ],
)
def test_marks_are_written_shortly(found: tuple[Mark, ...], words: str) -> None:
    assert marks.written(found) == words
    assert marks.read(words) == found


# The same again, and almost the same.


def test_adding_twice_changes_nothing(archive: Archive) -> None:
    drafts = [draft(f"text {number}", url=f"{PAGE}?p={number}", story="s") for number in range(5)]
    first = archive.add(drafts)
    totals = archive.totals()
    again = archive.add(drafts)
    assert [kept.outcome for kept in again] == [Outcome.UNCHANGED] * 5
    assert [replace(kept, outcome=Outcome.ADDED) for kept in again] == first
    assert archive.totals() == totals


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (draft("text", url=PAGE), Outcome.UNCHANGED),
        # The same article inside another page: the advertisement changed.
        (draft("text", url=PAGE, raw=b"<p>text<p>ad"), Outcome.UNCHANGED),
        # The machine has translated it anew.
        (draft("other text", url=PAGE), Outcome.RETRANSLATED),
        # Another language at the same address is no new translation of the first.
        (draft("other text", url=PAGE, lang="en"), Outcome.ADDED),
        (draft("text", url=PAGE + "?p=2"), Outcome.ADDED),
        (draft("text"), Outcome.ADDED),
    ],
)
def test_what_becomes_of_a_second_article(archive: Archive, second: object, expected: Outcome) -> None:
    archive.add([draft("text", url=PAGE)])
    assert outcomes(archive, second) == [expected]
    assert archive.check() == []


def test_the_same_text_from_another_file_is_the_same_version(archive: Archive) -> None:
    assert outcomes(archive, draft(origin="a.txt"), draft(origin="b.txt")) == [Outcome.ADDED, Outcome.UNCHANGED]
    assert outcomes(archive, draft(origin="c.txt")) == [Outcome.UNCHANGED]
    assert archive.totals().versions == 1


def test_a_new_translation_in_the_same_batch_is_seen(archive: Archive) -> None:
    added = outcomes(archive, draft("one", url=PAGE), draft("two", url=PAGE), draft("one", url=PAGE))
    assert added == [Outcome.ADDED, Outcome.RETRANSLATED, Outcome.UNCHANGED]
    assert len({archive.version(number).story for number in archive.numbers()}) == 1


def test_other_bytes_of_the_same_version_are_noted(archive: Archive) -> None:
    archive.add([draft("text")])
    for raw in (b"second", b"second", b"third"):  # twice the same is noted once
        archive.add([draft("text", raw=raw)])
    with sqlite3.connect(archive.folder / "archive.sqlite") as direct:
        row = direct.execute("SELECT times, raw_sha256 FROM seen_again").fetchone()
    direct.close()
    assert row == (2, hashlib.sha256(b"third").digest())
    assert archive.raw(1) == b"text"


def test_what_comes_later_with_the_same_version_is_learnt(archive: Archive) -> None:
    """Handed in again with a story name and an id, an article takes both."""
    archive.add([draft("one"), draft("two", story="s")])
    assert outcomes(archive, draft("one", story="s", given_id="row 1")) == [Outcome.UNCHANGED]
    assert archive.version(1).story == archive.version(2).story
    assert archive.resolve("row 1") == ("version", archive.version(1).id)
    assert archive.check() == []


def test_what_was_unknown_is_filled_and_what_is_known_stays(archive: Archive) -> None:
    """Who adds a file again with `--published` and `--site` has told something new."""
    archive.add([draft("one", title="First title")])
    archive.settle(archive.outstanding(10))
    more = draft("one", title="Other", day="2024-05-01", site="a.vn", province="quang-nam", source_url=PAGE)
    assert outcomes(archive, more, more) == [Outcome.UNCHANGED] * 2
    version = archive.version(1)
    assert (version.title, version.dated) == ("First title", Dated("2024-05-01", DateKind.PAGE))
    assert (version.site, version.province, version.source_url) == ("a.vn", "quang-nam", PAGE)
    assert archive.totals().first_day == "2024-05-01"
    assert archive.totals().undated_stories == 0
    assert archive.outstanding(10) == [1]
    archive.settle([1])
    assert outcomes(archive, more, draft("one", site="b.vn", day="2023-01-01")) == [Outcome.UNCHANGED] * 2
    assert archive.version(1) == version
    assert archive.outstanding(10) == []
    assert archive.check() == []


def test_the_same_bytes_read_better_are_a_new_layer(archive: Archive) -> None:
    """A new extractor makes no new translation of every page it reads again."""
    old = draft("Title\nBody with menu", raw=b"<html>", url=PAGE, extractor="paper/1")
    new = draft("Title\nBody", raw=b"<html>", url=PAGE, extractor="paper/2", title="Title")
    archive.add([old])
    archive.settle(archive.outstanding(10))
    assert outcomes(archive, new, new) == [Outcome.UNCHANGED] * 2
    assert archive.layer(1).given == "Title\nBody"
    assert archive.layer(1, "paper/1").given == "Title\nBody with menu"
    assert archive.version(1).extractor == "paper/2"
    assert archive.outstanding(10) == [1], "the index has to learn the new text"
    # Neither reading is news from now on.
    assert outcomes(archive, old, new) == [Outcome.UNCHANGED] * 2
    assert archive.layer(1).given == "Title\nBody"
    assert archive.check() == []


# Ids.


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


# Stories that meet, and part.


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


# What the index is told.


def test_outstanding_work_is_handed_out_in_order_and_settled(archive: Archive) -> None:
    archive.add([draft(f"text {number}") for number in range(5)])
    assert archive.outstanding(3) == [1, 2, 3]
    assert archive.totals().outstanding == 5
    archive.touched([1, 2])
    archive.touched([1, 2])
    assert [archive.is_touched(number) for number in (1, 2, 3)] == [True, True, False]
    archive.settle([1, 2])
    archive.settle([1, 2])
    assert archive.outstanding(10) == [3, 4, 5]
    archive.all_outstanding()
    assert archive.outstanding(10) == [1, 2, 3, 4, 5]
    assert not archive.is_touched(1), "the index that held it is gone"


def test_a_change_behind_the_indexers_back_is_not_settled(archive: Archive) -> None:
    """While the index writes version 2, it moves to another story: it has to be written again."""
    archive.add([draft("one", story="a"), draft("two", story="b")])
    handed_out = archive.outstanding(10)
    with Archive.open(archive.folder, write=True) as other:
        other.add([draft("both", keys=("given:a", "given:b"))])
    archive.touched(handed_out)
    archive.settle(handed_out)
    assert archive.outstanding(10) == [2, 3]
    assert archive.is_touched(2)


# Counts.


def test_totals_count_what_is_there(archive: Archive) -> None:
    assert archive.totals().versions == archive.totals().stories == 0
    assert archive.totals().first_day is None
    archive.add(
        [
            draft("một", story="s", day="2024-05-01", site="a.vn", province="quang-nam"),
            draft("one", story="s", lang="en", site="a.vn"),
            draft("two", lang="en", day="2024-07-01"),
            draft("ba"),
        ]
    )
    totals = archive.totals()
    assert (totals.stories, totals.versions, totals.undated_stories, totals.outstanding) == (3, 4, 1, 4)
    assert (totals.first_day, totals.last_day) == ("2024-05-01", "2024-07-01")
    assert totals.languages == {"en": 2, "vi": 2}
    assert totals.sites == {"a.vn": 2}
    assert totals.provinces == {"quang-nam": 1}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, Coverage(3, 1, "2024-05-01", "2024-07-01")),
        ({"site": "a.vn"}, Coverage(2, 0, "2024-05-01", "2024-06-01")),
        ({"site": "a.vn", "since": "2024-05-02"}, Coverage(1, 0, "2024-06-01", "2024-06-01")),
        ({"site": "none.vn"}, Coverage(0, 0, None, None)),
        # A language stands for its scripts and regions, never for another that begins alike.
        ({"lang": "zh"}, Coverage(1, 1, "2024-06-01", "2024-06-01")),
        ({"until": "2024-05-01"}, Coverage(1, 1, "2024-05-01", "2024-05-01")),
    ],
)
def test_coverage(archive: Archive, asked: dict[str, str], expected: Coverage) -> None:
    archive.add(
        [
            draft("a", site="a.vn", day="2024-05-01"),
            draft("b", site="a.vn", day="2024-06-01", lang="zh-Hans"),
            draft("c", site="b.vn", day="2024-07-01", lang="zhx"),
            draft("d", site="b.vn", lang="zh"),
        ]
    )
    assert archive.coverage(**asked) == expected


# Opening, and being refused.


def test_an_archive_keeps_its_id(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a") as one, Archive.create(tmp_path / "b") as other:
        assert one.id != other.id
        with Archive.create(tmp_path / "a") as again:
            assert again.id == one.id


def test_a_folder_without_an_archive(tmp_path: Path) -> None:
    """Reading makes nothing."""
    with pytest.raises(NoArchive):
        Archive.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_reading_writes_nothing(archive: Archive) -> None:
    archive.add([draft()])
    with Archive.open(archive.folder) as reader:
        assert not reader.writable
        assert reader.totals().versions == 1
        for change in (lambda: reader.add([draft("x")]), lambda: reader.settle([1]), reader.all_outstanding):
            with pytest.raises(NotWritable):
                change()


def test_a_reader_sees_what_a_writer_has_acknowledged(archive: Archive) -> None:
    with Archive.open(archive.folder) as reader:
        archive.add([draft()])
        assert reader.version(1).id == archive.version(1).id


def test_a_second_writer_waits_and_then_says_so(archive: Archive) -> None:
    archive.add([draft()])
    direct = sqlite3.connect(archive.folder / "archive.sqlite", isolation_level=None)
    direct.execute("BEGIN IMMEDIATE")
    with Archive.open(archive.folder, write=True, wait=0.05) as second, pytest.raises(Busy, match="locked"):
        second.add([draft("x")])
    direct.execute("ROLLBACK")
    direct.close()
    assert outcomes(archive, draft("x")) == [Outcome.ADDED], "nothing of the refused batch was kept"


def test_a_full_disk_loses_nothing_that_was_acknowledged(archive: Archive) -> None:
    archive.add([draft("kept")])
    pages = archive._connection.execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001  no disk can be filled in a test
    archive._connection.execute(f"PRAGMA max_page_count = {pages + 2}")  # noqa: SLF001  the same
    with pytest.raises(DiskFull):
        archive.add([draft(os.urandom(60_000).hex()) for _ in range(5)])
    archive._connection.execute("PRAGMA max_page_count = 1000000")  # noqa: SLF001  the same
    assert archive.totals().versions == 1
    assert archive.check() == []
    assert outcomes(archive, draft("after")) == [Outcome.ADDED]


def test_a_batch_goes_in_wholly_or_not_at_all(archive: Archive) -> None:
    with pytest.raises(TypeError):
        archive.add([draft("good"), draft("bad", extra={"no": object()})])
    assert archive.totals().versions == 0
    assert archive.check() == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NoArchive),  # the moment after a first `init` was killed
        (b"no database at all, but long enough to be one" * 30, Damaged),
        (b"SQLite format 3\x00" + b"\xff" * 4000, Damaged),
    ],
)
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes, error: type[ArchiveError]) -> None:
    (tmp_path / "archive.sqlite").write_bytes(content)
    with pytest.raises(error):
        Archive.open(tmp_path)


def test_another_programs_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.sqlite") as direct:
        direct.execute("CREATE TABLE notes (words)")
    direct.close()
    for write in (False, True):
        with pytest.raises(Damaged, match="no archive of tracuu"):
            Archive.open(tmp_path, write=write)


def test_a_half_made_archive_is_finished(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"")
    with Archive.create(tmp_path) as archive:
        assert outcomes(archive, draft()) == [Outcome.ADDED]


def test_a_torn_file_is_told_as_such(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([draft(os.urandom(3000).hex()) for number in range(50)])
    path = tmp_path / "archive.sqlite"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3] + os.urandom(len(whole) // 3) + whole[len(whole) // 3 * 2 :])
    with Archive.open(tmp_path) as archive:
        try:
            findings = archive.check()
        except Damaged:
            return
        assert [finding.code for finding in findings] == ["torn"]
        assert not findings[0].mendable


def test_writing_in_an_unsafe_place_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "archive"
    with pytest.raises(UnsafePlace, match="Dropbox"):
        Archive.create(folder)
    assert not folder.exists()
    # One that got there all the same can be read, not written.
    with Archive.create(tmp_path / "archive") as archive:
        archive.add([draft()])
    folder.parent.mkdir()
    (tmp_path / "archive").rename(folder)
    with pytest.raises(UnsafePlace):
        Archive.open(folder, write=True)
    with Archive.open(folder) as archive:
        assert archive.totals().versions == 1


def test_a_folder_with_odd_letters_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "a ? # % é ' ;"
    with Archive.create(folder) as archive:
        archive.add([draft()])
    with Archive.open(folder) as archive:
        assert archive.totals().versions == 1


@pytest.fixture
def without_rights(tmp_path: Path) -> Iterator[Path]:
    """A folder with an archive of one version, in which nothing may be made or changed."""
    if not hasattr(os, "geteuid"):
        pytest.skip("needs POSIX rights")
    folder = tmp_path / "archive"
    with Archive.create(folder) as archive:
        archive.add([draft()])
    own = os.geteuid()
    tmp_path.chmod(0o755)
    for above in tmp_path.parents[:2]:
        above.chmod(0o755)
    folder.chmod(0o555)
    if own == 0:  # root may write everywhere, so be somebody else for a while
        os.seteuid(65534)
    yield folder
    os.seteuid(own)
    folder.chmod(0o755)


def test_an_archive_that_may_only_be_read(without_rights: Path) -> None:
    with Archive.open(without_rights) as archive:
        assert archive.totals().versions == 1
    with pytest.raises(NotWritable, match="cannot be written"):
        Archive.open(without_rights, write=True)
    with pytest.raises(NotWritable, match="cannot be written"):
        Archive.create(without_rights / "inside")


# What doctor finds, and mends.


@pytest.mark.parametrize(
    ("code", "damage", "mendable"),
    [
        ("digests", "UPDATE blobs SET packed = (SELECT packed FROM blobs WHERE number = 2) WHERE number = 1", False),
        ("digests", "UPDATE blobs SET packed = x'00' WHERE number = 1", False),
        ("no_layer", "DELETE FROM layers WHERE version = 1", False),
        ("references", "DELETE FROM version_keys; DELETE FROM stories WHERE number = 1", False),
        ("grouping", "UPDATE versions SET story = 2, part = 2 WHERE number = 3", True),
        ("grouping", "UPDATE part_sources SET source = 0", True),
        ("grouping", "UPDATE names SET bearer = NULL", True),
        ("redirects", "INSERT INTO redirects SELECT id, number FROM stories WHERE number = 1", True),
        ("story_days", "UPDATE stories SET day = '1999-01-01' WHERE number = 1", True),
        ("totals", "UPDATE totals SET count = 9 WHERE kind = 'lang'", True),
        ("totals", "DELETE FROM totals", True),
    ],
)
def test_faults_are_found_and_mended(archive: Archive, code: str, damage: str, *, mendable: bool) -> None:
    source = "https://paper.example/1"
    archive.add([draft("one", source_url=source, day="2024-05-01"), draft("two"), draft("three", source_url=source)])
    direct = sqlite3.connect(archive.folder / "archive.sqlite")
    direct.executescript("PRAGMA foreign_keys = OFF;" + damage)
    direct.close()
    findings = {finding.code: finding for finding in archive.check()}
    assert code in findings
    if mendable:
        assert set(findings) == {code}
        archive.mend(findings[code])
        assert archive.check() == []
    elif not findings[code].mendable:
        with pytest.raises(ArchiveError):
            archive.mend(findings[code])


def test_bytes_that_nobody_refers_to_are_taken_away(archive: Archive) -> None:
    archive.add([draft("one")])
    left = b"left over"
    direct = sqlite3.connect(archive.folder / "archive.sqlite")
    with direct:
        row = (hashlib.sha256(left).digest(), len(left), zstandard.compress(left))
        direct.execute("INSERT INTO blobs (sha256, size, packed) VALUES (?, ?, ?)", row)
    direct.close()
    findings = archive.check()
    assert [(finding.code, finding.count) for finding in findings] == [("unused_blobs", 1)]
    archive.mend(findings[0])
    assert archive.check() == []
    assert archive.layer(1).given == "one"
