"""Bytes on the disk for a version of 4,000 characters: archive, index, and raw bytes apart.

Raw bytes of plain text are the text and are kept once; raw pages are kept beside it and reported by themselves.
`python -m bench.size [--versions N] [--save]`; builds the archive first when it is not there.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bench import add, measure


def weight(folder: Path) -> int:
    """Give the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Weigh the archive; name -> bytes in all and for each version."""
    import tracuu

    folder = add.built(options)
    with tracuu.open(folder / add.ARCHIVE, write=False) as archive:
        versions, sizes = archive.archive.totals().versions, archive.archive.sizes()
    index = weight(folder / add.ARCHIVE / "index")
    parts = {
        "text as given (UTF-8, from the rows)": weight_of_texts(folder / add.ROWS),
        "archive: packed texts": sizes.texts,
        "archive: facts, keys, SQLite's own": sizes.file - sizes.texts - sizes.raw,
        "index": index,
        "archive and index without raw": sizes.file - sizes.raw + index,
        "raw bytes beside the text": sizes.raw,
        "FTS5 (text kept, no facts)": (folder / add.FTS).stat().st_size,
    }
    return {name: {"bytes": size, "per_version": round(size / versions)} for name, size in parts.items()}


def weight_of_texts(rows: Path) -> int:
    """Give the bytes of all titles and texts."""
    return sum(len(row[0].encode()) + len(row[1].encode()) for batch in add.batches(rows) for row in batch)


def show(results: dict[str, Any]) -> None:
    """Print one line for each part."""
    heads = ("part", "bytes", "bytes per version")
    measure.table(heads, [(name, *figures.values()) for name, figures in results.items()])


def main() -> None:
    """Measure, print, save."""
    options = measure.arguments(__doc__).parse_args()
    results = measured(options)
    show(results)
    measure.save("size", results, options)


if __name__ == "__main__":
    main()
