"""Stories near to a query in meaning: ranked by its words, their translations and the vectors of the extra `dense`.

They are no finds: nothing says that any word of the query stands in them, and nothing counts them.
"""

from __future__ import annotations

from collections.abc import Collection

from tracuu.corpus.archive import Archive
from tracuu.messages import say
from tracuu.records import Version
from tracuu.search import nodes, places
from tracuu.search.across import Ground
from tracuu.search.answer import Hit
from tracuu.search.expand import expand
from tracuu.search.further import plain_words
from tracuu.search.hits import hit_of
from tracuu.search.ranked import nearest, ranked, read
from tracuu.tuples import Record

_LIMITS = nodes.Field | nodes.Dates | nodes.Except


class Wanted(Record):
    """What is wanted near a query: in which languages, without which stories, how many, in how wide a snippet.

    `lang` is the query's language where it was stated; with `translate` its translations rank too.
    """

    languages: Collection[str]
    seen: Collection[str]
    limit: int
    columns: int
    lang: str | None
    translate: bool


def near(archive: Archive, ground: Ground, root: nodes.Node, wanted: Wanted) -> tuple[Hit, ...]:
    """Give the stories nearest to a query, best first; its limits hold, its words need not.

    Raises UsageError when the archive has no vectors.
    """
    words = " ".join(plain_words(root))
    if not words:
        return ()
    asked = read(archive, ground, root, words, wanted.lang, lambda lang, _: lang in wanted.languages)
    likeness = nearest(archive, [asked])[0]
    found = ranked(archive, ground, asked, len(likeness) + len(wanted.seen), likeness, translate=wanted.translate)
    allowed = _allowed(root, ground, wanted.languages)
    stories: dict[str, Version] = {}
    related = [number for number in found if likeness.get(number, 0.0) > 0]
    for version in archive.versions([number for number in related if allowed is None or number in allowed]):
        if version.story not in wanted.seen:
            stories.setdefault(version.story, version)
    kept = list(stories.values())[: wanted.limit]
    return tuple(_hit(archive, version, likeness[version.number], wanted.columns) for version in kept)


def _allowed(root: nodes.Node, ground: Ground, languages: Collection[str]) -> frozenset[int] | None:
    """Give the versions that the limits of a query leave, by number; None where it has none."""
    parts = root.parts if isinstance(root, nodes.All) else (root,)
    limits = tuple(part for part in parts if isinstance(part, _LIMITS))
    if not limits:
        return None
    limited = expand(nodes.All((nodes.Anything(), *limits)), ground.reader, languages, ground.narrow)
    return frozenset(ground.reader.keys(limited.node))


def _hit(archive: Archive, version: Version, likeness: float, columns: int) -> Hit:
    layer = archive.layer(version.number)
    langs = tuple(sorted({one.lang for one in archive.story_versions(version.story)}))
    made = hit_of(version, layer, langs, likeness, places.Marker(places.Wanted(), version.lang), columns, None)
    return made._replace(reason=say("search.near", lang=version.lang, p=f"{likeness:.2f}"))
