"""A dump added elsewhere makes an equal archive: texts, layers, keys, stories, ids, and all that users decided."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tracuu
from tests.corpus.drafts import draft, lines
from tests.test_formats import column, table
from tracuu.corpus.dumped import FACTS
from tracuu.corpus.lexicon import Entry, WordList
from tracuu.corpus.matching import MERGE, SPLIT
from tracuu.exports import dump
from tracuu.exports.rows import head
from tracuu.records import Draft, Rejected
from tracuu.session import Session

PAGE = "https://portal.example"
VI = "Mô hình “Vườn rau tình thương”\nNghị quyết số 35-NQ/TU ngày 8/12/2023 của Tỉnh ủy Quảng Nam được triển khai."
EN = "The garden of kindness\nResolution No. 35-NQ/TU of the Quang Nam Provincial Party Committee is carried out."


def full() -> list[list[Draft]]:
    """Give batches of drafts that leave something of every kind in an archive."""
    page = b"<html><body><h1>Tin</h1><p>M\xe1\xbb\x99t.</p></body></html>"
    first = draft("Tin\nMột.", raw=page, media_type="text/html", extractor="old/1", url=f"{PAGE}/a", charset="utf-8")
    source = "https://paper.example/goc.html"
    return [
        [draft(VI, url=source, given_id="goc", day="2024-01-02", site="paper.example", publisher="Báo Gốc")],
        [draft(EN, lang="en", url=f"{PAGE}/en/goc", source_url=source, machine_translated=True, given_id="en-1",
               url_as_found="https://www.portal.example/en/goc", extra={"n": 1, "ghi chú": ["x"]}, note="was cut")],
        [first],
        [first._replace(given="Tin\nMột.\nHai.", marks=lines("Tin\nMột.\nHai."), extractor="new/2")],  # a layer
        [draft("Một bài\nkhác.", story="nhóm", given_id="x-1"), draft("Bản dịch\nsau.", story="nhóm 2", lang="ms")],
        [draft("Một bài\nkhác.", story="nhóm", given_id="x-2")],  # the same again, under another id
        [draft("Nối\nhai nhóm.", story="nhóm", url=f"{PAGE}/noi")],
        [draft("Nối\nhai nhóm.", story="nhóm 2", url=f"{PAGE}/noi")],  # its second key merges two stories
        [draft(EN, lang="en", url=f"{PAGE}/en/goc", source_url="https://other.example/b.html", raw=b"other bytes")],
        [draft("Lẻ\nloi.", url=f"{PAGE}/le"), draft("Tách\nra.", url=f"{PAGE}/tach", source_url=f"{PAGE}/le")],
    ]  # fmt: skip


def filled(folder: Path, batches: Sequence[Sequence[Draft]]) -> Session:
    """Make an archive, and decide, save and import in it."""
    session = tracuu.open(folder, create=True)
    for number, batch in enumerate(batches):
        session.archive.add(batch, now=f"2026-01-{number + 1:02}T00:00:00Z")
    session.relink()
    return session


def decided(session: Session) -> None:
    """Take decisions of every kind, one of them undone."""
    archive = session.archive
    (entity,) = [one.entity.id for one in session.entities("instrument")]
    session.rename(entity, "Nghị quyết 35")
    session.alias_add(entity, "en", "the thirty-fifth")
    session.undo()
    story = session.archive.version(1).story
    session.split(entity, story)
    ids = {version.url: version.id for version in archive.versions(list(archive.numbers()))}
    at = "2026-02-01T00:00:00Z"
    archive.stories.decide(MERGE, both(ids[f"{PAGE}/a"], archive.version(4).id), at)
    archive.stories.decide(SPLIT, {"versions": [ids[f"{PAGE}/tach"]], "from": [ids[f"{PAGE}/le"]]}, at)
    archive.stories.decide(MERGE, both(ids[f"{PAGE}/noi"], ids[f"{PAGE}/le"]), at)
    archive.stories.undo(3)
    about = WordList("mine", "en", "vi", "mine.tsv", "0" * 64, at, 2, "my own")
    archive.lexicon.add_list(about, [Entry("garden", "vuon", "garden", "vườn"), Entry("rice", "lua", "rice", "lúa")])
    archive.marks.put([1], "tag", "vườn", at)
    archive.marks.put([1], "note", "Xem lại", at)
    archive.saved.add("nq35", "instrument:35-NQ/TU", {"langs": ["vi"]})
    archive.saved.mark("nq35", [1], 1_700_000_000.0)
    session.relink(whole=False)


def both(one: str, other: str) -> dict[str, Any]:
    """Name the versions that are to be one story, as `tracuu story merge` does."""
    return {"versions": [one, other], "one": one, "other": other}


def taken_out(session: Session, to: Path, **manner: Any) -> dump.Dumped:
    return dump.write(session.archive, str(to), head(session.archive, ()), **manner)


TABLES = (
    """SELECT number, id, identity, story, part, lang, lang_confidence, lang_evidence, media_type, charset, extractor,
    url_as_found, source_as_found, host, site, publisher, province, province_inferred, title, day, date_kind, moment,
    date_rank, machine_translated, kind, given_id, origin, fetched_at, added_at, extra, note FROM versions""",
    "SELECT v.number, b.sha256, b.size FROM versions v JOIN blobs b ON b.number = v.raw",
    "SELECT l.version, l.extractor, b.sha256, l.marks FROM layers l JOIN blobs b ON b.number = l.text",
    "SELECT v.number, n.name FROM versions v LEFT JOIN names n ON n.number = v.page",
    "SELECT v.number, n.name FROM versions v LEFT JOIN names n ON n.number = v.source",
    "SELECT k.version, n.name, k.stated_as_source FROM version_keys k JOIN names n ON n.number = k.key",
    "SELECT k.version, n.name, k.stated_as_source FROM disowned_keys k JOIN names n ON n.number = k.key",
    "SELECT number, id, day FROM stories",
    "SELECT old, version FROM redirects",
    "SELECT given_id, version FROM given_ids",
    "SELECT version, times, last_at, raw_sha256 FROM seen_again",
    "SELECT one, other FROM story_ties WHERE odds IS NULL",
    "SELECT verb, args, at, undone FROM decisions ORDER BY number",
    "SELECT verb, at, undone FROM story_decisions ORDER BY number",
    "SELECT old, new FROM entity_redirects",
    "SELECT name, source, target, origin, sha256, at, rejected, note FROM lexicon_lists",
    "SELECT source, target, spelled, means FROM lexicon_entries",
    "SELECT name, query, options, run_at FROM saved",
    "SELECT version FROM saved_seen",
    "SELECT version, kind, value, at FROM marks",
    "SELECT version, start, stop, kind, confidence, how, surface, facts FROM mentions",  # made again, and the same
    "SELECT id, kind, label, family, open FROM entities",
    "SELECT lang, name, entity, stories, state, surface FROM aliases",
)


def truth(folder: Path) -> list[list[Any]]:
    """Give what two equal archives have alike: all truth, and what linking made of it."""
    with closing(sqlite3.connect(folder / "archive.sqlite")) as file:
        return [sorted(file.execute(question).fetchall(), key=repr) for question in TABLES]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an archive that holds something of every kind, with its dump beside."""
    place = tmp_path_factory.mktemp("dump")
    with filled(place / "here", full()) as session:
        decided(session)
        assert session.archive.check() == []
        taken_out(session, place / "dump.jsonl", with_raw=True)
    return place


