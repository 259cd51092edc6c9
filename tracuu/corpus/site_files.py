"""Reading and checking the files that describe sites: `sites/*.toml` and `data/papers.tsv`.

What each field means is in docs/sites.md. Everything is checked when it is loaded; an error names file and line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

from tracuu.corpus import dates, templates
from tracuu.corpus.hosts import host
from tracuu.errors import DataError, UsageError
from tracuu.text.codes import canonical

KINDS = ("paper", "portal")
NONE = "-"  # an empty cell of papers.tsv
PAPER_COLUMNS = ("host", "name", "province", "other_hosts", "other_names", "articles")
SITE_FIELDS = frozenset(
    [
        "id",
        "name",
        "other_names",
        "kind",
        "province",
        "languages",
        "utc_offset",
        "articles",
        "listings",
        "sitemaps",
        "feeds",
        "lists",
        "next",
        "max_pages",
        "follow_links",
        "language_codes",
        "delay",
        "hosts",
        "pages",
    ]
)
_PAGE_LISTS = (
    "title", "dek", "byline", "publisher", "date", "date_formats", "body", "caption", "source", "comments", "leave_out",
)  # fmt: skip
MAX_PAGES = 50
"""Pages of a list that are turned, unless its site says otherwise."""
LEAST_DELAY, MOST_DELAY = 2, 3600  # seconds
_MOST_PAGES = 100_000
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}")
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A server that answers for a site, the days it did so, and where its articles stand otherwise.

    `same_as`: the same pages answer there, so its addresses are written with that host. `moved_to`: the articles
    (not the other pages) can be found there too, with the same path.
    """

    name: str
    since: date | None = None
    until: date | None = None
    same_as: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where things stand on a site's article pages, as CSS selectors; in each list the first that finds text counts.

    `valid_until` is the last day on which pages looked like this; None: they still do. `number` counts the blocks of
    a file from 1 and is part of the extractor's name, so new blocks are added at the end.
    """

    number: int
    valid_until: date | None = None
    title: tuple[str, ...] = ()
    dek: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A newspaper or portal, described as data. `languages` are those it writes in itself, not those it translates to.

    `province` is the slug of the province whose paper it is, None for national papers and portals. `forms` are the
    patterns of `articles` as written (`templates.filled`), and so is `next`. `sitemaps`, `feeds` and `lists` are whole
    addresses. `language_codes` give the site's own spelling of a language's canonical code. `delay` are seconds.
    """

    id: str
    name: str
    kind: str
    hosts: tuple[Host, ...]
    names: tuple[str, ...] = ()
    province: str | None = None
    languages: tuple[str, ...] = ("vi",)
    zone: timezone = dates.VIETNAM
    articles: tuple[re.Pattern[str], ...] = ()
    listings: tuple[re.Pattern[str], ...] = ()
    forms: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    max_pages: int = MAX_PAGES
    follow_links: bool = False
    language_codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    delay: float | None = None
    pages: tuple[Page, ...] = ()
    file: str = field(default="", compare=False)


