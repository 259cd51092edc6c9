"""What to look for in the index to find one word of a query: terms of each stream and language, with weights.

A word as it was typed counts fully, its folded and stemmed forms less (still less when it was typed with accents), what
is only part of a compound least; in a title each counts double. Forms that no document holds are left out at once.

Only folded words have places in the index. Words in a row as they were typed are therefore looked for as the folded row
together with each word as typed, anywhere in the same title or body.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from tracuu.indexer.engines.base import Reader
from tracuu.indexer.fields import BODY_EXACT, BODY_FOLD, PARTS, TITLE_EXACT, TITLE_FOLD
from tracuu.indexer.tree import NOTHING, And, Boost, Choice, DisMax, Node, Or, Prefer, Term, phrase
from tracuu.search.nodes import Fuzzy, Prefix, Quote, Word
from tracuu.text import analysis
from tracuu.text.analysis import WordForms, analyser
from tracuu.text.normalize import fold, key
from tracuu.tuples import Record

EXACT, FOLDED, PART = 1.0, 0.6, 0.3
OTHER_ACCENTS = 0.4  # what folded forms weigh when accents were typed: mostly other words
TITLE = 2.0
SLIP = (1.0, 0.5, 0.25)  # by edit distance
MOST_TERMS = 128
_MOST_PHRASES = 32
_SILENT = 1e-6  # a weight that decides no order
AS_WRITTEN = {TITLE_FOLD: TITLE_EXACT, BODY_FOLD: BODY_EXACT}
"""Fields with places, and the fields beside them that hold the same words as written."""
# How Unicode's names of letters begin.
_UNSPACED = ("CJK ", "HIRAGANA", "KATAKANA", "HANGUL", "HALFWIDTH KATAKANA", "HALFWIDTH HANGUL", "IDEOGRAPHIC")
_ACCENTABLE = ("LATIN", "GREEK", "CYRILLIC")


class Alternative(Record):
    """One way to find a word: `terms` in text field `field` (tagged as the index has them), worth `weight`.

    Several terms follow each other with at most `slop` moves; in the parts field they need only be there. `written`
    are words that must stand in the same title or body as they are. `frequency` counts the documents that hold the
    term; of several the rarest.
    """

    field: str
    terms: tuple[str, ...]
    weight: float
    frequency: int
    slop: int = 0
    written: tuple[str, ...] = ()

    def node(self) -> Node:
        """Give the engine's tree for this way alone, without its weight."""
        if self.field == PARTS:
            return _all_terms(PARTS, self.terms)
        row = phrase(self.field, self.terms, self.slop)
        return And((row, _as_written(self))) if self.written else row


class Wording(Record):
    """A word of the query and all that is looked for in its place; `capped` when there was more than is looked for."""

    leaf: Word | Quote | Prefix | Fuzzy
    alternatives: tuple[Alternative, ...]
    capped: bool = False

    def node(self) -> Node:
        """Give the engine's tree: the best of the alternatives, with one document frequency for all single terms."""
        singles: list[tuple[str, str, float]] = []
        rows: dict[tuple[str, tuple[str, ...], int], list[Alternative]] = {}
        for found in self.alternatives:
            if len(found.terms) == 1 and not found.written:
                singles.append((found.field, found.terms[0], found.weight))
            else:
                rows.setdefault((found.field, found.terms, found.slop), []).append(found)
        parts: list[Node] = [Choice(tuple(singles))] if singles else []
        parts += map(_several, rows.values())
        if len(parts) > 1:
            return DisMax(tuple(parts))
        return parts[0] if parts else NOTHING


def _several(same: Sequence[Alternative]) -> Node:
    """Give the tree for alternatives of the same terms in a row, which are looked for once.

    They differ in what must stand there as written: what is worth more adds to what the row alone is worth.
    """
    weight = min(found.weight for found in same)
    row = Boost(same[0]._replace(written=()).node(), weight)
    written = tuple(Boost(_as_written(found), max(found.weight - weight, _SILENT)) for found in same if found.written)
    if not written:
        return row
    return And((row, DisMax(written))) if len(written) == len(same) else Prefer(row, DisMax(written))


def _as_written(found: Alternative) -> Node:
    return _all_terms(AS_WRITTEN[found.field], dict.fromkeys(found.written))


