"""Names of movements by what they are composed of: "skilful", "mass", "mobilise" in any of many languages.

A machine renders the name of a movement in ever new words; the ideas stay. `data/register/concepts.toml` holds, per
idea and language, how the words for it begin; a name is the movement's when every idea is met and little else stands
in it. Stems are matched on names in the form of `name_key`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tracuu.text.normalize import fold, key

# Scripts written without spaces, and Korean, whose words are written together or apart: a stem may stand anywhere.
RUNNING = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})
# Languages that write compounds as one word. A short stem inside a long word is mostly chance.
COMPOUNDING = frozenset({"de", "nl", "nb", "nn", "da", "sv", "fi", "hu", "is"})
SHORTEST_INSIDE = 6
# Articles and particles that are written together with the word behind them, longest first.
CLITICS = {
    "ar": ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ب", "ل"),
    "he": ("וה", "שה", "ה", "ב", "ל", "ו", "ש", "מ", "כ"),
}

MOST_LEFT, MOST_LEFT_RUNNING, MOST_LEFT_OF_MANY = 0.34, 0.5, 0.6
"""Share of a name's letters that may belong to no idea: particles, "movement", a word the machine put in.

It is more in scripts without spaces, where particles are not told from words, and in names of `MANY` ideas or more,
which hardly meet by chance.
"""

MANY = 4

_SMALL_WORD = 3  # letters of a word that is taken for a particle and not counted


class Concept(NamedTuple):
    """What the name of an entity is composed of in one language, as folded stems.

    `slots` hold the stems of each idea; every slot must be met, in whatever order, and one word may meet two of them
    (a compound). `bare` are the slots for a name without quotes and without a word for movement beside it; there the
    words stand side by side. It is empty when such a name would not be sure.
    """

    entity: str
    kind: str
    lang: str
    slots: tuple[tuple[str, ...], ...]
    bare: tuple[tuple[str, ...], ...] = ()


def name_key(name: str) -> str:
    """Give the one form in which names are compared: folded, without punctuation, words parted by one space."""
    return " ".join(fold(key(name)).translate(_SPACED).split())


class _Spaced(dict[int, str]):
    """Letters, their marks and digits to themselves, all else to a space. Fills itself."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = made = sign if unicodedata.category(sign)[0] in "LMN" else " "
        return made


_SPACED = _Spaced()


def best_fit(concepts: Sequence[Concept], lang: str, name: str) -> str | None:
    """Give the entity whose concept a name (`name_key`) is, the one with most ideas; None when none or two fit."""
    fitting = [concept for concept in concepts if concept.lang == lang and fits(concept, name)]
    most = max((len(concept.slots) for concept in fitting), default=0)
    found = {concept.entity for concept in fitting if len(concept.slots) == most}
    return found.pop() if len(found) == 1 else None


def fits(concept: Concept, name: str) -> bool:
    """Tell whether a name (`name_key` of what stands between quotes) is wholly this concept."""
    if not all(any(_letters(stem) in name for stem in slot) for slot in concept.slots):
        return False  # which is nearly always so, and spares the patterns
    covered: set[int] = set()
    for slot in concept.slots:
        spans = spans_of(slot, name, concept.lang)
        if not spans:
            return False
        covered.update(place for start, end in spans for place in range(start, end))
    return _left_over(name, covered, concept.lang) <= _most_left(concept)


@lru_cache(maxsize=20_000)
def _letters(stem: str) -> str:
    """Give letters that stand in every text in which a stem is met."""
    return stem.split(maxsplit=1)[0].removesuffix(".")


def _most_left(concept: Concept) -> float:
    if len(concept.slots) >= MANY:
        return MOST_LEFT_OF_MANY
    return MOST_LEFT_RUNNING if concept.lang in RUNNING else MOST_LEFT


def spans_of(slot: Sequence[str], text: str, lang: str) -> list[tuple[int, int]]:
    """Give where a slot's stems stand in text of the form of `name_key`: whole words; in running scripts the stem."""
    return [found for stem in slot for found in _spans(stem, text, lang)]


def meets(slot: tuple[str, ...], text: str, lang: str) -> bool:
    """Tell whether any of some stems, not yet folded, stands in text of the form of `name_key`."""
    if not slot:
        return False
    letters, stems = _any_of(slot, lang)
    return any(one in text for one in letters) and stems.search(text) is not None


@lru_cache(maxsize=5_000)
def _any_of(slot: tuple[str, ...], lang: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Give letters of which some stand in every text that one of the stems is met in, and the stems."""
    stems = folded(slot)
    return tuple(map(_letters, stems)), re.compile("|".join(pattern(stem, lang).pattern for stem in stems))


def folded(stems: Sequence[str]) -> tuple[str, ...]:
    """Give stems as they are matched, each once: without accents and case."""
    return tuple(dict.fromkeys(fold(key(stem)) for stem in stems))


def _spans(stem: str, text: str, lang: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern(stem, lang).finditer(text)]


@lru_cache(maxsize=20_000)
def pattern(stem: str, lang: str) -> re.Pattern[str]:
    """Compile a stem: a word's beginning, a whole word when it ends in a full stop, two words when it has a space."""
    if lang in RUNNING:
        return re.compile(r"\s*".join(map(re.escape, stem.removesuffix(".").split())))
    words = " ".join(
        re.escape(word.removesuffix(".")) + ("" if word.endswith(".") else r"\S*") for word in stem.split()
    )
    before = ""
    if clitics := CLITICS.get(lang):
        before = f"(?:{'|'.join(clitics)})?"
    elif lang in COMPOUNDING and len(stem) >= SHORTEST_INSIDE and not stem.endswith("."):
        before = r"\S*?"
    return re.compile(rf"(?<!\S){before}{words}(?!\S)")


def _left_over(name: str, covered: set[int], lang: str) -> float:
    """Give the share of a name's letters that no idea covers. Small words of spaced scripts are particles."""
    letters = [
        place
        for word in re.finditer(r"\S+", name)
        if lang in RUNNING or len(word[0]) > _SMALL_WORD
        for place in range(*word.span())
    ]
    return sum(place not in covered for place in letters) / len(letters) if letters else 0.0
