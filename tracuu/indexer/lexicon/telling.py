"""What is known of a word that a user typed, for showing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Translation, language
from tracuu.corpus.schema import NUMBERED
from tracuu.indexer.lexicon.lookup import translate
from tracuu.indexer.lexicon.words import terms_of


def told(
    archive: Archive, word: str, source: str | None = None, targets: Sequence[str] = ()
) -> Iterator[tuple[str, str, Translation]]:
    """Give (from, to, translation) of a word, best first for each target.

    Without `source`, of every language that knows it; without `targets`, in all languages of tables, lists and texts.
    """
    if archive.schema_version < NUMBERED:
        return
    known = _languages(archive)
    for lang in [source] if source else known:
        term = " ".join(terms_of(word, lang)[0])
        if not term:
            continue
        wanted = list(dict.fromkeys(map(language, targets))) or [one for one in known if one != language(lang)]
        for target, found in translate(archive, [term], lang, wanted).items():
            for one in found.get(term, ()):
                yield lang, target, one


def _languages(archive: Archive) -> list[str]:
    tables = {table.source for table in archive.lexicon.tables()}
    lists = {lang for pair in archive.lexicon.list_pairs() for lang in pair}
    return sorted(tables | lists | {language(lang) for lang in archive.totals().languages})
