"""Learn which words translate which, from pairs of sentences: pure, deterministic, bounded.

The method is IBM model 1 (Brown et al., "The Mathematics of Statistical Machine Translation", Computational Linguistics
19, 1993), trained in both directions and joined by the geometric mean of the two probabilities. Four things are added,
each measured in docs/lexicon.md: words that stand at the same part of their sentences are likelier (Dyer et al., "A
Simple, Fast, and Effective Reparameterization of IBM Model 2", NAACL 2013), so are words that are spelled alike (Och
and Ney, Computational Linguistics 29, 2003); what was seen seldom is believed less (after Moore, "Improving IBM
Word-Alignment Model 1", ACL 2004); and every pair of sentences counts once however often it is found.

A cell is one word of a sentence with one of its translation. Cells are laid out by their two terms, so that a round of
learning reads them in order; pairs of terms that stand together too seldom to become translations are left out before
the first round.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.corpus.lexicon import MOST, Learned
from tracuu.indexer.lexicon.alike import meeting
from tracuu.indexer.lexicon.numbered import Side

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

CELLS = 16_000_000
"""Pairs of words that are counted at most; a sentence of 20 words and its translation make 400."""

LONGEST = 120
"""Terms of a sentence; a longer one is no sentence, and would cost as the square of its length."""

_ROUNDS = 5
_STEEP = 1.0  # how fast likelihood falls with the distance between two words' places, each from 0 to 1
_ALIKE = 10.0  # how many times likelier words are that are spelled alike
_HELD = 0.4  # what such a pair counts besides in every round, in occurrences
_DOUBT = 10.0  # times that a word must have been seen for what it says to be half believed
_LEAST = 0.02  # a translation less probable than this is left out
_SELDOM = 0.1  # times together, by the root of the product of both frequencies, below which none comes of a pair
_BLOCK = 400_000  # cells that are laid out together


class Taught(NamedTuple):
    """Translation tables both ways, by term."""

    forward: dict[str, Learned]
    backward: dict[str, Learned]


class _Words(NamedTuple):
    """What is learned from of one language.

    How often each term is `seen` (terms); the `tokens` of all words of all sentences in a row, and the `places` from 0
    to 1 where in its sentence each stands (words); `begins` and `lengths` of the sentences in that row (sentences).
    """

    seen: Numbers
    tokens: Numbers
    places: Numbers
    begins: Numbers
    lengths: Numbers


class _Cells(NamedTuple):
    """Pairs of terms in order, and their cells, those of one pair after those of the one before.

    Of each pair (pairs): the two terms, how `alike` they are spelled and how many cells it has. Of each cell (cells):
    the two words, by their place in the row of all, and how `near` these stand.
    """

    ours: Numbers
    theirs: Numbers
    alike: Numbers
    counts: Numbers
    left: Numbers
    right: Numbers
    near: Numbers


def learn(left: Side, right: Side) -> Taught:
    """Learn from sentences and their translations, as many on the right side as on the left.

    Equal pairs count once. The order of the pairs decides only which are left out where there are more than `CELLS`
    words of one side times words of the other: the last ones.
    """
    chosen = chosen_of(left, right)
    if not len(chosen):
        return Taught({}, {})
    ours, theirs = _words(left, chosen), _words(right, chosen)
    cells = _joined(list(_laid_out(ours, theirs, _met(left, right))))
    one, other, score = _likely(cells, *_trained(cells, ours, theirs))
    return Taught(_table(one, other, score, (left, ours, right)), _table(other, one, score, (right, theirs, left)))


def chosen_of(left: Side, right: Side) -> Numbers:
    """Choose what is learned from: each pair of sentences once, in an order that does not depend on how they came."""
    import numpy as np

    ours, theirs = _spelled_out(left), _spelled_out(right)
    chosen: dict[tuple[bytes, bytes], int] = {}
    cells = left.lengths.astype(np.int64) * right.lengths
    fits = (cells > 0) & (left.lengths <= LONGEST) & (right.lengths <= LONGEST)
    left_over = CELLS
    for number in np.flatnonzero(fits).tolist():
        pair = ours[number], theirs[number]
        if pair not in chosen:
            left_over -= int(cells[number])
            if left_over < 0:
                break
            chosen[pair] = number
    return np.array([chosen[pair] for pair in sorted(chosen)], dtype=np.int64)


def _spelled_out(side: Side) -> list[bytes]:
    """Give each sentence as one value that sorts and compares as its terms do."""
    import numpy as np

    whole = side.tokens.astype(">i4").tobytes()
    ends = (4 * np.cumsum(side.lengths, dtype=np.int64)).tolist()
    return [whole[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)] if ends else []


def _words(side: Side, chosen: Numbers) -> _Words:
    """Lay out the words of the chosen sentences, in the order in which these were chosen."""
    import numpy as np

    lengths = side.lengths[chosen]
    begins = np.cumsum(lengths, dtype=np.int32) - lengths
    within = np.arange(int(lengths.sum()), dtype=np.int32) - np.repeat(begins, lengths)
    starts = np.cumsum(side.lengths, dtype=np.int32) - side.lengths
    tokens = side.tokens[np.repeat(starts[chosen], lengths) + within]
    places = ((within + 0.5) / np.repeat(lengths, lengths)).astype(np.float32)
    return _Words(np.bincount(tokens, minlength=len(side.terms)), tokens, places, begins, lengths)


def _met(left: Side, right: Side) -> tuple[Numbers, Numbers]:
    """Give the codes of the pairs of terms that are spelled alike, in order, and how alike."""
    import numpy as np

    ours = {term: number for number, term in enumerate(left.terms)}
    theirs = {term: number for number, term in enumerate(right.terms)}
    met = sorted((ours[one] * len(theirs) + theirs[other], how) for one, other, how in meeting(left.terms, right.terms))
    return np.array([code for code, _ in met], dtype=np.int64), np.array([how for _, how in met], dtype=np.float32)


def _laid_out(left: _Words, right: _Words, met: tuple[Numbers, Numbers]) -> Iterator[_Cells]:
    """Give the cells in blocks of whole left terms, so that what is left out never fills the memory."""
    import numpy as np

    sentences = np.repeat(np.arange(len(left.lengths), dtype=np.int32), left.lengths)
    order = np.argsort(left.tokens, kind="stable").astype(np.int32)
    cells = np.cumsum(right.lengths[sentences[order]], dtype=np.int64)
    ends = np.flatnonzero(np.append(np.diff(left.tokens[order]), 1)) + 1  # of each term's words in `order`
    start = 0
    while start < len(order):
        before = cells[start - 1] if start else 0
        stop = int(ends[min(np.searchsorted(cells[ends - 1], before + _BLOCK), len(ends) - 1)])
        yield _block(order[start:stop], sentences[order[start:stop]], left, right, met)
        start = stop


def _block(words: Numbers, sentences: Numbers, left: _Words, right: _Words, met: tuple[Numbers, Numbers]) -> _Cells:
    """Lay out the cells of some words of the left side, each given with the number of its sentence."""
    import numpy as np

    widths = right.lengths[sentences]
    lefts = np.repeat(words, widths)
    shift = np.repeat(right.begins[sentences] - (np.cumsum(widths) - widths), widths)
    rights = (np.arange(len(lefts)) + shift).astype(np.int32)
    code, order = _in_order(left.tokens[lefts].astype(np.int64) * len(right.seen) + right.tokens[rights])
    begins = np.flatnonzero(np.append(True, code[1:] != code[:-1]))
    pairs, counts = code[begins], np.diff(np.append(begins, len(code)))
    ours, theirs = (pairs // len(right.seen)).astype(np.int32), (pairs % len(right.seen)).astype(np.int32)
    alike = _alike(pairs, met)
    kept = (counts > _SELDOM * np.sqrt(left.seen[ours] * right.seen[theirs])) | (alike > 0)
    order = order[np.repeat(kept, counts)]
    lefts, rights = lefts[order], rights[order]
    near = np.exp(-_STEEP * np.abs(left.places[lefts] - right.places[rights]))
    return _Cells(ours[kept], theirs[kept], alike[kept], counts[kept], lefts, rights, near)


def _in_order(codes: Numbers) -> tuple[Numbers, Numbers]:
    """Sort codes; give them and their places, of equals in order. To sort bare numbers takes a tenth of an argsort."""
    import numpy as np

    bits = len(codes).bit_length()
    both = np.sort((codes << bits) | np.arange(len(codes)))
    return both >> bits, both & ((1 << bits) - 1)


def _alike(pairs: Numbers, met: tuple[Numbers, Numbers]) -> Numbers:
    """Give for each pair how alike its terms are spelled."""
    import numpy as np

    codes, how = met
    low, high = np.searchsorted(codes, pairs[[0, -1]] + np.array([0, 1]))
    places = np.minimum(np.searchsorted(pairs, codes[low:high]), len(pairs) - 1)
    there = pairs[places] == codes[low:high]
    alike = np.zeros(len(pairs), dtype=np.float32)
    alike[places[there]] = how[low:high][there]
    return alike


def _joined(blocks: list[_Cells]) -> _Cells:
    import numpy as np

    return _Cells(*(np.concatenate(column) for column in zip(*blocks, strict=True)))


def _trained(cells: _Cells, left: _Words, right: _Words) -> tuple[Numbers, Numbers]:
    """Give for each pair how probably the left term becomes the right one, and the other way round."""
    import numpy as np

    forth = back = np.ones(len(cells.ours), dtype=np.float32)
    begins = np.cumsum(cells.counts) - cells.counts
    for _ in range(_ROUNDS):
        said = _counted(cells, begins, forth, cells.right, len(right.tokens))
        heard = _counted(cells, begins, back, cells.left, len(left.tokens))
        forth = _shared(said, cells.ours, len(left.seen))
        back = _shared(heard, cells.theirs, len(right.seen))
    return forth, back


def _likely(cells: _Cells, forth: Numbers, back: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give the pairs of terms that may be translations, with their score: not nothing beside the best of either."""
    import numpy as np

    score = np.sqrt(forth * back)
    most, most_back = np.zeros(cells.ours.max() + 1, np.float32), np.zeros(cells.theirs.max() + 1, np.float32)
    np.maximum.at(most, cells.ours, score)
    np.maximum.at(most_back, cells.theirs, score)
    kept = score >= _LEAST * np.minimum(most[cells.ours], most_back[cells.theirs])
    return cells.ours[kept], cells.theirs[kept], score[kept]


