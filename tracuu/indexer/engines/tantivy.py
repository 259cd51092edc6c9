"""tantivy, the default engine: one index in one folder, written by one process and read by any number.

An index is `schema.json` (what its fields are, and the version of the tokens in them) beside tantivy's own files.
Analysis is not tantivy's: text fields are split at white space and keywords are kept whole. How trees become tantivy
queries is in `tantivy_query.py`, how pages, totals and counts are read in `tantivy_reader.py`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Self

import tantivy

from tracuu.errors import IndexDamaged, IndexMissing, NotWritable
from tracuu.indexer.engines import base
from tracuu.indexer.engines.tantivy_faults import faults
from tracuu.indexer.engines.tantivy_files import META, spoilt
from tracuu.indexer.engines.tantivy_query import EVERY, KEY, STORY
from tracuu.indexer.engines.tantivy_reader import TantivyReader
from tracuu.indexer.simplify import indexable

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
        with faults(folder):
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise NotWritable("index.not_empty", path=folder)
            tantivy.Index(_native(schema), path=str(folder))
            # Last, so that an index which has this file is whole.
            (folder / _SCHEMA_FILE).write_text(_spelled(schema), encoding="utf-8")

    def reader(self, folder: Path, schema: base.Schema) -> TantivyReader:
        """Open the index for reading as of its last commit. Raises IndexMissing, IndexDamaged."""
        try:
            index = _opened(folder, schema)
        except NotWritable:
            index = _opened_elsewhere(folder, schema)
        with faults(folder):
            return TantivyReader(index.searcher(), index.schema, schema, folder)

    def spoilt(self, folder: Path, progress: Callable[[int, int], None]) -> list[str]:
        """Name the files that are not what was written, by tantivy's own checksums. Raises IndexDamaged."""
        with faults(folder):
            return spoilt(folder, progress)

    def writer(self, folder: Path, schema: base.Schema) -> TantivyWriter:
        """Open the index for writing. Raises IndexMissing, IndexDamaged, Busy."""
        index = _opened(folder, schema)
        with faults(folder):
            return TantivyWriter(index.writer(heap_size=_HEAP, num_threads=_THREADS), schema, folder)


class TantivyWriter:
    """The one writer of an index. tantivy's own lock keeps a second out and falls with its process."""

    def __init__(self, writer: tantivy.IndexWriter, schema: base.Schema, folder: Path) -> None:
        self._writer = writer
        self._schema = schema
        self._folder = folder
        self._open = True

    def add(self, document: base.Document) -> None:
        """Add a document; its key must not be there (delete it first). Fields that are not indexed are left out."""
        with faults(self._folder):
            self._writer.add_document(_document(document, self._schema))

    def delete(self, key: int) -> None:
        """Take away the document with this key, if there is one (of those added before)."""
        with faults(self._folder):
            self._writer.delete_documents_by_term(KEY, key)

    def commit(self) -> None:
        """Make everything since the last commit visible and durable."""
        with faults(self._folder):
            self._writer.commit()
            sync_folder(self._folder)  # tantivy syncs its files, but not the rename that makes them count

    def close(self) -> None:
        """Commit nothing more, finish merges and let go of the folder."""
        if self._open:
            self._open = False
            with faults(self._folder):
                self._writer.wait_merging_threads()

    def __enter__(self) -> Self:
        """Use the writer in a with block, which closes it."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Close the writer; what was not committed is gone."""
        self.close()


ENGINE = TantivyEngine()


def _native(schema: base.Schema) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in schema.positioned:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in schema.counted:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in schema.keywords:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in schema.numbers:
        builder.add_integer_field(name, indexed=True, fast=True)
    # Signed: tantivy-py looks for a signed term when it is told to delete by an int, and finds no unsigned one.
    builder.add_integer_field(KEY, indexed=True, fast=True)
    builder.add_unsigned_field(STORY, fast=True)
    builder.add_text_field(EVERY, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _spelled(schema: base.Schema) -> str:
    return json.dumps(schema._asdict(), ensure_ascii=False, indent=1)


def _opened(folder: Path, schema: base.Schema) -> tantivy.Index:
    if not (folder / META).exists() and not (folder / _SCHEMA_FILE).exists():
        raise IndexMissing("index.missing", path=folder)
    try:
        written = (folder / _SCHEMA_FILE).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise IndexDamaged("index.damaged", path=folder, detail=error) from error
    if written != _spelled(schema):
        raise IndexDamaged("index.other_schema", path=folder)
    with faults(folder):
        return tantivy.Index.open(str(folder))


def _opened_elsewhere(folder: Path, schema: base.Schema) -> tantivy.Index:
    """Open an index whose folder cannot be written: tantivy locks even to read, so it is shown links to the files.

    Open files outlive their names, so the folder of links is taken away at once (on Windows, where it cannot be, the
    system's temporary folder keeps it).
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="tracuu-", ignore_cleanup_errors=True) as links:
        for file in folder.iterdir():
            if not file.name.endswith(".lock"):
                _link(file.absolute(), Path(links) / file.name)
        index = _opened(Path(links), schema)
        index.reload()
        return index


def _link(file: Path, place: Path) -> None:
    try:
        place.symlink_to(file)
    except OSError:  # Windows asks for a right to link: then the file is copied
        import shutil

        shutil.copyfile(file, place)


def _document(document: base.Document, schema: base.Schema) -> tantivy.Document:
    made = tantivy.Document()
    made.add_integer(KEY, document.key)
    made.add_unsigned(STORY, document.story)
    made.add_text(EVERY, EVERY)
    for name in schema.positioned + schema.counted:
        if text := document.texts.get(name):
            made.add_text(name, _encodable(text))
    for name in schema.keywords:
        for value in dict.fromkeys(document.keywords.get(name, ())):
            if indexable(value):
                made.add_text(name, value)
    for name in schema.numbers:
        if (number := document.numbers.get(name)) is not None:
            made.add_integer(name, number)
    return made


def _encodable(text: str) -> str:
    """Put a question mark for each half of a surrogate pair, which no encoding has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


def sync_folder(folder: Path) -> None:
    """Make the last rename in `folder` durable."""
    if os.name == "posix":  # Windows cannot sync a folder, and NTFS journals renames by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
