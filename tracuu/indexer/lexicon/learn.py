"""Learn which words translate which, from pairs of sentences: pure, deterministic, bounded.

The method is IBM model 1 (Brown et al., "The Mathematics of Statistical Machine Translation", Computational Linguistics
19, 1993), trained in both directions and joined by the geometric mean of the two probabilities. Four things are added,
each measured in docs/lexicon.md: words that stand at the same part of their sentences are likelier (Dyer et al., "A
Simple, Fast, and Effective Reparameterization of IBM Model 2", NAACL 2013), so are words that are spelled alike (Och
and Ney, Computational Linguistics 29, 2003); what was seen seldom is believed less (after Moore, "Improving IBM
Word-Alignment Model 1", ACL 2004); and every pair of sentences counts once however often it is found.

A cell is one word of a sentence with one of its translation. Cells are laid out by their two terms, in blocks of whole
left terms, so that a round of learning reads them in order; pairs of terms that stand together too seldom to become
translations are left out before the first round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tracuu.corpus.lexicon import MOST, Learned
from tracuu.indexer.lexicon.alike import meeting

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

Sentence = tuple[str, ...]
"""The terms of a sentence, in order."""

CELLS = 16_000_000
"""Pairs of words that are counted at most; a sentence of 20 words and its translation make 400."""

LONGEST = 120
"""Terms of a sentence; a longer one is no sentence, and would cost as the square of its length."""

_ROUNDS = 5
_STEEP = 1.0  # how fast likelihood falls with the distance between two words' places, each from 0 to 1
_STEPS = 64  # distances are told apart so finely
_ALIKE = 10.0  # how many times likelier words are that are spelled alike
_HELD = 0.4  # what such a pair counts besides in every round, in occurrences
_DOUBT = 10.0  # times that a word must have been seen for what it says to be half believed
_LEAST = 0.02  # a translation less probable than this is left out
_SELDOM = 0.05  # times together, by the root of the product of both frequencies, below which none comes of a pair
_BLOCK = 400_000  # cells that are worked on together


class Taught(NamedTuple):
    """Translation tables both ways, by term."""

    forward: dict[str, Learned]
    backward: dict[str, Learned]


class _Side(NamedTuple):
    """One language: its terms in alphabetical order and how often each was seen; all words of all sentences in a row.

    `tokens` are the terms' numbers, `places` from 0 to 1 where in its sentence each stands, `begins` and `lengths`
    those of the sentences.
    """

    terms: list[str]
    seen: Numbers
    tokens: Numbers
    places: Numbers
    begins: Numbers
    lengths: Numbers


class _Block(NamedTuple):
    """Pairs of terms, all of some left terms, and their cells.

    Of each pair the two terms, how alike they are spelled and where its cells begin; of each cell the two words, by
    their place in the row of all, and the distance of these.
    """

    ours: Numbers
    theirs: Numbers
    alike: Numbers
    begins: Numbers
    left: Numbers
    right: Numbers
    apart: Numbers


def learn(pairs: Iterable[tuple[Sentence, Sentence]]) -> Taught:
    """Learn from sentences and their translations, each given as terms.

    Equal pairs count once. The order of the pairs decides only which are left out where there are more than `CELLS`
    words of one side times words of the other: the last ones.
    """
    chosen = chosen_of(pairs)
    if not chosen:
        return Taught({}, {})
    left, right = _side([one for one, _ in chosen]), _side([other for _, other in chosen])
    blocks = list(_laid_out(left, right, _met(left, right)))
    ours, theirs, score = _likely(blocks, *_trained(blocks, left, right), left, right)
    return Taught(_table(ours, theirs, score, left, right), _table(theirs, ours, score, right, left))


def chosen_of(pairs: Iterable[tuple[Sentence, Sentence]]) -> list[tuple[Sentence, Sentence]]:
    """Choose what is learned from: each pair once, in an order that does not depend on how they came."""
    chosen: set[tuple[Sentence, Sentence]] = set()
    cells = 0
    for one, other in pairs:
        if not 0 < len(one) <= LONGEST or not 0 < len(other) <= LONGEST or (one, other) in chosen:
            continue
        cells += len(one) * len(other)
        if cells > CELLS:
            break
        chosen.add((one, other))
    return sorted(chosen)


def _side(sentences: Sequence[Sentence]) -> _Side:
    import numpy as np

    seen = Counter(term for sentence in sentences for term in sentence)
    terms = sorted(seen)
    numbers = {term: number for number, term in enumerate(terms)}
    tokens = np.array([numbers[term] for sentence in sentences for term in sentence], dtype=np.int32)
    lengths = np.array([len(sentence) for sentence in sentences], dtype=np.int32)
    begins = np.cumsum(lengths, dtype=np.int32) - lengths
    places = (np.arange(len(tokens)) - np.repeat(begins, lengths) + 0.5) / np.repeat(lengths, lengths)
    counts = np.array([seen[term] for term in terms], dtype=np.int64)
    return _Side(terms, counts, tokens, places.astype(np.float32), begins, lengths)


def _met(left: _Side, right: _Side) -> tuple[Numbers, Numbers]:
    """Give the codes of the pairs of terms that are spelled alike, in order, and how alike."""
    import numpy as np

    ours = {term: number for number, term in enumerate(left.terms)}
    theirs = {term: number for number, term in enumerate(right.terms)}
    met = sorted((ours[one] * len(theirs) + theirs[other], how) for one, other, how in meeting(left.terms, right.terms))
    return np.array([code for code, _ in met], dtype=np.int64), np.array([how for _, how in met], dtype=np.float32)


def _laid_out(left: _Side, right: _Side, met: tuple[Numbers, Numbers]) -> Iterator[_Block]:
    """Give the cells in blocks, by left term."""
    import numpy as np

    sentences = np.repeat(np.arange(len(left.lengths), dtype=np.int32), left.lengths)
    order = np.argsort(left.tokens, kind="stable").astype(np.int32)
    cells = np.cumsum(right.lengths[sentences[order]], dtype=np.int64)
    ends = np.flatnonzero(np.append(np.diff(left.tokens[order]), 1)) + 1  # of each term's words in `order`
    start = 0
    while start < len(order):
        before = cells[start - 1] if start else 0
        stop = int(ends[min(np.searchsorted(cells[ends - 1], before + _BLOCK), len(ends) - 1)])
        block = _block(order[start:stop], sentences, left, right, met)
        if len(block.ours):
            yield block
        start = stop


def _block(words: Numbers, sentences: Numbers, left: _Side, right: _Side, met: tuple[Numbers, Numbers]) -> _Block:
    """Lay out the cells of some words of the left side."""
    import numpy as np

    widths = right.lengths[sentences[words]]
    lefts = np.repeat(words, widths)
    shift = np.repeat(right.begins[sentences[words]] - (np.cumsum(widths) - widths), widths)
    rights = (np.arange(len(lefts)) + shift).astype(np.int32)
    code = left.tokens[lefts].astype(np.int64) * len(right.terms) + right.tokens[rights]
    order = np.argsort(code, kind="stable")
    code = code[order]
    begins = np.flatnonzero(np.append(True, code[1:] != code[:-1]))
    pairs, counts = code[begins], np.diff(np.append(begins, len(code)))
    ours, theirs = (pairs // len(right.terms)).astype(np.int32), (pairs % len(right.terms)).astype(np.int32)
    alike = _alike(pairs, met)
    kept = (counts > _SELDOM * np.sqrt(left.seen[ours] * right.seen[theirs])) | (alike > 0)
    order = order[np.repeat(kept, counts)]
    lefts, rights, counts = lefts[order], rights[order], counts[kept]
    apart = (np.abs(left.places[lefts] - right.places[rights]) * _STEPS).astype(np.uint8)
    begins = (np.cumsum(counts) - counts).astype(np.int32)
    return _Block(ours[kept], theirs[kept], alike[kept], begins, lefts, rights, apart)


def _alike(pairs: Numbers, met: tuple[Numbers, Numbers]) -> Numbers:
    """Give for each pair how alike its terms are spelled."""
    import numpy as np

    codes, how = met
    alike = np.zeros(len(pairs), dtype=np.float32)
    if len(codes):
        places = np.minimum(np.searchsorted(codes, pairs), len(codes) - 1)
        there = codes[places] == pairs
        alike[there] = how[places[there]]
    return alike


def _trained(blocks: Sequence[_Block], left: _Side, right: _Side) -> tuple[list[Numbers], list[Numbers]]:
    """Give for each pair how probably the left term becomes the right one, and the other way round."""
    import numpy as np

    forth = [np.ones(len(block.ours), dtype=np.float32) for block in blocks]
    back = [one.copy() for one in forth]
    for _ in range(_ROUNDS):
        said = _counted(blocks, forth, "right", len(right.tokens))
        heard = _counted(blocks, back, "left", len(left.tokens))
        forth = _shared(said, [block.ours for block in blocks], len(left.terms))
        back = _shared(heard, [block.theirs for block in blocks], len(right.terms))
    return forth, back


def _likely(
    blocks: Sequence[_Block], forth: Sequence[Numbers], back: Sequence[Numbers], left: _Side, right: _Side
) -> tuple[Numbers, Numbers, Numbers]:
    """Give the pairs of terms that may be translations, with their score: not nothing beside the best of either."""
    import numpy as np

    scores = [np.sqrt(one * other) for one, other in zip(forth, back, strict=True)]
    most, most_back = np.zeros(len(left.terms), np.float32), np.zeros(len(right.terms), np.float32)
    for block, score in zip(blocks, scores, strict=True):
        np.maximum.at(most, block.ours, score)
        np.maximum.at(most_back, block.theirs, score)
    kept = [
        (block.ours[likely], block.theirs[likely], score[likely])
        for block, score in zip(blocks, scores, strict=True)
        for likely in (score >= _LEAST * np.minimum(most[block.ours], most_back[block.theirs]),)
    ]
    ours, theirs, score = (np.concatenate(column) for column in zip(*kept, strict=True))
    return ours, theirs, score


def _counted(blocks: Sequence[_Block], chance: Sequence[Numbers], side: str, words: int) -> list[Numbers]:
    """Give for each pair how often it is expected, when every word of a side comes from one of the other's."""
    import numpy as np

    weights = [_weights(block, one) for block, one in zip(blocks, chance, strict=True)]
    total = np.full(words, 1e-30)
    for block, weight in zip(blocks, weights, strict=True):
        total += np.bincount(getattr(block, side), weight, words)
    scale = (1 / total).astype(np.float32)
    return [
        np.add.reduceat(weight * scale[getattr(block, side)], block.begins) + _HELD * block.alike
        for block, weight in zip(blocks, weights, strict=True)
    ]


