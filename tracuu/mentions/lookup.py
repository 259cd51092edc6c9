"""Which entity somebody means who types "35 NQ TU", "Resolución No. 35", "dan van kheo" or the beginning of an id.

What is typed is read as an id, then as a name in any language, then as a document's type, number and issuer. Best come
first; when several fit equally well it is for the caller to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tracuu.entities import Entity
from tracuu.mentions import ids, issuers
from tracuu.mentions.candidates import same_number
from tracuu.mentions.concepts import RUNNING, name_key
from tracuu.mentions.kinds import bodies, types
from tracuu.mentions.register import Register
from tracuu.text.places import provinces

Aliases = Callable[[str], Iterable[Sequence[str]]]
"""Gives, for a folded name (`concepts.name_key`), rows that begin with an entity's id: the names that were learned."""

MOST_NEAR = 5
_LONGEST_PHRASE = 6  # words of a type's, body's or province's name
_ORDER = ("movement", "programme", "family")  # before single models and documents of the same name
_FIGURES = 2  # numbers in a name that tell it: one stands in many
_YEARS = range(1945, 2100)
_FIRST = ("en", "vi")  # languages whose words are looked up first


class Lookup(NamedTuple):
    """What was found, best first. The first `equal` fit equally well: 1 is an answer, 0 nothing, more a question."""

    entities: tuple[Entity, ...]
    equal: int

    @property
    def one(self) -> Entity | None:
        """The one entity that is meant, when there is one."""
        return self.entities[0] if self.equal == 1 else None


NOTHING = Lookup((), 0)


class Asked(NamedTuple):
    """A document as it was typed, as far as the words tell: what is not said is empty."""

    number: str | None = None
    year: int | None = None
    kinds: frozenset[str] = frozenset()
    abbreviation: str | None = None
    bodies: frozenset[str] = frozenset()
    province: str | None = None
    rest: tuple[str, ...] = ()


def lookup(typed: str, register: Register, aliases: Aliases, known: Iterable[Entity]) -> Lookup:
    """Find what is meant by what was typed.

    Args:
        typed: an id or its beginning, a code in any spelling, a name with or without accents and quotes.
        register: what is known beforehand.
        aliases: gives the rows of learned names by folded name.
        known: the archive's entities; those of the register need not be among them.
    """
    held = {entity.id: entity for entity in known}
    entities = {**register.entities, **held}
    ways: tuple[Callable[[], Lookup], ...] = (
        lambda: _by_id(typed, entities),
        lambda: _by_name(typed, register, aliases, entities),
        lambda: _by_figures(typed, entities) if _without_type(typed) != name_key(typed) else NOTHING,
        lambda: _by_number(typed, entities),
        lambda: _by_words(typed, entities),
        lambda: _by_figures(typed, entities),
    )
    found = next((one for one in (way() for way in ways) if one.equal), NOTHING)
    return _held_first(found, held)


def near(typed: str, entities: Iterable[Entity]) -> list[Entity]:
    """Give entities whose names are spelled nearly so, for "did you mean"."""
    from difflib import get_close_matches

    names: dict[str, Entity] = {}
    for entity in entities:
        for name in _names_of(entity):
            names.setdefault(name_key(name), entity)
    found = get_close_matches(name_key(typed), names, n=MOST_NEAR, cutoff=0.7)
    return list(dict.fromkeys(names[name] for name in found))


def asked(typed: str) -> Asked:
    """Read a document's type, number, year and issuer out of what was typed.

    It is read with the words of Vietnamese and English, which costs little, and with those of all languages only when
    there is a number and no type is found beside it.
    """
    from tracuu.mentions import wordlists

    meant = _asked(typed, _FIRST)
    if meant.kinds or not meant.rest or meant.number is None:
        return meant
    return _asked(typed, (*_FIRST, *wordlists.languages()))


