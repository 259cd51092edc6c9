"""Rows of different lengths in few arrays: a row for each sign of a language, one behind another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracuu.linking.signs import Numbers

_NOT_ASKED, _EMPTY = -1, 0  # rows of a sign


class Column:
    """An array that grows at its end. What was taken of `values` stays as it is."""

    def __init__(self, kind: str, first: Sequence[float] = ()) -> None:
        """Begin with some values."""
        import numpy as np

        self._values = np.array(first, kind)
        self._size = len(first)

    def __len__(self) -> int:
        """Count the values."""
        return self._size

    @property
    def values(self) -> Numbers:
        """All values, by place; beyond the last stands anything."""
        return self._values

    def extend(self, more: Numbers) -> None:
        """Add values."""
        import numpy as np

        size = self._size + len(more)
        if size > len(self._values):
            grown = np.empty(size + size // 2, self._values.dtype)
            grown[: self._size] = self._values[: self._size]
            self._values = grown
        self._values[self._size : size] = more
        self._size = size


class Rows:
    """A row for each sign of a language that was asked for, by its own number; most are empty, and take 4 bytes."""

    def __init__(self, kinds: Sequence[str]) -> None:
        """Begin without any; take the kinds of the columns."""
        import numpy as np

        self._rows = np.empty(0, np.int32)  # of each sign
        self._ends = Column("i8", [0, 0])  # where each row ends and the next begins; first the one that is empty
        self.columns = tuple([Column(kind) for kind in kinds])

    def __len__(self) -> int:
        """Count what stands in all rows."""
        return len(self.columns[0])

    def unasked(self, own: Numbers) -> Numbers:
        """Tell which signs have no row yet."""
        import numpy as np

        try:
            rows = self._rows.take(own)
        except IndexError:
            more = np.full(int(own.max()) * 3 // 2 + 1 - len(self._rows), _NOT_ASKED, np.int32)
            self._rows = np.concatenate([self._rows, more])
            rows = self._rows.take(own)
        missing: Numbers = rows == _NOT_ASKED
        return missing

    def keep(self, own: Numbers, owners: Numbers, *columns: Numbers) -> None:
        """Keep the rows of signs that had none: `owners` are the places of those in whose row each value stands."""
        import numpy as np

        sizes = np.bincount(owners, minlength=len(own))
        filled = sizes.nonzero()[0]
        first = len(self._ends) - 1
        self._rows[own] = _EMPTY
        self._rows[own[filled]] = np.arange(first, first + len(filled))
        self._ends.extend(len(self) + sizes[filled].cumsum())
        for column, more in zip(self.columns, columns, strict=True):
            column.extend(more)

    def numbers(self, own: Numbers) -> Numbers:
        """Give the numbers of rows: those that hold anything are counted from 1 as they were kept; 0 for the others."""
        found: Numbers = self._rows.take(own)
        return found

    def of(self, own: Numbers) -> tuple[Numbers, Numbers]:
        """Give the places in the columns of all that stands in the rows of signs, and how much does in each."""
        rows = self._rows.take(own)
        starts = self._ends.values.take(rows)
        sizes = self._ends.values.take(rows + 1) - starts
        return places_of(starts, sizes), sizes


def places_of(starts: Numbers, sizes: Numbers) -> Numbers:
    """Give the numbers of all runs that begin somewhere and have some size, in order."""
    import numpy as np

    found = np.repeat(starts - sizes.cumsum() + sizes, sizes)
    found += np.arange(len(found))
    return found
