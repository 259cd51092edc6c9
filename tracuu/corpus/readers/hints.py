"""What is stated of an article: by the user's options first, then by the file it came in."""

from __future__ import annotations

from typing import Any

from tracuu.records import Hints


def over(given: Hints, found: Hints) -> Hints:
    """Give the hints of a file, with what the user stated put over them."""
    if given == Hints():
        return found
    stated: dict[str, Any] = {name: value for name, value in given._asdict().items() if value and name != "extra"}
    return found._replace(**stated, extra={**found.extra, **given.extra})
