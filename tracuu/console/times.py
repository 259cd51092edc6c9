"""Moments as people and programs read them: the clock of this place, with its zone."""

from __future__ import annotations

from datetime import datetime


def moment(seconds: float) -> str:
    """Write a moment (seconds since 1970 in UTC) as ISO 8601 with the local zone, to the second."""
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")
