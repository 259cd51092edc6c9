"""Learn the weights of `tracuu.linking.odds` from articles whose translations are known.

Archives of many kinds are drawn from the stories of one half and linked with the weights that there are; all pairs that
were compared are kept with what was measured of them. Logistic regression (ridge, features scaled to one spread) is
learned from these. Besides the tests of `bench.cross_linking`:

- sparse, rare: as hard, but each version is kept with probability .35 or .2, so that most stand alone;
- small, tiny: as hard, of twenty or five stories;
- lonely, lonely cut: one version of each story, so that nothing belongs together;
- brief: one to three sentences of each story;
- pieces: each one to three sentences long, of which none says what another says.

Some are linked by weak tables too, learned from FEW stories. Without tables a pair that is no translation counts WRONG
times as much as one that is: a false join costs more than a missed one. Printed are the weights learned from
everything, and for each half, with the weights of the other half, how each kind of archive would be joined.

`python -m bench.linking_fit --folder FOLDER`, which is as for bench.cross_search. A quarter of an hour of one core.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bench import measure
from bench.cross_linking import KEPT, TESTS, Article, Score, cut, figures, linked, score, tables
from bench.cross_search import Stories, read
from tracuu.corpus.partition import Partition
from tracuu.linking.decide import Node, Pair, decide
from tracuu.linking.odds import Compared, bounded, prior
from tracuu.linking.prior import shares

RIDGE = 1.0
ROUNDS = 60
WRONG = {True: 1.0, False: 2.0}
"""What a pair that is no translation counts, with tables and without."""
FEW = 8


class Drawn(NamedTuple):
    """A linked archive: its kind, half, stories; versions, near-copies; pairs, what was measured, features (rows)."""

    kind: str
    fold: int
    labels: Sequence[str]
    nodes: Sequence[Node]
    copies: frozenset[Pair]
    pairs: Sequence[Pair]
    measured: Sequence[Compared]
    values: Any

    def right(self) -> list[bool]:
        """Tell which pairs are translations."""
        return [self.labels[one - 1] == self.labels[other - 1] for one, other in self.pairs]


def some(stories: Stories, rng: Random, number: int) -> Stories:
    """Draw so many stories."""
    return {name: stories[name] for name in sorted(rng.sample(sorted(stories), min(number, len(stories))))}


def lonely(stories: Stories, rng: Random) -> Stories:
    """Keep one version of each story."""
    chosen = [(name, rng.choice(sorted(story))) for name, story in sorted(stories.items())]
    return {name: {lang: stories[name][lang]} for name, lang in chosen}


def brief(stories: Stories, rng: Random) -> Iterator[Article]:
    """Give one to three sentences of each story in some languages."""
    for name, story in sorted(stories.items()):
        size = rng.randint(1, 3)
        start = rng.randint(0, max(0, min(map(len, story.values())) - size))
        for lang, sentences in sorted(story.items()):
            if rng.random() <= KEPT and (told := sentences[start : start + size]):
                yield name, lang, told


def pieces(stories: Stories, rng: Random) -> Iterator[Article]:
    """Cut each story into pieces, each in one language."""
    cuts: list[Article] = []
    for name, story in sorted(stories.items()):
        start = 0
        while start < min(map(len, story.values())):
            size, lang = rng.randint(1, 3), rng.choice(sorted(story))
            cuts.append((f"{name} {start}", lang, story[lang][start : start + size]))
            start += size
    yield from rng.sample(cuts, min(len(cuts), 130))


DRAWS: Mapping[str, tuple[int, int, Callable[[Stories, Random], Iterator[Article]]]] = {
    "easy": (1, 0, TESTS["easy"]),
    "half": (1, 1, TESTS["half"]),
    "hard": (4, 1, TESTS["hard"]),
    "sparse": (2, 0, lambda stories, rng: cut(stories, rng, kept=0.35)),
    "rare": (2, 0, lambda stories, rng: cut(stories, rng, kept=0.2)),
    "small": (2, 0, lambda stories, rng: cut(some(stories, rng, 20), rng)),
    "tiny": (6, 3, lambda stories, rng: cut(some(stories, rng, 5), rng, kept=0.8)),
    "lonely": (4, 0, lambda stories, rng: TESTS["easy"](lonely(stories, rng), rng)),
    "lonely cut": (4, 1, lambda stories, rng: cut(lonely(stories, rng), rng, kept=1.0, others=stories)),
    "brief": (2, 0, brief),
    "pieces": (2, 0, pieces),
}
"""How often each kind of archive is drawn, how often it is linked by weak tables too, and how it is drawn."""


def drawn(folder: Path, kind: str, fold: int, labels: Sequence[str]) -> Drawn:
    """Give what was measured in a linked archive; `labels` are the stories of its versions."""
    import numpy as np

    from tracuu.corpus.archive import Archive
    from tracuu.linking.decide import rivals
    from tracuu.linking.judge import everything
    from tracuu.linking.odds import features

    with Archive.open(folder) as archive:
        region = everything(archive.stories, list(archive.numbers()))
    beside = rivals({**region.outside, **region.nodes}, region.pairs, region.copies)
    pairs = sorted(region.pairs)
    values = np.array([features(region.pairs[pair], beside[pair]) for pair in pairs])
    measured = [region.pairs[pair] for pair in pairs]
    return Drawn(kind, fold, labels, list(region.nodes.values()), region.copies, pairs, measured, values)


def fitted(archives: Sequence[Drawn], wrong: float) -> Any:
    """Learn weights by Newton's method; a pair that is no translation counts `wrong` times."""
    import numpy as np

    values = np.concatenate([one.values for one in archives if len(one.pairs)])
    right = np.concatenate([np.array(one.right(), float) for one in archives if len(one.pairs)])
    spread = values.std(0)
    spread[spread == 0] = 1
    weight = np.where(right > 0, 1.0, wrong)
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


