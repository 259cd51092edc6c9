"""Records behave as `typing.NamedTuple` does: what is written for one is true of the other."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from tracuu.tuples import Record


class Place(Record):
    """A place on a map."""

    name: str
    north: float
    east: float = 0.0
    tags: tuple[str, ...] = ()


HUE = Place("Huế", 16.46, tags=("city",))


@pytest.mark.parametrize(
    ("values", "named", "made"),
    [
        (("Huế", 16.46, 107.6, ("city",)), {}, ("Huế", 16.46, 107.6, ("city",))),
        (("Huế",), {"north": 16.46}, ("Huế", 16.46, 0.0, ())),
        ((), {"east": 107.6, "north": 16.46, "name": "Huế"}, ("Huế", 16.46, 107.6, ())),
    ],
)
def test_values_are_given_in_order_or_by_name(
    values: tuple[Any, ...], named: dict[str, Any], made: tuple[Any, ...]
) -> None:
    assert Place(*values, **named) == made


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("Huế",), {}),  # north is lacking
        (("Huế", 1.0, 2.0, (), 5), {}),
        (("Huế", 1.0), {"west": 1.0}),  # no such place
        (("Huế", 1.0), {"name": "Vinh"}),  # given twice
        (("Huế", 1.0, 2.0, ()), {"tags": ()}),
    ],
)
def test_what_does_not_fit_is_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Place is made of"):
        Place(*values, **named)


def test_a_record_is_a_tuple_with_names() -> None:
    name, north, *_ = HUE
    assert (name, north, HUE.tags) == (HUE[0], HUE.north, ("city",))
    assert HUE._asdict() == {"name": "Huế", "north": 16.46, "east": 0.0, "tags": ("city",)}
    assert HUE._replace(east=107.6) == ("Huế", 16.46, 107.6, ("city",))
    assert (Place._fields, Place._field_defaults) == (("name", "north", "east", "tags"), {"east": 0.0, "tags": ()})
    assert repr(HUE) == "Place(name='Huế', north=16.46, east=0.0, tags=('city',))"
    assert hash(HUE) == hash(tuple(HUE))
    match HUE:
        case Place(found, tags=tags):
            assert (found, tags) == ("Huế", ("city",))


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        HUE.name = "Vinh"  # type: ignore[misc]  # what is tested


def test_a_record_travels_between_processes() -> None:
    back = pickle.loads(pickle.dumps(HUE))  # noqa: S301  our own
    assert (back, type(back)) == (HUE, Place)


def test_only_what_there_is_can_be_changed() -> None:
    with pytest.raises(TypeError, match="Place has no west"):
        HUE._replace(west=1.0)
