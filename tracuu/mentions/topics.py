"""What the sentences around an instrument speak of: it tells instruments of one number apart (land, the apparatus).

Where they tell nothing, the headline does, and the address: portals give translations that of the Vietnamese headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracuu.entities import Cluster, Found, Step, Text
from tracuu.mentions import agree
from tracuu.mentions.register import VIETNAMESE, Register
from tracuu.records import Role

TOPICS = "linking.topics"
"""The step that keeps them."""

HEADING = "linking.heading_topics"
"""The step that keeps those of headline and address, where the sentences tell none."""

_LETTERS = re.compile(r"[a-z]+")
_REACH = 300  # letters before and after a mention that are looked at, within its line
_VERSIONS = 3  # that are looked at, each at its first mention: what one lost another says


def with_topics(cluster: Cluster, places: Sequence[tuple[Text, Found]], register: Register) -> Cluster:
    """Add the topics around a cluster, where the register knows several instruments that it may be."""
    if not _is_doubtful(cluster, register):
        return cluster
    first = list({text.id: (text, found) for text, found in reversed(places)}.values())[-_VERSIONS:]
    met = frozenset(topic for text, found in first for topic in register.topics_in(text.lang, _around(text, found)))
    key = TOPICS if met else HEADING
    met = met or frozenset(topic for text, _ in first for topic in _in_heading(text, register))
    if not met:
        return cluster
    return cluster._replace(steps=(*cluster.steps, Step(key, {"topics": ", ".join(sorted(met))})))


def _in_heading(text: Text, register: Register) -> frozenset[str]:
    title = " ".join(text.given[mark.start : mark.end] for mark in text.marks if mark.role is Role.TITLE)
    path = (text.url or "").partition("://")[2].partition("/")[2]
    slug = " ".join(_LETTERS.findall(path.lower()))
    told = register.topics_in(text.lang, title[:_REACH]) if title else frozenset[str]()
    return told | (register.topics_in(VIETNAMESE, slug[:_REACH]) if slug else frozenset())


def topics_of(cluster: Cluster, kept: str = TOPICS) -> frozenset[str]:
    """Give the topics that were kept: of the sentences, or of the headline (`HEADING`)."""
    found = (str(step.values["topics"]).split(", ") for step in cluster.steps if step.key == kept)
    return frozenset(topic for topics in found for topic in topics)


def _is_doubtful(cluster: Cluster, register: Register) -> bool:
    """Tell whether topics may decide: several instruments are known that are about something, and no date is stated."""
    if cluster.date or cluster.year or not (cluster.number or cluster.session):
        return False
    if cluster.session:
        return any(register.facts(entity.id).topics for entity in register.of_session(cluster.session))
    number = agree.value(cluster.number or "")
    known = [entity for kind in cluster.kinds for entity in register.instruments(kind, number)]
    return len(known) > 1 and any(register.facts(entity.id).topics for entity in known)


def _around(text: Text, found: Found) -> str:
    """Give the line of a mention, as far as it reaches."""
    given = text.given
    low, high = max(0, found.start - _REACH), min(len(given), found.end + _REACH)
    return given[low : found.start].rpartition("\n")[2] + given[found.start : high].partition("\n")[0]
