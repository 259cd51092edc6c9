"""Names of models and documents in other languages: what the archive learned that the same thing is called there."""

from __future__ import annotations

from collections.abc import Iterable

from tracuu.corpus.archive import Archive
from tracuu.search.senses import NAME, Sense
from tracuu.search.wording import word_forms
from tracuu.text.codes import primary
from tracuu.text.normalize import fold, key

_SHORTEST, _LONGEST = 2, 12  # words of a name that is looked for
_UNUSED = frozenset({"banned", "contested"})


def called(archive: Archive, languages: Iterable[str], targets: Iterable[str], typed: str) -> tuple[Sense, ...]:
    """Give what words that are a name are called in the target languages; nothing where several things are called so.

    `languages` are those in which the name may be typed.
    """
    name = " ".join(fold(key(typed)).split())
    if not _SHORTEST <= len(name.split()) <= _LONGEST:
        return ()
    asked = [(lang, name) for lang in dict.fromkeys(map(primary, languages))]
    meant = {alias.entity for alias in archive.naming.aliases(asked) if alias.state not in _UNUSED}
    if len(meant) != 1:
        return ()
    spoken = {primary(lang): lang for lang in targets}
    return tuple(
        Sense(
            spoken[alias.lang],
            word_forms(alias.surface or alias.name, spoken[alias.lang]).fold,
            alias.surface,
            1.0,
            NAME,
        )
        for alias in archive.naming.aliases_of(list(meant))
        if alias.lang in spoken and alias.state not in _UNUSED
    )