class _Reader:
    """One table of a TOML file, with the file's name and text at hand, so that each complaint can name its line."""

    def __init__(self, table: Mapping[str, Any], path: Path, text: str) -> None:
        self.table, self.path, self.text = table, path, text

    def fault(self, key: str, name: str, **values: object) -> DataError:
        """Make the error for field `name`, with the line where it stands."""
        return DataError(key, path=self.path, line=line_of(self.text, name), field=name, **values)

    def known(self, fields: Iterable[str]) -> None:
        """Refuse fields that mean nothing: a misspelt field would silently do nothing."""
        for name in self.table:
            if name not in fields:
                raise self.fault("page.unknown_field", name, known=", ".join(sorted(fields)))

    def text_of(self, name: str, default: str | None = None) -> str:
        """Give a text that is not empty."""
        value = self.table.get(name, default)
        if value is None:
            raise self.fault("page.missing_field", name)
        if not isinstance(value, str) or not value.strip():
            raise self.fault("page.not_text", name)
        return value

    def optional(self, name: str) -> str | None:
        """Give a text, or None when the field is absent."""
        return self.text_of(name) if name in self.table else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts; an absent one is empty."""
        value = self.table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fault("page.not_texts", name)
        return tuple(value)

    def day(self, name: str) -> date | None:
        """Give a day, written 2025-06-30 without quotes."""
        value = self.table.get(name)
        if value is not None and type(value) is not date:
            raise self.fault("page.not_day", name)
        return value

    def number(self, name: str, least: float, most: float) -> float | None:
        """Give a number within bounds, or None when the field is absent."""
        value = self.table.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self.fault("page.not_number", name, least=least, most=most)
        return value

    def yes(self, name: str) -> bool:
        """Tell whether a field says `true`; an absent one does not."""
        value = self.table.get(name, False)
        if not isinstance(value, bool):
            raise self.fault("page.not_yes_or_no", name)
        return value

    def tables(self, name: str) -> list[_Reader]:
        """Give the `[[name]]` tables."""
        value = self.table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault("page.not_tables", name)
        return [_Reader(item, self.path, self.text) for item in value]


def read_site(path: Path) -> Site:
    """Read one site file. Raises DataError that names file and line."""
    text = path.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError("page.bad_toml", path=path, reason=str(error)) from error
    reader = _Reader(table, path, text)
    reader.known(SITE_FIELDS)
    hosts = _hosts(reader)
    return Site(
        id=reader.text_of("id"),
        name=reader.text_of("name"),
        kind=_kind(reader),
        hosts=hosts,
        names=reader.texts("other_names"),
        province=_province(reader),
        languages=reader.texts("languages") or ("vi",),
        zone=_zone(reader),
        articles=_patterns(reader, "articles"),
        listings=_patterns(reader, "listings"),
        forms=reader.texts("articles"),
        sitemaps=_addresses(reader, "sitemaps", hosts),
        feeds=_addresses(reader, "feeds", hosts),
        lists=_addresses(reader, "lists", hosts),
        next=_next(reader),
        max_pages=int(reader.number("max_pages", 1, _MOST_PAGES) or MAX_PAGES),
        follow_links=reader.yes("follow_links"),
        language_codes=_language_codes(reader),
        delay=reader.number("delay", LEAST_DELAY, MOST_DELAY),
        pages=tuple(_page(table, number) for number, table in enumerate(reader.tables("pages"), start=1)),
        file=path.name,
    )


def read_papers(path: Path) -> list[Site]:
    """Read the list of papers known by name and host. Raises DataError that names file and line."""
    found = []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not row.strip() or row.startswith("#") or row.split("\t")[0] == PAPER_COLUMNS[0]:
            continue
        cells = row.split("\t")
        if len(cells) != len(PAPER_COLUMNS):
            raise DataError("page.bad_row", path=path, line=number, wanted=len(PAPER_COLUMNS), got=len(cells))
        found.append(_paper(cells, path, number))
    return found


def line_of(text: str, name: str) -> int:
    """Give the line on which a field is first set, 1 when it is nowhere."""
    pattern = re.compile(rf"\s*(?:\[+\s*{re.escape(name)}\s*\]+|\"?{re.escape(name)}\"?\s*=)")
    return next((number for number, line in enumerate(text.splitlines(), start=1) if pattern.match(line)), 1)


def _kind(reader: _Reader) -> str:
    kind = reader.text_of("kind")
    if kind not in KINDS:
        raise reader.fault("page.bad_value", "kind", value=kind, known=", ".join(KINDS))
    return kind


def _province(reader: _Reader) -> str | None:
    slug = reader.optional("province")
    if slug is not None and not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", slug):
        raise reader.fault("page.bad_value", "province", value=slug, known="quang-nam")
    return slug


def _zone(reader: _Reader) -> timezone:
    offset = reader.text_of("utc_offset", "+07:00")
    found = _OFFSET.fullmatch(offset)
    if not found:
        raise reader.fault("page.bad_value", "utc_offset", value=offset, known="+07:00")
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(shift if found[1] == "+" else -shift)


def _hosts(reader: _Reader) -> tuple[Host, ...]:
    tables = reader.tables("hosts")
    if not tables:
        raise reader.fault("page.missing_field", "hosts")
    return tuple(map(_host, tables))


def _host(reader: _Reader) -> Host:
    reader.known({"name", "since", "until", "same_as", "moved_to"})
    names = [reader.text_of("name"), reader.optional("same_as"), reader.optional("moved_to")]
    for name in filter(None, names):
        if not _HOST.fullmatch(name) or name.startswith("www."):
            raise reader.fault("page.bad_value", "name", value=name, known="baoquangnam.vn")
    return Host(
        name=reader.text_of("name"),
        since=reader.day("since"),
        until=reader.day("until"),
        same_as=reader.optional("same_as"),
        moved_to=reader.optional("moved_to"),
    )


def _patterns(reader: _Reader, name: str) -> tuple[re.Pattern[str], ...]:
    return _checked(reader.texts(name), templates.compiled, lambda key, value: _bad(reader, name, key, value))


def _addresses(reader: _Reader, name: str, own: tuple[Host, ...]) -> tuple[str, ...]:
    """Give addresses of the site's own pages; one that begins with a slash stands on the first host."""
    found = []
    for written in reader.texts(name):
        whole = f"https://{own[0].name}{written}" if written.startswith("/") else written
        server = host(whole) if re.fullmatch(r"https?://[!-~]+", whole) else None
        if server is None or not any(f".{server}".endswith(f".{known.name}") for known in own):
            raise reader.fault("page.bad_address", name, value=written)
        found.append(whole)
    return tuple(found)


