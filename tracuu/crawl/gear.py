"""What a run is set to and works with."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.crawl import pace
from tracuu.crawl.fetch import Limits
from tracuu.crawl.network import LIVE, Net
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.sites import Sites
    from tracuu.crawl.database import Database
    from tracuu.crawl.gate import Gate
    from tracuu.crawl.hosts import Hosts
    from tracuu.crawl.reading import Orders
    from tracuu.crawl.tally import Ears, Tally
    from tracuu.crawl.warcs import WarcFolder
    from tracuu.workers import Workers


class Settings(Record):
    """How a run behaves. `most` bounds the articles fetched; `patience` are the seconds a run waits for a host's rest.

    `user_agent` names tracuu and the user's contact. `floor` are the least seconds between two requests to a host.
    `net`, `limits` and `floor` are for tests and the demo: the command line offers none of them.
    """

    user_agent: str
    workers: int = 2
    most: int | None = None
    dry_run: bool = False
    warc: Path | None = None
    patience: float = 900.0
    net: Net = LIVE
    limits: Limits = Limits()
    floor: float = pace.FLOOR
    clock: Callable[[], float] = time.time


class Gear(Record):
    """What a run works with: its settings, the archive, the ways to hosts and workers, and who hears of it."""

    settings: Settings
    database: Database
    orders: Orders
    sites: Sites
    gate: Gate
    hosts: Hosts
    crew: Workers
    warc: WarcFolder | None
    tally: Tally
    ears: Ears
