"""What README shows is what the commands print."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_output_in_readme_is_real() -> None:
    """After a change of what is printed: `python tools/readme.py`."""
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert tool.filled(page) == page
