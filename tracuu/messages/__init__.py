"""All words that tracuu shows to a user, in one catalogue.

A message has a key `part.name`; its words stand in `messages/LANGUAGE/PART.json`, one JSON object of
`name: words` per part. Words are a string, or a list of lines that is joined with line ends. Places to fill are
written `{name}` and take Python's format marks (`{count:,}`). Parts are read when first needed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LANGUAGE = "en"
_FOLDER = Path(__file__).parent


@cache
def part(name: str, language: str = LANGUAGE) -> dict[str, str]:
    """Read one part of the catalogue: message name to words."""
    raw = json.loads((_FOLDER / language / f"{name}.json").read_text(encoding="utf-8"))
    return {key: "\n".join(words) if isinstance(words, list) else words for key, words in raw.items()}


def say(key: str, **values: object) -> str:
    """Give the words of message `key` (`part.name`) with its places filled.

    Raises KeyError when the catalogue has no such entry or a place is left empty: that is a fault of ours, and a
    test holds that it cannot happen.
    """
    section, _, name = key.partition(".")
    return part(section)[name].format(**values)


def plural(key: str, count: int, **values: object) -> str:
    """Give message `key.one` for a count of one and `key.other` otherwise, with `{count}` filled."""
    return say(f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)
