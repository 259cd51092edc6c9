"""XML of strangers: the repeated elements of a sitemap or feed, one at a time, whatever state the document is in.

Everything before the root element is cut away, and with it every declaration of an entity, so that no entity can
expand; references to undeclared ones stay as they are written. Parsing goes on after errors, and memory is that of
the text and one element.
"""

from __future__ import annotations

import codecs
import html
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tracuu.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 52_428_800
"""Bytes of a sitemap, unpacked: what the protocol allows (sitemaps.org, 50 MiB)."""

MOST_TAGS = 2_000_000
"""Signs that begin a tag or an entity; a full sitemap with pictures and languages has fewer."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:+-]{1,40})", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_MOST_PACKINGS = 2
_PROLOG = 100_000  # characters in which the root element must begin
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(urlset|sitemapindex|rss|feed|rdf)\b", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML 1.0, section 2.2
_LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_TAG = re.compile(r"<[^<>]{0,500}>")
_LONGEST_TEXT = 5_000


class Document(NamedTuple):
    """The text of a list from its root element on, and that element's name in small letters; None when it has none."""

    text: str
    root: str | None


def opened(body: bytes) -> Document:
    """Decode a list, unpacking it first where the file itself is packed (`sitemap.xml.gz`).

    Raises InputError when it is too large or damaged.
    """
    text = _decoded(_unpacked(body))
    found = _ROOT.search(text, 0, _PROLOG)
    if found is None:
        return Document(text, None)
    if text.count("<") + text.count("&") > MOST_TAGS:
        raise InputError("crawl_find.many_tags", limit=MOST_TAGS)
    return Document(text[found.start() :], found[1].casefold())


def elements(document: Document, repeated: tuple[str, ...], others: tuple[str, ...] = ()) -> Iterator[_Element]:
    """Give the elements of these names in any namespace, in the order in which they end.

    Those that are `repeated` are emptied after use; `others` may be parts of them and stay whole.
    """
    from io import BytesIO

    from lxml import etree

    clean = _LOOSE_AMPERSAND.sub("&amp;", _FORBIDDEN.sub("", document.text)).encode()
    walk = etree.iterparse(
        BytesIO(clean),
        events=("end",),
        tag=[f"{{*}}{name}" for name in (*repeated, *others)],
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        for _, element in walk:
            yield element
            if local(element) in repeated:
                element.clear()
                _forget_before(element)
    except etree.XMLSyntaxError:
        return  # past mending: what was read so far counts


def local(element: _Element) -> str:
    """Give an element's name without its namespace, in small letters."""
    return _without_namespace(str(element.tag))


def text_of(element: _Element) -> str:
    """Give the text of an element and those in it on one line."""
    if not len(element):
        return " ".join((element.text or "")[:_LONGEST_TEXT].split())
    return " ".join("".join(map(str, element.itertext()))[:_LONGEST_TEXT].split())


def title_of(written: str) -> str | None:
    """Give a title as a reader sees it: feeds escape it once or twice, and put markup into it."""
    plain = written
    for _ in range(2):
        plain = _TAG.sub("", html.unescape(plain))
    return " ".join(plain.split()) or None


def address_of(written: str) -> str:
    """Give an address whose ampersands were escaped once too often."""
    return written.strip().replace("&amp;", "&")


@lru_cache(maxsize=1_000)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].casefold()


def _decoded(body: bytes) -> str:
    """Give the text: by its mark, as UTF-16, as UTF-8 that holds, as declared. What is damaged is replaced.

    A declaration is asked last: many lists declare one encoding and are written in UTF-8. Addresses are ASCII, so that
    even a wrong choice costs no more than a title.
    """
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    if body[:2] in _WIDE:
        return body.decode(_WIDE[body[:2]], "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        stated = _DECLARED.search(body, 0, _PROLOG)
    try:
        return body.decode(stated[1].decode("ascii") if stated else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _unpacked(body: bytes) -> bytes:
    for _ in range(_MOST_PACKINGS):
        if not body.startswith(_GZIP):
            break
        try:
            body = zlib.decompressobj(wbits=31).decompress(body, MOST_BYTES + 1)
        except zlib.error as error:
            raise InputError("crawl_find.damaged", reason=str(error)) from error
    if len(body) > MOST_BYTES:
        raise InputError("crawl_find.too_large", limit=MOST_BYTES)
    return body


def _forget_before(element: _Element) -> None:
    """Free what stands before an element that was read; libxml2 keeps it otherwise."""
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
