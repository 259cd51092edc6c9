"""Decisions of others that contradict decisions taken here. Reached as `archive.conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracuu.corpus.store import conflicts as store
from tracuu.corpus.store.conflicts import NAMES, OPEN, OURS, STORIES, THEIRS, Conflict

if TYPE_CHECKING:
    from tracuu.corpus.naming import Access

__all__ = ["NAMES", "OPEN", "OURS", "STORIES", "THEIRS", "Conflict", "Conflicts"]


class Conflicts:
    """The conflicts of an archive. Methods may raise what those of `Archive` raise."""

    def __init__(self, ask: Access, change: Access) -> None:
        """Wrap an archive's access to its file."""
        self._ask = ask
        self._change = change

    def every(self) -> list[Conflict]:
        """Give all conflicts, in the order in which they were found, settled ones too."""
        return self._ask(store.every)

    def keep(self, found: Conflict) -> None:
        """Keep a conflict; its number is given by the archive."""
        self._change(lambda to: store.keep(to, found))

    def settle(self, number: int, state: str) -> None:
        """Note whose decision holds: `ours` or `theirs`."""
        self._change(lambda to: store.settle(to, number, state))
