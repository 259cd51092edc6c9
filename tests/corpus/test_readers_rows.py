"""Rows of JSON: what each becomes, and that a broken one harms no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracuu.corpus.readers import read, rows
from tracuu.records import Capture, Hints, Listed, Rejected

NOW = "2025-03-14T08:00:00+00:00"


def all_of(path: Path) -> list[Capture | Rejected]:
    return [one for one in read([str(path)], Hints(), NOW) if not isinstance(one, Listed)]


def written(path: Path, raw: bytes) -> list[Capture | Rejected]:
    path.write_bytes(raw)
    return all_of(path)


FULL = (
    '{"id": "a-1", "url": " https://example.vn/a ", "lang": "vi", "title": "Tựa", "text": "Bài.", '
    '"published": "2025-03-14", "source": "Báo Quảng Nam", "story": "s", "kind": "document", "desk": {"no": 1}}'
)

# A row, and what must come out: (raw, hints), or words of the reason.
ROWS: list[tuple[str, tuple[str, Hints] | str]] = [
    ('{"text": "Một bài báo."}', ("Một bài báo.", Hints())),
    # Every field of the contract, and one that we do not know.
    (
        FULL,
        (
            "Bài.",
            Hints(
                id="a-1", url="https://example.vn/a", lang="vi", title="Tựa", published="2025-03-14",
                source="Báo Quảng Nam", story="s", kind="document", extra={"desk": {"no": 1}},
            ),
        ),
    ),
    # Ids are often numbers where they come from.
    ('{"id": 7, "story": 12, "text": "x"}', ("x", Hints(id="7", story="12"))),
    ('{"id": null, "title": "", "url": "  ", "text": "x"}', ("x", Hints())),
    ('{"lang": "zh-cn", "text": "x"}', ("x", Hints(lang="zh-Hans"))),
    ('{"lang": "NO", "text": "x"}', ("x", Hints(lang="nb"))),
    # White space is the text's own; it is not ours to strip.
    ('{"text": "\\n x \\r\\n"}', ("\n x \r\n", Hints())),
    # Half of a surrogate pair, and a zero character: no encoding can hold the one, no terminal likes the other.
    ('{"text": "a\\ud800b", "title": "c\\udfffd\\u0000", "x": ["\\uD83D"]}',
     ("a\ufffdb", Hints(title="c\ufffdd", extra={"x": ["\ufffd"]}))),
    ('{"text": "a whole pair: \\ud83d\\ude00"}', ("a whole pair: \U0001f600", Hints())),
    # A headline in an old font's encoding; the text keeps its bytes, and is put right when it is decoded.
    ('{"text": "ViÖt Nam", "title": "ViÖt Nam"}', ("ViÖt Nam", Hints(title="Việt Nam"))),
    # Not JSON by the letter, and no doubt what is meant.
    ('{"text": "a raw\ttab", "score": NaN}', ("a raw\ttab", Hints(extra={"score": "NaN"}))),
    ('{"html": "<p>x", "text": "  "}', ("<p>x", Hints())),
    ('{"html": "<p>x", "text": "y"}', ("y", Hints(extra={"html": "<p>x"}))),
    ("{}", "the field `text` (or `html`) is missing"),
    ('{"text": ""}', "the field `text` (or `html`) is missing"),
    ('{"text": 5}', "the field `text` must be a text, and is a number"),
    ('{"text": "x", "title": ["a"]}', "the field `title` must be a text, and is a list"),
    ('{"text": "x", "id": true}', "the field `id` must be a text, and is true or false"),
    ('{"text": "x", "kind": "poem"}', "must be press or document, and is 'poem'"),
    ('{"text": "x", "lang": "Tiếng Việt"}', "must be a language code"),
    ('{"text": "x"', "no valid JSON"),
    ('{"text": "x"},', "no valid JSON"),
    ("An article that stands by itself.", "no valid JSON"),
    ('["text"]', "a row must be an object"),
    ("5", "a row must be an object"),
    ('{"text": "x", "deep": ' + "[" * 100_000 + "}", "nested too deeply"),
    ('{"text": "x", "n": ' + "9" * 5000 + "}", "no valid JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ROWS, ids=[row[:30] for row, _ in ROWS])
def test_a_row_becomes_an_article_or_the_reason_is_said(
    row: str, expected: tuple[str, Hints] | str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.jsonl"
    before, found, after = written(path, ('{"text": "before"}\n' + row + '\n{"text": "after"}\n').encode())
    assert isinstance(before, Capture)
    assert isinstance(after, Capture)
    assert [item.origin for item in (before, found, after)] == [f"{path}:{number}" for number in (1, 2, 3)]
    if isinstance(expected, str):
        assert isinstance(found, Rejected)
        assert expected in found.reason
        assert "\n" not in found.reason
    else:
        assert isinstance(found, Capture)
        assert (found.raw.decode("utf-8"), found.hints) == expected
        assert found.media_type == ("text/html" if found.raw.startswith(b"<") else "text/plain")


TWO = '{"text": "một"}\n{"text": "hai"}\n'

# The same two rows as files hold them.
FORMS = [
    ("rows.jsonl", TWO.encode()),
    ("rows.ndjson", TWO.encode()),
    ("mark.jsonl", TWO.encode("utf-8-sig")),
    ("windows.jsonl", TWO.replace("\n", "\r\n").encode()),
    ("no-last-line-end.jsonl", TWO.rstrip().encode()),
    ("blank-lines.jsonl", TWO.replace("\n", "\n\n  \n").encode()),
    # What PowerShell's > makes of a program's output.
    ("utf-16.jsonl", TWO.encode("utf-16")),
    ("list.json", json.dumps([{"text": "một"}, {"text": "hai"}]).encode()),
    ("indented.json", json.dumps([{"text": "một"}, {"text": "hai"}], indent=2, ensure_ascii=False).encode("utf-8-sig")),
    # Names and contents that do not agree.
    ("lines.json", TWO.encode()),
    ("list.jsonl", json.dumps([{"text": "một"}, {"text": "hai"}], indent=1).encode()),
    ("one-line-list.jsonl", json.dumps([{"text": "một"}, {"text": "hai"}]).encode()),
    ("rows", TWO.encode()),
    ("export.log", TWO.encode()),
]


@pytest.mark.parametrize(("name", "raw"), FORMS, ids=[row[0] for row in FORMS])
def test_rows_are_found_in_every_form(name: str, raw: bytes, tmp_path: Path) -> None:
    found = written(tmp_path / name, raw)
    assert [item.raw.decode() for item in found if isinstance(item, Capture)] == ["một", "hai"], found
    assert len(found) == 2


def test_one_object_over_several_lines_is_one_article(tmp_path: Path) -> None:
    (found,) = written(tmp_path / "one.json", json.dumps({"title": "A", "text": "x"}, indent=2).encode())
    assert isinstance(found, Capture)
    assert (found.raw, found.hints.title) == (b"x", "A")
    assert found.origin == str(tmp_path / "one.json")


@pytest.mark.parametrize("first", ['{"text": "cut', '{"text":', "{", '{"text": "x"},', "not json", ""])
def test_a_broken_first_row_does_not_hide_the_others(first: str, tmp_path: Path) -> None:
    for name in ("rows.jsonl", "rows.json"):
        found = written(tmp_path / name, (first + "\n" + TWO).encode())
        assert [item.raw.decode() for item in found if isinstance(item, Capture)] == ["một", "hai"], found


def test_a_row_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    first, second, third = written(tmp_path / "a.jsonl", b'{"text": "a"}\n{"text": "caf\xe9"}\n{"text": "b"}\n')
    assert isinstance(first, Capture)
    assert isinstance(second, Rejected)
    assert "byte 14 is not UTF-8" in second.reason
    assert isinstance(third, Capture)


def test_an_endless_line_is_passed_over_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tracemalloc

    monkeypatch.setattr(rows, "LONGEST_LINE", 1_000_000)
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.write(b'{"text": "a"}\n{"text": "')
        for _ in range(40):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "b"}\n')
    tracemalloc.start()
    found = all_of(tmp_path / "a.jsonl")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(item.origin[-1], isinstance(item, Rejected)) for item in found] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]
    assert peak < 10_000_000


def test_memory_is_flat_however_many_rows_there_are(tmp_path: Path) -> None:
    import tracemalloc

    with (tmp_path / "a.jsonl").open("wb") as file:
        for _ in range(1):
            file.write((json.dumps({"text": "words " * 100}) + "\n").encode() * 4000)
    tracemalloc.start()
    count = sum(1 for _ in read([str(tmp_path / "a.jsonl")], Hints(), NOW))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4_000
    assert peak < 2_000_000
