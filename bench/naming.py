"""How well mentions are found and linked: on the packaged sample, and on annotated texts of your own.

    python -m bench.naming                     the sample, as `tracuu add` reads it, against sample/truth.jsonl
    python -m bench.naming --gold FOLDER       besides, every *.jsonl of annotated texts in a folder
    python -m bench.naming --leave-out         besides, with a part of what is known beforehand left out

A line of annotated texts is {id, url, lang, group, text, mentions: [{start, end, kind, number, canonical_id,
optional}]}: offsets are code points of `text`, `group` names the story. The measures are those of naming_score.py.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import measure
from bench.naming_archive import NOTHING, Without, linked, mentions
from bench.naming_corpora import Article, Corpus, annotated, sample
from bench.naming_score import (
    Counts,
    Item,
    Judged,
    Page,
    Place,
    across,
    b_cubed,
    by_entity,
    instrument,
    judge,
    name,
    numbered,
    wrong,
)

if TYPE_CHECKING:
    from tracuu.entities import Mention

SUBSETS = {"all": lambda _place: True, "numbered": numbered, "instruments": instrument, "names": name}


# Figures


def judged(corpus: Corpus, said: Mapping[int, Sequence[Mention]], wanted: Callable[[Place], bool]) -> list[Judged]:
    """Judge every article."""
    return [judge(Page(one.lang, one.true, _places(said.get(one.version, ()))), wanted) for one in corpus.articles]


def _places(said: Sequence[Mention]) -> list[Place]:
    return [Place(one.start, one.end, one.entity, one.kind, one.number) for one in said]


def figures(corpus: Corpus, said: Mapping[int, Sequence[Mention]]) -> dict[str, Any]:
    """Give all measures: by subset, by language, by kind, and the false finds on what is no mention."""
    result: dict[str, Any] = {}
    for what, wanted in SUBSETS.items():
        pages = judged(corpus, said, wanted)
        result[what] = _measures(pages) | {"found": _total(pages).rate()._asdict()}
    pages = judged(corpus, said, SUBSETS["all"])
    grouped: dict[str, list[Judged]] = {}
    for article, page in zip(corpus.articles, pages, strict=True):
        grouped.setdefault(article.lang, []).append(page)
    result["by_language"] = {lang: _total(each).rate()._asdict() for lang, each in sorted(grouped.items())}
    result["by_kind"] = _by_kind(pages)
    nots = [(article, span) for article in corpus.articles for span in article.nots]
    result["false_finds"] = {
        "of": len(nots),
        "found": sum(
            any(one.start < end and start < one.end for one in said.get(article.version, ()))
            for article, (start, end) in nots
        ),
    }
    return result


def _total(pages: Iterable[Judged], *, typed: bool = False) -> Counts:
    total = Counts()
    for page in pages:
        total = total.plus(page.typed if typed else page.found)
    return total


def _measures(pages: Sequence[Judged]) -> dict[str, Any]:
    items = [item for page in pages for item in page.items]
    return {
        "typed": _total(pages, typed=True).rate()._asdict(),
        "pairs": across(items)._asdict(),
        "macro": by_entity(items)._asdict(),
        "b_cubed": b_cubed(items)._asdict(),
        "wrong": len(wrong(items)),
        "same_id": _same_id(items),
    }


def _same_id(items: Sequence[Item]) -> float:
    """Give the share of matched mentions that were given the very id of the truth, not only one of their own."""
    matched = [item for item in items if item.true is not None and item.said is not None]
    return sum(item.true == item.said for item in matched) / len(matched) if matched else 1.0


def _by_kind(pages: Sequence[Judged]) -> dict[str, Any]:
    """Give, for each kind, how many of its places were found."""
    required: dict[str, list[bool]] = {}
    for page in pages:
        for place, _ in page.matched:
            required.setdefault(place.kind, []).append(True)
        for place in page.missed:
            required.setdefault(place.kind, []).append(False)
    return {kind: {"recall": sum(hits) / len(hits), "required": len(hits)} for kind, hits in sorted(required.items())}


def failures(corpus: Corpus, said: Mapping[int, Sequence[Mention]]) -> Iterable[str]:
    """Tell what was missed, what is spurious, and which things have several ids or share one."""
    given: dict[str, dict[str, list[str]]] = {}
    for article, page in zip(corpus.articles, judged(corpus, said, SUBSETS["all"]), strict=True):
        for what, places in (("missed", page.missed), ("spurious", page.spurious)):
            for place in places:
                surface = article.text[place.start : place.end]
                yield f"{article.label} {article.lang}: {what} {surface!r} ({place.entity})"
        for place, got in page.matched:
            where = f"{article.label} {article.lang} {article.text[got.start : got.end]!r}"
            given.setdefault(place.entity, {}).setdefault(got.entity, []).append(where)
    yield from _confused(given)


def _confused(given: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterable[str]:
    owners: dict[str, set[str]] = {}
    for entity, ids in sorted(given.items()):
        if len(ids) > 1:
            told = "; ".join(f"{one} {len(places)} times, first {places[0]}" for one, places in ids.items())
            yield f"{entity} has {len(ids)} ids: {told}"
        for one in ids:
            owners.setdefault(one, set()).add(entity)
    for one, several in sorted(owners.items()):
        if len(several) > 1:
            yield f"{one} stands for {', '.join(sorted(several))}"


# Leaving out


def left_out(corpus: Corpus) -> dict[str, Any]:
    """Link again without parts of what is known; each figure beside that of everything known."""
    result: dict[str, Any] = {"nothing left out": _brief(figures(corpus, linked(corpus.archive)))}
    result["starter movements"] = _brief(figures(corpus, linked(corpus.archive, Without(movements=True))))
    languages = sorted({article.lang for article in corpus.articles} - {"vi"})
    for words in (False, True):
        what = "and words of a language" if words else "names of a language"
        result[what] = _over_languages(corpus, languages, words=words)
    result["an entity"] = _over_entities(corpus)
    return result


def _brief(values: Mapping[str, Any]) -> dict[str, Any]:
    linking = ("pairs", "macro", "b_cubed")
    brief = {what: values[what]["found"]["f1"] for what in ("all", "instruments", "names")}
    return brief | {what: values["all"][what]["f1"] for what in linking} | {"wrong": values["all"]["wrong"]}


def _over_languages(corpus: Corpus, languages: Sequence[str], *, words: bool) -> dict[str, Any]:
    """Leave out each language in turn; finding is measured on its own texts, linking on all."""
    each = {}
    for lang in languages:
        stored = {article.lang: version.lang for article, version in _with_versions(corpus)}[lang]
        got = figures(corpus, linked(corpus.archive, Without(lang=stored, words=words)))
        each[lang] = _brief(got) | {"all": got["by_language"][lang]["f1"]}
    measures = ("all", "pairs", "macro", "b_cubed")
    mean = {what: sum(one[what] for one in each.values()) / len(each) for what in measures}
    return mean | {"wrong": max(one["wrong"] for one in each.values()), "each": each}


def _with_versions(corpus: Corpus) -> Iterable[tuple[Article, Any]]:
    versions = corpus.archive.versions([article.version for article in corpus.articles])
    return zip(corpus.articles, versions, strict=True)


def _over_entities(corpus: Corpus) -> dict[str, Any]:
    """Leave out each entity that the register knows, in turn; measured on its own mentions across languages."""
    from bench.naming_archive import register

    said = linked(corpus.archive)
    known = register(NOTHING).entities
    named = sorted({one.entity for each in said.values() for one in each if one.entity in known})
    each = {}
    for entity in named:
        own = _own_entities(corpus, said, entity)
        items = _items(corpus, linked(corpus.archive, Without(entities=frozenset({entity}))))
        rate = by_entity(items, lambda one, own=own: one in own)  # type: ignore[misc]  # bound now, on purpose
        if rate.required:
            each[entity] = {"macro": rate.f1, "wrong": len(wrong(items))}
    mean = sum(one["macro"] for one in each.values()) / len(each) if each else 1.0
    return {"macro": mean, "wrong": max((one["wrong"] for one in each.values()), default=0), "each": each}


def _items(corpus: Corpus, said: Mapping[int, Sequence[Mention]]) -> list[Item]:
    return [item for page in judged(corpus, said, SUBSETS["all"]) for item in page.items]


def _own_entities(corpus: Corpus, said: Mapping[int, Sequence[Mention]], entity: str) -> set[str]:
    """Give the true entities that were linked to one of the register."""
    return {item.true for item in _items(corpus, said) if item.said == entity and item.true is not None}


# The seven instruments and whatever else a corpus states: fields of entities


def ids_by_truth(corpus: Corpus, said: Mapping[int, Sequence[Mention]]) -> dict[str, list[str]]:
    """Give, for each true instrument, the ids that its mentions were given, most first."""
    ids: dict[str, dict[str, int]] = {}
    for page in judged(corpus, said, SUBSETS["instruments"]):
        for place, got in page.matched:
            counts = ids.setdefault(place.entity, {})
            counts[got.entity] = counts.get(got.entity, 0) + 1
    return {entity: sorted(counts, key=lambda one: -counts[one]) for entity, counts in sorted(ids.items())}


def agreement(ids: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Give, over true instruments, how often the id most given to them has their issuer, type, number and period.

    The truth's ids may be of another make: `35-nq-tu` counts as 35, and a year as any term that begins or ends in it
    or lies around it; without a period, none is asked for.
    """
    compared = [_compared(true, said[0]) for true, said in ids.items()]
    names = ("issuer", "type", "number", "period")
    return {what: sum(one[what] for one in compared) / max(1, len(compared)) for what in names}


