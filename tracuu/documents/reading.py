"""A story for reading in a browser: its versions beside each other, what they name and what was looked for marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tracuu.documents import citing, columns
from tracuu.documents.as_html import page, runs
from tracuu.documents.direction import is_right_to_left
from tracuu.documents.making import Making
from tracuu.documents.marking import Marks, Numbers, numbered, passage_of
from tracuu.documents.noted import Noted, line
from tracuu.documents.parts import Facts, Run
from tracuu.documents.tags import Markup, element, joined, text
from tracuu.documents.words import Words
from tracuu.entities import Entity, Mention
from tracuu.exports.citation import Citation
from tracuu.records import CONTENT, PAGE_BREAK, Layer, Role, Span, Version

_SAMPLE = 2000  # characters of a text that tell its direction


class Reading(NamedTuple):
    """A version to be read: its text, how it is cited, what it names, and the places that a search looked for."""

    version: Version
    layer: Layer
    citation: Citation
    mentions: tuple[tuple[Mention, Entity], ...] = ()
    matches: tuple[Span, ...] = ()


def article(
    readings: Sequence[Reading], shown: frozenset[str], provenance: Facts, words: Words, marked: Noted | None = None
) -> str:
    """Write the page of a story: the first version is the one that was asked for, and `shown` are those to begin with.

    Its citation stands on top; all versions are in the page, and each can be set beside the others. `marked` is what
    users marked the story with.
    """
    first = readings[0]
    body = [
        element("p", runs(citing.cited(first.citation, words)), class_="cited"),
        heading("h1", first, words),
        line(marked, words) if marked else Markup(""),
        story(readings, shown, words),
        element("h2", text(words.say("document.origin"))),
        _facts(provenance),
    ]
    return page(_title(first, words), words.lang, body, rules(len(readings)))


def heading(name: str, reading: Reading, words: Words) -> Markup:
    """Write a version's title."""
    version = reading.version
    if not version.title:
        return element(name, text(words.say("citation.untitled")))
    way = "rtl" if is_right_to_left(version.title, version.lang) else "ltr"
    return element(name, text(version.title), lang=version.lang, dir=way)


def story(readings: Sequence[Reading], shown: frozenset[str], words: Words, name: str = "") -> Markup:
    """Write a story's versions beside each other, what is marked in them, and their citations.

    `name` begins the names of what links lead to, where a page holds several stories.
    """
    numbers: Numbers = {}
    for reading in readings:
        numbered(reading.mentions, numbers, words)
    several = len(readings) > 1
    return element(
        "section",
        _choices(readings, shown, words)
        if several
        else element("p", text(words.say("document.only_version")), class_="note"),
        element("div", _table(readings, numbers, words, name), class_="sides"),
        _legend(readings, numbers, words, name),
        element("h3", text(words.say("document.citations"))),
        *(element("p", runs(citing.cited(reading.citation, words)), class_="item") for reading in readings),
        class_="story",
    )


def rules(most: int) -> str:
    """Give the style that hides the columns whose boxes are not ticked, for stories of up to so many versions."""
    return "".join(
        f".story:has(.p{place}:not(:checked)) .c{place} {{ display: none; }}\n" for place in range(1, most + 1)
    )


def _choices(readings: Sequence[Reading], shown: frozenset[str], words: Words) -> Markup:
    """Write a box for each version, ticked where it is shown; two of one kind are told apart by their ids."""
    labels = [words.edition(one.version.lang, one.version.machine_translated) for one in readings]
    boxes = (
        element(
            "label",
            element("input", type="checkbox", class_=f"p{place}", checked=one.version.id in shown),
            text(f" {label} · {one.version.id}" if labels.count(label) > 1 else f" {label}"),
        )
        for place, (one, label) in enumerate(zip(readings, labels, strict=True), 1)
    )
    hint = element("legend", text(words.say("document.versions_hint")), class_="note")
    return element("fieldset", hint, *boxes, class_="choose")


class _Side(NamedTuple):
    """A column: which it is, its version, what is marked in it, whether it runs to the left, where its pages begin."""

    place: int
    reading: Reading
    marks: Marks
    right: bool
    pages: Mapping[int, int]
    words: Words

    @property
    def way(self) -> str:
        return "rtl" if self.right else "ltr"


def _table(readings: Sequence[Reading], numbers: Numbers, words: Words, name: str) -> Markup:
    """Write the columns: a row for each paragraph of the first version."""
    sides = [_side(place, one, numbers, words, name) for place, one in enumerate(readings, 1)]
    first = readings[0].layer
    rows: list[list[Markup]] = [[] for _ in columns.first_column(first)]
    for side in sides:
        layer = side.reading.layer
        for cell in columns.first_column(first) if side.place == 1 else columns.column(first, layer):
            rows[cell.row].append(_cell(cell, side))
    head = element("thead", element("tr", *map(_head, sides)))
    return element("table", head, element("tbody", *(element("tr", *cells) for cells in rows)), class_="versions")


