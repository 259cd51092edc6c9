"""Which stories are near-copies of each other: one press release on several sites, a report printed again.

Texts of one language are compared by their shingles, runs of neighbouring words (Broder, "On the resemblance and
containment of documents", 1997). Containment is what counts, not resemblance, so that a copy with a paragraph less is
still a copy. Every story is compared with the first of each group alone: likeness is not handed on from copy to copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from zlib import crc32

from tracuu.text.normalize import fold, key

WORDS = 4
"""Words of a shingle; of writing without spaces between words, letters."""

CONTAINED = 0.8
"""Share of the shorter text's shingles that must stand in the longer one."""

SHORTEST = 0.3
"""Share of the longer text that the shorter must be: a sentence that is quoted in a report is no copy of it."""

_FEW = 12  # shingles under which two texts must hold the same ones
_COMMON = 20  # stories that may share a shingle that tells copies; of one that more share, the first are remembered
_SKETCH = 48  # shingles of a text by which it is found
_LIKELY = 5  # stories that a text is compared with
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
        sketches = {lang: _sketch(text) for lang, text in texts.items()}
        leads = (_lead(lang, sketch, place, stories, holders) for lang, sketch in sketches.items())
        first = next((lead for lead in leads if lead >= 0), place)
        groups.setdefault(first, []).append(place)
        for lang, sketch in sketches.items() if first == place else ():
            for shingle in sketch:
                listed = holders.setdefault((lang, shingle), [])
                if len(listed) < _COMMON:
                    listed.append(place)
    return list(groups.values())


def _sketch(text: Shingles) -> list[str]:
    """Give a few shingles of a text, the same ones of the same text, by which it is found (Broder 1997, section 4)."""
    return nsmallest(_SKETCH, text, key=lambda shingle: crc32(shingle.encode("utf-8", "surrogatepass")))


def _lead(
    lang: str,
    sketch: Sequence[str],
    place: int,
    stories: Sequence[Mapping[str, Shingles]],
    holders: Mapping[tuple[str, str], list[int]],
) -> int:
    """Give the first story of the group that a story's text in a language belongs to; -1 for none.

    Looked at are those that share most shingles which few have: what all stories quote tells none of them apart.
    """
    held = [found for shingle in sketch if (found := holders.get((lang, shingle)))]
    rare = [found for found in held if len(found) < _COMMON]
    shared = Counter(other for found in rare or held for other in found)
    likely = sorted(shared, key=lambda other: (-shared[other], other))[:_LIKELY]
    text = stories[place][lang]
    return min((other for other in likely if _are_copies(text, stories[other][lang])), default=-1)


def _are_copies(ours: Shingles, theirs: Shingles) -> bool:
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < _FEW:
        return shorter == longer
    if len(shorter) < SHORTEST * len(longer):
        return False
    return len(shorter & longer) >= CONTAINED * len(shorter)
