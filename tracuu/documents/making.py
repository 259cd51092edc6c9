"""How a document was made, so that it can be made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_NONE: Mapping[str, Sequence[str]] = {}


class Making(NamedTuple):
    """What a document says of its making.

    `archive` is the name of the archive's folder, `at` a moment with its zone, `command` what was typed, `unlinked` how
    many stories are not linked yet to what they name, `never_fetched` the languages of crawled hosts that were never
    asked for, `matched` what was crawled for certain words alone: targets and words.
    """

    archive: str
    archive_id: str
    at: str
    command: str
    version: str
    unlinked: int = 0
    never_fetched: Mapping[str, Sequence[str]] = _NONE
    matched: tuple[tuple[Sequence[str], Sequence[str]], ...] = ()
