"""Texts for tests, with what is found in them written into the text.

`Xã có mô hình “{Ngân hàng bò|model}” theo {Nghị quyết 12|resolution|number=12,symbol=NQ/TU}.` is a text in which two
things are found: between the braces stand the words, the kinds (parted by `/`), and the fields of `Found`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tracuu.entities import Cluster, Entity, Found, How, Text
from tracuu.mentions.concepts import name_key
from tracuu.mentions.decisions import rules
from tracuu.mentions.knowledge import Knowledge
from tracuu.mentions.register import Register
from tracuu.records import Mark, Role

MARKUP = re.compile(r"\{([^|{}]+)\|([^|{}]+)(?:\|([^{}]+))?\}")
NAMED = {"model", "movement"}

NOTHING = Register((), ())
"""A register that knows nothing: what is linked then, is linked by the texts alone."""


def text(number: int, lang: str, marked: str, **more: Any) -> Text:
    """Make a version from a marked text; each line is a paragraph. `number` also makes the id."""
    given, founds = "", list[Found]()
    done = 0
    for match in MARKUP.finditer(marked):
        given += marked[done : match.start()]
        founds.append(_found(len(given), match, founds))
        given += match[1]
        done = match.end()
    given += marked[done:]
    fields: Mapping[str, Any] = {"story": "s1", "day": "2024-11-18", "province": "quang-nam"} | more
    return Text(number, f"v{number}", lang=lang, given=given, marks=_lines(given), found=tuple(founds), **fields)


def _found(start: int, match: re.Match[str], before: list[Found]) -> Found:
    kinds = tuple(match[2].split("/"))
    fields: dict[str, Any] = dict(part.split("=") for part in (match[3] or "").split(",") if part)
    for number in ("year", "follows"):
        if number in fields:
            fields[number] = int(fields[number])
    assert fields.get("follows", 0) <= len(before)
    if kinds[0] in NAMED or "name" in fields:
        fields["name"] = name_key(match[1])
    how = How.QUOTED if kinds[0] in NAMED else How.SYMBOL if "symbol" in fields else How.NUMBER
    return Found(start, start + len(match[1]), match[1], kinds, how, **fields)


def _lines(given: str) -> tuple[Mark, ...]:
    marks, start = [], 0
    for line in given.split("\n"):
        if line.strip():
            marks.append(Mark(start, start + len(line), Role.BODY))
        start += len(line) + 1
    return tuple(marks)


def said(clusters: tuple[Cluster, ...], *texts: Text) -> list[set[str]]:
    """Give, for each cluster, what stands at its places: `lang words`."""
    of = {one.number: one for one in texts}
    return [
        {f"{of[version].lang} {of[version].found[place].surface}" for version, place in cluster.members}
        for cluster in clusters
    ]


def knowing(register: Register = NOTHING, **more: Any) -> Knowledge:
    """Give knowledge: what `aliases`, `instruments`, `models` (lists) and `decisions` say, and nothing else."""
    aliases: dict[tuple[str, str], str] = more.get("aliases", {})
    instruments: list[Entity] = more.get("instruments", [])
    models: list[Entity] = more.get("models", [])
    return Knowledge(
        register,
        alias=lambda lang, name: aliases.get((lang, name)),
        instruments=lambda kind, number: [
            one for one in instruments if one.kind == kind and int(one.number or -1) == number
        ],
        models=lambda slug: [one for one in models if one.id.endswith(f":{slug}")],
        rules=rules(more.get("decisions", ())),
    )
