"""Versions as they were read, with all by which they are compared: read once, remembered while they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import language
from tracuu.corpus.matching import Matched, Sample
from tracuu.linking import copies, frequency, rare, vectors
from tracuu.linking.compare import Speaker
from tracuu.linking.likeness import Rarity
from tracuu.linking.signs import Reading, packed, read, unpacked
from tracuu.linking.tables import Tables
from tracuu.linking.texts import sentences
from tracuu.linking.voices import Voices, words_of

REMEMBERED = 400
"""Versions that are remembered with all that they say; each takes some hundred KB."""

PACKED = 10_000
"""Versions that are remembered as they were read, packed; each takes about ten KB, and a tenth of the time to read."""

TOGETHER = 100
"""Versions whose texts are read together."""

_FIRST = "vi"  # the language in which words of all languages meet, where it is among them


LEARNED_MORE = 1.5
"""Times as many stories that a table must have been learned from for what was compared by it to be compared anew."""


def _is_other(before: int | None, now: int | None) -> bool:
    if before is None or now is None:
        return before != now
    return now >= before * LEARNED_MORE and now > before


def _forget(memory: dict[int, Any], most: int) -> None:
    """Forget what came in first, until so much is left."""
    for version in list(islice(memory, max(0, len(memory) - most))):
        del memory[version]


class Shelf:
    """Versions of an archive, read by the samples and tables that there are now."""

    def __init__(self, archive: Archive) -> None:
        """Take an archive; `prepare` is to be called before versions are read."""
        self._archive = archive
        self.tables = Tables(archive)
        self._rarities: dict[str, Rarity] = {}
        self._texts: dict[str, int] = {}
        self._meeting = ""
        self._voices = Voices(self.tables.translate, self._rarity)
        self._read: dict[int, Speaker] = {}
        self._packed: dict[int, bytes] = {}

    def prepare(self) -> None:
        """Draw the samples that are due, and look for new tables; the languages concerned are then matched anew."""
        languages = self._languages()
        vectors.look_again(self._archive)
        self._look_at_tables(languages)
        self._sample(languages)

    def _look_at_tables(self, languages: Mapping[str, Mapping[str, int]]) -> None:
        if changed := self._new_tables():
            self._archive.stories.again(sorted({tag for name in chain(*changed) for tag in languages.get(name, ())}))
            self._archive.stories.keep_tables(self.tables.used)

    def has_news(self) -> bool:
        """Tell whether there are tables or vectors by which what was compared is to be compared anew."""
        stories = self._archive.stories
        is_new = bool(self._new_tables()) or vectors.state(self._archive) != stories.vectors()
        return is_new and bool(stories.samples())

    def _new_tables(self) -> list[tuple[str, str]]:
        before, now = self._archive.stories.tables(), self.tables.used
        return sorted(pair for pair in before.keys() | now.keys() if _is_other(before.get(pair), now.get(pair)))

    def _sample(self, languages: Mapping[str, Mapping[str, int]]) -> None:
        stories = self._archive.stories
        kept = stories.samples()
        for name, langs in sorted(languages.items()):
            versions = sum(langs.values())
            if frequency.is_due(kept.get(name), versions):
                numbers = stories.sampled(sorted(langs), frequency.TEXTS)
                kept[name] = frequency.counted(name, versions, self._readings(numbers))
                stories.keep_sample(kept[name])
                stories.again(sorted(langs))
        self._weigh(kept)

    def recall(self) -> None:
        """Take the samples as they are kept: enough to compare, and nothing is written."""
        self._weigh(self._archive.stories.samples())

    def _weigh(self, kept: Mapping[str, Sample]) -> None:
        self._rarities = {name: frequency.rarity(sample) for name, sample in kept.items()}
        self._voices = Voices(self.tables.translate, self._rarity)
        self._texts = {name: sample.texts for name, sample in kept.items()}
        self._meeting = min(kept, key=lambda name: (name != _FIRST, -kept[name].versions, name), default="")

    def _languages(self) -> dict[str, dict[str, int]]:
        """Give how many versions there are in each language, by the language of their terms."""
        counted: dict[str, dict[str, int]] = {}
        for lang, count in self._archive.totals().languages.items():
            counted.setdefault(language(lang), {})[lang] = count
        return counted

    def _readings(self, numbers: Sequence[int]) -> Iterator[Reading]:
        for start in range(0, len(numbers), TOGETHER):
            for _, lang, texts in sentences(self._archive, numbers[start : start + TOGETHER]):
                yield read(texts, lang)

    def fetch(self, versions: Iterable[int], *, anew: bool = False) -> None:
        """Read versions that are not remembered, or all of them anew; those longest unused are forgotten."""
        wanted = list(dict.fromkeys(versions))
        for version in wanted:
            known = self._read.pop(version, None)
            if known and not anew:
                self._read[version] = known
        missing = [version for version in wanted if version not in self._read]
        if not anew:
            self._unpack(missing)
            missing = [version for version in missing if version not in self._read]
        for start in range(0, len(missing), TOGETHER):
            for version, lang, texts in sentences(self._archive, missing[start : start + TOGETHER]):
                reading = read(texts, lang)
                self._packed.pop(version, None)
                self._packed[version] = packed(reading)
                self._read[version] = Speaker(reading, self._voices)
        _forget(self._read, max(REMEMBERED, len(wanted)))
        _forget(self._packed, PACKED)

    def _unpack(self, versions: Iterable[int]) -> None:
        for version in versions:
            if known := self._packed.get(version):
                self._read[version] = Speaker(unpacked(known), self._voices)

    def weighed(self, pairs: Iterable[Matched]) -> list[Matched]:
        """Give pairs with what vectors say of them, as they were when the shelf was made ready."""
        known = self._archive.stories.vectors()
        return vectors.weighed(self._archive, list(pairs)) if known else list(pairs)

    def speaker(self, version: int) -> Speaker:
        """Give a version that was fetched."""
        return self._read[version]

    def shingles(self, version: int) -> copies.Shingles:
        """Give the runs of words of a version that was fetched."""
        return self._read[version].shingles

    def signs(self, version: int) -> dict[int, float]:
        """Give the rare signs under which a fetched version is found by its translations."""
        speaker = self.speaker(version)
        own = speaker.reading.lang == self._meeting
        rarity = self._rarity(speaker.reading.lang)
        words = [] if own else words_of(speaker.reading.whole.counts)
        met = None if own else self.tables.translate(words, speaker.reading.lang, self._meeting)
        return rare.keys(speaker.reading, rarity, met, self._rarity(self._meeting))

    def _rarity(self, lang: str) -> Rarity:
        return self._rarities.get(lang) or frequency.rarity(None)

    def enough(self, lang: str) -> float:
        """Give the rarity that a version in a language of terms must share with another to be compared with it."""
        return rare.enough(self._texts.get(lang, 0))
