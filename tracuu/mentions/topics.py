"""What the sentences around an instrument speak of: it tells instruments of one number apart (land, the apparatus)."""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.entities import Cluster, Found, Step, Text
from tracuu.mentions import agree
from tracuu.mentions.register import Register

TOPICS = "linking.topics"
"""The step that keeps them."""

_REACH = 300  # letters before and after a mention that are looked at, within its line
_VERSIONS = 3  # that are looked at, each at its first mention: what one lost another says


def with_topics(cluster: Cluster, places: Sequence[tuple[Text, Found]], register: Register) -> Cluster:
    """Add the topics around a cluster, where the register knows several instruments that it may be."""
    if not _is_doubtful(cluster, register):
        return cluster
    first = list({text.id: (text, found) for text, found in reversed(places)}.values())[-_VERSIONS:]
    met = frozenset(topic for text, found in first for topic in register.topics_in(text.lang, _around(text, found)))
    if not met:
        return cluster
    return cluster._replace(steps=(*cluster.steps, Step(TOPICS, {"topics": ", ".join(sorted(met))})))


def topics_of(cluster: Cluster) -> frozenset[str]:
    """Give the topics that were kept."""
    found = (str(step.values["topics"]).split(", ") for step in cluster.steps if step.key == TOPICS)
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
