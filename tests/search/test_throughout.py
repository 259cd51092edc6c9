"""The words of a query are marked in whole texts as a search finds them."""

from __future__ import annotations

import pytest

from tracuu.corpus.archive import Archive
from tracuu.indexer.engines.base import Reader
from tracuu.search.query import parse
from tracuu.search.throughout import finder


@pytest.mark.parametrize(
    ("query", "lang", "text", "marked"),
    [
        ("dan van", "vi", "Tổ dân vận giúp dân.", ["dân", "vận", "dân"]),
        ('"dân vận"', "vi", "Tổ dân vận giúp dân.", ["dân vận"]),
        ("farmer", "en", "Farmers and a farm.", ["Farmers"]),
        ("cows lang:vi", "en", "The cows came.", ["cows"]),  # fields choose stories, and mark nothing
        ("cows -bò", "vi", "Con bò.", []),
        ("", "vi", "Con bò.", []),
    ],
)
def test_words_are_found_as_a_search_finds_them(
    archive: Archive, reader: Reader, query: str, lang: str, text: str, marked: list[str]
) -> None:
    find = finder(archive, reader, parse(query))
    assert [text[start:end] for start, end in find(text, lang)] == marked