def _next(reader: _Reader) -> tuple[str, ...]:
    """Give the patterns of a list's further pages; each says where the page's number stands."""
    _patterns(reader, "next")
    for written in reader.texts("next"):
        if "page" not in templates.parts_of(written):
            raise reader.fault("page.bad_next", "next", value=written)
    return reader.texts("next")


def _language_codes(reader: _Reader) -> dict[str, str]:
    """Give the spellings of languages in addresses, by canonical code."""
    written = reader.table.get("language_codes", {})
    if not isinstance(written, dict):
        raise reader.fault("page.bad_codes", "language_codes", value=written)
    for code, spelling in written.items():
        if not isinstance(spelling, str) or not re.fullmatch(templates.LANGUAGE, spelling):
            raise reader.fault("page.bad_codes", "language_codes", value=f"{code} = {spelling}")
        try:
            is_canonical = canonical(code) == code
        except UsageError:
            is_canonical = False
        if not is_canonical:
            raise reader.fault("page.bad_codes", "language_codes", value=f"{code} = {spelling}")
    return dict(written)


def _bad(reader: _Reader, name: str, key: str, value: str) -> DataError:
    return reader.fault(key, name, value=value, known=_parts())


def _parts() -> str:
    return ", ".join(f"{{{part}}}" for part in templates.PARTS)


def _page(reader: _Reader, number: int) -> Page:
    reader.known({*_PAGE_LISTS, "valid_until"})
    for written in reader.texts("date_formats"):
        try:
            dates.compiled(written)
        except (KeyError, ValueError) as error:
            raise reader.fault("page.bad_format", "date_formats", value=written) from error
    if not reader.texts("body"):
        raise reader.fault("page.missing_field", "body")
    selectors = {name: reader.texts(name) for name in _PAGE_LISTS}
    return Page(number=number, valid_until=reader.day("valid_until"), **selectors)


def _paper(cells: list[str], path: Path, number: int) -> Site:
    own_host, name, province, other_hosts, other_names, articles = cells

    def fault(key: str, value: str) -> DataError:
        return DataError(key, path=path, line=number, field="articles", value=value, known=_parts())

    hosts = [own_host, *_list(other_hosts)]
    for bad in (item for item in hosts if not _HOST.fullmatch(item)):
        raise DataError("page.bad_value", path=path, line=number, field="host", value=bad, known="baolaocai.vn")
    return Site(
        id=own_host,
        name=name,
        kind="paper",
        hosts=tuple(Host(name=item) for item in hosts),
        names=_list(other_names),
        province=None if province == NONE else province,
        articles=_checked(_list(articles), templates.compiled, fault),
        forms=_list(articles),
        file=path.name,
    )


def _list(cell: str) -> tuple[str, ...]:
    return () if cell == NONE else tuple(cell.split(";"))


def _checked(
    written: tuple[str, ...],
    compile_one: Callable[[str], re.Pattern[str]],
    fault: Callable[[str, str], DataError],
) -> tuple[re.Pattern[str], ...]:
    found = []
    for value in written:
        try:
            found.append(compile_one(value))
        except (KeyError, ValueError) as error:
            raise fault("page.bad_address_pattern", value) from error
    return tuple(found)
