"""A reader of answers that some pages break: what a fault in a library of ours would do."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence

from tracuu.crawl.reading import Answer, Orders, Reading
from tracuu.crawling import Done, State


def read(_orders: Orders, answers: Sequence[Answer]) -> list[Reading]:
    """Read answers as told by their addresses."""
    for answer in answers:
        if "kills" in answer.task.url:
            os._exit(1)
        if "hangs" in answer.task.url:
            threading.Event().wait()
        if "raises" in answer.task.url:
            raise ValueError(answer.task.url)
    return [Reading(Done(answer.task, State.DONE)) for answer in answers]
