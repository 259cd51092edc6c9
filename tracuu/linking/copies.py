"""Near-copies in one language: a press release on several sites, a report printed again.

They stay stories of their own, with a link; and no version is taken from one because the other is as near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from tracuu.text.memo import Memo
from tracuu.text.normalize import fold, key

WORDS = 4
"""Words of a shingle; of writing without spaces between words, letters."""

CONTAINED = 0.8
"""Share of the shorter text's shingles that must stand in the longer one."""

SHORTEST = 0.3
"""Share of the longer text that the shorter must be."""

SKETCH = 6
"""Shingles under which a text is found (Broder, "On the resemblance and containment of documents", 1997)."""

_FEW = 12  # shingles under which two texts must hold the same ones
_RUN_ON = 14  # letters of the usual word from which writing has no spaces between words
_WORD = re.compile(r"\w+")
_FACTOR = 0x9E3779B97F4A7C15  # odd, and 2 ** 64 by the golden ratio (Knuth, "Sorting and Searching", 6.4)
_NUMBERS = Memo(lambda word: crc32(word.encode("utf-8", "surrogatepass")) * _FACTOR % (1 << 64), 50_000)

if TYPE_CHECKING:
    import numpy as np

    Shingles = np.ndarray[Any, np.dtype[np.uint32]]
    """The different runs of words of a text, each by a number, rising: hardly two of them have the same."""


def shingles(texts: Sequence[str]) -> Shingles:
    """Give the runs of neighbouring words of a text, without accents, capitals and marks."""
    import numpy as np

    words = _WORD.findall(fold(key("\n".join(texts))))
    if words and sum(map(len, words)) > _RUN_ON * len(words):
        words = list("".join(words))
    numbers = np.array([_NUMBERS[word] for word in words], np.uint64)
    size = min(WORDS, len(words))
    runs = np.zeros(len(words) - size + 1 if size else 0, np.uint64)
    for at in range(size):  # as strings are hashed by Karp and Rabin (1987), to 64 bits, whose upper half is well mixed
        runs = runs * _FACTOR + numbers[at : at + len(runs)]
    return np.unique(runs >> np.uint64(32)).astype(np.uint32)


def sketch(text: Shingles) -> list[int]:
    """Give the few keys under which near-copies of a text are found; below 0 as no other key is that near to it."""
    return [-1 - digest for digest in text[:SKETCH].tolist()]


def share(ours: Shingles, theirs: Shingles) -> float:
    """Give the share of the shorter text that stands in the other; 0 where they are no near-copies."""
    import numpy as np

    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < _FEW:
        return float(np.array_equal(shorter, longer))
    if len(shorter) < SHORTEST * len(longer):
        return 0.0
    held = len(np.intersect1d(shorter, longer, assume_unique=True)) / len(shorter)
    return held if held >= CONTAINED else 0.0
