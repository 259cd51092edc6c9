"""Known-item search across languages: does a query in one language find the one story that exists only in another?

Stories come with a version in each of several languages. In two turns one half of them is linked, so that translation
tables can be learned from it; of the other half, the test, every version is a story of its own. A query is made from
the version in one language, and must find the version in another among all versions of that language, of both halves.

- title: the whole title;
- keywords: the four words of the story that are most its own (tf x idf), names allowed;
- common words: of the words that other stories hold too (at least three stories, at most three of ten) and that are no
  names, the four that are most the story's own.

What is told is MRR@10 (1 / rank, 0 beyond the tenth), a mean over ordered pairs of languages. *Plain* looks for the
words as they are (BM25); *ceiling* searches the language of the query, where the version itself stands. *Alone* and
*beside others* are no batch but `tracuu search` as people use it: the story that the query was made from, looked for
in its language alone and among all languages with translation. The second must not be worse.

`python -m bench.cross_search [--folder FOLDER] [--list FROM TO FILE]... [--own-half] [--dense ENCODER]`: FOLDER holds
`articles.jsonl` with `story`, `lang`, `sentences` (of which the first is the title) and perhaps `fold`; without one,
the sample corpus is used. `--own-half` ranks the test's own stories alone, without those that tables were learned from.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from bench import measure

KINDS = ("title", "keywords", "common words")
SOURCES = ("en", "vi", "es", "fa")
WORDS = 4
FEWEST, MOST = 3, 0.3  # stories that hold a common word: at least, and as a share
AT, FARTHEST = 10, 200  # ranks that count, and how many are asked for where some are left out

Stories = Mapping[str, Mapping[str, Sequence[str]]]


class Query(NamedTuple):
    """A query of a kind, from the version of a story in a language."""

    story: str
    lang: str
    kind: str
    words: str


class Vocabulary(NamedTuple):
    """A language's words over all stories: in how many each is, how often with a capital inside a sentence, and small.

    `pairs` are the two-syllable words of a language that parts its syllables by blanks.
    """

    stories: Counter[str]
    capital: Counter[str]
    small: Counter[str]
    pairs: frozenset[tuple[str, str]]


def read(folder: Path) -> tuple[dict[str, dict[str, list[str]]], dict[str, int]]:
    """Read stories by language, and the half that each is of."""
    stories: dict[str, dict[str, list[str]]] = defaultdict(dict)
    halves: dict[str, int] = {}
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        stories[row["story"]][row["lang"]] = row["sentences"]
        halves[row["story"]] = int(row.get("fold", -1))
    if -1 in halves.values():
        halves = {story: place % 2 for place, story in enumerate(sorted(stories))}
    return dict(stories), halves


def words_of(sentence: str, pairs: frozenset[tuple[str, str]] = frozenset()) -> list[str]:
    """Give the words of a sentence as they are written; `pairs` of syllables are one word."""
    from tracuu.text.tokens import chunks

    words = [word for word in chunks(sentence) if not any(map(str.isdigit, word))]
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1].lower(), word.lower()) in pairs:
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return joined


def vocabulary(lang: str, stories: Stories) -> Vocabulary:
    """Count the words of a language."""
    pairs = _pairs(lang, stories)
    held, capital, small = Counter[str](), Counter[str](), Counter[str]()
    for story in stories.values():
        split = [words_of(sentence, pairs) for sentence in story.get(lang, ())]
        held.update({word.lower() for words in split for word in words})
        for words in split:
            capital.update(word.lower() for word in words[1:] if word[:1].isupper())
            small.update(word for word in words if word[:1].islower())
    return Vocabulary(held, capital, small, pairs)


def _pairs(lang: str, stories: Stories) -> frozenset[tuple[str, str]]:
    """Give the pairs of Vietnamese syllables that stand together more than chance has it (normalised PMI above .5)."""
    if lang != "vi":
        return frozenset()
    one, two = Counter[str](), Counter[tuple[str, str]]()
    for story in stories.values():
        for sentence in story.get(lang, ()):
            words = [word.lower() for word in words_of(sentence)]
            one.update(words)
            two.update(pairwise(words))
    every = sum(one.values())
    kept = ((pair, count) for pair, count in two.items() if count > WORDS - 1)
    return frozenset(
        pair for pair, count in kept
        if math.log(count * every / (one[pair[0]] * one[pair[1]])) > 0.5 * math.log(every / count)
    )  # fmt: skip


def queries(stories: Stories, lang: str) -> Iterator[Query]:
    """Make the queries of a language: of each story one of each kind."""
    known = vocabulary(lang, stories)
    for name, story in sorted(stories.items()):
        if lang not in story:
            continue
        spelled: dict[str, str] = {}
        counts = Counter[str]()
        for sentence in story[lang]:
            for word in words_of(sentence, known.pairs):
                spelled.setdefault(word.lower(), word)
                counts[word.lower()] += 1
        yield Query(name, lang, "title", story[lang][0])
        for kind, chosen in (("keywords", _own), ("common words", _common)):
            words = chosen(counts, known, len(stories))[:WORDS]
            if len(words) == WORDS:
                yield Query(name, lang, kind, " ".join(spelled[word] for word in words))


def _own(counts: Counter[str], known: Vocabulary, stories: int) -> list[str]:
    worth = {word: count * math.log(stories / known.stories[word]) for word, count in counts.items() if len(word) > 1}
    return sorted(worth, key=lambda word: (-worth[word], word))


def _common(counts: Counter[str], known: Vocabulary, stories: int) -> list[str]:
    return [
        word for word in _own(counts, known, stories)
        if FEWEST <= known.stories[word] <= MOST * stories
        and known.capital[word] <= known.small[word] + _uncased(word)
        and len(word) > 2  # noqa: PLR2004  letters
    ]  # fmt: skip


def _uncased(word: str) -> int:
    """Give a word of a script without capitals the benefit of the doubt."""
    return 0 if unicodedata.name(word[0], "").startswith(("LATIN", "CYRILLIC", "GREEK")) else 1


def captures(stories: Stories, linked: Iterable[str]) -> Iterator[Any]:
    """Give all versions for adding: those of `linked` stories together, all others each a story of its own."""
    from tracuu.records import Capture, Hints

    together = set(linked)
    for name, story in sorted(stories.items()):
        for lang, sentences in sorted(story.items()):
            id_ = f"{name}.{lang}"
            hints = Hints(id=id_, lang=lang, title=sentences[0], story=name if name in together else id_)
            text = "\n".join(sentences)
            yield Capture(raw=text.encode(), media_type="text/plain", origin=f"{id_}.txt", hints=hints,
                          fetched_at="2025-01-01T00:00:00Z")  # fmt: skip


def rank(ids: Sequence[str], wanted: str) -> float:
    """Give 1 / rank, 0 where it is not there."""
    return 1 / (ids.index(wanted) + 1) if wanted in ids else 0.0


class Asking(NamedTuple):
    """The queries of a test, the languages to look in, and the stories that are ranked (None: all)."""

    queries: Sequence[Query]
    targets: Sequence[str]
    among: set[str] | None


def asked(session: Any, asking: Asking, *, own: bool = False, **options: Any) -> Any:
    """Ask all queries as a batch; 1 / rank by kind, language of the query and language of what is to be found."""
    from tracuu.search.batch import Question, answers

    pairs = [(one, target) for one in asking.queries for target in asking.targets if (target == one.lang) is own]
    most = AT if asking.among is None else FARTHEST
    questions = [Question(str(number), one.words, one.lang, target, most) for number, (one, target) in enumerate(pairs)]
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    told = answers(session.archive, session.reader(), questions, **options)
    for (one, target), (_, ids) in zip(pairs, told, strict=True):
        ranked = [id_ for id_ in ids if asking.among is None or id_.rpartition(".")[0] in asking.among]
        found[one.kind, one.lang, target].append(rank(ranked[:AT], f"{one.story}.{target}"))
    return found


def searched(session: Any, asking: Asking, *, alone: bool) -> Any:
    """Search as people do for the stories that the queries were made from, in their language alone or among all."""
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for one in asking.queries:
        limits = {"langs": (one.lang,), "translate": False} if alone else {"query_lang": one.lang}
        hits = session.search(one.words, limit=AT, **limits).hits
        found[one.kind, one.lang, one.lang].append(rank([hit.id.rpartition(".")[0] for hit in hits], one.story))
    return found


def one_half(stories: Stories, test: set[str], options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Add everything, learn from what is not in the test, ask the queries of the test by each system."""
    import tracuu
    from tracuu.indexer.lexicon import update

    targets = sorted({lang for story in stories.values() for lang in story})
    made = [one for lang in SOURCES for one in queries(stories, lang) if one.story in test]
    asking = Asking(made, targets, test if getattr(options, "own_half", False) else None)
    with tracuu.open(folder, create=True) as session:
        with mock.patch("tracuu.pipeline.ROUNDS", 0):  # else the versions of the test would be found to be one story
            session.add(captures(stories, set(stories) - test))
        update.update(session.archive, workers=1)
        found = {
            "plain": asked(session, asking, translate=False),
            "translated": asked(session, asking),
            "ceiling": asked(session, asking, own=True),
            "alone": searched(session, asking, alone=True),
            "beside others": searched(session, asking, alone=False),
        }
        if lists := getattr(options, "list", []):
            imported(session, lists)
            found["with word lists"] = asked(session, asking)
        if encoder := getattr(options, "dense", None):
            found["with vectors"] = with_vectors(session, asking, encoder)
    return found


