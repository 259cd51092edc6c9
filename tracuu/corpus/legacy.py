"""Old Vietnamese encodings, recognised by the syllables they make: TCVN3, VNI and windows-1258.

Before Unicode, Vietnamese was typed with fonts that drew Vietnamese letters in place of Western ones, so such a text
looks like Western text full of odd signs: "C¬ quan" (TCVN3), "Vieät Nam" (VNI). It is found as bytes, and more often
inside UTF-8, where a converter took it for Western. No label tells; the words do: only a text whose odd words become
well-spelt Vietnamese syllables, nearly all of them, is converted.

Tables: `encodings/tcvn3.tsv` (TCVN 5712:1993, VN3), `encodings/vni.tsv` (VNI-Windows), `encodings/vietnamese.toml`
(spelling). What cannot be told is in docs/reading.md: TCVN3 has no toned capitals of its own.
"""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from math import inf
from pathlib import Path
from typing import NamedTuple

from tracuu.errors import DataError

_FOLDER = Path(__file__).parent / "encodings"
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # combining grave, acute, tilde, hook above, dot below
_TONED_CONSONANT = re.compile(f"[^aeiouy\u0302\u0306\u031b{_TONES}][{_TONES}]")  # ñ
_STOPPED = ("c", "ch", "p", "t")  # syllables that end so take the acute or the dot, no other tone

