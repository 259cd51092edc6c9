"""Terms and years: in which period a document's number counts."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from tracuu.mentions import terms


@pytest.mark.parametrize(
    ("issuer", "day", "period"),
    [
        ("tw", "2024-12-22", "xiii"),
        ("tw", "2017-10-25", "xii"),
        ("tw", "2022-06-16", "xiii"),
        ("tw", "2021-01-31", "xii"),  # the day before the 13th congress closed
        ("tw", "2021-02-01", "xiii"),
        ("tw", "2013", "xi"),  # a year is enough when it lies in one term
        ("tw", "2021", None),  # and not when it lies in two
        ("tw.ban-dan-van", "2009-05", "x"),  # commissions share the committee's terms
        ("quang-nam.tinh-uy", "2023-12-08", "2020-2025"),
        ("quang-ninh.tinh-uy", "2020-09-28", "2020-2025"),  # its own congress had closed the day before
        ("ha-giang.tinh-uy", "2020-10-01", None),  # somewhere in the weeks of the congresses
        ("quang-nam.phuoc-son.huyen-uy", "2022", "2020-2025"),
        ("quang-nam.hdnd", "2024-03", "2024"),  # the State counts by the calendar year
        ("chinh-phu", "2025", "2025"),
        ("quoc-hoi", "2025-06-12", "2025"),
        ("tw", None, None),
        (None, "2024-12-22", None),
    ],
)
def test_the_period_of_a_document(issuer: str | None, day: str | None, period: str | None) -> None:
    """Numbers of the Party run through a term, those of the State through a year; doubt gives nothing."""
    assert terms.period(issuer, day) == period


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("XIII", "xiii"),
        ("13", "xiii"),
        ("13th", "xiii"),
        ("2020-2025", "2020-2025"),
        ("2020 – 2025", "2020-2025"),
        ("2025/2030", "2025-2030"),
        ("sessio", None),
        ("1975", None),
        ("", None),
    ],
)
def test_terms_as_texts_state_them(word: str, term: str | None) -> None:
    """Roman and Arabic numbers, and spans of years."""
    assert terms.term_of(word) == term


@pytest.mark.parametrize(
    ("province", "number", "term"),
    [
        (None, 13, "xiii"),
        ("quang-ninh", 15, "2020-2025"),
        ("quang-ninh", 16, "2025-2030"),  # counted on from the one that is known
        ("tuyen-quang", 1, "2025-2030"),  # provinces united in 2025 count anew
        ("lao-cai", 1, "2025-2030"),
        ("tuyen-quang", 17, None),  # what it counted before is not known
    ],
)
def test_which_term_a_congress_began(province: str | None, number: int, term: str | None) -> None:
    """The 13th congress of the centre, the first of a united province."""
    assert terms.congress_term(province, number) == term


@pytest.mark.parametrize(
    ("issuer", "day", "term"),
    [
        ("tw", "2022-05-04", "xiii"),
        ("tw", "2021-03-01", None),  # the term has run for some weeks only
        ("son-la.tinh-uy", "2025-05-08", "2020-2025"),  # the congresses of 2025 met in autumn
        ("son-la.tinh-uy", "2020-10-20", None),  # the weeks of the congresses
        ("son-la.tinh-uy", "2021-02-20", None),  # a new committee has numbered few; what is told of is still the last's
        ("son-la.tinh-uy", "2021-06-20", "2020-2025"),
        ("quang-nam.phuoc-son.huyen-uy", "2025-01-07", "2020-2025"),
        ("quang-nam.phuoc-son.huyen-uy", "2025-12-07", None),  # districts had ended
        ("quang-nam.tinh-uy", "2026-03-01", None),  # so had this province
        ("chinh-phu", "2022-05-04", None),  # the State has no terms
    ],
)
def test_the_term_that_a_committee_is_in(issuer: str, day: str, term: str | None) -> None:
    assert terms.in_force(issuer, day) == term


def test_until_its_congress_a_term_is_in_force() -> None:
    in_spring = [terms.fitness("son-la.tinh-uy", term, "2025-05-08") for term in ("2015-2020", "2020-2025")]
    assert in_spring == [terms.ONE_BEFORE, terms.IN_FORCE]


def test_the_term_in_force_fits_best() -> None:
    """What is cited without a date is likeliest of now; what began later cannot be cited."""
    fits = [terms.fitness("tw", term, "2023-05-01") for term in ("xi", "xii", "xiii", "xiv")]
    assert fits == [terms.OLDER, terms.ONE_BEFORE, terms.IN_FORCE, 0.0]


def test_years_fit_by_their_age() -> None:
    """Numbers of the State begin anew every year, and are cited for some years."""
    fits = [terms.fitness("chinh-phu", year, "2025-05-01") for year in ("2010", "2020", "2024", "2025", "2026")]
    assert fits == [terms.OLDER, terms.ONE_BEFORE, terms.ONE_BEFORE, terms.IN_FORCE, 0.0]


def test_terms_of_the_centre_leave_no_day_out() -> None:
    """Each begins the day after the one before it."""
    rows = [terms.term_dates("tw", terms.roman(number)) for number in range(1, 15)]
    for one, following in itertools.pairwise(rows):
        assert one is not None
        assert following is not None
        assert one.until is not None
        assert date.fromisoformat(following.start) - date.fromisoformat(one.until) == timedelta(days=1)
