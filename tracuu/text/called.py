"""What a language is called in the languages that tracuu speaks: `en` is English, and tiếng Anh.

English names stand in `data/languages.tsv`, those of another language in `data/languages_LANGUAGE.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tracuu import paths
from tracuu.errors import DataError
from tracuu.messages import LANGUAGE, spoken
from tracuu.text.codes import name as english_name
from tracuu.text.codes import primary


def language_name(tag: str, language: str = LANGUAGE) -> str:
    """Name a language in English or another language; in English, or by its tag, where it has no name in that one."""
    names = _names(language)
    return names.get(tag) or names.get(primary(tag)) or english_name(tag)


def spoken_name(tag: str) -> str:
    """Name a language in the user's language."""
    return language_name(tag, spoken())


@cache
def _names(language: str) -> Mapping[str, str]:
    path = paths.beside(__file__, "data", f"languages_{language}.tsv")
    if not paths.is_file(path):
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(paths.text(path).splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        tag, _, called = line.partition("\t")
        if not called.strip() or tag in found:
            raise DataError("text.bad_name", path=path, line=number)
        found[tag] = called.strip()
    return found
