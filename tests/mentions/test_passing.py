"""One pass over a text tells for each of several lists which of its words stand there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracuu.mentions.passing import compile_lists

WORDS = st.dictionaries(st.text("abc ", min_size=1, max_size=4), st.integers(), max_size=8)


def test_each_list_tells_of_its_own_words() -> None:
    lists = compile_lists({"plan": "type", "model": "no type"}, {"model": 1, "del": 2})
    # "model" is in both lists and ends in "del"; the longer one comes first.
    assert lists.met("a model plan") == [[(6, "no type"), (11, "type")], [(6, 1), (6, 2)]]
    assert lists.met("modeling del") == [[(4, "no type")], [(4, 1), (4, 2), (11, 2)]]


def test_no_words_are_met_by_empty_lists() -> None:
    assert compile_lists({}, {}).met("a plan") == [[], []]


@given(WORDS, WORDS, st.text("abc ", max_size=30))
def test_lists_together_meet_what_each_meets_alone(one: dict[str, int], other: dict[str, int], text: str) -> None:
    assert compile_lists(one, other).met(text) == [*compile_lists(one).met(text), *compile_lists(other).met(text)]


@given(WORDS, st.text("abc ", max_size=30))
def test_words_are_met_wherever_they_stand_the_longest_first(words: dict[str, int], text: str) -> None:
    ends = [(end, word) for end in range(len(text) + 1) for word in words if text[:end].endswith(word)]
    ends.sort(key=lambda met: (met[0], -len(met[1])))
    assert compile_lists(words).met(text) == [[(end - 1, words[word]) for end, word in ends]]


@given(st.text("甲乙丙abc \n😀", max_size=40))
def test_words_of_a_script_with_thousands_of_letters_are_met_among_letters_of_no_word(piece: str) -> None:
    # Words begin with so many letters that what is in no word is passed over another way, in a text longer than a name.
    words = {chr(0x5000 + number): number for number in range(150)} | {"甲a": -1, "b 乙": -2, "a\nb": -3}
    text = 20 * (piece + "\u5001甲a b 乙 丙a丙b")
    ends = [(end, word) for end in range(len(text) + 1) for word in words if text[:end].endswith(word)]
    assert compile_lists(words).met(text) == [[(end - 1, words[word]) for end, word in ends]]
