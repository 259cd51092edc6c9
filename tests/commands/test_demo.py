"""`tracuu demo`: what it shows is real, and nothing of it stays behind but what was asked for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import tracuu
from tests.running import Out
from tracuu.commands.demo import crawl_sample

WINDOWS = sys.platform == "win32"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The demo with a folder to keep, run by itself, and the place for its temporary files."""
    place = tmp_path_factory.mktemp("demo")
    (place / "temporary").mkdir()
    command = [sys.executable, "-m", "tracuu", "demo", str(place / "kept")]
    done = subprocess.run(
        command, env=environment(place / "temporary"), capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done, place


def environment(temporary: Path) -> dict[str, str]:
    names = ("TMPDIR", "TEMP", "TMP", "TRACUU_STATE")
    return os.environ | dict.fromkeys(names, str(temporary)) | {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def test_the_demo_searches_and_crawls(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, _ = shown
    assert done.returncode == 0, done.stderr
    for told in ("$ tracuu search", "$ tracuu crawl vietnam.vn", "$ tracuu runs", "$ tracuu failed"):
        assert told in done.stdout
    # Nobody would wait ten minutes for the demo, but what it states is what others would need.
    assert "4 articles to fetch at 2 hosts: 19 requests, 30 s at the polite rate." in done.stderr
    assert "10 more do not match; without --match" in done.stderr
    assert "robots.txt forbids it" in done.stdout
    assert "1 article is behind a wall" in done.stderr


def test_it_finds_a_story_that_is_held_only_in_other_languages_and_says_why(
    shown: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    first = shown[0].stdout.partition("$ tracuu search 'village police'")[2].partition("\n2  ")[0]
    assert "Tiếng kẻng an ninh" in first
    assert "also fa ja ms" in first  # and not in English
    assert "vi: thôn for “village”" in first


def test_it_ends_in_one_story_found_in_five_languages_by_its_resolution(
    shown: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    last = shown[0].stdout.partition("$ tracuu search instrument:12-NQ/TU")[2]
    for lang, words in {
        "vi": "Nghị quyết số 12-NQ/TU",
        "en": "Resolution No. 12-NQ/TU",
        "es": "Resolución No. 12-NQ/TU",
        "fa": "قطعنامه شماره ۱۲-NQ/TU",
        "nb": "resolusjon nr. 12-NQ/TU",
    }.items():
        assert f"names Nghị quyết 12-NQ/TU as “{words}”" in last, lang
    assert "nb machine translation · also en es fa vi" in last


def test_what_is_crawled_is_thrown_away(shown: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    """An archive that is kept must not take the sample's web for the newspapers of that name."""
    _, place = shown
    assert [path for path in (place / "temporary").iterdir() if path.name.startswith("tracuu-demo-")] == []
    with tracuu.open(place / "kept", write=False) as archive:
        assert archive.archive.totals().versions == 48
        assert archive.archive.frontier.crawls() == []
        assert archive.archive.frontier.contact() is None


@pytest.mark.skipif(WINDOWS, reason="there a signal cannot be sent to one process alone")
def test_ctrl_c_in_the_midst_of_the_crawl_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tracuu", "demo"],
        env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("$ tracuu crawl"):
                break
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        _, said = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in said
    assert [path for path in tmp_path.iterdir() if path.name.startswith("tracuu-demo-")] == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    got = Out(capsys, "demo", str(tmp_path))
    assert got.code == 2
    assert "is not empty" in got.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("baodanang.vn", "--dry-run"), "Nothing was fetched but lists."),
        (("baodanang.vn", "--max", "1"), "Stopped at --max."),
        (("baodanang.vn", "--match", "cà phê"), "all that matched cà phê was fetched"),
    ],
)
def test_the_web_of_the_sample_is_crawled_as_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert crawl_sample(tmp_path / "archive", words) == 0
    assert said in capsys.readouterr().err