def corrected(archive: Drawn, told: Sequence[float]) -> dict[Pair, float]:
    """Correct the told log-odds of its pairs by how many versions of an archive have a translation at all."""
    odds = {pair: bounded(one, value) for pair, one, value in zip(archive.pairs, archive.measured, told, strict=True)}
    langs = {node.number: node.lang for node in archive.nodes}
    found = shares(langs, langs, odds)
    return {(one, other): value + prior(found, langs[one], langs[other]) for (one, other), value in odds.items()}


def joined(archive: Drawn, weights: Any) -> Score:
    """Join an archive by some weights, and compare that with what belongs together."""
    odds = corrected(archive, (archive.values @ weights).tolist() if archive.pairs else [])
    stories = Partition()
    for node in archive.nodes:
        stories.find(node.number)
    for tie in decide(archive.nodes, odds, archive.copies):
        stories.union(tie.one, tie.other)
    return score(archive.labels, [stories.find(number) for number in range(1, len(archive.labels) + 1)])


def collected(folder: Path, seed: int, place: Path) -> dict[bool, list[Drawn]]:
    """Draw and link archives of both halves, with tables (True) and without."""
    stories, halves = read(folder)
    found: dict[bool, list[Drawn]] = {True: [], False: []}
    for fold in sorted(set(halves.values())):
        test = {name: story for name, story in stories.items() if halves[name] == fold}
        rest = {name: stories[name] for name in stories if name not in test}
        strong = tables(rest, place / f"{fold}")
        weak = tables(some(rest, Random(seed + fold), FEW), place / f"{fold} weak")
        for kind, (times, weakly, draw) in DRAWS.items():
            for number in range(times):
                articles = list(draw(test, Random(f"{seed} {number} {fold}")))
                for learned in [strong, None, *[weak] * (number < weakly)]:
                    with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as archive:
                        linked(articles, Path(archive) / "a", learned)
                        labels = [article[0] for article in articles]
                        name = f"{kind}, weak tables" if learned == weak else kind
                        found[learned is not None].append(drawn(Path(archive) / "a", name, fold, labels))
    return found


def told(archives: Sequence[Drawn], wrong: float) -> Iterator[tuple[Any, ...]]:
    """Give, by kind of archive, what is joined by weights that were learned from the other half."""
    weights = {
        fold: fitted([one for one in archives if one.fold != fold], wrong) for fold in {one.fold for one in archives}
    }
    for kind in dict.fromkeys(one.kind for one in archives):
        found = figures([joined(one, weights[one.fold]) for one in archives if one.kind == kind])
        shares = (f"{found[name]:.4f}" for name in ("precision", "recall", "f1"))
        yield kind, *shares, found["alone"], found["alone_joined"]


def main() -> None:
    """Learn and print."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--folder", required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        found = collected(Path(options.folder), options.seed, Path(place))
    for with_tables, archives in found.items():
        print("with tables" if with_tables else "without tables")
        print([round(float(one), 2) for one in fitted(archives, WRONG[with_tables])])
        heads = ("by the other half", "precision", "recall", "F1", "alone", "of these joined")
        measure.table(heads, list(told(archives, WRONG[with_tables])))


if __name__ == "__main__":
    main()
