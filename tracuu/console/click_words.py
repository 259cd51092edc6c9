"""The few words that click itself says (`Usage:`, `Missing argument`), in the user's language.

click asks gettext for them, which wants compiled catalogues in a folder of its own form, and takes a while to find that
there are none; so its modules are given a function instead that looks in ours (part `click`: click's English words, and
the translation under the same name).
"""

from __future__ import annotations

import sys

import click

from tracuu.messages import LANGUAGE, part, spoken

PART = "click"


def speak() -> None:
    """Have click speak as we do; what it says that we have no words for stays English."""
    words = _words(spoken())

    def one(text: str) -> str:
        return words.get(text, text)

    def of_number(single: str, several: str, count: int) -> str:
        return one(single if count == 1 else several)

    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == click.__name__:
            _replace(module, {"_": one, "ngettext": of_number})
    for kind in (type(click.STRING), type(click.INT), click.IntRange):
        kind.name = one(kind.name)  # stands in messages, and in capitals for the value of an option


def _words(language: str) -> dict[str, str]:
    """Give click's English words with ours."""
    if language == LANGUAGE:
        return {}
    ours = part(PART, language)
    return {english: ours[name] for name, english in part(PART).items()}


def _replace(module: object, functions: dict[str, object]) -> None:
    for name, function in functions.items():
        if hasattr(module, name):
            setattr(module, name, function)
