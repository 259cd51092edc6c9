"""What words of one language mean in another, by the numbers of their signs: looked up once, many at a time.

Where there is no table between two languages, their words lead through the two that know most of both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tracuu.linking.rows import Rows, places_of
from tracuu.linking.signs import WORD, Vocabulary
from tracuu.linking.tables import BEST, Entry, Tables

if TYPE_CHECKING:
    from tracuu.linking.signs import Numbers

REMEMBERED = 4_000_000
"""Words that stand in tables, which are remembered at once, about; each takes 12 bytes."""


class Meant(NamedTuple):
    """What n signs mean in another language, by k of its words.

    Of each of these words `owners` (k,) is the place of the sign that means it, rising, `words` (k,) its number, and
    `likely` (k,) its probability; of one sign the likeliest come first.
    """

    owners: Numbers
    words: Numbers
    likely: Numbers


Translate = Callable[["Numbers", str, str], Meant]
"""Takes the numbers of signs that are words, their language and another; tells what they mean there."""


def meant(entries: Sequence[Entry], vocabulary: Vocabulary) -> Meant:
    """Put entries of a table, one for each sign, into arrays."""
    import numpy as np

    owners = np.repeat(np.arange(len(entries)), [len(entry) for entry in entries])
    words = [vocabulary[WORD + word] for word, _ in chain.from_iterable(entries)]
    likely = [p for _, p in chain.from_iterable(entries)]
    return Meant(owners, np.array(words, np.int32), np.array(likely, float))


class Meanings:
    """Translation tables by number. They are taken for unchanged while this lives."""

    def __init__(self, vocabulary: Vocabulary, tables: Tables) -> None:
        """Take the numbers of signs, and the tables."""
        self._vocabulary = vocabulary
        self._tables = tables
        self._rows: dict[tuple[str, str], Rows] = {}

    def translate(self, signs: Numbers, source: str, target: str) -> Meant:
        """Tell what words of one language mean in another, straight or through a third."""
        import numpy as np

        if self._tables.is_straight(source, target):
            return self._straight(signs, source, target)
        left = np.ones(len(signs), bool)
        parts = [Meant(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0))]
        for middle in self._tables.ways(source, target):
            places = left.nonzero()[0]
            part = self._through(signs[places], source, middle, target)
            part = part._replace(owners=places[part.owners])
            left[part.owners] = False
            parts.append(part)
        owners, words, likely = map(np.concatenate, zip(*parts, strict=True))
        order = owners.argsort(kind="stable")
        return Meant(owners[order], words[order], likely[order])

    def _through(self, signs: Numbers, source: str, middle: str, target: str) -> Meant:
        """Follow the translations of words on into a third language; chances of one word add up."""
        import numpy as np

        first = self._straight(signs, source, middle)
        between, which = np.unique(first.words, return_inverse=True)
        then = self._straight(between, middle, target)
        sizes = np.bincount(then.owners, minlength=len(between))
        on = places_of((sizes.cumsum() - sizes)[which], sizes[which])
        words, named = np.unique(then.words, return_inverse=True)
        code = np.repeat(first.owners, sizes[which]) * max(1, len(words)) + named[on]
        codes, same = np.unique(code, return_inverse=True)
        likely = np.bincount(same, np.repeat(first.likely, sizes[which]) * then.likely[on])
        owners, named = np.divmod(codes, max(1, len(words)))
        best = _best(owners, likely, self._ranks(words)[named])
        return Meant(owners[best], words[named[best]], likely[best])

    def _ranks(self, words: Numbers) -> Numbers:
        """Give the places of words in the alphabet."""
        import numpy as np

        written = self._vocabulary.written(words)
        ranks = np.empty(len(words), np.int64)
        ranks[sorted(range(len(words)), key=written.__getitem__)] = np.arange(len(words))
        return ranks

    def _straight(self, signs: Numbers, source: str, target: str) -> Meant:
        """Tell what the table between two languages says."""
        import numpy as np

        rows, own = self._table(source, target), self._vocabulary.own(source)[signs]
        if (missing := rows.unasked(own)).any():
            terms = [sign[len(WORD) :] for sign in self._vocabulary.written(signs[missing])]
            rows.keep(own[missing], *meant(self._tables.straight(terms, source, target), self._vocabulary))
        places, sizes = rows.of(own)
        words, likely = rows.columns
        return Meant(np.repeat(np.arange(len(signs)), sizes), words.values[places], likely.values[places])

    def _table(self, source: str, target: str) -> Rows:
        """Give what is remembered of a table."""
        if (source, target) not in self._rows:
            self._rows[source, target] = Rows(("i4", "f8"))
        return self._rows[source, target]

    def make_room(self) -> None:
        """Forget everything when it has become too much."""
        if sum(map(len, self._rows.values())) > REMEMBERED:
            self._rows.clear()


def _best(owners: Numbers, likely: Numbers, ranks: Numbers) -> Numbers:
    """Give the places of each owner's likeliest words, best first, of equals the first in the alphabet."""
    import numpy as np

    order = np.lexsort((ranks, -likely, owners))
    owners = owners[order]
    found: Numbers = order[np.arange(len(order)) - np.searchsorted(owners, owners) < BEST]
    return found
