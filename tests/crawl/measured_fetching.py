"""A process of its own that meets every attack and says how much memory that took.

Called with the server's port and a folder, it writes, as JSON, the megabytes by which its peak has grown after each
step, from that of an honest page.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from tests.crawl.attacks import ATTACKS
from tests.crawl.servers import fetched, net_to
from tracuu.crawl.fetch import Limits, unpacked
from tracuu.errors import InputError

LIMITS = Limits(connect=10, whole=1)
LARGEST_PAGE = 10_000_000


def peak() -> float:
    """Give the most memory that this program ever held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux the other figure begins with that of the process that started this one
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1_000
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(port: int, spool: Path) -> dict[str, float]:
    """Meet the attacks all at once, then the bombs."""
    net, steps = net_to({"": [("127.0.0.1", port)]}), {}
    (page,) = fetched(net, spool, "http://tin.example/honest")
    assert page.status == 200
    before = peak()
    fetched(net, spool, *(f"http://tin.example/{name}" for name in ATTACKS), limits=LIMITS)
    steps["attacks"] = peak() - before
    bomb, twice = fetched(net, spool, "http://tin.example/bomb", "http://tin.example/twice", limits=Limits())
    try:
        unpacked(bomb, LARGEST_PAGE)
    except InputError as error:
        assert error.key == "crawl_net.unpacked_long"  # noqa: PT017  this is a program, no test
    assert 0 < len(unpacked(twice, LARGEST_PAGE)) <= bomb.size + 1_000
    steps["bombs"] = peak() - before
    return steps


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
