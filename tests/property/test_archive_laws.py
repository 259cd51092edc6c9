"""Laws of keeping: what was written is read back, and an id depends on what it names alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.drafts import draft
from tracuu.corpus import identity
from tracuu.corpus.archive import Archive
from tracuu.corpus.store import marks
from tracuu.records import Mark, Outcome, Role

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.lists(st.builds(Mark, st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(Role)), max_size=20))
def test_marks_are_read_as_they_were_written(found: list[Mark]) -> None:
    assert marks.read(marks.written(found)) == tuple(found)


@given(st.binary(min_size=20, max_size=20), st.integers(1, 32))
def test_the_letters_of_an_id_can_be_typed_in_any_case(digest: bytes, length: int) -> None:
    id_ = "v" + identity.spelled(digest)[:length]
    assert identity.as_typed(id_.upper()) == identity.as_typed(id_) == id_


@given(
    st.lists(
        st.tuples(
            TEXTS, st.sampled_from(["vi", "en"]), st.none() | st.sampled_from(["https://a.vn/1", "https://a.vn/2"])
        ),
        max_size=8,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_different_article_is_kept_once_and_as_it_was(articles: list[tuple[str, str, str | None]]) -> None:
    drafts = [draft(text, lang=lang, url=url) for text, lang, url in articles]
    with tempfile.TemporaryDirectory() as folder, Archive.create(Path(folder)) as archive:
        first, again = archive.add(drafts), archive.add(drafts)
        assert archive.totals().versions == len(set(articles))
        assert all(kept.outcome is Outcome.UNCHANGED for kept in again)
        for kept, one in zip(first, drafts, strict=True):
            assert archive.layer(kept.number).given == one.given
            assert archive.raw(kept.number) == one.raw
            assert archive.resolve(kept.version) == ("version", kept.version)
        assert archive.check() == []
