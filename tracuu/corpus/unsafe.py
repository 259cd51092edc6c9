"""Whether a folder is a safe place to write an archive to."""

from __future__ import annotations

import sys
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from tracuu import paths
from tracuu.messages import say

_DATA = Path(__file__).parent / "data" / "unsafe_places.toml"


def unsafe(folder: Path, platform: str = sys.platform, mounts: str | None = None) -> str | None:
    """Say why an archive must not be written in `folder`, in words that fit behind "because"; None when it may be.

    Tells network drives by their file system, and synced folders by their names and marker files. What cannot be
    told counts as safe. `mounts` is the system's list of mounted file systems (read when it is None).
    """
    place = _resolved(folder)
    if str(folder).startswith(("\\\\", "//")) and platform == "win32":
        return say("archive.reason_share")
    kind = _file_system(place, platform, mounts)
    if kind and any(fnmatchcase(kind, pattern) for pattern in _network(platform)):
        return say("archive.reason_network", kind=kind)
    program = _synced_by(place)
    return say("archive.reason_synced", program=program) if program else None


def _resolved(folder: Path) -> Path:
    return Path(paths.from_home(str(folder))).resolve()


@cache
def _known() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


def _network(platform: str) -> list[str]:
    patterns: list[str] = _known()["network"]["macos" if platform == "darwin" else "linux"]
    return patterns


def _file_system(place: Path, platform: str, mounts: str | None) -> str | None:
    """Give the type of the file system that holds `place`, None when the system does not tell."""
    if platform == "win32":
        return _windows_drive(place)
    table = mounts if mounts is not None else _mounts(platform)
    best: tuple[int, str] | None = None
    for point, kind in _mount_points(table, platform):
        # Of two mounts on one point the later one hides the earlier.
        if place.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), kind)
    # A sandbox may serve its whole file system by 9p, from the same machine.
    return None if best is None or best == (1, "9p") else best[1]


def _mounts(platform: str) -> str:
    import subprocess

    try:
        if platform == "darwin":
            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True)
            return listed.stdout
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, subprocess.SubprocessError):
        return ""  # what cannot be told counts as safe


def _mount_points(table: str, platform: str) -> list[tuple[Path, str]]:
    """Read (mount point, type) from /proc/mounts, or from lines of macOS such as `/dev/x on /Volumes/Y (nfs, …)`."""
    found = []
    for line in table.splitlines():
        if platform == "darwin":
            point, _, options = line.partition(" on ")[2].rpartition(" (")
            kind = options.partition(",")[0].rstrip(")")
        else:
            _, point, kind, *_ = [*line.split(" "), "", "", ""]
            point = _unescaped(point)
        if point and kind:
            found.append((Path(point), kind))
    return found


def _unescaped(point: str) -> str:
    """Read the octal escapes for blanks in /proc/mounts (proc(5), getmntent(3))."""
    for code in ("\\040", "\\011", "\\012", "\\134"):
        point = point.replace(code, chr(int(code[1:], 8)))
    return point


def _windows_drive(place: Path) -> str | None:
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE of GetDriveTypeW
        return "smb" if ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == remote else None
    return None


def _synced_by(place: Path) -> str | None:
    """Name the program that keeps `place`, or a folder above it, the same on several machines."""
    for program in _known()["synced"]:
        if _is_named(place, program) or _is_marked(place, program.get("markers", [])):
            return str(program["name"])
    return None


def _is_named(place: Path, program: dict[str, Any]) -> bool:
    whole = place.as_posix() + "/"
    return (
        any(name in place.parts for name in program.get("names", []))
        or any(part.startswith(start) for start in program.get("begins", []) for part in place.parts)
        or any(f"/{path}/" in whole for path in program.get("paths", []))
    )


def _is_marked(place: Path, markers: list[str]) -> bool:
    home = Path.home()
    for folder in (place, *place.parents):
        if folder == home or folder == Path(folder.anchor):
            return False  # markers in a home folder belong to the program itself, not to a synced folder
        if any(next(folder.glob(marker), None) is not None for marker in markers):
            return True
    return False