def _all_terms(field: str, terms: Iterable[str]) -> Node:
    return And(tuple(Term(field, term) for term in terms))


class Scope(Record):
    """Where words are looked up: the index, one language for each analyser in play, and whether titles alone count.

    `frequency` is the index's, remembered: the same forms are asked for in many languages.
    """

    reader: Reader
    languages: tuple[str, ...]
    frequency: Callable[[str, str], int]
    title_only: bool = False

    def exact(self) -> tuple[str, ...]:
        """Name the fields of words as written."""
        return (TITLE_EXACT,) if self.title_only else (TITLE_EXACT, BODY_EXACT)

    def folded(self) -> tuple[str, ...]:
        """Name the fields of folded and stemmed words."""
        return (TITLE_FOLD,) if self.title_only else (TITLE_FOLD, BODY_FOLD)


@lru_cache(maxsize=2048)
def word_forms(word: str, lang: str) -> WordForms:
    """Give the forms of a word in a language; asked for again by each step that expands it."""
    return analysis.word_forms(word, lang)


def one_for_each_analyser(languages: Iterable[str]) -> tuple[str, ...]:
    """Give of the languages that share an analyser only the first: the others would say the same."""
    chosen: dict[str, str] = {}
    for lang in languages:
        chosen.setdefault(analyser(lang), lang)
    return tuple(chosen.values())


def wording(leaf: Word | Quote | Prefix | Fuzzy, scope: Scope) -> Wording:
    """Find what to look for to find a word, phrase, beginning or likeness."""
    match leaf:
        case Word(text):
            found, capped = _word(text, scope)
        case Quote(text, slop):
            found, capped = _quote(text, slop, scope), False
        case Prefix(text):
            found, capped = _prefix(text, scope)
        case Fuzzy(text, distance):
            found, capped = _fuzzy(text, distance, scope)
    return Wording(leaf, tuple(_best(found)), capped)


def _best(found: Iterable[Alternative]) -> Iterator[Alternative]:
    """Keep each alternative once, where it weighs most."""
    kept: dict[tuple[str, tuple[str, ...], int, tuple[str, ...]], Alternative] = {}
    for one in found:
        place = (one.field, one.terms, one.slop, one.written)
        if place not in kept or kept[place].weight < one.weight:
            kept[place] = one
    yield from kept.values()


def _word(text: str, scope: Scope) -> tuple[list[Alternative], bool]:
    found: list[Alternative] = []
    capped = False
    weight = OTHER_ACCENTS if is_accented(text) else FOLDED
    for lang in scope.languages:
        forms = word_forms(text, lang)
        tag = analyser(lang)
        found += _typed(forms, tag, EXACT, scope)
        found += _row(_tagged(tag, forms.fold), scope.folded(), weight, scope)
        if len(forms.fold) == 1 and len(forms.fold[0]) == 1 and _holds(forms.fold[0], _UNSPACED):
            # A lone character is a term only where its run ends; elsewhere it begins a pair.
            pairs, more = _beginning(forms.fold[0], f"{tag}:", scope.folded(), FOLDED, scope)
            found += pairs
            capped = capped or more
        if not scope.title_only:
            found += [one for part in forms.parts for one in _row(_tagged(tag, part), (PARTS,), PART, scope)]
    return found, capped


def _holds(text: str, scripts: tuple[str, ...]) -> bool:
    return any(unicodedata.name(character, "").startswith(scripts) for character in text)


def is_accented(text: str) -> bool:
    """Tell whether a text was typed with accents, in a script where they can be left out."""
    typed = key(text)
    return fold(typed) != typed and _holds(typed, _ACCENTABLE)


def _quote(text: str, slop: int, scope: Scope) -> list[Alternative]:
    """Look for a phrase as it was typed; without accents also with any.

    Typed with accents it is also found written without any, as names are in other languages, but not with others:
    who writes accents and quotes means these.
    """
    accented = is_accented(text)
    plain = fold(key(text))
    found: list[Alternative] = []
    for lang in scope.languages:
        forms = word_forms(text, lang)
        tag = analyser(lang)
        found += _typed(forms, tag, EXACT, scope, slop)
        if accented:
            found += _typed(word_forms(plain, lang), tag, FOLDED, scope, slop)
        else:
            found += _row(_tagged(tag, forms.fold), scope.folded(), FOLDED, scope, slop)
    return found


