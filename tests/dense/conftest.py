"""A tiny encoder of our own for tests: a word is a random vector by its hash, a text the mean of its words.

Translations share vectors where WORDS says that two words mean the same; so tests know what must be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tracuu.corpus.archive import Archive
from tracuu.dense.encoding import Encoder, unit
from tracuu.records import Draft, LanguageGuess, Mark, Role

SIZE = 64
WORDS = {"lúa": "rice", "arroz": "rice", "cầu": "bridge", "puente": "bridge", "trường": "school", "escuela": "school"}


def word_vector(word: str) -> Any:
    """Give a word's vector: the same on every machine."""
    seed = int.from_bytes(sha256(WORDS.get(word, word).encode()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(SIZE)


def encoded(texts: Sequence[str]) -> Any:
    """Encode texts: the mean of their words, without stops and capitals."""
    split = [[word for word in text.lower().replace(".", " ").split() if word] or ["nothing"] for text in texts]
    rows = [np.mean([word_vector(word) for word in words], axis=0) for words in split]
    return unit(np.array(rows).reshape(len(texts), SIZE))


def encoder(name: str = "words 1", encode: Callable[[Sequence[str]], Any] = encoded) -> Encoder:
    """Make the encoder of tests, under a name of choice."""
    return Encoder("words", name, SIZE, encode, encode)


def draft(id_: str, lang: str, title: str | None, *lines: str, extractor: str = "plain/1") -> Draft:
    """Make an article of its own story."""
    every = [*([title] if title else []), *lines]
    marks, place = [], 0
    for number, line in enumerate(every):
        role = Role.TITLE if title and number == 0 else Role.BODY
        marks.append(Mark(place, place + len(line), role))
        place += len(line) + 1
    given = "\n".join(every)
    return Draft(
        raw=given.encode(), media_type="text/plain", charset="utf-8", origin=f"{id_}.txt", given=given, title=title,
        fetched_at="2025-06-01T00:00:00Z", extractor=extractor, marks=tuple(marks), keys=(f"given:{id_}",),
        language=LanguageGuess(lang, 1.0, "stated"), given_id=id_,
    )  # fmt: skip


ARTICLES = (
    draft("rice", "en", "A rice harvest", "The village cut its rice early. Old people say it never rained so long."),
    draft("bridge", "en", "A bridge opens", "The bridge is made of stone. Cars cross it since Monday."),
    draft("lua", "vi", "Mùa lúa", "lúa chín sớm. Bà con gặt lúa từ sáng."),
    draft("cau", "vi", None, "cầu mới bằng đá. Xe chạy qua cầu."),
    draft("escuela", "es-419", "Una escuela", "La escuela abre el lunes."),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Open a small archive in three languages; its versions are numbered as ARTICLES are, from 1."""
    with Archive.create(tmp_path / "archive") as made:
        made.add(ARTICLES)
        yield made
