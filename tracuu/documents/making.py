"""How a document was made, so that it can be made again."""

from __future__ import annotations

from typing import NamedTuple


class Making(NamedTuple):
    """What a document says of its making.

    `archive` is the name of the archive's folder, `at` a moment with its zone, `command` what was typed, `unlinked` how
    many stories are not linked yet to what they name.
    """

    archive: str
    archive_id: str
    at: str
    command: str
    version: str
    unlinked: int = 0
