"""tantivy, the default engine: one index in one folder, written by one process and read by any number.

An index is `schema.json` (what its fields are, and the version of the tokens in them) beside tantivy's own files.
Analysis is not tantivy's: text fields are split at white space and keywords are kept whole. How trees become tantivy
queries is in `tantivy_query.py`, how pages, totals and counts are read in `tantivy_reader.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import tantivy

from tracuu import paths
from tracuu.errors import IndexDamaged, IndexMissing, NotWritable
from tracuu.indexer.engines import base
from tracuu.indexer.engines.tantivy_faults import META, faults
from tracuu.indexer.engines.tantivy_reader import TantivyReader

if TYPE_CHECKING:
    from pathlib import Path

    from tracuu.indexer.engines.tantivy_writer import TantivyWriter

_SCHEMA_FILE = "schema.json"
_HEAP = 96 * 1024 * 1024
"""Bytes of postings that are gathered before a segment is written. Measured in docs/engines.md."""
_THREADS = 1
"""More threads make more, smaller segments, and leave the analysis of the next articles no core."""


class TantivyEngine:
    """The engine interface over tantivy-py."""

    name = "tantivy"

    def create(self, folder: Path, schema: base.Schema) -> None:
        """Make an empty index in `folder`, which is empty or absent. Raises NotWritable, DiskFull."""
        from tracuu.indexer.engines.tantivy_writer import native

        with faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise NotWritable("index.not_empty", path=folder)
            tantivy.Index(native(schema), path=str(folder))
            # Last, so that an index which has this file is whole.
            (folder / _SCHEMA_FILE).write_text(_spelled(schema), encoding="utf-8")

    def reader(self, folder: paths.AnyPath, schema: base.Schema) -> TantivyReader:
        """Open the index for reading as of its last commit. Raises IndexMissing, IndexDamaged."""
        try:
            index = _opened(folder, schema)
        except NotWritable:
            index = _opened_elsewhere(folder, schema)
        with faults(folder):
            return TantivyReader(index.searcher(), index.schema, schema, folder)

    def spoilt(self, folder: Path, progress: Callable[[int, int], None]) -> list[str]:
        """Name the files that are not what was written, by tantivy's own checksums. Raises IndexDamaged."""
        from tracuu.indexer.engines.tantivy_files import spoilt

        with faults(folder):
            return spoilt(folder, progress)

    def writer(self, folder: Path, schema: base.Schema) -> TantivyWriter:
        """Open the index for writing. Raises IndexMissing, IndexDamaged, Busy."""
        from tracuu.indexer.engines.tantivy_writer import TantivyWriter

        index = _opened(folder, schema)
        with faults(folder):
            return TantivyWriter(index.writer(heap_size=_HEAP, num_threads=_THREADS), schema, folder)


ENGINE = TantivyEngine()


def _spelled(schema: base.Schema) -> str:
    return json.dumps(schema._asdict(), ensure_ascii=False, indent=1)


def _opened(folder: paths.AnyPath, schema: base.Schema) -> tantivy.Index:
    stated = paths.inside(folder, _SCHEMA_FILE)
    if not paths.is_there(paths.inside(folder, META)) and not paths.is_there(stated):
        raise IndexMissing("index.missing", path=folder)
    try:
        written = paths.text(stated)
    except (OSError, ValueError) as error:
        raise IndexDamaged("index.damaged", path=folder, detail=error) from error
    if written != _spelled(schema):
        raise IndexDamaged("index.other_schema", path=folder)
    with faults(folder):
        return tantivy.Index.open(str(folder))


def _opened_elsewhere(folder: paths.AnyPath, schema: base.Schema) -> tantivy.Index:
    """Open an index whose folder cannot be written: tantivy locks even to read, so it is shown links to the files.

    Open files outlive their names, so the folder of links is taken away at once (on Windows, where it cannot be, the
    system's temporary folder keeps it).
    """
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="tracuu-", ignore_cleanup_errors=True) as links:
        for file in Path(folder).iterdir():
            if not file.name.endswith(".lock"):
                _link(file.absolute(), Path(links) / file.name)
        index = _opened(links, schema)
        index.reload()
        return index


def _link(file: Path, place: Path) -> None:
    try:
        place.symlink_to(file)
    except OSError:  # Windows asks for a right to link: then the file is copied
        import shutil

        shutil.copyfile(file, place)
