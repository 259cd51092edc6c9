"""Which stubs may be a document that somebody asks for."""

from __future__ import annotations

from typing import Any

import pytest

from tracuu.entities import Entity
from tracuu.naming.asking import may_be

KNOWN = Entity(
    "vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025", "resolution", "Nghị quyết 35-NQ/TU", number="35",
    issuer="quang-nam.tinh-uy", body="tinh-uy", period="2020-2025", date="2023-12-08",
)  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "may"),
    [
        ({}, True),
        ({"number": "035"}, True),
        ({"issuer": "?.tinh-uy", "body": "tinh-uy"}, True),
        ({"date": "2023"}, True),
        ({"number": "36"}, False),
        ({"number": None}, False),
        ({"kind": "plan"}, False),
        ({"issuer": "quang-ninh.tinh-uy"}, False),
        ({"issuer": "tw"}, False),
        ({"period": "2015-2020"}, False),
        ({"date": "2018-03-01"}, False),
        ({"open": False}, False),
    ],
)
def test_what_is_stated_decides(stated: dict[str, Any], *, may: bool) -> None:
    stub = Entity("vn:?:nghi-quyet:35@?~s1", "resolution", "Nghị quyết 35", number="35", open=True)
    assert may_be(stub._replace(**stated), KNOWN) is may
