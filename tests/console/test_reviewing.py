"""The conversation of `tracuu entity review`: keys decide, nothing is asked twice, and leaving is always possible."""

from __future__ import annotations

from typing import Any, cast

import pytest

from tracuu.console import reviewing
from tracuu.entities import Decision, Entity
from tracuu.errors import UsageError
from tracuu.naming.explaining import Doubt
from tracuu.session import Session

GARDEN = Entity("vn:mo-hinh:x:garden", "model", "Vườn rau")
OPEN = Entity("vn:?:nghi-quyet:35@?~s1", "resolution", "Nghị quyết 35", open=True)
ONE = Entity("vn:a.tinh-uy:nghi-quyet:35@2020-2025", "resolution", "Nghị quyết 35")
TWO = Entity("vn:b.tinh-uy:nghi-quyet:35@2020-2025", "resolution", "Nghị quyết 35")

NAME = Doubt("name", GARDEN, 5, "s1", None, lang="es", name="Jardín")
STUB = Doubt("stub", OPEN, 3, "s1", None, candidates=(ONE, TWO))
LONELY = Doubt("stub", OPEN, 3, "s1", None, candidates=(ONE,))
CONFLICT = Doubt("conflict", ONE, 2, "s2", None, said=("symbol",))


class Asked:
    """Stands in for a session: gives the doubts, and notes what is decided."""

    def __init__(self, *doubts: Doubt) -> None:
        self.doubts = doubts
        self.done: list[tuple[Any, ...]] = []

    def review(self, limit: int) -> list[Doubt]:
        return list(self.doubts[:limit])

    def decisions(self) -> list[Decision]:
        return []

    def __getattr__(self, verb: str) -> Any:
        def decide(*args: str) -> Decision:
            if "refused" in args:
                raise UsageError("naming.nothing_to_undo")
            self.done.append((verb, *args))
            return Decision(len(self.done), verb, {}, "")

        return decide


def talk(keys: str, *doubts: Doubt) -> tuple[list[tuple[Any, ...]], list[str], int]:
    session, said, pressed = Asked(*doubts), list[str](), iter(keys)
    decided = reviewing.converse(cast("Session", session), lambda: next(pressed), said.append, lambda _: None, limit=10)
    return session.done, said, decided


@pytest.mark.parametrize(
    ("doubt", "key", "decided"),
    [
        (NAME, "y", ("alias_add", GARDEN.id, "es", "Jardín")),
        (NAME, "N", ("alias_ban", GARDEN.id, "es", "Jardín")),
        (STUB, "2", ("relate", "s1", OPEN.id, TWO.id)),
        (LONELY, "y", ("relate", "s1", OPEN.id, ONE.id)),
        (CONFLICT, "y", ("relate", "s2", ONE.id, ONE.id)),
        (CONFLICT, "n", ("split", ONE.id, "s2")),
    ],
)
def test_a_key_decides(doubt: Doubt, key: str, decided: tuple[str, ...]) -> None:
    assert talk(key, doubt)[0] == [decided]


def test_one_line_says_what_each_key_does() -> None:
    said = talk("q", NAME)[1]
    assert "[y] yes, everywhere  [n] no, never  [s] skip  [q] leave" in said


def test_keys_that_mean_nothing_are_waited_out_and_leaving_leaves() -> None:
    assert talk("xz?s" + "q", NAME, STUB) == ([], [*talk("sq", NAME, STUB)[1]], 0)
    assert talk("\x03", NAME)[2] == 0


def test_nothing_is_asked_twice() -> None:
    done, _, decided = talk("yss", NAME, STUB, CONFLICT)
    assert (len(done), decided) == (1, 1)


def test_what_an_earlier_answer_settled_is_said_and_passed_over() -> None:
    refused = NAME._replace(name="refused")
    done, said, decided = talk("ys", refused, STUB)
    assert (done, decided) == ([], 0)
    assert any("undone" in line for line in said)
