"""`tracuu search` across languages: what is a find, what is only a part of one, and what is nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.running import Out
from tracuu.cli import run

# id, language, title, text
ARTICLES = """
flood | vi | Lũ lớn ở Hà Linh | Mưa gây lũ ở xã Hà Linh, hai chiếc thuyền bị cuốn trôi. Dân cần giúp sau bão.
school | th | โรงเรียนใหม่ในหมู่บ้าน | ครูสอนนักเรียนในโรงเรียนใหม่ของหมู่บ้าน
market | ko | 시장에 불 | 시장에서 불이 나서 상인들이 모두 대피했다.
bridge | es | Un puente nuevo | Los vecinos inauguran un puente sobre el río.
clinic | ar | مستشفى في القرية | افتتحت القرية مستشفى جديدا ويعمل فيه الطبيب.
rice | en | Rice before the storm | Farmers bring in the rice before the storm reaches the village.
calf | vi | Con bê của bà Tư | Bà Tư nuôi một con bê và bán rau ở chợ.
"""
LISTS = {
    "vi": "flood lũ; boat thuyền; storm bão; raft bè; can có thể; market chợ; cow bò",
    "th": "school โรงเรียน; teacher ครู",
    "ko": "market 시장; fire 불",
    "es": "bridge puente; river río; boat barco",
    "ar": "hospital مستشفى; doctor طبيب",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of stories in one language each, with word lists from English."""
    folder = tmp_path_factory.mktemp("across")
    lines = [line.split(" | ") for line in ARTICLES.strip().splitlines()]
    rows = [dict(zip(("id", "lang", "title", "text"), line, strict=True)) for line in lines]
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    made = folder / "archive"
    assert run(["add", "--archive", str(made), "--workers", "1", str(folder / "articles.jsonl")]) == 0
    for lang, words in LISTS.items():
        path = folder / f"en-{lang}.tsv"
        path.write_text("\n".join(pair.replace(" ", "\t", 1) for pair in words.split("; ")), encoding="utf-8")
        to = ["--from", "en", "--to", lang, "--archive", str(made)]
        assert run(["lexicon", "import", str(path), *to]) == 0
    return made


