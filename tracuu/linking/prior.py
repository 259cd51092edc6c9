"""How many versions have a translation at all, by language: where few do, an unsure pair is worth less.

The odds of `linking.odds` were learned where most versions have a translation. In an archive of articles that are about
the same events, but translate nothing, the likeliest pair is still no translation. How many have one is estimated from
the told odds themselves by expectation and maximization, and each pair's odds are corrected by it (Saerens, Latinne and
Decaestecker, "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14, 2002).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from tracuu.corpus.lexicon import language
from tracuu.corpus.matching import Share, Stories
from tracuu.linking.decide import Pair
from tracuu.linking.judge import everything, partners
from tracuu.linking.odds import USUAL, prior, probability

DOUBT = 4.0
"""Versions that must have been seen for their share to count as much as what was supposed before."""

ROUNDS = 3
"""Times that shares are estimated, each from the odds corrected by the last."""

SAMPLED = 100
"""Versions of a language that are looked at."""

CHANGED = 0.25
"""Log-odds by which a share must have changed for all to be judged again."""


def look_again(stories: Stories, matched: int) -> bool:
    """Estimate the shares anew, when half as many versions came or were `matched` as there were the last time.

    Tells whether they have changed: all pairs are then to be judged again.
    """
    kept = stories.shares()
    before = sum(share.versions for share in kept)
    if stories.outstanding() or 2 * max(matched, stories.alone() - before) < before:
        return False
    counted = _by_terms(stories.count_alone())
    if not counted:
        return False
    known, found = {share.lang: share.share for share in kept}, _looked_at(stories, counted)
    has_changed = any(abs(prior(known, lang, lang) - prior(found, lang, lang)) >= CHANGED for lang in found)
    new = [
        Share(lang, sum(counted[lang].values()), (found if has_changed else known).get(lang, USUAL)) for lang in found
    ]
    stories.keep_shares(new, judge_again=has_changed)
    return has_changed


def _by_terms(counted: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for lang, count in sorted(counted.items()):
        found.setdefault(language(lang), {})[lang] = count
    return found


def _looked_at(stories: Stories, counted: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """Estimate the shares from some versions of each language, with all their pairs."""
    sample = {
        version: lang for lang, langs in counted.items() for version in stories.sampled_alone(sorted(langs), SAMPLED)
    }
    around = partners(sample, stories.pairs_of(sorted(sample)))
    region = everything(stories, sorted({*sample, *around}))
    langs = {number: node.lang for number, node in {**region.outside, **region.nodes}.items()}
    return shares(sample, langs, region.told())


def shares(sample: Mapping[int, str], langs: Mapping[int, str], odds: Mapping[Pair, float]) -> dict[str, float]:
    """Estimate by language which share of versions, given with theirs, have a translation.

    `odds` are those of all their pairs, and `langs` the languages of both ends of these.
    """
    found: dict[str, float] = {}
    for _ in range(ROUNDS):
        best = dict.fromkeys(sample, 0.0)
        for (one, other), told in odds.items():
            sure = probability(told + prior(found, langs[one], langs[other]))
            for end in {one, other} & best.keys():
                best[end] = max(best[end], sure)
        found = _averaged(sample, best)
    return found


def _averaged(sample: Mapping[int, str], best: Mapping[int, float]) -> dict[str, float]:
    """Average by language; what few versions say is drawn towards all, and what these say to what is usual."""
    whole = _drawn(best.values(), USUAL)
    by_lang: dict[str, list[float]] = {}
    for version, lang in sample.items():
        by_lang.setdefault(lang, []).append(best[version])
    return {lang: _drawn(values, whole) for lang, values in by_lang.items()}


def _drawn(values: Iterable[float], towards: float) -> float:
    listed: Sequence[float] = list(values)
    return (math.fsum(listed) + DOUBT * towards) / (len(listed) + DOUBT)
