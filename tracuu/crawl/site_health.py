"""The drift alarm: a site that changed its pages is noticed by what its last pages lacked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracuu.messages import plural, say

if TYPE_CHECKING:
    from tracuu.corpus.frontier import Frontier, Health
    from tracuu.corpus.sites import Sites

TOLERATED = 0.05
"""The share of the last pages that may lack something: photo series and videos have no text."""

FEWEST = 3  # pages; fewer say nothing about a site


def alarm(name: str, health: Health) -> str | None:
    """Give the sentence that says what a host's last pages lacked, None when all is well.

    `name` is what `tracuu site test` is told to look at: the site's id, else the host.
    """
    lacks = {"body": health.without_body, "date": health.without_date, "generic": health.generic}
    many = [
        plural(f"site.lack_{what}", count)
        for what, count in lacks.items()
        if count >= FEWEST and count > TOLERATED * health.pages
    ]
    if not many:
        return None
    return say("site.alarm", name=name, pages=health.pages, lacks=say("site.and").join(many))


def alarms(frontier: Frontier, sites: Sites) -> Iterator[str]:
    """Give the alarms of all hosts that were ever crawled."""
    for host in sorted(frontier.host_names()):
        site = sites.of(host)
        if sentence := alarm(site.id if site else host, frontier.health(host)):
            yield sentence
