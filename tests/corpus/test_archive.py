"""The archive as its users see it: what goes in comes out, and the same again changes nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.corpus.store import marks
from tracuu.records import Dated, DateKind, Draft, Mark, Outcome, Role

PAGE = "https://paper.example/cau-moi-7.html"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def outcomes(archive: Archive, *drafts: Draft) -> list[Outcome]:
    return [kept.outcome for kept in archive.add(list(drafts))]


FULL = draft(
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
    charset="tcvn3",
    note="2 characters could not be read",
)


def test_a_version_comes_back_as_it_was_handed_in(archive: Archive) -> None:
    kept = archive.add([FULL], now="2026-02-03T04:05:06Z")[0]
    version = archive.version(kept.number)
    same = "url host site publisher province province_inferred title dated source_url machine_translated kind given_id"
    for name in f"{same} origin fetched_at extractor charset note extra".split():
        assert getattr(version, name) == getattr(FULL, name), name
    assert (version.lang, version.lang_confidence, version.lang_evidence) == ("vi", 0.99, "text .99")
    assert (version.id, version.story, version.added_at) == (kept.version, kept.story, "2026-02-03T04:05:06Z")
    assert version.sha256 == hashlib.sha256(FULL.raw).hexdigest()
    assert archive.raw(kept.number) == FULL.raw


def test_so_does_its_text_with_the_roles_of_its_lines(archive: Archive) -> None:
    kept = archive.add([FULL])[0]
    layer = archive.layer(kept.number)
    assert (layer.version, layer.extractor) == (kept.version, "plain/1")
    assert (layer.given, layer.marks) == (FULL.given, FULL.marks)
    assert archive.layers([kept.number, 99]) == {kept.number: layer}


def test_nothing_known_stays_nothing_known(archive: Archive) -> None:
    """What is absent comes back as None, never as an empty word or a nought."""
    version = archive.version(archive.add([draft()])[0].number)
    for name in ("url", "host", "site", "publisher", "province", "title", "dated", "source_url", "given_id", "note"):
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


def test_adding_twice_changes_nothing(archive: Archive) -> None:
    drafts = [draft(f"text {number}", url=f"{PAGE}?p={number}", story="s") for number in range(5)]
    first = archive.add(drafts)
    totals = archive.totals()
    again = archive.add(drafts)
    assert [kept.outcome for kept in again] == [Outcome.UNCHANGED] * 5
    assert [kept._replace(outcome=Outcome.ADDED) for kept in again] == first
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
def test_what_becomes_of_a_second_article(archive: Archive, second: Draft, expected: Outcome) -> None:
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
    new = draft("Title\nBody", raw=b"<html>", url=PAGE, extractor="paper/2", title="Title", charset="utf-8", note="n")
    archive.add([old])
    archive.settle(archive.outstanding(10))
    assert outcomes(archive, new, new) == [Outcome.UNCHANGED] * 2
    assert archive.layer(1).given == "Title\nBody"
    assert archive.layer(1, "paper/1").given == "Title\nBody with menu"
    version = archive.version(1)
    assert (version.extractor, version.charset, version.note) == ("paper/2", "utf-8", "n")
    assert archive.outstanding(10) == [1], "the index has to learn the new text"
    # Neither reading is news from now on.
    assert outcomes(archive, old, new) == [Outcome.UNCHANGED] * 2
    assert archive.layer(1).given == "Title\nBody"
    assert archive.check() == []