def _typed(forms: WordForms, tag: str, weight: float, scope: Scope, slop: int = 0) -> list[Alternative]:
    """Look for a word, or words in a row, as typed."""
    if len(forms.exact) == 1:
        return _row(forms.exact, scope.exact(), weight, scope)
    return _row(_tagged(tag, forms.fold), scope.folded(), weight, scope, slop, forms.exact)


def _tagged(tag: str, terms: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{tag}:{term}" for term in terms)


def _row(
    terms: tuple[str, ...],
    fields: Iterable[str],
    weight: float,
    scope: Scope,
    slop: int = 0,
    written: tuple[str, ...] = (),
) -> list[Alternative]:
    """Give terms in a row as alternatives, one for each field that holds them all."""
    found: list[Alternative] = []
    for field in fields if terms else ():
        frequency = _rarest(field, terms, scope)
        if frequency and written:
            frequency = min(frequency, _rarest(AS_WRITTEN[field], written, scope))
        if frequency:
            moves = slop if len(terms) > 1 else 0
            found.append(Alternative(field, terms, weight * _boost(field), frequency, moves, written))
    return found


def _rarest(field: str, terms: Iterable[str], scope: Scope) -> int:
    """Give the least frequency of some terms; the first that is nowhere ends the question."""
    least: int | None = None
    for term in terms:
        count = scope.frequency(field, term)
        if not count:
            return 0
        least = count if least is None else min(least, count)
    return least or 0


def _boost(field: str) -> float:
    return TITLE if field in {TITLE_EXACT, TITLE_FOLD} else 1.0


def _beginning(
    start: str, tag: str, fields: Iterable[str], weight: float, scope: Scope, most: int = MOST_TERMS
) -> tuple[list[Alternative], bool]:
    """Give the most frequent terms that begin so, and whether there were more than `most`."""
    found: list[Alternative] = []
    capped = False
    for field in fields:
        terms = scope.reader.terms(field, tag + start, most + 1)
        capped = capped or len(terms) > most
        found += [Alternative(field, (term,), weight * _boost(field), count) for term, count in terms[:most]]
    return found, capped


def _prefix(text: str, scope: Scope) -> tuple[list[Alternative], bool]:
    typed = _run_of_words(text, scope)
    if len(typed) > 1:
        return _prefix_phrase(typed, scope)
    start = key(text)
    found, capped = _beginning(start, "", scope.exact(), EXACT, scope)
    # With accents typed, only spellings with those accents begin so; without, all do.
    begun = [
        _beginning(start, f"{analyser(lang)}:", scope.folded(), FOLDED, scope)
        for lang in (scope.languages if fold(start) == start else ())
    ]
    folded, more = _most_frequent(begun)
    if _holds(text, _UNSPACED):  # words of these scripts have no beginnings of their own
        folded += _word(text, scope)[0]
    return found + folded, capped or more


def _most_frequent(parts: Iterable[tuple[list[Alternative], bool]]) -> tuple[list[Alternative], bool]:
    """Keep of what several languages gave the most frequent terms of each field, and tell whether there were more."""
    kept: list[Alternative] = []
    capped = False
    by_field: dict[str, list[Alternative]] = {}
    for found, more in parts:
        capped = capped or more
        for one in found:
            by_field.setdefault(one.field, []).append(one)
    for found in by_field.values():
        found.sort(key=lambda one: (-one.frequency, one.terms))
        kept += found[:MOST_TERMS]
        capped = capped or len(found) > MOST_TERMS
    return kept, capped


def _run_of_words(text: str, scope: Scope) -> tuple[str, ...]:
    lang = next(iter(scope.languages), "und")
    return () if _holds(text, _UNSPACED) else word_forms(text, lang).exact


def _prefix_phrase(typed: tuple[str, ...], scope: Scope) -> tuple[list[Alternative], bool]:
    """Look for words in a row of which the last is a beginning: for each word as written that begins so."""
    begun, capped = _beginning(typed[-1], "", scope.exact(), EXACT, scope, _MOST_PHRASES)
    endings = dict.fromkeys(one.terms for one in begun)
    found: list[Alternative] = []
    for lang in scope.languages:
        tag = analyser(lang)
        head = _tagged(tag, word_forms(" ".join(typed[:-1]), lang).fold)
        if any(_rarest(field, head, scope) for field in scope.folded()):
            for last in endings:
                row = (*head, *_tagged(tag, word_forms(*last, lang).fold))
                found += _row(row, scope.folded(), EXACT, scope, 0, (*typed[:-1], *last))
    found.sort(key=lambda one: -one.frequency)
    return found[:MOST_TERMS], capped or len(found) > MOST_TERMS


def _fuzzy(text: str, distance: int, scope: Scope) -> tuple[list[Alternative], bool]:
    if len(_run_of_words(text, scope)) != 1:
        return _word(text, scope)
    typed = key(text)
    found, capped = _alike(typed, "", distance, scope.exact(), EXACT, scope)
    alike = [
        _alike(forms[0], f"{analyser(lang)}:", distance, scope.folded(), FOLDED, scope)
        for lang in scope.languages
        if len(forms := word_forms(text, lang).fold) == 1
    ]
    folded, more = _most_frequent(alike)
    return found + folded, capped or more


def _alike(
    word: str, tag: str, distance: int, fields: Iterable[str], weight: float, scope: Scope
) -> tuple[list[Alternative], bool]:
    found: list[Alternative] = []
    capped = False
    for field in fields:
        near = near_terms(scope.reader, field, tag, word, distance)
        capped = capped or len(near) > MOST_TERMS
        found += [
            Alternative(field, (term,), weight * SLIP[far] * _boost(field), count)
            for term, count, far in near[:MOST_TERMS]
        ]
    return found, capped


def near_terms(reader: Reader, field: str, tag: str, word: str, distance: int) -> list[tuple[str, int, int]]:
    """Give terms of a field within a distance of `word` that share its first letter: (term, frequency, distance).

    The most frequent come first. `tag` stands before the terms of the field, such as `vi:`.
    """
    from tracuu.search.likeness import within

    skip = len(tag)
    shortest, longest = skip + len(word) - distance, skip + len(word) + distance
    shares = _shares(word, distance)
    found: list[tuple[str, int, int]] = []
    for term, count in reader.terms(field, tag + word[:1]):
        if shortest <= len(term) <= longest and shares(term, skip) and within(word, term[skip:], distance):
            far = next(slips for slips in range(distance + 1) if within(word, term[skip:], slips))
            found.append((term, count, far))
    return found


def _shares(word: str, distance: int) -> Callable[[str, int], object]:
    """Give the test for holding a piece of `word`: a slip touches two pieces at most, so one is always left whole."""
    count = 2 * distance + 1
    bounds = [len(word) * number // count for number in range(count + 1)]
    return re.compile("|".join(re.escape(word[start:end]) for start, end in pairwise(bounds))).search


def together(words: Sequence[str], scope: Scope) -> Node:
    """Give what rewards several plain words for standing next to each other in the order typed, two by two.

    As a phrase with one word between at most, in each language in which all of them occur. Where one was typed with
    accents, each must also stand there as typed. NOTHING when no language has them all.
    """
    bonus: list[Node] = []
    accented = any(map(is_accented, words))
    for lang in scope.languages:
        tag = analyser(lang)
        forms = [word_forms(word, lang) for word in words]
        if all(_rarest(BODY_FOLD, _tagged(tag, form.fold), scope) for form in forms):
            bonus += [near for pair in pairwise(forms) for near in _neighbours(*pair, tag, scope, accented=accented)]
    return Or(tuple(dict.fromkeys(bonus))) if bonus else NOTHING


def _neighbours(one: WordForms, two: WordForms, tag: str, scope: Scope, *, accented: bool) -> list[Node]:
    terms = _tagged(tag, one.fold + two.fold)
    written = one.exact + two.exact if accented else ()
    return [
        And((row, Boost(_as_written(found), _SILENT))) if written else row
        for found in _row(terms, (BODY_FOLD, TITLE_FOLD), 1.0, scope, 1, written)
        for row in (phrase(found.field, found.terms, found.slop),)
    ]
