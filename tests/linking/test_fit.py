"""Weights are learned from archives of many kinds: what is drawn, learned and joined."""

from __future__ import annotations

from random import Random

import numpy as np

from bench.cross_linking import TESTS, cut
from bench.linking_fit import DRAWS, Drawn, corrected, fitted, joined, lonely, pieces
from tracuu.linking.decide import LEAST, Node
from tracuu.linking.odds import Compared
from tracuu.linking.sentences import Agreement

STORIES = {
    f"s{story}": {lang: [f"{lang} {story} {place}" for place in range(8)] for lang in ("en", "fa", "vi")}
    for story in range(6)
}
FIVE = Compared(0.5, 0.5, Agreement(0.5, 0.5, 0.5, 5, 8, 8, 0.5), tables=False)
ONE = FIVE._replace(agreement=FIVE.agreement._replace(pairs=1))


def archive(measured: Compared) -> Drawn:
    """Give two stories in two languages; the one feature is 1 for what is a translation, else -1."""
    nodes = [Node(number, number, lang) for number, lang in enumerate(("en", "vi", "en", "vi"), 1)]
    pairs = [(1, 2), (1, 4), (2, 3), (3, 4)]
    values = np.array([[1.0, 1.0], [1.0, -1.0], [1.0, -1.0], [1.0, 1.0]])
    return Drawn("hard", 0, ["a", "a", "b", "b"], nodes, frozenset(), pairs, [measured] * 4, values)


def test_the_same_seed_draws_the_same_archive() -> None:
    for _, _, draw in DRAWS.values():
        assert list(draw(STORIES, Random("1"))) == list(draw(STORIES, Random("1")))


def test_in_some_archives_nothing_belongs_together() -> None:
    assert {len(story) for story in lonely(STORIES, Random("1")).values()} == {1}
    names = [name for name, _, _ in pieces(STORIES, Random("1"))]
    assert len(names) == len(set(names)) > len(STORIES)


def test_the_hard_test_cuts_by_its_own_figures() -> None:
    assert list(TESTS["hard"](STORIES, Random("1"))) == list(cut(STORIES, Random("1")))
    assert len(list(cut(STORIES, Random("1"), kept=1.0))) == len(STORIES) * 3


def test_weights_that_are_learned_join_what_belongs_together() -> None:
    """The dearer a wrong pair, the less is believed; nothing by one sentence; and of unsure pairs alone, none."""
    given = archive(FIVE)
    weights = fitted([given] * 20, 1.0)
    assert fitted([given] * 20, 3.0)[0] < weights[0]
    assert joined(given, weights)[:3] == (2, 2, 2)
    assert joined(archive(ONE), weights)[:3] == (2, 0, 0)
    assert max(corrected(given, [0.5] * 4).values()) < LEAST <= 0.5
