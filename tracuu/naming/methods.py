"""By which functions names are found, gathered, learned and resolved: those of `mentions`, or a test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tracuu.entities import Alias, Cluster, Decision, Found, Text
from tracuu.records import Mark

if TYPE_CHECKING:
    from tracuu.mentions.known import Names
    from tracuu.mentions.register import Register
    from tracuu.mentions.resolve import Knowledge, Resolved


class Learned(Protocol):
    """What learning gives; of it, the names are kept."""

    @property
    def aliases(self) -> Iterable[Alias]:
        """What was learned of names, whatever its state."""
        ...


class Methods(NamedTuple):
    """The functions of `mentions`, as linking calls them. All are functions of a module: they travel to workers."""

    find: Callable[[str, Sequence[Mark], str, Names | None], tuple[Found, ...]]
    gather: Callable[[Sequence[Text], Register], tuple[Cluster, ...]]
    learn: Callable[[Iterable[Cluster], Register, Sequence[Decision]], Learned]
    resolve: Callable[[Sequence[Cluster], Knowledge, Mapping[int, Sequence[Found]] | None], Resolved]
    register: Callable[[Path | None], Register]


def usual() -> Methods:
    """Give the functions of `mentions`."""
    from tracuu.mentions.find import find
    from tracuu.mentions.gather import gather
    from tracuu.mentions.learn import learn
    from tracuu.mentions.register import load
    from tracuu.mentions.resolve import resolve

    return Methods(find, gather, learn, resolve, load)


_ROOMS = ("mentions", "align", "text")


def fingerprint(extra: Path | None) -> int:
    """Give a number that changes with the code and data by which names are found and linked, and the user's register.

    64 bits of a SHA-256 over the files. `extra` is the folder of the user's register, which may be absent.
    """
    files = sorted(extra.glob("*.toml")) if extra else []
    return _digest(tuple((path, path.stat().st_mtime_ns) for path in files))


@cache
def _digest(extra: tuple[tuple[Path, int], ...]) -> int:
    import hashlib

    package = Path(__file__).parent.parent
    files = [path for room in _ROOMS for path in (package / room).rglob("*") if path.suffix in {".py", ".toml", ".tsv"}]
    digest = hashlib.sha256()
    for path in [*sorted(files), package / "entities.py", *(path for path, _ in extra)]:
        digest.update(path.name.encode("utf-8", "surrogatepass") + b"\0" + path.read_bytes() + b"\0")
    return int.from_bytes(digest.digest()[:8], "big", signed=True)
