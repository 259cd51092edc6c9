"""When what is known of an address calls for asking again. Pure; moments are seconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

HOUR = 3_600.0
DAY = 86_400.0

DEAD = 6
"""A sitemap, feed or list that was not there so many times in a row is never asked for again."""

LONGEST_REST = 30 * DAY
"""Nothing that is asked again at all rests longer."""

_DOUBLED = 20  # times; longer than the longest rest by far
_TRANSLATION_RESTS = (1 * DAY, 3 * DAY, 9 * DAY, 27 * DAY)
_EARLY = HOUR  # what runs every day at one hour is not to miss its turn by minutes
_EARLY_SHARE = 0.1  # of what rests for less than a day


def is_newer(modified: str | None, known: str | None, asked_at: float | None, same: int, now: float) -> bool:
    """Tell whether a sitemap's lastmod says that a page was changed since it was asked for.

    `known` is the lastmod that was known then, `same` how often the page was found unchanged in a row: a site whose
    lastmod is always the present day is believed ever more rarely.
    """
    if modified is None or modified == known or asked_at is None:
        return False
    moment = _moment(modified, latest=known is not None)
    was_right = asked_at <= now  # else the clock was wrong when it was asked for, and another lastmod is reason enough
    if moment is None or (was_right and moment <= asked_at):
        return False
    return same == 0 or is_due(asked_at, _doubled(same), now)


def _moment(written: str, *, latest: bool) -> float | None:
    """Read a W3C date or date and time; of a day without a time the last moment when `latest`, else the first."""
    try:
        read = datetime.fromisoformat(written.strip())
        read = read if read.tzinfo else read.replace(tzinfo=UTC)
        if latest and len(written.strip()) <= len("2025-01-31"):
            read += timedelta(days=1)
        return read.timestamp()
    except (ValueError, OverflowError):
        return None


def list_rest(same: int, gone: int, asked_at: float, changed_at: float | None) -> float | None:
    """Give how long a sitemap, feed or list rests: 1, 2, 4… days while it stays the same; None: for ever.

    It never rests longer than it has been the same, so that one that is asked for every hour is not found a day late.
    """
    if gone >= DEAD:
        return None
    if gone:
        return _doubled(gone)
    if not same:
        return 0.0
    age = asked_at - changed_at if changed_at is not None else LONGEST_REST
    return min(_doubled(same), max(age, 0.0))


def _doubled(times: int) -> float:
    return min(DAY * (1 << min(times - 1, _DOUBLED)), LONGEST_REST)


def next_look(gone: int, now: float) -> float:
    """Give when a translation that was not there, so many times by now, is looked for again; 0: never."""
    return now + _nearly(_TRANSLATION_RESTS[gone - 1]) if 0 < gone <= len(_TRANSLATION_RESTS) else 0.0


def is_due(asked_at: float | None, rest: float, now: float) -> bool:
    """Tell whether something has rested enough. When the clock was put back behind `asked_at`, nobody knows: it has."""
    return asked_at is None or now < asked_at or now - asked_at >= _nearly(rest)


def _nearly(rest: float) -> float:
    return rest - min(_EARLY, rest * _EARLY_SHARE)
