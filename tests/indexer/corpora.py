"""Schema, documents and indexes that the engine tests share."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.indexer.reference import Reference
from tracuu.indexer.engines.base import Document, Engine, Reader, Schema

SCHEMA = Schema("test 1", positioned=("body", "title"), counted=("parts",), keywords=("lang", "site"), numbers=("day",))
TEXT_FIELDS = SCHEMA.positioned + SCHEMA.counted
WORDS = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "vi:dân", "vi:vận", "đ", "中文", "ก", "35")
DAYS = (-5, 0, 20241101, 20241102, 20250131, 2**40)


def reference(documents: Iterable[Document]) -> Reference:
    return Reference(documents, TEXT_FIELDS)


def news(count: int, seed: int) -> list[Document]:
    """Make documents with a few frequent and some rare words, several versions a story, gaps everywhere."""
    dice = random.Random(seed)
    return [_article(key, dice) for key in range(count)]


def _article(key: int, dice: random.Random) -> Document:
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]

    def words(least: int, most: int) -> str:
        return " ".join(dice.choices(WORDS, weights, k=dice.randint(least, most)))

    return Document(
        key=key,
        story=dice.randint(0, 1 + key // 3),
        texts={"body": words(0, 60), "title": words(0, 6), "parts": words(0, 20)},
        keywords={
            "lang": tuple(dice.sample(("vi", "en", "zh", "zh-Hans"), dice.randint(0, 2))),
            "site": (dice.choice(("baoquangnam.vn", "baodanang.vn")),),
        },
        numbers={"day": dice.choice(DAYS)} if dice.random() < 0.8 else {},
    )


def indexed(engine: Engine, folder: Path, batches: Iterable[Sequence[Document]]) -> Reader:
    """Index documents, one commit a batch, and open the index."""
    engine.create(folder, SCHEMA)
    with engine.writer(folder, SCHEMA) as writer:
        for batch in batches:
            for document in batch:
                writer.add(document)
            writer.commit()
    return engine.reader(folder, SCHEMA)


CLOSE = 1e-4
"""How far scores may be from the reference's, relative to it."""

NEWS = news(400, seed=7)
