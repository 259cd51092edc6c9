"""Books (.epub; EPUB 3.3 and 2): the chapters in the order of the spine, with what the package states of the book."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from tracuu.corpus.office import package
from tracuu.corpus.office.document import Block, Document
from tracuu.corpus.office.package import Element, Package, below
from tracuu.errors import InputError
from tracuu.records import Role

READER = "epub/1"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FONTS = ("obfuscation", "http://ns.adobe.com/pdf/enc#RC", "http://www.idpf.org/2008/embedding")


def read(raw: bytes) -> Document:
    """Read a book. Raises InputError when it is damaged, locked, or has no list of chapters."""
    held = Package(raw)
    _refuse_locked(held)
    place = _package_of(held)
    root = held.xml(place)
    blocks = [block for chapter in _chapters(root, place) if chapter in held for block in _blocks(held.read(chapter))]
    return Document(
        blocks=tuple(blocks),
        reader=READER,
        title=package.core_property(root, "title"),
        published=package.core_property(root, "date"),
        publisher=package.core_property(root, "publisher"),
        lang=package.core_property(root, "language"),
        url=_address(root),
    )


def _refuse_locked(held: Package) -> None:
    """Fonts may be scrambled without any harm; chapters that are belong to a reader's account."""
    if "META-INF/rights.xml" in held:
        raise InputError("office.drm")
    stated = held.xml_if_any("META-INF/encryption.xml")
    methods = [one.get("Algorithm") or "" for one in below(stated, "EncryptionMethod")] if stated is not None else []
    if any(not method.startswith(_FONTS) for method in methods):
        raise InputError("office.drm")


def _package_of(held: Package) -> str:
    container = held.xml_if_any("META-INF/container.xml")
    named = [one.get("full-path") or "" for one in below(container, "rootfile")] if container is not None else []
    place = next((name for name in named if name in held), None)
    if place is None:
        raise InputError("office.no_book")
    return place


def _chapters(root: Element, place: str) -> Iterator[str]:
    items = {one.get("id"): one for one in below(root, "item")}
    folder = posixpath.dirname(place)
    for reference in below(root, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or (item.get("media-type") or _PAGES[0]) not in _PAGES:
            continue
        if "nav" not in (item.get("properties") or "").split():  # the table of contents says the headings again
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _blocks(chapter: bytes) -> Iterator[Block]:
    from selectolax.lexbor import LexborHTMLParser

    from tracuu.corpus.decode import decode
    from tracuu.corpus.markup import pieces

    if not chapter.strip():
        return
    tree = LexborHTMLParser(decode(chapter, "utf-8", "text/html").text)
    if tree.body is None:
        return
    left_out = frozenset(node.mem_id for node in tree.css("nav, [hidden]"))
    for text, role in pieces(tree.body, lambda _: None, left_out):
        yield Block(text, role if role is Role.HEADING else None)


def _address(root: Element) -> str | None:
    stated = [package.core_property(root, "source"), *("".join(one.itertext()) for one in below(root, "identifier"))]
    return next((one.strip() for one in stated if one and one.strip().startswith(("http://", "https://"))), None)
