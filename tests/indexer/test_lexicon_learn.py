"""Which word translates which is learned from sentences and their translations."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracuu.corpus.lexicon import Learned, Translation, Word
from tracuu.indexer.lexicon.accents import typed_plainly, words_typed_plainly
from tracuu.indexer.lexicon.alike import keys, likeness, meeting
from tracuu.indexer.lexicon.chain import chained, middles
from tracuu.indexer.lexicon.learn import LONGEST, chosen_of, learn
from tracuu.indexer.lexicon.words import neighbours, terms_of, with_neighbours

PAIRS = [
    ("the river rose", "con sông dâng"),
    ("the river sank", "con sông cạn"),
    ("the road sank", "con đường cạn"),
    ("a road rose", "một đường dâng"),
]


def split(pairs: list[tuple[str, str]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(tuple(one.split()), tuple(other.split())) for one, other in pairs]


@pytest.mark.parametrize(("word", "means"), [("river", "sông"), ("road", "đường"), ("rose", "dâng"), ("sank", "cạn")])
def test_words_that_come_and_go_together_translate_each_other(word: str, means: str) -> None:
    taught = learn(split(PAIRS))
    assert taught.forward[word].words[0][0] == means
    assert taught.backward[means].words[0][0] == word


def test_a_word_seen_once_goes_with_the_one_that_is_spelled_alike() -> None:
    """Of four words that all stand once on either side, only spelling tells which belong together."""
    taught = learn(split([("governor visits Manitoba hospital", "بیمارستان مانیتوبا بازدید فرماندار")]))
    assert taught.forward["Manitoba"].words[0][0] == "مانیتوبا"


def test_nothing_is_learned_from_nothing() -> None:
    assert learn([]) == ({}, {})
    assert learn([((), ("a",)), (("a",) * (LONGEST + 1), ("a",))]) == ({}, {})


words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6).map(tuple)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=12), st.randoms())
def test_neither_order_nor_repetition_changes_what_is_learned(
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]], chance: random.Random
) -> None:
    other = [*pairs, pairs[0]]
    chance.shuffle(other)
    assert learn(pairs) == learn(other)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=12))
def test_probabilities_add_up_and_the_best_comes_first(
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]],
) -> None:
    taught = learn(pairs)
    for table in taught:
        for learned in table.values():
            shares = [p for _, p in learned.words]
            assert sum(shares) == pytest.approx(1)
            assert shares == sorted(shares, reverse=True)


def test_what_is_learned_from_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracuu.indexer.lexicon.learn.CELLS", 20)
    assert len(chosen_of(split(PAIRS))) == 2


class TestAlike:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("national", "nacional"), ("Kalifornien", "کالیفرنیا"), ("president", "presiden"), ("minister", "министр")],
    )
    def test_words_that_one_language_took_from_another_meet(self, one: str, other: str) -> None:
        assert list(meeting([one], [other]))

    @pytest.mark.parametrize(
        ("one", "other"), [("river", "road"), ("nam", "năm"), ("table", "doubtful"), ("ab", "abc")]
    )
    def test_others_do_not(self, one: str, other: str) -> None:
        assert not list(meeting([one], [other]))

    def test_a_short_word_is_only_near_itself(self) -> None:
        assert keys("nam") == ("=nam",)
        assert likeness("nam", "nam") == 1


class TestWords:
    @pytest.mark.parametrize(
        ("text", "lang", "terms"),
        [
            ("Elections were held", "en", ["elect", "were", "held"]),
            ("Hội đồng", "vi", ["hội", "đồng"]),  # accents tell words apart
            ("北京市", "zh", ["北京市"]),  # words of the dictionary, not pairs of letters
            ("대통령", "ko", ["대통 통령"]),  # one word: as a search has it
        ],
    )
    def test_terms_are_those_of_a_search(self, text: str, lang: str, terms: list[str]) -> None:
        assert terms_of(text, lang)[0] == terms

    def test_syllables_that_belong_together_are_a_word_too(self) -> None:
        sentences = [["hoi", "dong", "hop"], ["hoi", "dong", "nhan", "dan"], ["bau", "hoi", "dong"], ["x", "y"]]
        drawn = neighbours(sentences)
        assert drawn == {"hoi dong"}
        assert with_neighbours(sentences[0], {pair: pair for pair in drawn}) == ("hoi", "hoi dong", "dong", "hop")


class TestAccents:
    def test_a_word_typed_without_accents_may_be_any_of_those_that_have_them(self) -> None:
        known = typed_plainly({"tội": Learned(1, (("crime", 1.0),)), "tôi": Learned(3, (("i", 0.9), ("me", 0.1)))})
        assert known["tội"].words == (("crime", 1.0),)
        assert known["toi"].seen == 4
        assert dict(known["toi"].words) == pytest.approx({"i": 0.675, "crime": 0.25, "me": 0.075})

    def test_it_is_shown_as_the_most_frequent_of_them(self) -> None:
        words = words_typed_plainly([Word("tội", 1, "tội"), Word("tôi", 3, "Tôi"), Word("ba", 2, "ba")])
        assert {word.term: (word.seen, word.surface) for word in words} == {
            "tội": (1, "tội"), "tôi": (3, "Tôi"), "toi": (4, "Tôi"), "ba": (2, "ba"),
        }  # fmt: skip


class TestChain:
    def test_ways_to_one_word_are_added(self) -> None:
        first = [Translation("flood", "flood", 0.5, "learned"), Translation("inund", "inundate", 0.5, "learned")]
        then = {
            "flood": [Translation("lu lut", "lũ lụt", 1.0, "list:x")],
            "inund": [Translation("lu lut", "lũ lụt", 0.5, "learned"), Translation("ngap", "ngập", 0.01, "learned")],
        }
        assert chained(first, then, "en") == [
            Translation("lu lut", "lũ lụt", 0.5 * 0.8 + 0.5 * 0.5 * 0.8, "through en")
        ]

    def test_english_is_tried_first(self) -> None:
        known = [("vi", "en"), ("es", "en"), ("vi", "ar"), ("es", "ar"), ("vi", "fr")]
        assert middles("vi", "es", known) == ["en", "ar"]
