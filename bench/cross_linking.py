"""Linking without hints: are translations found, and only they?

Stories come with a version in each of several languages. In two turns translation tables are learned from one half of
the stories; of the other half, the test, all versions are added without a hint or date, and what linking joins is
compared with what belongs together. `--dense ENCODER` makes vectors of all versions first (docs/dense.md).

- easy: whole versions;
- hard: each version is kept with probability .6, cut to a random span of 40 to 100 %, 15 % of its sentences are left
  out, and one sentence of another story is put in;
- half: each story is split into two articles on the same event, which must not be joined.

What is told is over pairs of versions: precision, recall, F1; and of versions that stand alone how many were joined to
something. *Without tables* numbers and names alone tell. `--rounds` draws the hard test several times.

`python -m bench.cross_linking [--folder FOLDER] [--rounds N] [--only TEST] [--dense ENCODER]`: FOLDER is as for
bench.cross_search; without one, the sample corpus is used. `--speed [--versions N | --beside N]` measures what linking
costs instead (bench/linking_speed.py).
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from bench import measure
from bench.cross_search import Stories, captures, read, sample

if TYPE_CHECKING:
    from tracuu.dense.encoding import Encoder

KEPT, SPAN, LEFT_OUT = 0.6, (0.4, 1.0), 0.15

Article = tuple[str, str, Sequence[str]]
"""What it belongs to, its language, its sentences."""


class Score(NamedTuple):
    """Pairs that are right, joined, and joined rightly; versions that stand alone, and how many of them were joined."""

    right: int
    joined: int
    both: int
    alone: int
    wrong: int


def easy(stories: Stories, _rng: Random) -> Iterator[Article]:
    """Give all versions whole."""
    for name, story in sorted(stories.items()):
        for lang, sentences in sorted(story.items()):
            yield name, lang, sentences


def half(stories: Stories, _rng: Random) -> Iterator[Article]:
    """Give the first and the second half of each version as articles of their own."""
    for name, lang, sentences in easy(stories, _rng):
        if middle := len(sentences) // 2:
            yield f"{name} 1", lang, sentences[:middle]
            yield f"{name} 2", lang, sentences[middle:]


def hard(stories: Stories, rng: Random) -> Iterator[Article]:
    """Give some versions, cut, with gaps and with a sentence of another story."""
    return cut(stories, rng)


def cut(
    stories: Stories, rng: Random, kept: float = KEPT, span: tuple[float, float] = SPAN, left_out: float = LEFT_OUT,
    others: Stories | None = None,
) -> Iterator[Article]:  # fmt: skip
    """Give the hard test with other figures; what is put in comes from `others`, by default from the same stories."""
    others = others or stories
    for name, lang, sentences in easy(stories, rng):
        if rng.random() > kept:
            continue
        size = max(1, round(len(sentences) * rng.uniform(*span)))
        start = rng.randint(0, len(sentences) - size)
        part = sentences[start : start + size]
        told = [sentence for sentence in part if rng.random() > left_out] or [part[0]]
        foreign = [other for other in sorted(others) if other != name and others[other].get(lang)]
        if foreign:
            told.insert(rng.randint(0, len(told)), rng.choice(others[rng.choice(foreign)][lang]))
        yield name, lang, told


TESTS = {"easy": easy, "hard": hard, "half": half}


def score(belongs: Sequence[Hashable], joined: Sequence[Hashable]) -> Score:
    """Compare what belongs together with what was joined."""
    right, found = _pairs(belongs), _pairs(joined)
    stories, groups = Counter(belongs), Counter(joined)
    alone = [place for place, story in enumerate(belongs) if stories[story] == 1]
    wrong = sum(groups[joined[place]] > 1 for place in alone)
    return Score(len(right), len(found), len(right & found), len(alone), wrong)


def _pairs(labels: Sequence[Hashable]) -> set[tuple[int, int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label].append(place)
    return {pair for places in groups.values() for pair in combinations(places, 2)}


def figures(scores: Sequence[Score]) -> dict[str, float]:
    """Sum scores up: precision, recall and F1 over all pairs."""
    right, joined, both, alone, wrong = (sum(column) for column in zip(*scores, strict=True))
    return {
        "precision": both / joined if joined else 1.0,
        "recall": both / right if right else 1.0,
        "f1": 2 * both / (right + joined) if right + joined else 1.0,
        "alone": alone,
        "alone_joined": wrong,
    }


def tables(stories: Stories, folder: Path) -> Path:
    """Learn translation tables from linked stories; give the archive that holds them."""
    import tracuu
    from tracuu.indexer.lexicon import update

    with tracuu.open(folder, create=True) as session:
        session.add(captures(stories, stories))
        update.update(session.archive, workers=1)
    return folder / "archive.sqlite"


def linked(
    articles: Sequence[Article], folder: Path, learned: Path | None, encoder: Encoder | None = None
) -> list[str]:
    """Add articles without a hint, link them, by vectors too where there is an encoder; give the story of each."""
    from tracuu import pipeline
    from tracuu.corpus import sites
    from tracuu.corpus.archive import Archive
    from tracuu.dense.learn import learn
    from tracuu.linking.match import match
    from tracuu.records import Capture, Hints

    with Archive.create(folder) as archive:
        if learned:
            _copy_tables(learned, folder / "archive.sqlite")
        known = sites.load()
        drafts = [
            pipeline.draft(
                Capture(raw="\n".join(told).encode(), media_type="text/plain", origin=f"{number}.txt",
                        hints=Hints(lang=lang, title=told[0]), fetched_at="2025-01-01T00:00:00Z"), known)
            for number, (_, lang, told) in enumerate(articles)
        ]  # fmt: skip
        kept = archive.add(drafts)
        if encoder:
            learn(archive, encoder)
        match(archive)
        return [version.story for version in archive.versions([one.number for one in kept])]


def _copy_tables(source: Path, target: Path) -> None:
    with sqlite3.connect(target) as connection:
        connection.execute("ATTACH ? AS learned", (str(source),))
        for table in ("lexicon_learned", "lexicon_state", "lexicon_words", "lexicon_spelled"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM learned.{table}")  # noqa: S608  names of ours
    connection.close()


def remembering(encoder: Encoder) -> Encoder:
    """Encode each text once: tests hold the same sentences again and again."""
    import numpy as np

    known: dict[str, Any] = {}

    def passages(texts: Sequence[str]) -> Any:
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(new, encoder.passages(new), strict=True))
        return np.array([known[text] for text in texts])

    return encoder._replace(passages=passages)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Run every test with and without tables on both halves; test -> figures."""
    folder = getattr(options, "folder", None)
    stories, halves = read(Path(folder)) if folder else sample()
    encoder = _encoder(getattr(options, "dense", None))
    found: dict[str, list[Score]] = defaultdict(list)
    taken: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for fold in sorted(set(halves.values())):
            test = {name: story for name, story in stories.items() if halves[name] == fold}
            learned = tables({name: stories[name] for name in stories if name not in test}, Path(place) / f"{fold}")
            for name, number, with_tables in _runs(getattr(options, "rounds", 1), getattr(options, "only", None)):
                told = name if with_tables else f"{name}, without tables"
                articles = list(TESTS[name](test, Random(f"{options.seed} {number} {fold}")))
                begun = time.process_time()
                archive = Path(place) / f"{fold}-{number}-{told}"
                joined = linked(articles, archive, learned if with_tables else None, encoder)
                taken[told] += time.process_time() - begun
                found[told].append(score([article[0] for article in articles], joined))
    return {name: figures(scores) | {"seconds": round(taken[name], 1)} for name, scores in found.items()}


