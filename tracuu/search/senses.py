"""What the words of a query may be in other languages: for each word its translations, with probability and source.

Words that stand side by side are taken together where a table knows them so (`dân vận`, `living room`). A word is also
looked for as it is, since names are; what holds a digit is looked for in no other way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tracuu.search.nodes import Quote, Word
from tracuu.search.wording import is_accented, word_forms
from tracuu.text.analysis import analyser
from tracuu.text.normalize import fold, key
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.lexicon import Translation

Translate = Callable[[Sequence[str], str, Sequence[str]], "Mapping[str, Mapping[str, Sequence[Translation]]]"]
"""Translations of terms of a language by target and term: `indexer.lexicon.lookup.translate` of an archive."""

Cognates = Callable[[str, str, str], "Sequence[Translation]"]
"""Words of a target language that are spelled nearly like a term of the source."""

ITSELF, LIKE, NAME = "itself", "spelling", "name"
"""What `via` says of a word that is looked for as it is, of one that is only spelled alike, and of a thing's name."""

KNOWN_OTHERWISE = 0.5  # what a word is worth as it is where a table has other words for it
ANOTHERS = 0.3  # what a word is worth to a unit where it rather translates another unit of the query
_PARTS = 0.3  # what the translations of its parts are worth for a word of several that has none of its own
_LONGEST = 3  # words side by side that are looked up as one
_BY_WORDS = frozenset({"zh", "ja"})  # analysers whose folded terms are pairs of letters, and whose tables hold words
_TONAL = frozenset({"vi"})  # analysers whose words differ by accents alone, so that tables may hold them as written


class Sense(Record):
    """One word of a language for a unit: terms in a row, as the index has them but without the language's tag.

    `word` is how it is usually spelled, `p` a probability, `via` where it comes from. `written` are the terms with
    their accents, where these are known: other accents are another word.
    """

    lang: str
    terms: tuple[str, ...]
    word: str
    p: float
    via: str
    written: tuple[str, ...] = ()


class Unit(Record):
    """A part of the query that is one thing: `typed` is how it was typed, `senses` what is looked for in its place."""

    typed: str
    senses: tuple[Sense, ...]


class Tongues(Record):
    """The language that a query is in, those that it is brought into, and what knows their words.

    `called` gives what a model or document whose name is typed is called in the target languages.
    """

    source: str
    targets: tuple[str, ...]
    translate: Translate
    cognates: Cognates
    called: Callable[[str], Sequence[Sense]]


class _Piece(Record):
    """A term of the query, the words of the query that it came from, and the term with the accents that were typed."""

    term: str
    typed: str
    is_kept: bool
    written: str = ""


def source_terms(text: str, lang: str) -> tuple[str, ...]:
    """Give the terms of a word or phrase under which translation tables know it."""
    forms = word_forms(text, lang)
    return forms.exact if analyser(lang) in _BY_WORDS else forms.fold


def target_terms(term: str, lang: str) -> tuple[str, ...]:
    """Give what stands in the index, folded, where a text of a language holds a term of a table."""
    name = analyser(lang)
    if name in _TONAL:
        return tuple(map(fold, term.split()))
    return word_forms(term, lang).fold if name in _BY_WORDS else tuple(term.split())


def of_words(words: Sequence[Word], tongues: Tongues) -> tuple[Unit, ...]:
    """Give the units that words typed side by side make."""
    pieces = [piece for word in words for piece in _pieces(word, tongues.source)]
    known = tongues.translate(_runs(pieces), tongues.source, tongues.targets)
    return _each_its_own([_unit(run, known, tongues) for run in _cut(pieces, known)])


