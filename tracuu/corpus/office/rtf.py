r"""Rich Text Format (.rtf; Microsoft's specification 1.9.1).

A file is groups in braces, each of which inherits what holds around it: a font, hidden or not, where its text goes.
Bytes are read in the code page of their font; `\uN` is Unicode, and the letters after it that stand for it are passed
over. Destinations that are not known and marked `\*` are no text. What is read and left out is as for Word files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tracuu.corpus import legacy
from tracuu.corpus.office import fonts, rowed
from tracuu.corpus.office.document import Document, Link
from tracuu.corpus.office.fonts import Run
from tracuu.corpus.office.rtf_words import CHARSETS, LEFT_OUT, SIGNS, STARRED_TEXT
from tracuu.errors import InputError
from tracuu.records import Role

READER = "rtf/1"
_DEEPEST = 2_000
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_FIELD = re.compile(r'HYPERLINK\s+"([^"]{4,2000})"')
_PROPERTIES = frozenset({"title"})
_HEADINGS = ("heading ", "title")


@dataclass(slots=True)
class _Sink:
    """Where paragraphs go: the text, a footnote, a box. `waiting` are boxes that follow the paragraph they hang on."""

    runs: list[Run] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    waiting: list[_Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    runs: list[Run]
    role: Role | None
    place: rowed.Place | None


@dataclass(slots=True)
class _Group:
    """What holds in a group. `goes` is `text`, or the name of a destination; None: nowhere."""

    sink: _Sink
    goes: str | None = "text"
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    stands_for: int = 1  # letters after \u that say the same
    opens: str | None = None  # what ends with this group: "box", "note", or a destination whose words are wanted
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    """What is known of the file as a whole, and where reading stands."""

    codec: str = "cp1252"
    font: int | None = None
    names: dict[int, str] = field(default_factory=dict)
    codecs: dict[int, str] = field(default_factory=dict)
    styles: dict[int, Role] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    notes: list[_Piece] = field(default_factory=list)
    role: Role | None = None
    style: int = -1
    in_table: bool = False
    row: int = 0
    cell: int = 0
    pending: bytearray = field(default_factory=bytearray)
    half: int = 0  # the first half of a surrogate pair
    passed: int = 0  # letters still to be passed over behind \u
    starred: bool = False


def read(raw: bytes) -> Document:
    """Read an RTF file. Raises InputError when it is none, or nested without end."""
    if not raw.lstrip()[:5].lower().startswith(b"{\\rtf"):
        raise InputError("office.damaged", detail="\\rtf")
    file = _File()
    main = _Sink()
    _walk(raw, file, main)
    _end_paragraph(file, main)
    pieces = main.pieces + file.notes
    read_as = fonts.unicode_of(piece.runs for piece in pieces)
    lines = [(text, piece.role, piece.place) for text, piece in zip(read_as.texts, pieces, strict=True)]
    return Document(
        blocks=tuple(rowed.blocks(lines)),
        reader=READER,
        title=file.facts.get("title"),
        made=_made(file.facts),
        links=tuple(file.links),
        encoding=read_as.encoding,
    )


def _made(facts: dict[str, str]) -> str | None:
    parts = [facts.get(name, "") for name in ("yr", "mo", "dy")]
    return f"{int(parts[0]):04}-{int(parts[1]):02}-{int(parts[2]):02}" if all(parts) else None


def _walk(raw: bytes, file: _File, main: _Sink) -> None:
    stack = [_Group(main)]
    place = 0
    while token := _TOKEN.match(raw, place):
        place = token.end()
        if token["brace"]:
            _brace(file, stack, token["brace"])
        elif token["word"]:
            word, number = token["word"].decode(), int(token["number"]) if token["number"] else None
            place += max(0, number or 0) if word == "bin" else 0
            _word(file, stack[-1], word, number)
        elif token["sign"]:
            _sign(file, stack[-1], token["sign"])
        elif token["byte"] or token["text"]:
            _bytes(file, bytes([int(token["byte"], 16)]) if token["byte"] else token["text"])
    while stack:
        _flush(file, stack[-1])
        _close(file, stack)


def _brace(file: _File, stack: list[_Group], brace: bytes) -> None:
    _flush(file, stack[-1])
    if brace == b"{":
        _open(stack)
    elif len(stack) > 1:
        _close(file, stack)


def _open(stack: list[_Group]) -> None:
    if len(stack) > _DEEPEST:
        raise InputError("office.too_deep", most=_DEEPEST)
    stack.append(replace(stack[-1], opens=None, words=stack[-1].words))


def _close(file: _File, stack: list[_Group]) -> None:
    group = stack.pop()
    words = "".join(group.words)
    if group.opens in {"box", "note"}:
        _end_paragraph(file, group.sink)
        (file.notes if group.opens == "note" else stack[-1].sink.waiting).extend(group.sink.pieces)
    elif group.opens == "fldinst":
        if (found := _FIELD.search(words)) and found[1].lower().startswith(("http://", "https://")):
            file.links.append(Link(found[1], ""))
    elif group.opens in _PROPERTIES:
        file.facts[group.opens] = words.strip()
    elif group.goes == "fonttbl" and group.font is not None and words.strip(" ;"):
        file.names.setdefault(group.font, words.strip(" ;"))
        group.words.clear()
    elif group.goes == "stylesheet":
        if words.strip(" ;").lower().startswith(_HEADINGS):
            file.styles[file.style] = Role.TITLE if words.lower().startswith("title") else Role.HEADING
        group.words.clear()
    file.starred = False


# --- control words


def _word(file: _File, group: _Group, word: str, number: int | None) -> None:
    if word == "u" and number is not None:
        _unicode(file, group, number)
        return
    if file.passed:  # a control word stands for one letter as well
        file.passed -= 1
        if word in SIGNS:
            return
    _flush(file, group)
    starred, file.starred = file.starred, False
    if _begins_destination(group, word, starred=starred) or _sets(file, group, word, number):
        return
    if group.goes == "text" and group.goes is not None:
        _layout(file, group, word)


def _begins_destination(group: _Group, word: str, *, starred: bool) -> bool:
    """Send the group's text where its destination says; tell whether the word was one."""
    if word in {"footnote", "shptxt"}:
        group.sink, group.opens = _Sink(), "note" if word == "footnote" else "box"
    elif word in {"fonttbl", "stylesheet", "info"}:
        group.goes, group.words = word, []
    elif word == "fldinst" or (word in _PROPERTIES and group.goes == "info"):
        group.goes, group.opens, group.words = "words", word, []
    elif word in LEFT_OUT or (starred and word not in STARRED_TEXT):
        group.goes = None
    else:
        return False
    return True


