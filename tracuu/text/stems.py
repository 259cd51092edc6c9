"""From a word as it is written to its key, and from the key to the term that all its forms share.

Accents go first, so that a word typed without them always has the same term; then the stemmer runs. Stemmers are
Snowball's (M. F. Porter, https://snowballstem.org). Where one needs accents to know an ending, they are put back on
the ending alone (`data/endings.tsv`), by what the word looks like without them. Which language uses which stemmer
stands in `data/languages.tsv`; docs/text.md tells how that was decided, with figures.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from tracuu import paths
from tracuu.errors import DataError
from tracuu.text.codes import known
from tracuu.text.normalize import fold, key

if TYPE_CHECKING:
    from Stemmer import Stemmer

_HERE = threading.local()


def exact_form(surface: str, analyser: str) -> str:
    """Give the key of a word as it is written, with what one language alone knows of spelling.

    Turkish parts i and ı when it changes case; Vietnamese may put the tone of oa, oe and uy on either vowel. The
    apostrophe inside Ukrainian words has several characters and is left out.
    """
    if analyser == "tr":
        surface = unicodedata.normalize("NFC", surface).replace("I", "ı").replace("İ", "i")
    word = key(surface)
    if word.isascii():
        return word if word.isalnum() else word.replace("'", "")
    if analyser == "vi" and word[-2:] in _early_tones() and word[-3:-2] != "q":
        word = word[:-2] + _early_tones()[word[-2:]]
    for sign in _APOSTROPHES:
        word = word.replace(sign, "")
    return word


_APOSTROPHES = "'’ʼ"


@cache
def _early_tones() -> dict[str, str]:
    """Give for each ending with the tone on its last vowel the same with the tone on the one before: `oà` to `òa`."""
    found: dict[str, str] = {}
    for late in [*("o" + toned for toned in "àáảãạèéẻẽẹ"), *("u" + toned for toned in "ỳýỷỹỵ")]:
        first, second, tone = tuple(unicodedata.normalize("NFD", late))
        found[late] = unicodedata.normalize("NFC", first + tone + second)
    return found


def stem(word: str, analyser: str) -> str:
    """Give the folded, stemmed term of one word.

    Args:
        word: the word in key form (`exact_form`).
        analyser: the name of an analyser, such as `en` or `plain`.
    """
    bare = fold(word)
    stemmer = _stemmer(analyser)
    if stemmer is None:
        return bare
    stemmed = _stemmed(bare, analyser)
    return _same_words(analyser, stemmed[:1]).get(stemmed, stemmed)


def _stemmed(bare: str, analyser: str) -> str:
    if _stemmer(analyser) == "light":
        return _with_ending(bare, analyser)
    return fold(snowball(analyser).stemWord(_ready(bare, analyser))) or bare


@cache
def _stemmer(analyser: str) -> str | None:
    language = known().get(analyser)
    return language.stemmer if language else None


def _ready(bare: str, analyser: str) -> str:
    """Write a folded word as the language's stemmer expects it."""
    match analyser:
        case "en":
            return _one_english_spelling(bare)
        case "tr":
            return _in_harmony(_with_ending(bare, analyser))
        case "ar":  # keys have the Persian yeh and kaf
            return _with_ending(without_and(bare).translate(_ARABIC_LETTERS), analyser)
        case _:
            return _with_ending(bare, analyser)


def without_and(bare: str) -> str:
    """Take the Arabic *and*, which is written onto its word, from a folded word with the article; *father* has none."""
    has_both = bare.startswith("وال") and len(bare) >= _SHORTEST_WITH_AND
    return bare[1:] if has_both and bare not in _OF_FATHER else bare


_SHORTEST_WITH_AND = 6  # letters, both particles included
_FATHER = """
    والده والدی والدین والدان والدیه والدیها والدیهم والدها والدهم والدنا والدك والدک والدته والدتها والدتهم
    والدتنا والدتی والدتك والدتک والدات
"""
_OF_FATHER = frozenset(_FATHER.split())
_ARABIC_LETTERS = str.maketrans("یک", "يك")


