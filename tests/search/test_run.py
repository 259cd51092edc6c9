"""Searching the small archive of conftest.py: what each query finds, in which order, and what is said beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tracuu.errors import UsageError
from tracuu.search.answer import FIELDS, Answer, to_json
from tracuu.search.query import MAX_DEPTH
from tracuu.search.scan import MAX_LEAVES

Search = Callable[..., Answer]


def ids(search: Search, query: str = "", **options: object) -> list[str | None]:
    return [hit.id for hit in search(query, **options).hits]


FOUND = [
    # typed with accents: the spelling typed first, then without accents, then with others
    ("dân vận", ["cows.vi", "apart.vi", "name.en", "guide.vi"]),
    ("DÂN VẬN", ["cows.vi", "apart.vi", "name.en", "guide.vi"]),
    ("da\u0302n va\u0323\u0302n", ["cows.vi", "apart.vi", "name.en", "guide.vi"]),  # NFD
    # typed without: both, and together before apart
    ("dan van", ["name.en", "cows.vi", "guide.vi", "apart.vi"]),
    # quoted: in this order; with accents these or none, without accents any
    ('"dân vận"', ["cows.vi", "name.en"]),
    ('"dan van"', ["name.en", "cows.vi"]),
    ('"vận dân"', []),
    ('"giúp nuôi"~2', ["cows.vi"]),
    ('"giúp nuôi"', []),
    ('"dân"', ["cows.vi", "name.en", "apart.vi"]),  # of name.en it is in the title
    # one story for a word of any of its languages
    ("cúrcuma negra", ["turmeric.es"]),
    ("curcuma", ["turmeric.es"]),
    ("زردچوبه سیاه", ["turmeric.fa"]),
    ("می‌کارند", ["turmeric.fa"]),
    ("میکارند", ["turmeric.fa"]),  # the joiner lost
    ("farmer", ["cows.en"]),  # stemmed
    ("massemobilisering", ["cows.nb"]),  # part of a compound
    ("农民", ["cows.zh-Hans"]),
    ("牛", ["cows.zh-Hans"]),
    ("民", ["cows.zh-Hans"]),  # inside a run, where it is no term by itself
    # document numbers are one thing, however the accents and blanks fell
    ("35-NQ/TU", ["cows.vi"]),
    ("35 - NQ/TU", ["cows.vi"]),
    ("35-nq/tu", ["cows.vi"]),
    ("TU-35", []),
    ("168/2024/NĐ-CP", ["law.en"]),
    ("168/2024/ND-CP", ["law.en"]),
    # operators
    ("bò -sâm", ["undated.vi", "cows.vi"]),
    ("cúrcuma OR sâm", ["turmeric.es", "guide.vi"]),
    ("-lang:vi -lang:en", ["cows.nb", "turmeric.es"]),
    ("NOT (lang:vi OR lang:en)", ["cows.nb", "turmeric.es"]),
    # beginnings and slips
    ("mobil*", ["cows.en", "name.en"]),
    ("35-N*", ["cows.vi"]),
    ("农*", ["cows.zh-Hans"]),
    ("mobilizatoin~2", ["cows.en", "name.en"]),
    ("farmesr~", ["cows.en"]),
    # titles
    ("title:dân", ["cows.vi", "guide.vi", "name.en"]),
    ("title:(vận tải)", ["apart.vi"]),
    ("title:bò", []),
    # fields
    ("bò site:baoquangnam.vn", ["cows.vi"]),
    ("bò site:quangnam", ["cows.vi"]),
    ('bò site:"Báo Quảng Nam"', ["cows.vi"]),
    ("site:vietnam.vn", ["cows.en", "name.en", "turmeric.es"]),  # a server
    ('bò province:"Quảng Trị"', ["guide.vi"]),
    ("bò province:quang-tri", ["guide.vi"]),
    ('bò province:"quang tri"', ["guide.vi"]),
    ("lang:zh", ["cows.zh-Hans"]),
    ("lang:zh-CN", ["cows.zh-Hans"]),
    ("lang:Spanish", ["turmeric.es"]),
    ("bò lang:zh", []),  # both must hold on one version
    ("kind:document", ["law.en"]),
    ("story:cows.en sâm", []),
    ("id:cows.en", ["cows.en"]),
    # dates
    ("bò date:2024", ["cows.vi"]),
    ("bò date:2024-11..2025-01", ["guide.vi", "cows.vi"]),
    ("bò -date:2024", ["undated.vi", "guide.vi"]),  # an undated version is not of 2024
    ("()", []),
]


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_what_a_query_finds(search: Search, query: str, found: list[str]) -> None:
    assert ids(search, query) == found


def test_a_hit_tells_all_of_its_version(search: Search) -> None:
    hit = search("breed cows").hits[0]
    assert (hit.id, hit.lang, hit.langs) == ("cows.en", "en", ("en", "nb", "vi", "zh-Hans"))
    assert (hit.title, hit.date, hit.date_kind) == ("Skilful mass mobilisation in Tra Linh", "2024-11-06", "page")
    assert (hit.site, hit.province, hit.machine_translated) == ("baoquangnam.vn", "quang-nam", True)
    assert hit.snippet == "The team helps farmers breed cows."
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["breed", "cows"]
    assert hit.matched == ("breed", "cows")


def test_an_article_without_title_shows_its_first_words(search: Search) -> None:
    hit = search("nghệ đen").hits[0]
    assert (hit.title, hit.date, hit.site) == ("Bà con nuôi bò và trồng nghệ đen trên đồi cao.", None, None)


def test_other_accents_are_marked_only_where_the_typed_ones_are_not(search: Search) -> None:
    marked = {hit.id: hit.matched for hit in search("bò").hits}
    assert marked["guide.vi"] == ("bò",)  # "bộ" stands there too
    assert {hit.id: hit.matched for hit in search("dẫn").hits}["cows.vi"] == ("Dân", "dân")


def test_totals_count_stories_and_versions(search: Search) -> None:
    answer = search("lang:en,vi,nb")
    assert (answer.total, answer.versions_total) == (6, 8)
    each = search("lang:en,vi,nb", versions=True)
    assert (each.total, each.versions_total, len(each.hits)) == (6, 8, 8)
    assert each.next_offset is None


def test_pages_are_disjoint_and_complete(search: Search) -> None:
    whole = ids(search, limit=100)
    assert [ids(search, limit=2, offset=start) for start in range(0, len(whole), 2)] == [
        whole[start : start + 2] for start in range(0, len(whole), 2)
    ]
    assert search(limit=2).next_offset == 2
    assert search(limit=2, offset=6).next_offset is None


def test_sorting_by_date_puts_the_undated_last(search: Search) -> None:
    assert ids(search, "bò", sort="newest") == ["guide.vi", "cows.vi", "undated.vi"]
    assert ids(search, "bò", sort="oldest") == ["cows.vi", "guide.vi", "undated.vi"]


def test_undated_stories_are_counted_or_kept(search: Search) -> None:
    limited = search("bò", since="2024", until="2024")
    assert ([hit.id for hit in limited.hits], limited.undated) == (["cows.vi"], 1)
    kept = search("bò", since="2024", until="2024", undated=True)
    assert ([hit.id for hit in kept.hits], kept.undated) == (["undated.vi", "cows.vi"], 0)
    assert search("bò").undated == 0


def test_options_hold_on_one_version(search: Search) -> None:
    assert ids(search, "bò", langs=("en",)) == []
    assert ids(search, phrase=("mass mobilisation",)) == ["cows.en"]
    assert ids(search, any=("sâm gạo",), langs=("vi",)) == ["guide.vi", "apart.vi"]
    assert ids(search, "bò", none=("sâm", "nghệ")) == ["cows.vi"]
    assert ids(search, "bò", sites=("quangnam", "quangtri")) == ["guide.vi", "cows.vi"]
    assert ids(search, "bò", provinces=("Quảng Nam",)) == ["cows.vi"]


REMARKS = [
    ("model:x", "No article names"),
    ("instrument:35", "No article names"),
    ("lang:tlh", "language “tlh”"),
    ("lang:!!x", ""),
    ("site:nowhere", "site “nowhere”"),
    ("province:atlantis", "province “atlantis”"),
    ("story:zzzzz", "zzzzz"),
]


@pytest.mark.parametrize(("query", "words"), REMARKS)
def test_a_value_that_is_not_there_is_told(search: Search, query: str, words: str) -> None:
    answer = search(query)
    assert answer.hits == ()
    assert words in " ".join((*answer.remarks, *(note.message for note in answer.notes)))


def test_facets_count_versions_exactly(search: Search) -> None:
    told = search(facets=True).facets
    assert told is not None
    assert told.lang == {"vi": 4, "en": 3, "es": 1, "fa": 1, "nb": 1, "zh-Hans": 1}
    assert told.site == {"baoquangnam.vn": 7, "baoquangtri.vn": 2}
    assert told.month["2024-11"] == 4
    assert list(told.month) == sorted(told.month)


def test_an_explanation_adds_up(search: Search) -> None:
    answer = search("dân vận", explain=True)
    assert answer.explanation is not None
    assert [word for word, _ in answer.explanation.words] == ["dân", "vận"]
    for hit, told in zip(answer.hits, answer.explanation.hits, strict=True):
        assert told.version == hit.version
        assert sum(score for _, score, _ in told.parts) == pytest.approx(hit.score, rel=1e-3)
    fields = [form.field for form in answer.explanation.hits[0].parts[0][2]]
    assert fields == ["title_exact", "body_exact", "title_fold", "body_fold"]


HELP = [
    # nothing is spelled so: what is
    ("massemobilizering", {"massemobilizering": "massemobilisering"}, {}),
    ("cúrkuma", {"cúrkuma": "cúrcuma"}, {}),
    # each part alone
    ("nuôi turmeric", {}, {"nuôi": 2, "turmeric": 0}),
    ('nuôi "breed cows"', {}, {"nuôi": 2, '"breed cows"': 1}),
    ("cúrcuma sâm", {}, {"cúrcuma": 1, "sâm": 1}),
]


@pytest.mark.parametrize(("query", "near", "alone"), HELP)
def test_help_when_nothing_is_found(search: Search, query: str, near: dict[str, str], alone: dict[str, int]) -> None:
    answer = search(query)
    assert answer.help is not None
    assert {word: found[0][0] for word, found in answer.help.near.items()} == near
    assert answer.help.alone == alone


def test_help_tells_what_was_ever_collected(search: Search) -> None:
    told = search("bò", sites=("baolaocai.vn",), since="2019", until="2019").help
    assert told is not None
    assert told.without_filters == 3
    assert set(told.collected.values()) == {0}
    told = search("bò date:2025 site:baoquangnam.vn").help
    assert told is not None
    assert told.collected == {"date:2025": 4, "site:baoquangnam.vn": 7, "date:2025 site:baoquangnam.vn": 2}


def test_no_help_where_something_was_found(search: Search) -> None:
    assert search("bò").help is None


def test_json_is_as_the_contract_says(search: Search) -> None:
    told: dict[str, Any] = json.loads(json.dumps(to_json(search("dân vận", limit=1))))
    assert list(told) == ["schema", "query", "total", "versions_total", "undated", "hits"]
    assert told["schema"] == 1
    assert tuple(told["hits"][0]) == FIELDS
    assert told["hits"][0]["langs"] == ["en", "nb", "vi", "zh-Hans"]
    more = to_json(search("zzzz", explain=True, facets=True))
    assert list(more)[6:] == ["facets", "explanation", "help"]
    assert json.dumps(more)


def test_wrong_options_are_told(search: Search) -> None:
    with pytest.raises(UsageError, match="relevance, newest, oldest"):
        search("bò", sort="best")
    with pytest.raises(UsageError, match="--offset -1"):
        search("bò", offset=-1)


def test_a_search_imports_nothing_heavy() -> None:
    heavy = ["httpx", "selectolax", "lxml", "py3langid", "trafilatura", "rich", "icu4py", "click"]
    script = f"import sys, tracuu.search.run; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def nested(depth: int) -> str:
    """Make a query that is as deep in the engine's tree as brackets of this depth can be."""
    query = "dân vận"
    for _ in range(depth):
        query = f'bò heo OR "nuôi bò" -({query} 35-NQ/TU massemobilisering)'
    return query


BOUNDS = [
    nested(MAX_DEPTH),
    nested(MAX_DEPTH * 3),
    " ".join(f"w{number}" for number in range(MAX_LEAVES)),
    " OR ".join(f"từ{number}" for number in range(MAX_LEAVES)),
    "dân " * 20_000,
    "农民养牛" * 25_000,
    "x" * 100_000,
    '"' + "dân vận " * 12_000 + '"',
    "title:(" * 30 + "bò",
    "a* b~2 " * 50,
]


@pytest.mark.parametrize("query", BOUNDS, ids=lambda query: query[:10])
def test_a_search_at_the_bounds_is_answered(search: Search, query: str) -> None:
    answer = search(query)
    assert answer.total >= 0
