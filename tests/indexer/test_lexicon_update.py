"""Tables are learned from the stories of an archive, again when enough has changed, and come out the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.drafts import draft
from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Learned, Table
from tracuu.corpus.locks import held
from tracuu.indexer.lexicon import due as bounds
from tracuu.indexer.lexicon import update as updating
from tracuu.indexer.lexicon.due import due
from tracuu.indexer.lexicon.gather import PARAGRAPHS
from tracuu.indexer.lexicon.lookup import cognates, translate
from tracuu.indexer.lexicon.update import keep_up, update
from tracuu.workers import Workers

NOUNS = {"river": "río", "road": "camino", "school": "escuela", "bridge": "puente", "hospital": "hospital"}
VERBS = {"opens": "abre", "closes": "cierra"}


def stories(count: int, start: int = 0) -> list[tuple[str, str, str]]:
    """Give (name, English, Spanish) of short stories, no two alike."""
    made = []
    for number in range(start, start + count):
        nouns = list(NOUNS.items())
        (one, uno), (two, dos) = nouns[number % 5], nouns[(number // 5 + 1 + number) % 5]
        verb, verbo = list(VERBS.items())[number % 2]
        english = f"The {one} {verb}\nThe {one} {verb} in {number + 1900}.\nThe {two} {verb}."
        spanish = f"El {uno} {verbo}\nEl {uno} {verbo} en {number + 1900}.\nEl {dos} {verbo}."
        made.append((f"s{number}", english, spanish))
    return made


def add(archive: Archive, told: list[tuple[str, str, str]]) -> None:
    drafts = [
        draft(text, lang=lang, story=name, given_id=f"{name}.{lang}")
        for name, english, spanish in told
        for lang, text in (("en", english), ("es", spanish))
    ]
    archive.add(drafts)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    held = Archive.create(tmp_path / "archive")
    add(held, stories(12))
    return held


def everything(archive: Archive) -> dict[str, list[tuple[str, float]]]:
    terms = ["river", "road", "school", "bridg", "hospit", "open", "close"]
    found = archive.lexicon.lookup("en", "es", terms)
    return {term: [(one.term, one.p) for one in translations] for term, translations in found.items()}


def test_words_are_learned_from_linked_stories(archive: Archive) -> None:
    assert due(archive)
    assert update(archive) == (1, 0, 0)
    found = translate(archive, ["river", "school"], "en", ["es"])["es"]
    assert [found[term][0].word for term in ("river", "school")] == ["río", "escuela"]
    assert found["river"][0].via == "learned"
    assert translate(archive, ["rio"], "es", ["en"])["en"]["rio"][0].word == "river"


def test_a_form_that_was_never_met_has_the_translations_of_one_that_was(archive: Archive) -> None:
    update(archive)
    (best, *_) = translate(archive, ["schoolman"], "en", ["es"])["es"].get("schoolman", [None])
    assert best is not None
    assert (best.word, best.p < 0.5) == ("escuela", True)


def test_words_that_are_spelled_alike_are_found_in_the_index(archive: Archive) -> None:
    update(archive)
    assert [one.term for one in cognates(archive, "hospitals", "en", "es")] == ["hospital"]


def test_nothing_is_done_until_enough_has_changed(archive: Archive) -> None:
    update(archive)
    assert not due(archive)
    assert update(archive) == (0, 1, 0)
    add(archive, stories(12, start=12))
    assert due(archive)
    assert update(archive) == (1, 0, 0)


@pytest.fixture
def large(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Give an archive of 12 stories, each of three paragraphs in two languages, that counts as large."""
    monkeypatch.setattr(bounds, "SMALL", 0)
    monkeypatch.setattr(updating, "SMALL", 0)
    monkeypatch.setattr(bounds, "FREE", 24)
    monkeypatch.setattr(bounds, "PER_VERSION", 1.0)
    monkeypatch.setattr(bounds, "_SHARE", 6)
    monkeypatch.setattr(bounds, "_A_STORY", 3)
    monkeypatch.setattr(bounds, "_AT_LEAST", 1)
    return archive


def test_a_large_archive_learns_no_more_by_the_way_than_it_may_and_says_what_waits(large: Archive) -> None:
    keep_up(large, Workers(1))
    assert (large.lexicon.tables(), large.lexicon.waiting()) == ([], 1)
    assert not due(large)  # until more has come
    add(large, stories(3, start=12))  # six versions, six paragraphs
    assert due(large)
    keep_up(large, Workers(1))
    assert {(table.linked, table.used) for table in large.lexicon.tables()} == {(15, 2)}
    assert large.lexicon.waiting() == 0
    assert not due(large)


