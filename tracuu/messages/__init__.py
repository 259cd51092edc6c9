"""All words that tracuu shows to a user, in one catalogue for each language that it speaks.

A message has a key `part.name`; its words stand in `messages/LANGUAGE/PART.json`, one JSON object of
`name: words` per part. Words are a string, or a list of lines that is joined with line ends. Places to fill are
written `{name}` and take Python's format marks (`{count:,}`). Parts are read when first needed.

English is the original. Which language is spoken is settled once a process: by `TRACUU_LANG`, else by the system.
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache

from tracuu import paths

LANGUAGE = "en"
"""The language in which every message is written first."""

_FOLDER = paths.beside(__file__)
_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")  # POSIX: the first that is set holds
_POINTS = frozenset({"vi"})  # languages that write a thousand as 1.000


@cache
def spoken() -> str:
    """Tell the language to speak: what `TRACUU_LANG` names, else the system's, where we have it; else English."""
    asked = os.environ.get("TRACUU_LANG") or next(filter(None, map(os.environ.get, _SYSTEM)), None) or _of_system()
    code = asked.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code.isalpha() and paths.is_folder(paths.inside(_FOLDER, code)) else LANGUAGE


def _of_system() -> str:
    """Ask systems that say it elsewhere than in the environment."""
    here: str = sys.platform
    if here not in {"win32", "darwin"}:
        return ""
    import locale

    return locale.getlocale()[0] or ""


@cache
def part(name: str, language: str = LANGUAGE) -> dict[str, str]:
    """Read one part of the catalogue: message name to words."""
    raw = json.loads(paths.text(paths.inside(_FOLDER, language, f"{name}.json")))
    return {key: "\n".join(words) if isinstance(words, list) else words for key, words in raw.items()}


def say(key: str, /, **values: object) -> str:
    """Give the words of message `key` (`part.name`) with its places filled.

    Raises KeyError when the catalogue has no such entry or a place is left empty: that is a fault of ours, and a
    test holds that it cannot happen.
    """
    return said(key, spoken(), **values)


def said(key: str, language: str, /, **values: object) -> str:
    """Give the words of a message in a language of the catalogue, whatever language the user's is."""
    section, _, name = key.partition(".")
    words = part(section, language)[name]
    if language in _POINTS:
        from tracuu.messages.points import filled

        return filled(words, values)
    return words.format(**values)


def plural(key: str, count: int, **values: object) -> str:
    """Give message `key.one` for a count of one and `key.other` otherwise, with `{count}` filled."""
    return say(f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)
