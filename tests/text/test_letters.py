"""The letters of a text fit languages just as the model's own walk through it says."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tracuu.text.letters import Letters, fits, load, restricted

TEXTS = [
    "",
    "a",
    "12 34",
    "Huyện miền núi mở đường mới",
    "DER BERGBEZIRK HAT EINE NEUE STRASSE",  # all in capitals, as headlines may be
    "e\u0301tat",  # typed as letter and mark
    "Српска влада је донела одлуку",  # the model has Serbian twice
    "省委书记强调做好群众工作",
    "\ud800 half of a pair",
]


@cache
def _whole() -> Letters:
    return load()


@cache
def _some() -> tuple[Letters, LanguageIdentifier]:
    languages = {"en", "vi", "sr", "de", "zh"}
    own = LanguageIdentifier.from_model_file(MODEL_FILE)
    own.set_languages(languages)
    return restricted(_whole(), languages), own


@pytest.mark.parametrize("text", TEXTS)
def test_scores_are_those_of_the_walk(text: str) -> None:
    letters, own = _some()
    assert fits(text, letters) == dict(own.rank(text))


@given(st.text("abé Âạ的文กx\U0001f600 \n1"))
def test_scores_of_any_text_are_those_of_the_walk(text: str) -> None:
    letters, own = _some()
    assert fits(text, letters) == dict(own.rank(text))


def test_a_restricted_model_still_tells_which_languages_there_are() -> None:
    letters, _ = _some()
    assert set(letters.languages) == {"en", "vi", "sr", "de", "zh"}
    assert letters.known == frozenset(_whole().languages)
