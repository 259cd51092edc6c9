"""Pages of sites without selectors: trafilatura finds the article.

Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction", ACL
demonstrations. Recall of body text is favoured: cleaning can take furniture away, nobody can add a lost sentence.
Where trafilatura only finds one lump of text, as on very short pages, the page's own blocks are read instead; what it
leaves out and we want (captions, headline) is put back in its place.
"""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from tracuu.corpus import dates, furniture
from tracuu.corpus.holding import above_of, holding
from tracuu.corpus.markup import Piece, pieces, text_of
from tracuu.corpus.metadata import Facts
from tracuu.errors import InputError
from tracuu.records import Dated, Role

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

HEAD = 4  # lines; headline and dek stand among them
MANY = 5  # lines; fewer links make no list
ARTICLE = 300  # bytes of UTF-8 in sentences; the words over a list of articles are fewer
_OVER = 60  # characters; what stands over a box or a headline is no longer
_SUFFIX = 40  # characters; the site's name behind a window's title is no longer
_LINES = {"p", "head", "item", "quote", "cell", "list", "row", "table", "div", "fw", "code"}
_SKIPPED = {"graphic", "figure"}
_NOT_ARTICLE = "nav, aside, footer, header, [role=navigation], [role=banner], [role=contentinfo]"
_BLOCKS = "h1, h2, h3, h4, p, li, td, blockquote, figcaption"


def find(tree: LexborHTMLParser, html: str, facts: Facts) -> list[Piece]:
    """Give the lines of the article on a page, headline first.

    Raises InputError when the page is a list of articles. Empty when there is no article.
    """
    import trafilatura

    document = trafilatura.bare_extraction(html, favor_recall=True, include_comments=False, with_metadata=False)
    body: Any = getattr(document, "body", None)
    lines = _pieces(body) if body is not None else []
    lump = len(lines) <= 1
    lines = _own_blocks(tree, lines) if lump else _put_back(tree, lines)
    lines = _near_headline(tree, _without_teasers(tree, lines))
    return _with_head(lines, _title(tree, facts, lines), facts.dek)


def name() -> str:
    """Name the extractor and its version, for `Extract.extractor`."""
    import trafilatura

    return f"trafilatura-{trafilatura.__version__}/1"


def published(tree: LexborHTMLParser) -> Dated | None:
    """Give the date of a `time` element inside the article. One outside may be today's, in the page's header."""
    for node in tree.css("article time[datetime], main time[datetime], [itemprop=datePublished]"):
        given = node.attributes
        stamp = given.get("datetime") or given.get("content") or ""
        if found := dates.from_iso(stamp):
            return found
    return None


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
        if element.tag in _LINES or element.tag == "lb":
            end_line()
        if event == "start":
            heading = element.tag == "head"
            line.append("" if element.tag in _SKIPPED else element.text or "")
        else:
            heading = False
            line.append(element.tail or "")
    end_line()
    return found


def _own_blocks(tree: LexborHTMLParser, lump: list[Piece]) -> list[Piece]:
    """Give the lines of the page's article element, or of all but its menus, without lines that are only a link.

    The article element is what the page calls so, else what holds the lump.
    """
    node = tree.css_first("[itemprop=articleBody]") or tree.css_first("article") or tree.css_first("main")
    node = node or holding(tree, [piece.text for piece in lump])
    whole = node is None
    node = node or tree.body
    if node is None:
        return []
    left_out = frozenset(part.mem_id for part in node.css(_NOT_ARTICLE)) if whole else frozenset()
    links = _link_texts(node)
    lines = pieces(node, lambda part: Role.CAPTION if part.tag == "figcaption" else None, left_out)
    return [line for line in lines if line.text not in links]


def _put_back(tree: LexborHTMLParser, lines: list[Piece]) -> list[Piece]:
    """Put captions and the source line, which trafilatura leaves out, where the page has them.

    Captions are taken between two lines of the article, a source line also behind the last one.
    """
    places = {line.text: place for place, line in enumerate(lines)}
    waiting: list[Piece] = []
    before: dict[int, list[Piece]] = {}
    for node in tree.css(_BLOCKS):
        text = text_of(node)
        if text in places:
            before.setdefault(places[text], []).extend(waiting)
            waiting.clear()
        elif node.tag == "h1":
            waiting.clear()  # what stands above the headline belongs to something else
        elif node.tag == "figcaption" and text:
            waiting.append(Piece(text, Role.CAPTION))
        elif before and _is_source(text):
            waiting.append(Piece(text, None))
    behind = [piece for piece in waiting if piece.role is None][:1]
    whole = [piece for place, line in enumerate(lines) for piece in (*dict.fromkeys(before.get(place, ())), line)]
    return [*whole, *behind]


def _is_source(text: str) -> bool:
    found = furniture.source(text) if text else None
    return found is not None and found.known and bool(found.url or found.name)


