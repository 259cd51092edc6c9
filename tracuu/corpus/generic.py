"""Pages of sites without selectors: trafilatura finds the article.

Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction", ACL
demonstrations. Recall of body text is favoured: cleaning can take furniture away, nobody can add a lost sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracuu.corpus import dates
from tracuu.corpus.markup import Piece, text_of
from tracuu.corpus.metadata import Facts
from tracuu.records import Dated, Role

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

LIMIT = 5_000_000  # characters of markup without scripts; beyond that trafilatura takes minutes
HEAD = 4  # lines; headline and dek stand among them
MANY = 5  # lines; fewer links make no list
_LINES = {"p", "head", "item", "quote", "cell", "list", "row", "table", "div", "fw", "code"}
_SKIPPED = {"graphic", "figure"}


def find(html: str) -> list[Piece]:
    """Give the lines of the article on a page; empty when trafilatura finds none."""
    import trafilatura

    document = trafilatura.bare_extraction(html, favor_recall=True, include_comments=False, with_metadata=False)
    body: Any = getattr(document, "body", None)
    return _pieces(body) if body is not None else []


def name() -> str:
    """Name the extractor and its version, for `Extract.extractor`."""
    import trafilatura

    return f"trafilatura-{trafilatura.__version__}/1"


def title(tree: LexborHTMLParser, facts: Facts) -> str | None:
    """Give the headline: the page's only h1, else what the head states, else the window's title."""
    heads = [text for node in tree.css("h1") if (text := text_of(node))]
    if len(heads) == 1:
        return heads[0]
    if facts.title:
        return " ".join(facts.title.split())
    window = tree.css_first("title")
    return (heads[0] if heads else " ".join((window.text() or "").split()) if window else "") or None


def with_head(lines: list[Piece], headline: str | None, dek: str | None) -> list[Piece]:
    """Mark headline and dek among the first lines; a headline that is not there is put before them."""
    plain_dek = " ".join((dek or "").split())
    head = [_headed(line, headline, plain_dek) for line in lines[:HEAD]]
    found = [*head, *lines[HEAD:]]
    if headline and not any(line.role is Role.TITLE for line in head):
        found.insert(0, Piece(headline, Role.TITLE))
    return found


def published(tree: LexborHTMLParser) -> Dated | None:
    """Give the date of a `time` element inside the article. One outside may be today's, in the page's header."""
    for node in tree.css("article time[datetime], main time[datetime], [itemprop=datePublished]"):
        given = node.attributes
        stamp = given.get("datetime") or given.get("content") or ""
        if found := dates.from_iso(stamp):
            return found
    return None


def is_list(tree: LexborHTMLParser, lines: list[Piece], *, stated: bool) -> bool:
    """Tell a list of articles: most lines are links to elsewhere. A page that states its date is an article."""
    if stated or len(lines) < MANY:
        return False
    links = {" ".join((node.text(deep=True) or "").split()) for node in tree.css("a[href]")}
    linked = sum(line.text in links for line in lines)
    return linked >= MANY and linked * 5 >= len(lines) * 2


def _headed(line: Piece, headline: str | None, dek: str) -> Piece:
    if headline and line.text == headline:
        return Piece(line.text, Role.TITLE)
    return Piece(line.text, Role.DEK) if dek and line.text == dek else line


def _pieces(body: Any) -> list[Piece]:
    """Read trafilatura's tree of paragraphs, heads, list items, quotes and table cells, without recursion."""
    from lxml import etree

    found: list[Piece] = []
    line: list[str] = []
    heading = False

    def end_line() -> None:
        text = " ".join("".join(line).split())
        line.clear()
        if text:
            found.append(Piece(text, Role.HEADING if heading else None))

    for event, element in etree.iterwalk(body, events=("start", "end")):
        breaks = element.tag in _LINES or element.tag == "lb"
        if breaks:
            end_line()
        if event == "start":
            heading = element.tag == "head"
            line.append("" if element.tag in _SKIPPED else element.text or "")
        else:
            heading = False
            line.append(element.tail or "")
    end_line()
    return found
