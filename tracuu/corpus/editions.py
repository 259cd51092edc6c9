"""Which of a story's versions stands for it."""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.errors import UsageError
from tracuu.records import Version
from tracuu.text.codes import canonical, primary


def original(versions: Sequence[Version]) -> Version:
    """Give the original: a version that no machine translated, Vietnamese first, then the earliest known.

    `versions` holds at least one; among equals the one that was kept first is taken.
    """
    return min(versions, key=_closeness)


def in_language(versions: Sequence[Version], lang: str) -> Version:
    """Give the version in `lang` (`zh` takes `zh-Hans`), the latest where there are several.

    Raises UsageError, naming the languages held, when there is none.
    """
    wanted = canonical(lang)
    held = [version for version in versions if wanted in {version.lang, primary(version.lang)}]
    if not held:
        langs = ", ".join(sorted({version.lang for version in versions}))
        raise UsageError("show.not_held", lang=wanted, story=versions[0].story, langs=langs)
    return max(held, key=lambda version: (version.fetched_at, version.number))


def choose(versions: Sequence[Version], lang: str | None) -> Version:
    """Give the version in `lang`, or the original where no language is asked for."""
    return in_language(versions, lang) if lang else original(versions)


def _closeness(version: Version) -> tuple[bool, bool, str, int]:
    day = version.dated.day if version.dated else "9999"
    return version.machine_translated is True, version.lang != "vi", day, version.number
