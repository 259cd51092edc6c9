"""Which numbers two versions of one sentence do not share: 37 against 73, 2023 against 2024, seven tasks against five.

Numbers are compared as sets: that one version repeats a year and the other says "the same year" is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from tracuu.reports.numbers import Number, Trust

_IN_WORDS = 32  # numbers below are written as words, or name a month


class Apart(NamedTuple):
    """The numbers that stand on one side only, of the left and of the right sentence.

    Where both have some, the versions contradict each other; where one has, the other leaves a number out or says it
    in words that are not known.
    """

    left: tuple[Number, ...]
    right: tuple[Number, ...]

    @property
    def contradict(self) -> bool:
        """Whether each side says a number that the other does not."""
        return bool(self.left and self.right)


def apart(
    left: Sequence[Number],
    right: Sequence[Number],
    near_left: Iterable[Number] = (),
    near_right: Iterable[Number] = (),
    *,
    words_known: bool = True,
) -> Apart | None:
    """Compare the numbers of two sentences that say the same; None when nothing speaks of a difference.

    `near_left` and `near_right` are the numbers of the sentences around each: a number that moved to the next sentence
    is not lost. Where the number words of a language are not known (`words_known`), a small number that one side lacks
    may stand there as a word.
    """
    beside_left, beside_right = (
        _all_values([*own, *(number for number in near if number.trust)])
        for own, near in ((left, near_left), (right, near_right))
    )
    ours = [number for number in left if number.trust and not _is_among(number, beside_right)]
    theirs = [number for number in right if number.trust and not _is_among(number, beside_left)]
    if ours and theirs:
        ours, theirs = _surest(ours, theirs), _surest(theirs, ours)
        return Apart(tuple(ours), tuple(theirs))
    alone = [number for number in ours or theirs if number.trust is Trust.DIGITS and not number.month]
    if not words_known:
        alone = [number for number in alone if min(number.values, default=_IN_WORDS) >= _IN_WORDS]
    if not alone:
        return None
    return Apart(tuple(alone), ()) if ours else Apart((), tuple(alone))


def _surest(numbers: list[Number], against: list[Number]) -> list[Number]:
    """Leave words out where figures stand against figures."""
    figures = [number for number in numbers if number.trust is Trust.DIGITS]
    both = figures and any(number.trust is Trust.DIGITS for number in against)
    return figures if both else numbers


def _all_values(numbers: Iterable[Number]) -> frozenset[Fraction]:
    return frozenset(value for number in numbers for value in (*number.values, *number.parts))


def _is_among(number: Number, values: frozenset[Fraction]) -> bool:
    if not number.values and not number.parts:  # too long to be compared
        return True
    return bool(number.values & values) or bool(number.parts and values.issuperset(number.parts))
