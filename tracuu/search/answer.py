"""What a search answers, as records and as JSON. The JSON is a contract: docs/formats.md, "JSON out"."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tracuu.corpus.store.totals import Totals
from tracuu.records import Span
from tracuu.search.query import Query
from tracuu.search.scan import Note
from tracuu.tuples import Record

SCHEMA = 1


class Rendered(Record):
    """What stands in a version for a word of the query: `found` for `word`, in language `lang`.

    `p` is how probably the one translates the other; `via` says who says so: `learned`, `list:NAME`, `through en`,
    `itself`, or `spelling` where they are only spelled alike.
    """

    word: str
    found: str
    lang: str
    p: float
    via: str


class Across(Record):
    """What translations find beyond what the words themselves do.

    `lang` is the language that the query was taken to be in, `is_guessed` unless it was stated. `total` counts the
    further stories.
    """

    lang: str
    is_guessed: bool
    total: int


class Hit(Record):
    """One story found (or one version, when each was asked for), with the version that matched best.

    `langs` are all languages the story is held in. `snippet` and `title` are the text's own words; `spans` and
    `title_spans` are what matched in them (code points); `matched` the different words as they stand in the text.
    `score` compares hits of one answer only; `reason` tells why a story without a version in the query's language
    was found. `original_url` is the address of the original. `start` is where the snippet begins in given text, `page`
    on which page it stands, where there are some.
    `renderings` are the words that stand for those of the query in a story that only translations find; `found_in` is
    the version in which what was looked for stands, where another is shown. `tags`, `notes`, `starred` and `reviewed`
    are what users marked the story with.
    """

    story: str
    version: str
    number: int
    id: str | None
    lang: str
    langs: tuple[str, ...]
    title: str | None
    date: str | None
    date_kind: str | None
    site: str | None
    province: str | None
    url: str | None
    original_url: str | None
    machine_translated: bool | None
    score: float
    snippet: str
    matched: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    title_spans: tuple[Span, ...] = ()
    start: int = 0
    reason: str | None = None
    renderings: tuple[Rendered, ...] = ()
    found_in: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    starred: bool = False
    reviewed: bool = False
    page: int | None = None


class Facets(Record):
    """Counts of the versions that match, by value, most frequent first; months (`YYYY-MM`) in order. All exact."""

    lang: dict[str, int]
    site: dict[str, int]
    province: dict[str, int]
    month: dict[str, int]


class Looked(Record):
    """One form that was looked for: text field, terms, weight, and in how many versions it stands."""

    field: str
    terms: tuple[str, ...]
    weight: float
    frequency: int


class Explained(Record):
    """Why a hit scores as it does: for each query word the score it adds, and the forms that matched, by field."""

    version: str
    score: float
    parts: tuple[tuple[str, float, tuple[Looked, ...]], ...]


class Explanation(Record):
    """How each word of the query was expanded, and why each hit of the page scores as it does."""

    words: tuple[tuple[str, tuple[Looked, ...]], ...]
    hits: tuple[Explained, ...]


class Help(Record):
    """What may help where nothing was found.

    `near` gives spellings that the archive holds for words that it does not, with counts of versions; `alone` how
    many stories each part of the query finds by itself, under the same fields and dates; `without_filters` how many
    stories the words find without these, None when there were none; `collected` how many versions were ever collected
    of each site, language and period asked for (as written in the grammar), and of all of them together. `untranslated`
    tells that the archive holds several languages and nothing that translates between them.
    """

    near: Mapping[str, tuple[tuple[str, int], ...]] = MappingProxyType({})
    alone: Mapping[str, int] = MappingProxyType({})
    without_filters: int | None = None
    collected: Mapping[str, int] = MappingProxyType({})
    untranslated: bool = False


class Answer(Record):
    """One page of what was found, and what was searched.

    `total` counts stories, `versions_total` versions, `undated` stories that a time limit alone left out because they
    carry no date; all exact. `searched` is what the archive holds. `reading` says how the query was read, and
    `surprising` that it should be shown unasked; `notes` point into the query, `remarks` are lines about the archive.
    `across` tells of stories that only translations find, which no other count includes; None where none was sought.
    `partial` are stories that hold most of the query in translation, given where nothing holds all of it: they are no
    hits, and nothing counts them. No more are those of `near`, which vectors say are near in meaning.
    """

    query: Query
    reading: str
    surprising: bool
    total: int
    versions_total: int
    undated: int
    hits: tuple[Hit, ...]
    limit: int
    offset: int
    by_version: bool
    searched: Totals
    notes: tuple[Note, ...] = ()
    remarks: tuple[str, ...] = ()
    facets: Facets | None = None
    explanation: Explanation | None = None
    help: Help | None = None
    across: Across | None = None
    partial: tuple[Hit, ...] = ()
    near: tuple[Hit, ...] = ()

    @property
    def next_offset(self) -> int | None:
        """Give where the next page begins; None when this is the last."""
        counted = self.versions_total if self.by_version else self.total
        counted += self.across.total if self.across else 0
        end = self.offset + len(self.hits)
        return end if self.hits and end < counted else None


FIELDS = (
    "story", "version", "id", "lang", "langs", "title", "date", "date_kind", "site", "province", "url", "original_url",
    "machine_translated", "score", "snippet", "page", "matched", "reason",
    "tags", "notes", "starred", "reviewed",
)  # fmt: skip
"""The fields of a hit in JSON, CSV and tables, in order."""


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """Give one hit as JSON's types."""
    row = {name: getattr(hit, name) for name in FIELDS}
    row |= {name: list(row[name]) for name in ("langs", "matched", "tags", "notes")}
    row["score"] = round(hit.score, 4)
    if hit.renderings:
        row["renderings"] = [one._asdict() for one in hit.renderings]
        row["found_in"] = hit.found_in or hit.version
    return row


def to_json(answer: Answer) -> dict[str, Any]:
    """Give an answer as JSON's types. `facets`, `explanation` and `help` are there when there is something to say."""
    told = {
        "schema": SCHEMA,
        "query": answer.query.text,
        "total": answer.total,
        "versions_total": answer.versions_total,
        "undated": answer.undated,
        "hits": [hit_to_json(hit) for hit in answer.hits],
    }
    if answer.across:
        told["across"] = answer.across._asdict()
    if answer.partial:
        told["partial"] = [hit_to_json(hit) for hit in answer.partial]
    if answer.near:
        told["near"] = [hit_to_json(hit) for hit in answer.near]
    if answer.facets:
        told["facets"] = {name: getattr(answer.facets, name) for name in ("lang", "site", "province", "month")}
    if answer.explanation:
        told["explanation"] = _explanation_to_json(answer.explanation)
    if answer.help:
        told["help"] = {
            "near": {word: dict(near) for word, near in answer.help.near.items()},
            "alone": dict(answer.help.alone),
            "without_filters": answer.help.without_filters,
            "collected": dict(answer.help.collected),
            "untranslated": answer.help.untranslated,
        }
    return told


def _explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    return {
        "words": [{"word": word, "looked_for": _looked_to_json(forms)} for word, forms in explanation.words],
        "hits": [
            {
                "version": hit.version,
                "score": round(hit.score, 4),
                "parts": [
                    {"word": word, "score": round(score, 4), "matched": _looked_to_json(forms)}
                    for word, score, forms in hit.parts
                ],
            }
            for hit in explanation.hits
        ],
    }


def _looked_to_json(forms: tuple[Looked, ...]) -> list[dict[str, Any]]:
    return [
        {"field": form.field, "terms": list(form.terms), "weight": form.weight, "frequency": form.frequency}
        for form in forms
    ]
