"""A small archive of invented provincial news in eleven languages, for the demo, the tests and the docs."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the sample lies: `articles/` is what a user would add, `truth.jsonl` is what is known of it."""

ARTICLES = FOLDER / "articles"
"""The article files themselves, and nothing else."""

TRUTH = FOLDER / "truth.jsonl"
"""One JSON object an article: what a right reading of it gives. Its fields are told in README.md."""
