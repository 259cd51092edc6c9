"""An article on the terminal: its head, its text, its versions, and where all of it comes from."""

from __future__ import annotations

import json
import sys
import textwrap

from tracuu.console.safe import is_right_to_left, isolated, printable, printable_block
from tracuu.messages import say
from tracuu.records import CONTENT, DateKind, Role, Version
from tracuu.search.width import width
from tracuu.session import Session, Shown
from tracuu.text.called import spoken_name as name
from tracuu.text.places import province_name

GAP = "  │  "
NARROW = 60  # columns under which two texts beside each other cannot be read


def page(shown: Shown, story_reason: str, *, color: bool = False) -> str:
    """Give the whole page: title, provenance, text, versions."""
    version = shown.version
    bold = (lambda text: f"\x1b[1m{text}\x1b[0m") if color and not _no_color() else str
    head = bold(_line(version.title or say("show.untitled")))
    return "\n".join([head, *_provenance(shown, story_reason), "", text(shown), "", *_versions(shown)])


def text(shown: Shown) -> str:
    """Give the article's content: paragraphs apart, captions marked, furniture left out."""
    parts = []
    for start, end, role in shown.layer.marks:
        if role in CONTENT and role is not Role.TITLE:
            line = _line(shown.layer.given[start:end].strip())
            parts.append(say("show.caption", text=line) if role is Role.CAPTION else line)
    return "\n\n".join(parts)


def raw(stored: bytes) -> bytes:
    """Give the bytes as they were found; on a terminal without what could act on it."""
    if not sys.stdout.isatty():
        return stored
    return printable_block(stored.decode("utf-8", "replace")).encode("utf-8")


def as_json(shown: Shown, story_reason: str, **more: object) -> str:
    """Give everything as one JSON object, with what else is handed in."""
    record = shown.version._asdict() | {
        "schema": 1,
        "story_reason": story_reason,
        "given": shown.layer.given,
        "marks": [[start, end, role.value] for start, end, role in shown.layer.marks],
        "versions": [{"id": other.id, "lang": other.lang, "url": other.url} for other in shown.siblings],
        **more,
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def side_by_side(session: Session, shown: Shown, lang: str | None, columns: int) -> str:
    """Give two versions beside each other, paragraph by paragraph: the one in `lang`, else the original."""
    from tracuu.corpus.editions import choose, original

    other = choose(shown.siblings, lang) if lang else original(shown.siblings)
    if other.id == shown.version.id:
        others = [version for version in shown.siblings if version.id != shown.version.id]
        if not others:
            return say("show.only_version")
        other = others[0]
    right = shown._replace(version=other, layer=session.archive.layer(other.number))
    pairs = [([_label(shown.version)], [_label(other)]), *session.side_by_side(shown, right)]
    if columns < NARROW:
        return "\n\n".join("\n".join(map(_line, left + theirs)) for left, theirs in pairs)
    half = (columns - len(GAP)) // 2
    return "\n".join(row for left, theirs in pairs for row in _rows(left, theirs, half))


def _rows(left: list[str], right: list[str], half: int) -> list[str]:
    """Set two groups of paragraphs beside each other, lines filled up to `half` columns."""
    ours, theirs = _wrapped(left, half), _wrapped(right, half)
    height = max(len(ours), len(theirs))
    ours += [""] * (height - len(ours))
    theirs += [""] * (height - len(theirs))
    return [f"{_padded(a, half)}{GAP}{b}".rstrip() for a, b in zip(ours, theirs, strict=True)] + [
        GAP.join([" " * half, ""])
    ]


def _wrapped(paragraphs: list[str], columns: int) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += _fold(printable(paragraph), columns)
    return [isolated(line) for line in lines]


def _fold(text: str, columns: int) -> list[str]:
    """Break a line at spaces, and inside a run without spaces (Chinese, Thai) where it is full."""
    if width(text) == len(text):
        return textwrap.wrap(text, columns)
    lines, current = [], ""
    for word in text.split(" "):
        for piece in _pieces(word, columns):
            joined = f"{current} {piece}" if current and piece is not None else piece
            if width(joined) > columns:
                lines.append(current)
                current = piece
            else:
                current = joined
    return [*lines, current]


def _pieces(word: str, columns: int) -> list[str]:
    if width(word) <= columns:
        return [word]
    pieces = [""]
    for letter in word:
        if width(pieces[-1] + letter) > columns:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _label(version: Version) -> str:
    return say("show.column", lang=name(version.lang), mark=translated(version.machine_translated), id=version.id)


def _line(text: str) -> str:
    safe = printable(text)
    return isolated(safe) if is_right_to_left(safe) else safe


def translated(flag: bool | None) -> str:  # noqa: FBT001  three states of one fact, not a switch
    """Say whether a machine translated a text; that nothing tells is said too."""
    if flag is None:
        return say("show.unknown")
    return say("show.machine") if flag else say("show.original")


def _provenance(shown: Shown, story_reason: str) -> list[str]:
    """Say of the version shown where it comes from, and why this language and this story."""
    version = shown.version
    province = province_name(version.province) if version.province else ""
    facts = (
        (say("show.language"), f"{name(version.lang)} ({version.lang}), {translated(version.machine_translated)}"),
        (say("show.language_why"), version.lang_evidence),
        (say("show.paper"), ", ".join(part for part in (version.publisher, version.site) if part)),
        (say("show.date"), dated(version)),
        (say("show.url"), version.url),
        (say("show.source"), version.source_url),
        (say("show.province"), province + (say("show.inferred") if version.province_inferred else "")),
        (say("show.read_from"), f"{version.origin}, {version.fetched_at}"),
        (say("show.charset"), "; ".join(part for part in (version.charset, version.note) if part)),
        (say("show.story"), f"{version.story}: {story_reason}"),
        (say("show.version"), f"{version.id}, {version.extractor}"),
    )
    return [f"{label:<12} {_line(value)}" for label, value in facts if value]


def dated(version: Version) -> str:
    """Say the version's date and where it comes from."""
    kinds = {
        DateKind.PAGE: say("show.kind_page"),
        DateKind.URL: say("show.kind_url"),
        DateKind.PORTAL: say("show.kind_portal"),
        DateKind.INFERRED: say("show.kind_inferred"),
        DateKind.FETCHED: say("show.kind_fetched"),
    }
    if version.dated is None:
        return say("show.undated")
    return say("show.dated", day=version.dated.day, kind=kinds[version.dated.kind])


def _versions(shown: Shown) -> list[str]:
    lines = [say("show.versions", count=len(shown.siblings))]
    for version in shown.siblings:
        here = "*" if version.id == shown.version.id else " "
        mark = translated(version.machine_translated)
        lines.append(f" {here} {version.id}  {version.lang:<7} {mark}  {_line(version.title or '')}".rstrip())
    return lines


def _no_color() -> bool:
    import os

    return bool(os.environ.get("NO_COLOR"))
