"""Finds everything in a text that names an instrument, a model or a movement: the face of this room for one version.

The text is folded once. Instruments, quoted names, known names and names without quotes are found apart; of those that
overlap the surest stays. Pure: the same text, marks, language and names give the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from tracuu.entities import Found, How
from tracuu.mentions.bare import bare_names
from tracuu.mentions.composed import KnownHit
from tracuu.mentions.governing import Scene, scene
from tracuu.mentions.instruments import MOST_FOUND, MOST_TYPE_WORDS, in_address, instruments
from tracuu.mentions.known import Names, plain, register_names
from tracuu.mentions.nameplaces import place_of
from tracuu.mentions.names import Place, has_few_names, named_in_quotes, repeated
from tracuu.mentions.namewords import MOST_HITS, Role, words_of
from tracuu.mentions.passing import MOST_MET, Lists, Met, compile_lists
from tracuu.mentions.quotes import has_few_marks
from tracuu.mentions.short import follow
from tracuu.mentions.symbols import signs
from tracuu.mentions.wordlists import words_of as instrument_words
from tracuu.records import CONTENT, PAGE_BREAK, Mark
from tracuu.text.normalize import Normalized, normalize

MOST_NAMES = 2_000
"""Names that are found in one text; an article has dozens, and a book of articles should be added as articles."""

_CLOSERS = frozenset("\"”“»’'")
_ORDER = (How.SYMBOL, How.NUMBER, How.SESSION, How.TITLE, How.KNOWN, How.QUOTED, How.GLUED, How.SHORT)
_SUREST = {how: place for place, how in enumerate(_ORDER)}
_begins = attrgetter("start")


class Block(NamedTuple):
    """The lines of an article put together: `source` with line ends between, and where each line began."""

    source: str
    starts: tuple[int, ...]  # of the lines in `source`
    given: tuple[int, ...]  # of the same lines in given text

    def place(self, offset: int) -> int:
        """Give the place in given text of a place in `source`."""
        line = bisect_right(self.starts, offset) - 1
        return self.given[line] + offset - self.starts[line]

    def line_at(self, offset: int) -> str:
        """Give the line that a place in `source` is in, without its end."""
        line = bisect_right(self.starts, offset)
        return self.source[self.starts[line - 1] : self.starts[line] - 1 if line < len(self.starts) else None]


class Finding(NamedTuple):
    """What a text names, and whether all of it was looked at: a text that names too much for an article is not."""

    founds: tuple[Found, ...]
    whole: bool


def find(given: str, marks: Sequence[Mark], lang: str, names: Names | None = None) -> tuple[Found, ...]:
    """Give what a version's text names, in order and without overlaps; `look` tells besides whether that is all.

    Args:
        given: the text; offsets count its code points.
        marks: the role of each line; only lines of content are read.
        lang: the text's language (BCP 47).
        names: names to be found wherever they stand (`known.compile_names`); by default those of the register.
    """
    return look(given, marks, lang, names).founds


def look(given: str, marks: Sequence[Mark], lang: str, names: Names | None = None) -> Finding:
    """Give what a version's text names as `find` does, and whether its words were few enough to look at all of them."""
    block = block_of(given, marks)
    return _looked(block, normalize(block.source, "fold"), lang, names)


def block_of(given: str, marks: Sequence[Mark]) -> Block:
    """Put the lines of content together."""
    parts, starts, begins = [], [], []
    length = 0
    for start, end, role in marks:
        if role in CONTENT:
            parts.append(given[start:end])
            starts.append(length)
            begins.append(start)
            length += end - start + 1
    # A name may go on behind the end of a page.
    return Block("\n".join(parts).replace(PAGE_BREAK, " "), tuple(starts), tuple(begins))


def found_in(block: Block, normal: Normalized, lang: str, names: Names | None = None) -> tuple[Found, ...]:
    """Give what a block names; `normal` is its folded form (`normalize(block.source, "fold")`)."""
    return _looked(block, normal, lang, names).founds


