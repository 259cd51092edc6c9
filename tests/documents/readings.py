"""Versions of a story of our own, to be read beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from tests.documents.briefs import cited
from tracuu.documents.reading import Reading
from tracuu.entities import Entity, Mention
from tracuu.records import Dated, DateKind, Layer, Mark, Role, Span, Version

_ROLES = {"#": Role.TITLE, "!": Role.HEADING, "@": Role.CAPTION, "~": Role.RELATED}


def layer(*lines: str) -> Layer:
    """Make a text; a line that begins with a sign is a title (#), a heading (!), a caption (@) or furniture (~)."""
    marks, start, given = [], 0, []
    for line in lines:
        role = _ROLES.get(line[:1], Role.BODY)
        said = line[1:] if role is not Role.BODY else line
        marks.append(Mark(start, start + len(said), role))
        given.append(said)
        start += len(said) + 1
    return Layer("v", "plain/1", "\n".join(given), tuple(marks))


def version(name: str, lang: str, title: str | None) -> Version:
    """Make a version's record."""
    return Version(
        number=1, id=name, story="s1", story_number=1, lang=lang, lang_evidence="text .99", lang_confidence=0.99,
        url=f"https://example.org/{name}", host="example.org", site="baoquangnam.vn", publisher="Báo Quảng Nam",
        province="quang-nam", province_inferred=True, title=title, dated=Dated("2024-03-05", DateKind.PAGE),
        source_url=None, machine_translated=lang != "vi", kind="press", given_id=None, origin="a.html",
        fetched_at="2024-03-06T08:00:00+00:00", added_at="2024-03-06T08:00:00+00:00", extractor="plain/1", sha256="0",
        charset="utf-8", note=None, extra={},
    )  # fmt: skip


def reading(name: str, lang: str, *lines: str, named: Sequence[str] = (), sought: Sequence[str] = ()) -> Reading:
    """Make a version to be read: `named` are words of it that name an entity of that label, `sought` what matched."""
    text = layer(*lines)
    title = next((text.given[mark.start : mark.end] for mark in text.marks if mark.role is Role.TITLE), None)
    return Reading(
        version(name, lang, title),
        text,
        cited(name)._replace(lang=lang, machine_translated=lang != "vi"),
        tuple(sorted((_mention(text, words) for words in named), key=lambda pair: pair[0].start)),
        tuple(sorted(_place(text, words) for words in sought)),
    )


def _place(text: Layer, words: str) -> Span:
    start = text.given.index(words)
    return Span(start, start + len(words))


def _mention(text: Layer, words: str) -> tuple[Mention, Entity]:
    start, end = _place(text, words)
    return Mention(1, start, end, words, "model", f"vn:{words}", 0.9, "quoted"), Entity(f"vn:{words}", "model", words)
