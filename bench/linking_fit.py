"""Learn the weights of `tracuu.linking.odds` from articles whose translations are known.

The tests of `bench.cross_linking` are linked with the weights that there are, and all pairs that were compared are kept
with what was measured of them. Logistic regression (ridge, features scaled to one spread) is learned from these, each
pair beside its rivals and, at a fifth of the weight, as if it had none. Printed are the weights learned from
everything, and for each half how many pairs are told rightly by the weights of the other half.

`python -m bench.linking_fit --folder FOLDER`, which is as for bench.cross_search. Takes about ten minutes of one core.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from bench import measure
from bench.cross_linking import TESTS, linked, tables
from bench.cross_search import read

ALONE = 0.2  # weight of a pair as if it had no rivals
RIDGE = 1.0
ROUNDS = 60

Row = tuple[tuple[float, ...], bool, float]
"""Features, whether it is a translation, weight."""


def rows(folder: Path, labels: Sequence[str], *, with_tables: bool) -> Iterator[Row]:
    """Give what was measured of the pairs of a linked archive; `labels` are the stories of its versions."""
    from tracuu.corpus.archive import Archive
    from tracuu.linking.decide import rivals
    from tracuu.linking.judge import everything
    from tracuu.linking.odds import features

    with Archive.open(folder) as archive:
        region = everything(archive.stories, list(archive.numbers()))
    beside = rivals({**region.outside, **region.nodes}, region.pairs, region.copies)
    for (one, other), pair in region.pairs.items():
        if pair.tables == with_tables:
            right = labels[one - 1] == labels[other - 1]
            yield features(pair, *beside[one, other]), right, 1.0
            yield features(pair, 0.0, 0.0), right, ALONE


def fitted(given: Sequence[Row]) -> Any:
    """Learn weights by Newton's method."""
    import numpy as np

    values = np.array([row[0] for row in given])
    right = np.array([row[1] for row in given], float)
    weight = np.array([row[2] for row in given])
    spread = values.std(0)
    spread[spread == 0] = 1
    values = values / spread
    ridge = np.eye(values.shape[1]) * RIDGE
    ridge[0, 0] = 0.001  # the first is constant
    found = np.zeros(values.shape[1])
    for _ in range(ROUNDS):
        told = 1 / (1 + np.exp(-np.clip(values @ found, -30, 30)))
        slope = values.T @ (weight * (right - told)) - ridge @ found
        bend = (values * (weight * told * (1 - told))[:, None]).T @ values + ridge
        found = found + np.linalg.solve(bend, slope)
    return found / spread


def collected(folder: Path, seed: int, place: Path) -> dict[tuple[bool, int], list[Row]]:
    """Link every test on both halves, with and without tables; (with tables, half) -> rows."""
    stories, halves = read(folder)
    found: dict[tuple[bool, int], list[Row]] = {}
    for fold in sorted(set(halves.values())):
        test = {name: story for name, story in stories.items() if halves[name] == fold}
        learned = tables({name: stories[name] for name in stories if name not in test}, place / f"{fold}")
        for with_tables in (True, False):
            for name, make in TESTS.items():
                articles = list(make(test, Random(f"{seed} 0 {fold}")))
                archive = place / f"{fold}-{name}-{with_tables}"
                linked(articles, archive, learned if with_tables else None)
                labels = [article[0] for article in articles]
                found.setdefault((with_tables, fold), []).extend(rows(archive, labels, with_tables=with_tables))
    return found


def main() -> None:
    """Learn and print."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--folder", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        found = collected(Path(options.folder), options.seed, Path(place))
    folds = sorted({fold for _, fold in found})
    for with_tables in (True, False):
        every = [row for fold in folds for row in found[with_tables, fold]]
        print("with tables" if with_tables else "without", [round(float(one), 2) for one in fitted(every)])
        for fold in folds:
            weights = fitted([row for other in folds if other != fold for row in found[with_tables, other]])
            told = [(float(weights @ row[0]) >= 0) == row[1] for row in found[with_tables, fold]]
            print(f"half {fold}: {sum(told) / len(told):.4f} of {len(told)} pairs")


if __name__ == "__main__":
    main()