def snowball(analyser: str) -> Stemmer:
    """Give the Snowball stemmer of an analyser that has one; it takes and gives words in key form or folded."""
    # A stemmer keeps its working memory inside: each thread has its own. Callers remember words, so it need not.
    if not hasattr(_HERE, analyser):
        import Stemmer

        setattr(_HERE, analyser, Stemmer.Stemmer(known()[analyser].stemmer, 0))
    found: Stemmer = getattr(_HERE, analyser)
    return found


# -ise and -yse for -ize and -yze, -our for -or: the same in every word, so that both spellings meet. Words that have
# only one spelling (exercise, flour) are changed too, which harms nothing: no other word is written so.
_ISE = r"(?<=..)(is|ys)(?=(?:e|ed|es|er|ers|ing|ingly|ation|ations|ational|able)$)"
_OUR = r"(?<=..)our(?=(?:s|ed|er|ers|ing|ite|ites|able|ably|ful|fully|less|hood|hoods|ly|ist|ism|al|ally)?$)"
_compiled = cache(re.compile)


def _one_english_spelling(word: str) -> str:
    if "is" in word or "ys" in word:
        word = _compiled(_ISE).sub(lambda found: found[1][0] + "z", word)
    return _compiled(_OUR).sub("or", word) if "our" in word else word


_SHORTEST_STEM = 3  # letters that must stand before an ending


def _with_ending(word: str, analyser: str) -> str:
    """Put its accents back on the ending of a folded word, or cut the ending off, as the language's lines say."""
    endings = _endings().get(analyser, {})
    for start in range(_SHORTEST_STEM, len(word)) if endings else ():
        if word[start:] in endings:
            return word[:start] + endings[word[start:]]
    return word


_FRONT_TO_BACK = str.maketrans("i", "ı")
_BACK_TO_FRONT = str.maketrans("ou", "öü")


def _in_harmony(word: str) -> str:
    """Give the dotted and dotless vowels of a folded Turkish word by vowel harmony, as far as a and e tell.

    Vowels follow the one before them (G. Lewis, Turkish Grammar, I.9): i is ı behind a; o and u are ö and ü in a word
    that has e and no a.
    """
    if "a" in word:
        last = word.rindex("a")
        return word[:last] + word[last:].translate(_FRONT_TO_BACK) if "e" not in word[last:] else word
    return word.translate(_BACK_TO_FRONT) if "e" in word else word


@cache
def _endings() -> dict[str, dict[str, str]]:
    """Read `data/endings.tsv`: for each language, the ending without accents to what takes its place."""
    found: dict[str, dict[str, str]] = {}
    for language, bare, written in _rows("endings.tsv"):
        found.setdefault(language, {})[bare] = "" if written == "-" else written
    return found


# Analysers whose stemmers also take beginnings away: a stem and its word need not begin with the same letter.
_CUT_IN_FRONT = frozenset({"id"})


@cache
def _same_words(analyser: str, letter: str) -> dict[str, str]:
    """Give of `data/same_words.tsv`, for stems that begin with a letter, the stems that take their place."""
    return {
        _stemmed(fold(exact_form(word, analyser)), analyser): _stemmed(fold(exact_form(other, analyser)), analyser)
        for word, other in _written_apart().get(analyser, ())
        if analyser in _CUT_IN_FRONT or _may_begin(word, letter)
    }


def _may_begin(word: str, letter: str) -> bool:
    """Tell whether the fold of a word may begin with a letter, without folding it."""
    first = unicodedata.normalize("NFD", word[0])[0].lower()
    if first.isascii():
        return first == letter
    return letter.isascii() == (first < "\u0250")  # ø becomes o, but no Arabic letter becomes one of a to z


@cache
def _written_apart() -> dict[str, list[tuple[str, str]]]:
    """Read `data/same_words.tsv`: for each language, words and what they are the same word as."""
    found: dict[str, list[tuple[str, str]]] = {}
    for language, word, other in _rows("same_words.tsv"):
        found.setdefault(language, []).append((word, other))
    return found


def _rows(name: str) -> list[list[str]]:
    path = paths.beside(__file__, "data", name)
    found: list[list[str]] = []
    for number, line in enumerate(paths.text(path).splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != 3 or row[0] not in known() or not all(row):  # noqa: PLR2004  three columns
            raise DataError("text.bad_row", path=path, line=number)
        found.append(row)
    return found
