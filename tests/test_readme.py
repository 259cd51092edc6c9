"""What README and other pages show is what the commands print."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("page", ["README.md", "docs/crawling.md", "docs/entities.md"])
def test_the_output_shown_is_real(page: str) -> None:
    """After a change of what is printed: `python tools/readme.py`."""
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = (ROOT / page).read_text(encoding="utf-8")
    assert tool.filled(text) == text
