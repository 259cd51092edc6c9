"""Bytes to text, with nothing guessed silently.

The order is: a byte order mark; UTF-16 and UTF-32 by where their zero bytes stand; UTF-8 that cannot be chance; the
charset that a header, `<meta>` or XML declaration states; UTF-8; old Vietnamese encodings, told by their words; a
statistical guess that must be plausible. Whatever comes out may still hold Vietnamese that an earlier program took for
Western letters: `corpus.legacy` repairs that. Line ends and normal form (NFC, NFD) stay as they were.

Labels and their codecs: `encodings/labels.tsv` (WHATWG Encoding Standard).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from tracuu.corpus import legacy
from tracuu.errors import InputError
from tracuu.messages import plural, say

UNDECODABLE_ALLOWED = 0.01
"""The share of a text that may be lost (each place a U+FFFD, counted in the note); more is refused."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_FEW_OTHERS = 0.3
_HEAD = 4096  # bytes in which a page must state its charset; the standard asks for 1,024
_META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:+-]+)", re.IGNORECASE)
_ENOUGH_TO_JUDGE = 50_000  # code points
_LAYOUT = "\n\r\t\f"
_HARMLESS = _LAYOUT + "\xa0\xad\u200b\u200c\u200d\u200e\u200f"  # frequent in good text, though not called printable
_LOST = "\N{REPLACEMENT CHARACTER}"

# What a guess may answer, one codec for each family; see `_guess`.
_GUESSABLE = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "koi8_r",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip
_GUESS_FROM = 200_000  # bytes
_WESTERN = ("cp1252", "cp1250", "cp1254", "cp1257")
_RUN = re.compile(rb"[\x80-\xff]+")
_MOSTLY = 0.5
# Letters beyond a to z, and signs that stand inside a word where no punctuation belongs.
_INSIDE = re.compile("[^\\W\\d_a-zA-Z]|(?<=[a-z])[^\\w\\s\x00-\x7f\xad’–—·…](?=[a-z])")
_COVERED = 0.8
_OLD = frozenset({"tcvn3", "vni", "windows-1258"})  # as `legacy` calls them: repaired already
_EAST_ASIAN = frozenset({"gb18030", "big5hkscs", "cp932", "euc-jp", "cp949"})
_CHANCE = 20  # characters
_LAST_OF_TWO_BYTES = "\u07ff"


class Decoded(NamedTuple):
    """Text, the encoding it was found in, and one line on what was lost or put right (None when nothing was)."""

    text: str
    encoding: str
    note: str | None = None


def decode(raw: bytes, charset: str | None, media_type: str) -> Decoded:
    """Turn the bytes of one article into text.

    Args:
        raw: the bytes as found.
        charset: what a transport (HTTP, MIME) stated, or None. What the page itself states is read here.
        media_type: `text/plain` or `text/html`.

    Raises:
        InputError: the bytes are empty, binary, damaged by zero bytes, or in no encoding that is known.
    """
    if not raw.strip():
        raise InputError("read.empty")
    found = _marked(raw) or _wide(raw)
    if found is None:
        narrow = raw.replace(b"\0", b"")
        found = _narrow(narrow, charset, media_type)
        found = found._replace(note=_joined(found.note, _count_note("read.note_zero_bytes", len(raw) - len(narrow))))
    return _checked(found, media_type)


# --- encodings told by their bytes


def _marked(raw: bytes) -> Decoded | None:
    """Read by byte order mark."""
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(codec, "replace"), codec)
    return None


def _wide(raw: bytes) -> Decoded | None:
    """Read UTF-16 or UTF-32 without a mark: half or more of the bytes of every space and line end are zero."""
    zeros = raw.count(0)
    if not zeros:
        return None
    damaged = zeros > UNDECODABLE_ALLOWED * len(raw)
    is_narrow = _is_text(raw.replace(b"\0", b""))
    if damaged or not is_narrow:
        found = _utf16(raw, zeros, is_narrow=is_narrow) or _utf32(raw)
        if found:
            return found
    if damaged:
        raise InputError("read.zero_bytes", share=zeros / len(raw))
    return None