def _asked(typed: str, languages: Sequence[str]) -> Asked:
    tokens = _tokens(typed)
    meant = Asked()
    rest: list[str] = []
    place = 0
    while place < len(tokens):
        for length in range(min(_LONGEST_PHRASE, len(tokens) - place), 0, -1):
            read = _understood(tokens[place : place + length], meant, languages)
            if read is not None:
                meant, place = read, place + length
                break
        else:
            rest.append(tokens[place])
            place += 1
    return meant._replace(rest=tuple(rest))


def _by_id(typed: str, entities: dict[str, Entity]) -> Lookup:
    start = typed.strip().lower()
    if start in entities:
        return Lookup((entities[start],), 1)
    parts = ids.parse(start)
    if parts is not None and ids.write(parts) in entities:
        return Lookup((entities[ids.write(parts)],), 1)
    if not start.startswith("vn:") or start == "vn:":
        return NOTHING
    return _all([entity for entity in entities.values() if entity.id.startswith(start)])


def _by_name(typed: str, register: Register, aliases: Aliases, entities: dict[str, Entity]) -> Lookup:
    """Find a whole name: of the register, of the archive, or learned; with or without "model" before it."""
    for name in dict.fromkeys((name_key(typed), _without_type(typed))):
        if not name:
            continue
        found = [*register.named_anywhere(name), *(entities[row[0]] for row in aliases(name) if row[0] in entities)]
        found += [entity for entity in entities.values() if _is_called(entity, name)]
        if found:
            return _preferred(dict.fromkeys(entities.get(entity.id, entity) for entity in found))
    return _law_of_a_year(typed, entities)


def _is_called(entity: Entity, name: str) -> bool:
    """Tell whether an entity of the archive is called so. A model's id holds its name; of others the label is read."""
    tail = entity.id.rpartition(":")[2].partition("~")[0]
    if tail and "@" not in tail:
        return tail == name.replace(" ", "-")
    return entity.kind not in _numbered() and name_key(entity.label) == name


@cache
def _numbered() -> frozenset[str]:
    """Give the types of documents that are called by number rather than by name."""
    return frozenset(code for code, kind in types().items() if not kind.names)


def _law_of_a_year(typed: str, entities: dict[str, Entity]) -> Lookup:
    """Find "Luật Đất đai 2024": a name with the year of the document behind it."""
    match = re.fullmatch(r"(.+?) ((?:19|20)\d\d)|((?:19|20)\d\d) (.+)", name_key(typed))
    if match is None:
        return NOTHING
    name, year = match[1] or match[4], match[2] or match[3]
    of_year = (entity for entity in entities.values() if year in {entity.period, (entity.date or "")[:4]})
    return _all([entity for entity in of_year if name in map(name_key, _names_of(entity))])


def _by_number(typed: str, entities: dict[str, Entity]) -> Lookup:
    meant = asked(typed)
    if meant.number is None:
        return NOTHING
    found = [entity for entity in entities.values() if _is_meant(entity, meant)]
    most = max((_words_met(entity, meant.rest) for entity in found), default=0)
    if meant.rest and not most and not (meant.kinds or meant.bodies):
        return NOTHING
    return _all([entity for entity in found if _words_met(entity, meant.rest) == most])


def _by_words(typed: str, entities: dict[str, Entity]) -> Lookup:
    """Find entities whose names hold all words that were typed, those that begin so first."""
    plain, meant = name_key(typed), asked(typed)
    if not plain or (meant.number and (meant.kinds or meant.bodies)):
        return NOTHING  # a document's number that is not known is not another's
    beginning = [e for e in entities.values() if any(name_key(name).startswith(plain) for name in _names_of(e))]
    words = plain.split()
    return _all(beginning or [entity for entity in entities.values() if _words_met(entity, words) == len(words)])


def _by_figures(typed: str, entities: dict[str, Entity]) -> Lookup:
    """Find a model by the numbers in its name, which no translation changes: "5 in 1" is "5 en 1"."""
    figures = _figures(typed)
    if len(figures) < _FIGURES or asked(typed).kinds:
        return NOTHING
    named = (entity for entity in entities.values() if entity.kind not in _numbered())
    return _all([entity for entity in named if any(_figures(name) == figures for name in _names_of(entity))])


