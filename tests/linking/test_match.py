"""Articles that no hint ties: what becomes one story, what does not, and what a user can do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.linking.articles import EVENTS, OTHER_PAPER, article, told
from tracuu.corpus.archive import Archive
from tracuu.linking import deciding
from tracuu.linking.match import match
from tracuu.records import DateKind, Draft

EVERYTHING = [(event, lang) for event, versions in EVENTS.items() for lang in versions]
ONE_EACH = {frozenset(f"{event} {lang}" for lang in versions) for event, versions in EVENTS.items()}


def stories(archive: Archive) -> set[frozenset[str]]:
    """Give the stories of an archive as sets of the files that their versions came from."""
    found: dict[str, set[str]] = {}
    for version in archive.versions(list(archive.numbers())):
        found.setdefault(version.story, set()).add(version.origin)
    return {frozenset(names) for names in found.values()}


def added(archive: Archive, drafts: Sequence[Draft]) -> None:
    archive.add(drafts)
    match(archive)


def test_translations_become_one_story(tmp_path: Path) -> None:
    """Numbers and names tell, where no translation table was learned yet."""
    with Archive.create(tmp_path) as archive:
        added(archive, [article(event, lang) for event, lang in EVERYTHING])
        assert stories(archive) == ONE_EACH
        assert archive.stories.outstanding() == 0
        assert "found without a hint" in archive.story_reason(1)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, seed: int) -> None:
    """In any order and in any portions the stories are the same."""
    rng = Random(seed)
    waiting = EVERYTHING.copy()
    rng.shuffle(waiting)
    with Archive.create(tmp_path) as archive:
        while waiting:
            size = rng.randint(1, 4)
            added(archive, [article(event, lang) for event, lang in waiting[:size]])
            del waiting[:size]
        assert stories(archive) == ONE_EACH


def test_another_paper_on_the_event_is_no_translation(tmp_path: Path) -> None:
    """It shares the place and a name, and no run of sentences."""
    with Archive.create(tmp_path) as archive:
        added(archive, [article("bridge", "vi"), article("bridge", "es"), told(OTHER_PAPER, "en", origin="other")])
        assert stories(archive) == {frozenset({"bridge vi", "bridge es"}), frozenset({"other"})}


def test_a_near_copy_stays_a_story_of_its_own(tmp_path: Path) -> None:
    """One language and publisher is held once in a story; the copy is linked to it."""
    with Archive.create(tmp_path) as archive:
        again = article("bridge", "en", publisher="b.example")._replace(origin="again")
        copy = again._replace(given=again.given + "\nPrinted again.", url="https://b.example/bridge")
        added(archive, [article("bridge", "en", publisher="a.example"), article("bridge", "es"), copy])
        assert frozenset({"again"}) in stories(archive) or frozenset({"bridge en"}) in stories(archive)
        assert list(archive.stories.copies_of([1])) == [(1, 3)]


def test_articles_far_apart_in_time_are_not_compared(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        added(archive, [article("chess", "en", day="2024-03-01"), article("chess", "es", day="2024-03-12")])
        assert len(stories(archive)) == 2
        added(archive, [article("chess", "vi", day="2024-03-06")])  # between both, so it belongs to one of them
        assert len(stories(archive)) == 2


def test_an_undated_article_joins_none_that_are_far_apart(tmp_path: Path) -> None:
    """It is like both of two that are a year apart, but it can tell only of one of them."""
    with Archive.create(tmp_path) as archive:
        added(archive, [article("chess", "en", day="2023-03-01"), article("chess", "es", day="2024-03-01")])
        added(archive, [article("chess", "vi")])
        assert len(stories(archive)) == 2
        assert frozenset({"chess en", "chess es"}) not in stories(archive)


def test_the_day_of_fetching_is_no_date(tmp_path: Path) -> None:
    """A page fetched a year after its translation appeared may be of any day: it is compared, and joined."""
    with Archive.create(tmp_path) as archive:
        fetched = article("chess", "es", day="2024-03-01", date_kind=DateKind.FETCHED)
        added(archive, [article("chess", "en", day="2023-03-01"), fetched])
        assert archive.stories.placed([2])[2].day is None
        assert stories(archive) == {frozenset({"chess en", "chess es"})}


def test_what_a_hint_ties_may_be_far_apart(tmp_path: Path) -> None:
    """An article without a hint joins a story when it is near to one of those that hints tie."""
    with Archive.create(tmp_path) as archive:
        hinted = [
            article("chess", "en", story="C", day="2023-03-01"),
            article("chess", "es", story="C", day="2024-03-01"),
        ]
        added(archive, [*hinted, article("chess", "vi", day="2024-03-03")])
        assert len(stories(archive)) == 1


def test_what_hints_tie_is_not_read(tmp_path: Path) -> None:
    """As long as every article names its original, linking costs nothing; an article without a hint wakes its time."""
    with Archive.create(tmp_path) as archive:
        hinted = [article("bridge", lang, story="B", day="2024-05-03") for lang in ("en", "es")]
        later = [article("chess", lang, story="C", day="2024-09-01") for lang in ("en", "es")]
        archive.add([*hinted, *later])
        assert match(archive).matched == 0
        archive.add([article("bridge", "vi", day="2024-05-04")])
        assert match(archive).matched == 3
        assert stories(archive) == {
            frozenset({"bridge en", "bridge es", "bridge vi"}),
            frozenset({"chess en", "chess es"}),
        }


def test_what_a_user_decided_stands_when_everything_is_looked_at_anew(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        added(archive, [article(event, lang) for event, lang in EVERYTHING])
        ids = {version.origin: version.id for version in archive.versions(list(archive.numbers()))}
        deciding.split(archive, [ids["bridge vi"]])
        deciding.merge(archive, [ids["chess en"], ids["harvest es"]])
        decided = stories(archive)
        assert frozenset({"bridge vi"}) in decided
        archive.stories.forget()
        match(archive)
        assert stories(archive) == decided
        assert list(archive.check()) == []
        deciding.undo(archive)
        deciding.undo(archive, 1)
        match(archive)
        assert stories(archive) == ONE_EACH
        assert list(archive.check()) == []


def test_what_an_earlier_schema_compared_is_compared_anew(tmp_path: Path) -> None:
    """Schema 8 kept less of two versions: its pairs go."""
    with Archive.create(tmp_path) as archive:
        added(archive, [article(event, lang) for event, lang in EVERYTHING])
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as direct:
        for column in ("alike", "pairs", "shorter", "longer", "figures", "unmet", "names", "mean", "followed"):
            direct.execute(f"ALTER TABLE story_pairs DROP COLUMN {column}")
        for table in ("story_vectors", "story_shares", "lexicon_spelled"):
            direct.execute(f"DROP TABLE {table}")
        direct.execute("PRAGMA user_version = 8")
    with Archive.open(tmp_path, write=True) as archive:  # carries it to the schema of now
        assert stories(archive) == ONE_EACH
        assert archive.stories.pairs_of([1]) == []
        assert match(archive).matched == len(EVERYTHING)
        assert stories(archive) == ONE_EACH
        assert all(pair.shorter for pair in archive.stories.pairs_of([1]))


def test_what_very_many_bear_tells_nothing(tmp_path: Path) -> None:
    """A sign that more than so many versions of about one time bear, or of no date."""
    with Archive.create(tmp_path) as archive:
        archive.add([article("chess", lang, day="2024-03-01") for lang in ("en", "es")])
        archive.stories.keep_signs({1: (100, {7: 2.0, 8: 1.5}), 2: (0, {7: 3.0})})

        def bearers(signs: list[int], days: tuple[int, int] | None, most: int) -> list[tuple[int, int, float]]:
            found = archive.stories.bearers(signs, days, most)
            return sorted(zip(*(column.tolist() for column in found), strict=True))

        assert bearers([7, 8], (95, 105), 2) == [(0, 1, 2.0), (0, 2, 3.0), (1, 1, 1.5)]
        assert bearers([7, 8], (95, 105), 1) == [(1, 1, 1.5)]
        assert bearers([7, 8], (105, 115), 1) == [(0, 2, 3.0)]
        assert bearers([9, 7], None, 2) == [(1, 1, 2.0), (1, 2, 3.0)]
        archive.stories.keep_signs({1: (101, {8: 0.5})})  # what was kept before goes
        assert bearers([7, 8], None, 2) == [(0, 2, 3.0), (1, 1, 0.5)]


def test_a_run_may_be_bounded_and_gone_on_with(tmp_path: Path) -> None:
    with Archive.create(tmp_path) as archive:
        archive.add([article(event, lang) for event, lang in EVERYTHING])
        assert match(archive, most=4).matched == 4
        assert archive.stories.outstanding() == 5
        match(archive)
        assert stories(archive) == ONE_EACH
