"""All stories that a search finds, as numbers: what is counted over time and never shown hit by hit."""

from __future__ import annotations

from functools import cache

from tracuu.corpus.archive import Archive
from tracuu.indexer import tree
from tracuu.indexer.engines.base import Reader
from tracuu.search.answer import Answer
from tracuu.search.expand import expand
from tracuu.search.filters import Filters
from tracuu.search.query import parse
from tracuu.search.run import Request, languages_asked, run
from tracuu.tuples import Record


class Every(Record):
    """The stories that a search finds, by number.

    `answer` tells how the query was read and how much was found. With `translated` asked for, stories that only
    translations find are among them.
    """

    answer: Answer
    stories: tuple[int, ...]


def every(archive: Archive, reader: Reader, request: Request) -> Every:
    """Find all stories. `limit`, `offset`, `facets` of the request count nothing. Raises as `run` does."""
    told = run(archive, reader, request._replace(limit=0, offset=0, facets=False, explain=False, show_lang=None))
    totals = archive.totals()
    node = _node(archive, reader, request, told)
    page = reader.search(node, limit=max(1, totals.stories))
    return Every(told, tuple(hit.story for hit in page.hits))


def _node(archive: Archive, reader: Reader, request: Request, told: Answer) -> tree.Node:
    query, totals = parse(request.query, request.options()), archive.totals()
    filters = Filters(archive, totals, dict(request.meant))
    targets = languages_asked(query.root, totals.languages)
    own = expand(query.root, reader, targets, filters.narrow, undated=request.undated).node
    if not (request.translated and told.across and told.across.total):
        return own
    from tracuu.search.further import Asked, further

    asked = Asked(
        archive, reader, query.root, own, totals.languages, targets,
        filters.narrow, cache(reader.frequency), undated=request.undated, lang=request.query_lang,
    )  # fmt: skip
    found = further(asked, 0)
    return tree.Or((own, found.crossed.matching)) if found else own
