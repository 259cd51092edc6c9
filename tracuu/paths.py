"""Paths as text: the little of `pathlib` that a search needs.

To import `pathlib`, which brings along how addresses of the web are read, takes as long as to open an archive.
"""
# ruff: noqa: PTH103, PTH105, PTH111, PTH112, PTH113, PTH116, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

AnyPath = str | os.PathLike[str]


def beside(module: str, *names: str) -> str:
    """Give the path of a file that lies beside a module, whose `__file__` is given, or below it."""
    return os.path.join(os.path.dirname(module), *names)


def inside(folder: AnyPath, *names: str) -> str:
    """Give the path of a file inside a folder."""
    return os.path.join(folder, *names)


def is_absolute(path: str) -> bool:
    """Tell whether a path begins at the root."""
    return os.path.isabs(path)


def from_home(path: str) -> str:
    """Put a user's home folder in the place of `~`; that of nobody stays as it is."""
    return os.path.expanduser(path)


def upwards(folder: AnyPath) -> Iterator[str]:
    """Give a folder, links followed, and all above it."""
    here, above = "", whole(folder)
    while here != above:
        here, above = above, os.path.dirname(above)
        yield here


def is_there(path: AnyPath) -> bool:
    """Tell whether a file or folder is there. Raises OSError where that may not be looked at."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def is_file(path: AnyPath) -> bool:
    """Tell whether a file is there."""
    return os.path.isfile(path)


def is_folder(path: AnyPath) -> bool:
    """Tell whether a folder is there."""
    return os.path.isdir(path)


def whole(path: AnyPath) -> str:
    """Give the absolute path, links followed."""
    return os.path.realpath(path)


def text(path: AnyPath) -> str:
    """Read a file of UTF-8. Raises OSError, ValueError."""
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path: AnyPath, words: str) -> None:
    """Write a file of UTF-8. Raises OSError."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(words)


def put_in_place(partial: str, path: str) -> None:
    """Let a file take the place of another, in one step."""
    os.replace(partial, path)


def make_folder(path: str) -> None:
    """Make a folder, and those above it, where they are not there."""
    os.makedirs(path, exist_ok=True)


def state_folder() -> str:
    """Give the platform's folder for state that may be lost (XDG Base Directory Specification 0.8 on Linux)."""
    if stated := os.environ.get("TRACUU_STATE"):
        return stated
    home = from_home("~")
    if sys.platform == "win32":
        return inside(os.environ.get("LOCALAPPDATA") or inside(home, "AppData", "Local"), "tracuu")
    if sys.platform == "darwin":
        return inside(home, "Library", "Caches", "tracuu")
    return inside(os.environ.get("XDG_STATE_HOME") or inside(home, ".local", "state"), "tracuu")