def with_vectors(session: Any, asking: Asking, encoder: str) -> Any:
    """Make the vectors of the extra `dense`, and ask with them."""
    from tracuu.dense import encoders
    from tracuu.dense.learn import learn

    learn(session.archive, encoders.load(encoder))
    return asked(session, asking, dense=True)


def imported(session: Any, lists: Sequence[Sequence[str]]) -> None:
    """Bring word lists in, as `tracuu lexicon import` does."""
    from tracuu.indexer.lexicon import imports

    for source, target, path in lists:
        imports.read_list(session.archive, Path(path), source, target)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Ask all systems on both halves; system -> kind -> mean over pairs, with each pair's own figure."""
    stories, halves = read(Path(options.folder)) if getattr(options, "folder", None) else sample()
    found: dict[str, dict[tuple[str, str, str], list[float]]] = defaultdict(lambda: defaultdict(list))
    for half in sorted(set(halves.values())):
        test = {story for story in stories if halves[story] == half}
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            for system, figures in one_half(stories, test, options, Path(folder) / "a").items():
                for place, ranks in figures.items():
                    found[system][place] += ranks
    return {system: summed(figures) for system, figures in found.items()}


def summed(figures: Mapping[tuple[str, str, str], Sequence[float]]) -> dict[str, Any]:
    """Give the mean over pairs of each kind, and the pairs."""
    means = {place: sum(ranks) / len(ranks) for place, ranks in figures.items()}
    told: dict[str, Any] = {}
    for kind in KINDS:
        pairs = {f"{source} {target}": mean for (of, source, target), mean in means.items() if of == kind}
        told[kind] = {"mrr": round(sum(pairs.values()) / max(len(pairs), 1), 4), "queries": sum(
            len(ranks) for place, ranks in figures.items() if place[0] == kind),
            "pairs": {pair: round(mean, 3) for pair, mean in sorted(pairs.items())}}  # fmt: skip
    return told


