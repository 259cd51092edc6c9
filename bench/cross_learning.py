"""What learning translations costs: a pair of languages learned from so many linked paragraphs, and how well.

The archive holds stories of ten paragraphs in two invented languages. A paragraph has three sentences of about eighteen
words, drawn from 30,000 by Zipf-Mandelbrot. In the second language each word is one of two (three times in four the
first), two in five of the 40 most frequent are left out and others put in, and words change places with their
neighbours. Figures: seconds of computing and of waiting, peak memory of all processes together, and how often a word's
best translation is one of its own, for words seen at least four times and for rarer ones.

The baseline is IBM model 1 with dictionaries (five rounds, forwards), which learns from `--plain` paragraphs: it takes
minutes for 10,000. The last row grows the archive by `--more` paragraphs and looks again, as an `add` does.

`python -m bench.cross_learning [--paragraphs N] [--plain N] [--more N] [--save]`
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from bench import measure

WORDS, SMALL = 30_000, 40
PARAGRAPHS, SENTENCES = 10, 3  # of a story, of a paragraph
FIRST, LEFT_OUT, PUT_IN, FAR = 0.75, 0.4, 0.2, 5.0
OFTEN = 4
ROUNDS = 5
LANGUAGES = ("en", "es")
FETCHED = "2025-01-01T00:00:00Z"

Sentence = tuple[str, ...]


def word(rank: int, ending: str) -> str:
    """Invent the word of a rank; no two are alike, and none of one language is spelled like one of the other."""
    letters = "bcdfghklmnprstvz" if ending in "xq" else "aeiouwyj"
    made = ""
    while rank or len(made) < 4:  # noqa: PLR2004  letters
        rank, digit = divmod(rank, len(letters))
        made += letters[digit]
    return made + ending


def stories(paragraphs: int, seed: int) -> Iterator[tuple[str, str]]:
    """Make stories in both languages, a line a paragraph."""
    rng = Random(seed)
    sums = list(accumulate(1 / (rank + 2.7) for rank in range(1, WORDS + 1)))
    for _ in range(paragraphs // PARAGRAPHS):
        pairs = [_paragraph(rng, sums) for _ in range(PARAGRAPHS)]
        yield "\n".join(one for one, _ in pairs), "\n".join(other for _, other in pairs)


def _paragraph(rng: Random, sums: Sequence[float]) -> tuple[str, str]:
    said, heard = [], []
    for _ in range(SENTENCES):
        ranks = rng.choices(range(WORDS), cum_weights=sums, k=rng.randint(12, 24))
        said.append(" ".join(word(rank, "x") for rank in ranks).capitalize() + ".")
        heard.append(" ".join(_translated(ranks, rng)).capitalize() + ".")
    return " ".join(said), " ".join(heard)


def _translated(ranks: Sequence[int], rng: Random) -> list[str]:
    placed: list[tuple[float, str]] = []
    for place, rank in enumerate(ranks):
        if rank >= SMALL or rng.random() >= LEFT_OUT:
            placed.append((place + FAR * rng.random(), word(rank, "o" if rng.random() < FIRST else "u")))
        if rng.random() < PUT_IN:
            placed.append((place, word(rng.randrange(SMALL), "o")))
    return [made for _, made in sorted(placed)]


def fill(archive: Any, told: Sequence[tuple[str, str]], first: int = 0) -> None:
    """Keep stories, each in both languages, and index them."""
    from tracuu import pipeline
    from tracuu.indexer import build
    from tracuu.records import Capture, Hints

    for number, story in enumerate(told, first):
        captures = [
            Capture(raw=text.encode(), media_type="text/plain", origin=f"{number}.{lang}", fetched_at=FETCHED,
                    hints=Hints(lang=lang, story=f"s{number}", id=f"{number}.{lang}"))
            for lang, text in zip(LANGUAGES, story, strict=True)
        ]  # fmt: skip
        ready = pipeline.understand(captures, archive.folder)
        archive.add([one.draft for one in ready if isinstance(one, pipeline.Ready)])
    build.update(archive)


def learned(archive: Any, workers: int) -> dict[str, Any]:
    """Learn what changed, as an `add` does, and say what that took."""
    from tracuu.indexer.lexicon.update import update

    start, spent, below = time.perf_counter(), time.process_time(), measure.children()
    with measure.watched() as memory:
        done = update(archive, workers)
    return {
        "tables": done.learned,
        "computing_s": round(time.process_time() - spent + measure.children() - below, 2),
        "waiting_s": round(time.perf_counter() - start, 2),
        "peak_mib": round(max(memory.all, measure.resident(os.getpid()))),
    }


def right(best: Mapping[str, tuple[int, str]], theirs: Callable[[str], set[str]]) -> dict[str, Any]:
    """Say how often the best translation of a word is one of its own: of words often seen, and of others."""
    told: dict[bool, list[bool]] = {True: [], False: []}
    for term, (seen, translation) in best.items():
        told[seen >= OFTEN].append(translation in theirs(term))
    return {name: round(sum(told[often]) / max(len(told[often]), 1), 3)
            for name, often in (("right_often_seen", True), ("right_seldom_seen", False))}  # fmt: skip


def _terms() -> dict[str, set[str]]:
    from tracuu.indexer.lexicon.words import terms_of

    def term(made: str, lang: str) -> str:
        return " ".join(terms_of(made, lang)[0])

    one, other = LANGUAGES
    return {term(word(rank, "x"), one): {term(word(rank, end), other) for end in "ou"} for rank in range(WORDS)}


def by_archive(archive: Any, own: Mapping[str, set[str]]) -> dict[str, Any]:
    """Judge the table that an archive holds."""
    known = archive.lexicon
    best = {}
    terms = list(own)
    for start in range(0, len(terms), 500):
        part = terms[start : start + 500]
        seen = known.counts(LANGUAGES[0], part)
        for term, found in known.lookup(*LANGUAGES, part).items():
            best[term] = (seen[term], found[0].term)
    return right(best, lambda term: own[term])


def by_dictionaries(pairs: Sequence[tuple[Sentence, Sentence]]) -> dict[str, tuple[int, str]]:
    """Learn as the baseline does: model 1, forwards, in dictionaries."""
    chance: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        for said, heard in pairs:
            for target in heard:
                whole = sum(chance[source, target] for source in said)
                for source in said:
                    counts[source, target] += chance[source, target] / whole
                    totals[source] += chance[source, target] / whole
        chance = defaultdict(float, {pair: count / totals[pair[0]] for pair, count in counts.items()})
    seen: dict[str, int] = defaultdict(int)
    for said, _ in pairs:
        for source in said:
            seen[source] += 1
    best: dict[str, tuple[float, str]] = {}
    for (source, target), p in chance.items():
        best[source] = max(best.get(source, (0.0, "")), (p, target))
    return {source: (seen[source], target) for source, (_, target) in best.items()}


def plainly(told: Sequence[tuple[str, str]], own: Mapping[str, set[str]]) -> dict[str, Any]:
    """Measure the baseline."""
    from tracuu.indexer.lexicon.words import terms_of

    lines = [(one, other) for story in told for one, other in zip(*(text.split("\n") for text in story), strict=True)]
    sentences = [pair for one, other in lines for pair in zip(one.split("."), other.split("."), strict=True) if pair[0]]
    pairs = [(tuple(terms_of(one, "en")[0]), tuple(terms_of(other, "es")[0])) for one, other in sentences]
    start, spent = time.perf_counter(), time.process_time()
    with measure.watched() as memory:
        best = by_dictionaries(pairs)
    waited = time.perf_counter() - start
    taken = {"computing_s": round(time.process_time() - spent, 2), "waiting_s": round(waited, 2)}
    return {
        "tables": 1,
        **taken,
        "peak_mib": round(max(memory.all, measure.resident(os.getpid()))),
        **right(best, lambda term: own[term]),
    }


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Measure learning, learning again when the archive has grown, and the baseline."""
    from tracuu.corpus.archive import Archive

    told = list(stories(options.paragraphs + options.more, options.seed))
    first = options.paragraphs // PARAGRAPHS
    own = _terms()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        Archive.create(Path(folder) / "archive") as archive,
    ):
        fill(archive, told[:first])
        whole = {"paragraphs": options.paragraphs, **learned(archive, options.workers), **by_archive(archive, own)}
        fill(archive, told[first:], first)
        again = {"paragraphs": options.more, **learned(archive, options.workers), **by_archive(archive, own)}
    plain = {"paragraphs": options.plain, **plainly(told[: options.plain // PARAGRAPHS], own)}
    return {"tracuu": whole, "and so many more": again, "model 1 by dictionaries": plain}


def show(results: dict[str, Any]) -> None:
    """Print a line for each."""
    heads = ("learning", "paragraphs", "tables", "computing s", "waiting s", "peak MiB", "right, often seen", "seldom")
    measure.table(heads, [(name, *figures.values()) for name, figures in results.items()])


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--paragraphs", type=int, default=10_000, help="linked paragraphs to learn from")
    parser.add_argument("--plain", type=int, default=1_000, help="paragraphs that the baseline learns from")
    parser.add_argument("--more", type=int, default=500, help="paragraphs that come later")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    results = measured(options)
    show(results)
    measure.save("cross_learning", results, options)


if __name__ == "__main__":
    main()
