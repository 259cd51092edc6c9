"""Languages have names in English and in Vietnamese."""

from __future__ import annotations

import pytest

from tracuu.text.called import language_name
from tracuu.text.codes import known


@pytest.mark.parametrize(
    ("tag", "english", "vietnamese"),
    [
        ("nb", "Norwegian Bokmål", "tiếng Na Uy"),
        ("zh-Hant", "Chinese (traditional)", "tiếng Trung (phồn thể)"),
        ("oc", "Occitan", "Occitan"),  # no Vietnamese name is known
        ("xx", "xx", "xx"),
    ],
)
def test_a_language_in_two_languages(tag: str, english: str, vietnamese: str) -> None:
    assert (language_name(tag), language_name(tag, "vi")) == (english, vietnamese)


def test_every_language_that_is_analysed_has_a_vietnamese_name() -> None:
    without = [tag for tag, one in known().items() if one.stemmer and language_name(tag, "vi") == language_name(tag)]
    assert without == []
