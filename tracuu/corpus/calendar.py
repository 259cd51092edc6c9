"""How an archive is spread over time, newspapers and languages. As `archive.calendar`."""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.corpus.naming import Access
from tracuu.corpus.store import calendar
from tracuu.corpus.store.calendar import ALL, MONTH, YEAR, Held, Known

__all__ = ["ALL", "MONTH", "YEAR", "Calendar", "Held", "Known"]


class Calendar:
    """Counts by period, newspaper and language. Methods may raise what those of `Archive` raise."""

    def __init__(self, ask: Access, *, has_frontier: bool) -> None:
        """Wrap an archive's access to its file."""
        self._ask = ask
        self._has_frontier = has_frontier

    def stories(self, length: int = MONTH, numbers: Sequence[int] | None = None) -> dict[str | None, int]:
        """Count stories by month (or `YEAR`) of their day; all, or those of these numbers. None: without a date."""
        return self._ask(lambda to: calendar.stories(to, length, numbers))

    def held(self) -> list[Held]:
        """Count stories by newspaper, language (and `ALL` together) and month of their day. Reads every version."""
        return self._ask(calendar.held)

    def known(self) -> list[Known]:
        """Count articles that crawling knows of, by what became of them. Reads the whole frontier."""
        return self._ask(calendar.known) if self._has_frontier else []
