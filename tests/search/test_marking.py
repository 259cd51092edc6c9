"""What is marked in a text: a phrase with accents only where it stands so, whatever the index let through."""

from __future__ import annotations

from typing import Any

import pytest

from tests.search.test_wording import Index
from tracuu.search.marking import wanted
from tracuu.search.nodes import Quote, Word
from tracuu.search.places import Marker
from tracuu.search.wording import Scope, wording

HELD: Any = Index(
    {
        "body_exact": {"dân": 5, "vận": 5, "dan": 5, "van": 5, "35": 5, "nq": 5, "tu": 5},
        "body_fold": dict.fromkeys(("vi:dan", "vi:van", "vi:35", "vi:nq", "vi:tu"), 5),
    }
)
MARKED = [
    (Quote("dân vận"), "Tổ dân vận giúp dân.", ["dân vận"]),
    (Quote("dân vận"), "The movement Dan van.", ["Dan van"]),
    # found, since the phrase stands there with other accents and its words elsewhere; but it is not the phrase
    (Quote("dân vận"), "Cán bộ dẫn vẫn. Dân chờ xe vận tải.", []),
    (Quote("dân vận"), "Cán bộ dẫn vẫn. Tổ dân vận giúp.", ["dân vận"]),
    (Quote("dan van"), "Cán bộ dẫn vẫn. Tổ dân vận giúp.", ["dẫn vẫn", "dân vận"]),
    (Word("35-NQ/TU"), "Nghị quyết 35-NQ/TU, trang 35.", ["35-NQ/TU"]),
]


@pytest.mark.parametrize(("leaf", "text", "marked"), MARKED)
def test_marks(leaf: Quote | Word, text: str, marked: list[str]) -> None:
    looked = wording(leaf, Scope(HELD, ("vi",), HELD.frequency))
    places = Marker(wanted([looked], "vi"), "vi").find(text)
    assert [text[place.start : place.end] for place in places] == marked
