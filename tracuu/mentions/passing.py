"""One pass over a text for several lists of words at once (Aho and Corasick, 1975): what each says of the words met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.mentions.letters import BEYOND, codes_of

if TYPE_CHECKING:
    import ahocorasick

MOST_MET = 500_000
"""Words met in one text that are looked at; an article has dozens, a book of two megabytes fewer than this."""

_SIGNS = ' ,.\n/-"0123456789'  # the commonest that begin no word
_ONE_IN = 200  # letters is such a sign, but for the blank
_NO_LETTER = "\0"
_MANY = 100  # letters that begin words; of alphabets there are a few dozen
_SHORT = 200  # characters: a name
_IN_NO_WORD = "\1"  # stands for every letter that is in no word

Met = Sequence[tuple[int, Any]]
"""The words of one list that a text holds, by where they end, of those the longest first: place of the last letter, and
what the list says of the word."""


class Lists(NamedTuple):
    """Lists of words, compiled together; `letters` are those of all words, where very many begin one."""

    automaton: ahocorasick.Automaton
    lists: int
    letters: str

    def met(self, text: str) -> list[Met]:
        """Give for each list, in order, its words in folded text."""
        found: list[list[tuple[int, Any]]] = [[] for _ in range(self.lists)]
        note = [each.append for each in found]
        if self.letters and len(text) > _SHORT:
            text = _bare(text, self.letters)
        for last, held in islice(self.automaton.iter(text), MOST_MET):
            for number, meaning in held:
                note[number]((last, meaning))
        return [*found]


def compile_lists(*lists: Mapping[str, Any]) -> Lists:
    """Compile lists of folded words, each with what it says of the word."""
    import ahocorasick

    held: dict[str, list[tuple[int, Any]]] = {}
    for number, words in enumerate(lists):
        for word, meaning in words.items():
            held.setdefault(word, []).append((number, meaning))
    letters = _letters_of_many(held)
    signs = _SIGNS + letters + _IN_NO_WORD if letters else _SIGNS
    automaton = ahocorasick.Automaton()
    for word in _frequent_first({*held, *(sign + _NO_LETTER for sign in signs)}):
        automaton.add_word(word, tuple(held.get(word, ())))
    automaton.make_automaton()
    return Lists(automaton, len(lists), letters)


def _letters_of_many(words: Collection[str]) -> str:
    """Give the letters of words of which very many begin one; none for all others, which need no table."""
    letters = "".join(sorted({*"".join(words)}))
    return letters if len({word[0] for word in words}) > _MANY and letters[-1] < chr(BEYOND) else ""


def _bare(text: str, letters: str) -> str:
    """Put one sign for all that stands in no word: the automaton finds it at once, and not only behind hundreds."""
    return str(_letters_alone(letters).take(codes_of(text)).tobytes().decode("utf-16-le"))


@lru_cache(maxsize=20)
def _letters_alone(letters: str) -> Any:
    """Make a table (uint16, by code) of letters to themselves and all else to one sign."""
    import numpy as np

    table = np.full(BEYOND + 1, ord(_IN_NO_WORD), "<u2")
    codes = codes_of(letters)
    table[codes] = codes
    return table


def _frequent_first(words: Collection[str]) -> list[str]:
    """Put those first whose letters are the commonest.

    The automaton looks at the letters that a word may go on with in the order in which they came, and at all of them
    where none fits: hundreds begin a Chinese word. Signs therefore stand among them, as if they began words: the blank
    first, then the sign for what is in no word, the others about where they would in a text.
    """
    common = Counter("".join(words))
    common.update(dict.fromkeys(_SIGNS, common.total() // _ONE_IN))
    common[" "] = common.total()
    common[_IN_NO_WORD] = common[" "] - 1
    rank = {sign: place for place, (sign, _) in enumerate(sorted(common.items(), key=lambda each: (-each[1], each[0])))}
    return sorted(words, key=lambda word: [rank[sign] for sign in word])
