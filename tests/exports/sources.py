"""Citations for tests of exports: an original, its translation, and one that is hostile in every field."""

from __future__ import annotations

from typing import Any

from tracuu.exports.citation import Citation

ORIGINAL_AT = "https://baoquangnam.vn/lam-vuon-3150001.html"
PORTAL_AT = "https://www.vietnam.vn/no/lam-vuon?a=1&b=100%25"


def citation(**given: Any) -> Citation:
    """Give the citation of a Norwegian translation, with some of its fields changed."""
    return Citation(
        **{
            "version": "v0000002", "id": "garden-nb", "story": "s0000001", "lang": "nb", "title": "Hagearbeid",
            "original_title": "Làm vườn", "paper": "Báo Quảng Nam", "site": "baoquangnam.vn", "province": "quang-nam",
            "date": "2023-12-09", "date_kind": "portal", "url": PORTAL_AT, "original_url": ORIGINAL_AT,
            "translation_url": PORTAL_AT, "machine_translated": True, "kind": "press",
            "retrieved": "2026-11-23T08:00:00Z", "archive": "a1b2",
            **given,
        }
    )  # fmt: skip


BARE = citation(
    id=None, title=None, original_title=None, paper=None, site=None, date=None, date_kind=None, url=None,
    original_url=None, translation_url=None, machine_translated=None,
)  # fmt: skip
"""A citation of which nothing is known but that there is one."""
