"""Pages for what is not there that say 200 (soft 404): one text at many addresses of a host."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

MOST = 2
"""Addresses of one host that may hold the same text: an article may stand in two sections."""

REMEMBERED = 20_000
"""Texts that are remembered, the last ones seen."""


class Repeats:
    """Remembers at which addresses of a host a text stood. A text's first addresses are believed."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._seen: OrderedDict[bytes, set[str]] = OrderedDict()

    def is_one(self, host: str, text: str, url: str) -> bool:
        """Tell whether a text stood at MOST other addresses of this host before."""
        digest = hashlib.sha256(f"{host}\0{text}".encode("utf-8", "surrogatepass")).digest()
        urls = self._seen.setdefault(digest, set())
        self._seen.move_to_end(digest)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        if url not in urls and len(urls) >= MOST:
            return True
        urls.add(url)
        return False
