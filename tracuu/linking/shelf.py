"""Versions as they were read, with all by which they are compared: read once, remembered while they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from tracuu.corpus.archive import Archive
from tracuu.corpus.lexicon import language
from tracuu.corpus.matching import Matched, Sample
from tracuu.linking import copies, frequency, rare, vectors
from tracuu.linking.ahead import Ahead, Read
from tracuu.linking.compare import compare, shared
from tracuu.linking.frequency import Rarity, Weights
from tracuu.linking.meanings import Meanings
from tracuu.linking.odds import Compared
from tracuu.linking.signs import Reader, Reading
from tracuu.linking.tables import Tables
from tracuu.linking.texts import Text, texts
from tracuu.linking.voices import Voices
from tracuu.workers import Workers

KEPT = 20_000
"""Versions that are remembered as they were read; each takes about 12 KB."""

SIGNS = 1_500_000
"""Different signs that are remembered at once, about; each takes some three hundred bytes, with what it says."""

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

    def __init__(self, archive: Archive, crew: Workers | None = None) -> None:
        """Take an archive, and workers that are to read; `prepare` is to be called before versions are read."""
        self._archive = archive
        self._ahead = Ahead(archive, crew)
        self.tables = Tables(archive)
        self._tables: dict[tuple[str, str], bool] = {}
        self._rarities: dict[str, Rarity] = {}
        self._samples: Mapping[str, Sample] = {}
        self._meeting = ""
        self._kept: dict[int, Read] = {}
        self._begin()

    def _begin(self) -> None:
        """Begin with no sign known, and forget all that was read."""
        self._reader = Reader(self.tables.pairs)
        self._meanings = Meanings(self._reader.vocabulary, self.tables)
        self._kept.clear()
        self._weigh_anew()

    def _weigh_anew(self) -> None:
        """Forget what signs say and how rare they are."""
        vocabulary = self._reader.vocabulary
        weights, translate = Weights(vocabulary, self._rarity), self._meanings.translate
        self._voices = Voices(vocabulary, translate, self.tables.known, weights)
        self._rare = rare.Rare(vocabulary, weights, self._meeting, translate, self._voices.are_in_tables)

    def _make_room(self) -> None:
        """Forget everything when it has become too much: signs cannot be forgotten one by one."""
        if len(self._reader.vocabulary) > SIGNS:
            self._begin()
        self._meanings.make_room()

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
                self._make_room()
                kept[name] = frequency.counted(name, versions, self._readings(numbers), self._reader.vocabulary)
                stories.keep_sample(kept[name])
                stories.again(sorted(langs))
        self._weigh(kept)

    def recall(self) -> None:
        """Take the samples as they are kept: enough to compare, and nothing is written."""
        self._weigh(self._archive.stories.samples())

    def _weigh(self, kept: Mapping[str, Sample]) -> None:
        self._rarities = {name: frequency.rarity(sample) for name, sample in kept.items()}
        self._samples = dict(kept)
        self._meeting = min(kept, key=lambda name: (name != _FIRST, -kept[name].versions, name), default="")
        self._weigh_anew()

    def _languages(self) -> dict[str, dict[str, int]]:
        """Give how many versions there are in each language, by the language of their terms."""
        counted: dict[str, dict[str, int]] = {}
        for lang, count in self._archive.totals().languages.items():
            counted.setdefault(language(lang), {})[lang] = count
        return counted

    def _readings(self, versions: Sequence[int]) -> list[Reading]:
        """Read versions for a sample; what is remembered of them serves again when they are compared.

        All pairs of words are counted: a sample serves until there are other tables, which know others of them.
        """
        for one in self._ahead.read(versions, self._reader, whole=True):
            self._keep(one)
        return [self.reading(version) for version in versions if version in self._kept]

    def expect_anew(self, versions: Iterable[int]) -> None:
        """Have workers read what will be fetched anew, if there are workers."""
        self._ahead.announce([version for version in versions if version not in self._kept], cut=True)

    def expect(self, versions: Iterable[int]) -> None:
        """Have workers read what will be fetched, if there are workers."""
        self._ahead.announce([version for version in dict.fromkeys(versions) if version not in self._kept])

    def fetch_anew(self, versions: Sequence[int]) -> None:
        """Read versions as they are now."""
        self._make_room()
        same = self._unchanged(versions)
        for one in self._ahead.read([version for version in versions if version not in same], self._reader, cut=True):
            self._keep(one)
        self._rare.prepare([self.reading(version) for version in versions])
        _forget(self._kept, max(KEPT, len(versions)))

    def _keep(self, one: Read) -> None:
        """Remember a version as the last that came in."""
        self._kept.pop(one.version, None)
        self._kept[one.version] = one

    def _unchanged(self, versions: Iterable[int]) -> set[int]:
        """Give those versions that are remembered, as from a sample, and say what they said; cut them."""
        remembered = [version for version in versions if version in self._kept and version not in self._ahead]
        same = [text for text in texts(self._archive, remembered) if self._kept[text.number].digest == text.digest()]
        for text in same:
            self._keep(self._kept[text.number])
            self._cut(text)
        return {text.number for text in same}

    def fetch(self, versions: Iterable[int]) -> None:
        """Read versions that are not remembered; those longest unused are forgotten."""
        wanted = list(dict.fromkeys(versions))
        for version in wanted:
            if version in self._kept:
                self._keep(self._kept[version])
        for one in self._ahead.read([version for version in wanted if version not in self._kept], self._reader):
            self._keep(one)
        _forget(self._kept, max(KEPT, len(wanted)))

    def weighed(self, pairs: Iterable[Matched]) -> list[Matched]:
        """Give pairs with what vectors say of them, as they were when the shelf was made ready."""
        known = self._archive.stories.vectors()
        return vectors.weighed(self._archive, list(pairs)) if known else list(pairs)

    def reading(self, version: int) -> Reading:
        """Give a version that was fetched."""
        return self._kept[version].reading

    def compare(self, pairs: Sequence[tuple[int, int]]) -> list[Compared | None]:
        """Compare pairs of versions that were fetched; None stands for those that have too little in common."""
        readings = [(self.reading(one), self.reading(other)) for one, other in pairs]
        return compare(readings, self._voices, self._are_tables)

    def _are_tables(self, one: str, other: str) -> bool:
        """Tell whether there is a table between two languages, whichever way."""
        if (one, other) not in self._tables:
            self._tables[one, other] = self.tables.there_are(one, other) or self.tables.there_are(other, one)
        return self._tables[one, other]

    def shared(self, one: int, other: int) -> list[tuple[str, str, float]]:
        """Give the signs of a fetched version that another holds, each with the likeliest word, and what they count."""
        return shared(self.reading(one), self.reading(other), self._voices)

    def shingles(self, version: int) -> copies.Shingles:
        """Give the runs of words of a version that was fetched."""
        known = self._kept[version].shingles
        return self._cut(*texts(self._archive, [version])) if known is None else known

    def _cut(self, text: Text) -> copies.Shingles:
        """Cut a text that is kept into runs of words."""
        known = self._kept[text.number]
        found = copies.shingles(text.lines) if known.shingles is None else known.shingles
        self._kept[text.number] = known._replace(shingles=found)
        return found

    def signs(self, version: int) -> dict[int, float]:
        """Give the rare signs under which a fetched version is found by its translations."""
        return self._rare.keys(self.reading(version))

    def _rarity(self, lang: str) -> Rarity:
        return self._rarities.get(lang) or frequency.rarity(None)

    def most(self) -> int:
        """Give with how many versions of each language one is compared."""
        return rare.most(sum(sample.versions for sample in self._samples.values()))

    def enough(self, lang: str) -> float:
        """Give the rarity that a version in a language of terms must share with another to be compared with it."""
        sample = self._samples.get(lang)
        return rare.enough(sample.texts, sample.versions) if sample else 0.0
