"""Learn which words translate which, from pairs of sentences: pure, deterministic, bounded.

The method is IBM model 1 (Brown et al., "The Mathematics of Statistical Machine Translation", Computational Linguistics
19, 1993), trained in both directions and joined by the geometric mean of the two probabilities. Three things are added,
each measured in docs/lexicon.md: words that stand at the same part of their sentences are likelier (Dyer et al., "A
Simple, Fast, and Effective Reparameterization of IBM Model 2", NAACL 2013), so are words that are spelled alike (Och
and Ney, Computational Linguistics 29, 2003), and every pair of sentences counts once however often it is found.
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
_LEAST = 0.02  # a translation less probable than this is left out
_BLOCK = 1_000_000  # cells that are worked on together


class Taught(NamedTuple):
    """Translation tables both ways, by term."""

    forward: dict[str, Learned]
    backward: dict[str, Learned]


class _Block(NamedTuple):
    """Cells, one for each word of a sentence with each of its translation: pair, the two words, their distance."""

    pair: Numbers
    left: Numbers
    right: Numbers
    apart: Numbers


class _Side(NamedTuple):
    """One language: its terms in alphabetical order, and how often each was seen."""

    terms: list[str]
    seen: Numbers


def learn(pairs: Iterable[tuple[Sentence, Sentence]]) -> Taught:
    """Learn from sentences and their translations, each given as terms.

    Equal pairs count once. The order of the pairs decides only which are left out where there are more than `CELLS`
    words of one side times words of the other: the last ones.
    """
    chosen = chosen_of(pairs)
    if not chosen:
        return Taught({}, {})
    left, right = _side(one for one, _ in chosen), _side(other for _, other in chosen)
    codes, blocks = _cells(chosen, left, right)
    forth, back = _trained(codes, blocks, left, right)
    score = (forth * back) ** 0.5
    lefts, rights = _halves(codes, right)
    return Taught(_table(lefts, rights, score, left, right), _table(rights, lefts, score, right, left))


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


def _side(sentences: Iterable[Sentence]) -> _Side:
    import numpy as np

    seen = Counter(term for sentence in sentences for term in sentence)
    terms = sorted(seen)
    return _Side(terms, np.array([seen[term] for term in terms]))


def _cells(chosen: Sequence[tuple[Sentence, Sentence]], left: _Side, right: _Side) -> tuple[Numbers, list[_Block]]:
    """Lay the cells out in blocks; give the codes of all pairs of terms, in order, and the blocks."""
    import numpy as np

    blocks = list(_laid_out(chosen, left, right))
    codes = _distinct(np.concatenate([_distinct(block.pair) for block in blocks]))
    for place, block in enumerate(blocks):
        blocks[place] = block._replace(pair=np.searchsorted(codes, block.pair).astype(np.int32))
    return codes, blocks


def _distinct(codes: Numbers) -> Numbers:
    """Give each code once, in order; numpy's own `unique` takes ten times as long here."""
    import numpy as np

    ordered = np.sort(codes)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    distinct: Numbers = ordered[first]
    return distinct


def _laid_out(chosen: Sequence[tuple[Sentence, Sentence]], left: _Side, right: _Side) -> Iterator[_Block]:
    import numpy as np

    ours = {term: number for number, term in enumerate(left.terms)}
    theirs = {term: number for number, term in enumerate(right.terms)}
    parts: list[tuple[Numbers, ...]] = []
    held = lefts = rights = 0
    for one, other in chosen:
        m, n = len(one), len(other)
        said = np.repeat(np.array([ours[term] for term in one], dtype=np.int64), n)
        heard = np.tile(np.array([theirs[term] for term in other], dtype=np.int64), m)
        rows, columns = np.repeat(np.arange(m), n), np.tile(np.arange(n), m)
        apart = np.abs((rows + 0.5) / m - (columns + 0.5) / n) * _STEPS
        cell = said * len(right.terms) + heard
        parts.append((cell, rows + lefts, columns + rights, apart.astype(np.uint8)))
        held, lefts, rights = held + m * n, lefts + m, rights + n
        if held >= _BLOCK:
            yield _block(parts)
            parts, held, lefts, rights = [], 0, 0, 0
    if parts:
        yield _block(parts)


def _block(parts: Sequence[tuple[Numbers, ...]]) -> _Block:
    import numpy as np

    pair, left, right, apart = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _Block(pair, left.astype(np.int32), right.astype(np.int32), apart)


def _trained(codes: Numbers, blocks: Sequence[_Block], left: _Side, right: _Side) -> tuple[Numbers, Numbers]:
    """Give for each pair how probably the left word becomes the right one, and the other way round."""
    import numpy as np

    alike = _alike(codes, left, right)
    near = np.exp(-_STEEP * np.arange(_STEPS + 1) / _STEPS)
    lefts, rights = _halves(codes, right)
    forth = back = np.ones(len(codes), dtype=np.float32)
    likely = (1.0 + _ALIKE * alike).astype(np.float32)
    for _ in range(_ROUNDS):
        said, heard = _HELD * alike.astype(np.float64), _HELD * alike.astype(np.float64)
        for block in blocks:
            weight = near[block.apart] * likely[block.pair]
            np.add.at(said, block.pair, _shares(forth[block.pair] * weight, block.right))
            np.add.at(heard, block.pair, _shares(back[block.pair] * weight, block.left))
        forth, back = _shares(said, lefts).astype(np.float32), _shares(heard, rights).astype(np.float32)
    return forth, back


def _halves(codes: Numbers, right: _Side) -> tuple[Numbers, Numbers]:
    """Give the left and the right terms of pairs, by their numbers."""
    import numpy as np

    return (codes // len(right.terms)).astype(np.int32), (codes % len(right.terms)).astype(np.int32)


def _shares(weights: Numbers, groups: Numbers) -> Numbers:
    """Divide each weight by the sum of its group."""
    import numpy as np

    shares: Numbers = weights / np.maximum(np.bincount(groups, weights), 1e-300)[groups]
    return shares


def _alike(codes: Numbers, left: _Side, right: _Side) -> Numbers:
    """Give for each pair how alike its words are spelled."""
    import numpy as np

    ours = {term: number for number, term in enumerate(left.terms)}
    theirs = {term: number for number, term in enumerate(right.terms)}
    alike = np.zeros(len(codes), dtype=np.float32)
    met = [(ours[one] * len(theirs) + theirs[other], how) for one, other, how in meeting(left.terms, right.terms)]
    if met:
        wanted, how = np.array([code for code, _ in met], dtype=np.int64), np.array([how for _, how in met])
        places = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
        there = codes[places] == wanted
        alike[places[there]] = how[there]
    return alike


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
