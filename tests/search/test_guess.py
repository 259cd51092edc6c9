"""Which language a query is in, by the words that the archive holds."""

from __future__ import annotations

import pytest

from tracuu.corpus.archive import Archive
from tracuu.indexer.engines.base import Reader
from tracuu.search.guess import guess


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("nuôi bò", "vi"),
        ("nuoi bo", "vi"),  # typed without accents
        ("farmers breed", "en"),
        ("farmer", "en"),  # another form of a word that is held
        ("campesinos cultivan", "es"),
        ("کشاورزان", "fa"),
        ("bøndene", "nb"),
        ("农民", "zh-Hans"),
        ("35-NQ/TU", None),  # numbers are of no language
        ("xyzzy", None),
    ],
)
def test_the_language_of_a_query(archive: Archive, reader: Reader, query: str, lang: str | None) -> None:
    found = guess(query.split(), archive.totals().languages, reader.frequency)
    assert (found[0] if found else None) == lang
