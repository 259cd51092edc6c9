"""From elements to lines: the text of a piece of a page as a reader sees it, one block a line, with roles.

Blocks break lines, inline elements do not; scripts, styles, forms and what a site leaves out are passed over. The
walk keeps its own stack, so that no depth of nesting can end it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tracuu.records import Role

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PASSED_OVER = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "form", "button",
    "input", "select", "textarea", "audio", "video", "map", "head", "title", "link", "meta",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip


class Piece(NamedTuple):
    """One line of text and the role that the markup told, None when it told none."""

    text: str
    role: Role | None


def pieces(node: LexborNode, role_of: Callable[[LexborNode], Role | None], left_out: frozenset[int]) -> list[Piece]:
    """Give the lines of an element.

    `role_of` tells the role of a block's lines (None: that of the block around it); `left_out` holds the `mem_id` of
    elements to pass over.
    """
    found: list[Piece] = []
    line: list[str] = []

    def end_line(role: Role | None) -> None:
        text = " ".join("".join(line).split())
        line.clear()
        if text:
            found.append(Piece(text, role))

    role = role_of(node)
    stack: list[tuple[LexborNode | None, Role | None, bool]] = [(node.child, role, True)]
    while stack:
        current, role, block = stack.pop()
        if current is None:
            if block:
                end_line(role)
            continue
        stack.append((current.next, role, block))
        tag = current.tag or ""
        if tag == "-text":
            line.append(current.text_content or "")
        elif tag == "br":
            end_line(role)
        elif tag[:1] not in "-!_" and tag not in _PASSED_OVER and current.mem_id not in left_out:
            told = role_of(current)
            breaks = told is not None or tag not in _INLINE
            if breaks:
                end_line(role)
            stack.append((current.child, told or (Role.HEADING if tag in _HEADINGS else role), breaks))
    return found


def text_of(node: LexborNode, left_out: frozenset[int] = frozenset()) -> str:
    """Give all text of an element on one line."""
    return " ".join(piece.text for piece in pieces(node, lambda _: None, left_out))
