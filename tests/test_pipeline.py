"""The whole way of an article, on the sample whose truth is known: what is read of each page, and what is one story."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tracuu
from tests.linking.articles import EVENTS, article
from tracuu import pipeline
from tracuu.corpus.sites import load
from tracuu.records import CONTENT, Capture, Hints, Outcome, Rejected, Role, Version
from tracuu.sample import ARTICLES, TRUTH

ROWS: list[dict[str, Any]] = [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]
PAGES = [row for row in ROWS if row["file"] != "rows.jsonl"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tracuu.Session]:
    with tracuu.open(tmp_path_factory.mktemp("pipeline") / "archive", create=True) as session:
        session.add([ARTICLES])
        yield session


def held(archive: tracuu.Session, row: dict[str, Any]) -> Version:
    """Give the version that a row of the truth is about."""
    versions = archive.archive.versions(archive.archive.numbers())
    if row["file"] == "rows.jsonl":
        return next(version for version in versions if version.title == row["title"])
    return next(version for version in versions if Path(version.origin).name == row["file"])


@pytest.mark.parametrize("row", PAGES, ids=lambda row: str(row["file"]))
def test_a_page_says_what_it_is(archive: tracuu.Session, row: dict[str, Any]) -> None:
    version = held(archive, row)
    assert (version.lang, version.title) == (row["lang"], row["title"])
    assert (version.dated.day if version.dated else None) == row["date"]
    assert version.source_url == row["source_url"]
    assert version.machine_translated in {row["machine_translated"], None}
    assert version.url == (row["url"] if row["url_in_file"] else None)


@pytest.mark.parametrize("row", PAGES, ids=lambda row: str(row["file"]))
def test_no_sentence_is_lost_and_no_furniture_kept(archive: tracuu.Session, row: dict[str, Any]) -> None:
    """A dek without a byline behind it cannot be told from a first paragraph: it is body then."""
    layer = archive.archive.layer(held(archive, row).number)
    kept = {layer.given[mark.start : mark.end].strip(): mark.role for mark in layer.marks if mark.role in CONTENT}
    told = {text: Role(role) for role, text in row["content"]} | {row["title"]: Role.TITLE}
    assert set(kept) == set(told)
    wrong = {text: role for text, role in kept.items() if role is not told[text]}
    assert all((told[text], role) == (Role.DEK, Role.BODY) for text, role in wrong.items())


def test_the_stories_are_the_true_ones(archive: tracuu.Session) -> None:
    """Also where a slug is shared by two stories, and where a paper moved to another host."""
    stories: dict[str, set[str]] = {}
    for row in ROWS:
        if row.get("tied", True):
            stories.setdefault(row["story"], set()).add(held(archive, row).story)
    assert len(stories) == 10
    assert all(len(ids) == 1 for ids in stories.values())
    assert len(set.union(*stories.values())) == 10


def test_what_no_hint_ties_is_found_by_what_it_says(archive: tracuu.Session) -> None:
    """A text file names neither original nor address: its numbers and names tell whose translation it is."""
    alone = next(row for row in ROWS if not row.get("tied", True))
    version = held(archive, alone)
    others = [row for row in ROWS if row["story"] == alone["story"] and row is not alone]
    assert {held(archive, row).story for row in others} == {version.story}
    assert "found without a hint" in archive.archive.story_reason(version.number)


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    files = sorted(map(str, ARTICLES.iterdir()))
    partitions = []
    for name, order in (("a", files), ("b", files[::-1])):
        with tracuu.open(tmp_path / name, create=True) as session:
            session.add(order)
            versions = session.archive.versions(session.archive.numbers())
            groups: dict[str, set[str]] = {}
            for version in versions:
                groups.setdefault(version.story, set()).add(version.id)
            partitions.append(sorted(map(sorted, groups.values())))
    assert partitions[0] == partitions[1]


def capture(text: str, **hints: Any) -> Capture:
    return Capture(
        raw=text.encode(),
        media_type="text/plain",
        origin="here",
        fetched_at="2026-01-01T00:00:00+00:00",
        hints=Hints(**hints),
    )


def test_what_follows_keeping_is_told_stage_by_stage(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    with tracuu.open(tmp_path / "archive", create=True) as session:
        session.add([ARTICLES], stage=lambda *one: heard.append(one))
    assert list(dict.fromkeys(name for name, _, _ in heard)) == ["linking", "learning", "matching"]
    assert all(0 <= done <= total for _, done, total in heard)


def test_captures_of_ones_own_go_in_and_are_told(tmp_path: Path) -> None:
    """`tell` hears of what is durable, and of what was rejected, in order."""
    told: list[str] = []
    sources: list[Capture | Rejected] = [
        capture("Bài viết thứ nhất về công tác dân vận ở xã."),
        Rejected("there", "text/plain", "for a reason"),
        capture("Bài viết thứ nhất về công tác dân vận ở xã."),
    ]
    with tracuu.open(tmp_path / "a", create=True) as session:
        report = session.add(
            iter(sources), tell=lambda item: told.append("no" if isinstance(item, Rejected) else item[0].outcome.value)
        )
    assert report.total(Outcome.ADDED) == 1
    assert sorted(told) == ["added", "no", "unchanged"]


def test_a_new_translation_of_one_address_is_kept_beside_the_first(tmp_path: Path) -> None:
    address = "https://www.vietnam.vn/es/xa-binh-an-lam-duong"
    with tracuu.open(tmp_path / "a", create=True) as session:
        session.add([capture("La comuna construyó un camino nuevo con ayuda de los vecinos.", url=address, lang="es")])
        report = session.add(
            [capture("El municipio abrió una vía nueva gracias a los vecinos.", url=address, lang="es")]
        )
        assert report.total(Outcome.RETRANSLATED) == 1
        assert session.search("lang:es").total == 1
        assert session.search("lang:es").versions_total == 2


def test_an_article_keeps_the_encoding_that_it_was_read_in() -> None:
    """Whatever was stated: these bytes are no windows-1252, but the old Vietnamese encoding TCVN3."""
    raw = "C\xb8n bé x\xb7 häp víi n«ng d©n vÒ viÖc lµm ®\xadêng míi ë th«n, mäi ng\xadêi ®Òu ®ång ý.".encode("cp1252")
    stated = Capture(
        raw=raw, media_type="text/plain", origin="here", fetched_at="2026-01-01T00:00:00+00:00", charset="windows-1252"
    )
    made = pipeline.draft(stated, load())
    assert made.charset == "tcvn3"
    assert made.note is not None
    assert "nông dân" in made.given


def test_a_chunk_ends_when_it_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty articles may be fifty files of 50 MB: a chunk holds one too many bytes at most once."""
    monkeypatch.setattr(pipeline, "CHUNK_BYTES", 100)
    captures: list[Capture | Rejected] = [capture("x" * length) for length in (40, 60, 500, 1, 2)]
    chunks = pipeline.chunks_of(iter([*captures, Rejected("there", "text/plain", "for a reason")]))
    assert [len(chunk) for chunk in chunks] == [2, 1, 3]