def _each_its_own(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Let a word stand for one unit, where it is likeliest: it cannot be the translation of two words of a query."""
    best: dict[tuple[str, tuple[str, ...]], float] = {}
    for unit in units:
        for sense in unit.senses:
            best[sense.lang, sense.terms] = max(sense.p, best.get((sense.lang, sense.terms), 0.0))

    def lowered(sense: Sense) -> Sense:
        return sense if sense.p == best[sense.lang, sense.terms] else sense._replace(p=sense.p * ANOTHERS)

    return tuple(unit._replace(senses=tuple(map(lowered, unit.senses))) for unit in units)


def of_quote(quote: Quote, tongues: Tongues) -> tuple[Unit, ...]:
    """Give the unit of a quoted phrase: itself, its translation as a whole, and none of its words alone."""
    terms = source_terms(quote.text, tongues.source)
    known = tongues.translate([" ".join(terms)], tongues.source, tongues.targets) if terms else {}
    return (_unit([_Piece(" ".join(terms), quote.text, is_kept=False)], known, tongues, alike=False),)


def of_name(typed: str, tongues: Tongues) -> Unit | None:
    """Give the unit of words that are the name of one model or document; None where they are not."""
    senses = [sense for sense in tongues.called(typed) if sense.terms]
    return Unit(typed, tuple(_best(senses))) if senses else None


def _pieces(word: Word, source: str) -> list[_Piece]:
    if any(map(str.isdigit, word.text)):
        return [_Piece("", word.text, is_kept=True)]
    terms = source_terms(word.text, source)
    # Chinese words typed without blanks are several; of a word with a hyphen all must be there as one.
    if len(terms) > 1 and analyser(source) in _BY_WORDS:
        return [_Piece(term, term, is_kept=False) for term in terms]
    written = " ".join(word_forms(word.text, source).exact) if analyser(source) in _TONAL else ""
    return [_Piece(" ".join(terms), word.text, is_kept=not terms, written=written)]


def _runs(pieces: Sequence[_Piece]) -> list[str]:
    """Give all that is looked up: each term, and terms side by side."""
    spans = (pieces[start : start + length] for length in range(1, _LONGEST + 1) for start in range(len(pieces)))
    looked = (name for span in spans if not any(piece.is_kept for piece in span) for name in _names(span))
    return list(dict.fromkeys(looked))


def _cut(pieces: Sequence[_Piece], known: Mapping[str, Mapping[str, object]]) -> list[list[_Piece]]:
    """Cut a row of terms into the longest runs that some language has a word for, from the left."""
    runs: list[list[_Piece]] = []
    start = 0
    while start < len(pieces):
        length = next(
            (size for size in range(min(_LONGEST, len(pieces) - start), 1, -1)
             if not any(piece.is_kept for piece in pieces[start : start + size])
             and any(one in terms for one in _names(pieces[start : start + size]) for terms in known.values())),
            1,
        )  # fmt: skip
        runs.append(list(pieces[start : start + length]))
        start += length
    return runs


def _names(run: Sequence[_Piece]) -> list[str]:
    """Give what a table may call a run: with the accents that were typed, then folded."""
    written, folded = " ".join(piece.written for piece in run), " ".join(piece.term for piece in run)
    return [written, folded] if all(piece.written for piece in run) and written != folded else [folded]


def _known(run: Sequence[_Piece], known: Mapping[str, Sequence[Translation]]) -> Sequence[Translation]:
    """Give what a table says of a run: of the word as it was typed, else of all that are spelled so without accents."""
    return next((known[name] for name in _names(run) if name in known), ())


def _unit(
    run: Sequence[_Piece],
    known: Mapping[str, Mapping[str, Sequence[Translation]]],
    tongues: Tongues,
    *,
    alike: bool = True,
) -> Unit:
    typed = " ".join(piece.typed for piece in run)
    senses: list[Sense] = []
    for target in tongues.targets:
        found = _translated(run, known.get(target, {}), target)
        senses += [*_itself(typed, target, is_known=bool(found)), *found]
        foreign = analyser(target) != analyser(tongues.source)
        if alike and foreign and not found and len(run) == 1 and not run[0].is_kept:
            near = tongues.cognates(run[0].term, tongues.source, target)
            senses += [Sense(target, target_terms(one.term, target), one.word, one.p, LIKE) for one in near]
    return Unit(typed, tuple(_best(senses)))


def _translated(run: Sequence[_Piece], known: Mapping[str, Sequence[Translation]], target: str) -> list[Sense]:
    """Give the translations of a run; of one that a language has no word for, those of its parts, worth little."""
    whole = [_sense(one, target) for one in _known(run, known)]
    if whole or len(run) == 1:
        return whole
    parts = (_sense(one, target) for piece in run for one in _known([piece], known))
    return [sense._replace(p=sense.p * _PARTS) for sense in parts]


def _sense(one: Translation, target: str) -> Sense:
    terms = target_terms(one.term, target)
    written = _written(one) if analyser(target) in _TONAL else ()
    typed_plainly = one.via.startswith("list:") and written == terms  # a list may be written without accents
    return Sense(target, terms, one.word, one.p, one.via, () if typed_plainly else written)


def _written(one: Translation) -> tuple[str, ...]:
    """Give a word with its accents: as a table knows it, else as it is mostly spelled."""
    spelled = key(one.word)
    return tuple((spelled if fold(spelled) == one.term else one.term).split())


def _itself(typed: str, target: str, *, is_known: bool) -> list[Sense]:
    forms = word_forms(typed, target)
    if not forms.fold:
        return []
    written = forms.exact if analyser(target) in _TONAL and is_accented(typed) else ()
    return [Sense(target, forms.fold, typed, KNOWN_OTHERWISE if is_known else 1.0, ITSELF, written)]


def _best(senses: Iterable[Sense]) -> list[Sense]:
    """Keep each term of a language once, where it is surest; a word that a table knows is not told as itself."""
    kept: dict[tuple[str, tuple[str, ...]], Sense] = {}
    for sense in senses:
        place = (sense.lang, sense.written or sense.terms)
        if sense.terms and (place not in kept or kept[place].p < sense.p):
            kept[place] = sense
    return list(kept.values())
