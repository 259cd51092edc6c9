"""What a run works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.sites import Sites
    from tracuu.crawl.database import Database
    from tracuu.crawl.gate import Gate
    from tracuu.crawl.hosts import Hosts
    from tracuu.crawl.reading import Orders
    from tracuu.crawl.settings import Settings
    from tracuu.crawl.tally import Ears, Tally
    from tracuu.crawl.warcs import WarcFolder
    from tracuu.workers import Workers


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
