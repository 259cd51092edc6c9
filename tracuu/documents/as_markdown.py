"""A document as Markdown: other people's words are escaped, so that they cannot turn into markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracuu.console.safe import isolated, printable
from tracuu.documents.parts import Beside, Block, Document, Facts, Heading, Look, Paragraph, Run, Style

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_LIST_START = re.compile(r"^(\s*\d*)([-+.)=])(?=\s|$|[-=])")
_LINK = re.compile(r"https?://[^\s<>\\\x00-\x20]+")
_BEFORE = {Style.QUOTE: "> ", Style.ITEM: "- ", Style.SOURCE: "- "}


def markdown(document: Document) -> Iterator[str]:
    """Give the lines of a document as Markdown (CommonMark)."""
    yield f"# {escaped(printable(document.title))}"
    before: Block | None = None
    for block in document.blocks:
        if not (_is_listed(block) and before is not None and _is_listed(before)):
            yield ""
        yield from _block(block)
        before = block


def escaped(words: str) -> str:
    """Keep a line of words from being read as Markdown or HTML."""
    return _begun(_inside(words))


def _inside(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words.replace("&", "&amp;"))


def _begun(line: str) -> str:
    """Keep the beginning of a line from being read as a list's."""
    return _LIST_START.sub(r"\1\\\2", line)


def _is_listed(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style in {Style.ITEM, Style.SOURCE}


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {escaped(printable(block.text))}"
    elif isinstance(block, Facts):
        yield from (f"- **{escaped(printable(name))}**: {_runs(value)}" for name, value in block.rows)
    elif isinstance(block, Beside):
        for number, paragraph in enumerate(block.paragraphs()):
            yield from ([""] if number else [])
            yield _paragraph(paragraph)
    else:
        yield _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    """Write a paragraph on one line; what is quoted in it is one text, isolated as a whole."""
    if paragraph.lang:
        whole = "".join(run.text for run in paragraph.runs)
        return _BEFORE.get(paragraph.style, "") + escaped(isolated(printable(whole))).strip()
    return _BEFORE.get(paragraph.style, "") + _runs(paragraph.runs)


def _runs(runs: Iterable[Run]) -> str:
    return _begun("".join(map(_run, runs)).strip())


def _run(run: Run) -> str:
    """Write a run; what is marked is not, for signs about a word mean nothing in writing without spaces."""
    if run.link and _LINK.fullmatch(run.link):
        return f"<{run.link}>"
    words = _inside(isolated(printable(run.text)) if run.lang else printable(run.text))
    return f"**{words}**" if run.look is Look.STRONG and words.strip() == words else words
