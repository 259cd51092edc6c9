"""How well places are found in texts without siblings, and what is read of them: `python -m bench.naming_find`.

The texts are tests/mentions/blind/*.jsonl, or those named: one JSON object a line {id, lang, text, mentions}, each
mention {start, end, surface, kind} and, where its sentence states them, number, date, body, place. They were written
before the finders and their words had been seen, in the way in which machine translations put such sentences, and are
kept to measure with. From the first of them it was told which forms were missed; of second_look.jsonl only the figures
were ever looked at: it shows how finders do on texts that nobody has prepared them for. other_words.jsonl came after
them and was mended from, as were hard_forms.jsonl and more_forms.jsonl later; last_look.jsonl was written before these,
and nothing was mended from it.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bench import measure
from bench.naming_score import Counts, Judged, Page, Place, instrument, judge, name

if TYPE_CHECKING:
    from tracuu.entities import Found

BLIND = measure.ROOT / "tests" / "mentions" / "blind"
UNTOLD = ("second_look", "last_look")  # the files whose failures are never told
STATED = ("number", "date", "body", "place")


class Read(NamedTuple):
    """One text as it was read: the row of the file, what was found, and how that compares."""

    row: Mapping[str, Any]
    found: tuple[Found, ...]
    judged: Judged


def rows(files: Iterable[Path]) -> list[dict[str, Any]]:
    """Read annotated texts."""
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]


def places(row: Mapping[str, Any]) -> list[Place]:
    """Give the true places of a text."""
    return [
        Place(one["start"], one["end"], one.get("canonical_id", ""), one["kind"], one.get("number"))
        for one in row["mentions"]
    ]


def said(found: Sequence[Found]) -> list[Place]:
    """Give found places as the measures take them."""
    return [Place(one.start, one.end, one.entity or "", one.kinds[0], one.number) for one in found]


def read(row: Mapping[str, Any]) -> Read:
    """Find in one text; every line of it is content."""
    from tracuu.mentions.find import find
    from tracuu.records import Mark, Role

    marks, start = [], 0
    for line in row["text"].splitlines(keepends=True):
        marks.append(Mark(start, start + len(line.rstrip("\n")), Role.BODY))
        start += len(line)
    found = tuple(find(row["text"], marks, row["lang"]))
    return Read(row, found, judge(Page(row["lang"], places(row), said(found))))


def stated(read_rows: Iterable[Read]) -> dict[str, Counts]:
    """Count, of the places found, what their sentences state and was read: hit of said (read at all) of required."""
    counts = dict.fromkeys(STATED, Counts())
    for one in read_rows:
        found = {(each.start, each.end): each for each in one.found}
        for true, other in one.judged.matched:
            row = next(each for each in one.row["mentions"] if each["start"] == true.start)
            got = found[other.start, other.end]
            for field in STATED:
                if field in row:
                    value = getattr(got, field)
                    right = _same(field, row[field], got)
                    counts[field] = counts[field].plus(Counts(right, value is not None, 1))
    return counts


def _same(field: str, stated: str, got: Found) -> bool:
    """Tell whether a field was read as it is stated; bodies are one when their documents are numbered together."""
    from tracuu.mentions import issuers
    from tracuu.mentions.kinds import bodies

    if field != "body":
        return bool(getattr(got, field) == stated)
    body = got.body or issuers.body_of_symbol(got.symbol)
    return body is not None and bodies()[body].issuer == bodies()[stated].issuer


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Find in all texts; figures of all, of instruments, of names, by file and language, and of what is stated."""
    files = sorted(getattr(options, "files", None) or BLIND.glob("*.jsonl"))
    by_file = {path.stem: [read(row) for row in rows([path])] for path in files}
    done = [one for each in by_file.values() for one in each]
    by_language: dict[str, list[Read]] = defaultdict(list)
    for one in done:
        by_language[one.row["lang"]].append(one)
    known = [one for name, each in by_file.items() if name not in UNTOLD for one in each]
    figures: dict[str, Any] = _figures(done)
    figures["by_file"] = {name: _figures(each)["all"] for name, each in by_file.items()}
    looks: dict[str, Sequence[Read]] = {"first_look": known}
    looks |= {name: by_file[name] for name in UNTOLD if name in by_file}
    for what, some in looks.items():
        figures[what] = _figures(some)
        figures[f"{what}, languages with a word list"] = _figures([one for one in some if has_words(one.row["lang"])])
        figures[f"{what}, languages without"] = _figures([one for one in some if not has_words(one.row["lang"])])
    figures["by_language"] = {lang: _figures(each)["all"] for lang, each in sorted(by_language.items())}
    figures["read"] = {what: counts.hit / max(1, counts.required) for what, counts in stated(done).items()}
    figures["failures"] = [line for one in known for line in _failures(one)]
    return figures


