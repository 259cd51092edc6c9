"""How fast naming is: finding, linking a story, all stages of adding, an archive linked anew, hostile texts.

    python -m bench.naming_speed                                finding and hostile texts (computing on one core)
    python -m bench.naming_speed --archive --versions 100000    besides: adding, linking all anew, one new story

The texts are those of bench.naming_rows, for linking also cut to 4 KB of UTF-8 with all their names, and ordinary ones
of bench.synthetic, which name next to nothing. Garbage is collected as seldom as in the worker processes, where
archives are linked. Beside finding stand, over the same folded texts:

- one alternation of `re` over all names and words of the language, each where it stands first. It knows no word ends,
  reads no number, date, issuer or quotes, tells no false friend, and gives no place in the text as it was written;
- a regular expression for symbols alone (57-NQ/TW). It finds a number only with its symbol, and reads nothing else.
"""

from __future__ import annotations

import argparse
import gc
import re
import shutil
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bench import measure, synthetic
from bench.add import adding
from bench.naming_rows import rows, write
from tracuu.workers import SELDOM

if TYPE_CHECKING:
    from tracuu.entities import Text
    from tracuu.mentions.find import Block
    from tracuu.text.normalize import Normalized

TEXTS = 300
SMALL = 4_096  # bytes
HOSTILE, SHORT = 10_000_000, 300_000  # characters
RUNS = 3  # runs, of which the fastest counts
PATTERNS = Path(__file__).with_name("naming_hostile.toml")
SYMBOL = re.compile(r"\d{1,5}\s?(?:/\d{4})?\s?[-/]\s?[a-zđ]{1,4}\d{0,2}\s?[-/]?\s?[a-zđ]{2,10}")


class Sample(NamedTuple):
    """Texts by language, put together and folded, and the seconds that folding took."""

    blocks: Mapping[str, Sequence[tuple[Block, Normalized]]]
    seconds: Mapping[str, float]


def best(work: Callable[[], object]) -> float:
    """Give the seconds of the fastest of some runs."""
    return min(_computing(work) for _ in range(RUNS))


def _computing(work: Callable[[], object]) -> float:
    """Give the seconds that the processor took: what else runs on the machine hardly counts."""
    start = time.process_time()
    work()
    return time.process_time() - start


