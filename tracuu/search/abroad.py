"""An answer with the stories that only translations find, each with its reason, shown in the language preferred."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from tracuu.corpus.archive import Archive
from tracuu.indexer import tree
from tracuu.indexer.engines.base import Hit as Found
from tracuu.messages import plural, say
from tracuu.records import Layer, Version
from tracuu.search import turns
from tracuu.search.across import Crossed
from tracuu.search.answer import Across, Answer, Facets, Hit, Rendered
from tracuu.search.further import Asked, Further, Source, further, matching, partly
from tracuu.search.hits import hit_of
from tracuu.search.places import Marker, Wanted
from tracuu.search.shown import counterpart, to_show
from tracuu.search.snippets import snippet
from tracuu.search.weights import sure
from tracuu.search.why import marker, reason, rendered
from tracuu.text.called import spoken_name
from tracuu.text.codes import canonical, primary
from tracuu.tuples import Record

_FEWEST, _MOST = 2, 0.5  # words, and share of a query, that a story must hold to be shown where none holds all


class Wish(Record):
    """How stories in other languages are wanted: found at all, counted in everything, shown in which language.

    `columns` is the width of a snippet.
    """

    translate: bool
    counted: bool
    lang: str | None
    columns: int


Own = Callable[[int, int], tuple[Hit, ...]]
"""The hits that the words themselves find, by offset and limit."""


def with_others(answer: Answer, asked: Asked, wish: Wish, own: Own, *, in_turns: bool) -> Answer:
    """Give an answer its hits, with the stories that only translations find.

    `in_turns` these stand among the others, else behind them.
    """
    found = further(asked, answer.total) if wish.translate and asked.archive.translates() else None
    if found:
        answer = _joined(answer, asked, wish, own, found, in_turns=in_turns)
    else:
        answer = answer._replace(hits=own(answer.offset, answer.limit))
    if wish.lang is None:
        return answer
    return answer._replace(hits=_shown(answer.hits, asked.archive, wish.lang, wish.columns))


def _joined(answer: Answer, asked: Asked, wish: Wish, own: Own, found: Further, *, in_turns: bool) -> Answer:
    places = turns.page(answer.offset, answer.limit, answer.total, found.total, in_turns=in_turns)
    others = [number for is_other, number in places if is_other]
    hits = matching(asked, found, others[0], others[-1] + 1) if others else []
    made = _told(asked, wish, found.source, found.crossed, hits)
    partial = () if answer.total or found.total or answer.offset else _partial(asked, wish, found, answer.limit)
    across = Across(found.source.lang, found.source.is_guessed, found.total)
    return answer._replace(
        hits=_in_order(places, own, made),
        partial=partial,
        across=across,
        facets=_facets(answer, asked, wish, found),
        remarks=(*answer.remarks, *_remarks(answer, wish, across, made or partial)),
    )


def _partial(asked: Asked, wish: Wish, found: Further, limit: int) -> tuple[Hit, ...]:
    """Give stories that hold most of the query's words, or translations that may stand for them, where none has all."""
    ranked = found.ranking()
    if ranked is None:
        return ()
    hits = partly(asked, ranked, limit)
    return _told(asked, wish, found.source, ranked, hits, lambda told: _holds_most(told, ranked))


def _in_order(places: Sequence[tuple[bool, int]], own: Own, others: Sequence[Hit]) -> tuple[Hit, ...]:
    ours = [number for is_other, number in places if not is_other]
    mine, theirs = iter(own(ours[0], len(ours)) if ours else ()), iter(others)
    made = (next(theirs if is_other else mine, None) for is_other, _ in places)
    return tuple(hit for hit in made if hit)


def _facets(answer: Answer, asked: Asked, wish: Wish, found: Further) -> Facets | None:
    if not (answer.facets and wish.counted):
        return answer.facets
    from tracuu.search.facets import facets

    return facets(asked.reader, tree.Or((asked.own, found.crossed.matching)))


