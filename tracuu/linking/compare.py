"""Two versions compared: first as wholes, and sentence by sentence where that says they may be translations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracuu.linking.likeness import coverages, met, owners
from tracuu.linking.odds import Compared
from tracuu.linking.sentences import agreement
from tracuu.linking.signs import FIGURES, NAME, SKELETON, Reading
from tracuu.linking.voices import Voices

FAINT = 0.12
"""Likeness of the wholes under which two versions are no translations of each other, whatever else."""


def compare(
    pairs: Sequence[tuple[Reading, Reading]], voices: Voices, are_tables: Callable[[str, str], bool]
) -> list[Compared | None]:
    """Compare pairs of versions of different languages; None stands for those that have too little in common.

    `are_tables` tells whether there is a table between two languages.
    """
    shares = voices.shares([*pairs, *((theirs, ours) for ours, theirs in pairs)]).tolist()
    return [
        _compared(ours, theirs, onward, back, voices, are_tables) if onward * back >= FAINT * FAINT else None
        for (ours, theirs), onward, back in zip(pairs, shares[: len(pairs)], shares[len(pairs) :], strict=True)
    ]


def _compared(
    ours: Reading, theirs: Reading, onward: float, back: float, voices: Voices, are_tables: Callable[[str, str], bool]
) -> Compared:
    """Compare two versions sentence by sentence, and what each says alone."""
    ahead, behind = voices.speech(ours, theirs.lang, theirs.latin), voices.speech(theirs, ours.lang, ours.latin)
    heard, answered = met(ahead, theirs.signs, voices.marks), met(behind, ours.signs, voices.marks)
    agreed = agreement(coverages(ahead, heard, ours, theirs), coverages(behind, answered, theirs, ours))
    figures, most, _ = _in_both(ours, theirs, voices, FIGURES)
    named, _, fewest = _in_both(ours, theirs, voices, NAME + SKELETON)
    return Compared(
        onward,
        back,
        agreed,
        are_tables(ours.lang, theirs.lang),
        figures=figures,
        unmet=most - figures,
        names=(named + 0.5) / (fewest + 1),
    )


def _in_both(ours: Reading, theirs: Reading, voices: Voices, kinds: str) -> tuple[int, int, int]:
    """Count the different signs of some kinds that stand in both versions, in that with more, in that with fewer."""
    one, other = (side.signs[voices.are_of(side.signs, kinds)] for side in (ours, theirs))
    voices.marks[one] = True
    both = int(voices.marks[other].sum())
    voices.marks[one] = False
    return both, max(len(one), len(other)), min(len(one), len(other))


def shared(ours: Reading, theirs: Reading, voices: Voices) -> list[tuple[str, str, float]]:
    """Give the signs of one version that another holds, each with the word that counts most, and what all count for."""
    said = voices.speech(ours, theirs.lang, theirs.latin)
    found = met(said, theirs.signs, voices.marks)
    words: dict[int, list[tuple[float, int]]] = {}
    told = owners(said, found), said.gains[said.places[found]], said.words[found]
    for owner, gain, word in zip(*(part.tolist() for part in told), strict=True):
        words.setdefault(owner, []).append((gain, word))
    return [
        (
            voices.sign(int(ours.signs[owner])),
            voices.sign(max(listed, key=lambda one: one[0])[1]),
            sum([gain for gain, _ in listed]),
        )
        for owner, listed in words.items()
    ]
