"""The fixed words of a document in its language: headings, labels, names of languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tracuu import messages
from tracuu.exports import citation
from tracuu.text.called import language_name

LANGUAGES = ("en", "vi")


class Words(NamedTuple):
    """The words of one language: `en` or `vi`."""

    lang: str

    def say(self, key: str, **values: object) -> str:
        """Give the words of a message with its places filled."""
        return messages.said(key, self.lang, **values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """Give message `key.one` for a count of one and `key.other` otherwise."""
        return self.say(f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)

    def language(self, tag: str) -> str:
        """Name a language."""
        return language_name(tag, self.lang)

    def languages(self, tags: Iterable[str]) -> str:
        """List languages by name."""
        return ", ".join(map(self.language, tags))

    def counts(self, counts: Mapping[str, int], called: Callable[[str], str] = str) -> str:
        """List names with counts."""
        return ", ".join(self.say("document.counted", name=called(one), count=count) for one, count in counts.items())

    def day(self, day: str | None) -> str:
        """Write a day (`YYYY-MM-DD`), or that there is none."""
        return citation.day_in_words(day, self.lang) if day else self.say("citation.undated")

    def kind(self, kind: str | None) -> str:
        """Say where a date comes from; nothing where none is said or it is that of fetching."""
        return self.say(f"citation.date_{kind}") if kind and kind != "fetched" else ""

    def mark(self, translated: bool | None) -> str:  # noqa: FBT001  three states of one fact, not a switch
        """Say whether a text is an original or a machine translation; that nothing tells is said too."""
        if translated is None:
            return self.say("citation.not_known")
        return self.say("citation.machine") if translated else self.say("citation.original")

    def edition(self, lang: str, translated: bool | None) -> str:  # noqa: FBT001  as above
        """Say in which language a text is, and whether a machine translated it."""
        return self.say("citation.about", lang=self.language(lang), mark=self.mark(translated))
