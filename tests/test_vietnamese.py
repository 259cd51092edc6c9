"""What people read is Vietnamese when they ask for it; what programs read is the same in every language.

Each test runs tracuu as a process, since its language is settled once a process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracuu.cli import run
from tracuu.sample import ARTICLES

MODEL = "vn:mo-hinh:quang-nam.thang-binh.binh-ngan:ngan-hang-bo"
HELPS = """
import click
from tracuu.cli import tracuu
from tracuu.console.click_words import speak

speak()

def pages(command, name, above=None):
    settings = {**command.context_settings, "terminal_width": 100}
    context = click.Context(command, info_name=name, parent=above, **settings)
    yield context.command_path, command.get_help(context)
    for below in command.list_commands(context) if isinstance(command, click.Group) else ():
        yield from pages(command.get_command(context, below), below, context)

import json
print(json.dumps(list(pages(tracuu, "tracuu"))))
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of one story in three languages, with marks."""
    folder = tmp_path_factory.mktemp("vietnamese") / "kho"
    files = [str(ARTICLES / f"01-ngan-hang-bo.{lang}.html") for lang in ("vi", "en", "nb")]
    assert run(["add", "--archive", str(folder), "--workers", "1", *files]) == 0
    return folder


def speak(archive: Path, *words: str, python: tuple[str, ...] = ("-m", "tracuu")) -> subprocess.CompletedProcess[str]:
    settings = {"TRACUU_LANG": "vi", "TRACUU_ARCHIVE": str(archive), "TRACUU_STATE": str(archive.parent)}
    return subprocess.run(
        [sys.executable, *python, *words],
        env=os.environ | settings | {"COLUMNS": "100", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_the_help_of_every_command_is_vietnamese_and_fits_a_hundred_columns(archive: Path) -> None:
    pages = json.loads(speak(archive, python=("-c", HELPS)).stdout)
    assert len(pages) > 50
    for name, text in pages:
        assert text.startswith("Cách dùng: "), name
        assert "Show this message" not in text, name
        assert "Options" not in text, name
        assert [line for line in text.splitlines() if len(line) > 100] == [], name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search", "--limit", "x", "bò"], "'x' không phải là số hợp lệ. Xem tracuu search --help."),
        (["search", "--sort", "z", "bò"], "không phải một trong 'relevance', 'newest', 'oldest'"),
        (["search", "--since", "2024-13", "bò"], "đây không phải ngày"),
        (["brief"], "Thiếu đối số"),
        (["nothing"], "Không có lệnh 'nothing'"),
        (["show", "szzzz"], "Không có tin bài hay bản nào mang mã szzzz"),
        (["search", "bò", "--fields", "nothing"], "Ở đây không có trường “nothing”"),  # the names follow as they are
        (["add", "not-there"], "không có tệp hay thư mục này"),
        (["export", "bò", "-o", "not-there/x.csv"], "Không ghi được not-there/x.csv: không có tệp hay thư mục này"),
        (["lexicon", "import", "words.tsv"], "Thiếu tùy chọn '--from'"),
    ],
)
def test_errors_say_in_one_vietnamese_line_what_to_do(archive: Path, words: list[str], said: str) -> None:
    done = speak(archive, *words)
    assert said in done.stderr
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "head"),
    [
        (
            ["add", str(ARTICLES / "01-ngan-hang-bo.vi.html")],
            ["loại", "đã thêm", "không đổi", "bản dịch mới", "từ chối"],
        ),
        (["models"], ["tin bài", "bản", "đầu tiên", "gần nhất", "tên", "cơ quan hoặc nơi", "mã"]),
        (["coverage", "-t"], ["loại", "trang báo", "ngôn ngữ", "tháng", "đến", "số tin bài", "tình trạng"]),
        (["search", "bò", "--fields", "title,date"], ["title", "date"]),  # who names fields sees the names
    ],
)
def test_tables_have_vietnamese_headings(archive: Path, words: list[str], head: list[str]) -> None:
    first = speak(archive, *words).stdout.splitlines()[0]
    assert [one.strip() for one in first.split("  ") if one.strip()] == head


def test_values_that_are_words_of_ours_are_vietnamese_for_people_alone(archive: Path) -> None:
    """A script that was written in one language runs in another."""
    story = json.loads(speak(archive, "search", "bò", "--json").stdout)["hits"][0]["story"]
    speak(archive, "mark", story, "--star")
    assert speak(archive, "marks").stdout.splitlines()[1].split()[-2:] == ["có", "không"]
    assert speak(archive, "marks", "--csv", "--fields", "starred,reviewed").stdout == "starred,reviewed\nyes,no\n"
    assert json.loads(speak(archive, "marks", "--nl").stdout)["starred"] is True
    assert "\nmô hình · " in speak(archive, "entity", "show", MODEL).stdout
    assert "model" in speak(archive, "entity", "list", "--csv", "--fields", "kind").stdout.splitlines()


def test_questions_are_asked_in_vietnamese(archive: Path) -> None:
    assert "(tiếng Anh) có chỉ Ngân hàng bò không?" in speak(archive, "entity", "review").stdout


def test_numbers_have_points_and_commas_as_vietnamese_writes_them(archive: Path) -> None:
    """Counts and shares; a year, an id and a date stay."""
    counted = "from tracuu.messages import plural; print(plural('entity_cmd.listed', 1234, shown=1))"
    assert speak(archive, python=("-c", counted)).stdout == "Có 1.234 mục\n"
    assert " 100,0%  " in speak(archive, "timeline", "bò").stdout
    assert "từ 2024-11-18 đến 2024-11-18" in speak(archive, "search", "bò").stderr
