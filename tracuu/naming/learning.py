"""Learning names from the clusters of the archive: all of it, or just what a change can reach.

Names are tied to each other by the clusters in which they stand together, unless the cluster is anchored: the register
or a Vietnamese name says what it is, whatever its other names mean. What is learned of a name depends on nothing but
the clusters that hold it or one that it is tied to, so a few new stories cost these alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracuu.corpus.naming import Naming, number_of
from tracuu.entities import Alias, Cluster, Decision
from tracuu.mentions.register import Register
from tracuu.naming.knowing import alias_question, meaning
from tracuu.naming.methods import Methods
from tracuu.text.codes import primary

Name = tuple[str, str]

WHOLLY = 5_000
"""Names changed at once above which all are learned: to look for their components would take as long."""

_AT_ONCE = 500  # stories read together


def learn(naming: Naming, methods: Methods, register: Register, decisions: Sequence[Decision]) -> int:
    """Learn what has changed of names; stories that asked for one whose meaning changed are resolved again.

    Gives the number of names that were looked at.
    """
    changed = naming.unlearned()
    if not changed:
        return 0
    if len(changed) > WHOLLY:
        names = changed | {(one.lang, one.name) for one in naming.aliases()}
        learned = methods.learn(_all_clusters(naming), register, decisions).aliases
        names |= {(one.lang, one.name) for one in learned}
    else:
        names, clusters = component(naming, changed, register)
        learned = methods.learn(clusters, register, decisions).aliases
    _keep(naming, names, learned)
    return len(names)


def _all_clusters(naming: Naming) -> Iterator[Cluster]:
    stories = naming.named_stories()
    for start in range(0, len(stories), _AT_ONCE):
        for _, clusters in naming.clusters(stories[start : start + _AT_ONCE]):
            yield from clusters


def component(naming: Naming, names: Iterable[Name], register: Register) -> tuple[set[Name], list[Cluster]]:
    """Give all names that these are tied to, themselves included, and the clusters of the stories that hold them."""
    reached = set(names)
    frontier = set(reached)
    read: dict[int, tuple[Cluster, ...]] = {}
    while frontier:
        stories = naming.stories_with(sorted(frontier))
        read.update(naming.clusters([story for story in stories if story not in read]))
        tied: set[Name] = set()
        for story, here in stories.items():
            for cluster in read.get(story, ()):
                if not here.isdisjoint(cluster.names) and not is_anchored(cluster, register):
                    tied.update(cluster.names)
        frontier = tied - reached
        reached |= frontier
    return reached, [cluster for story in sorted(read) for cluster in read[story]]


def is_anchored(cluster: Cluster, register: Register) -> bool:
    """Tell whether a cluster says by itself what it is."""
    known = cluster.entity is not None and register.get(cluster.entity) is not None
    return known or any(primary(lang) == "vi" for lang, _ in cluster.labels)


def _keep(naming: Naming, names: set[Name], learned: Iterable[Alias]) -> None:
    """Keep what was learned of names; what the clusters tell of others is not all that there is to know of them."""
    fresh: dict[Name, list[Alias]] = {}
    for alias in learned:
        if (alias.lang, alias.name) in names:
            fresh.setdefault((alias.lang, alias.name), []).append(alias)
    known: dict[Name, list[Alias]] = {}
    for alias in naming.aliases(sorted(names)):
        known.setdefault((alias.lang, alias.name), []).append(alias)
    changed = [name for name in names if meaning(known.get(name, ())) != meaning(fresh.get(name, ()))]
    stories = naming.stories_with_needs([number_of(alias_question(*name)) for name in changed])
    kept = [alias for name in sorted(fresh) for alias in sorted(fresh[name])]
    naming.keep_aliases(names, kept, stories)