def _without_teasers(tree: LexborHTMLParser, lines: list[Piece]) -> list[Piece]:
    """Take other articles' headlines and teasers away from the end of an article.

    Raises InputError when hardly anything but those is there: the page is a list of articles.
    """
    links = _link_texts(tree.body) if tree.body else set()
    teasers, boxed = _teasers(tree)
    told = [line.text not in links and line.text not in teasers for line in lines]
    others = len(told) - sum(told)
    said = sum(len(line.text.encode()) for line, own in zip(lines, told, strict=True) if own and _is_prose(line.text))
    if others >= MANY and others * 2 >= len(lines) and said < ARTICLE:
        raise InputError("page.listing")
    end = _own_end(lines, links | boxed)
    taken = sum(not own for own in told[end:])
    return lines[:end] if taken >= MANY and said >= ARTICLE else lines


def _near_headline(tree: LexborHTMLParser, lines: list[Piece]) -> list[Piece]:
    """Leave out short lines that stand outside of the smallest element around headline and text: clocks, sections.

    Where that is the whole page, those above the headline are left out.
    """
    heads = tree.css("h1")
    inner = holding(tree, [line.text for line in lines if _is_prose(line.text)]) if len(heads) == 1 else None
    if inner is None:
        return lines
    around = {above.mem_id for _, above in above_of(heads[0])}
    both = next((one for one in (inner, *(above for _, above in above_of(inner))) if one.mem_id in around), None)
    inside = _packed(both.text(deep=True) or "") if both else _packed(_behind(tree, heads[0]))
    return [line for line in lines if _is_prose(line.text) or _packed(line.text) in inside]


def _behind(tree: LexborHTMLParser, head: LexborNode) -> str:
    """Give the text of the page from the headline on."""
    root = tree.body
    nodes = root.traverse(include_text=True) if root else iter(())
    behind = dropwhile(lambda node: node.mem_id != head.mem_id, nodes)
    return "".join(node.text_content or "" for node in behind if node.tag == "-text")


def _packed(text: str) -> str:
    return "".join(text.split())


def _own_end(lines: list[Piece], others: set[str]) -> int:
    """Give the place behind which there are only others' headlines and teasers, and short lines over them."""
    for place in range(len(lines), 0, -1):
        text = lines[place - 1].text
        if text not in others and (len(text) > _OVER or furniture.is_sentence(text)):
            return place
    return 0


def _is_prose(text: str) -> bool:
    return len(text) > _OVER and furniture.is_sentence(text)


def _teasers(tree: LexborHTMLParser) -> tuple[set[str], set[str]]:
    """Give what stands under headlines that are links: all of it, and what shares a box with one headline alone.

    Where several such headlines stand beside each other they may be the article's own.
    """
    found: set[str] = set()
    boxed: set[str] = set()
    for node in tree.css("h2, h3, h4"):
        below = node.next
        while below is not None and below.tag == "-text":
            below = below.next
        if below is None or not node.css_first("a[href]"):
            continue
        text = text_of(below)
        found.add(text)
        if node.parent is not None and len(node.parent.css("h2, h3, h4")) == 1:
            boxed.add(text)
    return found, boxed


def _link_texts(node: LexborNode) -> set[str]:
    return {" ".join((link.text(deep=True) or "").split()) for link in node.css("a[href]")}


def _title(tree: LexborHTMLParser, facts: Facts, lines: list[Piece]) -> str | None:
    """Give the headline: the page's only h1, else what the head states, else the window's title."""
    heads = [text for node in tree.css("h1") if (text := text_of(node))]
    if len(heads) == 1:
        return heads[0]
    if facts.title:
        return " ".join(facts.title.split())
    window = tree.css_first("title")
    stated = " ".join((window.text() or "").split()) if window else ""
    first, _, site = [*re.split(r"\s([|–—-])\s", stated, maxsplit=1), "", ""][:3]
    if any(line.text == first for line in lines[:HEAD]) or (site and len(site) <= min(_SUFFIX, len(first))):
        stated = first
    return stated or (heads[0] if heads else None)


def _with_head(lines: list[Piece], headline: str | None, dek: str | None) -> list[Piece]:
    """Mark headline and dek among the first lines; a headline that is not there is put before them.

    Short lines above the headline belong to something else: the date of today, the name of a section.
    """
    plain_dek = " ".join((dek or "").split())
    head = [_headed(line, headline, plain_dek) for line in lines[:HEAD]]
    top = next((place for place, line in enumerate(head) if line.role is Role.TITLE), 0)
    found = [*(line for line in head[:top] if _is_prose(line.text)), *head[top:], *lines[HEAD:]]
    if headline and lines and not any(line.role is Role.TITLE for line in head):
        found.insert(0, Piece(headline, Role.TITLE))
    return found


def _headed(line: Piece, headline: str | None, dek: str) -> Piece:
    if headline and line.text == headline:
        return Piece(line.text, Role.TITLE)
    return Piece(line.text, Role.DEK) if dek and line.text == dek and furniture.is_sentence(dek) else line
