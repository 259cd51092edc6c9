"""The prompt turns lines into commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tracuu.console.prompt import arguments_of, prompt

LINES = [
    ("dân vận khéo", ["search", "--", "dân vận khéo"]),
    ('"dân vận" -bão', ["search", "--", '"dân vận" -bão']),  # no shell takes the quotation marks away
    ("--help", ["search", "--", "--help"]),
    ("3", ["show", "3"]),
    (":show 3 --lang es", ["show", "3", "--lang", "es"]),
    (":tracuu status", ["status"]),  # as one types it in a shell
    (":add 'my file.txt'", ["add", "my file.txt"]),
    (":add it's", ["add", "it's"]),  # an open quotation mark is no error
    ("?", ["help", "syntax"]),
    ("   ", []),
]


@pytest.mark.parametrize(("line", "arguments"), LINES)
def test_a_line_stands_for_a_command(line: str, arguments: list[str]) -> None:
    assert arguments_of(line) == arguments


def typed(*lines: str | type[BaseException]) -> Callable[[str], str]:
    waiting: Iterator[str | type[BaseException]] = iter(lines)

    def read(_shown: str) -> str:
        line = next(waiting)
        if isinstance(line, str):
            return line
        raise line

    return read


def test_ctrl_c_drops_the_line_and_ctrl_d_leaves() -> None:
    ran: list[list[str]] = []

    def run(arguments: list[str]) -> int:
        ran.append(arguments)
        return 0

    assert prompt(run, typed("bò", KeyboardInterrupt, "1", EOFError)) == 0
    assert ran == [["search", "--", "bò"], ["show", "1"]]


def test_quit_leaves() -> None:
    assert prompt(lambda _: pytest.fail("nothing to run"), typed(":quit")) == 0
