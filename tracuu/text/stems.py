"""From a word's key to the term that its inflected and unaccented forms share: folding and stemming by language.

Stemmers are Snowball's (M. F. Porter, https://snowballstem.org). Which language uses which, and whether accents go
before or after the stemmer, stands in `data/languages.tsv`; docs/text.md tells how that was decided.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.errors import DataError
from tracuu.text import normalize
from tracuu.text.codes import known

if TYPE_CHECKING:
    from Stemmer import Stemmer

_SPELLINGS = Path(__file__).parent / "data" / "english_spellings.tsv"
_HERE = threading.local()


def exact_form(surface: str, analyser: str) -> str:
    """Give the key of a word as it is written, with what one language alone knows of spelling.

    Turkish parts i and ı when it changes case; Vietnamese may put the tone of oa, oe and uy on either vowel. The
    apostrophe inside Ukrainian words has several characters and is left out.
    """
    if analyser == "tr":
        surface = unicodedata.normalize("NFC", surface).replace("I", "ı").replace("İ", "i")
    word = normalize.key(surface)
    if analyser == "vi":
        word = _LATE_TONE.sub(_early_tone, word)
    return word.translate(_APOSTROPHES)


_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"))
_LATE_TONE = re.compile("(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$")


def _early_tone(late: re.Match[str]) -> str:
    first, second, tone = tuple(unicodedata.normalize("NFD", late[1]))
    return unicodedata.normalize("NFC", first + tone + second)


def stem(key: str, analyser: str) -> str:
    """Give the folded, stemmed term of one word.

    Args:
        key: the word in key form (`normalize.key`).
        analyser: the name of an analyser, such as `en` or `plain`.
    """
    language = known().get(analyser)
    if language is None or language.stemmer is None:
        return normalize.fold(key)
    if analyser == "en":
        return _english(normalize.fold(key))
    if language.fold_first:
        return snowball(analyser).stemWord(normalize.fold(key)) or normalize.fold(key)
    return normalize.fold(snowball(analyser).stemWord(_prepared(key, analyser)) or key)


def snowball(analyser: str) -> Stemmer:
    """Give the Snowball stemmer of an analyser that has one; it takes and gives words in key form or folded."""
    algorithm = known()[analyser].stemmer or ""
    # A stemmer keeps its working memory inside: each thread has its own. Callers cache words, so it need not.
    if not hasattr(_HERE, algorithm):
        import Stemmer

        setattr(_HERE, algorithm, Stemmer.Stemmer(algorithm, 0))
    found: Stemmer = getattr(_HERE, algorithm)
    return found


def _prepared(key: str, analyser: str) -> str:
    # Keys write the Persian yeh and kaf; the Arabic stemmer knows the Arabic ones.
    return key.translate(_ARABIC_LETTERS) if analyser == "ar" else key


_ARABIC_LETTERS = str.maketrans("یک", "يك")

# -ise and -yse for -ize and -yze, -our for -or: the same in every word, so that both spellings meet. Words that have
# only one spelling (exercise, flour) are changed too, which harms nothing: no other word is written so.
_ISE = re.compile(r"(?<=..)(is|ys)(?=(?:e|ed|es|er|ers|ing|ingly|ation|ations|ational|able)$)")
_OUR = re.compile(
    r"(?<=..)our(?=(?:s|ed|er|ers|ing|ite|ites|able|ably|ful|fully|less|hood|hoods|ly|ist|ism|al|ally)?$)"
)


def _english(word: str) -> str:
    stemmed = _regular(word)
    return _american().get(stemmed, stemmed)


def _regular(word: str) -> str:
    one_spelling = _OUR.sub("or", _ISE.sub(_with_z, word))
    return str(snowball("en").stemWord(one_spelling))


def _with_z(found: re.Match[str]) -> str:
    return found[1][0] + "z"


@cache
def _american() -> dict[str, str]:
    """Read the pairs of spellings that follow no rule, as stems: British to American."""
    pairs: dict[str, str] = {}
    for number, line in enumerate(_SPELLINGS.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        words = line.split("\t")
        if len(words) != 2 or not all(word.isalpha() and word.islower() for word in words):  # noqa: PLR2004  a pair
            raise DataError("text.bad_pair", path=_SPELLINGS, line=number)
        british, american = (_regular(word) for word in words)
        pairs[british] = american
    return pairs
