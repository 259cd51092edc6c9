"""The next page of a list: the one that the page calls so, else the one whose number is one higher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from tracuu.corpus import templates
from tracuu.corpus.site_files import Site
from tracuu.crawl.hrefs import is_own

_DATA = Path(__file__).parent / "data" / "lists.toml"
_FRONT = re.compile(r"/?(?:(?:page|trang|p)[-/]?\d+)?(?:\.html?)?/?")
_HYPHENED = re.compile(r"-[a-z]{0,8}-?\d+(?:\.\w{1,5})?")  # xa-hoi-trang-2.html, not xa-hoi-tre-trang-2.html


def next_page(called: str | None, targets: Sequence[str], url: str, site: Site | None) -> str | None:
    """Give the address of the page that follows the list page `url`, None when there is none.

    `called` is what the page names as its `rel="next"`, `targets` are the addresses that it links to. The patterns are
    those of the site's description, else the usual ones. A described list whose page is numbered goes on even without
    a link, because many load their further pages by script.
    """
    if called and called != url and is_own(called, url, None):
        return called
    described = site.next if site else ()
    for form in described or _usual():
        if found := _numbered(form, url, targets):
            return found
    return next((made for form in described if (made := _made(form, url))), None)


def _numbered(form: str, url: str, targets: Sequence[str]) -> str | None:
    """Give the link of this form whose number is one higher than the page's own, and that belongs to the same list."""
    here = _fitted(form, url)
    fitting = []
    for target in targets:
        there = _fitted(form, target)
        if there is None or int(there["page"]) != (int(here["page"]) + 1 if here else 2):
            continue
        if _without_number(here) == _without_number(there) if here else _continues(target, url):
            fitting.append(target)
    return min(fitting, key=len, default=None)


def _without_number(parts: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in parts.items() if name != "page"}


def _continues(target: str, first: str) -> bool:
    """Tell whether a second page is written as the first with something behind it.

    Behind a front page stands only a number, else any section's second page would follow it.
    """
    stem = urlsplit(first).path.rstrip("/").removesuffix(".html").removesuffix(".htm")
    rest = urlsplit(target).path.removeprefix(stem)
    if not stem:
        return _FRONT.fullmatch(rest) is not None
    if rest.startswith("-"):
        return _HYPHENED.fullmatch(rest) is not None
    return rest != urlsplit(target).path and rest[:1] in {"", "/", "."}


def _made(form: str, url: str) -> str | None:
    """Write the next page of a numbered one."""
    here = _fitted(form, url)
    path = templates.filled(form, {**here, "page": str(int(here["page"]) + 1)}) if here else None
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{path}" if path else None


def _fitted(form: str, url: str) -> dict[str, str] | None:
    """Give the parts of a numbered page's address; the form may hold a query."""
    parts = urlsplit(url)
    path = (parts.path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")
    found = templates.compiled(form).fullmatch(path)
    return found.groupdict() if found else None


@cache
def _usual() -> tuple[str, ...]:
    import tomllib

    return tuple(tomllib.loads(_DATA.read_text(encoding="utf-8"))["next"])
