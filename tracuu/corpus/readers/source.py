"""What a reader is handed: one opened file, or stdin."""

from __future__ import annotations

from dataclasses import dataclass
from io import BufferedReader

from tracuu.records import Hints


@dataclass(frozen=True, slots=True)
class Source:
    """One opened file, unpacked, and what is known of it.

    `origin` is how it is called in messages. `head` are its first bytes, which `stream` gives again. `hints` are what
    the user states of every article in it. `now` is the time of reading, ISO 8601 in UTC. With `ocr` text is to be read
    off pictures.
    """

    origin: str
    head: bytes
    stream: BufferedReader
    hints: Hints
    now: str
    ocr: bool = False
