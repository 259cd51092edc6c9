"""Which versions become one story, decided from pairs: laws that hold whatever is found."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tracuu.corpus.partition import Partition
from tracuu.linking.decide import LEAST, Node, Pair, decide, pair_of, weighed
from tracuu.linking.frequency import Weights
from tracuu.linking.likeness import coverages, met
from tracuu.linking.meanings import Meant, meant
from tracuu.linking.odds import NONE, Compared, Rival, log_odds, probability
from tracuu.linking.sentences import Agreement, agreement
from tracuu.linking.signs import Reading, Vocabulary, counted
from tracuu.linking.tables import Entry
from tracuu.linking.voices import Voices

LIKE = Compared(0.6, 0.6, Agreement(0.6, 0.5, 0.3, 9, 12, 14, 0.4), tables=True, figures=4, unmet=1, names=0.7)
UNLIKE = Compared(0.2, 0.2, Agreement(0.1, 0.0, 0.02, 1, 12, 14, 0.1), tables=True, figures=1, unmet=6, names=0.1)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Node], dict[Pair, float], frozenset[Pair]]:
    """Give a few versions of three languages, odds of their pairs, and pairs that are parted."""
    count = draw(st.integers(2, 8))
    nodes = [
        Node(number, number, draw(st.sampled_from(["en", "vi", "fa"])), draw(st.sampled_from(["a", "b", None])))
        for number in range(count)
    ]
    pairs = [pair for pair in combinations(range(count), 2) if nodes[pair[0]].lang != nodes[pair[1]].lang]
    odds = {pair: draw(st.floats(-5, 5)) for pair in pairs if draw(st.booleans())}
    apart = frozenset(pair for pair in pairs if draw(st.integers(0, 9)) == 0)
    return nodes, odds, apart


def groups(nodes: list[Node], odds: dict[Pair, float], apart: frozenset[Pair]) -> list[list[int]]:
    found = Partition()
    for node in nodes:
        found.find(node.number)
    for tie in decide(nodes, odds, apart):
        found.union(tie.one, tie.other)
    return sorted(found.sets().values())


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_versions_and_pairs_does_not_matter(
    world: tuple[list[Node], dict[Pair, float], frozenset[Pair]], rng: object
) -> None:
    nodes, odds, apart = world
    shuffled = list(odds.items())
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups(nodes[::-1], dict(shuffled), apart) == groups(nodes, odds, apart)


@given(worlds())
def test_a_story_holds_one_version_in_a_language_from_a_publisher_and_none_that_are_parted(
    world: tuple[list[Node], dict[Pair, float], frozenset[Pair]],
) -> None:
    nodes, odds, apart = world
    for group in groups(nodes, odds, apart):
        for one, other in combinations(group, 2):
            assert pair_of(one, other) not in apart
            if nodes[one].lang == nodes[other].lang:
                assert nodes[one].publisher is not None
                assert nodes[other].publisher is not None
                assert nodes[one].publisher != nodes[other].publisher


def test_a_pair_counts_the_less_the_liker_its_rival() -> None:
    faint, strong = Rival(0.2, 0.1, 1), Rival(0.55, 0.5, 7)
    assert log_odds(LIKE, (faint, faint)) > log_odds(LIKE, (strong, faint)) > log_odds(UNLIKE, (faint, faint))
    assert probability(log_odds(LIKE, (faint, faint))) > 0.9
    assert probability(log_odds(UNLIKE, (NONE, NONE))) < 0.5


def test_without_tables_one_sentence_alone_tells_no_translation() -> None:
    brief = Compared(0.9, 0.9, Agreement(0.0, 0.0, 0.6, 1, 1, 1, 0.9), tables=False, figures=4, names=0.9)
    assert log_odds(brief, (NONE, NONE)) < LEAST
    assert log_odds(brief._replace(tables=True), (NONE, NONE)) > LEAST
    two = brief._replace(agreement=Agreement(0.8, 0.0, 0.6, 2, 2, 2, 0.9))
    assert log_odds(two, (NONE, NONE)) > LEAST


def test_little_evidence_is_believed_less() -> None:
    """The same likeness, of more sentences that agree, and with fewer numbers that one version has alone."""
    faint = Rival(0.2, 0.1, 1)
    for tables in (True, False):
        like = LIKE._replace(tables=tables)
        fewer = like._replace(agreement=like.agreement._replace(pairs=4))
        assert log_odds(like, (faint, faint)) > log_odds(fewer, (faint, faint))
        assert log_odds(like, (faint, faint)) > log_odds(like._replace(unmet=9), (faint, faint))


def test_versions_of_the_same_group_and_near_copies_are_no_rivals() -> None:
    """1 in English; 2, 3 in Vietnamese are as like."""
    pairs = {(1, 2): LIKE, (1, 3): LIKE}

    def odds(second: Node, copies: frozenset[Pair] = frozenset()) -> float:
        nodes = {1: Node(1, 1, "en"), 2: Node(2, 2, "vi"), 3: second}
        return weighed(nodes, pairs, copies)[1, 2]

    rival = odds(Node(3, 3, "vi"))
    assert odds(Node(3, 2, "vi")) > rival
    assert odds(Node(3, 3, "vi"), frozenset({(2, 3)})) > rival
    assert odds(Node(3, 3, "fa")) > rival  # of another language


class Told:
    """Versions given by their words, and what they say in another language by a table."""

    def __init__(self, known: Mapping[str, Entry]) -> None:
        self.known = known
        self.vocabulary = Vocabulary()
        weights = Weights(self.vocabulary, lambda _: lambda _: 1.0)
        self.voices = Voices(self.vocabulary, self.translate, lambda _terms, _source: known, weights)

    def translate(self, signs: Any, _source: str, _target: str) -> Meant:
        words = [sign.removeprefix("w:") for sign in self.vocabulary.written(signs)]
        return meant([self.known[word] for word in words], self.vocabulary)

    def reading(self, *sentences: str) -> Reading:
        numbered = [[self.vocabulary[f"w:{word}"] for word in one.split()] for one in sentences]
        return counted("xx", numbered, latin=True)

    def coverage(self, ours: Reading, theirs: Reading) -> float:
        return float(self.voices.shares([(ours, theirs._replace(lang="yy"))])[0])

    def agreement(self, ours: Reading, theirs: Reading) -> Agreement:
        said = self.voices.speech(ours, "yy", latin=True)
        onward = coverages(said, met(said, theirs.signs, self.voices.marks), ours, theirs)
        return agreement(onward, onward.T)


def test_a_word_is_met_by_its_translations_as_far_as_these_are_probable() -> None:
    told = Told({"house": (("casa", 0.8), ("hogar", 0.2)), "river": (("rio", 0.5),)})
    ours = told.reading("house river")

    def share(words: str) -> float:
        return round(told.coverage(ours, told.reading(words)), 3)

    assert share("casa hogar rio") == 1.0
    assert share("casa") == round(0.8 / 1.5, 3)
    assert share("rio rio rio") == round(0.5 / 1.5, 3)
    assert share("perro") == 0.0
    assert share("") == 0.0


def test_sentences_that_say_the_same_in_one_order_tell_a_translation() -> None:
    words = ["north", "south", "east", "west", "centre"]
    told = Told({word: ((f"x{word}", 1.0),) for word in words})

    def compared(order: list[str]) -> Agreement:
        return told.agreement(told.reading(*words), told.reading(*(f"x{word}" for word in order)))

    assert compared(words) == Agreement(1.0, 1.0, 0.75, pairs=5, shorter=5, longer=5, mean=1.0, followed=4)
    assert compared(words[::-1])[2:4] == (0.15, 1)
    assert compared(words[::-1]).followed == 0
    assert compared([words[0], "centre", words[1]]).followed == 1  # one sentence may be between
    assert compared(words[:1]) == Agreement(0.0, 0.0, 0.75, pairs=1, shorter=1, longer=5, mean=1.0)
    assert compared([]) == Agreement(0.0, 0.0, 0.0, longer=5)
