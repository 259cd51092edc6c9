"""What vectors say of versions that were compared, where the archive has any (the extra `dense`).

They are looked at where they are there, and asked of nobody. When they become others, or go, all pairs are compared by
what there is then, and judged again where that says something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracuu.corpus.archive import Archive
from tracuu.corpus.matching import Matched, Stories

AT_ONCE = 5_000
"""Pairs whose vectors are compared, and kept, together."""


def state(archive: Archive) -> str | None:
    """Give words that change whenever the archive's vectors do; None where it has none."""
    from tracuu.dense import vectors

    if not vectors.there(archive.folder):
        return None
    with vectors.opened(archive.folder) as connection:
        return vectors.state(connection)


def weighed(archive: Archive, pairs: Sequence[Matched]) -> list[Matched]:
    """Give pairs with what vectors say of them: nothing where one of the two has none."""
    from tracuu.dense.alike import all_alike

    found = all_alike(archive, [(pair.one, pair.other) for pair in pairs])
    return [pair._replace(alike=alike) for pair, alike in zip(pairs, found, strict=True)]


def look_again(archive: Archive) -> None:
    """Compare all pairs by the vectors there are now, if these are others; what changes is to be judged again."""
    now, stories = state(archive), archive.stories
    if now == stories.vectors():
        return
    for pairs in _all_pairs(stories):
        stories.weigh([new for old, new in zip(pairs, weighed(archive, pairs), strict=True) if new != old])
    stories.keep_vectors(now)


def _all_pairs(stories: Stories) -> Iterator[list[Matched]]:
    last = (0, 0)
    while pairs := stories.pairs_after(last, AT_ONCE):
        yield pairs
        last = pairs[-1].one, pairs[-1].other