def _sets(file: _File, group: _Group, word: str, number: int | None) -> bool:
    """Set what a word says of letters to come; tell whether it was such a word."""
    if word == "f" and number is not None:
        group.font = number
    elif word == "fcharset" and group.font is not None:
        file.codecs[group.font] = CHARSETS.get(number or 0, file.codec)
    elif word == "uc":
        group.stands_for = max(0, number or 0)
    elif word == "v":
        group.hidden = number != 0
    elif word == "deleted":
        group.deleted = number != 0
    elif word == "plain":
        group.hidden = group.deleted = False
        group.font = None
    else:
        return _sets_file(file, group, word, number) or _sets_paragraph(file, group, word, number)
    return True


def _sets_file(file: _File, group: _Group, word: str, number: int | None) -> bool:
    if word == "deff":
        file.font = number
    elif word == "ansicpg" and number:
        file.codec = _known(number)
    elif word == "mac":
        file.codec = "mac_roman"
    elif word in {"yr", "mo", "dy"} and number is not None and group.goes == "info":
        file.facts.setdefault(word, str(number))
    else:
        return False
    return True


def _sets_paragraph(file: _File, group: _Group, word: str, number: int | None) -> bool:
    if word == "s" and number is not None:
        file.style = number
        file.role = file.styles.get(number) if group.goes == "text" else None
    elif word == "outlinelevel":
        file.role = file.role or (Role.HEADING if (number or 0) < 9 else None)  # noqa: PLR2004  9 is body text
    elif word == "pard":
        file.role, file.in_table = None, False
    elif word == "intbl":
        file.in_table = True
    else:
        return False
    return True


def _layout(file: _File, group: _Group, word: str) -> None:
    if word in {"par", "sect", "page"}:
        _end_paragraph(file, group.sink)
    elif word in {"cell", "nestcell"}:
        file.in_table = True
        _end_paragraph(file, group.sink)
        file.cell += 1
    elif word in {"row", "nestrow"}:
        file.row += 1
    elif word in SIGNS:
        _put(file, group, SIGNS[word])


def _known(page: int) -> str:
    import codecs

    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == 65001 else "cp1252"  # noqa: PLR2004  Windows' number for UTF-8


# --- letters


def _sign(file: _File, group: _Group, sign: bytes) -> None:
    if sign == b"*":
        file.starred = True
    elif sign in {b"\n", b"\r"}:
        _flush(file, group)
        if group.goes == "text":
            _end_paragraph(file, group.sink)
    elif sign in {b"\\", b"{", b"}"}:
        _bytes(file, sign)
    elif sign in {b"~", b"_"}:
        _flush(file, group)
        _put(file, group, "\xa0" if sign == b"~" else "\u2011")


def _bytes(file: _File, found: bytes) -> None:
    passed = min(file.passed, len(found))
    file.passed -= passed
    file.pending += found[passed:]


def _unicode(file: _File, group: _Group, number: int) -> None:
    _flush(file, group)
    code = number & 0xFFFF
    if 0xD800 <= code < 0xDC00:  # noqa: PLR2004  the first half of a pair
        file.half = code
    elif 0xDC00 <= code < 0xE000:  # noqa: PLR2004  the second
        _put(file, group, chr(0x10000 + ((file.half - 0xD800) << 10) + code - 0xDC00) if file.half else "\ufffd")
        file.half = 0
    else:
        _put(file, group, chr(code))
    file.passed = group.stands_for


def _flush(file: _File, group: _Group) -> None:
    """Read the bytes that came since, in the code page of their font."""
    file.passed = 0
    if not file.pending:
        return
    raw = bytes(file.pending)
    file.pending.clear()
    font = group.font if group.font is not None else file.font
    if fonts.is_old(file.names.get(font) if font is not None else None):
        _put(file, group, legacy.western(raw))
    else:
        codec = file.codecs.get(font, file.codec) if font is not None else file.codec
        _put(file, group, raw.decode(codec, "replace"))


def _put(file: _File, group: _Group, text: str) -> None:
    if group.goes in {"words", "fonttbl", "stylesheet"}:
        group.words.append(text)
    elif group.goes == "text" and not group.hidden and not group.deleted:
        font = group.font if group.font is not None else file.font
        group.sink.runs.append(Run(text, file.names.get(font) if font is not None else None))


def _end_paragraph(file: _File, sink: _Sink) -> None:
    place = rowed.Place(file.row, file.cell) if file.in_table else None
    if sink.runs:
        sink.pieces.append(_Piece(sink.runs, file.role, place))
    sink.pieces += sink.waiting
    sink.runs, sink.waiting = [], []
