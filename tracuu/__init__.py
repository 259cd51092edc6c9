"""tracuu: search news archives across languages.

    import tracuu

    with tracuu.open("my-archive", create=True) as archive:
        archive.add(["articles/"])
        for hit in archive.search("dân vận khéo", limit=5).hits:
            print(hit.story, hit.title, hit.langs)

`open` gives a `Session`; its verbs are `add`, `search`, `show`, `side_by_side` and `rebuild`, and of what articles name
`entities`, `entity`, `mentions`, `why`, `review`, `merge`, `split`, `rename`, `alias_add`, `alias_ban` and `undo`.
Errors are `tracuu.errors`, records `tracuu.records`. Offsets count code points of the text as given (docs/formats.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracuu.errors import TracuuError
    from tracuu.records import Capture, Hints, Version
    from tracuu.session import Session, Shown
    from tracuu.session import open_archive as open  # noqa: A004  the verb users know, as in gzip.open
    from tracuu.version import __version__

__all__ = ["Capture", "Hints", "Session", "Shown", "TracuuError", "Version", "__version__", "open"]

_HOMES = {
    "Capture": "tracuu.records:Capture",
    "Hints": "tracuu.records:Hints",
    "Session": "tracuu.session:Session",
    "Shown": "tracuu.session:Shown",
    "TracuuError": "tracuu.errors:TracuuError",
    "Version": "tracuu.records:Version",
    "__version__": "tracuu.version:__version__",
    "open": "tracuu.session:open_archive",
}


def __getattr__(name: str) -> object:
    """Import a name of this face when it is first used: every command imports the package, few need all of it."""
    if name not in _HOMES:
        message = f"module 'tracuu' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute)
