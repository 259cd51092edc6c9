"""Words across scripts: what is left of a word's consonants when it is written in other letters.

`Washington`, `واشنگتن` and `Вашингтон` have the skeleton `snktn`. Vowels, which Arabic and Hebrew leave out, and h, w,
v and y, which come and go, are dropped; consonants that languages write for one another are one (b and p; d and t; g, k
and q; s, z, sh, ch and j). It is a kind of Soundex (Russell, US patent 1,261,167, 1918) of letters, not of sounds: a
letter of another script is read by its name in Unicode (`CYRILLIC SMALL LETTER DE`), so that no table is needed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tracuu.text.normalize import fold, key

SHORTEST = 3
"""Consonants that a skeleton must hold to tell anything."""

# Letters that stand for one sound together in Latin writing, the longer ones first.
_SOUNDS = re.compile("tch|sch|[sctgpkz]h|ck|qu|x|[a-z]")
_TOGETHER = re.compile("[sctgpkz]h|ck|qu")
_SOFT = re.compile("c(?=[eiy])")
_SILENT = re.compile("(?<=[aeiou])gh")
_CLASS = {
    "tch": "s", "sch": "s", "sh": "s", "ch": "s", "zh": "s", "th": "t", "gh": "k", "ph": "f", "kh": "k", "ck": "k",
    "qu": "k", "x": "ks", "b": "p", "p": "p", "f": "f", "g": "k", "k": "k", "q": "k", "c": "k", "d": "t", "t": "t",
    "s": "s", "z": "s", "j": "s", "l": "l", "r": "r", "m": "m", "n": "n",
}  # fmt: skip
_ALONE = {code: _CLASS.get(chr(code)) for code in range(128)}
_DOUBLE = re.compile(r"(.)\1+")
_ONSET = re.compile("^[BCDFGHJKLMNPQRSTVWXYZ]+")
_MARKED = re.compile(" WITH .*")
_KINDS = frozenset({"LETTER", "SYLLABLE", "CHARACTER", "CHOSEONG", "JONGSEONG"})

# What the name of a letter tells otherwise than by how it begins.
_NAMED_OTHERWISE = {
    "CYRILLIC": {"EF": "f", "EL": "l", "EM": "m", "EN": "n", "ER": "r", "ES": "s", "HA": "kh"},
    "GREEK": {"CHI": "k", "RHO": "r", "PSI": "ps", "BETA": "v"},
    "HANGUL": {"IEUNG": "", "KIYEOK": "k", "CIEUC": "s", "CHIEUCH": "s", "RIEUL": "l"},
}
_FIRST_WORD = frozenset({"THAI", "LAO"})  # KO KAI is the k of a chicken


def skeleton(word: str) -> str:
    """Give the skeleton of a word in any alphabet, empty when it holds too few consonants to tell anything."""
    plain = fold(key(word))
    return _skeleton(plain if plain.isascii() else "".join(map(_romanised, unicodedata.normalize("NFD", plain))))


@lru_cache(maxsize=50_000)
def _skeleton(letters: str) -> str:
    if "gh" in letters:
        letters = _SILENT.sub("", letters)
    if "c" in letters:
        letters = _SOFT.sub("s", letters)
    if _TOGETHER.search(letters):
        classes = "".join([_CLASS.get(sound, "") for sound in _SOUNDS.findall(letters)])
    else:  # each letter for itself: in a third of the time
        classes = letters.translate(_ALONE)
    short = _DOUBLE.sub(r"\1", classes)
    return short if len(short) >= SHORTEST else ""


@lru_cache(maxsize=5_000)
def _romanised(letter: str) -> str:
    """Give the consonants that a letter stands for, by its name; empty for vowels and signs."""
    if letter.isascii():
        return letter
    words = _MARKED.sub("", unicodedata.name(letter, "")).split()
    kind = next((place for place, word in enumerate(words) if word in _KINDS), len(words))
    if words[-1:] == ["ANUSVARA"]:
        return "n"
    if not 0 < kind < len(words) - 1:
        return ""
    named = words[kind + 1] if words[0] in _FIRST_WORD else words[-1]
    if words[0] in _FIRST_WORD and not named.endswith("O"):
        return ""
    if (told := _NAMED_OTHERWISE.get(words[0], {}).get(named)) is not None:
        return told
    onset = _ONSET.match(named)
    return onset[0].lower() if onset else ""
