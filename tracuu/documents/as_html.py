"""A document as one HTML page: no script, nothing loaded, its style in it; it works offline and prints."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tracuu.documents.direction import is_right_to_left, islands
from tracuu.documents.parts import Beside, Block, Document, Facts, Heading, Look, Paragraph, Run, Style
from tracuu.documents.tags import Markup, element, joined, link, text

_STYLE = Path(__file__).parent / "data" / "page.css"
_ELEMENTS = {Look.STRONG: "strong", Look.MARK: "mark", Look.QUIET: "small"}


def html(document: Document) -> str:
    """Write a document as HTML."""
    return page(document.title, document.lang, [element("h1", text(document.title)), *map(_block, document.blocks)])


def page(title: str, lang: str, body: Iterable[Markup], style: str = "") -> str:
    """Put a page together; `style` is added to that of all pages.

    Its policy (Content Security Policy Level 3) allows this very style, by its hash, and nothing else: whatever a fault
    of ours let through could neither run nor load anything.
    """
    rules = _STYLE.read_text(encoding="utf-8") + style
    policy = f"default-src 'none'; style-src 'sha256-{_digest(rules)}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", text(title)),
        element("style", Markup(rules)),
    )
    whole = element("html", head, element("body", element("main", joined(*body))), lang=lang, dir="ltr")
    return f"<!DOCTYPE html>\n{whole}\n"


def _digest(rules: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return b64encode(sha256(rules.encode()).digest()).decode()


def _block(block: Block) -> Markup:
    if isinstance(block, Heading):
        return element(f"h{block.level + 1}", text(block.text))
    if isinstance(block, Facts):
        return facts(block)
    if isinstance(block, Beside):
        sides = (block.left, [paragraph for group in block.right for paragraph in group])
        columns = (element("div", *map(_paragraph, side)) for side in sides)
        return element("div", *columns, class_="beside")
    return _paragraph(block)


def facts(block: Facts) -> Markup:
    """Write a table of names and values."""
    rows = (
        element("tr", element("th", text(name), scope="row"), element("td", runs(value))) for name, value in block.rows
    )
    return element("table", element("tbody", *rows), class_="facts")


def _paragraph(paragraph: Paragraph) -> Markup:
    right = is_right_to_left("".join(run.text for run in paragraph.runs), paragraph.lang)
    name = "blockquote" if paragraph.style is Style.QUOTE else "p"
    kind = None if paragraph.style in {Style.BODY, Style.QUOTE} else paragraph.style.value
    inner = Markup("".join(_run(run, paragraph.lang, right=right) for run in paragraph.runs))
    way = ("rtl" if right else "ltr") if paragraph.lang else None
    return element(name, inner, class_=kind, lang=paragraph.lang, dir=way, id=paragraph.name)


def runs(given: Iterable[Run]) -> Markup:
    """Write runs that stand in a text of ours."""
    return Markup("".join(_run(run, None, right=False) for run in given))


def _run(run: Run, around: str | None, *, right: bool) -> Markup:
    """Write a run; one in another language than what is around it is isolated, so that it turns nothing around."""
    inner = passage(run.text) if right else text(run.text)
    if run.lang and run.lang != around:
        way = "rtl" if is_right_to_left(run.text, run.lang) else "ltr"
        inner = element("bdi", passage(run.text) if way == "rtl" else text(run.text), lang=run.lang, dir=way)
    if name := _ELEMENTS.get(run.look):
        inner = element(name, inner)
    if run.link and run.link.startswith("#"):
        return element("a", inner, href=run.link)
    return link(run.link, inner) if run.link else inner


def passage(words: str) -> Markup:
    """Write right-to-left text; codes and dates in it, which would be turned around, are isolated."""
    return Markup("".join(element("bdi", text(part), dir="ltr") if ltr else text(part) for part, ltr in islands(words)))