def _compared(true: str, said: str) -> dict[str, bool]:
    (_, issuer, kind, number, period), other = _parts(true), _parts(said)
    return {
        "issuer": issuer == other[1],
        "type": kind == other[2],
        "number": number == other[3],
        "period": other[4] in _periods(issuer, period) or not period,
    }


def _parts(id_: str) -> list[str]:
    head, issuer, kind, rest = (*id_.split(":"), "", "", "")[:4]
    number, _, period = rest.partition("~")[0].partition("@")
    digits = number.split("-")[0].lstrip("0")
    return [head, issuer, kind, digits or number, period]


def _periods(issuer: str, period: str) -> set[str | None]:
    """Give the terms that a year may stand for, beside itself."""
    from tracuu.mentions import terms

    days = [f"{period}-{day}" for day in ("01-01", "07-01", "12-31")] if period.isdigit() else []
    return {period, *(terms.period(issuer, day) for day in days)}


# Running


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Measure the sample and, where a folder is given, its annotated texts."""
    result: dict[str, Any] = {}
    gold = sorted(options.gold.glob("*.jsonl")) if getattr(options, "gold", None) else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        makers: dict[str, Callable[[Path], Corpus]] = {"sample": sample}
        for path in gold:
            makers[path.stem] = lambda folder, path=path: annotated(path, folder)  # type: ignore[misc]  # bound now
        for what, make in makers.items():
            corpus = make(Path(place) / what)
            try:
                result[what] = _of(corpus, leave_out=getattr(options, "leave_out", False))
            finally:
                corpus.archive.close()
    return result


def _of(corpus: Corpus, *, leave_out: bool) -> dict[str, Any]:
    said = mentions(corpus.archive)
    result = figures(corpus, said)
    result["ids"] = ids_by_truth(corpus, said)
    result["agreement"] = agreement(result["ids"])
    result["failures"] = list(failures(corpus, said))
    if leave_out:
        result["left_out"] = left_out(corpus)
    return result


def show(result: Mapping[str, Any], *, with_failures: bool) -> None:
    """Print a table a corpus."""
    for what, values in result.items():
        print(f"\n## {what}\n")
        heads = ("subset", "P", "R", "F1", "required", "typed", "pairs", "macro", "B3", "same id", "wrong")
        rows = []
        for subset in SUBSETS:
            of = values[subset]
            linking = [of[each]["f1"] for each in ("typed", "pairs", "macro", "b_cubed")]
            rows.append((subset, *of["found"].values(), *linking, of["same_id"], of["wrong"]))
        measure.table(heads, rows)
        print()
        measure.table(("language", "P", "R", "F1", "required"), _rows(values["by_language"]))
        print()
        measure.table(("kind", "R", "required"), _rows(values["by_kind"]))
        print("\nof the instruments that were found, right:", {k: round(v, 3) for k, v in values["agreement"].items()})
        if values["false_finds"]["of"]:
            print(f"\nfound of {values['false_finds']['of']} that are no mention: {values['false_finds']['found']}")
        if "left_out" in values:
            _show_left_out(values["left_out"])
        for line in values["failures"] if with_failures else ():
            print(line)


def _rows(values: Mapping[str, Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    return [(what, *each.values()) for what, each in values.items()]


def _show_left_out(values: Mapping[str, Mapping[str, Any]]) -> None:
    measures = ("all", "instruments", "names", "pairs", "macro", "b_cubed", "wrong")
    print()
    measure.table(
        ("left out", *measures), [(what, *(each.get(one) for one in measures)) for what, each in values.items()]
    )


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--gold", type=Path, help="a folder with annotated texts, *.jsonl")
    parser.add_argument("--leave-out", action="store_true", help="also without languages, entities, starter movements")
    parser.add_argument("--failures", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    result = measured(options)
    show(result, with_failures=options.failures)
    measure.save("naming", result, options)


if __name__ == "__main__":
    main()
