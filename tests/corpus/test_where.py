"""Which archive is meant, and where none may be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.corpus.unsafe import unsafe
from tracuu.corpus.where import default_folder, find
from tracuu.errors import UsageError

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /home/lan/share nfs4 rw 0 0
//server/office /mnt/office\\040files cifs rw 0 0
C:\\134 /mnt/c 9p rw 0 0
sshfs#lan@host: /mnt/far fuse.sshfs rw 0 0
tmpfs /mnt/office\\040files/local tmpfs rw 0 0
/dev/sdb1 /home/lan/share/usb ext4 rw 0 0
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//lan@server/office on /Volumes/office files (smbfs, nodev, nosuid, mounted by lan)
"""


def test_what_is_stated_comes_first(tmp_path: Path) -> None:
    environ = {"TRACUU_ARCHIVE": str(tmp_path / "b"), "HOME": str(tmp_path)}
    assert find(str(tmp_path / "a"), environ, tmp_path) == str(tmp_path / "a")
    assert find(None, environ, tmp_path) == str(tmp_path / "b")
    assert find(None, {**environ, "TRACUU_ARCHIVE": ""}, tmp_path) is None, "an empty variable states nothing"


def test_a_file_of_that_name_is_no_archive_and_is_not_passed_over(tmp_path: Path) -> None:
    """Else what is added would silently go to the user's default archive."""
    (tmp_path / ".tracuu").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        find(None, {"HOME": str(tmp_path / "home")}, tmp_path)


def test_a_tilde_is_the_home_folder_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find("~/news", {}, tmp_path) == str(tmp_path / "news")
    assert find("~nobody-has-this-name/news", {}, tmp_path) == str(Path("~nobody-has-this-name/news"))


def test_else_the_nearest_above_else_the_users_own(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path / "home"), "LOCALAPPDATA": str(tmp_path / "home")}
    deep = tmp_path / "project" / "part" / "texts"
    deep.mkdir(parents=True)
    assert find(None, environ, deep) is None
    own = Path(default_folder(environ))
    own.mkdir(parents=True)
    assert find(None, environ, deep) == str(own)
    (tmp_path / "project" / ".tracuu").mkdir()
    assert find(None, environ, deep) == str(tmp_path / "project" / ".tracuu")


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/home/lan"}, "/home/lan/.local/share/tracuu"),
        ("linux", {"HOME": "/home/lan", "XDG_DATA_HOME": "/data/lan"}, "/data/lan/tracuu"),
        # The XDG specification: a relative path is invalid and to be ignored.
        ("linux", {"HOME": "/home/lan", "XDG_DATA_HOME": "data"}, "/home/lan/.local/share/tracuu"),
        ("darwin", {"HOME": "/Users/lan"}, "/Users/lan/Library/Application Support/tracuu"),
        ("win32", {"USERPROFILE": "/u/lan", "LOCALAPPDATA": "/u/lan/AppData/Local"}, "/u/lan/AppData/Local/tracuu"),
        ("win32", {"USERPROFILE": "/u/lan"}, "/u/lan/AppData/Local/tracuu"),
    ],
)
def test_the_users_own_folder(platform: str, environ: dict[str, str], expected: str) -> None:
    assert Path(default_folder(environ, platform)).as_posix() == expected


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/lan/archive", None),
        ("/home/lan/share/archive", "nfs4"),
        # A folder that only begins alike is another one.
        ("/home/lan/shared/archive", None),
        # A local disk mounted inside a network drive is local.
        ("/home/lan/share/usb/archive", None),
        ("/mnt/office files/archive", "cifs"),
        ("/mnt/office files/local", None),
        # The Windows drives that WSL shows.
        ("/mnt/c/Users/lan", "9p"),
        ("/mnt/far", "fuse.sshfs"),
    ],
)
def test_network_drives_on_linux(folder: str, kind: str | None) -> None:
    reason = unsafe(Path(folder), "linux", LINUX)
    assert reason == (kind and f"it is on a network drive ({kind})")


def test_a_sandbox_that_serves_everything_by_9p_is_local() -> None:
    assert unsafe(Path("/srv/archive"), "linux", "none / 9p rw 0 0\n") is None


@pytest.mark.parametrize(
    ("folder", "refused"), [("/Volumes/office files/a", True), ("/Volumes/usb/a", False), ("/opt/a", False)]
)
def test_network_drives_on_macos(folder: str, refused: bool) -> None:  # noqa: FBT001  a column of the table
    assert (unsafe(Path(folder), "darwin", MACOS) is not None) == refused


def test_a_windows_share() -> None:
    assert unsafe(Path("//server/office/archive"), "win32", "") == "it is on a network share"


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/srv/lan/Dropbox/news", "Dropbox"),
        ("/srv/lan/Dropbox (Personal)/news", "Dropbox"),
        ("/srv/lan/OneDrive/Documents/news", "OneDrive"),
        ("/srv/lan/OneDrive - Tỉnh ủy/news", "OneDrive"),
        ("/srv/lan/Google Drive/news", "Google Drive"),
        ("/srv/lan/Library/Mobile Documents/com~apple~CloudDocs/news", "iCloud Drive"),
        ("/srv/lan/Library/CloudStorage/Box-Box/news", "a cloud drive"),
        ("/srv/lan/Nextcloud/news", "Nextcloud"),
        ("/srv/lan/about Dropbox/news", None),
        ("/srv/lan/news", None),
    ],
)
def test_synced_folders_by_name(folder: str, program: str | None) -> None:
    reason = unsafe(Path(folder), "linux", "/dev/sda1 / ext4 rw 0 0\n")
    assert reason == (program and f"it is in a folder that {program} copies to other machines")


@pytest.mark.parametrize(("marker", "program"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")])
def test_synced_folders_by_what_the_program_puts_there(tmp_path: Path, marker: str, program: str) -> None:
    (tmp_path / "docs" / marker).mkdir(parents=True)
    reason = unsafe(tmp_path / "docs" / "deep" / "archive", "linux", "")
    assert reason == f"it is in a folder that {program} copies to other machines"


def test_a_marker_in_the_home_folder_is_the_programs_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~/.dropbox` holds Dropbox's settings; it does not make the whole home folder a synced one."""
    (tmp_path / ".dropbox").mkdir()
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert unsafe(tmp_path / "archive", "linux", "") is None
