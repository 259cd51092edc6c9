"""Proposing a site's description from one page: a file that a person then looks over.

The article is found as on pages of unknown sites; then the page's elements are compared with it. What could not be
found is written down as a comment, so that it is seen and not silently missing.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tracuu.corpus import extract, hosts, metadata
from tracuu.corpus.holding import holding
from tracuu.corpus.lean import lean
from tracuu.corpus.site_files import read_site
from tracuu.corpus.sites import Sites
from tracuu.crawl import site_addresses, site_shapes
from tracuu.crawl.site_trial import Trial, trial
from tracuu.errors import UsageError
from tracuu.messages import say
from tracuu.records import Role
from tracuu.tuples import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from tracuu.corpus.metadata import Facts
    from tracuu.crawl.site_shapes import DatePlace
    from tracuu.records import Extract

_MANY = 4  # languages under one slug; a newspaper does not translate itself into more
_FEEDS = "link[type='application/rss+xml'][href], link[type='application/atom+xml'][href]"
_MOST_FEEDS = 5
_NAME = 60  # characters; a newspaper's name is no longer
_DATE_FORMAT = "{day}/{month}/{year}"


class Proposal(Record):
    """A file as text, the id it gives the site, and what it gives for the page that it was made from."""

    id: str
    text: str
    trial: Trial


def propose(html: str, url: str | None = None) -> Proposal:
    """Propose the description of the site that a page is from. `url` is where it came from.

    Raises InputError when there is no article on the page, UsageError when nothing tells its address.
    """
    from selectolax.lexbor import LexborHTMLParser

    found = extract.page(html, Sites([]), url=url)
    tree = LexborHTMLParser(lean(html.replace("\0", "")))
    facts = metadata.read(tree, html, url)
    address = url or facts.url
    name = hosts.host(address) if address else None
    if address is None or name is None:
        raise UsageError("site.no_address")
    text = "\n".join([*_site(tree, facts, address, name), *_page(tree, facts, found)]) + "\n"
    return Proposal(name, text, _tried(text, html, address))


def _tried(text: str, html: str, url: str) -> Trial:
    """Read the proposed file as it will be read, and try it on the page."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "proposed.toml"
        path.write_text(text, encoding="utf-8")
        site = read_site(path)
    return trial(html, Sites([site]), url, site)


def _site(tree: LexborHTMLParser, facts: Facts, url: str, host: str) -> Iterator[str]:
    title = _plain(facts.publisher or _window_name(tree)) or host
    langs = site_addresses.languages(url, facts.alternates.values())
    pattern = site_addresses.pattern(url, langs)
    yield from _remarks("site.toml_head", url=_plain(url))
    yield _set("id", host)
    yield _set("name", title) + _remark("site.toml_name")
    yield _set("kind", "portal" if len(facts.alternates) >= _MANY else "paper") + _remark("site.toml_kind")
    yield from _province(title)
    yield _list("languages", [facts.lang or "vi"]) + _remark("site.toml_languages")
    yield _list("articles", [pattern]) if pattern else _missing("articles", ["/{slug}-{id}.html"])
    yield _list("listings", ["/{any}/"]) + _remark("site.toml_listings")
    if feeds := _feeds(tree, url, host):
        yield _list("feeds", feeds)
    yield from ("", "[[hosts]]", _set("name", host), "", "[[pages]]")


def _window_name(tree: LexborHTMLParser) -> str | None:
    """Give what stands last in the window's title, behind a bar or dash: the site's name."""
    window = tree.css_first("title")
    pieces = re.split(r"\s[|–—-]\s", (window.text() if window else "") or "")
    return pieces[-1] if len(pieces) > 1 and len(pieces[-1]) <= _NAME else None


def _province(name: str) -> Iterator[str]:
    from tracuu.text.places import province_in

    slug = province_in(name)
    yield (_set("province", slug) if slug else "# " + _set("province", "quang-nam")) + _remark("site.toml_province")


def _feeds(tree: LexborHTMLParser, url: str, host: str) -> list[str]:
    from urllib.parse import urljoin

    written = (node.attributes.get("href") or "" for node in tree.css(_FEEDS))
    whole = [urljoin(url, one) for one in written if one.isascii() and " " not in one]
    return [one for one in dict.fromkeys(whole) if f".{hosts.host(one)}".endswith(f".{host}")][:_MOST_FEEDS]


def _page(tree: LexborHTMLParser, facts: Facts, found: Extract) -> Iterator[str]:
    roles = {mark.start: mark.role for mark in found.roles}
    lines = [line for line in found.given.split("\n") if line]
    starts = {line: found.given.find(line) for line in lines}
    told = [line for line in lines if roles.get(starts[line]) not in {Role.TITLE, Role.DEK, Role.CAPTION}]
    inner, head = holding(tree, told), site_shapes.headline(tree, found.title)
    yield _field("title", tree, head, "h1")
    if inner is None:
        yield _missing("body", ["div.content"], live=True)
        return
    source = site_shapes.source_line(tree)
    yield _field("dek", tree, _lead(tree, facts, inner), "p.sapo")
    yield from _dates(tree, site_shapes.date_place(tree, inner, head, facts.published))
    yield _field("body", tree, inner, "div.content", live=True)
    yield _several("caption", site_shapes.captions_in(inner), "figcaption")
    yield _field("source", tree, source, "p.source")
    yield _several("leave_out", site_shapes.furniture_in(inner, source), ".related")


def _lead(tree: LexborHTMLParser, facts: Facts, inner: LexborNode) -> LexborNode | None:
    return site_shapes.says(tree, facts.dek, inner) or tree.css_first("[class*=sapo], [class*=Sapo]")


def _dates(tree: LexborHTMLParser, place: DatePlace | None) -> Iterator[str]:
    yield _field("date", tree, place.node if place else None, "span.date")
    formats = [place.format, _DATE_FORMAT] if place and place.format else [_DATE_FORMAT]
    yield _list("date_formats", list(dict.fromkeys(formats)))


def _several(name: str, found: list[str], example: str) -> str:
    return _list(name, found) if found else _missing(name, [example])


def _field(name: str, tree: LexborHTMLParser, node: LexborNode | None, example: str, *, live: bool = False) -> str:
    written = site_shapes.selector(tree, node) if node else None
    return _list(name, [written]) if written else _missing(name, [example], live=live)


def _missing(name: str, example: list[str], *, live: bool = False) -> str:
    """Write a field that was not found as a comment; a `live` one must be there for the file to be read at all."""
    return ("" if live else "# ") + _list(name, example) + _remark("site.toml_missing")


def _set(name: str, value: str) -> str:
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"


def _list(name: str, values: list[str]) -> str:
    return f"{name} = [{', '.join(json.dumps(value, ensure_ascii=False) for value in values)}]"


def _remark(key: str) -> str:
    return f"  # {say(key)}"


def _remarks(key: str, **values: object) -> list[str]:
    return [f"# {line}".rstrip() for line in say(key, **values).splitlines()]


def _plain(text: str | None) -> str:
    """Give a page's words as one line that can stand in a file: a line end in a comment would become a setting."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text or "").split())
