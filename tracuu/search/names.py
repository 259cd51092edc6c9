"""Names of models and documents in other languages: what the archive learned that the same thing is called there."""

from __future__ import annotations

from collections.abc import Iterable

from tracuu.corpus.archive import Archive
from tracuu.search.senses import NAME, Sense
from tracuu.search.wording import word_forms
from tracuu.text.codes import primary
from tracuu.text.normalize import fold, key

_SHORTEST, _LONGEST = 2, 12  # words of a name that is looked for


def called(archive: Archive, languages: Iterable[str], targets: Iterable[str], typed: str) -> tuple[Sense, ...]:
    """Give what words that are a name are called in the target languages; nothing where several things are called so.

    `languages` are those in which the name may be typed.
    """
    name = " ".join(fold(key(typed)).split())
    if not _SHORTEST <= len(name.split()) <= _LONGEST:
        return ()
    spoken = {primary(lang): lang for lang in targets}
    names = archive.lexicon.called(name, list(dict.fromkeys(map(primary, languages))))
    return tuple(
        Sense(spoken[one.lang], word_forms(one.surface or one.name, spoken[one.lang]).fold, one.surface, 1.0, NAME)
        for one in names
        if one.lang in spoken
    )
