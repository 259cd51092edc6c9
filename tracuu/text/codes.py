"""Language codes: one spelling for each language, its English name, and what is known of it.

Codes are BCP 47 (RFC 5646). What tracuu knows stands in `data/languages.tsv`; a code that is not there is still
accepted as long as it is well formed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tracuu import paths
from tracuu.errors import DataError, UsageError
from tracuu.tuples import Record

_TABLE = paths.beside(__file__, "data", "languages.tsv")
_TAG = r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?(?P<rest>(?:-[a-z0-9]{1,8})*)"
_SCRIPT_OF_REGION = {"cn": "Hans", "sg": "Hans", "my": "Hans", "tw": "Hant", "hk": "Hant", "mo": "Hant"}


class Language(Record):
    """What is known of one language; see the head of `data/languages.tsv`."""

    code: str
    name: str
    others: tuple[str, ...]
    analyser: str
    stemmer: str | None
    script: str
    detect: bool


@cache
def known() -> dict[str, Language]:
    """Give all languages of the table by code. Raises DataError with file and line when the table is wrong."""
    table: dict[str, Language] = {}
    for number, line in enumerate(paths.text(_TABLE).splitlines(), 1):
        if line.startswith(("#", "code\t")) or not line.strip():
            continue
        columns = line.split("\t")
        if len(columns) != len(Language._fields) or columns[0] in table:
            raise DataError("text.bad_language_row", path=_TABLE, line=number)
        code, name, others, analyser, stemmer, script, detect = columns
        spellings = tuple(others.split()) if others != "-" else ()
        snowball = None if stemmer == "-" else stemmer
        table[code] = Language(code, name, spellings, analyser, snowball, script, detect == "yes")
    return table


@cache
def _aliases() -> dict[str, str]:
    return {other: language.code for language in known().values() for other in language.others}


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Give the one spelling in which a language tag is stored: `no` is `nb`, `zh-cn` is `zh-Hans`, `EN-us` is `en`.

    Regions and variants are dropped; a script is kept, and for Chinese told from the region. Any well-formed tag is
    accepted, whether its language is known or not. Raises UsageError for anything else.
    """
    if tag in known():
        return tag
    matched = re.fullmatch(_TAG, tag.strip().lower().replace("_", "-"))
    if matched is None:
        raise UsageError("text.bad_language", tag=tag)
    language = matched["extended"] or matched["language"]
    language = _aliases().get(language, language)
    script = matched["script"].title() if matched["script"] else None
    if language == "zh" and script is None:
        script = next(
            (_SCRIPT_OF_REGION[part] for part in matched["rest"].split("-") if part in _SCRIPT_OF_REGION), None
        )
    return f"{language}-{script}" if script else language


@lru_cache(maxsize=1024)
def primary(tag: str) -> str:
    """Give the language alone, without its script: `zh-Hans` is `zh`."""
    return canonical(tag).partition("-")[0]


def name(tag: str) -> str:
    """Give the English name of a language, such as `Norwegian Bokmål`; the tag itself when it is not known."""
    language, _, script = canonical(tag).partition("-")
    if language not in known():
        return tag
    words = {"Hans": " (simplified)", "Hant": " (traditional)", "": ""}.get(script, f" ({script})")
    return known()[language].name + words
