"""CSL-JSON: one list of items with the names of the CSL schema."""

from __future__ import annotations

import io
import json

from tests.exports.sources import BARE, ORIGINAL_AT, PORTAL_AT, citation
from tracuu.exports import csl


def test_a_translation() -> None:
    assert csl.item(citation(tags=("bão",))) == {
        "id": "v0000002",
        "type": "article-newspaper",
        "title": "Hagearbeid",
        "container-title": "Báo Quảng Nam",
        "issued": {"date-parts": [[2023, 12, 9]]},
        "language": "nb",
        "URL": PORTAL_AT,
        "accessed": {"date-parts": [[2026, 11, 23]]},
        "original-title": "Làm vườn",
        "archive": "tracuu a1b2",
        "archive_location": "v0000002",
        "note": (
            "machine translation\nDate: date of the translation portal\n"
            f"Original: {ORIGINAL_AT}\nTitle of the original: Làm vườn\nTranslation: {PORTAL_AT}\nOwn id: garden-nb"
        ),
        "keyword": "bão",
    }


def test_a_file_is_one_list() -> None:
    out = io.StringIO()
    assert csl.write([citation(), BARE], out) == 2
    assert [one["id"] for one in json.loads(out.getvalue())] == ["v0000002", "v0000002"]
    empty = io.StringIO()
    assert (csl.write([], empty), json.loads(empty.getvalue())) == (0, [])
