"""Tuples whose places have names, made fast when a command starts.

A search makes sixty kinds of them before it does anything. `typing.NamedTuple` writes and compiles source for each
kind, which took an eighth of the time of a whole search; here nothing is compiled. They are used and checked alike.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]  # the stub leaves it out
from typing import Any, ClassVar, Self, dataclass_transform

_PLACES: list[Any] = []
"""What gives the value at a place, one for all records: as of named tuples, twice as fast as a property."""


@dataclass_transform(frozen_default=True)
class Record(tuple[Any, ...]):
    """A tuple with a name for each place: what is annotated in the body of a class below this one, in that order.

    Type checkers take it for a frozen dataclass (PEP 681). Like all tuples, records compare by content alone.
    """

    __slots__ = ()
    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[dict[str, Any]] = {}
    _rest: ClassVar[dict[int, tuple[Any, ...]]] = {}  # by how many values are given, the usual ones of the others

    def __init_subclass__(cls) -> None:
        """Name the places of a new kind of record."""
        given = cls.__dict__
        cls._fields = fields = tuple(cls.__annotations__)
        usual = {name: given[name] for name in fields if name in given}
        cls._field_defaults = usual
        needed, rest = len(fields) - len(usual), tuple(usual.values())
        is_behind = fields[needed:] == tuple(usual)
        cls._rest = {needed + place: rest[place:] for place in range(len(rest))} if is_behind else {}
        cls.__match_args__ = fields  # type: ignore[attr-defined, misc]  # checkers work it out themselves
        while len(fields) > len(_PLACES):
            _PLACES.append(_tuplegetter(len(_PLACES), None))
        for name, place in zip(fields, _PLACES, strict=False):
            setattr(cls, name, place)

    def __new__(cls, *values: Any, **named: Any) -> Self:
        """Make a record of values in order, then by name; what is not given has its usual value."""
        if not named:  # a search makes thousands
            if len(values) == len(cls._fields):
                return tuple.__new__(cls, values)
            if (rest := cls._rest.get(len(values))) is not None:
                return tuple.__new__(cls, values + rest)
        places = cls._fields[len(values) :]
        filled = {**cls._field_defaults, **named}
        values += tuple([filled[name] for name in places if name in filled])
        if len(values) != len(cls._fields) or not named.keys() <= set(places):
            message = f"{cls.__name__} is made of {cls._fields}, not of {len(values)} values and {list(named)}"
            raise TypeError(message)
        return tuple.__new__(cls, values)

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Travel between processes: a record is made again of its values."""
        return tuple(self)

    def __repr__(self) -> str:
        """Show a record as it is written in code."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    def _replace(self, **changes: Any) -> Self:
        """Give the record with some values changed."""
        made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
        if changes:
            message = f"{type(self).__name__} has no {', '.join(changes)}"
            raise TypeError(message)
        return made

    def _asdict(self) -> dict[str, Any]:
        """Give names and values."""
        return dict(zip(self._fields, self, strict=True))
