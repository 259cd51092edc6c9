"""Check that requirements/runtime.txt can be installed from wheels alone on the platforms we name.

`python tools/platforms.py UV` asks uv, for each platform and Python, to plan an installation of the locked versions
with their hashes and no building. It prints a Markdown table: the number of packages, or the ones without a wheel.
The platforms that must hold are REQUIRED; status 1 when one does not. The others are shown so that a change is seen.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements" / "runtime.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# Name for people, uv's name, and the newest Python that must work there (None: shown only).
PLATFORMS = (
    ("Linux x86_64, glibc 2.28 or later", "x86_64-manylinux_2_28", "3.13"),
    ("Linux aarch64, glibc 2.28 or later", "aarch64-manylinux_2_28", "3.13"),
    ("Windows x86_64", "x86_64-pc-windows-msvc", "3.13"),
    ("macOS arm64, 13 or later", "aarch64-apple-darwin", "3.13"),
    ("macOS x86_64, 13 or later", "x86_64-apple-darwin", "3.13"),
    ("Windows arm64", "aarch64-pc-windows-msvc", None),
    ("Linux x86_64, musl", "x86_64-unknown-linux-musl", None),
)


def plan(uv: str, platform: str, python: str, lock: Path) -> tuple[bool, str]:
    """Plan an installation of `lock`: whether it can be done, and what uv said."""
    command = [uv, "pip", "install", "--dry-run", "--only-binary", ":all:", "--no-deps", "--require-hashes"]
    command += ["--python-platform", platform, "--python-version", python, "--target", tempfile.gettempdir()]
    done = subprocess.run([*command, "-r", str(lock)], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode == 0, done.stderr


def missing(uv: str, platform: str, python: str) -> list[str]:
    """Name the locked packages without a wheel there, by leaving out each that uv complains of."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", LOCK.read_text(encoding="utf-8"))
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "lock.txt"
        while True:
            kept = [block for block in blocks if block.partition("==")[0] not in found]
            lock.write_text("".join(kept), encoding="utf-8")
            possible, said = plan(uv, platform, python, lock)
            if possible:
                return found
            complaint = re.search(r"([A-Za-z0-9_.-]+)==\S+ has no (?:usable )?wheels", said)
            if complaint is None or complaint[1] in found:
                sys.exit(f"{platform}, Python {python}: {said}")
            found.append(complaint[1])


def cell(uv: str, platform: str, python: str) -> tuple[bool, str]:
    """Judge one platform and Python: whether all wheels are there, and the words for the table."""
    possible, said = plan(uv, platform, python, LOCK)
    if possible:
        count = len(re.findall(r"(?m)^ \+ ", said))
        return True, f"{count} wheels"
    return False, "no wheel: " + ", ".join(missing(uv, platform, python))


def main() -> None:
    """Print the table; end with status 1 when a platform that must hold does not."""
    uv = sys.argv[1]
    broken = []
    print("| platform |", " | ".join(PYTHONS), "|")
    print("| --- |", " | ".join("---" for _ in PYTHONS), "|")
    for name, platform, newest in PLATFORMS:
        cells = [cell(uv, platform, python) for python in PYTHONS]
        print(f"| {name} |", " | ".join(words for _, words in cells), "|", flush=True)
        for python, (holds, _) in zip(PYTHONS, cells, strict=True):
            if not holds and newest is not None and int(python.split(".")[1]) <= int(newest.split(".")[1]):
                broken.append(f"{name}, Python {python}")
    if broken:
        sys.exit("no locked installation from wheels on: " + "; ".join(broken))


if __name__ == "__main__":
    main()
