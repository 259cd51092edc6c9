"""A brief: what the archive says of an instrument or a model, or on a query, as a dated list with sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tracuu.corpus.archive import Archive, Totals
from tracuu.entities import Entity
from tracuu.naming.asking import stubs_like
from tracuu.records import Span
from tracuu.reports.evidence import Source, source
from tracuu.reports.lines import Line, Places, Told, lines, told
from tracuu.reports.matching import matched
from tracuu.search.answer import Answer
from tracuu.search.dates import Period


class Asked(NamedTuple):
    """What is asked beside the subject: the language to cite in, the period, and whether editions are wanted."""

    lang: str | None = None
    period: Period | None = None
    editions: bool = False


class Section(NamedTuple):
    """Lines, oldest first; of an entity where a family has several."""

    entity: Entity | None
    lines: tuple[Line, ...]


class Brief(NamedTuple):
    """What is said of a subject.

    `entity` is what it is on, None for a query. `possibly` are lines on things that may be the same: of the same type
    and number, their issuer not stated. `documents` are the entity's own text, which is not coverage of it. `stories`
    counts those that the lines stand for, near-copies too; `undated` those of them without a day; `left_out` those
    outside the period, or beyond what a query was asked for; `undated_left_out` those that a period left out because
    they have no day. `asked` is what was asked for, `reading` how a query was read (empty for an entity).
    """

    subject: str
    entity: Entity | None
    sections: tuple[Section, ...]
    possibly: tuple[Line, ...]
    documents: tuple[Source, ...]
    stories: int
    undated: int
    left_out: int
    undated_left_out: int
    searched: Totals
    asked: Asked = Asked()
    reading: str = ""

    @property
    def is_told(self) -> bool:
        """Whether anything is told of the subject."""
        return bool(self.sections or self.possibly or self.documents)

    @property
    def is_narrowed(self) -> bool:
        """Whether the period left something out."""
        return bool(self.left_out or self.undated_left_out)


def of_entity(archive: Archive, entity: Entity, asked: Asked) -> Brief:
    """Brief on an entity; on a family, its members one by one."""
    members = archive.naming.members(entity.id) or [entity]
    if entity.id not in {member.id for member in members}:
        members = [*members, entity]
    writer = _Writer(archive, asked)
    sections = [Section(member, writer.lines_of([member.id])) for member in members]
    stubs = [stub.id for stub in stubs_like(archive, entity)]
    possibly = writer.lines_of(stubs, counted=False) if stubs else ()
    return writer.brief(entity.label, entity, [one for one in sections if one.lines], possibly)


def of_answer(archive: Archive, query: str, answer: Answer, asked: Asked) -> Brief:
    """Brief on what a search found, its period included: the versions that matched best, where they matched."""
    writer = _Writer(archive, asked._replace(period=None))
    layers = archive.layers([hit.number for hit in answer.hits])
    places = {
        hit.number: matched(layers[hit.number], hit.matched) or [Span(hit.start, hit.start)] for hit in answer.hits
    }
    made = writer.lines_at(places)
    found = writer.brief(query, None, [Section(None, made)] if made else [], ())
    return found._replace(
        left_out=answer.total - len(answer.hits), undated_left_out=answer.undated, asked=asked, reading=answer.reading
    )


class _Writer:
    """Writes lines and keeps count of what they stand for and of what was left out."""

    def __init__(self, archive: Archive, asked: Asked) -> None:
        self._archive, self._asked = archive, asked
        self._totals = archive.totals()
        self._languages = list(self._totals.languages) if asked.editions else None
        self._documents: dict[str, Source] = {}
        self._counted: dict[str, Told] = {}
        self._left_out: dict[str, Told] = {}

    def lines_of(self, ids: Sequence[str], *, counted: bool = True) -> tuple[Line, ...]:
        """Make the lines of all stories that name some entities."""
        places: dict[int, list[Span]] = {}
        for mention in self._archive.naming.mentions_of(ids):
            places.setdefault(mention.version, []).append(Span(mention.start, mention.end))
        return self.lines_at(places, counted=counted)

    def lines_at(self, places: Places, *, counted: bool = True) -> tuple[Line, ...]:
        """Make the lines of all stories in whose versions these places lie."""
        stories = told(self._archive, places, self._asked.lang)
        documents = [story for story in stories if story.cited.kind == "document"]
        self._documents.update({story.cited.story: source(story.cited) for story in documents})
        coverage = [story for story in stories if story.cited.kind != "document"]
        kept = [story for story in coverage if self._is_within(story)]
        if counted:
            self._counted.update(_by_story(kept))
            self._left_out.update(_by_story(story for story in coverage if not self._is_within(story)))
        return tuple(lines(self._archive, kept, places, self._languages))

    def _is_within(self, story: Told) -> bool:
        period = self._asked.period
        if period is None or story.day is None:
            return period is None
        return (period.since or story.day) <= story.day <= (period.until or story.day)

    def brief(
        self, subject: str, entity: Entity | None, sections: Iterable[Section], possibly: tuple[Line, ...]
    ) -> Brief:
        """Put what was written together."""
        without_day: Callable[[Told], bool] = lambda story: story.day is None  # noqa: E731  said twice below
        return Brief(
            subject=subject,
            entity=entity,
            sections=tuple(sections),
            possibly=possibly,
            documents=tuple(self._documents.values()),
            stories=len(self._counted),
            undated=sum(map(without_day, self._counted.values())),
            left_out=sum(not without_day(story) for story in self._left_out.values()),
            undated_left_out=sum(map(without_day, self._left_out.values())),
            searched=self._totals,
            asked=self._asked,
        )


def _by_story(stories: Iterable[Told]) -> dict[str, Told]:
    return {story.cited.story: story for story in stories}
