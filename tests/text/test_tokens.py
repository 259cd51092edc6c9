"""Where the words of a text stand, and what it costs to ask."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from tracuu.text.tokens import chunk_streams, streams

# language, text, what stands at the places of the exact terms
SURFACES = [
    (
        "vi",
        unicodedata.normalize("NFD", "Dân vận khéo"),
        [unicodedata.normalize("NFD", word) for word in ("Dân", "vận", "khéo")],
    ),
    ("fa", "کتاب‌ها را می‌خواند.", ["کتاب‌ها", "را", "می‌خواند"]),
    ("en", "soft\u00adware, a_b", ["soft\u00adware", "a", "b"]),
    ("uk", "п'ять п’ять", ["п'ять", "п’ять"]),
    # Elsewhere an apostrophe parts two words, and quotation marks are none of them.
    ("fr", "l'eau 'claire'", ["l", "eau", "claire"]),
    # A mark belongs to the character before it, even to a hyphen.
    ("en", "-\u0301abc", ["abc"]),
    # Characters outside the basic plane count once.
    ("zh", "😀中国人民", ["中国", "人民"]),
    ("th", "𝔘ไทย", ["𝔘", "ไทย"]),
    # Scripts change inside a token.
    ("en", "ASEAN国家35号", ["ASEAN", "国家", "35", "号"]),
    # One sign that is several words.
    ("ar", "ﷺ", ["ﷺ", "ﷺ", "ﷺ", "ﷺ"]),
    ("en", "\u0640\u0300 \u200c \ud800", []),
]


@pytest.mark.parametrize(("lang", "text", "surfaces"), SURFACES)
def test_places(lang: str, text: str, surfaces: list[str]) -> None:
    """Each exact term stands here."""
    assert [text[token.start : token.end] for token in streams(text, lang).exact] == surfaces


def test_results_are_the_callers_own() -> None:
    """What is remembered cannot be changed from outside."""
    streams("arbeidsplan", "nb").parts.clear()
    chunk_streams("arbeidsplan", "nb").fold.clear()
    assert streams("arbeidsplan", "nb").parts
    assert streams("arbeidsplan", "nb").fold


HEAVY = ("icu4py", "py3langid", "numpy", "Stemmer", "trafilatura")


@pytest.mark.parametrize("module", ["tokens", "analysis", "normalize", "codes", "language"])
def test_imports_are_cheap(module: str) -> None:
    """No library is loaded before a text needs it."""
    script = f"import sys, tracuu.text.{module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=".")
    assert made.stdout.split() == []
