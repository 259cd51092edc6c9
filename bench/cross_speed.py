"""What searching across languages costs: p50 and p95 of the same queries with and without translation, at a size.

The archive is that of bench.add, copied; its tables are made, not learned: in the synthetic languages words of one rank
say the same (bench/synthetic.py), and each has nine other translations besides, of falling probability, in every other
language. So every word of a query is looked for in all languages of the archive, ten words in each. The queries are
those of `bench.search` that hold plain words.

`python -m bench.cross_speed [--versions N] [--save]`; builds the archive first when it is not there.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path
from typing import Any

from bench import add, measure
from bench.search import ROUNDS, Asked, queries
from bench.synthetic import languages

CROSSED = "archive-crossed"
WORDS = 12_000  # ranks that have translations
OTHERS = 9  # translations of a word besides the right one
RIGHT, LEFT_OVER = 0.6, 0.12


def crossed(folder: Path) -> Path:
    """Copy the archive and give it translation tables, once."""
    import tracuu

    made = folder / CROSSED
    if not made.exists():
        shutil.copytree(folder / add.ARCHIVE, made)
        with tracuu.open(made) as session:
            fill(session.archive)
    return made


def fill(archive: Any) -> None:
    """Write the tables of all pairs of languages that the archive holds."""
    from tracuu.corpus.lexicon import Learned, Table, language
    from tracuu.indexer.lexicon.words import terms_of

    held = [lang for lang in languages() if lang in archive.totals().languages]
    terms = {lang: [" ".join(terms_of(word, lang)[0]) for word in languages()[lang].content[:WORDS]] for lang in held}
    for source in held:
        for target in held:
            if language(source) == language(target):
                continue
            words = {}
            for rank, term in enumerate(terms[source]):
                others = [terms[target][(rank * 7 + 31 * turn) % WORDS] for turn in range(1, OTHERS + 1)]
                said = [(terms[target][rank], RIGHT), *((one, LEFT_OVER / turn) for turn, one in enumerate(others, 1))]
                words[term] = Learned(20, tuple(dict(reversed(said)).items())[::-1])
            table = Table(language(source), language(target), 1, 1000, 1000, 10_000, len(words))
            archive.lexicon.keep(table, words)


def timed(session: Any, asked: list[Asked], **options: Any) -> dict[str, Any]:
    """Ask everything in turn, ROUNDS times after a first that warms; times and stories found."""
    found = 0
    for one in asked:
        answer = session.search(one.words, limit=10, **one.options, **options)
        found += answer.total + (answer.across.total if answer.across else 0)
    spans = []
    for _ in range(ROUNDS):
        for one in asked:
            start = time.perf_counter()
            session.search(one.words, limit=10, **one.options, **options)
            spans.append(1000 * (time.perf_counter() - start))
    told = {f"p{part}_ms": round(measure.percentile(spans, part / 100), 2) for part in (50, 95)}
    return {"queries": len(asked), "stories": found, **told}


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Ask with and without translation."""
    import tracuu

    folder = crossed(add.built(options))
    plain = [one for one in queries() if one.kind in {"rare word", "middle word", "two words", "four words"}]
    with tracuu.open(folder, write=False) as session:
        return {
            "as typed": timed(session, plain, translate=False),
            "translated": timed(session, plain, translate=True),
        }


def show(results: dict[str, Any]) -> None:
    """Print both, and how many times as long the second takes."""
    measure.table(
        ("search", "queries", "stories", "p50 ms", "p95 ms"), [(of, *of_.values()) for of, of_ in results.items()]
    )
    print(f"p50: {results['translated']['p50_ms'] / results['as typed']['p50_ms']:.2f} times")


def main() -> None:
    """Measure, print, save."""
    options = measure.arguments(__doc__).parse_args()
    results = measured(options)
    show(results)
    measure.save("cross_speed", results, options)


if __name__ == "__main__":
    main()
