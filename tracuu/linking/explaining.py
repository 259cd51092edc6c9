"""Why two versions are one story, or are not: what they share, how alike they are, what else is as like either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import language
from tracuu.corpus.matching import Placed
from tracuu.linking.decide import LEAST, Pair, pair_of, rivals
from tracuu.linking.judge import Region, gathered, parted
from tracuu.linking.odds import Compared, Rival, log_odds, probability
from tracuu.linking.shelf import Shelf
from tracuu.linking.signs import FIGURES, NAME, WORD
from tracuu.linking.sorting import DAYS, day_of
from tracuu.messages import say
from tracuu.records import Version

_SHOWN = 8  # signs that are told of


def why(archive: Archive, one: Version, other: Version) -> list[str]:
    """Tell in plain lines what linking makes of two versions. Reads both, and the pairs that are kept of them."""
    low, high = sorted((one.number, other.number))
    places = archive.stories.placed([low, high])
    lines = [_verdict(archive, one, other)]
    obstacles = list(_obstacles(archive, places[low], places[high]))
    if language(one.lang) != language(other.lang):
        lines += _measures(archive, low, high)
    return lines + obstacles


def _verdict(archive: Archive, one: Version, other: Version) -> str:
    if one.story != other.story:
        return say("story.apart", one=one.id, other=other.id)
    for tie in archive.stories.ties_of([one.number]):
        if {tie.one, tie.other} == {one.number, other.number}:
            if tie.odds is None:
                return say("story.one_decided", one=one.id, other=other.id, story=one.story)
            sure = percent(tie.odds)
            return say("story.one_found", one=one.id, other=other.id, story=one.story, sure=sure)
    groups = archive.stories.hinted([version.number for version in archive.story_versions(one.story)])
    if groups[one.number] == groups[other.number]:
        return say("story.one_hinted", one=one.id, other=other.id, story=one.story,
                   reason=archive.story_reason(one.number))  # fmt: skip
    return say("story.one_through", one=one.id, other=other.id, story=one.story)


def percent(odds: float) -> str:
    """Put log-odds into words as a probability; never as a certainty."""
    return say("story.percent", share=min(99.9, 100 * probability(odds)))


def _obstacles(archive: Archive, one: Placed, other: Placed) -> Iterator[str]:
    """Say what keeps two versions from being compared or joined."""
    pair = pair_of(one.number, other.number)
    if pair in parted(archive.stories):
        yield say("story.parted")
    if pair in archive.stories.copies_of([one.number]):
        yield say("story.copies", share=f"{100 * archive.stories.copies_of([one.number])[pair]:.0f} %")
    if one.story == other.story:
        return
    if language(one.lang) == language(other.lang):
        yield say("story.same_language")
    if one.day and other.day and abs(day_of(one) - day_of(other)) > DAYS:
        yield say("story.days_apart", days=abs(day_of(one) - day_of(other)), most=DAYS)
    if not archive.stories.are_alone([one.number, other.number]):
        yield say("story.both_hinted")
    for this, that in ((one, other), (other, one)):
        rivals = [v for v in archive.story_versions(_story(archive, that)) if language(v.lang) == language(this.lang)]
        for rival in rivals:
            yield say("story.place_taken", lang=this.lang, id=rival.id)


def _story(archive: Archive, placed: Placed) -> str:
    return archive.version(placed.number).story


def _measures(archive: Archive, one: int, other: int) -> Iterator[str]:
    """Compare two versions and tell all that comes of it."""
    shelf = Shelf(archive)
    shelf.recall()
    shelf.fetch([one, other])
    yield _shared(shelf, one, other)
    yield _words(shelf.shared(one, other))
    made = shelf.compare([(one, other)])[0]
    if made is None:
        yield say("story.faint")
        return
    yield say("story.likeness", onward=made.onward, back=made.back, both=made.likeness,
              tables=say("story.by_tables" if made.tables else "story.by_names"))  # fmt: skip
    yield say("story.sentences", **made.agreement._asdict())
    yield say("story.signs", figures=made.figures, unmet=made.unmet, names=f"{100 * made.names:.0f} %")
    alike = _alike(archive, (one, other))
    if alike is not None:
        yield say("story.vectors", alike=alike)
    yield from _odds(archive, (one, other), made._replace(alike=alike))


def _alike(archive: Archive, pair: tuple[int, int]) -> float | None:
    """Give what vectors said of two versions when they were compared."""
    kept = (found.alike for found in archive.stories.pairs_of([pair[0]]) if (found.one, found.other) == pair)
    return next(kept, None)


def _shared(shelf: Shelf, one: int, other: int) -> str:
    ours, theirs = shelf.signs(one), shelf.signs(other)
    both = [min(weight, theirs[key]) for key, weight in ours.items() if key in theirs]
    lang = shelf.reading(one).lang
    return say("story.shared", count=len(both), sum=sum(both), least=shelf.enough(lang))


def _words(found: Sequence[tuple[str, str, float]]) -> str:
    """Name what counts most of what both say, as the first writes it and the other."""
    named = []
    for sign, theirs, _ in nsmallest(_SHOWN, found, key=lambda one: (-one[2], one[0])):
        ours, answer = _plain(sign), _plain(theirs)
        named.append(ours if ours == answer else f"{ours} = {answer}")
    return say("story.words", words=", ".join(named)) if named else say("story.no_words")


def _plain(sign: str) -> str:
    return sign.removeprefix(WORD).removeprefix(FIGURES).removeprefix(NAME)


def _odds(archive: Archive, pair: tuple[int, int], made: Compared) -> Iterator[str]:
    """Tell the best rival of either, and what comes of it all."""
    region = gathered(archive.stories, list(pair))
    for this, that in (pair, pair[::-1]):
        rival, likeness = _rival(region, this, that)
        if rival:
            title = archive.version(rival).title or ""
            named = {"id": archive.version(this).id, "rival": archive.version(rival).id, "title": title}
            yield say("story.rival", **named, likeness=likeness)
    told, less = log_odds(made, _beside(region, pair, made)), region.prior(pair)
    odds = told + less
    if less:
        yield say("story.few_translated", sure=percent(told))
    yield say("story.odds", sure=percent(odds), least=percent(LEAST))
    if odds >= LEAST and archive.version(pair[0]).story != archive.version(pair[1]).story:
        yield say("story.whole_says_no")


def _beside(region: Region, pair: Pair, made: Compared) -> tuple[Rival, Rival]:
    """Give the rivals of two versions, whether they were compared before or not."""
    near = {ends: kept for ends, kept in region.pairs.items() if not set(pair).isdisjoint(ends)}
    return rivals({**region.outside, **region.nodes}, near | {pair: made}, region.copies)[pair]


def _rival(region: Region, this: int, beside: int) -> tuple[int | None, float]:
    """Give the version in the other's language that is likest to one, leaving out the other's story and copies."""
    nodes = {**region.outside, **region.nodes}
    best: tuple[int | None, float] = (None, 0.0)
    for (one, other), pair in region.pairs.items():
        end = other if one == this else one
        if this not in (one, other) or pair.likeness <= best[1] or pair_of(end, beside) in region.copies:
            continue
        if nodes[end].lang == nodes[beside].lang and nodes[end].group != nodes[beside].group:
            best = end, pair.likeness
    return best