def _figures(name: str) -> list[str]:
    return re.findall(r"\d+", name_key(name))


def _is_meant(entity: Entity, meant: Asked) -> bool:
    if same_number(meant.number, entity.number) is not True:
        return False
    abbreviation = _abbreviation_of(entity)
    if meant.abbreviation and abbreviation:
        if meant.abbreviation != abbreviation:
            return False
    elif meant.kinds and entity.kind not in meant.kinds:
        return False
    if meant.year is not None and str(meant.year) not in {entity.period, (entity.date or "")[:4]}:
        return False
    if meant.province is not None and issuers.place_of(entity.issuer) != meant.province:
        return False
    return not meant.bodies or bool(meant.bodies & _bodies_of(entity))


def _bodies_of(entity: Entity) -> frozenset[str]:
    """Give the codes of all bodies that issue as this entity's issuer: Politburo and Central Committee are one."""
    last = (entity.issuer or "").rpartition(".")[2]
    if (entity.issuer or "").startswith("bo."):
        return frozenset({"bo", last})
    alike = {"tinh-uy", "thanh-uy"} if last in {"tinh-uy", "thanh-uy"} else {last}
    return frozenset(code for code, body in bodies().items() if body.issuer in alike)


def _words_met(entity: Entity, words: Sequence[str]) -> int:
    """Count the words that begin a word of what an entity is called or about."""
    if not words:
        return 0
    texts = (*_names_of(entity), entity.code or "", entity.place or "")
    said = " ".join(map(name_key, texts))
    spoken = said.split()
    return sum(any(one.startswith(word) for one in spoken) for word in words)


def _names_of(entity: Entity) -> Iterator[str]:
    yield entity.label
    if entity.title:
        yield entity.title
    yield from (name for _, name, _ in entity.names)


def _all(found: Iterable[Entity]) -> Lookup:
    """Put equals in order: whole entities before stubs, the newest first. Stubs count only where nothing else is."""
    every = sorted(found, key=lambda entity: entity.id)
    every.sort(key=lambda entity: entity.date or entity.period or "", reverse=True)
    whole = [entity for entity in every if not entity.open]
    return Lookup((*whole, *(entity for entity in every if entity.open)), len(whole) or len(every))


def _held_first(found: Lookup, held: Mapping[str, Entity]) -> Lookup:
    """Prefer what the archive names to what only the register knows."""
    equals = found.entities[: found.equal]
    own = [entity for entity in equals if entity.id in held]
    if not own or len(own) == len(equals):
        return found
    others = [entity for entity in found.entities if entity not in own]
    return Lookup((*own, *others), len(own))


def _preferred(found: Iterable[Entity]) -> Lookup:
    """Prefer a movement, then the family, to the single models of one name."""
    everything = _all(found)
    for kind in _ORDER:
        first = [entity for entity in everything.entities if entity.kind == kind]
        if first:
            return Lookup((*first, *(entity for entity in everything.entities if entity.kind != kind)), len(first))
    return everything


def _without_type(typed: str) -> str:
    """Give a folded name without a word for model or movement before it."""
    words = name_key(typed).split()
    for length in range(min(3, len(words) - 1), 0, -1):
        if " ".join(words[:length]) in _model_words():
            return " ".join(words[length:])
    return " ".join(words)


@cache
def _model_words() -> frozenset[str]:
    said = (
        "mô hình, phong trào, cuộc vận động, chương trình, phong trào thi đua, model, movement, campaign, emulation "
        "movement, programme, program, modelo, movimiento, campaña, modèle, mouvement, campagne, modell, bewegung"
    )
    return frozenset(map(name_key, said.split(",")))


def _tokens(typed: str) -> list[str]:
    """Cut what was typed into words and numbers: `35-NQ/TU` is 35, nq, tu; `31/2024/QH15` is 31, 2024, qh15."""
    plain = re.sub(r"\b(ubtvqh|qh) ?(\d\d)\b", r"\1\2", name_key(typed))
    found = re.findall(r"(?:ubtvqh|qh)\d\d|\d+[a-z](?![^\d\s])|\d+|[^\d\s]+", plain)
    return [part for token in found for part in _parted(token)]


