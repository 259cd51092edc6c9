"""How near are vectors to each other, apart from what all of them have in common? Pure arithmetic on packed vectors.

Vectors of one encoder all point roughly the same way, those of one language still more so: the cosine of two unrelated
sentences may be .8. What all vectors of a language have in common, their mean, is therefore taken away first, and from
queries what all queries have in common (after Mu and Viswanath 2018, and Libovický et al. 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracuu.dense.encoding import unit
from tracuu.dense.vectors import unpacked

if TYPE_CHECKING:
    from tracuu.dense.encoding import Matrix

SHORT, LONG = 40, 70
"""Bytes of UTF-8: up to the first a query is a few words, from the second on a sentence, between them partly each."""

FEW = 20.0
"""Versions of a language whose mean counts as much as what is known without them."""

_NOTHING = 1e-6


def shortness(texts: Sequence[str]) -> Any:
    """Give how far each query is a few words (1) and not a sentence (0)."""
    import numpy as np

    sizes = np.array([len(text.encode("utf-8", "replace")) for text in texts], np.float32)
    return np.clip((LONG - sizes) / (LONG - SHORT), 0, 1)


def centred_queries(asked: Matrix, short: Any, few_words: Matrix, sentence: Matrix) -> Matrix:
    """Take from queries what short and long queries have in common, each as far as it is of that kind."""
    share = short[:, None]
    return unit(asked - share * few_words - (1 - share) * sentence)


def centre(wholes: Sequence[bytes], before: Matrix) -> Matrix:
    """Give what versions of a language have in common: their mean; of few versions rather what is known `before`."""
    size = before.shape[1]
    if not wholes:
        return before
    rows, factors, _ = unpacked(wholes, size)
    mean = (factors[None] @ rows / len(wholes)).astype(before.dtype)
    share = len(wholes) / (len(wholes) + FEW)
    common: Matrix = share * mean + (1 - share) * before
    return common


def of_wholes(wholes: Sequence[bytes], asked: Matrix, common: Matrix) -> Matrix:
    """Give the cosine of each version (row) and each query (column), by the means of versions' parts."""
    import numpy as np

    rows, factors, _ = unpacked(wholes, asked.shape[1])
    as_kept = rows.astype(np.float32)
    return _cosines(rows, factors, asked, common, np.einsum("ij,ij->i", as_kept, as_kept) * factors * factors)


def of_parts(parts: Sequence[bytes], asked: Matrix, common: Matrix) -> Matrix:
    """Give the cosine of each version (row) and each query (column), by the part of a version that is nearest."""
    import numpy as np

    rows, factors, starts = unpacked(parts, asked.shape[1])
    found: Matrix = np.maximum.reduceat(_cosines(rows, factors, asked, common, 1.0), starts, axis=0)
    return found


def centred(parts: bytes, common: Matrix) -> Matrix:
    """Give the vectors of a version's parts without what they have in common with others, of length 1."""
    rows, factors, _ = unpacked([parts], common.shape[1])
    return unit(rows * factors[:, None] - common)


def _cosines(rows: Any, factors: Any, asked: Matrix, common: Matrix, squares: Any) -> Matrix:
    """Give cosines of queries and of rows without what is common, in one product: the rows stay as they are.

    `squares` are the squared lengths of the rows.
    """
    import numpy as np

    products = (rows.astype(np.float32) @ np.concatenate([asked, common]).T) * factors[:, None]
    lengths = np.sqrt(np.maximum(squares - 2 * products[:, -1] + float((common @ common.T)[0, 0]), _NOTHING))
    found: Matrix = (products[:, :-1] - (asked @ common.T).T) / lengths[:, None]
    return found
