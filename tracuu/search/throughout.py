"""Where the words of a query stand in whole texts of any language, to mark them for a reader."""

from __future__ import annotations

from collections.abc import Callable

from tracuu.corpus.archive import Archive
from tracuu.indexer.engines.base import Reader
from tracuu.records import Span
from tracuu.search.expand import expand
from tracuu.search.filters import Filters
from tracuu.search.marking import wanted
from tracuu.search.places import Marker
from tracuu.search.query import Query

Finder = Callable[[str, str], list[Span]]
"""Gives the places in a text of a language."""


def finder(archive: Archive, reader: Reader, query: Query) -> Finder:
    """Give what finds the words of a query in texts, as a search finds them; names and fields mark nothing.

    Raises as a search does.
    """
    totals = archive.totals()
    words = expand(query.root, reader, tuple(totals.languages), Filters(archive, totals).narrow).words
    markers: dict[str, Marker] = {}

    def find(text: str, lang: str) -> list[Span]:
        if lang not in markers:
            markers[lang] = Marker(wanted(words, lang), lang)
        return [Span(place.start, place.end) for place in markers[lang].find(text)]

    return find