# Signs of TCVN3 that Western text never puts straight behind a letter, quotation marks aside.
_ODD_SIGN = re.compile("[A-Za-z][¡-©«¬\xad®µ-¹¼-¾]")
_WORD = re.compile("[0-9A-Za-z¡-ÿ]+")
_SIGN = re.compile("[¡-ÿ]")
_OTHER_LETTER = re.compile("[Ā-῿Ⰰ-퟿豈-﻿]")  # a stretch with these was typed in Unicode
_ENTITY = re.compile("&(?:#(1[6-9][0-9]|2[0-4][0-9]|25[0-5])|([A-Za-z]{2,8}[0-9]?));")
# Only the words in it are read in any case: a pattern that begins with a plain sign is looked for much faster. What was
# taken (`++`, `*+`) is not given back, so each sign is looked at once.
_MARKUP = re.compile(
    r"(<(?:[sS](?:(?i:cript)\b(?:[^<]++|<(?!/(?i:script)))*+(?:</(?i:script))?"
    r"|(?i:tyle)\b(?:[^<]++|<(?!/(?i:style)))*+(?:</(?i:style))?)|[^>]*+>))"
)
_WORDS_IN_TAG = re.compile(r"(\b(?:content|alt|title)\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_SMALL = re.compile("[a-z]")
_CAPITAL = re.compile("[A-Z]")
_LONE = ("©", "®", "·", "±", "§")  # signs that stand for themselves where they stand alone
_LINE = re.compile("[^\r\n]+|[\r\n]+")

_ENOUGH_TO_JUDGE = 100_000  # code points; the rest of a long text is in the same encoding
_ODD_ENOUGH = 2_000  # letters beyond ASCII: some hundred words
_LONGEST = 12  # letters of a word: "nghieâng" in VNI has 8
_FEW = 8  # distinct words: below this, not one word may speak against
_PLAIN_BESIDE = 4  # distinct words without an odd sign for each with one: no Vietnamese has more
_BAD_AMONG = 6  # distinct words that become syllables for each that becomes none, at least
_MANY = 20  # distinct words: from here on, foreign names beside them do not matter


class Repaired(NamedTuple):
    """A text in Unicode letters, and the encoding it was found in."""

    text: str
    encoding: str


class _Reading(NamedTuple):
    """One way to read Western characters as Vietnamese."""

    encoding: str
    convert: Callable[[str], str]


class _Words(NamedTuple):
    """The distinct words of a text: all ASCII, which are the same in every reading, and the others."""

    plain: set[str]
    odd: set[str]


class _Count(NamedTuple):
    """What a text's odd words say of a reading, in distinct words."""

    good: set[str]  # become well-spelt syllables
    bad: set[str]  # become none
    whole: set[str]  # are well-spelt as they stand


def repair(text: str, media_type: str) -> Repaired | None:
    """Turn text whose Vietnamese was read as Western letters into Unicode, or give None when it is no such text.

    Args:
        text: as decoded from Unicode or windows-1252.
        media_type: with `text/html`, markup is left alone and character references count as the characters.
    """
    twice = _twice_encoded(text, media_type)
    return Repaired(twice, "utf-8 (encoded twice)") if twice is not None else vietnamese(text, media_type)


def vietnamese(text: str, media_type: str, proofs: int = 2) -> Repaired | None:
    """Do what `repair` does for the three old encodings alone.

    For bytes that are no UTF-8 and state nothing, read as windows-1252, one proof will do: they must be something.
    """
    source = _ENTITY.sub(_character, text) if media_type == "text/html" else text
    if source.isascii() or not _SIGN.search(source):
        return None
    words = _sample(source, media_type)
    if len(words.odd) * _PLAIN_BESIDE < len(words.plain):
        return None
    most_bad = len(words.odd) // (_BAD_AMONG + 1)
    counts = {reading: _count(words.odd, reading.convert, most_bad) for reading in _readings()}
    convincing = [reading for reading in _readings() if _is_convincing(counts[reading], words.plain, reading, proofs)]
    if not convincing:
        return None
    reading = max(convincing, key=lambda each: _weight(counts[each], each))
    return Repaired("".join(_converted(_stretches(source, media_type), reading.convert)), reading.encoding)


def is_syllable(word: str) -> bool:
    """Tell whether one word is spelt as a Vietnamese syllable (lower or upper case, any normal form)."""
    return _is_syllable(unicodedata.normalize("NFC", word).lower())


def typed_in(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Read Western letters that a font of `encoding` (tcvn3, vni) draws as Vietnamese; `capitals`: as capitals."""
    if encoding == "tcvn3":
        return text.translate(_tcvn3()[capitals]).upper() if capitals else text.translate(_tcvn3()[False])
    return _from_vni(text).upper() if capitals else _from_vni(text)


def evidence(text: str, encoding: str) -> int:
    """Count words that become well-spelt when they are read in an old encoding, less those that were so before."""
    count = _count(_parted(_WORD.findall(text)).odd, {one.encoding: one.convert for one in _readings()}[encoding])
    return len(count.good) - len(count.whole)


def is_beyond_western(text: str) -> bool:
    """Tell whether text holds letters that no Western code page has: it was typed in Unicode."""
    return _OTHER_LETTER.search(text) is not None


def western(raw: bytes) -> str:
    """Read bytes as windows-1252, the five bytes it leaves open as C1 controls (WHATWG): never fails."""
    return codecs.charmap_decode(raw, "strict", _western_table())[0]


# --- judging


def _count(odd: Iterable[str], convert: Callable[[str], str], most_bad: float = inf) -> _Count:
    """Judge odd words; with more than `most_bad` bad ones, which cannot convince, the rest is left out."""
    count = _Count(set(), set(), set())
    for word in odd:
        becomes, stands = _judged(word, convert)
        if becomes is None and stands:
            continue  # à in windows-1258 is à: it says nothing for or against
        if stands:
            count.whole.add(word)
        (count.good if becomes else count.bad).add(word)
        if len(count.bad) > most_bad:
            break
    return count


@lru_cache(maxsize=20_000)  # words recur, in one article and from one to the next
def _judged(word: str, convert: Callable[[str], str]) -> tuple[bool | None, bool]:
    """Tell whether a word becomes a syllable (None: it stays as it is), and whether it is one as it stands."""
    if len(word) > _LONGEST:
        return False, False
    read = convert(word)
    stands = is_syllable(word) and (word[1:].islower() or not word[1:] or word.isupper())
    return None if read == word else is_syllable(read), stands


def _is_convincing(count: _Count, plain: set[str], reading: _Reading, proofs: int) -> bool:
    """Tell whether words prove a reading: nearly all must become syllables that they were not before.

    Most Vietnamese words carry an accent and most unaccented ones are syllables too, so plain words weigh as well,
    unless the proof is overwhelming (news is full of foreign names). `proofs` is how many frequent words, or signs
    that Western text never puts so, a text of a few words must have.
    """
    good, bad, whole = (len(words) for words in count)
    if not good or bad * _BAD_AMONG > good or whole * 2 > good or good * _PLAIN_BESIDE < len(plain):
        return False
    native = sum(map(is_syllable, plain))
    common = len(_common(count, reading))
    proof = common + sum(_ODD_SIGN.search(word) is not None for word in count.good)
    if good < _FEW:
        return not bad and proof > 0 and (native == len(plain) or (good > 1 and proof >= proofs))
    beside = native * 2 >= len(plain) or good >= len(plain)
    return proof > 1 and (beside or (good >= _MANY and common >= _FEW))


def _weight(count: _Count, reading: _Reading) -> int:
    return len(count.good) - len(count.bad) + len(_common(count, reading))


def _common(count: _Count, reading: _Reading) -> list[str]:
    """Give the words that become frequent words of Vietnamese."""
    common = _spelling().common
    return [word for word in count.good if unicodedata.normalize("NFC", reading.convert(word)).lower() in common]


def _sample(text: str, media_type: str) -> _Words:
    """Give the words by which a text is judged. Those with digits are codes, lone signs are signs."""
    pieces = _MARKUP.split(text)[::2] if media_type == "text/html" else [text]
    words: set[str] = set()
    seen = odd = 0
    for line in dict.fromkeys("\n".join(pieces).replace("\r", "\n").split("\n")):  # menus say the same again and again
        if not line or _OTHER_LETTER.search(line):
            continue
        head = line[:_ENOUGH_TO_JUDGE]
        words.update(_WORD.findall(head))
        seen += len(head)
        odd += len(head) - len(head.encode("ascii", "ignore"))
        if seen > _ENOUGH_TO_JUDGE or odd > _ODD_ENOUGH:
            break
    return _parted(words)


def _parted(words: Collection[str]) -> _Words:
    plain = set(filter(str.isascii, words))
    odd = {word for word in set(words) - plain if word not in _LONE and not _DIGIT.search(word)}
    return _Words(set(filter(str.isalpha, plain)), odd)


# --- converting


def _stretches(text: str, media_type: str) -> Iterator[tuple[str, bool]]:
    """Cut text into lines, and HTML at its markup too; say of each piece whether it holds words."""
    pieces = _MARKUP.split(text) if media_type == "text/html" else [text]
    for number, piece in enumerate(pieces):
        if number % 2:
            yield piece, False
        else:
            yield from ((line, line[0] not in "\r\n") for line in _LINE.findall(piece))


def _converted(stretches: Iterable[tuple[str, bool]], convert: Callable[[str], str]) -> Iterator[str]:
    for stretch, is_words in stretches:
        if is_words:
            yield _convert_line(stretch, convert)
        else:
            yield _WORDS_IN_TAG.sub(lambda found: found[1] + _convert_line(found[2], convert), stretch)


def _convert_line(line: str, convert: Callable[[str], str]) -> str:
    """Convert one stretch, unless it was typed in Unicode or its odd words would come out worse."""
    if not _SIGN.search(line) or _OTHER_LETTER.search(line):
        return line
    count = _count(_parted(_WORD.findall(line)).odd, convert)
    return line if len(count.good) < max(len(count.bad), len(count.whole)) else convert(line)


def _character(reference: re.Match[str]) -> str:
    """Give the character that an HTML reference names, if it is one of windows-1252's signs; else leave it."""
    from html.entities import name2codepoint

    point = int(reference[1]) if reference[1] else name2codepoint.get(reference[2], 0)
    return chr(point) if 0xA1 <= point <= 0xFF else reference[0]  # noqa: PLR2004  the span that _SIGN names


def _twice_encoded(text: str, media_type: str) -> str | None:
    """Undo UTF-8 that was taken for windows-1252 and encoded again ("Viá»‡t"), where nearly every line says so."""
    if text.isascii() or len(_UTF8_LEAD.findall(text)) < 2:  # noqa: PLR2004  once may be chance
        return None
    lines = [line for line, _ in _stretches(text, media_type)]
    undone = [_undo(line) for line in lines]
    whole = [line for line, before in zip(lines, undone, strict=True) if before is None]
    against = sum(_SIGN.search(line) is not None and not _OTHER_LETTER.search(line) for line in whole)
    if len(lines) == len(whole) or against * 10 > len(lines) - len(whole):
        return None
    return "".join(line if before is None else before for line, before in zip(lines, undone, strict=True))


# Two signs of windows-1252 whose bytes begin a letter of UTF-8.
_UTF8_LEAD = re.compile("[Â-ô][\x80-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def _undo(line: str) -> str | None:
    if not _SIGN.search(line):
        return None
    try:
        return codecs.charmap_encode(line, "strict", _western_bytes())[0].decode("utf-8")
    except UnicodeError:
        return None  # no bytes of windows-1252, or not UTF-8: typed as it stands


# --- the readings


@cache
def _readings() -> tuple[_Reading, ...]:
    return (_Reading("tcvn3", _from_tcvn3), _Reading("vni", _from_vni), _Reading("windows-1258", _from_windows_1258))


def _from_tcvn3(text: str) -> str:
    """Read TCVN3; words typed in a capital font are told by their unaccented capitals (see docs/reading.md)."""
    tables = _tcvn3()
    capital = iter(_in_capital_font(_WORD.findall(text)))

    def letters(word: re.Match[str]) -> str:
        table = tables[next(capital)]
        return word[0] if word[0] in _LONE else word[0].translate(table)

    return _WORD.sub(letters, text)


@cache
def _tcvn3() -> tuple[dict[int, str], dict[int, str]]:
    rows = [(int(code, 16), plain, capital) for code, plain, capital in _rows("tcvn3.tsv", 3)]
    return {code: plain for code, plain, _ in rows}, {code: capital for code, _, capital in rows}


def _in_capital_font(words: list[str]) -> list[bool]:
    """Tell which words of a line were typed in a capital font, where "X·" is XÃ and not Xã.

    Surely so: two unaccented capitals and no small letter. A word with fewer, such as "X·", goes with its neighbours,
    if all there are of them are sure and one has an accent.
    """
    sure = [not _SMALL.search(word) and len(_CAPITAL.findall(word)) > 1 for word in words]
    answers = []
    for place, word in enumerate(words):
        beside = [number for number in (place - 1, place + 1) if 0 <= number < len(words)]
        follows = bool(beside) and all(sure[number] for number in beside)
        accented = any(not words[number].isascii() for number in beside)
        answers.append(sure[place] or (not _SMALL.search(word) and follows and accented))
    return answers


def _from_vni(text: str) -> str:
    pattern, letters = _vni()
    return pattern.sub(lambda found: letters[found[0]], text)


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    letters = dict(_rows("vni.tsv", 2))
    # A capital with a small mark ("Aâm") is the capital: fonts of small capitals were typed so.
    letters |= {written[0].upper() + written[1:]: letter.upper() for written, letter in letters.items() if written[1:]}
    longest_first = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), letters


def _from_windows_1258(text: str) -> str:
    try:
        return codecs.charmap_encode(text, "strict", _western_bytes())[0].decode("cp1258")
    except UnicodeError:
        return text


@cache
def _western_table() -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))


