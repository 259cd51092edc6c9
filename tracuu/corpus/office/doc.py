"""Old Word files (.doc): read through LibreOffice, textutil, antiword or catdoc, whichever is installed.

The first two give a file with fonts, so that old Vietnamese fonts are recognised; the others give text, whose old
letters are recognised by their words. LibreOffice runs in a folder of its own that is thrown away, runs no macro and
fetches nothing that a file links to.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tracuu.corpus.office import docx, programs
from tracuu.corpus.office.document import Block, Document
from tracuu.corpus.office.rowed import tidy
from tracuu.errors import InputError
from tracuu.messages import say

SECONDS = 90.0
_WORD = "WordDocument".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAFE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value>
</prop><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item></oor:items>"""


class _Converter(NamedTuple):
    """A program, where systems put it, and how it is used."""

    name: str
    names: tuple[str, ...]
    places: tuple[str, ...]
    convert: Callable[[str, Path], Document]


def read(raw: bytes) -> Document:
    """Read an old Word file. Raises InputError when it is none, protected, or no program reads it."""
    if _LOCKED in raw:
        raise InputError("office.protected")
    if _WORD not in raw:
        raise InputError("office.old_office")
    for converter in _CONVERTERS:
        if program := programs.found(converter.names, converter.places):
            with TemporaryDirectory(prefix="tracuu-") as folder:
                file = Path(folder) / "file.doc"
                file.write_bytes(raw)
                read_as = converter.convert(program, file)
            notes = (*read_as.notes, say("office.note_converted", program=converter.name))
            return read_as._replace(reader=f"doc-{converter.name.lower()}/1", notes=notes)
    raise InputError("office.no_converter")


def _by_libreoffice(program: str, file: Path) -> Document:
    profile = file.parent / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SAFE, encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.parent.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
    ]
    programs.run([*command, "--convert-to", "docx", "--outdir", str(file.parent), str(file)], SECONDS)
    return _converted(file, "soffice")


def _by_textutil(program: str, file: Path) -> Document:
    programs.run([program, "-convert", "docx", "-output", str(file.with_suffix(".docx")), str(file)], SECONDS)
    return _converted(file, "textutil")


def _converted(file: Path, program: str) -> Document:
    made = file.with_suffix(".docx")
    if not made.exists():  # LibreOffice says nothing of a file that it cannot open
        raise InputError("office.not_converted", program=program, detail="no file was written")
    return docx.read(made.read_bytes())


def _by_antiword(program: str, file: Path) -> Document:
    return _plain(programs.run([program, "-m", "UTF-8.txt", "-w", "0", str(file)], SECONDS))


def _by_catdoc(program: str, file: Path) -> Document:
    return _plain(programs.run([program, "-d", "utf-8", "-w", str(file)], SECONDS))


def _plain(written: bytes) -> Document:
    lines = (tidy(line) for line in written.decode("utf-8", "replace").splitlines())
    return Document(blocks=tuple(Block(line) for line in lines if line), reader="")


_CONVERTERS = (
    _Converter(
        "LibreOffice",
        ("soffice", "libreoffice"),
        (
            "/Applications/LibreOffice.app/Contents/MacOS/soffice",
            "C:/Program Files/LibreOffice/program/soffice.com",
            "C:/Program Files (x86)/LibreOffice/program/soffice.com",
        ),
        _by_libreoffice,
    ),
    _Converter("textutil", ("textutil",), (), _by_textutil),
    _Converter("antiword", ("antiword",), (), _by_antiword),
    _Converter("catdoc", ("catdoc",), (), _by_catdoc),
)
