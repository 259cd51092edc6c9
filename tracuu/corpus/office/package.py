"""Zipped XML, as Word, LibreOffice and books are kept: parts read within bounds, no entity expanded, nothing fetched.

A bomb is told by its ratio, as for gzip: XML packs 5 to 60 times smaller, a bomb 1,000 times. A file of ours declares
no document type, so one that does is refused whatever it declares (entities of entities, files of this machine).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from tracuu.errors import InputError

Element = Any  # of lxml, which ships no types

LARGEST_PART = 64_000_000  # bytes of one part, unpacked
LARGEST_SUM = 200_000_000  # bytes of all parts that are read of one file
MOST_PARTS = 20_000
_RATIO = 200
_UNSUSPICIOUS = 32_000_000  # unpacked bytes below which any ratio is let pass
_AT_ONCE = 1 << 20


class Package:
    """A zip file of which some parts are read. Raises InputError when it is damaged or holds far too much."""

    def __init__(self, raw: bytes) -> None:
        """Open it; nothing is unpacked yet."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise InputError("office.damaged", detail=str(error)) from error
        self._parts = {one.filename.lstrip("/"): one for one in self._zip.infolist()}
        if len(self._zip.infolist()) > MOST_PARTS:
            raise InputError("office.too_many_parts", most=MOST_PARTS)
        self._read = 0

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._parts

    def names(self) -> list[str]:
        """Give the names of all parts, in their order."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """Unpack one part; a part that is not there is damage."""
        part = self._parts.get(name)
        if part is None:
            raise InputError("office.damaged", detail=name)
        if part.flag_bits & 1:
            raise InputError("office.protected")
        try:
            content = self._unpacked(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise InputError("office.damaged", detail=str(error) or name) from error
        self._read += len(content)
        if self._read > LARGEST_SUM:
            raise InputError("office.bomb", packed=part.compress_size, unpacked=self._read)
        return content

    def _unpacked(self, part: zipfile.ZipInfo) -> bytes:
        """Read piece by piece: what the file says of its own size is not believed."""
        found = bytearray()
        with self._zip.open(part) as stream:
            while piece := stream.read(_AT_ONCE):
                found += piece
                much = len(found) > _UNSUSPICIOUS and len(found) > _RATIO * max(1, part.compress_size)
                if much or len(found) > LARGEST_PART:
                    raise InputError("office.bomb", packed=part.compress_size, unpacked=len(found))
        return bytes(found)

    def xml(self, name: str) -> Element:
        """Parse one part. Raises InputError when it is no XML, declares entities, or is nested without end."""
        return parsed(self.read(name), name)

    def xml_if_any(self, name: str) -> Element | None:
        """Parse a part that need not be there."""
        return self.xml(name) if name in self else None


def parsed(content: bytes, name: str) -> Element:
    """Parse XML of other people. Raises InputError as `Package.xml` does."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("office.bad_xml", part=name, detail=str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise InputError("office.entities", part=name)
    return root


def local(element: Element) -> str:
    """Give an element's name without its namespace: strict and transitional files differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Give an attribute by its local name, in whatever namespace."""
    direct = element.get(name)
    if direct is not None:
        return str(direct)
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}" + name)), None)


def child(element: Element | None, name: str) -> Element | None:
    """Give the first child of this local name."""
    return None if element is None else next((one for one in element if local(one) == name), None)


def below(element: Element, name: str) -> Iterator[Element]:
    """Give all elements of this local name below one."""
    yield from element.iter("{*}" + name)


def core_property(root: Element | None, name: str) -> str | None:
    """Give a property of a file by its local name, None where it is blank."""
    found = next(iter(below(root, name)), None) if root is not None else None
    text = "".join(found.itertext()).strip() if found is not None else ""
    return text or None
