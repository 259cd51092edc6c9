"""Writing a tantivy index: its fields, documents put in and taken away, commits that last."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

import tantivy

from tracuu.indexer.engines import base
from tracuu.indexer.engines.tantivy_faults import faults
from tracuu.indexer.engines.tantivy_query import EVERY, KEY, STORY
from tracuu.indexer.simplify import indexable


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


def native(schema: base.Schema) -> tantivy.Schema:
    """Give tantivy's own schema for one of ours."""
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
