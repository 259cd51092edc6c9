"""Proposing the address pattern of a site's articles from the address of one."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from tracuu.corpus import dates, templates

_DATED = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d*")
_TAIL = re.compile(r"(?P<slug>.*[^\W\d_].*?)(?P<mark>[-_.](?:[A-Za-z]{1,8})?)(?P<id>\d{3,})")
_MONTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_STEPS = ("section", "section2", "any")


def pattern(url: str, langs: Collection[str] = ()) -> str | None:
    """Give a pattern that fits an article's address, None when its last step is no slug.

    `langs` are spellings of languages that the page's other addresses show; one of them as the first step is a
    language, not a section.
    """
    steps = [step for step in urlsplit(url).path.split("/") if step]
    if not steps:
        return None
    last = _last(steps.pop())
    if last is None:
        return None
    written = [*_first(steps, langs), last]
    found = "/" + "/".join(written)
    try:
        fits = templates.compiled(found).fullmatch(urlsplit(url).path.rstrip("/"))
    except (KeyError, ValueError):  # a name that stands twice
        return None
    return found if fits else None


def languages(url: str, alternates: Collection[str]) -> set[str]:
    """Give the first steps of a page's addresses in all languages, so far as they look like languages."""
    firsts = {urlsplit(one).path.strip("/").split("/")[0] for one in (url, *alternates)}
    return {step for step in firsts if re.fullmatch(templates.LANGUAGE, step)} if alternates else set()


def _last(step: str) -> str | None:
    stem, dot, ending = step.partition(".")
    if dot and not re.fullmatch(r"[A-Za-z]{2,5}", ending):
        return None
    found = _TAIL.fullmatch(stem)
    if found is None:
        return "{slug}" + dot + ending if "-" in stem else None
    part = "{dated_id}" if _DATED.fullmatch(found["id"]) and _is_day(found["id"]) else "{id}"
    return "{slug}" + found["mark"] + part + dot + ending


def _is_day(number: str) -> bool:
    return dates.day_of(number[:4], number[4:6], number[6:8]) is not None


def _first(steps: list[str], langs: Collection[str]) -> list[str]:
    """Give the parts for the steps before the last: a language, a day or month, sections."""
    written: list[str] = []
    names = iter(_STEPS)
    for place, step in enumerate(steps):
        if place == 0 and step in langs:
            written.append("{lang}")
        elif _MONTH.fullmatch(step):
            written.append("{year}{month}")
        elif _YEAR.fullmatch(step):
            written.append("{year}")
        elif len(step) <= 2 and step.isdecimal() and written and written[-1] in {"{year}", "{month}"}:  # noqa: PLR2004
            written.append("{day}" if written[-1] == "{month}" else "{month}")
        else:
            written.append("{" + next(names, "rest") + "}")
    return written
