"""Which element of a page holds a text that is known: the smallest one around nearly all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES = 60_000
_RUN = 25  # characters; shorter texts stand in several places
_SHARE = 0.75  # of the text; a dek and some furniture stand elsewhere


def holding(tree: LexborHTMLParser, lines: Iterable[str]) -> LexborNode | None:
    """Give the deepest element that holds nearly all of these lines; a text that stands twice counts once."""
    whole = " ".join(" ".join(lines).split())
    places: dict[str, list[LexborNode]] = {}
    for text, node in _texts(tree):
        if len(text) >= _RUN and text in whole:
            places.setdefault(text, []).append(node)
    weights: dict[int, int] = {}
    around: dict[int, tuple[int, LexborNode]] = {}
    for text, nodes in places.items():
        those = {above.mem_id: (depth, above) for node in nodes for depth, above in above_of(node)}
        around |= those
        for key in those:
            weights[key] = weights.get(key, 0) + len(text)
    total = sum(map(len, places))
    fitting = [around[key] for key, weight in weights.items() if weight >= _SHARE * total]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


def above_of(node: LexborNode) -> Iterator[tuple[int, LexborNode]]:
    """Give the elements around an element, the nearest first, with their depth, up to the page's body."""
    chain: list[LexborNode] = []
    above = node.parent
    while above is not None and above.tag not in {"body", "html"}:
        chain.append(above)
        above = above.parent
    yield from ((len(chain) - place, one) for place, one in enumerate(chain))


def _texts(tree: LexborHTMLParser) -> Iterator[tuple[str, LexborNode]]:
    root = tree.body
    for count, node in enumerate(root.traverse(include_text=True) if root else ()):
        if count > MOST_NODES:
            return
        if node.tag == "-text":
            yield " ".join((node.text_content or "").split()), node
