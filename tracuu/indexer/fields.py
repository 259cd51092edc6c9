"""Which fields a version has in the index, and which terms stand in them.

Title and body are kept in two parallel streams, `exact` (words as written, in key form) and `fold` (accents away,
stemmed). Only `fold` has positions, which cost more than all else: a phrase is looked for there, and its words as
written beside it. What is found beside the words (parts of compounds, 4-grams) stands in `parts`. Terms of fold and
parts carry the name of their analyser (`vi:dan`, `en:model`), so that a word of one language never meets the stem of
another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracuu.indexer.engines.base import Document, Schema
from tracuu.records import CONTENT, DateKind, Mark, Role, Version
from tracuu.zstd import compress, decompress

ANALYSIS = 4
"""Counts up whenever text analysis would give other terms for the same text; indexes of another are made anew."""

_LAYOUT = 3  # counts up whenever a field comes, goes or means something else

TITLE_EXACT, TITLE_FOLD = "title_exact", "title_fold"
BODY_EXACT, BODY_FOLD = "body_exact", "body_fold"
PARTS = "parts"

SCHEMA = Schema(
    version=f"fields {_LAYOUT}, analysis {ANALYSIS}",
    positioned=(TITLE_FOLD, BODY_FOLD),
    counted=(TITLE_EXACT, BODY_EXACT, PARTS),
    keywords=("lang", "site", "host", "province", "kind", "story_id", "version_id", "instrument", "model"),
    numbers=("day", "month", "undated"),
)
"""What an index of versions holds.

`lang` has the full tag and the language alone (`zh-Hans`, `zh`); `day` is YYYYMMDD and `month` YYYYMM of a date that
the page, its address or the portal states (or that was inferred); `undated` is 1 where there is none. The day on
which a page was fetched is no date of the article. `instrument` and `model` hold the numbers of the entities that the
version names; of a model that of its family too.
"""

MODELS = frozenset({"model", "movement", "family"})
"""Kinds of entities that stand in the field `model`; all others are instruments."""

_BODY = CONTENT - {Role.TITLE}


def texts(title: str | None, given: str, marks: Sequence[Mark], lang: str) -> dict[str, str]:
    """Analyse one version: text field to token string (terms joined by one space).

    Pure, and the work of worker processes. `marks` are the lines of `given` with their roles: all content but the
    title makes the body (the title stands in its own field).
    """
    from tracuu.text.analysis import analyse, analyser

    body = "\n".join(given[mark.start : mark.end] for mark in marks if mark.role in _BODY)
    head, rest = analyse(title or "", lang), analyse(body, lang)
    tag = analyser(lang)
    return {
        TITLE_EXACT: head.exact,
        TITLE_FOLD: tagged(tag, head.fold),
        BODY_EXACT: rest.exact,
        BODY_FOLD: tagged(tag, rest.fold),
        PARTS: tagged(tag, f"{head.parts} {rest.parts}".strip()),
    }


def packed(analysed: Mapping[str, str]) -> bytes:
    """Pack what `texts` gave, to a third of its size: a large add has thousands of these waiting to be indexed."""
    import pickle  # a search packs nothing

    return compress(pickle.dumps(dict(analysed)), level=1)


def unpacked(analysed: bytes) -> dict[str, str]:
    """Give back what `packed` was given. It never comes from a file."""
    import pickle

    return dict(pickle.loads(decompress(analysed)))  # noqa: S301  of this process or its own workers


def tagged(tag: str, terms: str) -> str:
    """Put an analyser's name before each term of a token string: `dan van` becomes `vi:dan vi:van`."""
    return f"{tag}:" + terms.replace(" ", f" {tag}:") if terms else ""


def document(version: Version, analysed: dict[str, str], named: Iterable[tuple[int, str]] = ()) -> Document:
    """Make the index entry of a version from what `texts` gave, and number and kind of the entities that it names."""
    entities: dict[str, list[str]] = {"instrument": [], "model": []}
    for number, kind in named:
        entities[field_of(kind)].append(str(number))
    keywords = {
        "lang": tuple(dict.fromkeys((version.lang, version.lang.partition("-")[0]))),
        "site": _known(version.site),
        "host": _known(version.host),
        "province": _known(version.province),
        "kind": (version.kind,),
        "story_id": (version.story,),
        "version_id": (version.id,),
        **{field: tuple(sorted(numbers)) for field, numbers in entities.items()},
    }
    return Document(version.number, version.story_number, analysed, keywords, _numbers(version))


def field_of(kind: str) -> str:
    """Give the field in which entities of a kind stand."""
    return "model" if kind in MODELS else "instrument"


def _known(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _numbers(version: Version) -> dict[str, int]:
    dated = version.dated
    if dated is None or dated.kind is DateKind.FETCHED:
        return {"undated": 1}
    day = int(dated.day.replace("-", ""))
    return {"day": day, "month": day // 100}
