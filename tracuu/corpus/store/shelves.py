"""How what was learned of words is packed: by the numbers of words, those of neighbouring numbers on one shelf.

A shelf has `TERMS` places. Which of them are taken is said by bits; of these it keeps, a column of each: how many
translations there are, how often the term was seen, the numbers of the translations, and their probabilities. As
frequent words have small numbers, most bytes but the lowest of each number are 0: the lowest bytes of all are laid side
by side, then the next (as the shuffle filters of HDF5 and Blosc do), and packed with Zstandard.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracuu.zstd import compress, decompress

TERMS = 64
"""Places of a shelf: with more it packs better, and takes longer to read a single one."""

PER = 1_000
"""Probabilities are stored in parts of a thousand."""

Told = tuple[int, Sequence[int], Sequence[int]]
"""How often a term was seen, the numbers of its translations, and their probabilities in thousandths, best first."""

_BYTES = 4  # of a number


def packed(
    rows: Mapping[int, tuple[int, Sequence[tuple[str, float]]]], numbers: Mapping[str, int]
) -> tuple[bytes, bytes]:
    """Pack what was learned of terms; give the bits of the places that are taken, and the rest.

    Of each place, how often its term was seen, and (term of the other language, probability), best first; `numbers` are
    those of the other language.
    """
    taken = sum(1 << place for place in rows)
    told = [rows[place] for place in sorted(rows)]
    content = [
        *[len(words) for _, words in told],
        *[seen for seen, _ in told],
        *[numbers[word] for _, words in told for word, _ in words],
        *[round(p * PER) for _, words in told for _, p in words],
    ]
    return taken.to_bytes(TERMS // 8, "little"), compress(_shuffled(content))


def unpacked(taken: bytes, content: bytes, asked: Iterable[int]) -> Iterator[tuple[int, Told]]:
    """Give what was learned of those of the asked places that are taken. Raises zstandard.ZstdError."""
    bits = int.from_bytes(taken, "little")
    there = [place for place in asked if bits >> place & 1]
    if not there:
        return
    numbers = _in_order(decompress(content))
    count = bits.bit_count()
    words, shares = 2 * count, count + len(numbers) // 2
    for place in there:
        rank = (bits & (1 << place) - 1).bit_count()
        start = sum(numbers[:rank])
        end = start + numbers[rank]
        yield (
            place,
            (numbers[count + rank], numbers[words + start : words + end], numbers[shares + start : shares + end]),
        )


def places(taken: bytes) -> Iterator[int]:
    """Give the places that are taken."""
    bits = int.from_bytes(taken, "little")
    return (place for place in range(TERMS) if bits >> place & 1)


def _shuffled(numbers: Sequence[int]) -> bytes:
    """Lay the lowest bytes of all numbers side by side, then the next; the highest, where all are 0, are left out."""
    weights = max(1, (max(numbers).bit_length() + 7) // 8)
    whole = _turned(array("I", numbers)).tobytes()
    return bytes([weights]) + b"".join(whole[weight::_BYTES] for weight in range(weights))


def _in_order(content: bytes) -> array[int]:
    """Give the numbers that `_shuffled` laid out."""
    weights = content[0]
    size = (len(content) - 1) // weights
    whole = bytearray(_BYTES * size)
    for weight in range(weights):
        whole[weight::_BYTES] = content[1 + weight * size : 1 + (weight + 1) * size]
    return _turned(array("I", bytes(whole)))


def _turned(numbers: array[int]) -> array[int]:
    """Turn numbers from this machine's order of bytes into that of the archive, or back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
