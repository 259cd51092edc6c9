"""`tracuu runs`, `tracuu failed`, and what other commands say of articles that are known and not held."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tracuu
from tests.running import Out
from tracuu.crawling import Crawl, Done, Lead, Origin, State, What

NOW = 1_760_000_000.0
WALLED, GONE, LATER, OTHER = (f"https://baodanang.vn/to-dan-van-thon-{n}-{n}.html" for n in range(1, 5))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive that crawled one newspaper: one article behind a wall, one gone, one to go, one not asked for."""
    with tracuu.open(tmp_path / "archive", create=True) as session:
        frontier = session.archive.frontier
        crawl = frontier.crawl(Crawl(("baodanang.vn",), match=("dân vận",)))
        run = frontier.begin(crawl.number, "crawl baodanang.vn", NOW)
        leads = [
            Lead(url, What.ARTICLE, Origin.SITEMAP, title=f"Bài {url[-6]}") for url in (WALLED, GONE, LATER, OTHER)
        ]
        leads[3] = leads[3]._replace(passed="crawl.no_match")
        frontier.learn(crawl.number, leads, NOW)
        first, second = frontier.lease(crawl.number, "baodanang.vn", 2, NOW, [What.ARTICLE])
        dones = [
            Done(first, State.WITHHELD, "crawl.wall_pay", status=402),
            Done(second, State.GONE, "crawl.gone", status=404),
        ]
        frontier.finish(dones, now=NOW)
        frontier.end(run, "stopped", {"requests": 3, "pages": 2, "withheld": 1, "gone": 1}, NOW + 60)
    return tmp_path / "archive"


def test_runs_are_listed(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    (row,) = json.loads(Out(capsys, "runs", "--json", "--archive", str(archive)).out)
    assert (row["command"], row["ended"], row["requests"], row["pages"]) == ("crawl baodanang.vn", "stopped", 3, 2)
    assert row["counts"] == {"withheld": 1, "gone": 1}


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ((), [WALLED]),
        (("--all",), [WALLED, GONE]),
        (("baodanang.vn",), [WALLED]),
        (("https://baodanang.vn/",), [WALLED]),
        (("baoquangnam.vn",), []),
        (("--all", "--limit", "1", "--offset", "1"), [GONE]),
    ],
)
def test_what_failed_is_listed(
    capsys: pytest.CaptureFixture[str], archive: Path, words: tuple[str, ...], urls: list[str]
) -> None:
    rows = json.loads(Out(capsys, "failed", *words, "--json", "--archive", str(archive)).out)
    assert [row["url"] for row in rows] == urls


def test_what_failed_says_why_and_is_asked_for_again(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    (row,) = json.loads(Out(capsys, "failed", "--json", "--archive", str(archive)).out)
    assert (row["state"], row["title"]) == ("withheld", "Bài 1")
    assert "asks for a subscription" in row["reason"]
    assert "1 address will be asked for again" in Out(capsys, "failed", "--retry", "--archive", str(archive)).err
    assert Out(capsys, "failed", "--archive", str(archive)).code == 1


@pytest.mark.parametrize(("url", "reason"), [(WALLED, "asks for a subscription"), (LATER, "not fetched yet")])
def test_an_article_that_is_not_held_can_be_cited(
    capsys: pytest.CaptureFixture[str], archive: Path, url: str, reason: str
) -> None:
    shown = Out(capsys, "show", url, "--archive", str(archive))
    assert shown.code == 2
    assert "Bài" in shown.err
    assert url in shown.err
    assert reason in shown.err


def test_status_says_what_was_crawled_and_that_it_is_not_all(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    (row,) = json.loads(Out(capsys, "status", "--json", "--archive", str(archive)).out)
    (crawl,) = row["crawls"]
    assert {name: crawl[name] for name in ("fetched", "waiting", "failed", "passed", "complete")} == {
        "fetched": 0,
        "waiting": 1,
        "failed": 1,
        "passed": 1,
        "complete": False,
    }
    page = Out(capsys, "status", "--archive", str(archive)).out
    assert "crawled: baodanang.vn (only dân vận): 0 fetched, 1 to go, 1 failed, 1 not asked for" in page


def test_a_search_says_what_is_known_and_not_held(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    rows = archive.with_name("rows.jsonl")
    rows.write_text(
        json.dumps({"text": "Tổ dân vận của thôn vận động bà con hiến đất.", "lang": "vi"}), encoding="utf-8"
    )
    with tracuu.open(archive) as session:
        session.add(rows)
    said = Out(capsys, "search", "dân vận", "--archive", str(archive)).err
    assert "known and not held: 1 article to be fetched, 1 failed (tracuu failed), 1 not asked for" in said
