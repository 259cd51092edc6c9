"""The numbers of a sentence in any language, brought to one form: for telling whether two versions say the same ones.

A number is a set of values that it may have: `1.234` is 1234 in one language and 1.234 in another, and nothing in the
text tells which. Words for one to twenty are numbers too, and so are names of months, ordinals and Roman numerals; they
are met in other senses as well, so each says how far it can be relied on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tracuu.records import Span
from tracuu.reports.number_words import Scale, Word, Words, form_of, words_of
from tracuu.text.codes import primary
from tracuu.text.normalize import Normalized, normalize


class Trust(IntEnum):
    """How far a number can be relied on: a loose one answers for a number elsewhere, but is no difference itself."""

    LOOSE = 0
    WORD = 1
    DIGITS = 2


class Number(NamedTuple):
    """A number where it stands (code points of the sentence).

    `values` are what it may be; `parts` the numbers it is made of where it may be several (`8.12` is a date). `month`
    marks day and month of a date in figures, for which other versions write a name that we may not know. `factor` is
    what words behind it have multiplied it by.
    """

    start: int
    end: int
    values: frozenset[Fraction]
    parts: tuple[Fraction, ...] = ()
    trust: Trust = Trust.DIGITS
    month: bool = False
    factor: int = 1


_LONGEST = 18  # digits; more are no number that a text tells
_BUDDHIST, _YEARS = 543, range(2400, 2700)
_NOON, _TEN, _TWENTY = 12, 10, {Fraction(20)}
_HOUR = 20  # letters behind an hour that are looked at
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_GROUP = 3
_NEAR = 8  # letters between the ends of a range (41 lên 58 triệu)
_MONTH = 4  # letters of a month's name that is hardly another word ("may", "mar")
_FIGURES = re.compile(r"\d+(?:[.,\u066b\u066c'\u2019]\d+)*")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.]|,\d)")
_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_RUN_ON = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_CHINESE = re.compile(
    r"[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343\u4e24\u5169\u3007\u96f6]+"
)
_ROMAN = re.compile(r"(?<![^\W_])[IVX]{2,6}(?![^\W_])")
_TENS = {"十": 10, "百": 100, "千": 1000}
_ONES = {**{sign: value for value, sign in enumerate("零一二三四五六七八九")}, "两": 2, "兩": 2, "〇": 0}


def numbers(sentence: str, lang: str) -> list[Number]:
    """Give the numbers of a sentence in order."""
    words = words_of(lang) or Words({})
    normal = normalize(sentence, form_of(lang))
    found = _without_years(sorted([*_figures(normal.text, words), *_in_words(normal.text, lang, words)]), normal.text)
    scaled = _shared(_added([_scaled(normal.text, one, words) for one in found], normal.text))
    placed = [_placed(_unlike_a_name(one, sentence, normal, words), normal) for one in scaled]
    romans = [
        Number(*match.span(), frozenset({Fraction(value)}), trust=Trust.LOOSE)
        for match in _ROMAN.finditer(sentence)
        if (value := _roman(match[0]))
    ]
    return sorted([*placed, *romans])


def knows_words(lang: str) -> bool:
    """Tell whether number words and names of months of a language are known, so that none is missed."""
    from tracuu.mentions.wordlists import languages

    return words_of(lang) is not None and primary(lang) in languages()


def _placed(number: Number, normal: Normalized) -> Number:
    return number._replace(**Span(*normal.span(number.start, number.end))._asdict())


def _unlike_a_name(number: Number, sentence: str, normal: Normalized, words: Words) -> Number:
    """Rely less on a number word with a capital inside a sentence: Bến Tre is no three in Norwegian."""
    if number.trust is not Trust.WORD or normal.text[number.start : number.end] not in words.cardinals:
        return number
    first = normal.span(number.start, number.end).start
    return number._replace(trust=Trust.LOOSE) if first and sentence[first].isupper() else number


def _figures(text: str, words: Words) -> Iterator[Number]:
    """Read the numbers written in figures."""
    days = {place for match in _DATE.finditer(text) for place in (match.start(1), match.start(3), match.start(4))}
    ends = {match.start(): match.end() for match in _SPACED.finditer(text)} if words.spaces else {}
    dated = {match.start(): match for match in _DATE.finditer(text)}
    position = 0
    while figure := _FIGURES.search(text, position):
        start = figure.start()
        position = figure.end()
        if start in dated:
            date = dated[start]
            position = date.end()
            for group in (1, 3, 4):
                yield _one(text, *date.span(group), words, month=group != 4)  # noqa: PLR2004  the year
        elif start in ends and ends[start] >= position:
            position = ends[start]
            yield Number(start, position, frozenset({Fraction(text[start:position].replace(" ", ""))}))
        elif start not in days:
            yield _one(text, start, position, words)


def _one(text: str, start: int, end: int, words: Words, *, month: bool = False) -> Number:
    values, parts = _values(text[start:end])
    if words.buddhist:
        values |= {value - _BUDDHIST for value in values if value.denominator == 1 and int(value) in _YEARS}
    if words.afternoon and text[end : end + _HOUR].lstrip(" :0123456789").startswith(words.afternoon):
        values |= {value + _NOON for value in values if value < _NOON}
    glued = start > 0 and text[start - 1].isascii() and text[start - 1].isalpha()  # m2, QH15, 8h30
    return Number(start, end, values, parts, Trust.LOOSE if glued else Trust.DIGITS, month)


@cache
def _values(figures: str) -> tuple[frozenset[Fraction], tuple[Fraction, ...]]:
    """Give what figures with points and commas may be, and the numbers between these."""
    digits = re.split(r"\D", figures)
    marks = re.findall(r"\D", figures)
    if sum(map(len, digits)) > _LONGEST:
        return frozenset(), ()
    whole, parts = Fraction("".join(digits)), tuple(map(Fraction, digits))
    if not marks:
        return frozenset({whole}), ()
    fraction = Fraction(f"{''.join(digits[:-1])}.{digits[-1]}")
    grouped = _are_groups(digits)
    if len(set(marks)) > 1 and marks.count(marks[-1]) == 1:
        return frozenset({fraction}), parts
    if len(marks) > 1:
        return (frozenset({whole}) if grouped else frozenset()), parts
    return (frozenset({whole, fraction}) if grouped else frozenset({fraction})), parts


def _are_groups(digits: list[str]) -> bool:
    """Tell whether digits stand in groups of three, or as Indian ones do (12,34,567)."""
    first, *inner, last = digits
    if len(last) != _GROUP or not 1 <= len(first) <= _GROUP or (first == "0"):
        return False
    return all(len(group) == _GROUP for group in inner) or all(len(group) == _GROUP - 1 for group in inner)


def _in_words(text: str, lang: str, words: Words) -> Iterator[Number]:
    known = {**_calendar(lang), **words.cardinals}
    if primary(lang) in {"zh", "ja"}:
        for match in _CHINESE.finditer(text):
            value = _chinese(match[0])
            if value is not None:
                trust = Trust.WORD if len(match[0]) > 1 else Trust.LOOSE
                yield Number(*match.span(), frozenset({Fraction(value)}), trust=trust)
    yield from _spaced_words(text, known)
    if any(_RUN_ON.match(word) for word in words.cardinals):
        for match in _alternation(frozenset(known)).finditer(text):
            yield _word(match.start(), match.end(), known[match[0]])


def _spaced_words(text: str, known: Mapping[str, Word]) -> Iterator[Number]:
    """Read words that stand between spaces; of two that together mean one number, both."""
    before: re.Match[str] | None = None
    pending: Number | None = None
    for match in _WORD.finditer(text):
        both = known.get(text[before.start() : match.end()]) if before else None
        if before and both:
            yield _word(before.start(), match.end(), both)
            before = pending = None
            continue
        if pending:
            yield pending
        alone = known.get(match[0])
        pending = _word(*match.span(), alone) if alone else None
        before = match
    if pending:
        yield pending


def _word(start: int, end: int, word: Word) -> Number:
    trust = Trust.WORD if word.sure and word.value > 1 else Trust.LOOSE
    return Number(start, end, frozenset({Fraction(word.value)}), trust=trust)


@cache
def _calendar(lang: str) -> Mapping[str, Word]:
    """Give the names of months and the ordinals of a language, as finding instruments knows them.

    They are folded, so that none is taken in Vietnamese, whose ordinals are its number words in any case.
    """
    from tracuu.mentions.wordlists import own_words

    found: dict[str, Word] = {}
    for form, entry in own_words(lang).items() if form_of(lang) == "fold" else ():
        month = entry.classes.get("months")
        value = month or entry.classes.get("ordinals")
        if value:
            found[form] = Word(int(value), sure=bool(month) and len(form) >= _MONTH)
    return found


@cache
def _alternation(forms: frozenset[str]) -> re.Pattern[str]:
    """Find words of scripts without spaces, the longest first."""
    listed = sorted((form for form in forms if _RUN_ON.match(form)), key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, listed)))


def _chinese(written: str) -> int | None:
    """Read a number of Chinese signs below ten thousand: 三十七, 二〇二三, 两百."""
    if not set(written) & set(_TENS):
        return int("".join(str(_ONES[sign]) for sign in written)) if len(written) <= _LONGEST else None
    total = current = 0
    for sign in written:
        if sign in _TENS:
            total += max(current, 1) * _TENS[sign]
            current = 0
        else:
            current = _ONES[sign]
    return total + current


def _roman(written: str) -> int | None:
    from tracuu.mentions.reading import roman_value

    return roman_value(written.casefold())


def _without_years(found: list[Number], text: str) -> list[Number]:
    """Leave out a word before a year: năm 2023 is the year, not five."""
    years = {number.start for number in found if number.values and _FIRST_YEAR <= max(number.values) <= _LAST_YEAR}
    return [
        number
        for number in found
        if number.trust is not Trust.LOOSE or text[number.start].isdecimal() or number.end + 1 not in years
    ]


def _scaled(text: str, number: Number, words: Words) -> Number:
    """Multiply a number by the words behind it: 2 triệu, 3.5 billion, 2 nghìn tỷ."""
    while scale := _scale_at(text, number.end, words):
        end, factor = scale
        if not number.values:
            break
        values = frozenset(value * factor for value in number.values)
        number = number._replace(end=end, values=values, parts=(), factor=number.factor * factor)
    return number


def _scale_at(text: str, position: int, words: Words) -> tuple[int, int] | None:
    start = position + (text[position : position + 1] in {" ", "-"})
    for scale in words.scales:
        if text.startswith(scale.written, start):
            end = start + len(scale.written)
            if _ends(text, end, scale):
                while end < len(text) and text[end].isalpha() and scale.open and not _RUN_ON.match(text[end]):
                    end += 1
                return end, scale.factor
    return None


def _ends(text: str, end: int, scale: Scale) -> bool:
    """Tell whether the word ends here: it may go on, nothing goes on, or its script has no spaces."""
    if scale.open or end == len(text) or not text[end].isalpha():
        return True
    return not (scale.written[-1].isascii() or scale.written[-1].islower() or "\u0590" <= scale.written[-1] <= "\u0dff")


def _added(found: list[Number], text: str) -> list[Number]:
    """Join what stands side by side as one number: 3亿5000万, 1 triệu 200 nghìn."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last and number.start < last.end:
            continue  # a word inside a longer number: the 千 of 5千万
        if last and _continues(last, number, text):
            values = frozenset(one + other for one in last.values for other in number.values)
            joined[-1] = last._replace(end=number.end, values=values)
        else:
            joined.append(number)
    return joined


def _shared(found: list[Number]) -> list[Number]:
    """Let a number be what the words behind the next one make of it too: from 41 to 58 million."""
    made = list(found)
    for place, (number, following) in enumerate(pairwise(found)):
        if number.factor == 1 < following.factor and following.start - number.end <= _NEAR:
            made[place] = number._replace(values=number.values | {one * following.factor for one in number.values})
    return made


def _continues(last: Number, number: Number, text: str) -> bool:
    gap = number.start - last.end
    if gap > 1 or text[last.end : number.start].strip() or not (last.values and number.values):
        return False
    if text[last.end - 1].isdecimal():
        return False
    unit = _TEN if last.values == _TWENTY else last.factor
    # Behind a space only tens take a bare number on: 1.7 million four years ago.
    return max(number.values) < unit and (number.factor > 1 or unit == _TEN or not gap)