def _remarks(answer: Answer, wish: Wish, across: Across, made: Sequence[Hit]) -> list[str]:
    said = []
    if made and across.is_guessed:
        said.append(say("search.note_guessed", lang=spoken_name(across.lang)))
    if answer.facets and across.total:
        kind = "within" if wish.counted else "apart"
        said.append(plural(f"search.note_{kind}", across.total, what=say("search.facets")))
    return said


def _told(
    asked: Asked,
    wish: Wish,
    source: Source,
    crossed: Crossed,
    hits: Sequence[Found],
    is_wanted: Callable[[Sequence[Rendered]], bool] = lambda _told: True,
) -> tuple[Hit, ...]:
    """Make the hits of versions that translations found, told by what may stand for a word, as far as it is enough."""
    units = tuple(map(sure, crossed.units))
    found = asked.archive.versions([hit.key for hit in hits])
    stories = _versions_of(asked.archive, [one.story_number for one in found])  # which the index may not know yet
    langs = [canonical(lang) for lang in (wish.lang, source.lang) if lang]
    shown = [to_show(one, stories[one.story_number], langs) for one in found]
    layers = asked.archive.layers(list({one.number for one in (*found, *shown)}))
    markers: dict[str, Marker] = {}
    made: list[Hit] = []
    for hit, version, instead in zip(hits, found, shown, strict=True):
        find = markers.setdefault(version.lang, marker(units, version.lang))
        told = rendered(units, version, layers[version.number], find)
        if is_wanted(told):
            held = tuple(sorted({one.lang for one in stories[version.story_number]}))
            one = hit_of(version, layers[version.number], held, hit.score, find, wish.columns, None)
            one = one if instead == version else _in_other(one, instead, layers, wish.columns)
            made.append(one._replace(renderings=told, reason=reason(units, told)))
    return tuple(made)


def _versions_of(archive: Archive, stories: Sequence[int]) -> dict[int, list[Version]]:
    """Give the versions of stories, by story, in the order in which they came."""
    listed = archive.siblings(stories)
    versions = iter(archive.versions([number for story in listed.values() for number, _, _ in story]))
    return {story: list(islice(versions, len(held))) for story, held in listed.items()}


def _holds_most(told: Sequence[Rendered], crossed: Crossed) -> bool:
    """Tell whether two words are there, and half of the query where rare words count more (`weights.rarity`)."""
    there = {one.word for one in told}
    worth = sum(each for unit, each in zip(crossed.units, crossed.rarities, strict=True) if unit.typed in there)
    return len(there) >= _FEWEST and worth >= _MOST * sum(crossed.rarities)


def _in_other(found: Hit, shown: Version, layers: Mapping[int, Layer], columns: int) -> Hit:
    """Show another version of a story than the one that matched, with the sentence that says the same."""
    there, here = layers[found.number], layers[shown.number]
    nothing = Marker(Wanted(), shown.lang)
    made = hit_of(shown, here, found.langs, found.score, nothing, columns, None)
    place = counterpart(there, _first_match(found), here)
    if place:
        passage = snippet(here.given, here.marks, nothing, columns, (place,))
        made = made._replace(snippet=passage.text, start=passage.start)
    return made._replace(found_in=found.version, reason=found.reason, renderings=found.renderings)


def _first_match(found: Hit) -> int:
    return found.start + max(0, found.spans[0].start - 1) if found.spans else found.start


def _shown(hits: Sequence[Hit], archive: Archive, lang: str, columns: int) -> tuple[Hit, ...]:
    """Show hits in the language that is preferred, where their stories are held in it."""
    wanted = canonical(lang)
    away = [hit.number for hit in hits if not hit.found_in and hit.lang != wanted]
    found = archive.versions(away)
    stories = _versions_of(archive, [one.story_number for one in found])
    shown = {one.number: to_show(one, stories[one.story_number], [wanted]) for one in found}
    other = {number: one for number, one in shown.items() if number != one.number and _is_in(one, wanted)}
    layers = archive.layers([*other, *(one.number for one in other.values())])
    return tuple(_in_other(hit, other[hit.number], layers, columns) if hit.number in other else hit for hit in hits)


def _is_in(version: Version, lang: str) -> bool:
    return lang in {version.lang, primary(version.lang)}
