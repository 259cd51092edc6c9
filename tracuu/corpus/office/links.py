"""Is a text an article, or a list of links? A list is for the crawler; an article with some links is an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracuu.corpus.office.document import Document, Link, Table
from tracuu.errors import InputError

_URL = re.compile(r"https?://[^\s<>\"'|]{4,2000}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}»”’"
_SENTENCE = 160  # letters; words about a link are fewer
_SHARE = 0.3  # of the lines hold a link
_ABOUT = 120  # letters of plain text for each link
_FEWEST = 2
_NUMBERING = re.compile(r"^\W*\d{0,4}[\W_]*")
_LONGEST_TITLE = 300


class LinkList(InputError):
    """A text is no article but a list of links; the value `links` holds them, each with its title."""


def listed(document: Document) -> tuple[Link, ...]:
    """Give the links of a text that is a list of them; none when it is an article."""
    lines = [block.text for block in document.blocks if block.text.strip()]
    by_words = {link.words: link.url for link in document.links if link.words}
    found: list[Link] = []
    plain: list[str] = []
    for line in lines:
        here = _of_line(line, by_words)
        found += [_called(link, line, plain) for link in here]
        if not here:
            plain.append(line)
    printed = {link.url for link in found}
    found += [link for link in document.links if link.url not in printed]
    return tuple(_each_once(found)) if _is_list(lines, plain, found) else ()


def _is_list(lines: Sequence[str], plain: Sequence[str], found: Sequence[Link]) -> bool:
    different = len({link.url for link in found})
    if different < _FEWEST or any(len(line) > _SENTENCE for line in plain):
        return False
    return different >= _SHARE * len(lines) and sum(map(len, plain)) <= _ABOUT * different


def _of_line(line: str, by_words: dict[str, str]) -> list[Link]:
    printed = [Link(found.rstrip(_TRAILING), "") for found in _URL.findall(line)]
    if printed:
        return printed if len(_URL.sub("", line)) <= _SENTENCE else []
    words = next((one for one in (line, _NUMBERING.sub("", line)) if one in by_words), None)
    return [Link(by_words[words], words)] if words else []


def _called(link: Link, line: str, above: Sequence[str]) -> Link:
    """Give a link with its title: its words, else what stands before it on its line, else the line above."""
    if link.words and not _URL.match(link.words):
        return link
    before = _NUMBERING.sub("", line[: line.find(link.url)]).strip(" -–—:|\t")
    title = before or (above[-1] if above else "")
    return Link(link.url, title if len(title) <= _LONGEST_TITLE else "")


def in_tables(tables: Iterable[Table]) -> tuple[Link, ...]:
    """Give the addresses in a table's cells, each with the longest other cell of its row as its title."""
    found = []
    for table in tables:
        for row in table.rows:
            addresses = [link for cell in row if (link := _of_cell(cell))]
            others = [cell.words for cell in row if cell.words and not _URL.search(cell.words)]
            title = max(others, key=len, default="")
            found += [Link(url, title[:_LONGEST_TITLE]) for url, _ in addresses]
    return tuple(_each_once(found))


def _of_cell(cell: Link) -> Link | None:
    if cell.url.lower().startswith(("http://", "https://")):
        return cell
    printed = _URL.search(cell.words)
    return Link(printed[0].rstrip(_TRAILING), cell.words) if printed else None


def _each_once(links: Iterable[Link]) -> Iterable[Link]:
    known: dict[str, Link] = {}
    for link in links:
        if link.url not in known or (link.words and not known[link.url].words):
            known[link.url] = link
    return known.values()
