"""What is known of entities beforehand: instruments, movements and programmes, read from `data/register/*.toml`.

A user's own files (`ARCHIVE/register/*.toml`), of the same form, add to ours and outrank them. docs/register.md tells
the form. Reading costs some milliseconds, so the packaged register is read once, when it is first asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tracuu.entities import Entity, Known
from tracuu.mentions import concepts as matching
from tracuu.mentions.concepts import Concept, name_key
from tracuu.mentions.kinds import types
from tracuu.mentions.register_files import Composed, Entry, Word, read_file

FOLDER = Path(__file__).parent / "data" / "register"
TERMS = "terms.toml"  # read by `terms`

_TWINS = {"ms": "id", "id": "ms", "no": "nb", "nn": "nb"}  # languages that share most of their words
VIETNAMESE, ENGLISH = "vi", "en"  # what translations keep as it was, or go through


class Facts(NamedTuple):
    """What the register knows of an entity beyond its record.

    `topics` are names of words (`topics.toml`) of what it is about. `session` is written as in `Found.session`.
    `checked` is False for what was written from memory. `only_quoted` are names (in the form of `name_key`) that name
    it only in quotes or beside a word for movement. `by_number`: it is called by its type and number alone.
    `implements` is the id of the instrument that a movement carries out.
    """

    topics: frozenset[str] = frozenset()
    session: str | None = None
    since: str | None = None
    initiator: str | None = None
    implements: str | None = None
    source: str | None = None
    checked: bool = True
    only_quoted: frozenset[str] = frozenset()
    by_number: bool = False


_NOTHING = Facts()


class Register:
    """The entities that are known, and what finds them: names, numbers, concepts, topics."""

    def __init__(self, entries: Iterable[Entry], words: Iterable[Word]) -> None:
        """Take entries and words; later ones outrank earlier ones of the same id or name."""
        by_id = {entry.entity.id: entry for entry in entries}
        self.entities: Mapping[str, Entity] = {id: entry.entity for id, entry in by_id.items()}  # noqa: A001  the record's own word
        self._facts = {id: _facts_of(entry) for id, entry in by_id.items()}  # noqa: A001
        self._words = {word.name: word for word in words}
        self._entries = tuple(by_id.values())
        self._numbers = _by_number(self.entities.values())
        self._sessions = _by_session(self._facts, self.entities)
        self._names = _by_name(self._entries)
        self._concepts = tuple(self._composed())
        self._concepts_of = _by_language(self._concepts)
        self._languages = sorted({concept.lang for concept in self._concepts})
        self._topics: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

    def get(self, id: str) -> Entity | None:  # noqa: A002  the record's own word
        """Give the entity of this id."""
        return self.entities.get(id)

    def facts(self, id: str) -> Facts:  # noqa: A002  the record's own word
        """Give what is known of an entity beyond its record; nothing for one that is not in the register."""
        return self._facts.get(id, _NOTHING)

    def instruments(self, kind: str, number: str | int) -> Sequence[Entity]:
        """Give the instruments of a type (a code of types.toml) and number; 03 and 3 are one."""
        return self._numbers.get((kind, _value(str(number))), ())

    def of_session(self, session: str) -> Sequence[Entity]:
        """Give the instruments of a congress or plenum, as `Found.session` writes it (`hoi-nghi:7:11`)."""
        return self._sessions.get(session, ())

    def named(self, lang: str | None, name: str) -> Sequence[Entity]:
        """Give all entities that a name stands for in a language; Vietnamese and English names count in all."""
        plain = name_key(name)
        return tuple(dict.fromkeys(entity for code in _also(lang) for entity in self._names.get((code, plain), ())))

    def named_anywhere(self, name: str) -> Sequence[Entity]:
        """Give all entities that a name stands for in any language, by name or else by what it is composed of."""
        plain = name_key(name)
        found = dict.fromkeys(entity for key, held in self._names.items() if key[1] == plain for entity in held)
        if not found:
            fitting = {matching.best_fit(self._concepts, lang, plain) for lang in self._languages}
            found = dict.fromkeys(self.entities[id] for id in sorted(filter(None, fitting)))  # noqa: A001
        return tuple(found)

    def movement_of(self, lang: str, name: str) -> tuple[str, bool] | None:
        """Give the movement that a name in quotes, or beside a word for movement, stands for.

        Answers its id and whether somebody is known to print this name; a name known by its ideas alone is not
        attested. None when it is no movement's, or may be several's.
        """
        plain = name_key(name)
        found = [entity for entity in self.named(lang, plain) if entity.kind in {"movement", "programme"}]
        if found:
            return (found[0].id, _is_attested(found[0], plain)) if len(found) == 1 else None
        fitting = (matching.best_fit(self.concepts(code), code, plain) for code in _also(lang))
        entity = next(filter(None, fitting), None)
        return (entity, False) if entity else None

    def known(self) -> tuple[Known, ...]:
        """Give the names that are sure wherever they stand: of movements and programmes, each of one entity only.

        Translations that nobody has confirmed are not among them.
        """
        return tuple(
            Known(None if lang in {VIETNAMESE, ENGLISH} else lang, name, entities[0].id, entities[0].kind)
            for (lang, name), entities in sorted(self._names.items(), key=lambda item: (item[0][1], item[0][0] or ""))
            if len(entities) == 1
            and entities[0].kind in {"movement", "programme"}
            and name not in self._facts[entities[0].id].only_quoted
            and _is_attested(entities[0], name)
        )

    def concepts(self, lang: str | None = None) -> Sequence[Concept]:
        """Give the concepts of a language, or of all."""
        return self._concepts if lang is None else self._concepts_of.get(lang, ())

    def topics_in(self, lang: str, text: str) -> frozenset[str]:
        """Give the topics that a text (a sentence or two) speaks of."""
        plain = name_key(text)
        return frozenset(
            topic
            for code in _also(lang)
            for topic, stems in self._topics_of(code)
            if matching.meets(stems, plain, code)
        )

    def _topics_of(self, lang: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Give the topics that a language has words for, with the stems of these."""
        if lang not in self._topics:
            held = ((word.name, word.stems.get(lang, ())) for word in self._words.values() if word.topic)
            self._topics[lang] = tuple((topic, stems) for topic, stems in held if stems)
        return self._topics[lang]

    def _composed(self) -> Iterable[Concept]:
        for entry in self._entries:
            words = [self._words[name] for name in entry.composed_of]
            if not words:
                continue
            for lang in sorted(set.intersection(*(set(word.stems) for word in words))):
                sure = [matching.folded(word.stems[lang]) for word in words]
                weak = [matching.folded(word.weak.get(lang, ())) for word in words]
                slots = tuple((*one, *other) for one, other in zip(sure, weak, strict=True))
                bare = tuple(sure) if entry.alone_when_composed else ()
                yield Concept(entry.entity.id, entry.entity.kind, lang, slots, bare)