def _encoder(chosen: str | None) -> Encoder | None:
    from tracuu.dense import encoders

    return remembering(encoders.load(chosen)) if chosen else None


def _runs(rounds: int, only: str | None) -> Iterator[tuple[str, int, bool]]:
    for with_tables in (True, False):
        for name in [only] if only else TESTS:
            for number in range(rounds if name == "hard" else 1):
                yield name, number, with_tables


def show(results: Mapping[str, Any]) -> None:
    """Print a line for each test."""
    heads = ("linking", "precision", "recall", "F1", "alone", "of these joined", "seconds")
    rows = [
        (name, f"{one['precision']:.4f}", f"{one['recall']:.4f}", f"{one['f1']:.4f}", one["alone"],
         one["alone_joined"], one["seconds"])
        for name, one in results.items()
    ]  # fmt: skip
    measure.table(heads, rows)


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--folder")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", choices=sorted(TESTS))
    parser.add_argument("--dense", metavar="ENCODER")
    parser.add_argument("--speed", action="store_true", help="measure what it costs instead (bench/linking_speed.py)")
    parser.add_argument("--beside", type=int, help="with --speed: link a day beside so many versions")
    options = parser.parse_args()
    if options.speed:
        from bench import linking_speed

        results = linking_speed.measured(options)
        print(results)
        measure.save("linking_speed", results, options)
        return
    results = measured(options)
    show(results)
    measure.save("cross_linking", results, options)


if __name__ == "__main__":
    main()
