"""Laws of grouping: what is one story depends on what came, never on when or with what."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracuu.corpus.archive import Archive
from tracuu.corpus.stories import GIVEN, PAGE, SLUG, Member, group
from tracuu.records import Draft, LanguageGuess

ADDRESSES = [f"https://paper.example/{letter}" for letter in "abcd"]


@st.composite
def articles(draw: st.DrawFn) -> tuple[tuple[str, ...], str | None]:
    """Give the keys and the source of an article: few different ones, so that they meet."""
    source = draw(st.none() | st.sampled_from(ADDRESSES))
    pages = draw(st.lists(st.sampled_from(ADDRESSES), max_size=1)) + ([source] if source else [])
    given_names = draw(st.lists(st.sampled_from("GH"), max_size=1))
    slugs = draw(st.lists(st.sampled_from("xyz"), max_size=2, unique=True))
    keys = [PAGE + page for page in pages] + [GIVEN + name for name in given_names] + [SLUG + slug for slug in slugs]
    return tuple(dict.fromkeys(keys)), source


def draft(number: int, article: tuple[tuple[str, ...], str | None]) -> Draft:
    keys, source = article
    text = f"text {number}"
    return Draft(
        raw=text.encode(),
        media_type="text/plain",
        charset=None,
        origin=f"{number}.txt",
        fetched_at="2026-01-01T00:00:00Z",
        extractor="plain/1",
        given=text,
        marks=(),
        language=LanguageGuess("vi", 1.0, "given"),
        keys=keys,
        source_url=source,
    )


def member(number: int, article: tuple[tuple[str, ...], str | None]) -> Member:
    keys, source = article
    return Member(number, keys, (PAGE + source,) if source else ())


def partition(archive: Archive) -> set[frozenset[str]]:
    """Give the stories of an archive as sets of the files that their versions came from."""
    stories: dict[str, set[str]] = {}
    for version in archive.versions(list(archive.numbers())):
        stories.setdefault(version.story, set()).add(version.origin)
    return {frozenset(names) for names in stories.values()}


@given(st.lists(articles(), max_size=9), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_rule_does_not_look_at_the_order(
    found: list[tuple[tuple[str, ...], str | None]], rng: random.Random
) -> None:
    members = [member(number, article) for number, article in enumerate(found)]
    shuffled = members.copy()
    rng.shuffle(shuffled)
    assert group(shuffled) == group(members)


@given(st.lists(articles(), min_size=1, max_size=9), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_archive_groups_as_the_rule_does_in_any_order_and_any_batches(
    found: list[tuple[tuple[str, ...], str | None]], rng: random.Random
) -> None:
    expected = {
        frozenset(f"{number}.txt" for number in story)
        for story in group([member(number, article) for number, article in enumerate(found)])
    }
    waiting = [draft(number, article) for number, article in enumerate(found)]
    rng.shuffle(waiting)
    with tempfile.TemporaryDirectory() as folder, Archive.create(Path(folder)) as archive:
        while waiting:
            size = rng.randint(1, len(waiting))
            archive.add(waiting[:size])
            waiting = waiting[size:]
        assert archive.check() == [], "what is kept for speed agrees with what it was made from"
        assert partition(archive) == expected
