"""What every search engine must do: the interface that the conformance suite holds engines to.

An engine stores documents of four kinds of fields, all named when the index is made:

- text fields: token strings (tokens joined by one space; no token holds white space), with positions or without;
- keyword fields: whole values, several per document;
- number fields: one signed integer or none;
- `key` (unique, decides ties: the smaller comes first) and `story` (what hits are grouped by), both counted from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, Self

from tracuu.indexer.tree import Node
from tracuu.tuples import Record

if TYPE_CHECKING:
    from pathlib import Path

    from tracuu.paths import AnyPath


class Schema(Record):
    """The fields of an index. `version` changes whenever stored tokens would: an index of another is rebuilt."""

    version: str
    positioned: tuple[str, ...]  # text fields with positions
    counted: tuple[str, ...]  # text fields with counts alone
    keywords: tuple[str, ...]
    numbers: tuple[str, ...]


class Document(Record):
    """One version as the engine sees it."""

    key: int
    story: int
    texts: dict[str, str]
    keywords: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    numbers: Mapping[str, int] = MappingProxyType({})


class Hit(Record):
    """One story found: the version that matched best, and its score."""

    story: int
    key: int
    score: float


class Page(Record):
    """One page of an answer: exact totals, and the hits from `offset` on, best first."""

    stories: int
    versions: int
    hits: tuple[Hit, ...]


class Reader(Protocol):
    """A view of the index as of one commit. Safe beside a writer in another process."""

    @property
    def size(self) -> int:
        """Count the documents."""
        ...

    @property
    def deleted(self) -> int:
        """Count the documents that are deleted and not yet swept; above a tenth of `size` a rebuild is due."""
        ...

    def search(
        self, node: Node, *, limit: int = 10, offset: int = 0, group: bool = True, order: tuple[str, bool] | None = None
    ) -> Page:
        """Find documents, best first, ties by key.

        With `group` one hit per story: its best version. `order` is (number field, descending) instead of the
        score; documents without a value come last. Totals are exact.
        """
        ...

    def keys(self, node: Node) -> list[int]:
        """Give the keys of all documents that match, in rising order."""
        ...

    def facet(self, node: Node, name: str) -> dict[str, int]:
        """Count the documents that match, by each value of keyword field `name`. Exact, without a cap."""
        ...

    def histogram(self, node: Node, name: str) -> dict[int, int]:
        """Count the documents that match, by each value of number field `name`. Exact, without a cap."""
        ...

    def frequency(self, name: str, term: str) -> int:
        """Count the documents whose text field `name` holds `term`."""
        ...

    def terms(self, name: str, prefix: str, limit: int | None = None) -> list[tuple[str, int]]:
        """Give the terms of text field `name` that begin with `prefix`, most frequent first, then by term."""
        ...


class Writer(Protocol):
    """The one writer of an index; what it was given is visible, and safe from a crash, once `commit` returned."""

    def add(self, document: Document) -> None:
        """Add a document; its key must not be there (delete it first)."""
        ...

    def delete(self, key: int) -> None:
        """Take away the document with this key, if there is one."""
        ...

    def commit(self) -> None:
        """Make everything since the last commit visible and durable."""
        ...

    def close(self) -> None:
        """Commit nothing more, finish background work and let go of the folder."""
        ...

    def __enter__(self) -> Self:
        """Use the writer in a with block, which closes it."""
        ...

    def __exit__(self, *exc: object) -> None:
        """Close the writer."""
        ...


class Engine(Protocol):
    """A search engine over a folder."""

    name: str

    def create(self, folder: Path, schema: Schema) -> None:
        """Make an empty index in `folder`, which is empty or absent."""
        ...

    def reader(self, folder: AnyPath, schema: Schema) -> Reader:
        """Open the index for reading. Raises IndexMissing, IndexDamaged (also when the schema differs)."""
        ...

    def spoilt(self, folder: Path, progress: Callable[[int, int], None]) -> list[str]:
        """Name the files of the index that are missing or do not hold the bytes that were written. Reads all.

        `progress` hears (done, total). Raises IndexDamaged when there is no telling which files there should be.
        """
        ...

    def writer(self, folder: Path, schema: Schema) -> Writer:
        """Open the index for writing. Raises IndexMissing, IndexDamaged, Busy."""
        ...