def load(extra: Path | None = None) -> Register:
    """Give the register: ours, then the files of the folder `extra`, when there is one.

    Raises DataError, with file and line, when a file is wrong.
    """
    own = sorted(extra.glob("*.toml")) if extra is not None and extra.is_dir() else []
    if not own:
        return _packaged()
    return _with_own(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in own))


def _is_attested(entity: Entity, plain: str) -> bool:
    """Tell whether a name of the register is more than a translation that nobody has confirmed."""
    return not any(name_key(name) == plain and not sure for _, name, sure in entity.names)


def _also(lang: str | None) -> Iterable[str]:
    """Give the languages whose words may stand in a text: its own, a twin's, and those that translations keep."""
    return dict.fromkeys(filter(None, (lang, _TWINS.get(lang or ""), VIETNAMESE, ENGLISH)))


@lru_cache(maxsize=4)
def _with_own(stamps: tuple[tuple[Path, int, int], ...]) -> Register:
    """Read ours and a user's own files; again only when one of these has changed."""
    return _made_of([*_our_files(), *(path for path, _, _ in stamps)])


@cache
def _packaged() -> Register:
    return _made_of(_our_files())


def _our_files() -> list[Path]:
    return sorted(path for path in FOLDER.glob("*.toml") if path.name != TERMS)


