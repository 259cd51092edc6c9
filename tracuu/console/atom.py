"""A feed that feed readers and intranets take: Atom (RFC 4287), written whole each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, register_namespace

from tracuu.messages import say
from tracuu.search.answer import Hit

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold (section 2.2): control characters and lone surrogates, which pages do hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(path: Path, name: str, archive_id: str, hits: Sequence[Hit], now: float) -> None:
    """Write the feed of a saved search. It is there whole or as it was; nothing of a page acts in it.

    `archive_id` makes the ids of feed and entries the archive's own: an entry keeps its id from feed to feed.
    """
    register_namespace("", _ATOM)
    feed = _element("feed")
    _add(feed, "id", f"urn:tracuu:{archive_id}:saved:{name}")
    _add(feed, "title", say("saved.feed_title", name=name))
    _add(feed, "updated", _moment(now))
    _add(_add(feed, "author"), "name", "tracuu")
    for hit in hits:
        _entry(feed, archive_id, hit)
    indent(feed)
    half = path.with_name(path.name + ".half")
    ElementTree(feed).write(half, encoding="utf-8", xml_declaration=True)
    half.replace(path)


def _entry(feed: Element, archive_id: str, hit: Hit) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:tracuu:{archive_id}:story:{hit.story}")
    _add(entry, "title", hit.title or say("find.untitled"))
    # An undated story has no better moment than the first one there is.
    _add(entry, "updated", f"{hit.date or '1970-01-01'}T00:00:00Z")
    for rel, url in (("alternate", hit.url), ("via", hit.original_url)):
        if url:
            _add(entry, "link").attrib.update({"rel": rel, "href": _clean(url)})
    _add(_add(entry, "author"), "name", hit.site or say("find.no_site"))
    _add(entry, "summary", f"{hit.snippet}\n{why(hit)}")


def why(hit: Hit) -> str:
    """Say why a story was found: the name that was asked for, or the words as they stand in the text."""
    return hit.reason or say("saved.matched", words=", ".join(hit.matched))


def _element(name: str) -> Element:
    return Element(f"{{{_ATOM}}}{name}")


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    made = SubElement(parent, f"{{{_ATOM}}}{name}")
    made.text = None if text is None else _clean(text)
    return made


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _moment(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
