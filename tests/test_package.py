"""The package and its set-up: locks that fit the project, a wheel that holds what it needs and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import tracuu

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("runtime", "build", "dev")
PINNED = re.compile(
    r"(?m)^([A-Za-z0-9_.-]+)==([^\s;]+)(?: ; ([^\\\n]+))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
)


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def locked(name: str) -> list[tuple[str, str]]:
    """Give (package, version) of a lock, names in their normal form; a package may stand there twice, by Python."""
    return [(normal(package), version) for package, version, _, _ in PINNED.findall(lock(name))]


def normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


RUNTIME = PROJECT["project"]["dependencies"]
BUILD = PROJECT["build-system"]["requires"]
WANTED = {"runtime": RUNTIME, "build": BUILD, "dev": [*PROJECT["dependency-groups"]["dev"], *RUNTIME, *BUILD]}


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_what_the_project_asks_for(name: str) -> None:
    """When this fails: `make lock`."""
    held = locked(name)
    for wanted in map(Requirement, WANTED[name]):
        versions = [version for package, version in held if package == normal(wanted.name)]
        assert versions, f"{wanted.name} is not in the lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted} is locked at {versions}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_the_lock_is_a_version_with_hashes(name: str) -> None:
    """No address of any registry, nothing without a hash: what is installed is what was looked at."""
    rest = "\n".join(line for line in PINNED.sub("", lock(name)).splitlines() if not line.lstrip().startswith("#"))
    assert rest.strip() == ""


def test_the_locks_agree() -> None:
    """What is tested is what users get."""
    assert set(locked("runtime")) | set(locked("build")) <= set(locked("dev"))


def test_the_version_stands_in_one_spelling() -> None:
    assert PROJECT["project"]["version"] == tracuu.__version__


def test_the_public_face_is_whole() -> None:
    """Every name that `import tracuu` promises is there."""
    assert [name for name in tracuu.__all__ if not hasattr(tracuu, name)] == []


@pytest.mark.parametrize(
    "target", ["demo", "test", "lint", "bench", "floors", "platforms", "lock", "reference", "wheel"]
)
def test_make_knows_the_target(target: str) -> None:
    assert re.search(rf"(?m)^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """Build the wheel with the build tool of this environment; nothing is fetched."""
    pytest.importorskip("hatchling", reason="needs requirements/build.txt")
    if not (ROOT / "README.md").exists():
        pytest.skip("there is no README yet")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    """Data files too: site descriptions, messages, the sample corpus."""
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tracuu").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == there
    assert "tracuu/py.typed" in held


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    """Runs everywhere, asks for its own needs alone, carries its licence."""
    names = wheel.namelist()
    metadata = message_from_bytes(wheel.read(next(name for name in names if name.endswith(".dist-info/METADATA"))))
    stated = map(Requirement, metadata.get_all("Requires-Dist", []))
    asked = {normal(one.name) for one in stated if "extra ==" not in str(one.marker)}  # extras are asked for by name
    assert Path(str(wheel.filename)).name == f"tracuu-{tracuu.__version__}-py3-none-any.whl"
    assert asked == {normal(Requirement(line).name) for line in RUNTIME}
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    scripts = wheel.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
    assert "tracuu = tracuu.__main__:main" in scripts
