"""What differs between versions, and how renderings drift, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tracuu.console import called
from tracuu.console.answers import highlighted
from tracuu.console.citing import fact_line
from tracuu.console.entity_rows import entity_to_json
from tracuu.console.safe import isolated, printable
from tracuu.entities import Entity
from tracuu.messages import plural, say
from tracuu.reports.check import Check, Difference
from tracuu.reports.drift import Drift
from tracuu.reports.evidence import Quotation
from tracuu.text.called import spoken_name as language

SCHEMA = 1


def differences(checked: Check, *, bold: bool = False) -> Iterator[str]:
    """Give the lines that say what differs in a story."""
    yield say("check.base", base=fact_line(checked.base))
    langs = " ".join(sorted({version.lang for version in checked.compared}))
    yield plural("check.compared", len(checked.compared), langs=langs) if checked.compared else say("check.alone")
    for contradict, found in groupby(checked.differences, key=lambda one: one.contradict):
        yield ""
        yield say("check.contradict") if contradict else say("check.one_side")
        for one in found:
            yield ""
            yield from _difference(one, bold=bold)
    if checked.compared and not checked.differences:
        yield say("check.none")


def _difference(one: Difference, *, bold: bool) -> Iterator[str]:
    sign = "≠" if one.contradict else "/"
    said, heard = (", ".join(isolated(printable(part)) for part in side) or "–" for side in (one.said, one.heard))
    yield f"  {said} {sign} {heard}   {fact_line(one.version)}"
    yield f"    {one.base.lang}: {highlighted(one.left.text, one.left.spans, bold=bold)}"
    yield f"    {one.version.lang}: {highlighted(one.right.text, one.right.spans, bold=bold)}"


def check_to_json(checked: Check) -> dict[str, Any]:
    """Give what differs as JSON."""
    return {
        "schema": SCHEMA,
        "story": checked.story,
        "base": checked.base._asdict(),
        "compared": [version._asdict() for version in checked.compared],
        "differences": [
            {
                "contradict": one.contradict,
                "said": list(one.said),
                "heard": list(one.heard),
                "base": {"lang": one.base.lang, "version": one.base.version, **_sentence(one.left)},
                "other": {"lang": one.version.lang, "version": one.version.version, **_sentence(one.right)},
            }
            for one in checked.differences
        ],
    }


def _sentence(quotation: Quotation) -> dict[str, Any]:
    return {"sentence": quotation.text, "start": quotation.start, "end": quotation.end}


def renderings(entity: Entity, drifted: Drift) -> Iterator[str]:
    """Give the lines that say how an entity is called, by language and month."""
    yield f"{called.name(entity)} · {printable(entity.id)}"
    for lang, months in groupby(drifted.renderings, key=lambda one: one.lang):
        yield ""
        yield f"{language(lang)} ({lang})"
        for month, found in groupby(months, key=lambda one: one.month):
            here = [f"{isolated(printable(one.rendering))} {one.mentions:,}" for one in found]
            yield f"  {month or say('drift.undated')}  {'; '.join(here)}"
    if drifted.short:
        yield ""
        yield plural("drift.short", drifted.short)


def drift_to_json(entity: Entity, drifted: Drift) -> dict[str, Any]:
    """Give the renderings as JSON."""
    rows = [one._asdict() for one in drifted.renderings]
    return {"schema": SCHEMA, "entity": entity_to_json(entity), "short": drifted.short, "renderings": rows}
