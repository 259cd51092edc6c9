"""The nouns of naming: what is found in a text, what it is resolved to, what is known. No behaviour of their own.

They stand beside `records` and apart from it, so that a search that asks for no name does not pay for them. The flow:

    find     text                    ->  Found      one place that names something, as far as its own text tells
    gather   the Founds of a story   ->  Cluster    all places of a story that name one thing, in all its languages
    resolve  Cluster and knowledge   ->  Mention    each place with its entity, how surely, and why

docs/mentions.md tells the method with an example, docs/register.md what an id is made of.
"""

# Without `from __future__ import annotations`, as in records.py.
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from tracuu.records import Mark

_NONE: Mapping[str, Any] = {}


class How(StrEnum):
    """By what a mention was found."""

    SYMBOL = "symbol"  # 57-NQ/TW, with or without a type word before it
    NUMBER = "number"  # a type word and a number
    SESSION = "session"  # a congress's or plenum's resolution, without a number
    TITLE = "title"  # a law by its name, an instrument by its name or date
    QUOTED = "quoted"  # a name in quotes beside a model word
    GLUED = "glued"  # a name to which the model word is glued, or that stands bare beside it
    KNOWN = "known"  # a name of the register, or a learned one, wherever it stands
    SHORT = "short"  # "Resolution 57", "the Resolution" after the full name


class Found(NamedTuple):
    """A place in given text that names an instrument or a model, as far as the text itself tells.

    `kinds` are codes of `mentions/data/types.toml`, likeliest first, for a type word may stand for several types; of a
    name they begin with `model` or `movement`. `number` is in ASCII digits as printed (`03` keeps its zero), `year` the
    one inside a number (2024 of 168/2024/NĐ-CP), `symbol` in its one spelling (`NQ/TU`, `NQ-CP`, `NĐ-CP`, `QH15`).
    `date` is the document's own date as far as it is stated (`2023`, `2023-12`, `2023-12-08`). `body` is the issuing
    body's code (`mentions/data/bodies.toml`: `bo-chinh-tri`, `tinh-uy`, `chinh-phu`), `place` the path of the place
    that is stated with it (`quang-nam`, `quang-nam.phuoc-son`; of a model `quang-nam.tam-ky.tam-thang`, with `?` for
    a step that is not stated, `quang-nam.?.tam-thang`; one that begins with neither a province nor `?` begins with
    the district). `term` is a stated term (`xiii` of the centre, `2020-2025` of a province). `session` is `dai-hoi:13`
    for a congress, `hoi-nghi:7:11` for the 7th plenum of the 11th committee; what is not stated is `?`.
    `name` is the folded name of a model or law, without quotes. `entity` is an id when a known name was met.
    `follows` is the index, among the version's Founds, of the full mention that a short form means.
    `spelled` is how a text that is not in Latin letters spells a model's district and commune, in folded letters, with
    its language (`zh-Hans:盛富.和林`, `?` for what is not stated): it tells two places apart, and resolves to none.
    """

    start: int
    end: int
    surface: str
    kinds: tuple[str, ...]
    how: How
    number: str | None = None
    year: int | None = None
    symbol: str | None = None
    date: str | None = None
    body: str | None = None
    place: str | None = None
    term: str | None = None
    session: str | None = None
    name: str | None = None
    entity: str | None = None
    follows: int | None = None
    spelled: str | None = None


class Known(NamedTuple):
    """A name to be found wherever it stands, without a model word beside it.

    `lang` is the language that it is a name in (None: any). `name` is its folded form. `kind` as in `Found.kinds`.
    """

    lang: str | None
    name: str
    entity: str
    kind: str


class Step(NamedTuple):
    """One step of a decision, for `entity why`: a catalogue key and its values; `weight` is its share of the score."""

    key: str
    values: Mapping[str, Any] = _NONE
    weight: float = 0.0


class Text(NamedTuple):
    """A version as linking sees it: its text, what was found in it, and what is known of it.

    `day` is its date (`YYYY-MM-DD`) where one is known, `province` a slug, `original` whether it is the Vietnamese
    original (in Vietnamese, and not a machine translation), `url` its own address.
    """

    number: int
    id: str
    story: str
    lang: str
    given: str
    marks: tuple[Mark, ...]
    found: tuple[Found, ...]
    day: str | None = None
    province: str | None = None
    original: bool = False
    url: str | None = None


class Cluster(NamedTuple):
    """All places of one story that name one thing, with what they say of it together.

    `members` are (version number, index among that version's Founds). `names` are (language, folded name), sorted, of
    models and of laws; `labels` the same as printed, first seen first, the original's before all. The other fields are
    those of `Found`, joined: what one version lost another restores; where two disagree the stronger stands and
    `steps` keeps the conflict. `entity` is set when the story itself and the register decide; else `resolve` goes on.
    """

    story: str
    ordinal: int
    kinds: tuple[str, ...]
    members: tuple[tuple[int, int], ...]
    names: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    number: str | None = None
    year: int | None = None
    symbol: str | None = None
    date: str | None = None
    body: str | None = None
    place: str | None = None
    term: str | None = None
    session: str | None = None
    entity: str | None = None
    day: str | None = None
    province: str | None = None
    conflicts: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


class Entity(NamedTuple):
    """An instrument or a model: an id, a label, and what is known of it.

    `kind` is a code of types.toml, or `model`, `movement`, `family`. `label` is its canonical name (Vietnamese when
    known), `code` the printed symbol (`35-NQ/TU`), `issuer` an issuer's path (`quang-nam.tinh-uy`, `tw`), `body` the
    issuing body's code, `period` a term or year, `date` of the document, `place` of a model, `family` the id of the
    models of one name. `origin` is `register`, `user` or `found`. `open` marks a stub: a thing of one story that is not
    known well enough to be told from others. `names` are (language, name, attested) of the register.
    """

    id: str
    kind: str
    label: str
    number: str | None = None
    code: str | None = None
    issuer: str | None = None
    body: str | None = None
    period: str | None = None
    date: str | None = None
    place: str | None = None
    family: str | None = None
    title: str | None = None
    origin: str = "found"
    open: bool = False
    names: tuple[tuple[str, str, bool], ...] = ()


class Mention(NamedTuple):
    """A place in a version's text, resolved: what `tracuu mentions` prints.

    `version` is the version's number. `entity` is an id. `confidence` is from 0 to 1. `how` tells by what it was found
    and by what resolved, such as `quoted, aligned` or `number, story`.
    """

    version: int
    start: int
    end: int
    surface: str
    kind: str
    entity: str
    confidence: float
    how: str
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None


class Alias(NamedTuple):
    """A learned name: in `lang` the folded `name` means `entity`, as `stories` independent stories attest.

    `state` is `weak`, `promoted`, `confirmed` (by a user) or `banned` (by a user); `contested` when other stories take
    the same name for something else, so that it is no evidence of either.
    """

    lang: str
    name: str
    entity: str
    stories: int
    state: str
    surface: str = ""


class Decision(NamedTuple):
    """What a user decided. Decisions are truth: they are kept in order, survive rebuilding, and can be undone.

    `verb` is merge, split, rename, alias-add, alias-ban, link or unlink; `args` are the verb's own, in plain words.
    """

    number: int
    verb: str
    args: Mapping[str, Any]
    at: str
    undone: bool = False
