"""One spelling for each language code."""

from __future__ import annotations

import pytest

from tracuu.errors import UsageError
from tracuu.text.codes import canonical, known, name, primary

# as written, as stored
CODES = [
    ("vi", "vi"),
    ("no", "nb"),
    ("iw", "he"),
    ("in", "id"),
    ("tl", "fil"),
    # Regions go; for Chinese they tell the script.
    ("EN-us", "en"),
    ("pt_BR", "pt"),
    ("zh-cn", "zh-Hans"),
    ("zh-TW", "zh-Hant"),
    ("zh-hant-hk", "zh-Hant"),
    ("zh", "zh"),
    ("zh-yue", "yue"),
    # A script stays.
    ("sr-latn-rs", "sr-Latn"),
    # Codes of three letters, and one that no table holds.
    ("vie", "vi"),
    ("qaa", "qaa"),
    (" fa ", "fa"),
]


@pytest.mark.parametrize(("written", "stored"), CODES)
def test_canonical(written: str, stored: str) -> None:
    """A tag is stored like this, and storing it again changes nothing."""
    assert canonical(written) == stored
    assert canonical(stored) == stored


@pytest.mark.parametrize("tag", ["", "v", "english", "vi-", "v1", "tiếng Việt", "12", "en us"])
def test_no_tag(tag: str) -> None:
    """What is no tag is refused, and the line says what to write."""
    with pytest.raises(UsageError, match="is not a language code"):
        canonical(tag)


# tag, English name
NAMES = [("nb", "Norwegian Bokmål"), ("zh-cn", "Chinese (simplified)"), ("sr-Cyrl", "Serbian (Cyrl)"), ("qaa", "qaa")]


@pytest.mark.parametrize(("tag", "words"), NAMES)
def test_name(tag: str, words: str) -> None:
    """A language has its English name; an unknown one its tag."""
    assert name(tag) == words


def test_primary() -> None:
    """The language alone."""
    assert [primary(tag) for tag in ("zh-Hans", "no", "sr-Latn")] == ["zh", "nb", "sr"]


def test_table() -> None:
    """No code means two languages, and what is analysed has an analyser that the table holds."""
    others = [other for language in known().values() for other in language.others]
    assert len(others) == len(set(others))
    assert not set(others) & set(known())
    assert {language.analyser for language in known().values()} - {"plain"} <= set(known())