def _made_of(files: Iterable[Path]) -> Register:
    entries: list[Entry] = []
    words: list[Word] = []
    composed: dict[str, Composed] = {}
    for path in files:
        read = read_file(path)
        entries += read.entries
        words += read.words
        composed |= read.composed
    _refuse_twice(words)
    _refuse_unknown(composed, {entry.entity.id for entry in entries}, {word.name for word in words})
    return Register([_with_ideas(entry, composed) for entry in entries], words)


def _refuse_twice(words: Iterable[Word]) -> None:
    """Refuse two words of one name in one folder: the later would silently take the other's place.

    A user's word takes the place of ours on purpose.
    """
    first: dict[tuple[Path, str], Word] = {}
    for word in words:
        other = first.setdefault((word.row.path.parent, word.name), word)
        if other is not word:
            where = f"{other.row.path}:{other.row.line}"
            raise word.row.fault("register.word_twice", "name", value=word.name, other=where)


def _refuse_unknown(composed: Mapping[str, Composed], known: Collection[str], words: Collection[str]) -> None:
    """Refuse a concept of an entity or of a word that no file holds: it would silently do nothing."""
    for entity, concept in composed.items():
        if entity not in known:
            raise concept.row.fault("register.unknown_entity", "entity", value=entity)
        for word in concept.words:
            if word not in words:
                raise concept.row.fault("register.unknown_word", "words", value=word)


def _with_ideas(entry: Entry, composed: Mapping[str, Composed]) -> Entry:
    own = composed.get(entry.entity.id)
    return entry._replace(composed_of=own.words, alone_when_composed=own.alone) if own else entry


def _facts_of(entry: Entry) -> Facts:
    return Facts(
        frozenset(entry.topics),
        entry.session,
        entry.since,
        entry.initiator,
        entry.implements,
        entry.source,
        entry.checked,
        frozenset(map(name_key, entry.only_quoted)),
        entry.by_number,
    )


def _value(number: str) -> int:
    digits = re.match(r"\d+", number)
    return int(digits[0]) if digits else -1


def _by_number(entities: Iterable[Entity]) -> Mapping[tuple[str, int], tuple[Entity, ...]]:
    found: dict[tuple[str, int], tuple[Entity, ...]] = {}
    for entity in entities:
        if entity.number and entity.number[0].isdigit():
            for kind in _kinds_of(entity):
                key = kind, _value(entity.number)
                found[key] = (*found.get(key, ()), entity)
    return found


def _kinds_of(entity: Entity) -> Iterable[str]:
    """Give the types under which an instrument is asked for: its own, and those that its symbol abbreviates alike.

    QĐ stands for decisions of the Party and for its regulations.
    """
    abbreviation = re.match(r"\d+[a-z]?(?:/\d{4})?[-/](\w+)[-/]", entity.code or "")
    alike = [code for code, kind in types().items() if abbreviation and abbreviation[1] in {*kind.party, *kind.state}]
    return dict.fromkeys((entity.kind, *alike))


def _by_language(concepts: Iterable[Concept]) -> Mapping[str, Sequence[Concept]]:
    held: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        held[concept.lang].append(concept)
    return held


def _by_session(facts: Mapping[str, Facts], entities: Mapping[str, Entity]) -> Mapping[str, tuple[Entity, ...]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for id, fact in facts.items():  # noqa: A001  the record's own word
        if fact.session:
            found[fact.session].append(entities[id])
    return {session: tuple(held) for session, held in found.items()}


def _by_name(entries: Iterable[Entry]) -> Mapping[tuple[str, str], tuple[Entity, ...]]:
    found: dict[tuple[str, str], dict[str, Entity]] = defaultdict(dict)
    for entry in entries:
        for lang, name in entry.names:
            found[lang, name_key(name)][entry.entity.id] = entry.entity
    return {key: tuple(entities.values()) for key, entities in found.items()}
