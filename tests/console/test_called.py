"""What entities are called in front of people."""

from __future__ import annotations

import pytest

from tracuu.console import called
from tracuu.entities import Entity


@pytest.mark.parametrize(
    ("entity", "origin"),
    [
        (Entity("a", "resolution", "x", issuer="quang-nam.tinh-uy", body="tinh-uy"), "Tỉnh ủy Quảng Nam"),
        (Entity("a", "resolution", "x", issuer="quang-nam.tinh-uy", body="ban-thuong-vu-tinh-uy"),
         "Ban Thường vụ Tỉnh ủy Quảng Nam"),
        (Entity("a", "resolution", "x", issuer="tw", body="bo-chinh-tri"), "Bộ Chính trị"),
        (Entity("a", "decree", "x", issuer="chinh-phu"), "Chính phủ"),
        (Entity("a", "resolution", "x", issuer="?.tinh-uy", body="tinh-uy"), "Tỉnh ủy"),
        (Entity("a", "resolution", "x"), ""),
        (Entity("a", "model", "x", place="quang-nam.thang-binh.binh-ngan"), "Binh Ngan, Thang Binh, Quảng Nam"),
        (Entity("a", "model", "x", place="quang-nam.?.binh-ngan"), "Binh Ngan, Quảng Nam"),
        (Entity("a", "model", "x", place="?"), ""),
    ],
)  # fmt: skip
def test_issuers_and_places_are_called_by_name(entity: Entity, origin: str) -> None:
    assert called.origin(entity) == origin
