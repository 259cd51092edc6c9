"""Whether an article is about what --match names, by the words of its address and of its title, before it is fetched.

Slugs have no accents and are cut when they are long; titles are written in every script. What cannot be told is taken
for a match: a page too many costs two seconds, a page too few is an article that is missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracuu.text.normalize import fold, key

CUT_FROM = 180
"""Characters from which on a slug may have been cut; portals cut at about 196, with an id behind it or without."""

_WORD = re.compile(r"[^\W_]+")
_DIVIDED = re.compile(r"[,;\n]")
_BEFORE_A_NUMBER = frozenset({"so", "no", "nr"})  # số 35, No. 35: may stand in the text where the term has none
_ID = re.compile(r"[a-z]{0,5}\d{3,}")
_SURE_BEGINNING = 3  # letters of a cut word that may stand for a term of one word


class _Word(NamedTuple):
    """A word without accents, and its accents: letters and marks in an order in which old and new spelling agree."""

    bare: str
    accented: str | None


class _Term(NamedTuple):
    words: tuple[_Word, ...]
    joined: str
    """The term without blanks, when its script has none between words."""


class Match:
    """The terms of --match. `fits` tells whether any of some texts holds any of them."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Take terms as typed; one may hold several, divided by commas."""
        typed = (part for term in terms for part in _DIVIDED.split(term))
        self._terms = tuple(term for part in typed if (term := _term(part)))

    def fits(self, *texts: str | None) -> bool:
        """Tell whether an article with these texts (slug, title) may be about one of the terms.

        A term's words stand one behind the other. Accents typed are looked for, and a text without them fits too;
        where a text has the same words with other accents (`bão`, `báo`), it is what the others are measured by.
        """
        read = [(_words(text), len(text) >= CUT_FROM, text) for text in texts if text]
        return any(_fits(term, read) for term in self._terms)


def _fits(term: _Term, texts: Iterable[tuple[list[_Word], bool, str]]) -> bool:
    if term.joined:
        return any(term.joined in "".join(word.bare for word in words) for words, _, _ in texts)
    verdicts = [verdict for words, is_long, _ in texts for verdict in _verdicts(term.words, words, is_long=is_long)]
    return "same" in verdicts or ("bare" in verdicts and "other" not in verdicts)


def _verdicts(term: tuple[_Word, ...], text: list[_Word], *, is_long: bool) -> Iterator[str]:
    """Give for each place where the term stands whether its accents are the `same`, `other` or not there (`bare`)."""
    for start in range(len(text)):
        found = _at(term, text, start)
        if found:
            yield _compared(term, found)
    if is_long and _is_cut_off(term, text):
        yield "bare"


def _at(term: tuple[_Word, ...], text: list[_Word], start: int) -> list[_Word]:
    """Give the words of the text that are those of the term from `start` on; none when they are not."""
    found: list[_Word] = []
    place = start
    for wanted in term:
        skips = wanted.bare.isdigit() and found and place < len(text) and text[place].bare in _BEFORE_A_NUMBER
        place += 1 if skips else 0
        if place >= len(text) or text[place].bare != wanted.bare:
            return []
        found.append(text[place])
        place += 1
    return found


def _compared(term: tuple[_Word, ...], found: Sequence[_Word]) -> str:
    stated = [(wanted.accented, word.accented) for wanted, word in zip(term, found, strict=True) if wanted.accented]
    if any(theirs and theirs != ours for ours, theirs in stated):
        return "other"
    return "same" if all(theirs for _, theirs in stated) else "bare"


def _is_cut_off(term: tuple[_Word, ...], text: list[_Word]) -> bool:
    """Tell whether a text ends inside the term: with its first words, the last of them perhaps cut."""
    ends = [text, text[:-1]] if text and _ID.fullmatch(text[-1].bare) else [text]
    for end in ends:
        for count in range(1, len(term) + 1):
            tail = [word.bare for word in end[-count:]]
            wanted = [word.bare for word in term[:count]]
            enough = count > 1 or len(tail[-1] if tail else "") >= _SURE_BEGINNING
            if enough and tail[:-1] == wanted[:-1] and tail and wanted[-1].startswith(tail[-1]):
                return True
    return False


def _term(typed: str) -> _Term | None:
    read = _words(typed)
    if not read:
        return None
    words = tuple(word for place, word in enumerate(read) if not _is_number_word(read, place))
    return _Term(words, "".join(word.bare for word in words) if _is_unspaced(typed) else "")


def _is_number_word(words: Sequence[_Word], place: int) -> bool:
    """Tell a word such as số inside a term: texts have it or have it not."""
    inside = 0 < place < len(words) - 1
    return inside and words[place].bare in _BEFORE_A_NUMBER and words[place + 1].bare.isdigit()


def _words(text: str) -> list[_Word]:
    return [_word(part) for part in _WORD.findall(_kept_whole(key(text)))]


def _kept_whole(text: str) -> str:
    """Take marks away that would end a word for the pattern: vowel signs of Indian and South-East Asian scripts."""
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign)[0] != "M")


def _word(part: str) -> _Word:
    part = part.replace("ð", "đ")  # a letter of Icelandic that looks the same as a capital
    bare = fold(part)
    return _Word(bare, None if bare == part else "".join(sorted(unicodedata.normalize("NFD", part))))


def _is_unspaced(text: str) -> bool:
    """Tell a text in a script that puts no blanks between words (Thai, Lao, Khmer, Burmese, Chinese, Japanese)."""
    names = ("THAI", "LAO", "KHMER", "MYANMAR", "CJK", "HIRAGANA", "KATAKANA")
    return any(unicodedata.name(sign, "").startswith(names) for sign in text)
