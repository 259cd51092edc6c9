"""One line on a terminal that says how far a long command is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tracuu.messages import say
from tracuu.records import Outcome

if TYPE_CHECKING:
    from tracuu.pipeline import Report


@contextmanager
def line(first: str) -> Iterator[Callable[[str], None]]:
    """Show a line with the time on stderr, changed by what is yielded, gone at the end; without a terminal nothing."""
    import sys

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(first)
        yield lambda text: bar.update(task, description=text)


def ears_of_adding(show: Callable[[str], None]) -> dict[str, Any]:
    """Give what shows how far an add is: `progress` what was kept, `stage` what follows (`pipeline.add` tells them)."""

    def progress(report: Report) -> None:
        kept = report.total(Outcome.ADDED) + report.total(Outcome.RETRANSLATED)
        unchanged, rejected = report.total(Outcome.UNCHANGED), report.total(Outcome.REJECTED)
        show(say("add.progress", kept=kept, unchanged=unchanged, rejected=rejected))

    def stage(name: str, done: int, total: int) -> None:
        show(say(f"add.{name}", done=done, total=total))

    return {"progress": progress, "stage": stage}
