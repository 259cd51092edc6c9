"""Which archive is meant."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from tracuu import paths
from tracuu.errors import UsageError

VARIABLE = "TRACUU_ARCHIVE"
NEARBY = ".tracuu"


def find(option: str | None, environ: Mapping[str, str], start: paths.AnyPath = ".") -> str | None:
    """Find the folder of the archive that is meant: the first that is stated or there.

    The `--archive` option, else TRACUU_ARCHIVE, else the nearest `.tracuu` from `start` upwards, else the user's
    default folder. The first two are given whether or not something is there; None when nothing is stated and
    nothing found. Raises UsageError when a file is called `.tracuu`: which archive is meant would be a guess.
    """
    stated = option or environ.get(VARIABLE)
    if stated:
        return paths.from_home(stated)
    for folder in paths.upwards(start):
        nearby = paths.inside(folder, NEARBY)
        if paths.is_folder(nearby):
            return nearby
        if paths.is_file(nearby):
            raise UsageError("archive.nearby_is_file", path=nearby)
    default = default_folder(environ)
    return default if paths.is_folder(default) else None


def default_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> str:
    """Give the folder of a user's own archive, there or not: where programs of this system keep their data.

    `%LOCALAPPDATA%` (not the roaming one, which Windows copies), `~/Library/Application Support`, or
    `$XDG_DATA_HOME` (XDG Base Directory Specification 0.8).
    """
    environ = environ or {}
    home = environ.get("HOME") or environ.get("USERPROFILE") or paths.from_home("~")
    if platform == "win32":
        return paths.inside(environ.get("LOCALAPPDATA") or paths.inside(home, "AppData", "Local"), "tracuu")
    if platform == "darwin":
        return paths.inside(home, "Library", "Application Support", "tracuu")
    stated = environ.get("XDG_DATA_HOME", "")
    # The specification: a relative path is to be ignored.
    return paths.inside(stated if paths.is_absolute(stated) else paths.inside(home, ".local", "share"), "tracuu")
