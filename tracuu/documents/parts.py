"""What a document is made of, whatever it is written as: headings, tables of facts, paragraphs of runs.

The texts are other people's words as they stand; each writer (`as_html`, `as_markdown`, `as_docx`) makes them safe in
its own form.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from tracuu.records import Span


class Look(StrEnum):
    """How a run looks."""

    PLAIN = "plain"
    STRONG = "strong"
    MARK = "mark"  # what is meant, in a sentence that is quoted
    QUIET = "quiet"


class Style(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    LEAD = "lead"  # day and source, above a quotation
    QUOTE = "quote"
    NOTE = "note"
    ITEM = "item"  # of a list
    SOURCE = "source"  # of the list of sources


class Run(NamedTuple):
    """Words of one look and one language; `lang` is None for the document's own.

    `link` is an address, or `#name` of a paragraph of the same document.
    """

    text: str
    lang: str | None = None
    look: Look = Look.PLAIN
    link: str | None = None


class Heading(NamedTuple):
    """A heading; level 1 stands below the title."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Runs in one paragraph; `lang` is that of a text that is quoted, `name` what links call it."""

    runs: tuple[Run, ...]
    style: Style = Style.BODY
    lang: str | None = None
    name: str | None = None


class Facts(NamedTuple):
    """A table of names and values."""

    rows: tuple[tuple[str, tuple[Run, ...]], ...]


class Beside(NamedTuple):
    """Paragraphs in two columns: the Vietnamese on the left, other editions on the right, a group of them for each."""

    left: tuple[Paragraph, ...]
    right: tuple[tuple[Paragraph, ...], ...]

    def paragraphs(self) -> list[Paragraph]:
        """Give all paragraphs in order."""
        return [*self.left, *(paragraph for group in self.right for paragraph in group)]


Block = Heading | Paragraph | Facts | Beside


class Document(NamedTuple):
    """A whole document; `lang` is that of its own words, `page_of` how a page says its number (`{page}`, `{pages}`)."""

    title: str
    lang: str
    made: str
    page_of: str
    blocks: tuple[Block, ...]


def marked(text: str, spans: Sequence[Span], lang: str) -> tuple[Run, ...]:
    """Cut a quotation into runs: what is meant is marked."""
    runs, at = [], 0
    for start, end in spans:
        runs += [Run(text[at:start], lang), Run(text[start:end], lang, Look.MARK)]
        at = end
    return tuple(run for run in (*runs, Run(text[at:], lang)) if run.text)