def _looked(block: Block, normal: Normalized, lang: str, names: Names | None) -> Finding:
    known = register_names() if names is None else names
    *anchors, words, stems, ideas = met = _lists(known, lang).met(normal.text)
    numbers = signs(normal.text)
    found = instruments(normal, block.source, lang, anchors, numbers)
    view = scene(normal.text, words_of(lang), words)
    first = _places(view, known, lang, (stems, ideas), normal, block.source)
    places = [*first, *islice(repeated(view, first, running=view.words.running), MOST_NAMES - len(first))]
    named = [_found(place, view, normal, block.source, lang) for place in _surest_each(places)]
    whole = (
        len(anchors[0]) <= MOST_TYPE_WORDS
        and len(view.hits) < MOST_HITS
        and max(len(stems), len(ideas)) <= MOST_HITS
        and sum(map(len, met)) < MOST_MET
        and has_few_marks(normal.text)
        and numbers.all
        and has_few_names(view, first)
        and len(found) < MOST_FOUND
        and len(places) < MOST_NAMES
    )
    kept = without_overlaps([*found, *named])
    if block.starts != block.given:
        kept = [_moved(one, block) for one in kept]
    return Finding(follow(kept), whole)


@lru_cache(maxsize=200)
def _lists(names: Names, lang: str) -> Lists:
    """Compile all lists of a language, so that a text is passed over once."""
    own = instrument_words(lang)
    return compile_lists(own.anchors, own.foreign, own.heads, words_of(lang).entries, *names.lists(lang))


def _moved(found: Found, block: Block) -> Found:
    return Found(block.place(found.start), block.place(found.end), *found[2:])  # all but the span


def _places(view: Scene, names: Names, lang: str, met: Sequence[Met], normal: Normalized, source: str) -> list[Place]:
    """Give the places of models and movements, but for names that stand there again; they may overlap.

    `met` are the words of `names` in the text.
    """
    places = named_in_quotes(view, names, lang)
    places += _known(view, names.find(view.text, lang, met))
    places += bare_names(view, normal, source)
    return [place for place in places[:MOST_NAMES] if not _is_small_talk(place, view, normal, source)]


def _surest_each(places: Iterable[Place]) -> Iterable[Place]:
    """Give of places with one span the surest; of equals the first."""
    surest: dict[tuple[int, int], Place] = {}
    for place in places:
        before = surest.setdefault(place[:2], place)
        if _SUREST[place.how] < _SUREST[before.how]:
            surest[place[:2]] = place
    return surest.values()


def _known(view: Scene, hits: Iterable[KnownHit]) -> Iterable[Place]:
    for hit in hits:
        if in_address(view.text, hit.start) or _is_gloss(view.text, hit.start, hit.end):
            continue
        tail = view.tail_at(hit.end)
        if tail is not None and (tail.start < hit.end or not hit.sure):
            continue  # the name of an office or a task
        if hit.sure or view.beside(hit.start, hit.end) is Role.MOVEMENT:
            yield Place(hit.start, hit.end, (hit.kind,), How.KNOWN, hit.entity)


def _found(place: Place, view: Scene, normal: Normalized, source: str, lang: str) -> Found:
    span = normal.span(place.start, place.end)
    none = (None, None)
    where, spelled = none if place.entity else place_of(view, normal, source, lang, place.start, place.end)
    return Found(
        span.start,
        span.end,
        source[span.start : span.end],
        place.kinds,
        place.how,
        place=where,
        name=plain(view.text[place.start : place.end]),
        entity=place.entity,
        spelled=spelled,
    )


def _is_small_talk(place: Place, view: Scene, normal: Normalized, source: str) -> bool:
    """Tell words that are in quotes for their tone: one small word, or a clause that begins with its verb."""
    if place.entity is not None or place.how is How.KNOWN:
        return False
    span = normal.span(place.start, place.end)
    surface = source[span.start : span.end]
    if not surface[0].islower() or any(map(str.isdigit, surface)):
        return False
    words = view.text[place.start : place.end].split()
    return len(words) == 1 or words[0] in view.words.stop


def _is_gloss(text: str, start: int, end: int) -> bool:
    """Tell a name in brackets right behind another one in quotes: it says the same in other words."""
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")" and text[start - 3 : start - 2] in _CLOSERS


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Keep of mentions that overlap the surest, of equals the longest; in order."""
    ordered = sorted(found, key=_begins)
    if all(one.end <= following.start for one, following in pairwise(ordered)):
        return ordered
    kept: list[Found] = []
    taken: list[tuple[int, int]] = []
    for one in sorted(ordered, key=lambda one: (_SUREST[one.how], one.start - one.end, one.start)):
        at = bisect_right(taken, (one.start, one.end))
        if (at and taken[at - 1][1] > one.start) or (at < len(taken) and taken[at][0] < one.end):
            continue
        taken.insert(at, (one.start, one.end))
        kept.append(one)
    return sorted(kept, key=_begins)
