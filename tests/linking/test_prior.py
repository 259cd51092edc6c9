"""How many versions have a translation at all, and what that says of an unsure pair."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.linking.articles import EVENTS, article
from tests.linking.test_match import added
from tracuu.corpus.archive import Archive
from tracuu.corpus.matching import Share
from tracuu.linking.match import match
from tracuu.linking.odds import USUAL, prior, probability
from tracuu.linking.prior import look_again, shares

SURE, UNSURE = 7.0, 1.0


def told(pairs: int, odds: float, alone: int = 0) -> tuple[dict[int, str], dict[tuple[int, int], float]]:
    """So many pairs of an English and a Vietnamese version, and so many Vietnamese ones that are like none."""
    versions = {number: "vi" if number % 2 else "en" for number in range(2 * pairs)}
    versions |= dict.fromkeys(range(2 * pairs, 2 * pairs + alone), "vi")
    return versions, {(2 * one, 2 * one + 1): odds for one in range(pairs)}


@pytest.mark.parametrize(
    ("pairs", "odds", "alone", "least", "most"),
    [
        (20, SURE, 0, 0.9, 1.0),
        (20, SURE, 400, 0.8, 1.0),  # few Vietnamese articles are translated, but every English one is a translation
        (2, UNSURE, 60, 0.0, 0.4),  # nothing is sure: two articles on one event
        (1, SURE, 0, 0.7, 1.0),  # so few say little
    ],
)
def test_unsure_pairs_among_many_that_have_none_tell_that_few_have_one(
    pairs: int, odds: float, alone: int, least: float, most: float
) -> None:
    versions, listed = told(pairs, odds, alone)
    found = shares(versions, versions, listed)
    assert least <= found["en"] <= most
    assert probability(UNSURE + prior(found, "en", "vi")) <= probability(UNSURE)


def test_where_few_have_a_translation_a_pair_is_worth_less() -> None:
    assert prior({}, "en", "vi") == 0
    assert prior({"en": USUAL, "vi": 0.01}, "en", "vi") == 0  # the language that has one tells
    assert prior({"en": 0.01, "vi": 0.02}, "en", "vi") == pytest.approx(math.log(0.02 / 0.98 / USUAL * (1 - USUAL)))
    assert prior({"en": 0.99, "vi": 0.99}, "en", "vi") == 0  # never more
    assert math.isfinite(prior({"en": 0.0, "vi": 0.0}, "en", "vi"))


def test_the_share_is_looked_at_again_when_much_is_new(tmp_path: Path) -> None:
    """What changes by it is judged again in the same run."""
    with Archive.create(tmp_path) as archive:
        added(archive, [article(event, lang) for event in EVENTS for lang in ("en", "vi")])
        assert {one.lang for one in archive.stories.shares()} == {"en", "vi"}
        assert not look_again(archive.stories, 0)  # nothing is new
        archive.stories.keep_shares([Share("en", 1, 0.001), Share("vi", 1, 0.001)], judge_again=True)
        assert archive.stories.outstanding()
        assert not look_again(archive.stories, 0)  # only when all is matched
        match(archive)
        assert {one.versions for one in archive.stories.shares()} == {len(EVENTS)}
        assert min(one.share for one in archive.stories.shares()) > 0.3
        assert not archive.stories.outstanding()
