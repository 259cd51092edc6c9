"""HTML, element by element: what is not made here is text, and text never becomes markup."""

from __future__ import annotations

import re
from html import escape
from typing import NewType
from urllib.parse import urlsplit

from tracuu.console.safe import printable

Markup = NewType("Markup", str)
"""HTML that was made here. A plain text becomes one by `text`, and in no other way."""

_EMPTY = frozenset({"br", "col", "input", "meta"})
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


def text(words: str) -> Markup:
    """Write words of other people as text; what may act in it is shown and not done (`console.safe`)."""
    return Markup(escape(printable(words), quote=True))


def element(name: str, /, *inner: Markup, **attributes: str | bool | None) -> Markup:
    """Write an element. Attributes are named as in HTML, with `_` for `-` and `class_` for class; None is left out."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup(f"<{name}{given}>" if name in _EMPTY else f"<{name}{given}>{''.join(inner)}</{name}>")


def joined(*parts: Markup) -> Markup:
    """Put elements behind each other, each on a line of its own."""
    return Markup("\n".join(part for part in parts if part))


def is_address(url: str) -> bool:
    """Tell whether an address may be a link: of the web, of a host, and without a letter that could end it."""
    if _ADDRESS.fullmatch(url) is None:
        return False
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number, a bracket without its other
        return False


def link(url: str, words: Markup) -> Markup:
    """Make a link of an address of the web; of any other only its words."""
    if not is_address(url):
        return words
    return element("a", words, href=url, rel="noopener noreferrer")
