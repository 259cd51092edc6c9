"""The prompt that bare `tracuu` opens: queries as typed, with no shell between the user and the search.

A line is a query, a number opens that hit, and a line that begins with a colon is a command of the command line
(`:show 3 --lang es`, `:status`). Ctrl-D leaves, Ctrl-C drops the line.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable

from tracuu.messages import say

LEAVE = frozenset({":q", ":quit", ":exit"})


def prompt(run: Callable[[list[str]], int], read: Callable[[str], str] = input) -> int:
    """Read lines and run them as commands until the user leaves; gives the exit code 0."""
    _history()
    print(say("prompt.welcome"))  # noqa: T201  the prompt is a conversation on stdout
    while (line := _line(read)) is not None:
        arguments = arguments_of(line)
        if arguments:
            run(arguments)
    return 0


def arguments_of(line: str) -> list[str]:
    """Give the command line that a line of the prompt stands for; nothing for a blank line."""
    text = line.strip()
    if not text:
        return []
    if text.isdecimal():
        return ["show", text]
    if text in {"?", ":help", ":syntax"}:
        return ["help", "syntax"]
    if text.startswith(":"):
        words = _words(text[1:])
        return words[1:] if words[:1] == ["tracuu"] else words
    return ["search", "--", text]


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quotation mark is open: take the words as they stand
        return text.split()


def _line(read: Callable[[str], str]) -> str | None:
    """Read one line; None when the user leaves."""
    while True:
        try:
            line = read("tracuu> ")
        except EOFError:
            print()  # noqa: T201  the shell's own prompt begins on a new line
            return None
        except KeyboardInterrupt:
            print()  # noqa: T201  the dropped line ends
            continue
        return None if line.strip() in LEAVE else line


def _history() -> None:
    """Let the arrow keys bring back earlier lines, where the platform has readline."""
    try:
        import readline
    except ImportError:  # Windows has its own line editing
        return
    readline.set_history_length(500)
