"""How an entity is called over time: its renderings by language and month."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracuu.corpus.archive import Archive
from tracuu.entities import Mention
from tracuu.records import DateKind, Version
from tracuu.text.normalize import fold, key

_SHORT = "short"


class Rendering(NamedTuple):
    """One wording in one language in one month (`YYYY-MM`, None where no date is known).

    Spellings that differ in capitals, accents and quotation marks alone count as one, shown as most write it.
    `example` is the id of the first version that has it.
    """

    lang: str
    month: str | None
    rendering: str
    mentions: int
    versions: int
    stories: int
    example: str


class Drift(NamedTuple):
    """The renderings of entities by language, month and frequency; `short` counts short forms, which are left out."""

    renderings: tuple[Rendering, ...]
    short: int


def drift(archive: Archive, ids: Sequence[str]) -> Drift:
    """Give the renderings of entities, given by id."""
    mentions = archive.naming.mentions_of(ids)
    full = [mention for mention in mentions if _SHORT not in mention.how.split(", ")]
    numbers = sorted({mention.version for mention in full})
    versions = {version.number: version for version in archive.versions(numbers)}
    groups: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in full:
        version = versions[mention.version]
        groups.setdefault((version.lang, _month(version), plain(mention.surface)), []).append(mention)
    found = [_rendering(lang, month, held, versions) for (lang, month, _), held in groups.items()]
    found.sort(key=lambda one: (one.lang, one.month is None, one.month or "", -one.mentions, one.rendering))
    return Drift(tuple(found), len(mentions) - len(full))


def _rendering(lang: str, month: str, mentions: Sequence[Mention], versions: dict[int, Version]) -> Rendering:
    here = [versions[number] for number in sorted({mention.version for mention in mentions})]
    return Rendering(
        lang=lang,
        month=month or None,
        rendering=_usual(mention.surface for mention in mentions),
        mentions=len(mentions),
        versions=len(here),
        stories=len({version.story for version in here}),
        example=here[0].id,
    )


def _usual(surfaces: Iterable[str]) -> str:
    counts = Counter(" ".join(surface.split()) for surface in surfaces)
    return min(counts, key=lambda surface: (-counts[surface], surface))


def _month(version: Version) -> str:
    dated = version.dated
    return dated.day[: len("2024-11")] if dated and dated.kind is not DateKind.FETCHED else ""


def plain(surface: str) -> str:
    """Give a surface without what does not make another wording."""
    letters = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in fold(key(surface)))
    return " ".join("".join(letters).split())
