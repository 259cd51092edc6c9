"""The saved searches of an archive, and which stories each was told of. Reached as `archive.saved`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tracuu.corpus.naming import Access
from tracuu.corpus.store import saved as store
from tracuu.corpus.store.saved import Saved

__all__ = ["Saved", "SavedSearches"]


class SavedSearches:
    """Saved searches. Methods may raise what those of `Archive` raise, and UsageError for a name that does not fit."""

    def __init__(self, ask: Access, change: Access) -> None:
        """Wrap an archive's access to its file."""
        self._ask = ask
        self._change = change

    def add(self, name: str, query: str, options: Mapping[str, Any] | None = None) -> None:
        """Save a search with options that JSON can write; a name that is another search's is refused."""
        self._change(lambda to: store.add(to, name, query, options or {}))

    def remove(self, name: str) -> None:
        """Forget a search."""
        self._change(lambda to: store.remove(to, name))

    def list(self) -> list[Saved]:
        """Give all saved searches, in the order in which they were saved."""
        return self._ask(store.everything)

    def seen(self, name: str) -> set[int]:
        """Give the numbers of the stories that this search was told of, merged ones where it was told of a part."""
        return self._ask(lambda to: store.seen(to, name))

    def mark(self, name: str, stories: Collection[int], now: float) -> None:
        """Note that this search was told of stories, by number."""
        self._change(lambda to: store.mark(to, name, stories, now))