def _is_text(raw: bytes) -> bool:
    """Tell whether bytes are text of one byte a character, or of UTF-8."""
    if len(raw.translate(None, _PRINTABLE)) < _FEW_OTHERS * len(raw):
        return True
    try:
        return _is_plausible(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _utf16(raw: bytes, zeros: int, *, is_narrow: bool) -> Decoded | None:
    """Read UTF-16 by the order of bytes that gives more white space and ASCII, which must explain its zero bytes.

    If the bytes without the zeros are good text, they may be just that, with zeros strewn in: then most of what comes
    out must be ASCII. Otherwise some ASCII will do; Chinese has zeros in its letters (U+4E00, one) as well.
    """
    best = max((_ascii_signs(raw, codec), codec) for codec in ("utf-16-le", "utf-16-be"))
    (_, signs), codec = best
    text = raw.decode(codec, "replace")
    enough = max(zeros, len(text)) // 2 if is_narrow else zeros // 10
    return Decoded(text, codec) if signs > enough and _is_plausible(text) else None


def _ascii_signs(raw: bytes, codec: str) -> tuple[int, int]:
    """Count white space, and all of ASCII but zeros."""
    signs = raw.decode(codec, "replace").encode("ascii", "ignore")
    return sum(map(signs.count, b" \n")), len(signs) - signs.count(0)


def _utf32(raw: bytes) -> Decoded | None:
    for codec in ("utf-32-le", "utf-32-be"):
        text = raw.decode(codec, "replace")
        if text.strip("\0") and _is_plausible(text):
            return Decoded(text, codec)
    return None


# --- encodings of one or more bytes a character


def _narrow(raw: bytes, charset: str | None, media_type: str) -> Decoded:
    if raw.isascii() and b"\x1b" not in raw and b"~{" not in raw:
        return Decoded(raw.decode("ascii"), "ascii")
    stated = _stated(raw, charset, media_type)
    return (
        _sure_utf8(raw, stated)
        or (_vietnamese(raw, media_type) if "cp1258" in stated else None)  # VNI and TCVN3 pages state it too
        or _first_strict(raw, [*stated, "utf-8"])
        or _nearly(raw, "utf-8")
        or _vietnamese(raw, media_type)
        or next(filter(None, (_nearly(raw, codec) for codec in stated)), None)
        or _guess(raw)
        or _refuse_encoding(stated)
    )


def _stated(raw: bytes, charset: str | None, media_type: str) -> list[str]:
    """Give the codecs that the transport and the page state, in that order; names that are unknown are left out."""
    names = [charset.strip().strip("\"'").lower()] if charset else []
    if media_type == "text/html":
        head = raw[:_HEAD]
        names += [
            found[1].decode("ascii", "ignore").lower() for found in (_META.search(head), _XML.search(head)) if found
        ]
    known = legacy.labels()
    return [known[name] for name in names if name in known and not known[name].startswith("utf-16")]


def _sure_utf8(raw: bytes, stated: list[str]) -> Decoded | None:
    """Read UTF-8 whatever else is stated: no text of another encoding is valid UTF-8 by chance.

    Save one: a few words of an East Asian encoding, all of whose characters happen to be two bytes in UTF-8 as well.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    beyond_ascii = len(raw) - len(text)
    by_chance = not _EAST_ASIAN.isdisjoint(stated) and beyond_ascii < _CHANCE and max(text) <= _LAST_OF_TWO_BYTES
    return Decoded(text, "utf-8") if beyond_ascii and not by_chance else None


def _first_strict(raw: bytes, encodings: list[str]) -> Decoded | None:
    for codec in encodings:
        try:
            return Decoded(raw.decode(codec), codec)
        except UnicodeDecodeError:
            continue
    return None


def _nearly(raw: bytes, codec: str) -> Decoded | None:
    """Read with a codec that fits but for a few places, each of which becomes U+FFFD."""
    text = raw.decode(codec, "replace")
    lost = text.count(_LOST)
    right = len(text) - len(text.encode("ascii", "ignore")) - lost
    few = lost <= UNDECODABLE_ALLOWED * len(text) and (right >= 10 * lost or codec != "utf-8")
    return Decoded(text, codec) if few else None


def _vietnamese(raw: bytes, media_type: str) -> Decoded | None:
    repaired = legacy.vietnamese(legacy.western(raw), media_type, proofs=1)
    return Decoded(*repaired) if repaired else None


def _guess(raw: bytes) -> Decoded | None:
    """Ask the statistics of charset-normalizer, and believe an answer only where the text is plausible.

    It tells scripts apart well, and Western code pages badly: those are told by their alphabets. Bytes beyond ASCII
    that mostly stand alone are Western letters (é) or signs (£): letters of other scripts stand together.
    """
    from charset_normalizer import from_bytes

    runs = _RUN.findall(raw)
    alone = sum(len(run) == 1 for run in runs)
    codec = _western_page(raw) if alone > _MOSTLY * len(runs) else None
    if codec is None:
        match = from_bytes(raw[:_GUESS_FROM], cp_isolation=_GUESSABLE, preemptive_behaviour=False).best()
        codec = match.encoding if match and match.encoding not in _WESTERN else _western_page(raw)
    if codec is None:
        return None
    text = raw.decode(codec, "replace")
    return Decoded(text, codec, say("read.note_guessed", encoding=codec)) if _is_plausible(text) else None


def _western_page(raw: bytes) -> str | None:
    """Choose the code page under which one language's alphabet covers the accented letters best."""
    signs = {codec: Counter(_INSIDE.findall(raw.decode(codec, "replace"))) for codec in _WESTERN}
    covered = [
        (sum(signs[codec][letter] for letter in letters) / max(1, signs[codec].total()), codec)
        for codec, letters in legacy.alphabets()
    ]
    share, codec = max(covered, key=lambda pair: pair[0])  # the first of equals: Western before Central European
    return codec if share >= _COVERED or not signs[codec] else None


def _refuse_encoding(stated: list[str]) -> Decoded:
    if stated:
        raise InputError("read.wrong_charset", charset=stated[0])
    raise InputError("read.unknown_encoding")


# --- what came out


def _checked(found: Decoded, media_type: str) -> Decoded:
    """Repair old Vietnamese, take out zero characters, count what was lost, refuse what is no text."""
    text = found.text.replace("\0", "")
    lost = text.count(_LOST)
    if lost > UNDECODABLE_ALLOWED * len(text):
        raise InputError("read.undecodable", share=lost / len(text), encoding=found.encoding)
    note = _joined(found.note, _count_note("read.note_lost", lost))
    repaired = None if found.encoding in _OLD else legacy.repair(text, media_type)
    if repaired is not None:
        return Decoded(*repaired, _joined(note, say("read.note_repaired", encoding=repaired.encoding)))
    if not text.strip():
        raise InputError("read.empty")
    if not _is_plausible(text):
        raise InputError("read.binary")
    return Decoded(text, found.encoding, note)


def _is_plausible(text: str) -> bool:
    """Tell text from bytes read wrongly: hardly a control character, hardly one that Unicode does not define."""
    head = text[:_ENOUGH_TO_JUDGE]
    seen = head
    for sign in _HARMLESS:  # line ends come first, and nearly every text has no other
        seen = seen.replace(sign, "")
        if seen.isprintable() and _LOST not in seen:  # to look at its signs one by one takes far longer
            return True
    strange = set(filter(_is_strange, set(head)))
    return not strange or sum(map(strange.__contains__, head)) <= UNDECODABLE_ALLOWED * len(head)


def _is_strange(sign: str) -> bool:
    return sign == _LOST or (sign not in _LAYOUT and unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs"))


def _count_note(key: str, count: int) -> str | None:
    return plural(key, count) if count else None


def _joined(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None
