"""Run an installed tracuu as its users do, with nothing of this checkout on the path.

`python tools/smoke.py PYTHON` uses the `tracuu` beside that interpreter in a scratch folder: the demo with its crawl of
servers on this computer, a page that no site description fits (so the generic extractor must load and work), a search
for it, and `python -m tracuu`. It ends with status 1 and the command's output at the first thing that is not as it
should be.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

WORD = "waterwheels"
FURNITURE = "newsletter"
DEMO_FINDS = {
    "vi": "Nghị quyết số 12-NQ/TU",
    "en": "Resolution No. 12-NQ/TU",
    "es": "Resolución No. 12-NQ/TU",
    "nb": "resolusjon nr. 12-NQ/TU",
}
PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Village workshop revives bamboo {WORD} | Example Valley Gazette</title>
  <link rel="canonical" href="https://gazette.example.org/news/bamboo-wheels-1042.html">
  <meta property="article:published_time" content="2025-03-14T08:30:00+07:00">
</head>
<body>
  <nav><ul>
    <li><a href="/">Home</a></li>
    <li><a href="/sport">Sport</a></li>
    <li><a href="/letters">Letters</a></li>
  </ul></nav>
  <article>
    <h1>Village workshop revives bamboo {WORD}</h1>
    <p>Carpenters on the upper river have rebuilt eleven bamboo {WORD} that lift water to the terraces above the road.
    The oldest of them had stood still since the floods of four years ago, and the fields behind it lay dry.</p>
    <p>Each wheel takes six days of work and about two hundred poles of bamboo, cut on the far bank in the dry months.
    Neighbours share the labour by turns, and a ledger in the meeting hall records who has given how many days.</p>
    <p>The commune now wants to train younger people, because only three of the carpenters know how to set the axle so
    that the wheel turns in low water. A first course with nine pupils begins after the harvest in October.</p>
  </article>
  <footer><p>Subscribe to our {FURNITURE}</p><p>All rights reserved</p></footer>
</body>
</html>
"""


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Run a command and give what it prints; end this script, showing all, when it fails."""
    print("$", " ".join(command), flush=True)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"status {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def expect(what: str, holds: bool, shown: str) -> None:  # noqa: FBT001  a named pair reads best where it is called
    """End this script unless `holds`."""
    if not holds:
        sys.exit(f"not so: {what}\n{shown}")


def smoke(python: Path, folder: Path) -> None:
    """Put the tool through its first minutes."""
    tool = str(python.parent / "tracuu")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "TRACUU"))}
    environment |= {"TRACUU_ARCHIVE": str(folder / "archive"), "PYTHONIOENCODING": "utf-8"}
    environment |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    (folder / "page.html").write_text(PAGE, encoding="utf-8")

    expect("help names the search command", "search" in run([tool, "--help"], folder, environment), "")
    expect("python -m tracuu works", "search" in run([str(python), "-m", "tracuu", "--help"], folder, environment), "")
    smoke_demo(tool, folder, environment)
    run([tool, "init", str(folder / "archive")], folder, environment)
    print(run([tool, "add", "page.html"], folder, environment))
    found = run([tool, "search", WORD, "--json"], folder, environment)
    expect("the page is found by its own word", json.loads(found)["total"] == 1, found)
    shown = run([tool, "show", json.loads(found)["hits"][0]["version"]], folder, environment)
    expect("the article's last sentence is kept", "after the harvest in October" in shown, shown)
    expect("the foot of the page is not shown", FURNITURE not in shown, shown)
    print(run([tool, "status"], folder, environment))


def smoke_demo(tool: str, folder: Path, environment: dict[str, str]) -> None:
    """Run the demo: it adds, searches, crawls, and leaves nothing but what it was asked for."""
    temporary = folder / "temporary"
    temporary.mkdir()
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    shown = run([tool, "demo", str(folder / "demo")], folder, environment | places)
    print(shown)
    crawled = shown.partition("$ tracuu crawl")[2]
    for lang, words in DEMO_FINDS.items():
        expect(f"what was crawled is found in {lang} by its resolution", f"as “{words}”" in crawled, "")
    left = [path.name for path in temporary.iterdir() if path.name.startswith("tracuu-demo-")]
    expect("the demo leaves nothing behind", not left, str(left))


def main() -> None:
    """Read the command line."""
    with tempfile.TemporaryDirectory() as folder:
        smoke(Path(sys.argv[1]).absolute(), Path(folder))
    print("smoke test: all as it should be")


if __name__ == "__main__":
    main()
