"""Laws of decoding: what was written in an encoding is read back, and nothing is ever guessed into existence."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracuu.corpus import legacy
from tracuu.corpus.decode import UNDECODABLE_ALLOWED, decode
from tracuu.errors import InputError

# Syllables that leave no doubt which language they are, to build texts of.
SYLLABLES = """
    người được những tỉnh huyện xã phường nghị quyết đảng bộ nhân dân phát triển kinh tế văn hóa giáo dục nông thôn mới
    chương trình mục tiêu quốc gia giảm nghèo bền vững đường giao thông thủy lợi trường học bệnh viện cán sự hội cựu
    chiến binh phụ nữ thanh niên mặt trận tổ vận động quần chúng khéo mô hình điểm sáng tuyên truyền
"""
vietnamese = st.lists(st.sampled_from(SYLLABLES.split()), min_size=16, max_size=60, unique=True).map(" ".join)


def tables() -> tuple[dict[str, str], dict[str, str]]:
    """Turn the tables round: letter to what a typist of the old font typed."""
    folder = legacy.__file__.replace("legacy.py", "encodings")
    rows = {}
    for name in ("tcvn3", "vni"):
        with open(f"{folder}/{name}.tsv", encoding="utf-8") as file:  # noqa: PTH123  two lines are enough
            rows[name] = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return (
        {letter: chr(int(code, 16)) for code, letter, _ in rows["tcvn3"]},
        {letter: written for written, letter in rows["vni"]},
    )


TCVN3, VNI = tables()


def in_windows_1258(text: str) -> str:
    """Write base letter and tone apart, as the code page does, and show it as a Western reader would."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    raw = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        raw += (base + "".join(part for part in parts if part in tones)).encode("cp1258")
    return legacy.western(raw)


WRITTEN: list[Callable[[str], str]] = [
    lambda text: "".join(TCVN3.get(letter, letter) for letter in text),
    lambda text: "".join(VNI.get(letter, letter) for letter in text),
    in_windows_1258,
]


@pytest.mark.parametrize("write", WRITTEN, ids=["TCVN3", "VNI", "windows-1258"])
@settings(deadline=None)
@given(text=vietnamese)
def test_every_old_encoding_is_read_back(write: Callable[[str], str], text: str) -> None:
    """As bytes that nothing describes, and inside UTF-8."""
    typed = write(text)
    for raw in (legacy_bytes(typed), typed.encode()):
        assert unicodedata.normalize("NFC", decode(raw, None, "text/plain").text) == text


BYTES = {legacy.western(bytes([byte])): byte for byte in range(256)}


def legacy_bytes(typed: str) -> bytes:
    return bytes(BYTES[sign] for sign in typed)


@settings(deadline=None)
@given(text=vietnamese)
def test_unicode_is_never_taken_for_an_old_encoding(text: str) -> None:
    assert legacy.repair(text, "text/plain") is None
    assert legacy.repair(unicodedata.normalize("NFD", text), "text/plain") is None


@settings(deadline=None)
@given(text=vietnamese)
def test_repairing_twice_changes_nothing(text: str) -> None:
    for write in WRITTEN:
        repaired = legacy.repair(write(text), "text/plain")
        assert repaired is not None
        assert legacy.repair(repaired.text, "text/plain") is None


# Letters of scripts that tracuu reads; control characters and surrogates are in no text.
plain = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1).filter(str.strip)


@settings(deadline=None)
@given(text=plain, mark=st.booleans())
def test_utf8_is_read_as_it_is_unless_it_proves_to_be_older(text: str, mark: bool) -> None:  # noqa: FBT001  drawn
    found = decode(text.encode("utf-8-sig" if mark else "utf-8"), None, "text/plain")
    assert found.text == text.removeprefix("\ufeff") or "turned into Unicode" in (found.note or "")


@settings(deadline=None)
@given(text=plain, codec=st.sampled_from(["utf-16", "utf-32", "utf-8-sig"]))
def test_a_byte_order_mark_decides(text: str, codec: str) -> None:
    found = decode(text.encode(codec), "windows-1252", "text/plain")
    assert found.text == text or "turned into Unicode" in (found.note or "")


@settings(deadline=None)
@given(
    raw=st.binary(max_size=400),
    charset=st.sampled_from([None, "utf-8", "windows-1258", "gbk", "x-none"]),
    media_type=st.sampled_from(["text/plain", "text/html"]),
)
def test_any_bytes_are_read_or_refused_and_loss_is_counted(raw: bytes, charset: str | None, media_type: str) -> None:
    try:
        found = decode(raw, charset, media_type)
    except InputError:
        return
    lost = found.text.count("\N{REPLACEMENT CHARACTER}")
    assert lost <= UNDECODABLE_ALLOWED * len(found.text)
    assert not lost or found.note
    assert "\0" not in found.text
    found.text.encode("utf-8")
