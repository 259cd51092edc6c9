"""Which stories are near-copies of each other: one press release on several sites, a report printed again.

Texts of one language are compared by their shingles, runs of neighbouring words (Broder, "On the resemblance and
containment of documents", 1997). Containment is what counts, not resemblance, so that a copy with a paragraph less is
still a copy. Every story is compared with the first of each group alone: likeness is not handed on from copy to copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tracuu.text.normalize import fold, key

WORDS = 4
"""Words of a shingle; of writing without spaces between words, letters."""

CONTAINED = 0.8
"""Share of the shorter text's shingles that must stand in the longer one."""

SHORTEST = 0.3
"""Share of the longer text that the shorter must be: a sentence that is quoted in a report is no copy of it."""

_FEW = 12  # shingles under which two texts must hold the same ones
_WORD = re.compile(r"\w+")
_RUN_ON = 14  # letters of the usual word from which writing has no spaces between words

Shingles = frozenset[str]


def shingles(text: str) -> Shingles:
    """Give the runs of neighbouring words of a text, without accents, capitals and marks."""
    words = _WORD.findall(fold(key(text)))
    if words and sum(map(len, words)) > _RUN_ON * len(words):
        words = list("".join(words))
    size = min(WORDS, len(words))
    return frozenset(" ".join(words[at : at + size]) for at in range(len(words) - size + 1)) if size else frozenset()


def grouped(stories: Sequence[Mapping[str, Shingles]]) -> list[list[int]]:
    """Group stories, given as shingles by language, in order: each group begins with its first story.

    Two stories are near-copies when their texts are in any language that both have.
    """
    groups: dict[int, list[int]] = {}
    holders: dict[tuple[str, str], list[int]] = {}
    for place, texts in enumerate(stories):
        first = next(
            (lead for lang, text in texts.items() if (lead := _lead(lang, text, stories, holders)) >= 0), place
        )
        groups.setdefault(first, []).append(place)
        if first == place:
            for lang, text in texts.items():
                for shingle in text:
                    holders.setdefault((lang, shingle), []).append(place)
    return list(groups.values())


def _lead(
    lang: str, text: Shingles, stories: Sequence[Mapping[str, Shingles]], holders: Mapping[tuple[str, str], list[int]]
) -> int:
    """Give the first story of the group that a text belongs to; -1 for none."""
    shared: Counter[int] = Counter()
    for shingle in text:
        shared.update(holders.get((lang, shingle), ()))
    alike = [place for place, count in shared.items() if _are_copies(len(text), len(stories[place][lang]), count)]
    return min(alike, key=lambda place: (-shared[place], place), default=-1)


def _are_copies(ours: int, theirs: int, shared: int) -> bool:
    shorter, longer = sorted((ours, theirs))
    if shorter < _FEW:
        return shared == longer
    return shared >= CONTAINED * shorter and shorter >= SHORTEST * longer
