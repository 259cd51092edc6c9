"""The suite speaks English, whatever the machine it runs on does, and keeps its state in a folder of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

os.environ["TRACUU_LANG"] = "en"


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Leave the folder for state of who runs the suite alone; the model of languages is kept once for all tests."""
    folder = tmp_path_factory.mktemp("state")
    os.environ["TRACUU_STATE"] = str(folder)
    yield
    shutil.rmtree(folder, ignore_errors=True)
