"""The verbs of the public face: what `import tracuu` and the command line both call.

A session is one archive that somebody works with. It imports a room when a verb needs it, so that a search does not pay
for reading files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from tracuu.records import Capture, Hints, Layer, Rejected, Role, Version
from tracuu.tuples import Record

if TYPE_CHECKING:
    from pathlib import Path

    from tracuu.align.paragraphs import Bead
    from tracuu.checkup import Checking
    from tracuu.corpus.archive import Archive
    from tracuu.corpus.naming import Counted
    from tracuu.crawl.asking import Wish
    from tracuu.crawl.tally import Ears, Tally
    from tracuu.entities import Decision, Entity
    from tracuu.indexer.build import Built
    from tracuu.indexer.engines.base import Reader
    from tracuu.naming.explaining import Doubt
    from tracuu.naming.linking import Named
    from tracuu.naming.listing import Mentioned
    from tracuu.naming.pages import EntityPage
    from tracuu.naming.tables import ReadBack
    from tracuu.pipeline import Item, Report, Told
    from tracuu.reports.brief import Brief
    from tracuu.reports.check import Check
    from tracuu.reports.drift import Drift
    from tracuu.reports.news import News
    from tracuu.search.answer import Answer
    from tracuu.search.run import Request


class Shown(Record):
    """One version opened for reading: its record, its text, and all versions of its story (itself among them)."""

    version: Version
    layer: Layer
    siblings: tuple[Version, ...]

    def paragraphs(self, *roles: Role) -> list[str]:
        """Give the lines of the text that have one of these roles, in order."""
        return [self.layer.given[start:end] for start, end, role in self.layer.marks if role in roles]


class Session:
    """One open archive. Use it in a `with` block, or call `close`."""

    def __init__(self, archive: Archive) -> None:
        """Wrap an open archive; `tracuu.open` is the usual way here."""
        self.archive = archive
        self._reader: Reader | None = None

    def __enter__(self) -> Self:
        """Use the session in a with block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()

    def close(self) -> None:
        """Let go of the archive's files."""
        self._reader = None
        self.archive.close()

    @property
    def folder(self) -> Path:
        """The archive's folder."""
        return self.archive.folder

    def add(
        self,
        sources: str | Path | Sequence[str | Path] | Iterable[Capture | Rejected],
        *,
        hints: Hints | None = None,
        workers: int = 1,
        progress: Callable[[Report], None] = lambda _: None,
        tell: Callable[[Told], None] = lambda _: None,
        stage: Callable[[str, int, int], None] = lambda _name, _done, _total: None,
        ocr: bool = False,
    ) -> Report:
        """Bring articles in and index them.

        `sources` are paths of files and folders (`-` is stdin), one or several, or captures of your own. `hints` state
        what the files do not say and outrank what they do. `workers` above 1 understands articles in that many
        processes; a script that asks for it needs the usual `if __name__ == "__main__"`. `tell` hears of each article
        once it is durable, or of its rejection; `stage` of what follows once all are kept (pipeline.Stages). `ocr`
        reads text off scans. Lists of links are handed to the crawler.

        Raises UsageError for a path that is not there (before anything is read), ArchiveError for one not writable.
        """
        from tracuu import restore
        from tracuu.crawl.handing import hand_over

        self._reader = None
        given = [sources] if isinstance(sources, str | os.PathLike) else sources
        captures = self._captures(given, hints or Hints(), ocr=ocr)
        return restore.add(
            self.archive, captures, workers=workers, progress=progress, tell=tell, stage=stage, hand_over=hand_over
        )

    def crawl(self, wish: Wish | str | Sequence[str] = (), *, ears: Ears | None = None, **manner: Any) -> Tally:
        """Fetch articles from the web: newspapers, addresses, or all that `crawl.asking.Wish` can say.

        An empty wish goes on with what was not finished. `manner` are the fields of `crawl.start.Manner`: `contact`
        (told to servers and kept; it must be given once), `most`, `dry_run`, `warc`, `workers`. `ears` hear of numbers,
        of the estimate and of each article kept.

        Raises UsageError for a target that is neither newspaper nor address, Busy when another crawl is at work.
        """
        from tracuu.crawl import start

        self._reader = None
        return start.crawl(self.archive, wish, start.Manner(**manner), ears)

    def update(self, *, ears: Ears | None = None, **manner: Any) -> Tally:
        """Fetch what is new of everything that was crawled so far. Arguments and errors are those of `crawl`."""
        from tracuu.crawl import start

        self._reader = None
        return start.update(self.archive, start.Manner(**manner), ears)

    def search(self, query: str | Request, **options: Any) -> Answer:
        """Find stories in any of their languages.

        `query` is what a user types (docs/query.md), `options` are the fields of `search.run.Request`: `langs`,
        `limit`, `offset`, … A request may be given whole; an option that takes several values takes one alone too. No
        query is an error; what could not be read is among the notes.
        """
        from tracuu.errors import IndexFailure
        from tracuu.search.run import Request, run

        for name, usual in Request._field_defaults.items():
            if usual == () and isinstance(options.get(name), str):
                options[name] = (options[name],)
        request = query._replace(**options) if isinstance(query, Request) else Request(query=query, **options)
        try:
            return run(self.archive, self.reader(), request)
        except IndexFailure:  # some damage shows only when a part of the index is read for the first time
            self._reader = self._made(anew=True)
            return run(self.archive, self._reader, request)

    def save_search(self, name: str, query: str, *, tell_all: bool = False, **options: Any) -> int:
        """Save a search under a name; give how many stories it finds now, which count as told unless `tell_all`.

        `options` are those of `search`. Raises UsageError when the name is another search's.
        """
        from tracuu.reports import news

        return news.begin(self.archive, self.reader(), name, query, options, tell_all=tell_all)

    def news(self, names: Sequence[str] = ()) -> list[News]:
        """Give what is new of saved searches, all where none is named. It stays new until it is `told`."""
        from tracuu.reports import news

        return news.of(self.archive, self.reader(), names)

    def told(self, found: Sequence[News]) -> None:
        """Note that what is new was told."""
        from tracuu.reports import news

        news.mark(self.archive, found)

    def show(self, typed: str, lang: str | None = None) -> Shown:
        """Open a version by id, unique beginning, own id or address; of a story its original, or the one in `lang`.

        Raises UnknownId, AmbiguousId, and UsageError when the story is not held in `lang`.
        """
        from tracuu.corpus.editions import choose
        from tracuu.errors import UnknownId

        try:
            kind, found = self.archive.resolve(typed)
        except UnknownId as error:
            from tracuu.crawl.reasons import explained

            raise explained(error, self.archive, typed) from error
        version = self.archive.version(self.archive.number(found)) if kind == "version" else None
        siblings = tuple(self.archive.story_versions(version.story if version else found))
        chosen = version if version and lang is None else choose(siblings, lang)
        return Shown(chosen, self.archive.layer(chosen.number), siblings)

    def side_by_side(self, left: Shown, right: Shown) -> list[tuple[list[str], list[str]]]:
        """Pair the paragraphs of two versions that say the same; one side of a pair may be empty."""
        from tracuu.align.paragraphs import align

        roles = (Role.DEK, Role.HEADING, Role.BODY)
        ours, theirs = left.paragraphs(*roles), right.paragraphs(*roles)
        beads: list[Bead] = align(ours, theirs)
        return [([ours[i] for i in bead.left], [theirs[j] for j in bead.right]) for bead in beads]

    def entities(
        self,
        kind: str | None = None,
        query: str | None = None,
        lang: str | None = None,
        province: str | None = None,
        limit: int | None = None,
    ) -> list[Counted]:
        """Give the models and instruments that articles name, with counts, those of most stories first.

        `kind` is `model` (movements too), `instrument`, or a code of types.toml such as `resolution`; `query` are words
        of a name; with `lang` or `province` only such versions count.
        """
        from tracuu.naming.pages import entities

        return entities(self.archive, kind, query, lang, province, limit)

    def entity(self, typed: str, evidence: int = 20) -> EntityPage:
        """Gather what is known of an entity: names, spread, up to `evidence` sentences, relations.

        `typed` is an id, a former one, a code or a name in any spelling and language. Raises UnknownEntity,
        AmbiguousEntity (its values hold the candidates).
        """
        from tracuu.naming.pages import page

        return page(self.archive, typed, evidence)

    def mentions(self, asked: str | Sequence[str] | None = None) -> Iterator[Mentioned]:
        """Give mentions by version and place: of versions or stories by id, of what a query finds, or all.

        `asked` is a list of ids, a query, or None for the whole archive. Raises UnknownId, AmbiguousId.
        """
        from tracuu.naming.listing import mentions_in, versions_of

        if isinstance(asked, str):
            return mentions_in(self.archive, self.versions_found(asked))
        return mentions_in(self.archive, None if asked is None else versions_of(self.archive, asked))

    def why(self, article: str, entity: str) -> list[str]:
        """Tell step by step why an article's story is linked to an entity. Raises as `show` and `entity` do."""
        from tracuu.naming.explaining import why

        return why(self.archive, article, entity)

    def review(self, limit: int = 20) -> list[Doubt]:
        """Give open questions for a user, first what an answer mends most of: stubs, weak names, contradictions."""
        from tracuu.naming.explaining import review

        return review(self.archive, limit)

    def brief(
        self,
        asked: str,
        *,
        lang: str | None = None,
        since: str | None = None,
        until: str | None = None,
        editions: bool = False,
        as_query: bool = False,
        limit: int = 1000,
    ) -> Brief:
        """Tell what the archive says of an entity, or of what a query finds: dated lines with their sources.

        `asked` is an entity's id, code or name; what is none, or is said to be a query, is searched (in `lang` alone
        where that is given), and of that up to `limit` stories are told. Of an entity, `lang` is the language to cite
        in where it is held; else the original is cited. With `editions` every line has the sentence of each language.
        Raises AmbiguousEntity, and UsageError for a date.
        """
        from tracuu.errors import UsageError
        from tracuu.reports.brief import Asked, of_answer, of_entity
        from tracuu.search.query import period_of

        if not asked.strip():
            raise UsageError("brief.empty")
        wanted = Asked(lang, period_of(since, until), editions)
        entity = None if as_query else self.subject(asked)
        if entity:
            made = of_entity(self.archive, entity, wanted)
            if made.is_told or made.is_narrowed:
                return made
        langs = (lang,) if lang else ()
        found = self.search(asked, since=since, until=until, langs=langs, sort="oldest", limit=limit, translate=False)
        return of_answer(self.archive, asked, found, wanted)

    def subject(self, typed: str) -> Entity | None:
        """Give the entity that a brief on these words would be on; None where they would be searched as a query.

        Raises AmbiguousEntity where they mean several that articles name.
        """
        from tracuu.errors import AmbiguousEntity, UnknownEntity
        from tracuu.naming.asking import entity_named

        try:
            return entity_named(self.archive, typed)
        except UnknownEntity:
            return None
        except AmbiguousEntity as error:
            if any(self.archive.naming.entities([one.id]) for one in error.candidates):
                raise
            return None

    def drift(self, typed: str) -> tuple[Entity, Drift]:
        """Give an entity's renderings by language and month; a family's are those of its members."""
        from tracuu.naming.asking import entity_named
        from tracuu.reports.drift import drift

        entity = entity_named(self.archive, typed)
        members = self.archive.naming.members(entity.id)
        return entity, drift(self.archive, [entity.id, *(member.id for member in members)])

    def check(self, story: str) -> Check:
        """Compare the numbers and dates of a story's versions with the original's, sentence by sentence.

        `story` is an id of it or of a version, an own id or an address. Raises UnknownId, AmbiguousId.
        """
        from tracuu.naming.deciding import story_of
        from tracuu.reports.check import check

        return check(self.archive, story_of(self.archive, story))

    def merge(self, keep: str, gone: str) -> Decision:
        """Decide that two entities are one, kept under the first; the other's id leads there."""
        return self._decided("merge", keep, gone)

    def split(self, entity: str, story: str) -> Decision:
        """Decide that what a story (or an article's story) calls so is something of its own."""
        return self._decided("split", entity, story)

    def relate(self, story: str, entity: str, to: str) -> Decision:
        """Decide that what a story calls `entity` is `to`."""
        return self._decided("relate", story, entity, to)

    def rename(self, entity: str, label: str) -> Decision:
        """Decide on an entity's canonical name; its id stays."""
        return self._decided("rename", entity, label)

    def alias_add(self, entity: str, lang: str, name: str) -> Decision:
        """Decide that a name always means an entity."""
        return self._decided("alias_add", entity, lang, name)

    def alias_ban(self, entity: str, lang: str, name: str) -> Decision:
        """Decide that a name never means an entity."""
        return self._decided("alias_ban", entity, lang, name)

    def undo(self, number: int | None = None) -> Decision:
        """Take back the last decision that holds, or the one of this number; give it as it is now."""
        return self._decided("undo", number)

    def decisions(self) -> list[Decision]:
        """Give all decisions in order, those that were undone too."""
        return self.archive.naming.decisions()

    def relink(
        self, progress: Callable[[int, int], None] | None = None, *, workers: int = 1, whole: bool = True
    ) -> Named:
        """Find and link everything anew, from the texts and the decisions alone, and bring the index up to date.

        With `whole` false only what is outstanding is linked.
        """
        from tracuu import pipeline

        self._reader = None
        if whole:
            self.archive.naming.restart()
        return pipeline.name(self.archive, workers=workers, progress=progress)

    def export_entities(self, folder: str | Path) -> list[Path]:
        """Write decisions, redirects, learned names and entities as CSV into a folder; give the paths."""
        from pathlib import Path

        from tracuu.naming import tables

        return tables.write(self.archive, Path(folder))

    def import_entities(self, folder: str | Path) -> ReadBack:
        """Read decisions and redirects back, and names whose state was set to `confirmed` or `banned` by hand."""
        from pathlib import Path

        from tracuu import pipeline
        from tracuu.naming import tables

        self._reader = None
        read = tables.read(self.archive, Path(folder))
        pipeline.name(self.archive)
        return read

    def _decided(self, verb: str, *args: Any) -> Decision:
        from tracuu import pipeline
        from tracuu.naming import deciding

        self._reader = None
        decision: Decision = getattr(deciding, verb)(self.archive, *args)
        pipeline.name(self.archive)
        return decision

    def versions_found(self, query: str) -> list[int]:
        """Give the numbers of all versions that a query finds, in rising order."""
        from tracuu.search.run import keys

        return keys(self.archive, self.reader(), query)

    def reader(self, notice: Callable[[str], None] = lambda _: None) -> Reader:
        """Open the index for searching; what is missing, damaged or outstanding is made first where it can be."""
        from tracuu.errors import IndexFailure
        from tracuu.indexer.opening import current

        if self._reader is None and not self.archive.writable:
            with suppress(IndexFailure):
                self._reader = current(self.archive)
        if self._reader is None:
            self._reader = self._made(notice)
        return self._reader

    def _made(self, notice: Callable[[str], None] = lambda _: None, *, anew: bool = False) -> Reader:
        """Open the index with all in it, made where there is none, or anew, where its place can be written."""
        from tracuu.corpus.archive import Archive
        from tracuu.indexer import build

        held = nullcontext(self.archive) if self.archive.writable else Archive.open(self.folder, write=True)
        with held as archive:
            if anew:
                build.rebuild(archive)
            return build.open_reader(archive, notice)

    def doctor(
        self, *, mend: bool = False, progress: Callable[[Checking, int, int], None] = lambda *_: None
    ) -> list[dict[str, Any]]:
        """Check the archive, and the index against it.

        Gives findings as rows {code, count, message, mended}; none when all is well. An index is always mended, for it
        is a cache; what can be made again inside the archive itself is mended with `mend`. What was mended is looked at
        again before it is said to be; what could not be is followed by a row `not_mended`, which says why. Reads
        everything; `progress` hears (what is looked at, done, total).
        """
        from tracuu.checkup import doctor

        self._reader = None
        return doctor(self.archive, mend=mend, progress=progress)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> Built:
        """Make the index anew from the archive."""
        from tracuu.indexer import build

        self._reader = None
        return build.rebuild(self.archive, progress)

    def _captures(
        self, sources: Sequence[str | Path] | Iterable[Capture | Rejected], hints: Hints, *, ocr: bool
    ) -> Iterable[Item]:
        from datetime import UTC, datetime

        from tracuu.corpus.readers import read

        listed = list(sources) if isinstance(sources, Sequence) else sources
        if isinstance(listed, list) and all(isinstance(item, str | os.PathLike) for item in listed):
            return read([str(item) for item in listed], hints, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", ocr=ocr)
        return map(_capture, listed)


def _capture(item: object) -> Capture | Rejected:
    """Take what a script hands over; anything else is refused, never left out unsaid."""
    from tracuu.errors import UsageError

    if isinstance(item, Capture | Rejected):
        return item
    raise UsageError("add.no_source", kind=type(item).__name__)


def open_archive(
    folder: str | Path | None = None,
    *,
    create: bool = False,
    write: bool = True,
    notice: Callable[[str], None] = lambda _: None,
) -> Session:
    """Open an archive: `folder`, else TRACUU_ARCHIVE, else the nearest `.tracuu` upwards, else the user's default.

    With `create` it is made when it is not there. With `write` false the archive is only read. `notice` hears the lines
    that say what an upgrade changes in it.
    Raises NoArchive, NewerSchema, OlderSchema, UnsafePlace, NotWritable, Damaged.
    """
    from tracuu import paths
    from tracuu.corpus import where
    from tracuu.corpus.archive import Archive

    found = where.find(str(folder) if folder else None, os.environ)
    if found and paths.is_there(paths.inside(found, "archive.sqlite")):
        return Session(Archive.open(found, write=write, notice=notice))
    from pathlib import Path

    from tracuu.errors import NoArchive

    place = Path(found or where.default_folder())
    if not create:
        raise NoArchive("archive.none", folder=place)
    return Session(Archive.create(place))
