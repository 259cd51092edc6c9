"""Wrong links on an archive of which all is known: `python -m bench.naming_synthetic [--stories 1000]`.

Wrong is a mention that was linked, as known, to another entity than its own, and one under an id (of a stub, too) that
stands mostly for another thing. Wrong links hurt more than missed ones, so what cannot be told is to be left open: a
stub of its story. At most one in a thousand linked mentions may be wrong. `bench.naming_stories` says what is written.

Beside the rate: how many mentions were found, how many of these are left open, and how well versions are linked.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

from bench import measure
from bench.naming_archive import mentions
from bench.naming_score import Item, Page, Place, across, b_cubed, by_entity, judge
from bench.naming_stories import stories

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.entities import Mention


class Linked(NamedTuple):
    """One mention that was found: its version's language and text id, what it is and what it was said to be."""

    where: str
    lang: str
    surface: str
    true: str
    said: str
    kind: str


def written(count: int, seed: int, path: Path) -> dict[str, list[Place]]:
    """Write the rows of so many stories; gives the true mentions by the text's id."""
    truth: dict[str, list[Place]] = {}
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in (row for rows in stories(count, seed) for row in rows):
            marks = row.pop("truth")
            truth[row["id"]] = [Place(**one) for one in marks]
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return truth


def is_right(true: str, said: str) -> bool:
    """Tell whether a known entity is the true one: the same id, or a model of its name in no other place."""
    from tracuu.mentions import ids

    one, other = ids.parse(true), ids.parse(said)
    if one is None or other is None or one.kind != "model":
        return true == said
    steps = (other.place or "").split(".")
    return other.name == one.name and set(steps) - {"", "?"} <= set((one.place or "").split("."))


def wrong(linked: Sequence[Linked]) -> list[Linked]:
    """Give the wrong links."""
    from tracuu.mentions.ids import is_stub

    under: dict[str, Counter[str]] = defaultdict(Counter)
    for one in linked:
        under[one.said][one.true] += 1
    most = {said: min(counts, key=lambda each: (-counts[each], each)) for said, counts in under.items()}
    return [
        one
        for one in linked
        if most[one.said] != one.true or (not is_stub(one.said) and not is_right(one.true, one.said))
    ]


def judged(
    archive: Archive, truth: Mapping[str, Sequence[Place]], said: Mapping[int, Sequence[Mention]]
) -> tuple[list[Linked], list[Item]]:
    """Compare everything that was found with what was written."""
    linked: list[Linked] = []
    items: list[Item] = []
    for version in archive.versions(list(archive.numbers())):
        given = archive.layer(version.number).given
        id_ = str(version.given_id)
        places = [Place(one.start, one.end, one.entity, one.kind, one.number) for one in said.get(version.number, ())]
        page = judge(Page(version.lang, truth[id_], places))
        items += page.items
        linked += [
            Linked(id_, version.lang, given[got.start : got.end], place.entity, got.entity, place.kind)
            for place, got in page.matched
        ]
    return linked, items


def figures(linked: Sequence[Linked], items: Sequence[Item]) -> dict[str, Any]:
    """Give the rate of wrong links, of open ones, and how well mentions are found and linked."""
    from tracuu.mentions.ids import is_stub

    result: dict[str, Any] = {}
    faults = wrong(linked)
    for what, wanted in (("all", None), ("instruments", False), ("models", True)):
        some = [one for one in linked if wanted is None or (one.kind == "model") is wanted]
        closed = [one for one in some if not is_stub(one.said)]
        bad = sum(wanted is None or (one.kind == "model") is wanted for one in faults)
        result[what] = {
            "found": len(some),
            "linked": len(closed),
            "open": 1 - len(closed) / max(1, len(some)),
            "wrong": bad,
            "wrong_share": bad / max(1, len(some)),
        }
    required = sum(item.true is not None for item in items)
    spurious = sum(item.true is None for item in items)
    finding = {"recall": len(linked) / required, "precision": len(linked) / max(1, len(linked) + spurious)}
    linking = {"pairs": across(items).f1, "macro": by_entity(items).f1, "b_cubed": b_cubed(items).f1}
    return result | {"finding": finding, "linking": linking, "failures": [_told(one) for one in faults]}


def _told(one: Linked) -> str:
    return f"{one.where} {one.surface!r}: {one.said} for {one.true}"


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Write, add, link and compare."""
    import tracuu

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        source = Path(place) / "rows.jsonl"
        truth = written(getattr(options, "stories", 1_000), options.seed, source)
        with tracuu.open(Path(place) / "archive", create=True) as session:
            with mock.patch("tracuu.pipeline.ROUNDS", 0):  # what is named is measured in the stories as they were made
                session.add([source], workers=getattr(options, "workers", 1))
            linked, items = judged(session.archive, truth, mentions(session.archive))
            count = {"stories": session.archive.totals().stories, "versions": session.archive.totals().versions}
            return {"archive": count} | figures(linked, items)


def show(result: Mapping[str, Any], *, failures: Iterable[str] = ()) -> None:
    """Print the figures."""
    print("archive:", result["archive"], "\n")
    heads = ("mentions", "found", "linked", "open", "wrong", "wrong in 1,000")
    parts = {what: result[what] for what in ("all", "instruments", "models")}
    rows = [(what, *list(each.values())[:-1], 1_000 * each["wrong_share"]) for what, each in parts.items()]
    measure.table(heads, rows)
    for what in ("finding", "linking"):
        print(f"{what}:", {key: round(value, 4) for key, value in result[what].items()})
    for line in failures:
        print(line)


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--stories", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--failures", action="store_true", help="print the wrong links")
    options = parser.parse_args()
    result = measured(options)
    show(result, failures=result["failures"] if options.failures else ())
    measure.save("naming_synthetic", result, options)


if __name__ == "__main__":
    main()
