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
from tracuu.indexer.lexicon.learn import LONGEST, Taught, chosen_of, learn
from tracuu.indexer.lexicon.numbered import Side, Spoken, numbered, with_neighbours
from tracuu.indexer.lexicon.words import forms_of, terms_of

PAIRS = [
    ("the river rose", "con sông dâng"),
    ("the river sank", "con sông cạn"),
    ("the road sank", "con đường cạn"),
    ("a road rose", "một đường dâng"),
]


Pairs = list[tuple[tuple[str, ...], tuple[str, ...]]]


def split(pairs: list[tuple[str, str]]) -> Pairs:
    return [(tuple(one.split()), tuple(other.split())) for one, other in pairs]


def sides(pairs: Pairs) -> tuple[Side, Side]:
    return numbered([one for one, _ in pairs]), numbered([other for _, other in pairs])


def taught_by(pairs: Pairs) -> Taught:
    return learn(*sides(pairs))


def sentences(side: Side) -> list[list[str]]:
    terms = iter([side.terms[token] for token in side.tokens])
    return [[next(terms) for _ in range(length)] for length in side.lengths]


@pytest.mark.parametrize(("word", "means"), [("river", "sông"), ("road", "đường"), ("rose", "dâng"), ("sank", "cạn")])
def test_words_that_come_and_go_together_translate_each_other(word: str, means: str) -> None:
    taught = taught_by(split(PAIRS))
    assert taught.forward[word].words[0][0] == means
    assert taught.backward[means].words[0][0] == word


def test_a_word_seen_once_goes_with_the_one_that_is_spelled_alike() -> None:
    """Of four words that all stand once on either side, only spelling tells which belong together."""
    taught = taught_by(split([("governor visits Manitoba hospital", "بیمارستان مانیتوبا بازدید فرماندار")]))
    assert taught.forward["Manitoba"].words[0][0] == "مانیتوبا"


def test_nothing_is_learned_from_nothing() -> None:
    assert taught_by([]) == ({}, {})
    assert taught_by([((), ("a",)), (("a",) * (LONGEST + 1), ("a",))]) == ({}, {})


words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6).map(tuple)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=12), st.randoms())
def test_neither_order_nor_repetition_changes_what_is_learned(pairs: Pairs, chance: random.Random) -> None:
    other = [*pairs, pairs[0]]
    chance.shuffle(other)
    assert taught_by(pairs) == taught_by(other)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=12))
def test_probabilities_add_up_and_the_best_comes_first(
    pairs: Pairs,
) -> None:
    taught = taught_by(pairs)
    for table in taught:
        for learned in table.values():
            shares = [p for _, p in learned.words]
            assert sum(shares) == pytest.approx(1)
            assert shares == sorted(shares, reverse=True)


def test_what_is_learned_from_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracuu.indexer.lexicon.learn.CELLS", 20)
    assert len(chosen_of(*sides(split(PAIRS)))) == 2


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
        said = ["hoi dong hop", "hoi dong nhan dan", "bau hoi dong", "x y"]
        joined = with_neighbours(numbered([one.split() for one in said]))
        assert sentences(joined) == [
            ["hoi", "hoi dong", "dong", "hop"], ["hoi", "hoi dong", "dong", "nhan", "dan"],
            ["bau", "hoi", "hoi dong", "dong"], ["x", "y"],
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "lang"),
        [
            ("The Governor's e-mails, of U.S. towns (2024): don't", "en"),
            ("Hội đồng nhân dân tỉnh; hoà bình, HOÀ BÌNH", "vi"),
            ("Straßenbahn-Fahrer Übergröße", "de"),
            ("მთავრობა İstanbul'da ıssız", "tr"),
            ("대통령은 2025년", "ko"),
            ("北京市 ASEAN 第5次", "zh"),
            ("كتابٌ رئيسُ‌الوزراء", "fa"),
        ],
    )
    def test_a_word_alone_has_the_terms_that_it_has_in_a_text(self, text: str, lang: str) -> None:
        forms = list(zip(*terms_of(text, lang), strict=True))
        assert [form for piece in text.split() for form in forms_of(piece, lang)] == forms
        said = Spoken()
        said.add(said.numbers(text, lang))
        said.add(said.numbers(text, lang))
        side, words = said.side("")
        assert sentences(side) == [[term for term, _ in forms]] * 2
        assert {word.term: word.seen for word in words} == {
            term: 2 * [one for one, _ in forms].count(term) for term, _ in forms
        }


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
