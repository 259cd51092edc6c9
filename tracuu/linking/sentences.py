"""How two versions agree sentence by sentence: what tells a translation from another article on the same event.

Two papers on one event share names, numbers and words, but no run of sentences that say the same in the same order,
and where a sentence of one is likest to one of the other, what follows the one is not likest to what follows the other.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from tracuu.tuples import Record

ALIKE = 0.25
"""Likeness of two sentences from which on they count."""

BEST = 3
"""Pairs of sentences that are told of."""

MOST = 60
"""Sentences of a version that are compared; of a longer one the first."""

NEAR = 2
"""Sentences by which a pair of sentences is further on at most, in either version, to follow another."""

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[Any]]


class Agreement(Record):
    """How well sentences pair up.

    `second` and `third` are the likenesses, from 0 to 1, of the pairs that match best after the first, which may be a
    sentence that both quote; `run` is the share of the shorter version that matches in the same order, in so many
    `pairs`. `shorter` and `longer` count the sentences of either version that were compared; `mean` is how like
    those of the shorter one are to the likest of the other. `followed` counts the pairs of sentences, each the likest
    of the other, that such a pair follows.
    """

    second: float
    third: float
    run: float
    pairs: int = 0
    shorter: int = 0
    longer: int = 0
    mean: float = 0.0
    followed: int = 0


def agreement(onward: Matrix, back: Matrix) -> Agreement:
    """Compare two versions by what each sentence of one (a row) says of each of the other, and the other way round.

    `onward` is of shape (m, n), `back` (n, m).
    """
    import numpy as np

    likeness = np.sqrt(onward * back.T)
    best = [*_one_to_one(likeness), 0.0, 0.0, 0.0]
    shorter, longer = sorted(likeness.shape)
    run, pairs = _in_order(likeness)
    if not shorter:
        return Agreement(0.0, 0.0, 0.0, 0, shorter, longer)
    mean = float(likeness.max(axis=1 if shorter == len(likeness) else 0).mean())
    return Agreement(best[1], best[2], run / shorter, pairs, shorter, longer, mean, _followed(likeness))


def _one_to_one(likeness: Matrix) -> list[float]:
    """Pair sentences greedily, best first, each once; give the likenesses of the three best pairs."""
    left = likeness.copy()
    found: list[float] = []
    while left.size and len(found) < BEST:
        i, j = divmod(int(left.argmax()), left.shape[1])  # of several the first
        if left[i, j] <= 0:
            break
        found.append(float(left[i, j]))
        left[i] = left[:, j] = 0
    return found


def _followed(likeness: Matrix) -> int:
    """Count the pairs of sentences, each the likest of the other, that such a pair follows, at most NEAR on."""
    theirs, ours = likeness.argmax(axis=1).tolist(), likeness.argmax(axis=0).tolist()
    likest = {(i, j) for i, j in enumerate(theirs) if ours[j] == i and likeness[i, j] > 0}
    steps = list(product(range(1, NEAR + 1), repeat=2))
    return sum(any((i + down, j + on) in likest for down, on in steps) for i, j in likest)


def _in_order(likeness: Matrix) -> tuple[float, int]:
    """Give the best sum of what pairs are alike beyond ALIKE, none of which cross, and how many these pairs are.

    After Needleman and Wunsch (1970). A complex number holds both: of two the one with the greater sum is the greater,
    of two with one sum the one with more pairs.
    """
    import numpy as np

    gains = np.where(likeness > ALIKE, likeness - ALIKE + 1j, 0)
    above = np.zeros(likeness.shape[1] + 1, complex)
    for row in gains[gains.any(axis=1)]:
        above[1:] = np.maximum.accumulate(np.maximum(above[1:], above[:-1] + row))
    return float(above[-1].real), int(above[-1].imag)
