"""tracuu: search news archives across languages.

    import tracuu

    with tracuu.open("my-archive", create=True) as archive:
        archive.add(["articles/"])
        for hit in archive.search("dân vận khéo", limit=5).hits:
            print(hit.story, hit.title, hit.langs)

`open` gives a `Session`; its verbs are `add`, `search`, `show`, `side_by_side` and `rebuild`. Errors are
`tracuu.errors`, records `tracuu.records`. Offsets count code points of the text as given (docs/formats.md).
"""

from tracuu.errors import TracuuError
from tracuu.records import Capture, Hints, Version
from tracuu.session import Session, Shown
from tracuu.session import open_archive as open  # noqa: A004  the verb users know, as in gzip.open

__all__ = ["Capture", "Hints", "Session", "Shown", "TracuuError", "Version", "__version__", "open"]
__version__ = "0.1.0"
