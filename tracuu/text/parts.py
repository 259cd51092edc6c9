"""What a word holds beside itself: parts of a Germanic compound, four-letter pieces of an Arabic or Persian word.

They stand in a stream of their own, without positions, and rank below the word itself.
"""

from __future__ import annotations

from tracuu.text.normalize import fold
from tracuu.text.stems import stem

COMPOUNDING = frozenset({"nb", "da", "sv", "de", "nl"})
PIECED = frozenset({"ar", "fa"})
_SHORTEST = 7  # letters of a compound; the rules are not read for less
_PIECE = 4  # letters; shorter pieces are found everywhere, longer ones miss short roots


def parts(word: str, analyser: str) -> tuple[str, ...]:
    """Give the parts of one word (in key form), as terms of the parts stream; often none."""
    if analyser in COMPOUNDING and len(word) >= _SHORTEST:
        from tracuu.text.compounds import split

        return tuple(dict.fromkeys(stem(part, analyser) for part in split(word, analyser)))
    if analyser in PIECED:
        return pieces(fold(word))
    return ()


def pieces(word: str) -> tuple[str, ...]:
    """Give every stretch of four letters of a word, each once; none of a shorter word."""
    return tuple(dict.fromkeys(word[start : start + _PIECE] for start in range(len(word) - _PIECE + 1)))
