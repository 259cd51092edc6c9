"""Put the real output of their commands into README.md and docs: `python tools/readme.py` writes, `--check` compares.

In a block marked `console`, a line that begins with `$ ` is a command; what follows it, up to the next command or the
end of the block, is what it prints on a terminal 100 columns wide, stdout and stderr together. All of a page run one
after another on one new archive. A block that begins with a crawl begins another archive, which the blocks after it go
on with; what is crawled is the web of the sample.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ARCHIVE = "my-archive"
PAGES = (ROOT / "README.md", *(ROOT / "docs" / name for name in ("crawling.md", "entities.md", "mentions.md")))


def filled(page: str) -> str:
    """Give the page with the output of every command made anew."""
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder)]
        return BLOCK.sub(lambda block: f"```console\n{_joined(block[1], places)}\n```", page)


def _joined(block: str, places: list[Path]) -> str:
    if block.startswith("$ tracuu crawl"):
        places.append(places[-1] / "crawled")
    return "\n\n".join(_run(block, places[-1]))


def _run(block: str, folder: Path) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n{_output(shlex.split(line[2:])[1:], folder)}".rstrip()


def _output(arguments: list[str], folder: Path) -> str:
    """Run tracuu as a user would and give what it printed, with the archive's place named shortly."""
    archive = folder / ARCHIVE
    crawls = arguments[0] == "crawl"
    tool = ["tools.sample_crawl", str(archive), *arguments[1:]] if crawls else ["tracuu", *arguments]
    place = {"TRACUU_ARCHIVE": str(archive), "TRACUU_STATE": str(folder), "COLUMNS": "100", "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *tool],
        cwd=ROOT,
        env=os.environ | place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    return done.stdout.replace(str(archive), ARCHIVE)


def main() -> int:
    """Write the pages, or compare them with --check: 1 when one is not what the commands print."""
    differ = False
    for path in PAGES:
        old = path.read_text(encoding="utf-8")
        new = filled(old)
        differ |= new != old
        if "--check" not in sys.argv[1:]:
            path.write_text(new, encoding="utf-8", newline="\n")
    return int(differ and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