@pytest.fixture(autouse=True)
def in_it(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACUU_ARCHIVE", str(archive))
    monkeypatch.setenv("TRACUU_STATE", str(tmp_path / "state"))


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[Out, dict[str, Any]]:
    capsys.readouterr()
    got = Out(capsys, "search", "--json", *words)
    return got, json.loads(got.out)


@pytest.mark.parametrize(
    ("query", "found", "partial"),
    [
        # every word, itself or translated
        ("flood boats", ["flood"], []),
        ("school teacher", ["school"], []),
        ("market fire", ["market"], []),
        ("bridge river", ["bridge"], []),
        ("hospital doctor", ["clinic"], []),
        ("thuyền lũ", ["flood"], []),
        ("storm", ["rice", "flood"], []),  # first what the word itself finds
        ("สะพาน โรงเรียน", [], []),
        # a word that is missing is no match; what holds most of the words is told apart
        ("flood boats landmine", [], ["flood"]),
        ("landmine flood", [], []),  # one word of two is not most of them
        ("rice storm zebra", [], ["rice"]),  # in the query's own language too
        ("thuyền bão zebra", [], ["flood"]),
        # what stands in no story
        ("qwerty asdfgh", [], []),
        ("landmine typhoon rafts", [], []),
        ("núi lửa phun trào", [], []),
        ("volcán tormenta nieve", [], []),
        ("ภูเขาไฟ หิมะ", [], []),
        ("화산 폭설", [], []),
        ("بركان ثلج", [], []),
        ("ज्वालामुखी", [], []),
        # other words with the same letters: bè (raft) and bê (calf), English can and cần (need)
        ("raft market", [], []),
        ("can storm", [], []),
    ],
)
def test_what_is_a_find_and_what_is_none(
    capsys: pytest.CaptureFixture[str], query: str, found: list[str], partial: list[str]
) -> None:
    got, told = asked(capsys, query)
    assert [hit["id"] for hit in told["hits"]] == found
    assert [hit["id"] for hit in told.get("partial", ())] == partial
    assert got.code == (0 if found else 1)
    assert told["total"] + told.get("across", {}).get("total", 0) == len(found)


def test_a_hit_tells_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = asked(capsys, "hospital doctor")
    (hit,) = told["hits"]
    assert hit["reason"] == "ar: مستشفى for “hospital” (1.00), list en-ar; الطبيب for “doctor” (1.00), list en-ar"
    assert set(hit["matched"]) == {"مستشفى", "الطبيب"}
    assert [one["word"] for one in hit["renderings"]] == ["hospital", "doctor"]
    assert {one["via"] for one in hit["renderings"]} == {"list:en-ar"}


class TestWhatHoldsMost:
    """Stories that hold most of the words, where none holds all."""

    QUERY = ("flood", "boats", "landmine")

    def test_stand_under_a_heading_and_count_for_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        got = Out(capsys, "search", *self.QUERY)
        assert got.code == 1
        assert got.out.startswith("No story holds all of the words.")
        assert "without landmine" in got.out
        assert "nothing found that holds all of the words, in translation either; 1 story holds most of them" in got.err

    def test_are_no_rows(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        for form in ("--csv", "--nl"):
            got = Out(capsys, "search", form, *self.QUERY)
            assert (got.code, got.out.count("\n")) == (1, 1 if form == "--csv" else 0)
            assert "1 story that holds most of the words is no row here" in got.err
        Out(capsys, "search", "--nl", "-o", str(tmp_path / "rows"), *self.QUERY)
        assert (tmp_path / "rows").read_text(encoding="utf-8") == ""

    def test_are_not_there_beside_a_find(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "partial" not in asked(capsys, "flood", "boats")[1]

    def test_are_not_there_where_nothing_is_translated(self, capsys: pytest.CaptureFixture[str]) -> None:
        got, told = asked(capsys, "--no-translate", *self.QUERY)
        assert (got.code, told["hits"], "partial" in told, "across" in told) == (1, [], False, False)

    def test_can_be_opened_by_number(self, capsys: pytest.CaptureFixture[str]) -> None:
        Out(capsys, "search", *self.QUERY)
        assert "Lũ lớn ở Hà Linh" in Out(capsys, "show", "1").out


def test_rows_of_a_find_by_translation_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(Out(capsys, "search", "--csv", "storm").out)))
    assert [(row["id"], bool(row["reason"])) for row in rows] == [("rice", False), ("flood", True)]
    assert [json.loads(line)["id"] for line in Out(capsys, "search", "--nl", "storm").out.splitlines()] == [
        "rice",
        "flood",
    ]


def test_counts_leave_translations_out_and_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    got, told = asked(capsys, "storm", "--facets")
    assert (told["total"], told["across"]["total"], told["facets"]["lang"]) == (1, 1, {"en": 1})
    assert "--translated counts it" in got.err
    got, told = asked(capsys, "storm", "--facets", "--translated")
    assert told["facets"]["lang"] == {"en": 1, "vi": 1}
    assert "these counts take in 1 story that only translations find" in got.err


def test_no_hits_asked_for_still_tells_whether_there_are_any(capsys: pytest.CaptureFixture[str]) -> None:
    assert Out(capsys, "search", "--limit", "0", "flood", "boats").code == 0
    assert Out(capsys, "search", "--limit", "0", "flood", "landmine").code == 1


def test_a_language_that_is_stated_is_believed(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "--query-lang", "en", "boat")[1]
    assert (told["across"]["lang"], told["across"]["is_guessed"]) == ("en", False)
    assert [hit["id"] for hit in told["hits"]] == ["flood"]
