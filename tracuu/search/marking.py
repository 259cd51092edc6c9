"""From what was looked for in the index to what is marked in a text."""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.indexer.fields import BODY_EXACT, PARTS, TITLE_EXACT
from tracuu.search.places import Wanted
from tracuu.search.wording import Alternative, Wording, is_accented
from tracuu.text.analysis import analyser


def wanted(words: Sequence[Wording], lang: str) -> Wanted:
    """Give what to mark in texts of a language: every form of every word, without the tags of the index."""
    tag = f"{analyser(lang)}:"
    made: dict[str, dict[str, int]] = {"exact": {}, "fold": {}, "parts": {}}
    phrases: dict[tuple[str, tuple[str, ...], int], None] = {}
    for number, word in enumerate(words):
        for found in word.alternatives:
            stream, terms = _as_in_texts(found, tag)
            if len(terms) > 1 and stream != "parts" and not found.slop:
                phrases[stream, terms, number] = None
                continue
            for term in terms:
                made[stream].setdefault(term, number)
    accented = frozenset(number for number, word in enumerate(words) if is_accented(word.leaf.text))
    return Wanted(made["exact"], made["fold"], made["parts"], tuple(phrases), accented)


def _as_in_texts(found: Alternative, tag: str) -> tuple[str, tuple[str, ...]]:
    """Give the stream of a text and the terms in it. What must be written so is marked only where it is."""
    if found.written:
        return "exact", found.written
    if found.field in {TITLE_EXACT, BODY_EXACT}:
        return "exact", found.terms
    return "parts" if found.field == PARTS else "fold", _untagged(found.terms, tag)


def _untagged(terms: tuple[str, ...], tag: str) -> tuple[str, ...]:
    return tuple(term.removeprefix(tag) for term in terms) if all(term.startswith(tag) for term in terms) else ()