def _counted(cells: _Cells, begins: Numbers, chance: Numbers, words: Numbers, size: int) -> Numbers:
    """Give for each pair how often it is expected, when each of so many words of a side comes from one of the other's.

    `begins` says where each pair's cells begin; `words` are the cells' words of that side.
    """
    import numpy as np

    weights = cells.near * np.repeat((1.0 + _ALIKE * cells.alike) * chance, cells.counts)
    total = np.bincount(words, weights, size) + 1e-30
    weights *= (1 / total).astype(np.float32)[words]
    expected: Numbers = np.add.reduceat(weights, begins) + _HELD * cells.alike
    return expected


def _shared(counts: Numbers, group: Numbers, size: int) -> Numbers:
    """Divide each count by the sum of its group, and by more where that is small."""
    import numpy as np

    total = np.bincount(group, counts, size) + _DOUBT
    shares: Numbers = (counts / total[group]).astype(np.float32)
    return shares


def _table(asked: Numbers, found: Numbers, score: Numbers, sides: tuple[Side, _Words, Side]) -> dict[str, Learned]:
    """Give each term of the first side its best translations in the last one, their probabilities adding up to 1."""
    import numpy as np

    source, words, target = sides
    asked, found, share = _best(asked, found, score)
    told = list(zip([target.terms[one] for one in found.tolist()], share.tolist(), strict=True))
    numbers, begins = np.unique(asked, return_index=True)
    ends = np.append(begins[1:], len(told))
    rows = zip(numbers.tolist(), words.seen[numbers].tolist(), begins.tolist(), ends.tolist(), strict=True)
    return {source.terms[number]: Learned(seen, tuple(told[begin:end])) for number, seen, begin, end in rows}


def _best(asked: Numbers, found: Numbers, score: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Give the best pairs of each asked term, the best first, with their share of what is given of it."""
    import numpy as np

    most = np.zeros(asked.max() + 1, dtype=score.dtype)
    np.maximum.at(most, asked, score)
    likely = np.flatnonzero(score >= _LEAST * most[asked])
    # Floats of one sign sort as their bits do; of equal ones the first stands first, as pairs do by `found`.
    codes = (asked[likely].astype(np.int64) << 32) - score[likely].astype(np.float32).view(np.int32)
    order = likely[np.argsort(codes, kind="stable")]
    in_order = asked[order]
    order = order[np.arange(len(order)) - np.searchsorted(in_order, in_order) < MOST]
    # The least probable ones go, and what they had is shared among the others.
    order = order[_shares(asked[order], score[order]) >= _LEAST]
    return asked[order], found[order], _shares(asked[order], score[order])


def _shares(group: Numbers, score: Numbers) -> Numbers:
    """Divide each score by the sum of its group."""
    import numpy as np

    shares: Numbers = score / np.bincount(group, score)[group]
    return shares