def sample(count: int, seed: int) -> Sample:
    """Write texts and fold them."""
    from tracuu.mentions.find import block_of
    from tracuu.text.normalize import normalize

    by_language: dict[str, list[tuple[Block, Normalized]]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    for row in rows(count, seed):
        lang, text = row["id"].partition("-")[2], row["text"]
        block = block_of(text, _marks(text))
        start = time.process_time()
        normal = normalize(block.source, "fold")
        seconds[lang] += time.process_time() - start
        by_language[lang].append((block, normal))
    return Sample(by_language, seconds)


def _marks(text: str) -> tuple[Any, ...]:
    from tracuu.records import Mark, Role

    marks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line != "\n":  # cleaning marks no blank line
            marks.append(Mark(start, start + len(line.rstrip("\n")), Role.BODY))
        start += len(line)
    return tuple(marks)


# Finding


def finding(options: argparse.Namespace) -> dict[str, Any]:
    """Find in folded texts of each language, beside the two baselines; texts a second."""
    from tracuu.mentions.find import found_in

    held = sample(getattr(options, "texts", TEXTS), options.seed)
    result: dict[str, Any] = {}
    for lang, blocks in sorted(held.blocks.items()):
        texts = [normal.text for _, normal in blocks]
        alternation = words_of(lang)
        found_in(*blocks[0], lang)  # words and names are compiled once
        seconds = {
            "find": best(lambda: [found_in(block, normal, lang) for block, normal in blocks]),  # noqa: B023  run at once
            "alternation": best(lambda: [list(alternation.finditer(text)) for text in texts]),  # noqa: B023
            "symbols": best(lambda: [list(SYMBOL.finditer(text)) for text in texts]),  # noqa: B023
        }
        result[lang] = {what: len(blocks) / taken for what, taken in seconds.items()}
        result[lang] |= {"fold": len(blocks) / held.seconds[lang], "texts": len(blocks)}
        result[lang]["mentions"] = sum(len(found_in(block, normal, lang)) for block, normal in blocks) / len(blocks)
    count = sum(each["texts"] for each in result.values())
    whole = {
        what: count / sum(each["texts"] / each[what] for each in result.values())
        for what in ("find", "alternation", "symbols", "fold")
    }
    mentions = sum(each["mentions"] * each["texts"] for each in result.values()) / count
    return {"all": whole | {"texts": count, "mentions": mentions}} | result


def words_of(lang: str) -> re.Pattern[str]:
    """Put all names and words that a finder knows in a language into one alternation, longest first."""
    from tracuu.mentions import register
    from tracuu.text.normalize import fold

    folder = Path(register.__file__).parent / "data"
    words: set[str] = {known.name for known in register.load().known() if known.lang in {lang, None}}
    for room in ("instruments", "names"):
        path = folder / room / f"{lang}.toml"
        if path.exists():
            words |= set(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    folded = {fold(word.replace("~", "")) for word in words}
    return re.compile("|".join(map(re.escape, sorted(filter(None, folded), key=len, reverse=True))))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (word.strip() for word in value.split(","))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


# Linking stories


Story = list[tuple["Text", "Block", "Normalized"]]


def linking(given: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """Find in, gather and resolve stories, by themselves, on one core, from folded texts; versions a second."""
    held = [_story(list(rows)) for _, rows in groupby(given, key=_story_of)]
    spent: dict[str, float] = {}
    for _ in range(RUNS):
        for what, seconds in _linked(held).items():
            spent[what] = min(seconds, spent.get(what, seconds))
    texts = [text.given for story in held for text, _, _ in story]
    versions = len(texts)
    return {
        "versions_per_second": versions / sum(spent.values()),
        "found_and_resolved_per_second": versions / (spent["find"] + spent["resolve"]),
        "ms_per_version": {what: 1000 * seconds / versions for what, seconds in spent.items()},
        "characters": sum(map(len, texts)) / versions,
        "bytes": sum(len(text.encode()) for text in texts) / versions,
    }


def _all_linking(options: argparse.Namespace) -> dict[str, Any]:
    """Link texts of 4,000 characters, of 4 KB with the same names, and ordinary ones."""
    count, seed = getattr(options, "texts", TEXTS), options.seed
    return {
        "linking": linking(rows(count, seed)),
        "linking 4 KB": linking(rows(count, seed, size=SMALL)),
        "linking ordinary": linking(synthetic.rows(count, seed)),
    }


def _story(rows: Sequence[Mapping[str, str]]) -> Story:
    from tracuu.mentions.find import block_of
    from tracuu.text.normalize import normalize

    texts = [_text(row, number) for number, row in enumerate(rows)]
    blocks = [block_of(text.given, text.marks) for text in texts]
    return [(text, block, normalize(block.source, "fold")) for text, block in zip(texts, blocks, strict=True)]


def _linked(stories: Sequence[Story]) -> dict[str, float]:
    """Find, gather and resolve; gives the seconds of each."""
    from tracuu.mentions.find import found_in
    from tracuu.mentions.gather import gather
    from tracuu.mentions.register import load
    from tracuu.mentions.resolve import resolve
    from tracuu.naming.knowing import without_archive

    register = load()
    knowledge = without_archive(register)
    moments = {"find": 0.0, "gather": 0.0, "resolve": 0.0}
    for story in stories:
        began = time.process_time()
        texts = [text._replace(found=found_in(block, normal, text.lang)) for text, block, normal in story]
        found = time.process_time()
        clusters = gather(texts, register)
        gathered = time.process_time()
        resolve(clusters, knowledge, {text.number: text.found for text in texts})
        moments["find"] += found - began
        moments["gather"] += gathered - found
        moments["resolve"] += time.process_time() - gathered
    return moments


def _story_of(row: Mapping[str, str]) -> str:
    return row["id"].partition("-")[0]


def _text(row: Mapping[str, str], number: int) -> Text:
    from tracuu.entities import Text

    story, _, lang = row["id"].partition("-")
    given = row["text"]
    day = row.get("published")
    return Text(number, row["id"], story, lang, given, _marks(given), (), day, None, lang == "vi")


# Hostile texts


def hostile(size: int = HOSTILE) -> dict[str, Any]:
    """Find in texts made to be slow, in three languages; seconds of finding in the slowest, and of folding, apart."""
    result: dict[str, Any] = {}
    patterns: dict[str, str] = tomllib.loads(PATTERNS.read_text(encoding="utf-8"))
    for what, piece in patterns.items():
        text = (piece * (size // len(piece) + 1))[:size]
        taken = {lang: _found_in(text, lang) for lang in ("en", "vi", "zh")}
        slowest = max(taken, key=lambda lang: taken[lang][0])
        result[what] = {"seconds": taken[slowest][0], "lang": slowest, "fold": max(fold for _, fold in taken.values())}
    return result


def _found_in(text: str, lang: str) -> tuple[float, float]:
    """Find in a text; gives the seconds of finding, and of folding before it."""
    from tracuu.mentions.find import block_of, found_in
    from tracuu.text.normalize import normalize

    marks = _marks(text)
    gc.collect()
    start = time.process_time()
    block = block_of(text, marks)
    normal = normalize(block.source, "fold")
    folded = time.process_time()
    found_in(block, normal, lang)
    return time.process_time() - folded, folded - start


# A whole archive


def archive(options: argparse.Namespace) -> dict[str, Any]:
    """Add; gather, learn and resolve all anew from what was found; add one more story. Seconds."""
    import tracuu
    from tracuu.naming.linking import link
    from tracuu.workers import Workers

    folder = measure.built(options.versions, options.seed)
    size, one_in = getattr(options, "size", None), getattr(options, "one_in", 1)
    source, place = folder / f"naming-{size}-{one_in}.jsonl", folder / "naming"
    if not source.exists():
        part = source.with_suffix(".part")
        write(part, options.versions, size=size, one_in=one_in)
        part.replace(source)
    shutil.rmtree(place, ignore_errors=True)
    result: dict[str, Any] = {}
    with tracuu.open(place, create=True) as session:
        start = time.perf_counter()
        searchable = adding(session, source, options.workers)
        seconds = time.perf_counter() - start
        totals = session.archive.totals()
        result["add, link and index"] = {"seconds": searchable, "versions_per_second": totals.versions / searchable}
        result["the same, and learn words"] = {"seconds": seconds, "versions_per_second": totals.versions / seconds}
        session.archive.naming.restart()
        start = time.perf_counter()
        with Workers(options.workers) as crew:
            link(session.archive, workers=crew)
        result["gather, learn and resolve all anew"] = {"seconds": time.perf_counter() - start}
        result["one new story"] = _one_more(session, folder, options)
        result["archive"] = {"versions": totals.versions, "stories": totals.stories}
    return result


def _one_more(session: Any, folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """Add stories one by one, of another seed; the median, and the slowest of them."""
    import json

    spans = []
    for number, (_, story) in enumerate(groupby(rows(60, options.seed + 1), key=_story_of)):
        path = folder / "one.jsonl"
        lines = [json.dumps(row | {"id": f"more-{row['id']}"}, ensure_ascii=False) for row in story]
        path.write_text("\n".join(lines), encoding="utf-8")
        start = time.perf_counter()
        session.add([path])
        spans.append(time.perf_counter() - start)
        if number == 20:  # noqa: PLR2004  enough for a median
            break
    spans = spans[1:]  # the first reads words and models of language
    return {"seconds": measure.percentile(spans, 0.5), "slowest": max(spans)}


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Measure finding, linking and hostile texts, these of a size that a check can bear unless another is asked for."""
    gc.set_threshold(SELDOM)
    result = {"finding": finding(options)} | _all_linking(options)
    result["hostile"] = hostile(getattr(options, "hostile", SHORT))
    result["slowest"] = max(each["seconds"] for each in result["hostile"].values())
    if getattr(options, "archive", False):
        result["archive"] = archive(options)
    return result


def show(result: Mapping[str, Any]) -> None:
    """Print the figures."""
    heads = ("texts a second", "find", "alternation", "symbols alone", "fold", "texts", "mentions a text")
    columns = ("find", "alternation", "symbols", "fold", "texts", "mentions")
    measure.table(heads, [(lang, *(each[one] for one in columns)) for lang, each in result["finding"].items()])
    for what in ("linking", "linking 4 KB", "linking ordinary"):
        print(f"\nfind, gather and resolve, one core, {what}:", result[what])
    print()
    slow = sorted(result["hostile"].items(), key=lambda each: -each[1]["seconds"])
    measure.table(("text of", "finding, s", "in", "folding, s"), [(what, *each.values()) for what, each in slow])
    for what, each in result.get("archive", {}).items():
        print(what, each)


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--texts", type=int, default=TEXTS, help="texts to find in")
    parser.add_argument("--archive", action="store_true", help="also add and link an archive of --versions")
    parser.add_argument("--size", type=int, help="bytes of each text of that archive; else it has 4,000 characters")
    parser.add_argument("--one-in", type=int, default=1, help="of so many stories of that archive one names anything")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--hostile", type=int, default=HOSTILE, help="characters of a hostile text")
    options = parser.parse_args()
    result = measured(options)
    show(result)
    measure.save("naming_speed", result, options)


if __name__ == "__main__":
    main()
