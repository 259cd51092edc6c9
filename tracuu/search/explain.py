"""Why hits were found: the forms that were looked for, which of them each version holds, and what each word adds."""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.indexer.engines.base import Hit as Found
from tracuu.indexer.engines.base import Reader
from tracuu.indexer.tree import NOTHING, And, Filter, Node
from tracuu.messages import say
from tracuu.records import Version
from tracuu.search.answer import Explained, Explanation, Looked
from tracuu.search.expand import Expanded
from tracuu.search.nodes import write
from tracuu.search.wording import AS_WRITTEN, Alternative, Wording


def explain(reader: Reader, expanded: Expanded, found: Sequence[Found], versions: Sequence[Version]) -> Explanation:
    """Explain one page of hits. Asks the index again, once for each form and hit: not for every search."""
    words = tuple((write(word.leaf), tuple(map(_looked, word.alternatives))) for word in expanded.words)
    hits = tuple(_hit(reader, expanded, hit, version) for hit, version in zip(found, versions, strict=True))
    return Explanation(words, hits)


def _looked(found: Alternative) -> Looked:
    field = AS_WRITTEN[found.field] if found.written else found.field
    return Looked(field, found.written or found.terms, round(found.weight, 3), found.frequency)


def _hit(reader: Reader, expanded: Expanded, hit: Found, version: Version) -> Explained:
    here = Filter("version_id", (version.id,))
    parts = [_word(reader, word, here) for word in expanded.words]
    together = _score(reader, expanded.bonus, here)
    if together:
        parts.append((say("search.explain_together"), together, ()))
    return Explained(version.id, hit.score, tuple(part for part in parts if part[1] or part[2]))


def _word(reader: Reader, word: Wording, here: Node) -> tuple[str, float, tuple[Looked, ...]]:
    matched = [found for found in word.alternatives if reader.search(And((found.node(), here)), limit=0).versions]
    return write(word.leaf), _score(reader, word.node(), here), tuple(map(_looked, matched))


def _score(reader: Reader, node: Node, here: Node) -> float:
    if node == NOTHING:
        return 0.0
    hits = reader.search(And((node, here)), limit=1).hits
    return hits[0].score if hits else 0.0
