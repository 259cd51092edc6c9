"""Lists of links that were added go to the frontier: the next crawl fetches what they name."""

from __future__ import annotations

import time
from pathlib import Path

from tracuu.corpus.archive import Archive
from tracuu.corpus.sites import load
from tracuu.crawl.asking import named_hosts
from tracuu.crawl.gate import place
from tracuu.crawling import Crawl
from tracuu.records import Listed


def hand_over(archive: Archive, listed: Listed) -> int:
    """Write the addresses of a list into the frontier, as `tracuu crawl -f FILE` does; give how many it has.

    What is no address of a web page is left out. Adding the list again changes nothing.
    """
    from tracuu.crawl.start import first_leads

    sites = load(archive.folder / "sites")
    titles = {url: title for url, title in listed.links if place(url)}
    if not titles:
        return 0
    wanted = Crawl(targets=(f"-f {Path(listed.origin).name}",), hosts=named_hosts(list(titles), sites))
    crawl = archive.frontier.crawl(wanted)
    leads = [lead._replace(title=titles.get(lead.url) or None) for lead in first_leads(crawl, tuple(titles), sites)]
    archive.frontier.learn(crawl.number, leads, time.time())
    return len(titles)
