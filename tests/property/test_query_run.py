"""Whatever is typed, a search answers: through the real archive and index, without an exception."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracuu.corpus.archive import Archive
from tracuu.indexer.build import open_reader
from tracuu.records import Draft, LanguageGuess, Mark, Role
from tracuu.search import telling
from tracuu.search.answer import to_json
from tracuu.search.query import parse, write
from tracuu.search.run import Request, run

TEXTS = {
    "vi": "dân vận khéo nuôi bò 35-NQ/TU",
    "en": "the models of a team",
    "zh-Hans": "农民养牛",
    "fa": "زردچوبه سیاه",
}
SIGNS = [
    "dân",
    "van",
    "khé*",
    "models~",
    "mode~2",
    "牛",
    "农*",
    "35-NQ/TU",
    '"',
    "“",
    "”",
    "(",
    ")",
    "-",
    "*",
    ",",
    ":",
    "~5",
]
FIELDS = ["lang:vi", "lang:x", "site:a", "date:2024", "date:>2020", "title:", "model:x", "story:v", "instrument:35"]
OTHERS = ["OR", "AND", "NOT", "zzz", "زردچوبه", 'province:"Quảng Nam"', " ", " ", "\ud800", "\x00"]
TYPED = st.lists(st.sampled_from([*SIGNS, *FIELDS, *OTHERS]), max_size=12).map(" ".join) | st.text(max_size=30)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    drafts = [
        Draft(
            raw=text.encode(), media_type="text/plain", charset="utf-8", origin=lang, fetched_at="2025-01-01T00:00:00Z",
            extractor="plain/1", given=text, marks=(Mark(0, len(text), Role.BODY),), keys=(f"given:{lang}",),
            language=LanguageGuess(lang, 1.0, "stated"),
        )
        for lang, text in TEXTS.items()
    ]  # fmt: skip
    with Archive.create(tmp_path_factory.mktemp("law") / "archive") as made:
        made.add(drafts)
        yield made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=TYPED)
def test_every_query_is_answered(archive: Archive, query: str) -> None:
    answer = run(archive, open_reader(archive), Request(query=query, explain=True, facets=True))
    assert len(answer.hits) == min(answer.total, 10)
    assert to_json(answer)
    assert telling.counted(answer)
    assert telling.searched(answer)
    assert telling.notes(answer) or not answer.notes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=TYPED)
def test_a_query_and_its_opposite_share_the_archive(archive: Archive, query: str) -> None:
    reader = open_reader(archive)
    root = parse(query).root
    opposite = f"-({write(root)})"
    if parse(opposite).notes:
        return  # brackets too deep, or nothing to search for
    found, others = (run(archive, reader, Request(query=one)).versions_total for one in (write(root), opposite))
    assert found + others == len(TEXTS)
