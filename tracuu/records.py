"""The nouns of tracuu: frozen records with no behaviour beyond themselves.

The flow they pass through is in `pipeline.py`; what each field means on paper, and which of them are contracts,
is in docs/formats.md. Offsets are code points of the *given* text; spans are half open.

Records are named tuples, which are made ten times as fast as dataclasses when a command starts. Those of more than a
few fields are always made by keyword.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from tracuu.tuples import Record

_NONE: Mapping[str, Any] = {}  # one for all records: a Mapping, so that the type checker lets nobody write into it


PAGE_BREAK = "\f"
"""Stands in given text where a page ends, and counts as white space. Only texts with numbered pages hold it."""


class Span(NamedTuple):
    """A stretch of given text: code points from `start` up to, not including, `end`."""

    start: int
    end: int


class Role(StrEnum):
    """What a line of given text is on its page. See docs/formats.md, "Layers"."""

    TITLE = "title"
    DEK = "dek"  # the standing paragraph under the title
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"  # under a picture: content, but no sentence of the article
    SITE = "site"  # the portal's name and slogan
    BYLINE = "byline"  # publisher and date
    MARKER = "marker"  # where an advertisement stood
    IMAGE = "image"  # the name or Markdown of a picture file
    SOURCE = "source"  # "Source: https://…"
    COMMENTS = "comments"  # "Comments (0)"
    RELATED = "related"  # headlines of other articles, menus, everything behind the foot


CONTENT = frozenset({Role.TITLE, Role.DEK, Role.HEADING, Role.BODY, Role.CAPTION})
"""Roles whose words belong to the article and are indexed; all others are furniture."""


class Mark(NamedTuple):
    """One line of given text and its role. The line end itself is outside the span."""

    start: int
    end: int
    role: Role


class DateKind(StrEnum):
    """Where a date comes from, surest first."""

    PAGE = "page"  # stated by the newspaper's own page, or by whoever handed the article in
    URL = "url"  # part of the address
    PORTAL = "portal"  # the portal's date: of the translation
    INFERRED = "inferred"
    FETCHED = "fetched"  # only when it was fetched is known


class Dated(Record):
    """A calendar day (`YYYY-MM-DD`) with its kind, and the moment (ISO 8601, with zone) where one is stated."""

    day: str
    kind: DateKind
    moment: str | None = None


class Hints(Record):
    """What a user, a JSONL row or a crawler states of an article; it outranks what the page says of itself.

    `id` is the user's own id, kept and given back. `story` names a known translation group. `source` is the
    newspaper of origin or the address of the original. `alternates` are addresses of the same article in other
    languages (hreflang). `extra` holds fields that we do not know, kept as they came.
    """

    id: str | None = None
    url: str | None = None
    lang: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    story: str | None = None
    kind: str | None = None
    site: str | None = None
    alternates: tuple[str, ...] = ()
    extra: Mapping[str, Any] = _NONE


class Capture(Record):
    """One article as it was found, before anything is understood: what every reader and the crawler hand over.

    `raw` are the bytes as found (of a JSONL row: its `text`, in UTF-8); `media_type` is `text/plain`, `text/html` or
    a type of office files (`corpus.office.kinds`); `charset` what a transport stated, or None; `origin` says where it
    was read, for messages (`articles.jsonl:12`); `fetched_at` is ISO 8601 in UTC. With `ocr` text may be read off
    pictures.
    """

    raw: bytes
    media_type: str
    origin: str
    fetched_at: str
    charset: str | None = None
    hints: Hints = Hints()
    ocr: bool = False


class Extract(Record):
    """A page turned into given text, with what its markup states. For plain text nearly all of it is empty.

    `given` is the layer that all offsets count in. `roles` marks the lines whose role the markup told (title, dek,
    headings, captions); lines it leaves out are for cleaning to judge. `alternates` maps language to address.
    `extractor` names the code and version that made this layer, such as `baoquangnam.vn/1` or `plain/1`. `charset` is
    the encoding that the bytes were read in, `note` what was lost or put right on the way (None when nothing was).
    `titled` tells that `title` outranks what the lines say.
    """

    given: str
    extractor: str
    roles: tuple[Mark, ...] = ()
    url: str | None = None
    lang: str | None = None
    title: str | None = None
    titled: bool = False
    published: Dated | None = None
    publisher: str | None = None
    source_url: str | None = None
    alternates: Mapping[str, str] = _NONE
    charset: str | None = None
    note: str | None = None


class Cleaned(Record):
    """Given text with every line's role, and what the furniture taught before it was set aside.

    `marks` covers every non-blank line once, in order. `publisher` is the newspaper's name as printed.
    """

    given: str
    marks: tuple[Mark, ...]
    title: str | None = None
    dek: str | None = None
    publisher: str | None = None
    published: Dated | None = None
    source_url: str | None = None
    captions: tuple[str, ...] = ()


class LanguageGuess(Record):
    """The language of a document and the evidence for it.

    `lang` is BCP 47; `confidence` a probability from 0 to 1; `evidence` one short line that a person can read,
    such as `text nb .99, address no`.
    """

    lang: str
    confidence: float
    evidence: str


class Draft(Record):
    """An article understood and ready to be kept: the end of the pure part of the pipeline.

    It becomes a version when the archive has given it an id and a story. `keys` are the strings that tie it to its
    story (see `corpus.stories`). `url` and `source_url` are in normal form, for comparing; where the page spells them
    otherwise, `url_as_found` and `source_as_found` hold that, for citing. `machine_translated` is None when it cannot
    be told. `charset` is the encoding that `raw` was read in (such as `tcvn3`), `note` what was lost or put right then.
    `alternates` maps language to address as the page states them, for a crawler to follow. `added_at` is when another
    archive took it in, where it comes from one.
    """

    raw: bytes
    media_type: str
    charset: str | None
    origin: str
    fetched_at: str
    extractor: str
    given: str
    marks: tuple[Mark, ...]
    language: LanguageGuess
    keys: tuple[str, ...]
    url: str | None = None
    url_as_found: str | None = None
    host: str | None = None
    site: str | None = None
    publisher: str | None = None
    province: str | None = None
    province_inferred: bool = False
    title: str | None = None
    dated: Dated | None = None
    source_url: str | None = None
    source_as_found: str | None = None
    machine_translated: bool | None = None
    kind: str = "press"
    given_id: str | None = None
    extra: Mapping[str, Any] = _NONE
    note: str | None = None
    alternates: Mapping[str, str] = _NONE
    added_at: str | None = None


class Version(Record):
    """One rendering of an article in one language at one address, as fetched at one time, as the archive holds it.

    `number` is its row in the archive (the index's key); `id` and `story` are what users type. `given_id` is the
    id that came with the article. `charset` is the encoding that its bytes were read in, `note` what was lost or put
    right then. Texts are read apart (`Archive.layer`).
    """

    number: int
    id: str
    story: str
    story_number: int
    lang: str
    lang_evidence: str
    lang_confidence: float
    url: str | None
    host: str | None
    site: str | None
    publisher: str | None
    province: str | None
    province_inferred: bool
    title: str | None
    dated: Dated | None
    source_url: str | None
    machine_translated: bool | None
    kind: str
    given_id: str | None
    origin: str
    fetched_at: str
    added_at: str
    extractor: str
    sha256: str
    charset: str | None
    note: str | None
    extra: Mapping[str, Any]


class Layer(Record):
    """One layer of text of a version: given text and marks, tied to the extractor that made it."""

    version: str
    extractor: str
    given: str
    marks: tuple[Mark, ...]

    def page(self, place: int) -> int | None:
        """Give the page on which a place of given text stands, from 1; None where no pages are told apart."""
        return self.given.count(PAGE_BREAK, 0, place) + 1 if PAGE_BREAK in self.given else None


class Outcome(StrEnum):
    """What became of an article that was handed in."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    RETRANSLATED = "new translation"  # same address and language, another text: both are kept
    REJECTED = "rejected"


class Kept(Record):
    """What the archive answers for one draft: the version it is now, its story, and what became of it.

    `whole` is False when the article names so much that not all of it was looked at.
    """

    version: str
    story: str
    number: int
    outcome: Outcome
    whole: bool = True


class Rejected(Record):
    """One article that was not taken in: where it was read, of which type, and the line that says why.

    `key` names the message of that line, where it is known.
    """

    origin: str
    media_type: str
    reason: str
    key: str = ""


class Listed(Record):
    """A list of addresses that was handed in: no article, but where articles are, with their titles ("": unknown)."""

    origin: str
    media_type: str
    links: tuple[tuple[str, str], ...]
