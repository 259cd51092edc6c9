"""Why a story was found though the words of the query do not stand in it: which words stand there for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracuu.messages import plural, say
from tracuu.records import CONTENT, Layer, Version
from tracuu.search.answer import Rendered
from tracuu.search.places import Found, Marker, Wanted
from tracuu.search.senses import ITSELF, LIKE, NAME, Sense, Unit
from tracuu.search.wording import word_forms
from tracuu.text.analysis import analyser
from tracuu.text.normalize import fold, key

_SAID = 4  # words that a reason gives
_LIST = "list:"


def marker(units: Sequence[Unit], lang: str) -> Marker:
    """Give what finds the translations of a query's units in texts of a language."""
    single: dict[str, dict[str, int]] = {"exact": {}, "fold": {}}
    phrases: list[tuple[str, tuple[str, ...], int]] = []
    for number, sense in _senses(units, lang):
        stream, terms = ("exact", sense.written) if sense.written else ("fold", sense.terms)
        if len(terms) > 1:
            phrases.append((stream, terms, number))
        else:
            single[stream].setdefault(terms[0], number)
    return Marker(Wanted(single["exact"], single["fold"], phrases=tuple(phrases)), lang)


def rendered(units: Sequence[Unit], version: Version, layer: Layer, find: Marker) -> tuple[Rendered, ...]:
    """Give what stands in a version for each unit of the query, the likeliest where several do; else nothing."""
    places = _texts(layer, find)
    best: dict[int, Rendered] = {}
    for text, place in places:
        said = text[place.start : place.end]
        unit = units[place.word]
        if sense := _sense(unit, said, version.lang):
            one = Rendered(unit.typed, " ".join(said.split()), version.lang, round(sense.p, 3), sense.via)
            if place.word not in best or best[place.word].p < one.p:
                best[place.word] = one
    return tuple(best[number] for number in sorted(best))


def reason(units: Sequence[Unit], told: Sequence[Rendered]) -> str:
    """Say in one line which words stand for those of the query, how surely, and which are missing."""
    translated = [one for one in told if not _is_as_typed(one)]
    words = [_said(one) for one in translated[:_SAID]]
    if len(translated) > _SAID:
        words.append(plural("search.across_more", len(translated) - _SAID))
    if itself := [one.word for one in told if one.via == ITSELF and _is_as_typed(one)]:
        words.append(say("search.across_itself", words=", ".join(itself[:_SAID])))
    there = {one.word for one in told}
    missing = [unit.typed for unit in units if unit.typed not in there and not _is_name(unit)]
    if missing and not any(one.via == NAME for one in told):
        words.append(say("search.across_missing", words=", ".join(missing)))
    lang = told[0].lang if told else ""
    return say("search.across_reason", lang=lang, words="; ".join(words))


def _is_as_typed(one: Rendered) -> bool:
    return one.via == ITSELF and (key(one.found) == key(one.word) or fold(one.found) != fold(one.word))


def _is_name(unit: Unit) -> bool:
    return any(sense.via == NAME for sense in unit.senses)


def _said(one: Rendered) -> str:
    kind = {ITSELF: "across_accents", LIKE: "across_like", NAME: "across_named"}.get(one.via, "across_word")
    source = one.via.removeprefix(_LIST) if one.via.startswith(_LIST) else ""
    said = say(f"search.{kind}", found=one.found, word=one.word, p=f"{one.p:.2f}".removeprefix("0"))
    return say("search.across_listed", said=said, list=source) if source else said


def _texts(layer: Layer, find: Marker) -> Iterable[tuple[str, Found]]:
    for start, end, role in layer.marks:
        if role in CONTENT:
            text = layer.given[start:end]
            yield from ((text, place) for place in find.find(text))


def _senses(units: Sequence[Unit], lang: str) -> list[tuple[int, Sense]]:
    """Give the senses of a language with the numbers of their units, likeliest first."""
    name = analyser(lang)
    found = [(number, one) for number, unit in enumerate(units) for one in unit.senses if analyser(one.lang) == name]
    return sorted(found, key=lambda pair: -pair[1].p)


def _sense(unit: Unit, said: str, lang: str) -> Sense | None:
    """Give the sense of a unit that stands there in these letters."""
    name = analyser(lang)
    here = [one for one in unit.senses if analyser(one.lang) == name]
    forms = word_forms(said, lang)
    spelled = (one for one in here if (forms.exact == one.written if one.written else forms.fold == one.terms))
    return max(spelled, key=_worth, default=None) or max(here, key=_worth, default=None)


def _worth(sense: Sense) -> float:
    return sense.p
