"""What a run has done so far, in numbers, and who hears of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tracuu.crawl.estimate import Estimate
from tracuu.crawling import Done, Reply, State
from tracuu.records import Kept, Outcome
from tracuu.tuples import Record


@dataclass(slots=True)
class Tally:
    """The numbers of a run.

    `requests` were answered or failed, `pages` of them were for articles. `reasons` counts addresses by what became of
    them and why (a key of the catalogue). `waiting` are addresses still to be asked for, `seconds_left` what they take
    at the polite rate. `ended` is as in `crawling.Run`, and `resting` then
    says until when the hosts that ask for patience are left alone.
    """

    begun_at: float = 0
    requests: int = 0
    pages: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[tuple[State, str]] = field(default_factory=Counter)
    waiting: int = 0
    seconds_left: float = 0
    to_link: int = 0
    ended: str | None = None
    resting: dict[str, float] = field(default_factory=dict)

    def kept(self) -> int:
        """Count the articles that are new or translated anew."""
        return self.outcomes[Outcome.ADDED] + self.outcomes[Outcome.RETRANSLATED]

    def in_state(self, *states: State) -> int:
        """Count the addresses that came to one of these states."""
        return sum(count for (state, _), count in self.reasons.items() if state in states)

    def failed(self) -> int:
        """Count the addresses that were given up."""
        return self.in_state(State.FAILED)

    def withheld(self) -> int:
        """Count the articles that are noted without their texts."""
        return self.in_state(State.WITHHELD)

    def skipped(self) -> int:
        """Count the addresses that gave no article for a good reason: gone, refused, behind a wall, unchanged."""
        return self.in_state(State.GONE, State.REFUSED, State.WITHHELD, State.DONE)

    def counts(self) -> dict[str, int]:
        """Give what is kept of a run in the archive: requests, pages, articles by outcome, addresses by state."""
        states: Counter[str] = Counter()
        for (state, _), count in self.reasons.items():
            states[state.name.lower()] += count
        outcomes = {outcome.value: count for outcome, count in self.outcomes.items()}
        return {"requests": self.requests, "pages": self.pages, **outcomes, **states}


class Ears(Record):
    """Who hears of a run: of its numbers as they change, of the estimate, of each article kept once it is durable.

    `unreachable` hears of a host that cannot be asked, with what its robots.txt was answered with, and until when.
    """

    progress: Callable[[Tally], None] = lambda _: None
    estimated: Callable[[Estimate], None] = lambda _: None
    kept: Callable[[Kept, Done], None] = lambda _kept, _done: None
    unreachable: Callable[[str, Reply, float], None] = lambda _host, _reply, _until: None
