"""The stories of an archive beyond hints: ties found and decided, and what finding them keeps. As `archive.stories`.

Decisions are truth. All else can be thrown away (`forget`) and is made again from the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracuu.corpus.naming import Access
from tracuu.corpus.store import bearers, listing, matching, sorting, ties
from tracuu.corpus.store.bearers import Bearers
from tracuu.corpus.store.listing import Listed
from tracuu.corpus.store.matching import Matched, Placed, Sample, Share, Waiting
from tracuu.corpus.store.tied import Pair, StoryTie, of
from tracuu.corpus.store.ties import MERGE, SPLIT, StoryDecision

__all__ = ["MERGE", "SPLIT", "Bearers", "Listed", "Matched", "Placed", "Sample", "Share", "Stories", "StoryDecision",
           "StoryTie", "Waiting"]  # fmt: skip


class Stories:
    """What an archive keeps of stories beyond hints. Methods may raise what those of `Archive` raise."""

    def __init__(self, ask: Access, change: Access) -> None:
        """Wrap an archive's access to its file."""
        self._ask = ask
        self._change = change

    # The work to be done.

    def waiting(self, limit: int) -> list[Waiting]:
        """Give up to `limit` versions that are known to have to be matched: those without a date, then day by day."""
        return self._ask(lambda to: matching.waiting(to, limit))

    def outstanding(self) -> int:
        """Count the versions that are yet to be matched, or sorted."""
        return self._ask(matching.count)

    def settle(self, done: Iterable[Waiting]) -> None:
        """Note that versions were matched, except those that changed since."""
        self._change(lambda to: matching.settle(to, done))

    def again(self, langs: Sequence[str]) -> None:
        """Have those versions in some languages read and matched anew that were read."""
        self._change(lambda to: matching.again(to, langs))

    def forget(self) -> None:
        """Throw away everything but ties and decisions, and have all versions matched anew."""
        self._change(matching.forget_all)

    # Which versions have to be matched.

    def unsorted(self, limit: int) -> list[Waiting]:
        """Give up to `limit` versions of which it is not known whether they have to be matched."""
        return self._ask(lambda to: matching.unsorted(to, limit))

    def note_alone(self, versions: Sequence[int], alone: Mapping[int, int]) -> None:
        """Note which of some versions no hint ties to another language, with the day of each (0 for none)."""
        self._change(lambda to: sorting.note_alone(to, versions, alone))

    def are_alone(self, versions: Sequence[int]) -> set[int]:
        """Give those of some versions that no hint ties to another language."""
        return self._ask(lambda to: sorting.are_alone(to, versions))

    def is_anyone_alone(self, day: int, reach: int) -> bool:
        """Tell whether a version that is alone may be of about the time of a day, `reach` days before or after."""
        return self._ask(lambda to: sorting.is_anyone_alone(to, day, reach))

    def take_up(self, versions: Sequence[int]) -> None:
        """Note that versions have to be matched."""
        self._change(lambda to: sorting.take_up(to, versions))

    def read_anew(self, versions: Iterable[int]) -> None:
        """Have versions read and compared, also those that were before."""
        self._change(lambda to: sorting.read_anew(to, versions))

    def leave(self, versions: Iterable[tuple[int, Waiting]]) -> None:
        """Leave versions, given with their day, unread until one that is alone is of about their time."""
        self._change(lambda to: sorting.leave(to, versions))

    def wake(self, days: Iterable[int], reach: int) -> None:
        """Have versions matched that were left and are of about the time of these days."""
        self._change(lambda to: sorting.wake(to, days, reach))

    # What is kept of versions.

    def keep_signs(self, signs: Mapping[int, tuple[int, Mapping[int, float]]]) -> None:
        """Keep the day and the rare signs of versions; what was kept of them goes, their pairs too."""

        def keep(to: Any) -> None:
            bearers.keep(to, signs)
            matching.forget_pairs(to, list(signs))

        self._change(keep)

    def bearers(self, signs: Sequence[int], days: tuple[int, int] | None, most: int) -> Bearers:
        """Give the versions that bear some signs, of these days or undated; None: of any day.

        A sign that more than `most` bear is left out, and no more of them are read.
        """
        return self._ask(lambda to: bearers.bearers(to, signs, days, most))

    def keep_pairs(self, pairs: Iterable[Matched], copies: Iterable[tuple[int, int, float]]) -> None:
        """Keep pairs that were compared, and near-copies (lower number, higher number, share)."""

        def keep(to: Any) -> None:
            matching.keep_pairs(to, pairs)
            matching.keep_copies(to, copies)

        self._change(keep)

    def pairs_after(self, last: Pair, limit: int) -> list[Matched]:
        """Give up to `limit` pairs that come after one in the order of their numbers."""
        return self._ask(lambda to: matching.pairs_after(to, last, limit))

    def vectors(self) -> str | None:
        """Tell by which vectors pairs were compared; None where there were none."""
        return self._ask(matching.vectors)

    def keep_vectors(self, made: str | None) -> None:
        """Keep by which vectors pairs are compared from now on."""
        self._change(lambda to: matching.keep_vectors(to, made))

    def weigh(self, pairs: Sequence[Matched]) -> None:
        """Keep pairs whose measures are others now, and have them judged again."""

        def keep(to: Any) -> None:
            matching.keep_pairs(to, pairs)
            sorting.judge_again(to, sorted({end for pair in pairs for end in (pair.one, pair.other)}))

        self._change(keep)

    # How many versions seem to have a translation.

    def shares(self) -> list[Share]:
        """Give, by language of terms, how large a share of the versions that are alone seem to have a translation."""
        return self._ask(matching.shares)

    def keep_shares(self, shares: Sequence[Share], *, judge_again: bool) -> None:
        """Keep these in place of the former ones, and have all pairs judged again where that is wanted."""

        def keep(to: Any) -> None:
            matching.keep_shares(to, shares)
            if judge_again:
                sorting.judge_all_again(to)

        self._change(keep)

    def alone(self) -> int:
        """Count the versions that no hint ties to another language, whether they were read or not."""
        return self._ask(sorting.alone)

    def count_alone(self) -> dict[str, int]:
        """Count by language the versions that no hint ties to another, as far as they were read."""
        return self._ask(sorting.count_alone)

    def sampled_alone(self, langs: Sequence[str], limit: int) -> list[int]:
        """Give some of these in some languages."""
        return self._ask(lambda to: sorting.sampled_alone(to, langs, limit))

    # What was measured of two versions.

    def pairs_of(self, versions: Sequence[int]) -> list[Matched]:
        """Give the pairs in which versions stand."""
        return self._ask(lambda to: matching.pairs_of(to, versions))

    def copies_of(self, versions: Sequence[int]) -> dict[Pair, float]:
        """Give the near-copies of versions."""
        return self._ask(lambda to: matching.copies_of(to, versions))

    def placed(self, versions: Sequence[int]) -> dict[int, Placed]:
        """Give where versions belong, by number."""
        return self._ask(lambda to: matching.placed(to, versions))

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """Give the numbers of versions by id."""
        return self._ask(lambda to: matching.numbers(to, ids))

    def in_stories(self, stories: Sequence[int]) -> list[int]:
        """Give the versions of stories, by number."""
        return self._ask(lambda to: matching.in_stories(to, stories))

    def samples(self) -> dict[str, Sample]:
        """Give how rare signs are, by language."""
        return self._ask(matching.samples)

    def keep_sample(self, sample: Sample) -> None:
        """Keep how rare signs are in a language."""
        self._change(lambda to: matching.keep_sample(to, sample))

    def tables(self) -> dict[tuple[str, str], int]:
        """Give the translation tables by which versions were compared, with the stories that each was learned from."""
        return self._ask(matching.tables)

    def keep_tables(self, used: Mapping[tuple[str, str], int]) -> None:
        """Keep by which tables versions are compared from now on."""
        self._change(lambda to: matching.keep_tables(to, used))

    def sampled(self, langs: Sequence[str], limit: int) -> list[int]:
        """Give the versions in these languages of which a sample is made."""
        return self._ask(lambda to: matching.sampled(to, langs, limit))

    # Stories, ties and decisions.

    def listed(self) -> Iterator[Listed]:
        """Give all stories with their versions, and by what each is held together. Reads every version."""
        return self._ask(listing.stories)

    def ties_of(self, versions: Sequence[int]) -> list[StoryTie]:
        """Give the ties in which versions stand."""
        return self._ask(lambda to: of(to, versions))

    def hinted(self, versions: Sequence[int]) -> dict[int, int]:
        """Give, for all versions of some stories, the lowest that keys and users (no found tie) tie each to."""
        return self._ask(lambda to: ties.hinted(to, versions))

    def replace_ties(self, gone: Iterable[Pair], new: Iterable[StoryTie]) -> None:
        """Take found ties back and add others; the stories concerned are put together anew."""
        self._change(lambda to: ties.replace(to, gone, new))

    def decisions(self) -> list[StoryDecision]:
        """Give all decisions on stories in order, those that were undone too."""
        return self._ask(ties.decisions)

    def decide(self, verb: str, args: Mapping[str, Any], at: str) -> StoryDecision:
        """Keep a decision and draw its consequences; `at` is ISO 8601 in UTC."""
        return self._change(lambda to: ties.decide(to, verb, args, at))

    def undo(self, number: int) -> None:
        """Note that a decision no longer holds, and draw the consequences."""
        self._change(lambda to: ties.undo(to, number))

    def redraw(self) -> None:
        """Draw the consequences of all decisions anew, after other archives came in."""
        self._change(ties.redraw)
