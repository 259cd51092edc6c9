"""A timeline as a picture (PNG or SVG), drawn by matplotlib, which is an extra and imported here alone.

The same timeline gives the same file: an SVG carries no date and no random names.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from tracuu.errors import UsageError
from tracuu.messages import say
from tracuu.reports.timeline import Timeline

KINDS = (".png", ".svg")
_SIZE, _DOTS = (10.0, 5.0), 150  # inches, dots an inch
_MOST_NAMES = 24  # periods that are named below the axis
_FONTS = ("Noto Sans", "DejaVu Sans", "Noto Sans CJK JP", "Noto Sans Thai", "Noto Naskh Arabic", "Arial", "Tahoma",
          "Microsoft YaHei", "Hiragino Sans")  # fmt: skip
"""Fonts that are asked one after the other for a letter: the first ones carry Vietnamese and are everywhere."""


def draw(made: Timeline, path: Path, kind: str, *, share: bool = False) -> bool:
    """Write a timeline as a picture of one of `KINDS`; tell whether all its letters could be drawn.

    Raises UsageError when matplotlib is not installed.
    """
    library = _library()
    from matplotlib.figure import Figure

    with library.rc_context(_settings()), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.subplots()
        _bars(axes, made, share=share)
        _words(axes, made, share=share)
        metadata: dict[str, Any] = {"Date": None} if kind == ".svg" else {"Software": "tracuu"}
        figure.savefig(path, format=kind.removeprefix("."), dpi=_DOTS, metadata=metadata)
    return not any("Glyph" in str(one.message) for one in warned)  # how matplotlib says that no font has a letter


def _library() -> Any:
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise UsageError("timeline.no_library") from error
    return mpl


def _settings() -> dict[str, Any]:
    from matplotlib import font_manager

    there = set(font_manager.get_font_names())
    return {
        "font.family": [font for font in _FONTS if font in there] or ["sans-serif"],
        "svg.hashsalt": "tracuu",
        "text.parse_math": False,  # a dollar sign in a query is a dollar sign
    }


def _bars(axes: Any, made: Timeline, *, share: bool) -> None:
    width = 0.8 / max(1, len(made.series))
    for place, series in enumerate(made.series):
        values = [
            100 * (made.share(series, period) or 0.0) if share else series.counts.get(period, 0)
            for period in made.periods
        ]
        offset = (place - (len(made.series) - 1) / 2) * width
        axes.bar([at + offset for at in range(len(values))], values, width, label=_legend(series.name))


def _legend(name: str) -> str:
    """Name a query in the legend: on one line, and never one of the names that matplotlib leaves out."""
    from tracuu.console.safe import printable

    return "\u200b" + " ".join(printable(name).split())


def _words(axes: Any, made: Timeline, *, share: bool) -> None:
    axes.set_ylabel(say("timeline.axis_share") if share else say("timeline.axis_stories"))
    axes.set_title(say("timeline.by_year") if made.by == "year" else say("timeline.by_month"))
    step = max(1, -(-len(made.periods) // _MOST_NAMES))
    shown = range(0, len(made.periods), step)
    axes.set_xticks(list(shown), [made.periods[at] for at in shown], rotation=45, ha="right")
    axes.yaxis.get_major_locator().set_params(integer=not share)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
