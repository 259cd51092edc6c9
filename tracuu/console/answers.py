"""A page of hits for people: title, where and when, the words around the match, the address to cite."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracuu.console.safe import is_right_to_left, printable
from tracuu.messages import say
from tracuu.records import Span
from tracuu.search.answer import Answer, Explanation, Facets, Hit, Looked
from tracuu.search.width import width

BARS = 40  # columns of the longest bar of a facet
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def page(answer: Answer, *, color: bool = False) -> Iterator[str]:
    """Give the lines of a page; with `color` what matched is bold, unless NO_COLOR is set (no-color.org)."""
    bold = color and not os.environ.get("NO_COLOR")
    digits = len(str(answer.offset + len(answer.hits)))
    for place, hit in enumerate(answer.hits, answer.offset + 1):
        yield from _hit(f"{place:>{digits}}", hit, bold=bold)
    yield from _apart(say("find.partial"), answer.partial, 0, bold=bold)
    yield from _apart(say("find.near"), answer.near, len(answer.hits or answer.partial), bold=bold)
    if answer.facets:
        yield from _facets(answer.facets)
    if answer.explanation:
        yield from _explanation(answer.explanation)


def _apart(heading: str, hits: Sequence[Hit], before: int, *, bold: bool) -> Iterator[str]:
    """Give stories that are no finds, under a heading, numbered behind those `before` them."""
    if hits:
        yield from (heading, "")
    for place, hit in enumerate(hits, before + 1):
        yield from _hit(f"{place:>{len(str(before + len(hits)))}}", hit, bold=bold)


def hit_lines(number: str, hit: Hit, *, color: bool = False) -> list[str]:
    """Give the lines of one hit, as on a page."""
    return list(_hit(number, hit, bold=color and not os.environ.get("NO_COLOR")))


def highlighted(text: str, spans: Sequence[Span], *, bold: bool) -> str:
    """Give other people's words for one line: safe to print, matches bold, right-to-left text kept to itself."""
    parts, at = [], 0
    for start, end in spans if bold else ():
        parts += [printable(text[at:start]), _BOLD, printable(text[start:end]), _PLAIN]
        at = end
    line = "".join([*parts, printable(text[at:])])
    return f"\u2067{line}\u2069" if is_right_to_left(text) else line


def _hit(number: str, hit: Hit, *, bold: bool) -> Iterator[str]:
    """Give one hit: number and title, facts, snippet, addresses."""
    indent = " " * (len(number) + 2)
    title = highlighted(hit.title, hit.title_spans, bold=bold) if hit.title else say("find.untitled")
    yield f"{number}  {title}"
    yield indent + " · ".join(_facts(hit))
    yield indent + highlighted(hit.snippet, hit.spans, bold=bold)
    if hit.reason:
        yield indent + printable(hit.reason)
    yield from (indent + highlighted(say("find.marked_note", note=note), (), bold=False) for note in hit.notes)
    yield indent + "  ".join(printable(part) for part in (hit.story, _address(hit)) if part)
    yield ""


def _address(hit: Hit) -> str | None:
    """Give the address to cite; the original's, where the version has none of its own, says so."""
    if hit.url or not hit.original_url:
        return hit.url
    return say("find.original_at", url=hit.original_url)


def _facts(hit: Hit) -> Iterator[str]:
    """Say newspaper, day and language; a machine translation is always marked as one."""
    yield printable(hit.site or say("find.no_site"))
    yield say("find.dated", day=hit.date, kind=_kind(hit.date_kind)) if hit.date else say("find.no_date")
    mark = {True: say("find.machine"), False: "", None: say("find.unknown")}[hit.machine_translated]
    yield " ".join(part for part in (hit.lang, mark) if part)
    others = [lang for lang in hit.langs if lang != hit.lang]
    if others:
        yield say("find.also", langs=" ".join(others))
    if hit.page:
        yield say("find.on_page", number=hit.page)
    yield from marks(hit.tags, starred=hit.starred, reviewed=hit.reviewed)


def marks(tags: Iterable[str], *, starred: bool, reviewed: bool) -> Iterator[str]:
    """Say in a few signs what users marked a story with."""
    if starred:
        yield say("find.marked_star")
    if reviewed:
        yield say("find.marked_reviewed")
    yield from (say("find.marked_tag", tag=printable(tag)) for tag in tags)


def _kind(kind: str | None) -> str:
    """Say where a date comes from, unless the page itself states it."""
    kinds = {"url": say("find.kind_url"), "portal": say("find.kind_portal"), "inferred": say("find.kind_inferred")}
    return kinds.get(kind or "", "")


def _facets(facets: Facets) -> Iterator[str]:
    """Give the counts of versions by language, site, province and month, with bars."""
    groups = (
        (say("find.facet_lang"), facets.lang),
        (say("find.facet_site"), facets.site),
        (say("find.facet_province"), _by_name(facets.province)),
        (say("find.facet_month"), facets.month),
    )
    for name, counts in groups:
        if counts:
            yield name
            yield from bars(counts)
            yield ""


def _by_name(provinces: Mapping[str, int]) -> dict[str, int]:
    """Give counts of provinces by what people call these."""
    if not provinces:
        return {}
    from tracuu.text.places import province_name

    return {province_name(slug): count for slug, count in provinces.items()}


def bars(counts: Mapping[str, int], digits: int = 7) -> Iterator[str]:
    """Draw counts as lines of a chart, the longest bar `BARS` columns wide; `digits` is the room for a count."""
    longest, most = max(map(width, counts)), max(counts.values())
    for value, count in counts.items():
        bar = "█" * max(1, round(BARS * count / most)) if count else ""
        yield f"  {printable(value)}{' ' * (longest - width(value))}  {count:>{digits},}  {bar}".rstrip()


def _explanation(explanation: Explanation) -> Iterator[str]:
    """Say how each word was expanded, and what each hit's score is made of."""
    yield say("find.explain_words")
    for word, forms in explanation.words:
        yield f"  {printable(word)}"
        yield from _looked(forms)
    yield say("find.explain_hits")
    for hit in explanation.hits:
        yield f"  {hit.version}  {hit.score:.3f}"
        for word, score, forms in hit.parts:
            yield f"    {score:8.3f}  {printable(word)}"
            yield from (f"  {line}" for line in _looked(forms))


def _looked(forms: Iterable[Looked]) -> Iterator[str]:
    for form in forms:
        terms = printable(" ".join(form.terms))
        yield say("find.looked", field=form.field, terms=terms, weight=form.weight, count=form.frequency)
