"""Laws of the frontier, whatever happens in whatever order: counts are exact, and nothing waits in vain."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.corpus.leads import ALL, DAY, NOON, PAPER, crawl, done, lead
from tracuu.corpus.archive import Archive
from tracuu.crawling import Lead, Origin, State, Task, What

PAGES = [f"trang-{number}" for number in range(8)]
FINAL = [State.DONE, State.FAILED, State.WITHHELD, State.REFUSED, State.GONE, State.WAITING]


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


LEADS: st.SearchStrategy[Lead] = st.builds(
    lead,
    st.sampled_from(PAGES),
    what=st.sampled_from([What.ARTICLE, What.ARTICLE, What.LISTING]),
    origin=st.sampled_from([Origin.NAMED, Origin.TRANSLATION, Origin.SITEMAP]),
    after=maybe(st.sampled_from([f"{PAPER}/{page}" for page in PAGES])),
    passed=maybe(st.just("crawl.no_match")),
    modified=maybe(st.sampled_from(["2025-10-08", "2025-10-11", "2025-10-30"])),
    hops=st.integers(0, 1),
)


class Frontier(RuleBasedStateMachine):
    """A crawl that learns, leases, finishes, dies and updates at random, with two crawls that share addresses."""

    @initialize()
    def make(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.archive = Archive.create(Path(self.folder.name))
        self.frontier = self.archive.frontier
        self.crawls = [crawl(self.frontier, name) for name in ("một", "hai")]
        self.leased: dict[int, Task] = {}
        self.known: set[str] = set()
        self.now = NOON

    def teardown(self) -> None:
        if hasattr(self, "archive"):
            self.archive.close()
            self.folder.cleanup()

    @rule(leads=st.lists(LEADS, max_size=6), which=st.integers(0, 1))
    def learn(self, leads: list[Lead], which: int) -> None:
        learned = self.frontier.learn(self.crawls[which], leads, self.now)
        assert sum(learned) == len(leads)
        self.known |= {one.url for one in leads}

    @rule(which=st.integers(0, 2), limit=st.integers(0, 4))
    def lease(self, which: int, limit: int) -> None:
        number = [*self.crawls, None][which]
        tasks = self.frontier.lease(number, "bao-mau.example", limit, self.now, ALL)
        assert len(tasks) <= limit
        assert not {task.number for task in tasks} & set(self.leased), "nothing is in two hands"
        assert all(number in {None, task.crawl} for task in tasks)
        self.leased |= {task.number: task for task in tasks}

    @rule(data=st.data(), leads=st.lists(LEADS, max_size=3))
    def finish(self, data: st.DataObject, leads: list[Lead]) -> None:
        tasks = list(self.leased.values())
        chosen = data.draw(st.lists(st.sampled_from(tasks), unique_by=lambda task: task.number)) if tasks else []
        dones = [
            done(task, data.draw(st.sampled_from(FINAL)), due_at=self.now + 60, leads=tuple(leads)) for task in chosen
        ]
        self.frontier.finish(dones, now=self.now)
        for one in dones:
            del self.leased[one.task.number]
            self.known |= {lead.url for lead in leads}

    @rule()
    def give_back(self) -> None:
        self.frontier.release(list(self.leased.values()))
        self.leased = {}

    @rule(which=st.integers(0, 1))
    def die_and_begin(self, which: int) -> None:
        self.frontier.begin(self.crawls[which], "tracuu crawl", self.now)
        self.leased = {}

    @rule(days=st.sampled_from([0.0, 0.1, 2.0, 40.0, -3.0]), which=st.integers(0, 1))
    def update(self, days: float, which: int) -> None:
        self.now += days * DAY
        self.frontier.due_again(self.crawls[which], self.now)

    @rule(state=st.sampled_from([State.FAILED, State.WITHHELD, State.REFUSED, State.GONE, State.PASSED]))
    def retry(self, state: State) -> None:
        told = self.frontier.failed([state], limit=99)
        assert self.frontier.retry([state]) == len(told)

    @invariant()
    def all_is_counted(self) -> None:
        if not hasattr(self, "archive"):
            return
        counts = self.frontier.counts()
        assert sum(counts.values()) == len(self.known)
        assert sum(count for (_, state), count in counts.items() if state is State.LEASED) == len(self.leased)
        assert self.archive.check() == []

    @invariant()
    def all_that_waits_has_its_turn(self) -> None:
        """What waits is due, or will be, or is held by something that is."""
        if not hasattr(self, "archive"):
            return
        for one in self.frontier.waiting(None, ALL, self.now):
            assert one.total >= one.due + one.held
            assert one.due_at is not None or self.leased, "all is held, and nothing under way"


TestFrontier = Frontier.TestCase
TestFrontier.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