def _side(place: int, reading: Reading, numbers: Numbers, words: Words, name: str) -> _Side:
    right = is_right_to_left(reading.layer.given[:_SAMPLE], reading.version.lang)
    marks = Marks(reading.mentions, reading.matches, numbers, name)
    return _Side(place, reading, marks, right, _page_starts(reading.layer), words)


def _head(side: _Side) -> Markup:
    """Write the head of a column: which version it is, and its title with what it names."""
    version, layer = side.reading.version, side.reading.layer
    line = " · ".join((side.words.edition(version.lang, version.machine_translated), version.id))
    titles = [Span(mark.start, mark.end) for mark in layer.marks if mark.role is Role.TITLE]
    marked = (element("strong", passage_of(layer, one, side.marks, right=side.right)) for one in titles)
    title = (element("div", one, lang=version.lang, dir=side.way) for one in marked)
    return element("th", element("div", text(line), class_="line"), *title, scope="col", class_=f"c{side.place}")


def _cell(cell: columns.Cell, side: _Side) -> Markup:
    rows = str(cell.rows) if cell.rows > 1 else None
    inner = (_part(part, side) for part in cell.parts)
    return element("td", *inner, class_=f"c{side.place}", rowspan=rows, lang=side.reading.version.lang, dir=side.way)


def _part(part: columns.Part, side: _Side) -> Markup:
    """Write a paragraph; a caption says that it is one, and what stands in this version alone is told by its title."""
    words, mark = side.words, part.mark
    inner = passage_of(side.reading.layer, Span(mark.start, mark.end), side.marks, right=side.right)
    page = side.pages.get(mark.start)
    labels = [words.say("document.on_page", number=page)] if page else []
    labels += [words.say("document.picture")] if mark.role is Role.CAPTION else []
    kinds = [*(["alone"] if part.alone else []), *([mark.role.value] if mark.role is not Role.BODY else [])]
    alone = words.say("document.only_here") if part.alone else None
    before = (_label(label, words) for label in labels)
    return element("p", *before, inner, class_=" ".join(kinds) or None, title=alone)


def _page_starts(layer: Layer) -> dict[int, int]:
    """Give the places of the lines with which pages begin, and the numbers of these; none where there are no pages."""
    starts: dict[int, int] = {}
    page, at, last = 1, 0, 0
    for mark in layer.marks if PAGE_BREAK in layer.given else ():
        words = layer.given[mark.start : mark.end]
        begin = mark.end - len(words.lstrip())
        page += layer.given.count(PAGE_BREAK, at, begin)
        at = begin
        if page != last and mark.role in CONTENT and mark.role is not Role.TITLE:
            starts[mark.start] = last = page
    return starts


def _label(word: str, words: Words) -> Markup:
    return Markup(element("small", element("bdi", text(word), lang=words.lang), class_="label") + " ")


def _legend(readings: Sequence[Reading], numbers: Numbers, words: Words, name: str) -> Markup:
    """Say what the marks mean, and list what is named."""
    lines = [element("li", text(label), id=f"{name}e{number}", value=str(number)) for number, label in numbers.values()]
    matched = any(reading.matches for reading in readings)
    match = element("p", element("mark", text(words.say("document.legend_match"))), class_="note")
    named = element("span", text(words.say("document.legend_mention")), class_="mention")
    return joined(
        element("h3", text(words.say("document.named_here"))),
        match if matched else Markup(""),
        element("p", named, class_="note") if lines else Markup(""),
        element("ol", *lines) if lines else element("p", text(words.say("document.nothing_named")), class_="note"),
    )


def _facts(provenance: Facts) -> Markup:
    from tracuu.documents.as_html import facts

    return facts(provenance)


def _title(reading: Reading, words: Words) -> str:
    return reading.version.title or words.say("citation.untitled")


def provenance(version: Version, reason: str, making: Making, words: Words) -> Facts:
    """Say where a version comes from: why this language and story, where it was read, how decoded, of which archive."""
    say: Callable[[str], str] = words.say
    at = citing.moment(making.at, words)
    province = version.province or ""
    if version.province_inferred and province:
        province = words.say("document.province_inferred", province=province)
    rows = (
        (say("document.language"), f"{words.language(version.lang)} ({version.lang}): {version.lang_evidence}"),
        (say("document.province"), province),
        (say("document.read_from"), f"{version.origin}, {citing.moment(version.fetched_at, words)}"),
        (say("document.encoding"), "; ".join(part for part in (version.charset, version.note) if part)),
        (say("document.story"), f"{version.story}: {reason}"),
        (say("document.version"), f"{version.id}, {version.extractor}"),
        (say("document.archive"), words.say("document.archive_id", name=making.archive, id=making.archive_id)),
        (say("document.made"), words.say("document.made_by", at=at, version=making.version)),
    )
    return Facts(tuple((name, (Run(value),)) for name, value in rows if value))