def test_a_table_grows_as_more_is_added_and_all_is_read_when_asked(large: Archive) -> None:
    add(large, stories(3, start=12))
    keep_up(large, Workers(1))
    add(large, stories(6, start=15))  # twelve paragraphs more
    keep_up(large, Workers(1))
    assert {(table.linked, table.used) for table in large.lexicon.tables()} == {(21, 4)}
    assert update(large) == (1, 0, 0)
    assert {table.used for table in large.lexicon.tables()} == {21}
    assert update(large) == (0, 1, 0)


def test_as_much_is_read_by_the_way_however_often_articles_come(large: Archive, tmp_path: Path) -> None:
    add(large, stories(9, start=12))
    keep_up(large, Workers(1))
    with Archive.create(tmp_path / "other") as other:
        for start in range(0, 21, 3):
            add(other, stories(3, start))
            keep_up(other, Workers(1))
        assert [table[:5] for table in other.lexicon.tables()] == [table[:5] for table in large.lexicon.tables()]


# Versions of an archive, paragraphs that may have been read by the way.
ALLOWED = [(1_000, 0), (5_000, 0), (7_000, 2_000), (15_000, 10_000), (25_000, 12_000)]


@pytest.mark.parametrize(("versions", "paragraphs"), ALLOWED)
def test_an_archive_translates_soon_and_learns_slowly_then(versions: int, paragraphs: int) -> None:
    assert bounds.allowed(versions) == paragraphs


LINKED = {(one, "vi"): bounds.Linked(number, [(0, 0)] * number) for one, number in (("en", 900), ("es", 90), ("fa", 9))}


@pytest.mark.parametrize(
    ("most", "learned"),
    [
        (399, {}),
        (400, {"en": 400}),  # what most stories have comes first
        (980, {"en": 400, "es": 400, "fa": 400}),  # of which there are but nine stories, 180 paragraphs
        (1_380, {"en": 800, "es": 400, "fa": 400}),
        (50_000, {"en": 10_000, "es": 1_600, "fa": 400}),
    ],
)
def test_tables_grow_together(most: int, learned: dict[str, int]) -> None:
    chosen = bounds.affordable({}, LINKED, most)
    assert {one.pair[0]: one.paragraphs for one in chosen} == learned
    assert sum(map(bounds.cost, chosen)) <= most


def test_the_table_learned_from_least_is_learned_next() -> None:
    known = {
        (lang, "vi"): Table(lang, "vi", bounds.method(PARAGRAPHS), used, used, 0, 0)
        for lang, used in (("en", 300), ("es", 50), ("fa", 9))
    }
    assert [one.pair[0] for one in bounds.affordable(known, LINKED, 2_000)] == ["es"]


def test_joined_stories_and_another_method_are_reasons_to_look_again(archive: Archive) -> None:
    update(archive)
    archive.lexicon.look_again()
    assert due(archive)
    assert update(archive) == (0, 1, 0)
    assert not due(archive)
    (table, _) = archive.lexicon.tables()
    archive.lexicon.keep(table._replace(method=1), {})
    assert due(archive)
    assert update(archive) == (1, 0, 0)


def test_a_process_that_learns_is_left_to_it(archive: Archive) -> None:
    with held(archive.folder, "lexicon", 0):
        keep_up(archive, Workers(1))
    assert archive.lexicon.tables() == []


def test_a_small_archive_is_learned_whole_by_the_way(archive: Archive) -> None:
    keep_up(archive, Workers(1))
    assert {table.used for table in archive.lexicon.tables()} == {12}
    assert not due(archive)


def test_what_is_learned_does_not_depend_on_the_order_of_arrival(archive: Archive, tmp_path: Path) -> None:
    update(archive)
    with Archive.create(tmp_path / "other") as other:
        for story in reversed(stories(12)):
            add(other, [story])
            update(other)
        update(other, anew=True)
        assert everything(other) == everything(archive)


def test_a_few_stories_teach_nothing(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "few") as archive:
        add(archive, stories(bounds.FEWEST - 1))
        assert update(archive) == (0, 0, 0)
        assert translate(archive, ["river"], "en", ["es"]) == {"es": {}}


def test_tables_of_languages_that_are_no_longer_linked_go(archive: Archive) -> None:
    update(archive)
    former = archive.lexicon.tables()[0]._replace(source="fr", target="en")
    archive.lexicon.keep(former, {"rivière": Learned(3, (("river", 1.0),))})
    update(archive)
    assert {table.source for table in archive.lexicon.tables()} == {"en", "es"}


def test_an_update_in_workers_is_the_same(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    update(archive)
    before = everything(archive)
    monkeypatch.setattr(updating, "_FEW", 1)
    update(archive, workers=2, anew=True)
    assert everything(archive) == before


def test_workers_that_run_share_the_work_by_the_way(archive: Archive) -> None:
    keep_up(archive, Workers(1))
    before = everything(archive)
    for table in archive.lexicon.tables():
        archive.lexicon.keep(table._replace(method=1), {})
    with Workers(2) as crew:
        crew.start()
        keep_up(archive, crew)
    assert everything(archive) == before
