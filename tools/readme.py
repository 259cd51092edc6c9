"""Put the real output of their commands into README.md and docs: `python tools/readme.py` writes, `--check` compares.

In a block marked `console`, a line that begins with `$ ` is a command; what follows it, up to the next command or the
end of the block, is what it prints on a terminal 100 columns wide, stdout and stderr together. All of a page run one
after another on one new archive. A block that begins with a crawl begins another archive, which the blocks after it go
on with; what is crawled is the web of the sample.

The pages of walks run in a folder of their own with the files that `tools.walks` makes, on one archive. There
`ls FOLDER` and `head -N FILE` show what is in it. Moments, the random id of an archive and the
size of a packed file are replaced by fixed ones.
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
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ARCHIVE = "my-archive"
PAGES = (ROOT / "README.md", *(ROOT / "docs" / name for name in ("crawling.md", "entities.md", "mentions.md")))
WALKS = tuple(sorted([*(ROOT / "docs").glob("walks/*.md"), *(ROOT / "docs").glob("vi/bat-dau.md")]))
PASSING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=Z|\+00:00)"), "2026-11-23T08:00:00"),
    (re.compile(r"\b\d\d/\d\d/\d{4}, \d\d:\d\d(?= UTC)"), "23/11/2026, 08:00"),
    (re.compile(r"(?<=^Y2  - )\d{4}/\d\d/\d\d", re.MULTILINE), "2026/11/23"),
    (re.compile(r"(?<=Retrieved )\d+ \w+ \d{4}"), "23 November 2026"),
    (re.compile(r"(?<=; )\d+ kB(?=\))"), "21 kB"),  # a packed file holds moments and ids too
    (re.compile(r"\b(?!0{16})[0-9a-f]{16}\b"), "0123456789abcdef"),
)


class Place(NamedTuple):
    """Where the commands of a page run, where its archive and all that tracuu remembers is, what it speaks."""

    work: Path
    kept: Path
    language: str = "en"


def filled(page: str) -> str:
    """Give the page with the output of every command made anew, each run from here."""
    with tempfile.TemporaryDirectory() as folder:
        places = [Place(ROOT, Path(folder))]
        return BLOCK.sub(lambda block: f"```console\n{_joined(block[1], places)}\n```", page)


def walked(page: str, folder: Path, language: str) -> str:
    """Do the same in an empty folder, which holds afterwards what the commands of the page made."""
    from tools.walks import make

    make(folder)
    place = Place(folder, folder, language)
    return BLOCK.sub(lambda block: f"```console\n{_steady(block[1], place)}\n```", page)


def _steady(block: str, place: Place) -> str:
    text = "\n\n".join(_run(block, place))
    for pattern, fixed in PASSING:
        text = pattern.sub(fixed, text)
    return text


def _joined(block: str, places: list[Place]) -> str:
    if block.startswith("$ tracuu crawl"):
        places.append(Place(ROOT, places[-1].kept / "crawled"))
    return "\n\n".join(_run(block, places[-1]))


def _run(block: str, place: Place) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n{_answer(shlex.split(line[2:]), place)}".rstrip()


def _answer(words: list[str], place: Place) -> str:
    match words:
        case ["ls", folder]:
            return "\n".join(sorted(path.name for path in (place.work / folder).iterdir()))
        case ["head", count, file]:
            lines = (place.work / file).read_text(encoding="utf-8-sig").splitlines()
            return "\n".join(lines[: -int(count)])
        case _:
            return _output(words[1:], place)


def _output(arguments: list[str], place: Place) -> str:
    """Run tracuu as a user would and give what it printed, with the archive's place named shortly."""
    archive = place.kept / ARCHIVE
    crawls = arguments[0] == "crawl"
    tool = ["tools.sample_crawl", str(archive), *arguments[1:]] if crawls else ["tracuu", *arguments]
    settings = {"TRACUU_ARCHIVE": str(archive), "TRACUU_STATE": str(place.kept), "TRACUU_LANG": place.language,
                "COLUMNS": "100", "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", *tool],
        cwd=place.work,
        env=os.environ | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    return done.stdout.replace(str(archive), ARCHIVE)


def _now(path: Path) -> str:
    old = path.read_text(encoding="utf-8")
    if path not in WALKS:
        return filled(old)
    with tempfile.TemporaryDirectory() as folder:
        return walked(old, Path(folder), "vi" if path.parent.name == "vi" else "en")


def main() -> int:
    """Write all pages or those that are named, or compare them with --check: 1 when one is not what is printed."""
    differ = False
    named = [Path(word).resolve() for word in sys.argv[1:] if word != "--check"]
    for path in named or (*PAGES, *WALKS):
        old = path.read_text(encoding="utf-8")
        new = _now(path)
        differ |= new != old
        if "--check" not in sys.argv[1:]:
            path.write_text(new, encoding="utf-8", newline="\n")
    return int(differ and "--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