def test_office_files_come_in_small_chunks() -> None:
    """They are slow to read, scans most of all: what is done is kept soon."""
    file = Capture(raw=b"%PDF-", media_type="application/pdf", origin="a.pdf", fetched_at="2026-01-01T00:00:00+00:00")
    assert [len(chunk) for chunk in pipeline.chunks_of(iter([file] * 20))] == [8, 8, 4]
    assert [len(chunk) for chunk in pipeline.chunks_of(iter([file._replace(ocr=True)] * 3))] == [1, 1, 1]


def test_many_articles_in_worker_processes_give_the_same_archive(tmp_path: Path) -> None:
    """More than a few hundred articles are understood in other processes."""
    articles = [
        capture(f"Bài viết số {n} nói về mô hình trồng rau của hội viên nông dân.", id=str(n)) for n in range(450)
    ]
    ids = []
    for name, workers in (("a", 1), ("b", 2)):
        with tracuu.open(tmp_path / name, create=True) as session:
            session.add(articles, workers=workers)
            ids.append([version.id for version in session.archive.versions(session.archive.numbers())])
            assert session.search("rau").total == 450
    assert ids[0] == ids[1]


ENDLESS = """
import itertools, sys, tracuu
from tracuu.records import Capture

def articles():
    for n in itertools.count():
        text = f"Bài viết số {n} nói về công tác dân vận ở xã.".encode()
        yield Capture(raw=text, media_type="text/plain", origin="x", fetched_at="2026-01-01T00:00:00+00:00")

if __name__ == "__main__":
    with tracuu.open(sys.argv[1], create=True) as archive:
        archive.add(articles(), workers=2, progress=lambda report: print(sum(report.counts.values()), flush=True))
"""


def test_workers_end_when_their_main_process_is_killed(tmp_path: Path) -> None:
    """They hold the same pipe: it ends when the last of them has gone."""
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "a")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.communicate(timeout=60)


# How many articles of a large archive are looked at by the way, how many of the nine are then yet to be looked at.
@pytest.mark.parametrize(("at_once", "left"), [(9, 0), (8, 9)])
def test_in_a_large_archive_a_bulk_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, left: int
) -> None:
    """A day's articles are looked at as they come in; of more nothing is, and the user is told what to run."""
    monkeypatch.setattr(pipeline, "MATCHED_WHOLE", 0)
    monkeypatch.setattr(pipeline, "MATCHED_AT_ONCE", at_once)
    with tracuu.open(tmp_path, create=True) as session:
        pipeline.add(session.archive, [article(event, lang) for event, told in EVENTS.items() for lang in told])
        assert session.archive.stories.outstanding() == left
        assert session.archive.totals().stories == (3 if left == 0 else 9)
