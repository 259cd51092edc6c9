"""How a run behaves: what its user set, and what tests and the demo may set."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tracuu.crawl import pace
from tracuu.crawl.fetch import Limits
from tracuu.crawl.network import LIVE, Net
from tracuu.tuples import Record

PATIENCE = 900.0
"""Seconds that a run waits for a host's rest, when nothing else is to be done."""


class Settings(Record):
    """How a run behaves. `most` bounds the articles fetched; `patience` are the seconds a run waits for a host's rest.

    `user_agent` names tracuu and the user's contact. `floor` are the least seconds between two requests to a host.
    `net`, `limits`, `floor` and `patience` are for tests and the demo: the command line offers none of them.
    """

    user_agent: str
    workers: int = 2
    most: int | None = None
    dry_run: bool = False
    warc: Path | None = None
    patience: float = PATIENCE
    net: Net = LIVE
    limits: Limits = Limits()
    floor: float = pace.FLOOR
    clock: Callable[[], float] = time.time
