"""A source as it is cited in a document: newspaper, title, date and its kind, language, addresses, time of retrieval.

What a citation says is settled in `exports.citation`; here it becomes runs, with links, and the title in its language.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracuu.documents.parts import Look, Run
from tracuu.documents.tags import is_address
from tracuu.documents.words import Words
from tracuu.exports.citation import Citation, dated


def cited(citation: Citation, words: Words) -> tuple[Run, ...]:
    """Cite a source in full."""
    runs: list[Run] = []
    for part in (*_what(citation, words), *addresses(citation, words), *_held(citation, words)):
        runs += [*part, Run(". ")]
    return (*runs[:-1], Run("."))


def begun(words: str) -> str:
    """Begin a sentence with a capital letter."""
    return words[:1].upper() + words[1:]


def moment(stated: str, words: Words) -> str:
    """Write a moment (ISO 8601) for people: `14 March 2025, 08:00 UTC`."""
    day, _, rest = stated.partition("T")
    if not rest:
        return words.day(day)
    zone = "UTC" if rest.endswith(("+00:00", "Z")) else rest[5:].lstrip(":.0123456789")
    return f"{words.day(day)}, {rest[:5]} {zone}".rstrip()


def address(url: str) -> Run:
    """Write an address, as a link where it is one of the web."""
    return Run(url, link=url if is_address(url) else None)


def addresses(citation: Citation, words: Words) -> Iterator[tuple[Run, ...]]:
    """Give the addresses: that of the original, that of the translation."""
    if citation.original_url:
        yield Run(words.say("document.original_url") + " "), address(citation.original_url)
    if citation.translation_url:
        translated = citation.machine_translated
        label = words.say("document.translation_url") if translated else words.say("document.address")
        yield Run(label + " "), address(citation.translation_url)
    if not (citation.original_url or citation.translation_url):
        yield (Run(words.say("document.no_url")),)


def title(words_of_title: str, lang: str, words: Words) -> tuple[Run, ...]:
    """Write a title between quotation marks, in its own language."""
    before, _, after = words.say("document.quoted", words="\0").partition("\0")
    return Run(before), Run(words_of_title, lang), Run(after)


def _what(citation: Citation, words: Words) -> Iterator[tuple[Run, ...]]:
    yield (Run(citation.paper or words.say("citation.no_paper"), look=Look.STRONG),)
    yield title(citation.title, citation.lang, words) if citation.title else (Run(words.say("citation.untitled")),)
    if citation.original_title and citation.original_title != citation.title:
        yield Run(words.say("document.original_title") + " "), *title(citation.original_title, "vi", words)
    yield (Run(begun(dated(citation, words.lang))),)
    yield (Run(begun(words.edition(citation.lang, citation.machine_translated))),)


def _held(citation: Citation, words: Words) -> Iterator[tuple[Run, ...]]:
    yield (Run(words.say("document.retrieved", moment=moment(citation.retrieved, words))),)
    where = words.say("document.in_archive", id=citation.version)
    own = words.say("document.in_archive_own", id=citation.version, own=citation.id) if citation.id else where
    yield (Run(own, look=Look.QUIET),)
