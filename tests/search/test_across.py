"""Searching across languages: what matches, what is shown and why, on invented stories with a table written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tracuu
from tests.search.conftest import draft
from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Learned, Table
from tracuu.indexer.build import open_reader
from tracuu.records import Capture, Hints
from tracuu.search.answer import Answer, to_json
from tracuu.search.batch import Question, answers, questions
from tracuu.search.run import Request, run
from tracuu.search.telling import counted

ARTICLES = (
    draft("school", "vi", "Trường học mới ở Trà Linh", "Thầy giáo dạy học sinh trong trường học mới."),
    draft("school", "nb", "Ny skole i Tra Linh", "Læreren underviser elevene i den nye skolen."),
    draft("teacher", "vi", "Thầy giáo vùng cao", "Thầy giáo đi bộ đến lớp."),
    draft("classes", "en", "A school for all", "The teacher opened a school in the village."),
    draft("harbour", "es", "El puerto", "El maestro construye un barco en el puerto."),
    draft("rice", "en", "Rice harvest", "Farmers bring in the rice by boat."),
    draft("storm", "vi", "Bão số 3", "Cơn bão làm hỏng trường và học sinh phải nghỉ."),
)
# What is learned of English words: probabilities that translations stand for them.
TABLES = {
    "vi": {"school": [("trường học", 0.7)], "teacher": [("thầy giáo", 0.6)], "village": [("học", 0.05)]},
    "nb": {"school": [("skol", 0.8)], "teacher": [("laer", 0.5)]},
    "es": {"boat": [("barc", 0.5)], "teacher": [("maestr", 0.4)]},
}

NOW = "2025-01-01T00:00:00Z"
Search = Callable[..., Answer]


@pytest.fixture(scope="module")
def across(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.create(tmp_path_factory.mktemp("across") / "archive") as made:
        made.add(ARTICLES)
        for target, words in TABLES.items():
            known = {term: Learned(9, tuple(said)) for term, said in words.items()}
            made.lexicon.keep(Table("en", target, 1, 9, 9, 99, len(known)), known)
        yield made


@pytest.fixture(scope="module")
def find(across: Archive) -> Search:
    reader = open_reader(across)

    def found(query: str, **options: object) -> Answer:
        return run(across, reader, Request(query=query, **options))  # type: ignore[arg-type]

    return found


def ids(answer: Answer) -> list[str | None]:
    return [hit.id for hit in answer.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("school", {"classes.en", "school.vi"}),  # the words themselves, and what translates them
        ("school teacher", {"classes.en", "school.vi"}),  # every word, in one version
        ("teacher boat", {"harbour.es"}),
        ("teacher", {"classes.en", "school.vi", "teacher.vi", "harbour.es"}),
        ("village", {"classes.en"}),  # .05 is not enough to stand for a word
        ('"school"', {"classes.en", "school.vi"}),
        ("school -teacher", set()),  # what is excluded is excluded in translation too
        ("title:teacher", {"teacher.vi"}),
        ("school lang:vi", {"school.vi"}),
        ("teacher lang:es,vi", {"school.vi", "teacher.vi", "harbour.es"}),
        ("school OR boat", {"classes.en", "rice.en", "school.vi", "harbour.es"}),
        ("teach* school", {"classes.en"}),  # a beginning is no word of a table
    ],
)
def test_a_story_matches_when_each_word_does(find: Search, query: str, expected: set[str]) -> None:
    assert set(ids(find(query, query_lang="en"))) == expected


def test_syllables_apart_are_not_the_word(find: Search) -> None:
    """`trường` and `học` stand in the storm's article, `trường học` does not."""
    assert "storm.vi" not in ids(find("school", query_lang="en"))


def test_same_language_comes_first_and_is_counted_as_before(find: Search) -> None:
    answer, plain = find("school"), find("school", translate=False)
    assert (answer.total, answer.versions_total) == (plain.total, plain.versions_total) == (1, 1)
    assert ids(answer)[:1] == ids(plain) == ["classes.en"]
    assert answer.across is not None
    assert (answer.across.lang, answer.across.is_guessed, answer.across.total) == ("en", True, 1)
    assert counted(answer) == "1 story (1 of its versions) and 1 more story by translation from English"


def test_each_hit_says_why(find: Search) -> None:
    hit = find("school teacher").hits[1]
    assert hit.reason == "vi: Trường học for “school” (.70); Thầy giáo for “teacher” (.60)"
    row = to_json(find("school teacher"))["hits"][1]
    assert row["reason"] == hit.reason
    assert row["renderings"][0] == {"word": "school", "found": "Trường học", "lang": "vi", "p": 0.7, "via": "learned"}
    assert "renderings" not in to_json(find("school teacher"))["hits"][0]


def test_a_story_is_shown_in_the_language_preferred(find: Search) -> None:
    """Found in Vietnamese, shown in Norwegian, with the sentence there that says the same."""
    hit = next(hit for hit in find("school teacher", show_lang="nb").hits if hit.langs == ("nb", "vi"))
    assert (hit.lang, hit.title, hit.snippet) == (
        "nb", "Ny skole i Tra Linh", "Læreren underviser elevene i den nye skolen.",
    )  # fmt: skip
    assert hit.found_in != hit.version
    assert "thầy giáo" in (hit.reason or "").lower()


