"""What the archive keeps of translations, and how what was learned and what lists say are mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Entry, Learned, Table, Translation, Word, WordList, language
from tracuu.corpus.schema import MIGRATIONS
from tracuu.indexer.lexicon.lookup import cognates, translate


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    held = Archive.create(tmp_path / "archive")
    table = Table("en", "vi", method=1, linked=9, used=9, pairs=50, terms=2)
    held.lexicon.keep(
        table, {"flood": Learned(5, (("lu", 0.75), ("nuoc", 0.25))), "river": Learned(2, (("song", 1.0),))}
    )
    held.lexicon.keep_words("vi", [Word("lu", 5, "lũ"), Word("song", 3, "sông")])
    return held


def listed(archive: Archive, *pairs: tuple[str, str]) -> None:
    about = WordList("own", "en", "vi", origin="own.tsv", sha256="", at="2026-01-02T03:04:05Z", rejected=0)
    archive.lexicon.add_list(about, [Entry(one, other, one, other) for one, other in pairs])


def test_what_was_learned_is_shown_as_it_is_spelled(archive: Archive) -> None:
    found = archive.lexicon.lookup("en", "vi", ["flood", "unknown"])
    assert found == {"flood": [Translation("lu", "lũ", 0.75, "learned"), Translation("nuoc", "nuoc", 0.25, "learned")]}


def test_a_term_seen_often_is_learned_rather_than_listed(archive: Archive) -> None:
    listed(archive, ("flood", "lut"), ("river", "dong"))
    found = archive.lexicon.lookup("en", "vi", ["flood", "river"])
    assert [(one.term, one.p, one.via) for one in found["flood"]] == [
        ("lut", 0.5, "list:own"),  # seen five times: half of its probability
        ("lu", 0.375, "learned"),
        ("nuoc", 0.125, "learned"),
    ]
    assert found["river"][0].term == "dong"  # seen twice


def test_meanings_that_others_share_count_less(archive: Archive) -> None:
    listed(archive, ("rise", "dang"), ("rise", "tang"), ("increase", "tang"), ("grow", "tang"))
    (best, other) = archive.lexicon.lookup("en", "vi", ["rise"])["rise"]
    assert (best.term, other.term) == ("dang", "tang")
    assert best.p + other.p == pytest.approx(1)


def test_a_table_takes_the_place_of_the_one_before(archive: Archive) -> None:
    (table,) = archive.lexicon.tables()
    archive.lexicon.keep(table._replace(terms=1), {"road": Learned(1, (("duong", 1.0),))})
    assert archive.lexicon.lookup("en", "vi", ["flood"]) == {}
    assert list(archive.lexicon.lookup("en", "vi", ["road"])) == ["road"]


@pytest.mark.parametrize(
    ("tag", "named"), [("ms", "id"), ("nn", "nb"), ("zh-Hant", "zh"), ("sw", "sw"), ("uz-Cyrl", "uz"), ("vi", "vi")]
)
def test_languages_with_one_analyser_share_their_words(tag: str, named: str) -> None:
    assert language(tag) == named


def test_words_keep_their_numbers_when_more_is_learned(archive: Archive) -> None:
    archive.lexicon.keep_words("vi", [Word("lu", 4, "LŨ"), Word("song", 7, "Sông"), Word("bao", 9, "bão")])
    archive.lexicon.keep(
        Table("en", "vi", 1, 9, 9, 50, 200),
        {f"storm{n}": Learned(1, (("bao", 0.6), ("song", 0.4))) for n in range(200)},
    )
    found = archive.lexicon.lookup("en", "vi", ["storm199"])["storm199"]
    assert [(one.word, one.p) for one in found] == [("bão", 0.6), ("Sông", 0.4)]  # seen more often: spelled otherwise
    assert archive.lexicon.counts("vi", ["lu", "song", "nuoc"]) == {"lu": 5, "song": 7}  # none was seen of the last


def test_terms_that_begin_alike_are_those_of_which_something_was_learned(archive: Archive) -> None:
    archive.lexicon.keep_words("en", [Word("flooding", 9, "flooding"), Word("flood", 9, "flood")])
    assert archive.lexicon.near("en", "vi", "floo") == ["flood"]
    assert archive.lexicon.terms("en") == {"flood", "river"}


def test_words_spelled_alike_are_found_by_any_of_their_keys(archive: Archive) -> None:
    by_key = {f"k{n:03}": [f"term{n}", "shared"] for n in range(300)}
    archive.lexicon.keep_alike("es", by_key)
    assert archive.lexicon.alike("es", ["k000", "k128", "k299", "k30", "a", "zz"]) == [
        "shared", "term0", "term128", "term299",
    ]  # fmt: skip


def test_tables_of_an_earlier_schema_are_learned_again(tmp_path: Path) -> None:
    folder = tmp_path / "earlier"
    with Archive.create(folder, migrations=MIGRATIONS[:9]) as earlier:
        listed(earlier, ("flood", "lut"))
    with Archive.open(folder) as unchanged:  # as from a read-only disc
        assert translate(unchanged, ["flood"], "en", ["vi"]) == {"vi": {}}
        assert cognates(unchanged, "flood", "en", "nl") == []
    with Archive.open(folder, write=True) as migrated:
        assert [one.term for one in migrated.lexicon.lookup("en", "vi", ["flood"])["flood"]] == ["lut"]  # lists stay
        assert not migrated.lexicon.tables()