def _parted(token: str) -> tuple[str, ...]:
    """Part a symbol that was typed in one: `nqtw` is nq, tw."""
    for cut in range(2, len(token) - 1):
        if token[:cut] in _abbreviations() and _body(token[cut:]):
            return token[:cut], token[cut:]
    return (token,)


def _understood(tokens: Sequence[str], meant: Asked, languages: Sequence[str]) -> Asked | None:
    """Give what is meant with these words added; None when they say nothing of a document."""
    phrase = " ".join(tokens)
    if len(tokens) == 1 and phrase[0].isdigit():
        return _with_number(phrase, meant)
    if phrase in _provinces():
        return meant._replace(province=_provinces()[phrase])
    if phrase in _abbreviations() and meant.abbreviation is None:
        return meant._replace(abbreviation=phrase, kinds=meant.kinds | _abbreviations()[phrase])
    if body := _body(phrase):
        return meant._replace(bodies=meant.bodies | body)
    return None if any(token[0].isdigit() for token in tokens) else _worded(phrase, meant, languages)


def _with_number(digits: str, meant: Asked) -> Asked | None:
    is_year = digits.isdigit() and len(digits) == len("2024") and int(digits) in _YEARS
    if meant.number is None and not is_year:
        return meant._replace(number=digits)
    if is_year and meant.year is None:
        return meant._replace(year=int(digits))
    return None


def _worded(phrase: str, meant: Asked, languages: Sequence[str]) -> Asked | None:
    """Read a type's word, a body's name or a word for "number" in any of some languages."""
    from tracuu.mentions import wordlists

    for lang in languages:
        entries = wordlists.words_of(lang).entries if lang in _FIRST else wordlists.own_words(lang)
        entry = entries.get(phrase)
        if entry is None:
            continue
        if "types" in entry.classes:
            return meant._replace(kinds=meant.kinds | frozenset(entry.classes["types"]))
        if "issuers" in entry.classes:
            return meant._replace(bodies=meant.bodies | _codes(entry.classes["issuers"]))
        if not {"before", "after", "of", "and", "dated", "year", "province", "th"}.isdisjoint(entry.classes):
            return meant
    return _worded_without_spaces(phrase, meant, languages)


def _worded_without_spaces(phrase: str, meant: Asked, languages: Sequence[str]) -> Asked | None:
    """Read a type's word out of a run of Chinese, Japanese or Thai, such as `号决议` behind a number."""
    from tracuu.mentions import wordlists

    for lang in sorted(RUNNING & set(languages)):
        for form, entry in wordlists.words_of(lang).entries.items():
            if "types" in entry.classes and not form.isascii() and form in phrase:
                return meant._replace(kinds=meant.kinds | frozenset(entry.classes["types"]))
    return None


def _codes(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset((value,) if isinstance(value, str) else value)


def _body(phrase: str) -> frozenset[str]:
    ending = phrase.replace(" ", "")
    return frozenset(code for code, body in bodies().items() if ending in map(ids.slug, body.abbr)) or (
        frozenset({"quoc-hoi"}) if re.fullmatch(r"qh\d\d", ending)
        else frozenset({"ubtvqh"}) if re.fullmatch(r"ubtvqh\d\d", ending)
        else frozenset()
    )  # fmt: skip


def _abbreviation_of(entity: Entity) -> str | None:
    """Give the type's abbreviation inside a code: `nq` of 35-NQ/TU."""
    return next((token for token in _tokens(entity.code or "") if token in _abbreviations()), None)


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, kind in types().items():
        for abbreviation in {*kind.party, *kind.state}:
            folded = name_key(abbreviation)
            found[folded] = found.get(folded, frozenset()) | {code}
    return found


@cache
def _provinces() -> dict[str, str]:
    rows = [row for row in provinces() if row.slug != "-"]
    return {name_key(name): row.slug for row in rows for name in (row.name, *row.aliases)}