def _weights(block: _Block, chance: Numbers) -> Numbers:
    """Weigh cells by how probable their pair is, and how near the two words stand."""
    import numpy as np

    near = np.exp(-_STEEP * np.arange(_STEPS + 1) / _STEPS).astype(np.float32)
    likely = (1.0 + _ALIKE * block.alike) * chance
    weights: Numbers = near[block.apart] * np.repeat(likely, np.diff(np.append(block.begins, len(block.left))))
    return weights


def _shared(counts: Sequence[Numbers], groups: Sequence[Numbers], size: int) -> list[Numbers]:
    """Divide each count by the sum of its group, and by more where that is small."""
    import numpy as np

    total = np.full(size, _DOUBT)
    for count, group in zip(counts, groups, strict=True):
        total += np.bincount(group, count, size)
    return [(count / total[group]).astype(np.float32) for count, group in zip(counts, groups, strict=True)]


def _table(asked: Numbers, found: Numbers, score: Numbers, source: _Side, target: _Side) -> dict[str, Learned]:
    """Give each term its best translations, their probabilities adding up to 1."""
    import numpy as np

    # What is not worth this much beside the best one falls away below: to sort the few that are left takes no time.
    most = np.zeros(len(source.terms), dtype=score.dtype)
    np.maximum.at(most, asked, score)
    likely = score >= _LEAST * most[asked]
    asked, found, score = asked[likely], found[likely], score[likely]
    order = np.lexsort((found, -score, asked))
    begins = np.searchsorted(asked[order], np.arange(len(source.terms)))
    best = order[np.arange(len(order)) - begins[asked[order]] < MOST]
    lists: dict[int, list[tuple[str, float]]] = {}
    for number, other, weight in zip(asked[best].tolist(), found[best].tolist(), score[best].tolist(), strict=True):
        lists.setdefault(number, []).append((target.terms[other], weight))
    return {
        source.terms[number]: Learned(int(source.seen[number]), _probable(words)) for number, words in lists.items()
    }


def _probable(words: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Turn weights into probabilities that add up to 1, without the least probable."""
    total = sum(weight for _, weight in words) or 1.0
    kept = [(word, weight) for word, weight in words if weight >= _LEAST * total]
    rest = sum(weight for _, weight in kept) or 1.0
    return tuple((word, weight / rest) for word, weight in kept)
