"""A synthetic archive of any size, the same for the same seed: what the benches measure on.

The rules, so that anyone can judge what a figure means:

- Words: each language has its commonest words (bench/languages.toml) and 20,000 invented content words built from its
  own syllables, shorter ones on the whole more frequent. What is drawn for a text is in 25 % of draws a common word, in
  30 % a content word, in 35 % one of 40,000 set phrases of two to four such words, each by Zipf-Mandelbrot (weight of
  rank r is 1 / (r + 2.7)), and in 10 % one of the story's eight topic words: the same eight ranks, log-uniform from 50
  on, in each of its languages. Without set phrases nearly every pair of words would be new, which no
  language is. Numbers of different words and pairs were set beside translated news.
- Texts: sentences of 6 to 13 draws, paragraphs of four sentences, `characters` code points (4,000) and up to one
  sentence more; in Chinese, which says the same in fewer characters, three tenths of that. No furniture: what is
  measured is clean text.
- Stories: of 1, 2, 3, 4, 5 versions with weights 30, 25, 20, 15, 10. The first is Vietnamese in nine of ten, on its
  newspaper's page; the others are translations on the portal that name the original's address. No story twice in one
  language.
- Sites: four papers, weights 4, 3, 2, 1. Days: evenly over 2018-01-01 to 2025-06-30; 3 % of stories carry none.
- The language is not stated except by the portal's address: it has to be told from the text.

`python -m bench.synthetic 10000 rows.jsonl` writes a file that `tracuu add` reads.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from random import Random

VOCABULARY = 20_000
PHRASES = 40_000
SHARES = (25, 30, 35)  # of common words, content words, set phrases; the rest are topic words
TOPIC_FROM = 50  # topic words are drawn log-uniformly from this rank on
PAPERS = ("baoquangnam.vn", "baoquangninh.vn", "baodanang.vn", "baolaocai.vn")
TRANSLATIONS = {"en": 15, "es": 8, "ms": 7, "ar": 7, "ru": 7, "fa": 6, "nb": 6, "zh": 5, "th": 4}
ADDRESS_LANGUAGE = {"nb": "no", "zh": "zh-cn"}  # as the portal spells them
FIRST_DAY, DAYS = date(2018, 1, 1), 2738
UNDATED, ORIGINAL_HELD = 0.03, 0.9
TERSE = {"zh": 0.3}  # the length of a translation beside its original's


@dataclass(frozen=True, slots=True)
class Language:
    """One language: `pool` holds common words, content words and set phrases, `weights` their running sums."""

    code: str
    pool: list[str]
    weights: list[float]
    content: list[str]
    space: str
    stop: str


@cache
def languages() -> dict[str, Language]:
    """Build every language of bench/languages.toml; takes about two seconds."""
    described = tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8"))
    return {code: _language(code, pieces) for code, pieces in described.items()}


def _language(code: str, pieces: dict[str, object]) -> Language:
    common = list(dict.fromkeys(str(pieces["common"]).split()))
    content = _content_words(code, pieces, set(common))
    space = "" if pieces.get("joined") else " "
    rng = Random(f"phrases {code}")
    words, sums = common + content, list(accumulate(_zipf(len(common), 1) + _zipf(len(content), 1)))
    phrases = [space.join(rng.choices(words, cum_weights=sums, k=rng.randint(2, 4))) for _ in range(PHRASES)]
    pools = (common, content, phrases)
    weights = [weight for pool, share in zip(pools, SHARES, strict=True) for weight in _zipf(len(pool), share)]
    stop = {"zh": "。", "th": " "}.get(code, ". ")
    return Language(code, words + phrases, list(accumulate(weights)), content, space, stop)


def _zipf(count: int, share: int) -> list[float]:
    raw = [1 / (rank + 2.7) for rank in range(1, count + 1)]
    total = sum(raw)
    return [share * weight / total for weight in raw]


def _content_words(code: str, pieces: dict[str, object], taken: set[str]) -> list[str]:
    """Invent VOCABULARY different words, on the whole the shorter the more frequent."""
    rng = Random(f"words {code}")

    def choices(name: str) -> list[str]:
        return [piece.replace("-", "") for piece in str(pieces.get(name, "-")).split()]

    prefixes, onsets, rimes, endings = map(choices, ("prefixes", "onsets", "rimes", "endings"))
    lengths, glue = str(pieces["lengths"]).split(), str(pieces.get("glue", ""))
    words: dict[str, float] = {}
    while len(words) < VOCABULARY:
        syllables = [rng.choice(onsets) + rng.choice(rimes) for _ in range(int(rng.choice(lengths)))]
        word = rng.choice(prefixes) + glue.join(syllables) + rng.choice(endings)
        if word not in taken:
            words[word] = len(word) + rng.uniform(0, 30)
    return sorted(words, key=words.__getitem__)


def rows(versions: int, seed: int = 1, characters: int = 4_000) -> Iterator[dict[str, str]]:
    """Give JSONL rows (docs/formats.md, "JSONL in"): the first `versions` of an endless archive."""
    return islice(_endless(seed, characters), versions)


def _endless(seed: int, characters: int) -> Iterator[dict[str, str]]:
    number = 0
    while True:
        yield from _story(number, Random(f"{seed} story {number}"), characters)
        number += 1


def _story(number: int, rng: Random, characters: int) -> Iterator[dict[str, str]]:
    topics = [int(TOPIC_FROM * (VOCABULARY / TOPIC_FROM) ** rng.random()) for _ in range(8)]
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS)) if rng.random() >= UNDATED else None
    slug = _slug(" ".join(languages()["vi"].content[rank] for rank in topics))
    paper = rng.choices(PAPERS, (4, 3, 2, 1))[0]
    original = f"https://{paper}/{slug}-{3_000_000 + number}.html"
    for lang in _chosen(rng):
        row = {"id": f"{number}-{lang}", "title": _sentence(lang, topics, rng)}
        row["text"] = _text(lang, topics, rng, int(characters * TERSE.get(lang, 1)))
        row["url"] = original if lang == "vi" else f"https://www.vietnam.vn/{ADDRESS_LANGUAGE.get(lang, lang)}/{slug}"
        if lang != "vi":
            row["source"] = original
        if day is not None:
            late = timedelta(days=0 if lang == "vi" else rng.randrange(5))
            row["published"] = (day + late).isoformat()
        yield row


def _chosen(rng: Random) -> list[str]:
    """Choose the languages of a story."""
    count = rng.choices((1, 2, 3, 4, 5), (30, 25, 20, 15, 10))[0]
    chosen = ["vi"] if rng.random() < ORIGINAL_HELD else []
    while len(chosen) < count:
        lang = rng.choices(list(TRANSLATIONS), list(TRANSLATIONS.values()))[0]
        if lang not in chosen:
            chosen.append(lang)
    return chosen


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFD", words.replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "-", plain)


def _sentence(lang: str, topics: list[int], rng: Random) -> str:
    language = languages()[lang]
    words = rng.choices(language.pool, cum_weights=language.weights, k=6)
    words[2:2] = (language.content[topics[0]], language.content[topics[1]])
    sentence = language.space.join(words)
    return sentence[0].upper() + sentence[1:]


def _text(lang: str, topics: list[int], rng: Random, characters: int) -> str:
    """Write paragraphs until the text is long enough."""
    language = languages()[lang]
    subject = [language.content[rank] for rank in topics]
    paragraphs: list[str] = []
    length = 0
    while length <= characters:
        words = rng.choices(language.pool, cum_weights=language.weights, k=40)
        words[::10] = rng.choices(subject, k=4)
        paragraph = _paragraph(words, language, rng)
        paragraphs.append(paragraph)
        length += len(paragraph) + 1
    return _cut("\n".join(paragraphs), characters, language.stop)


def _paragraph(words: list[str], language: Language, rng: Random) -> str:
    sentences = []
    start = 0
    while start < len(words):
        end = start + rng.randint(6, 13)
        sentence = language.space.join(words[start:end])
        sentences.append(sentence[0].upper() + sentence[1:])
        start = end
    return language.stop.join(sentences) + language.stop.rstrip()


def _cut(text: str, characters: int, stop: str) -> str:
    """End the text with the sentence in which the wanted length is reached."""
    end = text.find(stop, characters)
    return text if end < 0 else text[: end + len(stop)].rstrip()


def write(path: Path, versions: int, seed: int = 1, characters: int = 4_000) -> int:
    """Write rows as JSONL; gives the bytes written."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows(versions, seed, characters):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path.stat().st_size


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]), *map(int, sys.argv[3:]))
