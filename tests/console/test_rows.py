"""Rows leave in four formats, the same everywhere."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from tracuu.console import rows
from tracuu.errors import UsageError

ROWS = [
    {"id": "v1", "lang": "vi", "n": 2, "langs": ["vi", "es"], "mt": False, "date": None},
    {"id": "v2", "lang": "fa", "n": -3, "langs": [], "mt": True, "date": "2025-01-07"},
]


def written(form: str, fields: tuple[str, ...] = ()) -> str:
    out = io.StringIO()
    rows.write(ROWS, form, out, fields)
    return out.getvalue()


def test_json_is_one_list() -> None:
    assert json.loads(written("json")) == ROWS


def test_lines_are_one_object_each() -> None:
    assert [json.loads(line) for line in written("nl").splitlines()] == ROWS


def test_csv_has_a_head_and_joins_lists() -> None:
    assert written("csv").splitlines() == [
        "id,lang,n,langs,mt,date",
        'v1,vi,2,"vi, es",no,',
        "v2,fa,-3,,yes,2025-01-07",
    ]


def test_csv_without_rows_has_its_head() -> None:
    """What reads the file next need not know that nothing was found."""
    out = io.StringIO()
    rows.write([], "csv", out, head=("id", "lang"))
    assert out.getvalue() == "id,lang\n"


def test_an_unknown_field_is_told_even_without_rows() -> None:
    with pytest.raises(UsageError, match="lang"):
        rows.write([], "nl", io.StringIO(), ("langauge",), head=("id", "lang"))


def test_a_table_aligns_wide_letters() -> None:
    out = io.StringIO()
    rows.write([{"a": "决议", "b": 1}, {"a": "x", "b": 2}], "table", out)
    assert out.getvalue() == "a     b\n决议  1\nx     2\n"


def test_no_rows_make_an_empty_table() -> None:
    out = io.StringIO()
    rows.write([], "table", out)
    assert out.getvalue() == ""


def test_fields_choose_and_order() -> None:
    assert written("csv", ("lang", "id")).splitlines() == ["lang,id", "vi,v1", "fa,v2"]


def test_an_unknown_field_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="lang"):
        written("csv", ("langauge",))


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"

    def broken() -> None:
        with rows.destination(str(target)) as out:
            out.write("half")
            raise InterruptedError

    with pytest.raises(UsageError):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine")
    with pytest.raises(UsageError, match="already"), rows.destination(str(target)):
        pass
    with rows.destination(str(target), force=True) as out:
        out.write("new")
    assert target.read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    """Nor is a device: `-o /dev/null --force` must leave /dev/null what it is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with rows.destination(str(pipe), force=True) as out:
        out.write("row\n")
    assert os.read(reader, 10) == b"row\n"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"), rows.destination(str(tmp_path), force=True):
        pass


def test_behind_a_link_the_file_is_replaced(tmp_path: Path) -> None:
    file, link = tmp_path / "file.csv", tmp_path / "link.csv"
    file.write_text("old", encoding="utf-8")
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("no rights to make a link")
    with rows.destination(str(link), force=True) as out:
        out.write("new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
