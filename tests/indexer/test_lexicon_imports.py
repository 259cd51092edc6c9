"""Word lists of users: what can be right is kept, what cannot be is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.errors import UsageError
from tracuu.indexer.lexicon.imports import Imported, parse, read_list
from tracuu.indexer.lexicon.layout import rows
from tracuu.indexer.lexicon.lookup import cognates, translate


def read(text: str, source: str = "en", target: str = "vi") -> tuple[list[str], list[int]]:
    entries, bad, _ = parse(rows(text.encode()), source, target)
    return [f"{one.source}={one.target}" for one in entries], [one.line for one in bad]


@pytest.mark.parametrize(
    ("row", "entries"),
    [
        ("river\tcon sông", ["river=con song"]),
        ("river\tsông; con sông", ["river=song", "river=con song"]),
        ("elections (plural)\tbầu cử [danh từ]", ["elect=bau cu"]),  # remarks are no words
        ("river\tsông\tnoun", ["river=song"]),
        ("river\tsông;", ["river=song"]),
        ('"river"\t"sông"', ["river=song"]),
        ("river {m}\tsông <sông ngòi>", ["river=song"]),
        ("\ufeffriver\tsông\r", ["river=song"]),
        ("# a remark", []),
        ("", []),
    ],
)
def test_a_row_is_a_word_and_its_translation(row: str, entries: list[str]) -> None:
    assert read(row) == (entries, [])


@pytest.mark.parametrize(
    "row",
    [
        "nation\t國",  # Chinese, where Vietnamese should be
        "country",
        "country\t",
        "\tnước",
        "flood\tnước dâng cao tràn lên bờ và ngập nhà cửa",  # explains the word
        "река\tsông",
        "nghĩa địa\tnghĩa địa",  # lists taken from dictionaries often have such
    ],
)
def test_what_cannot_be_right_is_told_with_its_line(row: str) -> None:
    assert read(f"river\tsông\n\n{row}\n") == (["river=song"], [3])


def test_a_line_of_another_encoding_is_told() -> None:
    _, bad, _ = parse(rows("river\tsông\n".encode() + "nước\tnuoc".encode("latin-1", "replace") + b"\xff"), "en", "vi")
    assert [one.line for one in bad] == [2]


@pytest.mark.parametrize(
    "text",
    [
        'river,"sông; con sông"\nroad,đường\n',
        "river;sông|con sông\nroad;đường\n",
        "river = sông; con sông\nroad = đường\n",
        "river::sông;con sông\nroad::đường\n",
        "river | sông; con sông\nroad | đường\n",
        "river - sông; con sông\nroad - đường\n",
    ],
)
def test_most_rows_say_what_parts_the_columns(text: str) -> None:
    assert read(text) == (["river=song", "river=con song", "road=duong"], [])


def test_a_list_for_machines_has_blanks() -> None:
    assert read("river río\nroad camino\n", target="es")[0] == ["river=rio", "road=camin"]


def test_spreadsheets_write_utf_16_too() -> None:
    assert list(rows("river\tsông\n".encode("utf-16"))) == [(1, ["river", "sông"])]


@pytest.mark.parametrize(
    ("text", "source", "target", "turned"),
    [
        ("English,Vietnamese\nriver,sông\n", "en", "vi", False),
        ("vi\ten\nsông\triver\n", "en", "vi", True),  # the heading says so
        ("word\ttranslation\nriver\tsông\n", "en", "vi", False),
        ("".join(f"رود\triver{letter}\n" for letter in "abcdefghij"), "en", "fa", True),  # the letters do
        ("".join(f"river{letter}\tرود\n" for letter in "abcdefghij"), "en", "fa", False),
    ],
)
def test_a_heading_is_no_word_and_columns_may_stand_either_way(
    archive: Archive, text: str, source: str, target: str, *, turned: bool
) -> None:
    done = put(archive, text, source, target, "one")
    assert (done.exchanged, done.bad) == (turned, [])
    assert {one.spelled[:5] for one in archive.lexicon.entries("one")} == {"river"}


def test_texts_tell_which_column_is_which(archive: Archive) -> None:
    english = ["river", "road", "school", "bridge", "house", "garden", "window", "street", "market", "doctor"]
    spanish = ["río", "camino", "escuela", "puente", "casa", "jardín", "ventana", "calle", "mercado", "médico"]
    archive.add([draft(f"One\n{' '.join(words)}.", lang=lang) for words, lang in ((english, "en"), (spanish, "es"))])
    words = [f"{one}\t{other}\n" for one, other in zip(spanish, english, strict=True)]
    # What comes first in a list need not be like the rest of it.
    done = put(archive, "".join(["nube\trío\n", *words]), "en", "es", "turned")
    assert (done.exchanged, archive.lexicon.entries("turned")[0].spelled) == (True, "bridge")
    assert not put(archive, "".join(words), "es", "en", "straight").exchanged


def test_rows_that_say_nothing_new_are_counted(archive: Archive) -> None:
    assert put(archive, "river\tsông\nRiver\tSông\nriver\tdòng\n", "en", "vi", "one").repeated == 1


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive.create(tmp_path / "archive")


def put(archive: Archive, text: str, source: str, target: str, name: str) -> Imported:
    path = archive.folder / f"{name}.tsv"
    path.write_text(text, encoding="utf-8")
    return read_list(archive, path, source, target, now="2026-01-02T03:04:05Z")


def test_a_list_serves_both_ways_and_through_a_third_language(archive: Archive) -> None:
    put(archive, "river\tsông\nroad\tđường\n", "en", "vi", "one")
    put(archive, "river\trío\nroad\tcarretera; camino\n", "en", "es", "two")
    found = translate(archive, ["song", "duong", "2025"], "vi", ["en", "es", "fr"])
    assert [one.word for one in found["en"]["song"]] == ["river"]
    assert [(one.word, one.p, one.via) for one in found["es"]["song"]] == [("río", 0.8, "through en")]
    assert {one.word for one in found["es"]["duong"]} == {"carretera", "camino"}
    assert list(found["fr"]) == ["2025"]  # numbers are themselves
    assert found["fr"]["2025"][0].p == 1


def test_accents_tell_words_of_a_list_apart(archive: Archive) -> None:
    put(archive, "sin\ttội\nbundle\ttúi\nI\ttôi\n", "en", "vi", "one")
    into = translate(archive, ["tội", "toi", "túi", "tới"], "vi", ["en"])["en"]
    assert {term: sorted(one.word for one in found) for term, found in into.items()} == {
        "tội": ["sin"], "toi": ["I", "sin"], "túi": ["bundle"],  # `tới` is not in the list, `toi` may be either
    }  # fmt: skip
    (found,) = translate(archive, ["sin"], "en", ["vi"])["vi"]["sin"]
    assert (found.term, found.word) == ("tội", "tội")


def test_a_list_is_known_by_where_it_came_from_and_can_be_removed(archive: Archive) -> None:
    put(archive, "river\tsông\nbad\n", "en", "vi", "one")
    (held,) = archive.lexicon.lists()
    assert (held.name, held.entries, held.rejected, held.at) == ("one", 1, 1, "2026-01-02T03:04:05Z")
    with pytest.raises(UsageError, match="is there already"):
        put(archive, "river\tsông\n", "en", "vi", "one")
    archive.lexicon.remove_list("one")
    assert archive.lexicon.lists() == []
    assert archive.lexicon.lookup("en", "vi", ["river"]) == {}
    with pytest.raises(UsageError, match="there is none yet"):
        archive.lexicon.remove_list("one")


@pytest.mark.parametrize(
    ("text", "source", "target"), [("a\tb", "id", "ms"), ("nothing", "en", "vi"), ("", "en", "vi")]
)
def test_a_list_of_no_use_is_refused(archive: Archive, text: str, source: str, target: str) -> None:
    with pytest.raises(UsageError):
        put(archive, text, source, target, "one")


def test_an_empty_archive_knows_nothing_and_says_no_more(archive: Archive) -> None:
    assert translate(archive, ["river"], "en", ["vi"]) == {"vi": {}}
    assert cognates(archive, "river", "en", "vi") == []
