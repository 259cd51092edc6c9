"""How well articles are taken out of pages, and what that takes: by site descriptions, without, and by trafilatura.

Text is compared by words (multisets): precision is the share of what was found that is the article's, recall the share
of the article's that was found; words of title, captions and date count neither way. trafilatura runs as it comes, in
the same run. `python -m bench.extraction [--pages N] [--samples FOLDER] [--save]`.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench import measure
from bench.extraction_pages import Truth, pages
from tracuu.corpus.clean import clean
from tracuu.corpus.extract import page
from tracuu.corpus.sites import Sites, load
from tracuu.errors import InputError
from tracuu.records import Role

TEXT = frozenset({Role.BODY, Role.HEADING, Role.DEK})
SAMPLES = measure.ROOT / "tests" / "pages"
LARGE = 150_000  # characters


class Found(NamedTuple):
    """What an extractor gave."""

    text: str
    title: str | None
    day: str | None


Extractor = Callable[[str], Found]


def ours(sites: Sites) -> Extractor:
    """Extract and clean as adding does."""

    def extract(html: str) -> Found:
        try:
            cleaned = clean(page(html, sites))
        except InputError:
            return Found("", None, None)
        lines = (cleaned.given[mark.start : mark.end] for mark in cleaned.marks if mark.role in TEXT)
        return Found("\n".join(lines), cleaned.title, cleaned.published.day if cleaned.published else None)

    return extract


def trafilaturas(html: str) -> Found:
    """Extract with trafilatura as it comes, metadata included."""
    import trafilatura

    document: Any = trafilatura.bare_extraction(html, with_metadata=True)
    return Found(document.text or "", document.title, document.date) if document else Found("", None, None)


def judged(extract: Extractor, wanted: Iterable[tuple[str, Truth]]) -> dict[str, float]:
    """Give precision, recall and F1 of words over all pages, and shares of titles and dates: right, wrong, missing."""
    counts = Counter[str]()
    for html, truth in wanted:
        found = extract(html)
        counts.update(_words(found.text, truth))
        counts["pages"] += 1
        counts["title"] += _plain(found.title) == _plain(truth.title)
        counts["dated"] += truth.day is not None
        counts["day"] += truth.day is not None and found.day == truth.day
        counts["wrong day"] += found.day is not None and found.day != truth.day
    precision = counts["right"] / max(counts["found"], 1)
    recall = counts["right"] / max(counts["wanted"], 1)
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(200 * precision * recall / max(precision + recall, 1e-9), 1),
        "titles": round(100 * counts["title"] / counts["pages"], 1),
        "dates": round(100 * counts["day"] / max(counts["dated"], 1), 1),
        "wrong dates": round(100 * counts["wrong day"] / counts["pages"], 1),
    }


def _words(text: str, truth: Truth) -> Counter[str]:
    wanted = Counter(" ".join(truth.text).split())
    beside = Counter(" ".join(truth.beside).split())
    found = Counter(text.split())
    right = found & wanted
    extra = (found - wanted) - beside
    return Counter(right=right.total(), found=right.total() + extra.total(), wanted=wanted.total())


def _plain(title: str | None) -> str:
    return " ".join((title or "").split())


def samples(folder: Path) -> Iterator[tuple[str, Truth]]:
    """Give the sample pages of the sites, with what stands beside them."""
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        of = {role: [line for one, line in told["marks"] if one == role] for role, _ in told["marks"]}
        text = [line for role in ("dek", "heading", "body") for line in of.get(role, ())]
        beside = [line for role in ("title", "caption", "byline", "source") for line in of.get(role, ())]
        day = told["published"][0] if told["published"] else None
        yield (
            path.with_suffix(".html").read_text(encoding="utf-8"),
            Truth(told["title"], day, tuple(text), tuple(beside)),
        )


def large(html: str) -> str:
    """Give a sample page as large as real ones: longer text, more menus, more scripts."""
    start = html.index("<p>", html.index("article__body"))
    end = html.index("</p>", start) + len("</p>")
    text = html[:start] + html[start:end] * 30 + html[end:]
    menu = '<li class="menu-item"><a href="/muc/mot-muc-cua-bao" title="Một mục của báo">Một mục của báo</a></li>'
    script = "<script>" + "window.settings = window.settings || {}; " * 100 + "</script>"
    at = text.index("<nav><ul")
    filler = (LARGE - len(text)) // 2
    text = text[:at] + "<div><ul>" + menu * (filler // len(menu)) + "</ul></div>" + text[at:]
    return text.replace("</head>", script * (filler // len(script)) + "</head>")


def timed(work: Callable[[], object], times: int) -> float:
    """Give the milliseconds of computing that `work` takes: the median of `times` runs."""
    taken = []
    work()
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return round(1_000 * sorted(taken)[len(taken) // 2], 2)


def speed(folder: Path, times: int) -> dict[str, float]:
    """Measure one page of 150 KB: taking the article out, and understanding it as a worker does, index terms too."""
    from tracuu.pipeline import understand
    from tracuu.records import Capture, Hints

    html = large((folder / "nhandan.vn.html").read_text(encoding="utf-8"))
    described, generic = ours(load()), ours(Sites([]))

    def whole(url: str) -> Callable[[], object]:
        written = html.replace("nhandan.vn/", url)
        capture = Capture(written.encode(), "text/html", "bench", "2026-11-23T00:00:00Z", None, Hints())
        return lambda: understand([capture])

    return {
        "by description": timed(lambda: described(html), times),
        "without": timed(lambda: generic(html), times),
        "trafilatura": timed(lambda: trafilaturas(html), times),
        "understood by description": timed(whole("nhandan.vn/"), times),
        "understood without": timed(whole("unknown.example/"), times),
    }


def measured(options: Any) -> dict[str, Any]:
    """Judge all extractors on sample pages and on pages in unknown shapes, and time them."""
    unknown = list(pages(options.pages, options.seed))
    extractors = {"by description": ours(load()), "without": ours(Sites([])), "trafilatura": trafilaturas}
    by_layout = {
        name: {
            which: judged(extractors[which], ((html, truth) for layout, html, truth in unknown if layout == name))["f1"]
            for which in ("without", "trafilatura")
        }
        for name in dict.fromkeys(layout for layout, _, _ in unknown)
    }
    return {
        "sample pages": {name: judged(one, samples(options.samples)) for name, one in extractors.items()},
        "unknown shapes": {
            name: judged(extractors[name], ((html, truth) for _, html, truth in unknown))
            for name in ("without", "trafilatura")
        },
        "by layout": by_layout,
        "milliseconds": speed(options.samples, options.times),
    }


def show(results: dict[str, Any]) -> None:
    """Print a table for each part."""
    for part in ("sample pages", "unknown shapes", "by layout"):
        print(f"\n{part}")
        rows = results[part]
        measure.table(("", *next(iter(rows.values()))), [(name, *figures.values()) for name, figures in rows.items()])
    print("\nmilliseconds of computing, one page of 150 KB")
    measure.table(("", "ms"), list(results["milliseconds"].items()))


def main() -> None:
    """Measure, print, save."""
    parser = measure.arguments(__doc__)
    parser.add_argument("--pages", type=int, default=330)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    options = parser.parse_args()
    results = measured(options)
    show(results)
    measure.save("extraction", results, options)


if __name__ == "__main__":
    main()