def sample() -> tuple[dict[str, dict[str, list[str]]], dict[str, int]]:
    """Read the stories of the sample corpus that have several versions."""
    import tracuu
    from tracuu.align.sentences import split
    from tracuu.records import Role

    stories: dict[str, dict[str, list[str]]] = defaultdict(dict)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        tracuu.open(Path(folder) / "a", create=True) as session,
    ):
        session.add(measure.ROOT / "tracuu" / "sample")
        for number in session.archive.numbers():
            version, layer = session.archive.version(number), session.archive.layer(number)
            lines = [layer.given[a:b] for a, b, role in layer.marks if role in {Role.DEK, Role.HEADING, Role.BODY}]
            told = [line[a:b] for line in lines for a, b in split(line)]
            stories[version.story].setdefault(version.lang, [version.title or told[0], *told])
    kept = {story: langs for story, langs in stories.items() if len(langs) > 1}
    return kept, {story: place % 2 for place, story in enumerate(sorted(kept))}


def show(results: dict[str, Any]) -> None:
    """Print MRR@10 by system and kind."""
    rows = [(system, *(figures[kind]["mrr"] for kind in KINDS)) for system, figures in results.items()]
    measure.table(("MRR@10", *KINDS), rows)


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--folder")
    parser.add_argument("--own-half", action="store_true")
    parser.add_argument("--dense", metavar="ENCODER")
    parser.add_argument("--list", nargs=3, action="append", default=[], metavar=("FROM", "TO", "FILE"))
    options = parser.parse_args()
    results = measured(options)
    show(results)
    measure.save("cross_search", results, options)


if __name__ == "__main__":
    main()
