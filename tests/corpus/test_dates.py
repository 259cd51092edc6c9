"""Days as pages write them."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from tracuu.corpus.dates import by_formats, compiled, day_of, from_iso, read
from tracuu.records import Dated, DateKind


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-01-07", "2025-01-07"),
        ("7/1/2025", "2025-01-07"),  # day first, always
        ("07-01-2025", "2025-01-07"),
        ("07.01.2025", "2025-01-07"),
        (" 07/01/2025 09:15 ", "2025-01-07"),
        ("09:15 07/01/2025", "2025-01-07"),
        ("٠٧/٠١/٢٠٢٥", "2025-01-07"),
        ("۰۷/۰۱/۲۰۲۵", "2025-01-07"),
        ("০৭/০১/২০২৫", "2025-01-07"),
        ("\u200f07/01/2025\u200e", "2025-01-07"),
        ("07/01/2568", "2025-01-07"),  # a Buddhist year
        ("13/25/2025", None),
        ("30/02/2025", None),
        ("07/01/1789", None),  # no newspaper article of ours
        ("07/01", None),
        ("on 07/01/2025 in the morning", None),  # stated, not searched for
        ("", None),
    ],
)
def test_a_stated_day_is_read(written: str, day: str | None) -> None:
    found = read(written)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("written", "day", "moment"),
    [
        ("2025-01-07T09:15:00+07:00", "2025-01-07", "2025-01-07T09:15:00+07:00"),
        # It is already tomorrow in Vietnam.
        ("2025-01-06T23:30:00Z", "2025-01-07", "2025-01-07T06:30:00+07:00"),
        ("2025-01-06T23:30:00.123Z", "2025-01-07", "2025-01-07T06:30:00.123000+07:00"),
        # No zone: the site's local time.
        ("2025-01-07 09:15", "2025-01-07", "2025-01-07T09:15:00+07:00"),
        ("2025-01-07T09:15:00+0700", "2025-01-07", "2025-01-07T09:15:00+07:00"),
        ("2025-01-07", "2025-01-07", None),
    ],
)
def test_machine_readable_moments_give_the_day_in_the_sites_zone(written: str, day: str, moment: str | None) -> None:
    assert from_iso(written) == Dated(day, DateKind.PAGE, moment)


@pytest.mark.parametrize("written", ["2025-13-01", "2025-01-07T25:00", "20250107", "now", "2025-01-07T09:15 in Hanoi"])
def test_what_is_no_moment_gives_none(written: str) -> None:
    assert from_iso(written) is None


def test_a_day_is_found_in_a_line_by_the_formats_of_its_site() -> None:
    formats = ("{hour}:{minute} {day}/{month}/{year}", "{day}/{month}/{year}")
    tokyo = timezone(timedelta(hours=9))
    assert by_formats("Thứ Ba, 9:15  07/01/2025", formats) == Dated(
        "2025-01-07", DateKind.PAGE, "2025-01-07T09:15:00+07:00"
    )
    assert by_formats("07/01/2025", formats, DateKind.PORTAL) == Dated("2025-01-07", DateKind.PORTAL)
    assert by_formats("9:15 07/01/2025", formats, zone=tokyo) == Dated(
        "2025-01-07", DateKind.PAGE, "2025-01-07T09:15:00+09:00"
    )
    assert by_formats("99:15 07/01/2025", formats) == Dated("2025-01-07", DateKind.PAGE)  # the next format fits
    assert by_formats("117/01/20255", formats) is None


@pytest.mark.parametrize("written", ["{day}/{month}", "{day}/{month}/{year}/{year}", ""])
def test_a_format_needs_day_month_and_year_once(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the value is the whole message; sites.py says the rest
        compiled(written)


def test_a_format_with_an_unknown_part_is_refused() -> None:
    with pytest.raises(KeyError):
        compiled("{day}/{month}/{year} {weekday}")


def test_the_parts_of_an_address_give_a_day_or_none() -> None:
    assert day_of("2025", "01", "07") == "2025-01-07"
    assert day_of("2025", "02", "30") is None
