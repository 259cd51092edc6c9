"""Bytes become the text that was meant, or are refused with the reason."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from tracuu.corpus import legacy
from tracuu.corpus.decode import decode
from tracuu.errors import InputError

VIETNAMESE = """Cơ quan báo chí của tỉnh Quảng Nam đưa tin
Ngày 12 tháng 3, Ban Thường vụ Tỉnh ủy đã ban hành nghị quyết về công tác dân vận trong tình hình mới.
Nhân dân các xã miền núi được hỗ trợ giống cây trồng, vật nuôi; đường giao thông được mở rộng thêm nhiều tuyến.
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM. Ông Nguyễn Văn Ân, ở huyện Đông Giang, nói "rất phấn khởi"."""

# The same text as an ABC font and a VNI font need it typed.
TCVN3 = """C¬ quan b¸o chÝ cña tØnh Qu¶ng Nam ®\xada tin
Ngµy 12 th¸ng 3, Ban Th\xadêng vô TØnh ñy ®· ban hµnh nghÞ quyÕt vÒ c«ng t¸c d©n vËn trong t×nh h×nh míi.
Nh©n d©n c¸c x· miÒn nói ®\xadîc hç trî gièng c©y trång, vËt nu«i; ®\xadêng giao th«ng ®\xadîc më réng thªm nhiÒu tuyÕn.
CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM. ¤ng NguyÔn V¨n ¢n, ë huyÖn §«ng Giang, nãi "rÊt phÊn khëi"."""
VNI = """Cô quan baùo chí cuûa tænh Quaûng Nam ñöa tin
Ngaøy 12 thaùng 3, Ban Thöôøng vuï Tænh uûy ñaõ ban haønh nghò quyeát veà coâng taùc daân vaän trong tình hình môùi.
Nhaân daân caùc xaõ mieàn nuùi ñöôïc hoã trôï gioáng caây troàng, vaät nuoâi; ñöôøng giao thoâng ñöôïc môû roäng theâm \
nhieàu tuyeán.
COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM. OÂng Nguyeãn Vaên AÂn, ôû huyeän Ñoâng Giang, noùi "raát phaán khôûi"."""


def as_windows_1258(text: str) -> bytes:
    """Write letters that the code page lacks as base letter and combining tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    raw = b""
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        raw += (base + "".join(part for part in parts if part in tones)).encode("cp1258")
    return raw


VIETNAMESE_BYTES = [
    ("UTF-8", VIETNAMESE.encode(), None),
    ("UTF-8 with its mark", VIETNAMESE.encode("utf-8-sig"), None),
    ("UTF-16 with its mark", VIETNAMESE.encode("utf-16"), None),
    ("UTF-16, big end first, with its mark", codecs.BOM_UTF16_BE + VIETNAMESE.encode("utf-16-be"), None),
    ("UTF-16 without a mark", VIETNAMESE.encode("utf-16-le"), None),
    ("UTF-16, big end first, without a mark", VIETNAMESE.encode("utf-16-be"), None),
    ("UTF-32 with its mark", VIETNAMESE.encode("utf-32"), None),
    ("UTF-32 without a mark", VIETNAMESE.encode("utf-32-be"), None),
    ("windows-1258, stated", as_windows_1258(VIETNAMESE), "windows-1258"),
    ("windows-1258, not stated", as_windows_1258(VIETNAMESE), None),
    ("windows-1258, stated to be Western", as_windows_1258(VIETNAMESE), "iso-8859-1"),
    ("TCVN3", TCVN3.encode("latin-1"), None),
    ("TCVN3, stated to be Western, as old pages do", TCVN3.encode("latin-1"), "iso-8859-1"),
    ("TCVN3, stated to be windows-1258", TCVN3.encode("latin-1"), "windows-1258"),
    ("TCVN3 that a converter took for Western", TCVN3.encode(), "utf-8"),
    ("VNI", VNI.encode("latin-1"), None),
    ("VNI, stated as its pages did", VNI.encode("latin-1"), "x-user-defined"),
    ("VNI, stated to be windows-1258", VNI.encode("latin-1"), "windows-1258"),
    ("VNI that a converter took for Western", VNI.encode(), "utf-8"),
    ("UTF-8 encoded twice, by way of Latin-1", VIETNAMESE.encode().decode("latin-1").encode(), None),
    ("UTF-8 encoded twice, by way of windows-1252", legacy.western(VIETNAMESE.encode()).encode(), None),
    ("UTF-8 that a server states to be Western", VIETNAMESE.encode(), "ISO-8859-1"),
]


@pytest.mark.parametrize(("what", "raw", "charset"), VIETNAMESE_BYTES, ids=[row[0] for row in VIETNAMESE_BYTES])
def test_vietnamese_is_read_from_every_encoding_it_was_ever_kept_in(what: str, raw: bytes, charset: str | None) -> None:
    found = decode(raw, charset, "text/plain")
    assert unicodedata.normalize("NFC", found.text) == VIETNAMESE, (what, found.encoding, found.note)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), "empty"),
        (b"\0" * 4096, "zero bytes"),
        (b"The first half of an article" * 20 + b"\0" * 4096, "zero bytes"),
        (bytes(range(1, 32)) * 40, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(raw, None, "text/plain")
