"""The texts that finders are measured on keep their own promises; how well finders do on them is bench.naming_find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tracuu.mentions.kinds import bodies, types

FOLDER = Path(__file__).parent / "blind"
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted(FOLDER.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def test_many_languages_are_held_and_no_text_twice() -> None:
    assert len({row["lang"] for row in ROWS}) > 50
    assert len({row["id"] for row in ROWS}) == len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_mention_stands_where_it_is_said_to(row: dict[str, Any]) -> None:
    end = 0
    for mention in row["mentions"]:
        assert row["text"][mention["start"] : mention["end"]] == mention["surface"]
        assert end <= mention["start"]
        end = mention["end"]
        assert mention["kind"] in {*types(), "model", "movement"}
        assert mention.get("body") in {None, *bodies()}
