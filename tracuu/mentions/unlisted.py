"""Takes in the type word beside a symbol in languages without a word list: Rezolucije br. 19-NQ/TW, № 19-NQ/TW қаулы.

Which type it is the symbol tells; the word matters for where the mention begins and ends. It is told by the word for
"number" between the two, which languages abbreviate or borrow, and stands behind the symbol where a language puts its
nouns last.
"""

from __future__ import annotations

import re

_BEHIND = frozenset({"az", "kk", "ky", "uz", "tk", "tt", "ug", "mn", "hy", "ka", "si", "eu"})
_NUMBER = (
    r"(?:(?:no|nr|br|st|c|nom|num|na|blg|bil|zk|zb|№|n[°º]|#|ст|бр|нр|nom[eo]r|number|numero|numaro|numara)\.?"
    r"|نمبر|شماره|شمېره|شميره|नंबर|नम्बर|क्रमांक|संख्या|क्र\.?|எண்|நம்பர்|నం\.?|నంబర్|ಸಂಖ್ಯೆ|ನಂ\.?|നമ്പർ|അങ്കം|අංක|ਨੰਬਰ|નંબર|ቁጥር|թիվ|ნომერი)"
)
_WORD = r"[^\W\d_][^\s.,;:!?()\[\]\"«»“”„]{2,30}"
_BEFORE = re.compile(rf"(?<!\S)({_WORD})\s{_NUMBER}\s?$")
_NUMBER_BEFORE = re.compile(rf"(?<!\S){_NUMBER}\s?$")
_AFTER = re.compile(rf"(?:\s\w{{3,9}})?\s{_WORD}")
_ONE_AFTER = re.compile(rf"\s{_WORD}")
_REACH = 48  # letters of type word and number word


def with_word(text: str, start: int, end: int, lang: str) -> tuple[int, int]:
    """Widen the span of a symbol in folded text by the type word beside it."""
    left = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    if lang in _BEHIND:
        number = _NUMBER_BEFORE.search(left)
        found = (_ONE_AFTER if number else _AFTER).match(text, end)
        return start - (len(left) - number.start() if number else 0), found.end() if found else end
    word = _BEFORE.search(left)
    return (start - (len(left) - word.start(1)), end) if word else (start, end)
