"""A memory for what words become: words recur, so nearly all of them are looked up and not computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


class Memo(dict[str, Made]):
    """`memo[word]` is `make(word)`, remembered. Bounded, and safe to share between threads.

    When full it starts anew but keeps the last fill aside, so that frequent words survive. Two threads may both make
    a word; they make the same.
    """

    def __init__(self, make: Callable[[str], Made], most: int = 30_000, longest: int = 48) -> None:
        """Remember up to twice `most` words of at most `longest` characters."""
        super().__init__()
        self._make = make
        self._most = most
        self._longest = longest
        self._aside: dict[str, Made] = {}

    def __missing__(self, word: str) -> Made:
        """Make what is not remembered."""
        made = self._aside.get(word)
        if made is None:
            made = self._make(word)
        if self.takes(word):
            self.keep(word, made)
        return made

    def takes(self, word: str) -> bool:
        """Tell whether a word is short enough to be remembered: long ones are seldom met twice."""
        return len(word) <= self._longest

    def keep(self, word: str, made: Made) -> None:
        """Remember what a word becomes, made elsewhere."""
        if len(self) >= self._most:
            self._aside = dict(self)
            self.clear()
        self[word] = made
