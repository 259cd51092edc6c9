"""Address patterns as a non-programmer writes them, `/{lang}/{slug}`, turned into patterns that can be matched.

The parts in braces are the only special signs; docs/sites.md lists them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

# Script subtags are listed, else "ky-niem" would be Kyrgyz in a script "Niem".
_SCRIPT = "Hans|Hant|Latn|Cyrl|Arab|Deva|Beng"
LANGUAGE = rf"[A-Za-z]{{2,3}}(?:-(?i:{_SCRIPT}))?(?:-(?:[A-Za-z]{{2}}|\d{{3}}))?"
_WHOLE_SLUG = r"[^/.]*[^/.-]-[^/.-][^/.]*"

PARTS = {
    "slug": r"[^/.]+",
    "id": r"\d+",
    "dated_id": r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)\d*",
    "lang": LANGUAGE,
    "year": r"(?:19|20)\d\d",
    "month": r"0[1-9]|1[0-2]",
    "day": r"[0-3]\d",
    "section": r"[^/.]+",
    "section2": r"[^/.]+",
    "any": r"[^/.]+",
    "page": r"[0-9]{1,6}",
    "rest": r".+",
}


@cache
def compiled(template: str) -> re.Pattern[str]:
    """Turn an address pattern into one that matches a whole path without its closing slash.

    A slug that is a whole step of the path must hold a hyphen, else the pages of a menu would be articles.

    Raises:
        KeyError: for a part in braces that is not known.
        ValueError: when the pattern does not begin with a slash, or names a part twice.
    """
    pieces = _pieces(template)
    names = pieces[1::2]
    if not template.startswith("/") or len(set(names)) < len(names):
        raise ValueError(template)
    body = ""
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            body += re.escape(piece)
            continue
        alone = pieces[place - 1].endswith("/") and pieces[place + 1][:1] in {"", "/"}
        part = _WHOLE_SLUG if piece == "slug" and alone else PARTS[piece]
        body += f"(?P<{piece}>{part})"
    return re.compile(body or "/")


def filled(template: str, parts: Mapping[str, str]) -> str | None:
    """Write the path that a pattern describes; None when `parts` lacks one of its parts or gives one that cannot be.

    `compiled(template).fullmatch(filled(template, parts))` gives the parts back.
    """
    pieces = _pieces(template)
    if not parts.keys() >= set(pieces[1::2]):
        return None
    path = "".join(parts[piece] if place % 2 else piece for place, piece in enumerate(pieces))
    found = compiled(template).fullmatch(path)
    return path if found and all(found[name] == parts[name] for name in pieces[1::2]) else None


def parts_of(template: str) -> frozenset[str]:
    """Give the parts in braces that a pattern names."""
    return frozenset(_pieces(template)[1::2])


def _pieces(template: str) -> list[str]:
    """Cut a pattern at its parts: literal text at even places, names at odd ones."""
    return re.split(r"\{([^{}]*)\}", template.rstrip("/"))