def test_show_lang_holds_for_what_words_themselves_find_too(find: Search) -> None:
    assert ids(find("trường học thầy giáo", show_lang="nb", translate=False)) == ["school.nb"]


def test_where_nothing_holds_all_words_what_holds_most_is_shown_as_such(find: Search) -> None:
    answer = find("school teacher boat")
    assert (answer.total, answer.hits, answer.across and answer.across.total) == (0, (), 0)
    assert {hit.reason for hit in answer.partial} == {
        "vi: Trường học for “school” (.70); Thầy giáo for “teacher” (.60); without boat",
        "es: maestro for “teacher” (.40); barco for “boat” (.50); without school",
        "en: school, teacher as typed; without boat",
    }
    assert (
        counted(answer)
        == "nothing found that holds all of the words, in translation either; 3 stories hold most of them"
    )
    assert [row["reason"] for row in to_json(answer)["partial"]] == [hit.reason for hit in answer.partial]


def test_counts_take_translations_in_only_when_asked(find: Search) -> None:
    apart, counted_in = find("school", facets=True), find("school", facets=True, translated=True)
    assert apart.facets is not None
    assert counted_in.facets is not None
    assert apart.facets.lang == {"en": 1}
    assert counted_in.facets.lang == {"en": 1, "nb": 1, "vi": 1}
    assert "these counts leave out 1 story that only translations find; --translated counts it" in apart.remarks


def test_pages_hold_everything_once(find: Search) -> None:
    whole = ids(find("teacher", limit=10))
    parts = [ids(find("teacher", limit=1, offset=place)) for place in range(len(whole))]
    assert [one for part in parts for one in part] == whole


def test_no_table_no_translation(search: Search) -> None:
    """The archive of the other tests has none: nothing is looked for in translation."""
    assert search("cows").across is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [("vi", ["school.vi"]), ("nb", ["school.nb"]), ("*", ["school.vi"]), ("en", ["classes.en"])],
)
def test_a_batch_gives_ids_in_the_language_asked_for(across: Archive, target: str, expected: list[str]) -> None:
    asked = [Question("q1", "school village", "en", target, 5)]
    ((qid, found),) = answers(across, open_reader(across), asked)
    assert (qid, found[: len(expected)]) == ("q1", expected)


@pytest.mark.parametrize(
    ("query", "target", "first"),
    [
        ("school zebra", "en", "classes.en"),  # a word that is nowhere
        ("teacher boat zebra", "es", "harbour.es"),
        ("school teacher boat", "vi", "school.vi"),
    ],
)
def test_a_batch_ranks_what_holds_a_part_too(across: Archive, query: str, target: str, first: str) -> None:
    ((_, found),) = answers(across, open_reader(across), [Question("q", query, "en", target, 5)])
    assert found[0] == first


def test_a_batch_is_one_object_a_line() -> None:
    (made,) = questions(['{"qid": 7, "query": "school", "lang": "en", "target": "vi", "k": 3}', ""])
    assert made == Question("7", "school", "en", "vi", 3)


NAMED = """
cows-vi | Mô hình “Ngân hàng bò” | Mô hình “Ngân hàng bò” giúp hộ nghèo ở xã Bình Ngân.
cows-es | El modelo “Banco de vacas” | El modelo “Banco de vacas” ayuda a los pobres en la comuna de Binh Ngan.
only-es | Vacas para todos | El modelo “Banco de vacas” llega a otra comuna.
"""


def test_a_name_is_found_by_what_it_is_called_elsewhere(tmp_path: Path) -> None:
    """No table knows the words; that both names are one model was learned from the story that has both."""
    with tracuu.open(tmp_path / "archive", create=True) as session:
        for row in NAMED.strip().splitlines():
            id_, title, body = row.split(" | ")
            hints = Hints(id=id_, lang=id_.partition("-")[2], story=id_.partition("-")[0])
            raw = f"{title}\n{body}".encode()
            session.add([Capture(raw=raw, media_type="text/plain", origin=id_, fetched_at=NOW, hints=hints)])
        session.archive.lexicon.keep(Table("vi", "es", 1, 9, 9, 99, 1), {"tre": Learned(9, (("bambu", 0.9),))})
        hit = next(hit for hit in session.search("Ngân hàng bò").hits if hit.id == "only-es")
        assert hit.reason == "es: Banco de vacas, a name of “Ngân hàng bò”"


def test_an_archive_that_translates_nothing_says_what_it_lacks(tmp_path: Path) -> None:
    from tracuu.search import telling

    with Archive.create(tmp_path / "archive") as archive:
        archive.add(
            [draft("a", "vi", "Con đò", "Con đò qua sông."), draft("b", "en", "A school", "The school is new.")]
        )
        with_nothing = run(archive, open_reader(archive), Request("typhoon"))
        assert telling.helping(with_nothing)[-1].startswith("no words are translated here")