def test_an_equal_archive_is_made_of_a_dump(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(tmp_path / "there", create=True) as session:
        report = session.add(whole / "dump.jsonl")
        assert session.archive.check() == []
    for question, here, there in zip(TABLES, truth(whole / "here"), truth(tmp_path / "there"), strict=True):
        assert here == there, question
    assert report.stated == {
        "layer": 1, "ids": 1, "seen_again": 1, "story_decision": 3, "former": 1, "stories": 0, "entity_redirects": 1,
        "decision": 3, "marks": 2, "word_list": 2, "saved_search": 1,
    }  # fmt: skip


def test_the_test_holds_something_of_every_kind(whole: Path) -> None:
    empty = [question for question, rows in zip(TABLES, truth(whole / "here"), strict=True) if not rows]
    assert [question.partition("FROM ")[2] for question in empty] == []


def test_lines_have_the_documented_fields(whole: Path) -> None:
    rows = [json.loads(line) for line in (whole / "dump.jsonl").read_text(encoding="utf-8").splitlines()]
    assert list(rows[1]) == column("A dump")
    assert column("A dump", 1) == list(FACTS)
    assert list(dict.fromkeys(row["kind"] for row in rows[1:] if row["kind"] in FACTS)) == list(FACTS)
    for kind, _, said in table("A dump", 1):
        for row in rows[1:]:
            if row["kind"] == kind:
                assert {name for name in row if name != "kind"} == set(
                    re.findall(r"(\w+)", re.sub(r"of \[.*?\]|\(.*?\)", "", said))
                )


def test_the_dump_of_a_dump_is_the_dump(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(whole / "dump.jsonl")
        taken_out(session, tmp_path / "again.jsonl", with_raw=True)
    first, again = (
        path.read_text(encoding="utf-8").splitlines() for path in (whole / "dump.jsonl", tmp_path / "again.jsonl")
    )
    assert again[1:] == first[1:]  # all but the line that names archive and time


def test_a_dump_that_is_added_again_changes_nothing(whole: Path, tmp_path: Path) -> None:
    """So a run that was killed is taken up by adding the dump once more."""
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(whole / "dump.jsonl")
        before = truth(tmp_path / "there")
        report = session.add(whole / "dump.jsonl")
    assert truth(tmp_path / "there") == before
    assert not any(report.stated.values())


def test_a_run_that_was_cut_off_is_taken_up(whole: Path, tmp_path: Path) -> None:
    text = (whole / "dump.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "cut.jsonl").write_text("".join(text[:4]) + text[4][:50], encoding="utf-8")
    heard: list[Any] = []
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(tmp_path / "cut.jsonl", tell=heard.append)
        assert [one.reason for one in heard if isinstance(one, Rejected)] == [
            "no JSON: the dump is cut or damaged here; export it again"
        ]
        session.add(whole / "dump.jsonl")
    assert truth(tmp_path / "there") == truth(whole / "here")


def test_a_dump_may_be_packed(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(whole / "here", write=False) as session:
        taken_out(session, tmp_path / "dump.jsonl.gz", with_raw=True)
    assert gzip.decompress((tmp_path / "dump.jsonl.gz").read_bytes()).startswith(b'{"tracuu": "dump"')
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(tmp_path / "dump.jsonl.gz")
    assert truth(tmp_path / "there")[:3] == truth(whole / "here")[:3]


def test_without_raw_bytes_only_these_are_lost(whole: Path, tmp_path: Path) -> None:
    with tracuu.open(whole / "here", write=False) as session:
        made = taken_out(session, tmp_path / "lean.jsonl")
        versions = session.archive.versions(list(session.archive.numbers()))
    assert made.without_raw == 1
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(tmp_path / "lean.jsonl")
        again = session.archive.versions(list(session.archive.numbers()))
    changed = [
        name for one, other in zip(versions, again, strict=True) for name in one._fields
        if getattr(one, name) != getattr(other, name)
    ]  # fmt: skip
    assert changed == ["sha256"]
    assert truth(tmp_path / "there")[2:] == truth(whole / "here")[2:]


def test_added_to_another_archive_it_joins(whole: Path, tmp_path: Path) -> None:
    """What is held here already stays; ids of the dump's stories lead to where its articles went."""
    with filled(tmp_path / "there", [[draft("Ở đây\ntrước.", story="nhóm")]]) as session:
        held = session.archive.version(1)
        session.add(whole / "dump.jsonl")
        assert session.archive.version(1)._replace(story=held.story) == held
        assert session.archive.check() == []
        with closing(sqlite3.connect(whole / "here" / "archive.sqlite")) as file:
            stories = [id_ for (id_,) in file.execute("SELECT id FROM stories UNION SELECT old FROM redirects")]
        assert [session.archive.resolve(id_)[0] for id_ in stories] == ["story"] * len(stories)
        assert len(session.decisions()) == 3


LINE = json.dumps({"tracuu": "dump", "schema": 1}) + "\n"


CHANGES: tuple[tuple[Callable[[dict[str, Any]], object], str], ...] = (
    (lambda row: row.update(text="X" + row["text"][1:]), "the text is not the one"),
    (lambda row: row.update(marks="t5 b1+100000"), "`marks`"),
    (lambda row: row.update(marks=None), "`marks`"),
    (lambda row: row.pop("lang"), "`lang`"),
    (lambda row: row.update(keys=[["file:///etc/passwd", 1]]), "`keys`"),
    (lambda row: row.update(raw="!!!"), "`raw`"),
    (lambda row: row.update(day="yesterday"), "`day`"),
    (lambda row: row.update(date_kind="guess"), "`date_kind`"),
    (lambda row: row.update(lang_confidence=2), "`lang_confidence`"),
    (lambda row: row.update(machine_translated="yes"), "`machine_translated`"),
    (lambda row: row.update(extra=[]), "`extra`"),
    (lambda row: row.update(kind="spell"), "lines of the kind 'spell'"),
)


def test_a_line_that_was_changed_is_rejected_and_the_rest_go_in(whole: Path, tmp_path: Path) -> None:
    good, other = (whole / "dump.jsonl").read_text(encoding="utf-8").splitlines()[1:3]
    rows = [json.loads(good) for _ in CHANGES]
    for (change, _), row in zip(CHANGES, rows, strict=True):
        change(row)
    (tmp_path / "bad.jsonl").write_text(LINE + "\n".join([*map(json.dumps, rows), other]), encoding="utf-8")
    heard: list[Any] = []
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(tmp_path / "bad.jsonl", tell=heard.append)
        assert session.archive.totals().versions == 1
    rejected = [one for one in heard if isinstance(one, Rejected)]
    for number, ((_, reason), one) in enumerate(zip(CHANGES, rejected, strict=True), 2):
        assert reason in one.reason
        assert one.origin.endswith(f"bad.jsonl:{number}")


def test_a_fact_that_is_none_is_rejected(tmp_path: Path) -> None:
    facts: list[dict[str, Any]] = [
        {"kind": "decision", "verb": "merge"},
        {"kind": "decision", "verb": "explode", "args": {}, "at": "", "undone": False},
        {"kind": "layer", "identity": "zz"},
        {"kind": "stories", "rows": [["s1"]]},
        {"kind": "word_list", "name": "x"},
        {"kind": "marks", "rows": [["00", "spell", "x", "now"]]},
        {"kind": "saved_search", "name": "x", "query": "y", "options": 3, "run_at": None, "seen": []},
        {"kind": "story_decision", "verb": "explode", "args": {}, "at": "", "undone": False},
        {"kind": "story_decision", "verb": "merge", "args": 3, "at": "", "undone": False},
    ]
    (tmp_path / "bad.jsonl").write_text(LINE + "\n".join(map(json.dumps, facts)), encoding="utf-8")
    heard: list[Any] = []
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(tmp_path / "bad.jsonl", tell=heard.append)
    assert [f"kind {fact['kind']}:" in one.reason for fact, one in zip(facts, heard, strict=True)] == [True] * len(
        facts
    )


def test_a_dump_of_a_later_tracuu_is_refused(tmp_path: Path) -> None:
    (tmp_path / "later.jsonl").write_text(json.dumps({"tracuu": "dump", "schema": 99}) + "\n{}\n", encoding="utf-8")
    heard: list[Any] = []
    with tracuu.open(tmp_path / "there", create=True) as session:
        session.add(tmp_path / "later.jsonl", tell=heard.append)
    assert ["update tracuu" in one.reason for one in heard] == [True]


TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1).filter(str.strip)


ARTICLE = st.tuples(TEXTS, st.sampled_from(["vi", "en", "ar"]), st.sampled_from([None, "a", "b"]), st.integers(0, 3))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ARTICLE, min_size=1, max_size=6))
def test_any_articles_in_any_batches_come_out_equal(
    tmp_path_factory: pytest.TempPathFactory, articles: list[tuple[str, str, str | None, int]]
) -> None:
    place = tmp_path_factory.mktemp("any")
    batches: dict[int, list[Draft]] = {}
    for text, lang, story, batch in articles:
        batches.setdefault(batch, []).append(draft(text, lang=lang, story=story, slug=story))
    with filled(place / "here", list(batches.values())) as session:
        taken_out(session, place / "dump.jsonl", with_raw=True)
    with tracuu.open(place / "there", create=True) as session:
        session.add(place / "dump.jsonl")
    assert truth(place / "there") == truth(place / "here")
