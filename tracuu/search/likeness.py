"""How far apart two spellings are: insertions, deletions, substitutions and swaps of neighbours.

This is the restricted Damerau-Levenshtein distance (optimal string alignment; F. Damerau, CACM 7(3), 1964), asked as
"within d or not", which is answered at the first letters that differ.
"""

from __future__ import annotations


def within(left: str, right: str, distance: int) -> bool:
    """Tell whether at most `distance` slips of the pen lead from one spelling to the other."""
    if abs(len(left) - len(right)) > distance:
        return False
    if distance == 0 or left == right:
        return left == right
    place = _differ(left, right)
    ours, theirs = left[place:], right[place:]
    swapped = ours[:2] == theirs[1::-1] and len(ours) > 1
    if distance == 1:  # the common case, and asked of thousands of words
        moved = swapped and ours[2:] == theirs[2:]
        return moved or ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:]
    return (
        within(ours[1:], theirs[1:], distance - 1)
        or within(ours[1:], theirs, distance - 1)
        or within(ours, theirs[1:], distance - 1)
        or (swapped and within(ours[2:], theirs[2:], distance - 1))
    )


def _differ(left: str, right: str) -> int:
    for place, (one, two) in enumerate(zip(left, right, strict=False)):
        if one != two:
            return place
    return min(len(left), len(right))
