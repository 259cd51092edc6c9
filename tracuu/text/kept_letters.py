"""The model of the languages to tell apart, kept as a file of its own, from which it is read ten times as fast.

py3langid's own file is small and takes half a second to unpack, in every command and every worker process. What is
kept of it lies in the user's folder for state, as the arrays stand in memory: it is mapped, so that processes share it.

The file: eight hexadecimal digits, which are the CRC-32 of all that follows; a line of JSON, filled up with blanks;
the arrays one after the other. It is taken only where the sum is right and it was made from the same model, for the
same languages. Else, and where the folder cannot be written, the model is read as py3langid has it.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
import zlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracuu import paths
from tracuu.text.letters import Automaton, Letters, load, restricted

_LAYOUT = 1  # counts up whenever the file, or what is made of the model, becomes another
_NAME = "letters.bin"
_SUM, _HEAD = 8, 8_192  # bytes: the sum, and with it the line of JSON
_ARRAYS = ("row", "behind", "begun", "ended", "scores", "usual")


def usual(languages: Collection[str]) -> Letters:
    """Give the model of some languages: the kept one, else it is made and kept."""
    made_for = _made_for(languages)
    path = paths.inside(paths.state_folder(), _NAME)
    found = _read(path, made_for)
    if found is None:
        found = restricted(load(), languages)
        _keep(path, found, made_for)
    return found


def _made_for(languages: Collection[str]) -> list[Any]:
    """Tell what a kept model must have been made from and for. To import py3langid for that would take too long."""
    from importlib.util import find_spec

    spec = find_spec("py3langid")
    folder = paths.beside(spec.origin, "data") if spec and spec.origin else ""
    model = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in sorted(_files(folder))]
    return [_LAYOUT, sys.byteorder, model, sorted(languages)]


def _files(folder: str) -> list[Path]:
    return [path for path in Path(folder).iterdir() if path.is_file()] if folder else []


def _read(path: str, made_for: list[Any]) -> Letters | None:
    """Map a kept model; None where there is none, where it is broken, or where it is another."""
    try:
        with Path(path).open("rb") as file:
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        stated = json.loads(held[_SUM:_HEAD])
        if stated["made_for"] != made_for or int(held[:_SUM], 16) != zlib.crc32(memoryview(held)[_SUM:]):
            return None
        return _laid_out(held, stated)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _laid_out(held: mmap.mmap, stated: dict[str, Any]) -> Letters:
    import numpy as np

    arrays: dict[str, Any] = {}
    start = _HEAD
    for name in _ARRAYS:
        kind, shape = stated[name]
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(held, kind, count, start).reshape(shape)
        start += arrays[name].nbytes
    scores, usual_ = arrays.pop("scores"), arrays.pop("usual")
    automaton = Automaton(**arrays, longest=stated["longest"])
    return Letters(automaton, scores, usual_, tuple(stated["languages"]), frozenset(stated["known"]))


def _keep(path: str, letters: Letters, made_for: list[Any]) -> None:
    """Keep a model: a convenience only."""
    import numpy as np

    held = letters.automaton._asdict() | letters._asdict()
    arrays = {name: np.ascontiguousarray(held[name]) for name in _ARRAYS}
    stated = {name: (array.dtype.str, array.shape) for name, array in arrays.items()}
    known = {"languages": letters.languages, "known": sorted(letters.known), "longest": letters.automaton.longest}
    head = json.dumps({"made_for": made_for, **known, **stated}).encode().ljust(_HEAD - _SUM)
    total = zlib.crc32(head)
    for array in arrays.values():
        total = zlib.crc32(array.data, total)
    _write(path, [b"%08x" % total, head, *(array.data for array in arrays.values())])


def _write(path: str, pieces: Iterable[bytes | memoryview]) -> None:
    """Write a file in one step. A place that cannot be written is left alone."""
    partial = Path(f"{path}.{os.getpid()}")
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.writelines(pieces)
        partial.replace(path)
    except OSError:
        with suppress(OSError):  # a full disk
            partial.unlink(missing_ok=True)
