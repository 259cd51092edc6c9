"""Text read off pictures by tesseract (https://tesseract-ocr.github.io), where it is installed with Vietnamese.

It is started for each picture, without a library between: it reads the picture from its input and writes text.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tracuu.corpus.office import programs
from tracuu.corpus.office.document import Block, Document
from tracuu.errors import InputError
from tracuu.messages import say

SECONDS = 120.0  # for one picture
_DOTS = 300 / 72  # a point is 1/72 inch; tesseract wants 300 dots an inch
_MOST_DOTS = 25_000_000
_FILE = Path(__file__).parent / "ocr.toml"
_PLACES = ("/opt/homebrew/bin/tesseract", "/usr/local/bin/tesseract", "C:/Program Files/Tesseract-OCR/tesseract.exe")
_VERSION = re.compile(r"tesseract\s+v?(\S+)")


class Engine(NamedTuple):
    """An installed tesseract: its path, its version, and the languages to read with."""

    program: str
    version: str
    langs: str

    def told(self) -> dict[str, str]:
        """Give what notes say of it."""
        return {"engine": f"tesseract {self.version}", "langs": self.langs}


def engine(lang: str | None) -> Engine:
    """Find tesseract, and the data for a language (BCP 47) beside Vietnamese and English.

    Raises InputError when it is not installed, or lacks the data.
    """
    program = programs.found(["tesseract"], _PLACES)
    if program is None:
        raise InputError("office.no_tesseract")
    here = _languages(program)
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    needed = data["languages"].get(lang or "vi") or data["languages"].get((lang or "vi").split("-")[0], "vie")
    if needed not in here:
        raise InputError("office.no_ocr_language", lang=needed)
    langs = dict.fromkeys([needed, *(one for one in data["always"] if one in here)])
    return Engine(program, _version(program), "+".join(langs))


@cache
def _languages(program: str) -> frozenset[str]:
    return frozenset(programs.run([program, "--list-langs"], SECONDS).decode("utf-8", "replace").split())


@cache
def _version(program: str) -> str:
    found = _VERSION.search(programs.run([program, "--version"], SECONDS).decode("utf-8", "replace"))
    return found[1] if found else "?"


def picture(raw: bytes, reads: Engine) -> Document:
    """Read one picture. Raises InputError when there is no text in it."""
    paragraphs = _paragraphs(raw, reads)
    if not paragraphs:
        raise InputError("office.ocr_nothing")
    return Document(
        blocks=tuple(map(Block, paragraphs)),
        reader=f"ocr-tesseract-{reads.version}/1",
        notes=(say("office.note_ocr", **reads.told()),),
    )


def page(shown: Any, reads: Engine) -> list[str]:
    """Read the paragraphs off a page of a PDF."""
    width, height = shown.get_size()
    scale = min(_DOTS, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    bitmap = shown.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
    dots = b"".join(bytes(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height))
    return _paragraphs(head + dots, reads)


def _paragraphs(raw: bytes, reads: Engine) -> list[str]:
    command = [reads.program, "stdin", "stdout", "-l", reads.langs, "--dpi", "300"]
    written = programs.run(command, SECONDS, raw, {"OMP_THREAD_LIMIT": "1"}).decode("utf-8", "replace")
    parts = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", written.replace("\f", "\n\n")))
    return [part for part in parts if any(map(str.isalnum, part))]
