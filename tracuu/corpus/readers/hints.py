"""What is stated of an article: by the user's options first, then by the file it came in."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from tracuu.records import Hints


def over(given: Hints, found: Hints) -> Hints:
    """Give the hints of a file, with what the user stated put over them."""
    if given == Hints():
        return found
    stated: dict[str, Any] = {
        field.name: value for field in fields(Hints) if (value := getattr(given, field.name)) and field.name != "extra"
    }
    return replace(found, **stated, extra={**found.extra, **given.extra})
