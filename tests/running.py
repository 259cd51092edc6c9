"""Running a command of the command line inside a test."""

from __future__ import annotations

import json

import pytest

from tracuu.cli import run


class Out:
    """Run a command and look at what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        capsys.readouterr()
        self.code = run(list(arguments))
        self.out, self.err = capsys.readouterr()

    @property
    def hits(self) -> list[dict[str, object]]:
        """The hits of a search with --json."""
        hits: list[dict[str, object]] = json.loads(self.out)["hits"]
        return hits
