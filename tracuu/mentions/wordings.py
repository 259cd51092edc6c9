"""Two wordings of one name in one version: with the same figures, or a short form of a longer name.

A translation words a name anew where it comes again ("5 know, 3 together", "5 understand, 3 together"); the figures
inside it stay. A Vietnamese text cuts a long name at its head or tail ("Chung tay xóa nhà tạm" is "Xóa nhà tạm").
Names that stand side by side in a sentence are set against each other, and are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from tracuu.entities import Step, Text
from tracuu.mentions import agree
from tracuu.mentions.bonds import VARIANT, Node
from tracuu.mentions.things import MOST_ALIKE, NAME, Thing, are_apart
from tracuu.text.codes import primary

FEWEST_FIGURES = 2
FEWEST_SYLLABLES = 3
"""Of a short form: fewer are said of other things too."""


def wordings(
    texts: Sequence[Text], held: Sequence[Sequence[Thing]], apart: Mapping[Node, set[Node]]
) -> Iterator[tuple[Node, Node, Step]]:
    """Give pairs of things of one version that are one, with the reason. `apart` are those that stand side by side."""
    for version, (text, made) in enumerate(zip(texts, held, strict=True)):
        names = [place for place, thing in enumerate(made) if thing.sort == NAME and thing.whole.name][:MOST_ALIKE]
        for one, other in combinations(names, 2):
            if (version, other) not in apart.get((version, one), ()) and _is_one(text.lang, made[one], made[other]):
                values = {"lang": text.lang, "name": made[one].whole.surface, "other": made[other].whole.surface}
                yield (version, one), (version, other), Step("linking.wording", values)


def _is_one(lang: str, one: Thing, other: Thing) -> bool:
    ours, theirs = one.whole, other.whole
    if one.figures != other.figures or ours.kinds[:1] != theirs.kinds[:1]:
        return False
    if are_apart(ours, theirs):
        return False
    short, long = sorted(((ours.name or "").split(), (theirs.name or "").split()), key=len)
    if primary(lang) == "vi":
        cut = len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])
        return cut and len(short) >= FEWEST_SYLLABLES
    alike = agree.likeness(ours.name or "", theirs.name or "") >= VARIANT
    return alike and len(one.figures) >= FEWEST_FIGURES
