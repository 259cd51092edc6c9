"""An answer with the stories that only translations find, each with its reason, shown in the language preferred."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from tracuu.text.codes import canonical
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
    """Add to an answer the stories that only translations find; `in_turns` among the others, else behind them."""
    found = further(asked, answer.total) if wish.translate and asked.archive.translates() else None
    if found:
        answer = _joined(answer, asked, wish, own, found, in_turns=in_turns)
    return answer if wish.lang is None else answer._replace(hits=_shown(answer.hits, asked.archive, wish))


def _joined(answer: Answer, asked: Asked, wish: Wish, own: Own, found: Further, *, in_turns: bool) -> Answer:
    places = turns.page(answer.offset, answer.limit, answer.total, found.total, in_turns=in_turns)
    others = [number for is_other, number in places if is_other]
    hits = matching(asked, found, others[0], others[-1] + 1) if others else []
    made = _told(asked, wish, found.source, found.crossed, hits)
    partial = () if answer.total or found.total or answer.offset else _partial(asked, wish, found, answer.limit)
    across = Across(found.source.lang, found.source.is_guessed, found.total)
    return answer._replace(
        hits=_in_order(answer, places, own, made),
        partial=partial,
        across=across,
        facets=_facets(answer, asked, wish, found),
        remarks=(*answer.remarks, *_remarks(answer, wish, across, made or partial)),
        help=None if made else answer.help,
    )


def _partial(asked: Asked, wish: Wish, found: Further, limit: int) -> tuple[Hit, ...]:
    """Give stories that hold most of the query's words, or translations that may stand for them, where none has all."""
    ranked = found.ranking()
    if ranked is None:
        return ()
    hits = partly(asked, ranked, limit)
    return _told(asked, wish, found.source, ranked, hits, lambda told: _holds_most(told, ranked))


def _in_order(answer: Answer, places: Sequence[tuple[bool, int]], own: Own, others: Sequence[Hit]) -> tuple[Hit, ...]:
    ours = [number for is_other, number in places if not is_other]
    first = ours[0] if ours else 0
    kept = answer.hits if first == answer.offset else own(first, len(ours))
    mine, theirs = iter(kept), iter(others)
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
    archive, units = asked.archive, tuple(map(sure, crossed.units))
    versions = archive.versions([hit.key for hit in hits])
    layers = archive.layers([version.number for version in versions])
    markers: dict[str, Marker] = {}
    made: list[Hit] = []
    for hit, version in zip(hits, versions, strict=True):
        find = markers.setdefault(version.lang, marker(units, version.lang))
        told = rendered(units, version, layers[version.number], find)
        if not is_wanted(told):
            continue
        one = _hit(archive, hit, version, layers[version.number], find, (wish.lang or "", source.lang), wish)
        made.append(one._replace(renderings=told, reason=reason(units, told)))
    return tuple(made)


def _holds_most(told: Sequence[Rendered], crossed: Crossed) -> bool:
    """Tell whether two words are there, and half of the query where rare words count more (`weights.rarity`)."""
    there = {one.word for one in told}
    worth = sum(each for unit, each in zip(crossed.units, crossed.rarities, strict=True) if unit.typed in there)
    return len(there) >= _FEWEST and worth >= _MOST * sum(crossed.rarities)


def _hit(
    archive: Archive, hit: Found, version: Version, layer: Layer, find: Marker, langs: Sequence[str], wish: Wish
) -> Hit:
    """Give the hit for a version that translations found, shown in the first of some languages that there is."""
    versions = _of_story(archive, version)
    held = tuple(sorted({one.lang for one in versions}))
    found = hit_of(version, layer, held, hit.score, find, wish.columns, None)
    preferred = [canonical(lang) for lang in langs if lang]
    shown = to_show(version, versions, preferred)
    return found if shown == version else _in_other(archive, found, shown, layer, wish.columns)


def _of_story(archive: Archive, version: Version) -> list[Version]:
    """Give the versions of a version's story, in the order in which they came."""
    listed = archive.siblings([version.story_number])[version.story_number]
    return archive.versions([number for number, _, _ in listed])


def _in_other(archive: Archive, found: Hit, shown: Version, there: Layer, columns: int) -> Hit:
    """Show another version of a story than the one that matched, with the sentence that says the same."""
    here = archive.layer(shown.number)
    nothing = Marker(Wanted(), shown.lang)
    made = hit_of(shown, here, found.langs, found.score, nothing, columns, None)
    place = counterpart(there, _first_match(found), here)
    if place:
        passage = snippet(here.given, here.marks, nothing, columns, (place,))
        made = made._replace(snippet=passage.text, start=passage.start)
    return made._replace(found_in=found.version, reason=found.reason, renderings=found.renderings)


def _first_match(found: Hit) -> int:
    return found.start + max(0, found.spans[0].start - 1) if found.spans else found.start


def _shown(hits: Sequence[Hit], archive: Archive, wish: Wish) -> tuple[Hit, ...]:
    """Show hits in the language that is preferred, where their stories are held in it."""
    wanted = [canonical(wish.lang)] if wish.lang else []
    return tuple(_preferred(hit, archive, wanted, wish) for hit in hits)


def _preferred(hit: Hit, archive: Archive, wanted: Sequence[str], wish: Wish) -> Hit:
    if hit.found_in or hit.lang in wanted:
        return hit
    found = archive.version(hit.number)
    shown = to_show(found, _of_story(archive, found), wanted)
    if shown.lang not in wanted and shown.lang.partition("-")[0] not in wanted:
        return hit
    return hit if shown == found else _in_other(archive, hit, shown, archive.layer(found.number), wish.columns)
