"""All sites that are known: found by address, by the name printed under a headline, or by id.

Ours come with the package (`sites/*.toml`, `data/papers.tsv`); a user's own files, of the same form, add to them and
outrank them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from tracuu.corpus.hosts import host
from tracuu.corpus.site_files import Host, Page, Site, read_papers, read_site

__all__ = ["Host", "Page", "Site", "Sites", "load"]

_HERE = Path(__file__).parent
PAPERS = "papers.tsv"

# What papers put before and after their proper name. Longest first: the first that fits is taken off.
_BEFORE = (
    "báo và đài phát thanh và truyền hình",
    "báo và phát thanh, truyền hình",
    "báo điện tử",
    "báo",
)
_AFTER = ("newspaper", "điện tử", "online")


class Sites:
    """The sites of one run. Later ones outrank earlier ones of the same id, host or name."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._by_id: dict[str, Site] = {}
        self._by_host: dict[str, Site] = {}
        self._hosts: dict[str, Host] = {}
        self._names: dict[str, Site] = {}
        self._proper: dict[str, Site] = {}
        for site in sites:
            self._add(site)
        self._moved: dict[str, set[str]] = {}
        for known in self._hosts.values():
            if known.moved_to:
                self._moved.setdefault(known.name, set()).add(known.moved_to)
                self._moved.setdefault(known.moved_to, set()).add(known.name)

    def __iter__(self) -> Iterator[Site]:
        return iter(self._by_id.values())

    def get(self, id: str) -> Site | None:  # noqa: A002  the record's own word
        """Give the site of this id."""
        return self._by_id.get(id)

    def of(self, url_or_host: str) -> Site | None:
        """Give the site that answers at an address; a paper's subdomains (`en.baodanang.vn`) are the paper's."""
        name = host(url_or_host)
        while name:
            if site := self._by_host.get(name):
                return site
            name = name.partition(".")[2]
        return None

    def named(self, publisher: str) -> Site | None:
        """Give the site of a publisher's name as printed; None when it is not known or could be several."""
        full = _key(publisher)
        if site := self._names.get(full):
            return site
        proper = _proper(full)
        return self._proper.get(proper) if proper != full else None

    def same_as(self, host: str) -> str:
        """Give the host under which the pages of `host` are written: itself, unless its site says otherwise."""
        known = self._hosts.get(host)
        return known.same_as if known and known.same_as else host

    def moved(self, host: str) -> tuple[str, ...]:
        """Give the other hosts under which the articles of `host` stand with the same path."""
        return tuple(sorted(self._moved.get(host, ())))

    def _add(self, site: Site) -> None:
        self._by_id[site.id] = site
        for known in site.hosts:
            self._by_host[known.name] = site
            self._hosts[known.name] = known
        for name in (site.name, *site.names):
            self._names[_key(name)] = site
            if site.kind == "paper":
                self._proper[_proper(_key(name))] = site


def load(extra: Path | None = None) -> Sites:
    """Give all sites: ours, then those of the folder `extra`, when there is one.

    Raises DataError, with file and line, when a file is wrong.
    """
    if extra is None or not extra.is_dir():
        return _packaged()
    papers = extra / PAPERS
    files = [*([papers] if papers.is_file() else []), *sorted(extra.glob("*.toml"))]
    return _with(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=4)  # workers ask again for every few articles; who changes a file is heard
def _with(own: tuple[tuple[Path, int, int], ...]) -> Sites:
    """Give our sites and those of a user's files, each told by its name, when it was written and its size."""
    added = [read_papers(path) if path.name == PAPERS else [read_site(path)] for path, _, _ in own]
    return Sites([*_packaged(), *chain.from_iterable(added)])


@cache
def _packaged() -> Sites:
    files = sorted((_HERE / "sites").glob("*.toml"))
    return Sites([*read_papers(_HERE / "data" / PAPERS), *map(read_site, files)])


def _key(name: str) -> str:
    """Give a name without accents, case and doubled blanks, so that a translation's spelling finds it."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[\w+.]+", letters))


def _proper(key: str) -> str:
    for word in map(_key, _BEFORE):
        if key.startswith(word + " "):
            key = key.removeprefix(word + " ")
            break
    for word in map(_key, _AFTER):
        key = key.removesuffix(" " + word)
    return key
