"""A Document becomes given text: one block a line, composed (NFC), with a mark where a page ends, and its roles."""

from __future__ import annotations

import re
import unicodedata

from tracuu.corpus import dates, legacy
from tracuu.corpus.office import titles
from tracuu.corpus.office.document import PAGE_BREAK, Block, Document
from tracuu.corpus.office.rowed import tidy
from tracuu.errors import InputError
from tracuu.messages import say
from tracuu.records import Dated, DateKind, Extract, Mark, Role

_FEWEST = 2  # letters or digits
_SIGNS = {
    0x00AD: None,
    0x200B: None,
    0xFEFF: None,
    0x00A0: " ",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF02D: "-",
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]),
    0x09: " ",
    0x0A: " ",
    0x0C: PAGE_BREAK,
    0x0D: " ",
}
# Letters as they are drawn, one sign for several or for a form of one: a PDF may give them in place of the letters.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]")
_ODD = re.compile("[\ufffd\ue000-\uf8ff]")
_LOST = 0.3


def extract(document: Document) -> Extract:
    """Turn what a reader found into given text. Raises InputError when no text is among it."""
    cleaned = [block._replace(text=_clean(block.text)) for block in document.blocks]
    blocks = [block for block in cleaned if block.text]
    said = "".join(block.text for block in blocks)
    if sum(map(str.isalnum, said)) < _FEWEST:
        raise InputError("office.no_text")
    if len(_ODD.findall(said)) > _LOST * len(said):
        raise InputError("office.unreadable_text")
    encoding, blocks = _in_unicode(document.encoding, blocks)
    title = titles.choose(document.title, blocks)
    given, roles = _join(blocks, title)
    notes = [*document.notes, *([say("office.note_fonts", encoding=encoding)] if encoding else [])]
    return Extract(
        given=given,
        extractor=document.reader,
        roles=roles,
        url=document.url,
        lang=document.lang,
        title=title.text,
        titled=title.text is not None,
        published=_published(document, blocks),
        publisher=document.publisher,
        charset=encoding,
        note="; ".join(notes) or None,
    )


def _clean(text: str) -> str:
    text = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    return tidy(text).strip(" ") if text.strip() else PAGE_BREAK if PAGE_BREAK in text else ""


def _in_unicode(encoding: str | None, blocks: list[Block]) -> tuple[str | None, list[Block]]:
    """Undo an old encoding that no font's name told, as for other texts: by its words."""
    repaired = legacy.repair("\n".join(block.text for block in blocks), "text/plain")
    if repaired is None:
        return encoding, blocks
    lines = unicodedata.normalize("NFC", repaired.text).split("\n")
    return encoding or repaired.encoding, [block._replace(text=line) for block, line in zip(blocks, lines, strict=True)]


def _join(blocks: list[Block], title: titles.Title) -> tuple[str, tuple[Mark, ...]]:
    """Join blocks to given text and say where each told role stands; only what was chosen is marked as the title."""
    marks = []
    start = 0
    for place, (text, role) in enumerate(blocks):
        told = Role.TITLE if place in title.lines else Role.HEADING if role is Role.TITLE else role
        if told is not None:
            marks.append(Mark(start, start + len(text), told))
        start += len(text) + 1
    return "\n".join(block.text for block in blocks), tuple(marks)


def _published(document: Document, blocks: list[Block]) -> Dated | None:
    """Give the day: stated as that of publishing, else printed in the head, else of the file's making."""
    stated = dates.read(document.published) if document.published else None
    if stated or (stated := titles.dated(blocks)):
        return stated
    made = dates.from_iso(document.made[:10]) if document.made else None
    return made._replace(kind=DateKind.INFERRED, moment=None) if made else None
