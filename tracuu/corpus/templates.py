"""Address patterns as a non-programmer writes them, `/{lang}/{slug}`, turned into patterns that can be matched.

The parts in braces are the only special signs; docs/sites.md lists them.
"""

from __future__ import annotations

import re
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
    pieces = re.split(r"\{([^{}]*)\}", template.rstrip("/"))
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
