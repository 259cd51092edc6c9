"""From the bytes of an office file to given text."""

from __future__ import annotations

from tracuu.corpus.office import given, keeper, links
from tracuu.corpus.office.document import Document
from tracuu.corpus.office.kinds import Wish
from tracuu.errors import InputError
from tracuu.records import Capture, Extract


def extract(capture: Capture) -> Extract:
    """Read an office file.

    Raises LinkList when it is a list of links, InputError when it cannot be read or holds no text.
    """
    document = keeper.read(capture.raw, Wish(capture.media_type, capture.ocr, capture.hints.lang))
    if not isinstance(document, Document):
        raise InputError("office.no_text")
    if found := links.listed(document):
        raise links.LinkList("office.is_list", links=found)
    return given.extract(document)