def has_words(lang: str) -> bool:
    """Tell whether words for documents are held in a language."""
    from tracuu.mentions import kinds
    from tracuu.text.codes import primary

    return (Path(kinds.__file__).parent / "data" / "instruments" / f"{primary(lang)}.toml").exists()


def _figures(done: Sequence[Read]) -> dict[str, Any]:
    counts = {
        "all": _sum(one.judged.found for one in done),
        "instruments": _sum(judge(_page(one), instrument).found for one in done),
        "names": _sum(judge(_page(one), name).found for one in done),
        "typed": _sum(one.judged.typed for one in done),
    }
    return {what: each.rate()._asdict() for what, each in counts.items()}


def _page(one: Read) -> Page:
    return Page(one.row["lang"], places(one.row), said(one.found))


def _sum(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for one in counts:
        total = total.plus(one)
    return total


def _failures(one: Read) -> Iterable[str]:
    text, where = one.row["text"], f"{one.row['id']}"
    for place in one.judged.missed:
        yield f"{where}: missed {place.kind} {text[place.start : place.end]!r}"
    for place in one.judged.spurious:
        yield f"{where}: spurious {place.kind} {text[place.start : place.end]!r}"
    found = {(each.start, each.end): each for each in one.found}
    for true, other in one.judged.matched:
        row = next(each for each in one.row["mentions"] if each["start"] == true.start)
        got = found[other.start, other.end]
        wrong = {field: getattr(got, field) for field in STATED if field in row and not _same(field, row[field], got)}
        if wrong or (row["kind"] not in got.kinds and instrument(true)):
            asked = {field: row[field] for field in wrong}
            kinds = "" if row["kind"] in got.kinds else f"{got.kinds} for {row['kind']} "
            yield f"{where}: read of {row['surface']!r}: {kinds}{wrong or ''} for {asked or ''}"


def show(figures: Mapping[str, Any], *, failures: bool) -> None:
    """Print the figures, and each failure when asked for."""
    heads = ("what", "P", "R", "F1", "required")
    measure.table(heads, [(what, *figures[what].values()) for what in ("all", "instruments", "names", "typed")])
    looks = [what for what in figures if what.startswith(("first_look", *UNTOLD))]
    measure.table(
        ("F1", "all", "instruments", "names", "required"),
        [
            (what, *(figures[what][part]["f1"] for part in ("all", "instruments", "names")), _count(figures[what]))
            for what in looks
        ],
    )
    print()
    measure.table(heads, [(lang, *values.values()) for lang, values in figures["by_language"].items()])
    print("\nof what sentences state, read right:", {what: round(share, 3) for what, share in figures["read"].items()})
    for line in figures["failures"] if failures else ():
        print(line)


def _count(values: Mapping[str, Any]) -> int:
    return int(values["all"]["required"])


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--failures", action="store_true", help="print what was missed, spurious or misread")
    options = parser.parse_args()
    figures = measured(options)
    show(figures, failures=options.failures)
    measure.save("naming_find", figures, options)


if __name__ == "__main__":
    main()
