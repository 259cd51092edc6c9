"""A search from the words typed to the page shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.errors import UsageError
from tracuu.indexer.engines.base import Hit as Found
from tracuu.indexer.engines.base import Reader
from tracuu.records import Version
from tracuu.search import nodes
from tracuu.search.answer import Answer, Explanation, Facets, Help, Hit
from tracuu.search.expand import Expanded, expand, is_dated
from tracuu.search.filters import Filters, languages_named
from tracuu.search.query import Options, Query, parse
from tracuu.search.reading import reading, surprising
from tracuu.search.snippets import COLUMNS
from tracuu.search.wording import Wording
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.search.named import Named

ORDERS: dict[str, tuple[str, bool] | None] = {"relevance": None, "newest": ("day", True), "oldest": ("day", False)}


class Request(Record):
    """What is asked; made by keyword.

    `query` is in the grammar of docs/query.md. `phrase`, `any` and `none` are texts (`--phrase`, `--any`, `--not`);
    of `langs`, `sites`, `provinces`, `kinds`, `instruments` and `models` one value each must hold; `since` and `until`
    are days, months or years, both included; all of it on the same version. `undated` keeps versions without a date
    inside a time limit.
    `sort` is `relevance`, `newest` or `oldest`. `versions` gives every version as a hit of its own. `limit` and
    `offset` count hits. `meant` gives, for names that can mean several entities, what was typed and the id that is
    meant. `facets` and `explain` ask for these; `columns` is the width of a snippet in terminal columns. `translate`
    also looks for what the words are in other languages, of which `query_lang` is theirs and `show_lang` the one to
    show stories in; `translated` counts what only translations find. `dense` adds stories near in meaning.
    """

    query: str = ""
    phrase: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool = False
    sort: str = "relevance"
    versions: bool = False
    limit: int = 10
    offset: int = 0
    facets: bool = False
    explain: bool = False
    columns: int = COLUMNS
    meant: tuple[tuple[str, str], ...] = ()
    translate: bool = True
    translated: bool = False
    dense: bool = False
    query_lang: str | None = None
    show_lang: str | None = None

    def options(self) -> Options:
        """Give what is asked beside the query."""
        return Options(
            phrase=self.phrase, any=self.any, none=self.none, langs=self.langs, sites=self.sites,
            provinces=self.provinces, kinds=self.kinds, instruments=self.instruments, models=self.models,
            since=self.since, until=self.until,
        )  # fmt: skip


def run(archive: Archive, reader: Reader, request: Request) -> Answer:
    """Search an archive through its index and give one page.

    No query is an error. Raises UsageError for an option's date that is none, for a sort order that there is not and
    for a page that begins before the first hit.
    """
    order = _order(request)
    query = parse(request.query, request.options())
    totals = archive.totals()
    filters = Filters(archive, totals, dict(request.meant))
    languages = languages_asked(query.root, totals.languages)
    frequency = cache(reader.frequency)
    expanded = expand(query.root, reader, languages, filters.narrow, undated=request.undated, frequency=frequency)
    page = reader.search(
        expanded.node, limit=request.limit, offset=request.offset, group=not request.versions, order=order
    )
    ask = _Asking(archive, reader, filters, query, frequency, undated=request.undated)
    own = partial(_own, ask, request, expanded, page.hits)
    is_wider = bool(request.show_lang) or (request.translate and not request.versions and archive.translates())
    answer = Answer(
        query=query,
        reading=reading(query),
        surprising=surprising(query),
        total=page.stories,
        versions_total=page.versions,
        undated=ask.left_out(page.stories),
        hits=() if is_wider else own(request.offset, request.limit),
        limit=request.limit,
        offset=request.offset,
        by_version=request.versions,
        searched=totals,
        notes=query.notes,
        remarks=(*filters.notes, *expanded.notes),
        facets=ask.facets(expanded) if request.facets else None,
        explanation=ask.explanation(expanded, page.hits) if request.explain else None,
    )
    if is_wider:
        answer = _elsewhere(answer, ask, request, expanded, own)
    if not (page.stories or answer.hits):
        answer = answer._replace(help=ask.helped(expanded.words))
    answer = answer._replace(near=_near(answer, ask, request)) if request.dense else answer
    return _with_marks(archive, answer) if archive.has_marks() else answer


def _with_marks(archive: Archive, answer: Answer) -> Answer:
    from tracuu.search.marked import with_marks

    return with_marks(archive, answer)


def _near(answer: Answer, ask: _Asking, request: Request) -> tuple[Hit, ...]:
    """Give the stories near in meaning that are not shown anyway."""
    from tracuu.search.across import Ground
    from tracuu.search.near import Wanted, near

    held = ask.filters.totals.languages
    ground = Ground(ask.reader, held, ask.filters.narrow, ask.frequency, request.undated)
    seen = {hit.story for hit in (*answer.hits, *answer.partial)}
    wanted = Wanted(
        languages_asked(ask.query.root, held), seen, request.limit, request.columns, request.query_lang,
        request.translate,
    )  # fmt: skip
    return near(ask.archive, ground, ask.query.root, wanted)


def _own(
    ask: _Asking, request: Request, expanded: Expanded, first: Sequence[Found], offset: int, limit: int
) -> tuple[Hit, ...]:
    """Give hits that the words themselves find; `first` are those from the offset that was asked for."""
    found = first[:limit]
    if offset != request.offset:
        found = ask.reader.search(expanded.node, limit=limit, offset=offset, order=_order(request)).hits
    versions = ask.archive.versions([hit.key for hit in found])
    return _hits(found, versions, ask.filters, expanded.words, request.columns)


def _elsewhere(
    answer: Answer, ask: _Asking, request: Request, expanded: Expanded, own: Callable[[int, int], tuple[Hit, ...]]
) -> Answer:
    """Add the stories that only translations find, and show stories in the language that is preferred.

    `own` gives the hits that the words themselves find, by offset and limit: only those that are shown are made.
    """
    from tracuu.search.abroad import Wish, with_others
    from tracuu.search.further import Asked

    held = ask.filters.totals.languages
    asked = Asked(
        ask.archive, ask.reader, ask.query.root, expanded.node, held, languages_asked(ask.query.root, held),
        ask.filters.narrow, ask.frequency, undated=request.undated, lang=request.query_lang,
    )  # fmt: skip
    wish = Wish(request.translate and not request.versions, request.translated, request.show_lang, request.columns)
    return with_others(answer, asked, wish, own, in_turns=request.sort == "relevance")


def keys(archive: Archive, reader: Reader, query: str) -> list[int]:
    """Give the numbers of all versions that a query finds, in rising order."""
    root = parse(query).root
    totals = archive.totals()
    filters = Filters(archive, totals)
    return reader.keys(expand(root, reader, languages_asked(root, totals.languages), filters.narrow).node)


def unseen(archive: Archive, reader: Reader, request: Request, seen: Collection[int]) -> dict[int, Hit]:
    """Give the stories that a request finds and that are not among `seen`, by number, in the order asked for.

    `limit` and `offset` of the request count nothing here. Raises as `run` does.
    """
    query = parse(request.query, request.options())
    totals = archive.totals()
    filters = Filters(archive, totals, dict(request.meant))
    expanded = expand(
        query.root, reader, languages_asked(query.root, totals.languages), filters.narrow, undated=request.undated
    )
    page = reader.search(expanded.node, limit=totals.stories, order=_order(request))
    found = [hit for hit in page.hits if hit.story not in seen]
    versions = archive.versions([hit.key for hit in found])
    hits = _hits(found, versions, filters, expanded.words, request.columns)
    return {one.story: hit for one, hit in zip(found, hits, strict=True)}


class _Asking(Record):
    """Further questions about the same query; what answers them is imported when one is asked."""

    archive: Archive
    reader: Reader
    filters: Filters
    query: Query
    frequency: Callable[[str, str], int]
    undated: bool

    def stories(self, root: nodes.Node, *, undated: bool) -> int:
        """Count the stories that a query of the grammar finds."""
        languages = languages_asked(root, self.filters.totals.languages)
        node = expand(root, self.reader, languages, self.filters.narrow, undated=undated).node
        return self.reader.search(node, limit=0).stories

    def left_out(self, found: int) -> int:
        """Count the stories that only a time limit left out, because they carry no date."""
        if self.undated or not is_dated(self.query.root):
            return 0
        return self.stories(self.query.root, undated=True) - found

    def facets(self, expanded: Expanded) -> Facets:
        """Count what was found by language, site, province and month."""
        from tracuu.search.facets import facets

        return facets(self.reader, expanded.node)

    def explanation(self, expanded: Expanded, found: Sequence[Found]) -> Explanation:
        """Explain the hits of a page."""
        from tracuu.search.explain import explain

        return explain(self.reader, expanded, found, self.archive.versions([hit.key for hit in found]))

    def helped(self, words: Sequence[Wording]) -> Help:
        """Gather what may help where nothing was found."""
        from tracuu.search.suggest import helped

        return helped(
            self.archive, self.reader, self.query.root, words, self.filters, partial(self.stories, undated=self.undated)
        )


def _order(request: Request) -> tuple[str, bool] | None:
    if request.sort not in ORDERS:
        raise UsageError("search.bad_sort", value=request.sort, known=", ".join(ORDERS))
    if request.limit < 0 or request.offset < 0:
        raise UsageError("search.bad_page", limit=request.limit, offset=request.offset)
    return ORDERS[request.sort]


def languages_asked(root: nodes.Node, held: Iterable[str]) -> tuple[str, ...]:
    """Give the languages of the archive in which words can be found: all, or those that the query keeps to."""
    held = tuple(held)
    parts = root.parts if isinstance(root, nodes.All) else (root,)
    for part in parts:
        if isinstance(part, nodes.Field) and part.name == "lang":
            tags = [tag for value in part.values for tag in languages_named(value, held)]
            held = tuple(one for one in held if any(one == tag or one.startswith(f"{tag}-") for tag in tags))
    return held


def _named(filters: Filters, versions: Sequence[Version]) -> Mapping[int, Named]:
    """Give where versions name what was asked for by name; nothing is read for a query of words alone."""
    if not filters.linked or not versions:
        return {}
    from tracuu.search.named import named

    return named(filters.archive, [version.number for version in versions], filters.linked)


def _hits(
    found: Sequence[Found], versions: Sequence[Version], filters: Filters, words: Sequence[Wording], columns: int
) -> tuple[Hit, ...]:
    """Give the hits of a page; nothing is read where there are none."""
    if not found:
        return ()
    from tracuu.search.hits import hits_of

    return hits_of(filters.archive, found, versions, words, columns, _named(filters, versions))