@cache
def _western_bytes() -> dict[int, int]:
    as_latin1 = {byte: byte for byte in range(0x80, 0xA0)}  # some programs kept these bytes as C1 controls
    return as_latin1 | {ord(sign): byte for byte, sign in enumerate(_western_table())}


# --- spelling


class _Spelling(NamedTuple):
    syllables: frozenset[str]  # without tone
    common: frozenset[str]


@cache
def _spelling() -> _Spelling:
    data = tomllib.loads((_FOLDER / "vietnamese.toml").read_text(encoding="utf-8"))
    bright = tuple(data["bright"])
    syllables = frozenset(
        onset + rhyme
        for rhyme in data["rhymes"]
        for onset in data["onsets"] + data["before_bright" if rhyme.startswith(bright) else "before_others"]
    )
    return _Spelling(syllables, frozenset(data["common"]))


@lru_cache(maxsize=50_000)
def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word)
    tones = [part for part in parts if part in _TONES]
    spelt = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    if len(tones) > 1 or _TONED_CONSONANT.search(parts) or spelt not in _spelling().syllables:
        return False
    return not spelt.endswith(_STOPPED) or not tones or tones[0] in "\u0301\u0323"


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    """Read a table of tab-separated columns; lines that begin with `#` are remarks."""
    for number, line in enumerate((_FOLDER / name).read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cells) != columns:
            raise DataError("read.bad_table", path=name, line=number, columns=columns)
        yield cells


@cache
def labels() -> dict[str, str]:
    """Give the names that charsets go by in headers and pages, and the codec each one means."""
    return {label: codec for codec, names in _rows("labels.tsv", 2) for label in names.split()}


@cache
def alphabets() -> tuple[tuple[str, frozenset[str]], ...]:
    """Give the Western code page and the letters beyond ASCII of each language that one was made for."""
    return tuple((codec, frozenset(letters + letters.upper())) for _, codec, letters in _rows("alphabets.tsv", 3))
