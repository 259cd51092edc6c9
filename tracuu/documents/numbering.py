"""The list of sources: each is numbered when it is first cited, and cited once."""

from __future__ import annotations

from tracuu.documents.parts import Run
from tracuu.documents.words import Words
from tracuu.reports.evidence import Source


class Numbering:
    """Gives numbers to sources, in the order in which they are cited."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}
        self.sources: list[Source] = []

    def reference(self, source: Source) -> tuple[Run, ...]:
        """Refer to a source: a space, and its number as a link to the list."""
        if source.version not in self._numbers:
            self.sources.append(source)
            self._numbers[source.version] = len(self.sources)
        number = self._numbers[source.version]
        return Run(" "), Run(self._words.say("document.reference", number=number), link=f"#s{number}")
