"""The flow of tracuu on one page: how an article becomes a version that a search can find.

    readers or crawler  ->  Capture
    extract             ->  Extract      given text, and what the markup states
    clean               ->  Cleaned      every line's role, and what the furniture taught
    tell the language   ->  LanguageGuess
    draft               ->  Draft        understood
    find                ->  Founds       what its text names
                        pure up to here, so it runs in worker processes
    keep                ->  Kept         the archive gives id and story; durable when it returns
    name                ->  Mentions     stories are linked to the models and documents that they name (naming/linking)
    index               ->  found        what is not yet in the index is outstanding work
    learn words         ->  tables       which word translates which, from linked stories (indexer/lexicon)
    match               ->  ties         stories that no hint ties are found by what they say (linking)

The order matters in three places: an article is kept before it is linked and indexed, so that a crash can only lose
what the next run makes again; it is indexed in batches after it was kept, so that a search never sees a story that the
archive could forget; and it is linked before it is indexed, so that it is indexed once.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tracuu.errors import InputError
from tracuu.records import Capture, Draft, Kept, Listed, Outcome, Rejected
from tracuu.workers import SELDOM, Workers

if TYPE_CHECKING:
    from tracuu.corpus.archive import Archive
    from tracuu.corpus.provenance import Provenance
    from tracuu.corpus.sites import Sites
    from tracuu.linking.match import Joined
    from tracuu.naming.linking import Begun, Named

CHUNK = 50  # articles per task of a worker, and per transaction while few arrive
CHUNK_BYTES = 8_000_000  # a chunk ends when its articles are so large together, so that memory stays bounded
OFFICE_CHUNK = 8  # office files per task at most; one, where text may be read off pictures
TOGETHER = 6  # chunks that one transaction keeps at most, when more have come than were waited for
INDEX_EVERY = 1_000  # articles kept between two times of linking and indexing
MATCHED_WHOLE = 2_000  # versions of an archive in which adding looks for the translations of all that have no hint
MATCHED_AT_ONCE = 1_000  # versions for which it does so in a larger one: a day's; more are left to tracuu story link
ROUNDS = 2  # times that stories teach words, and words find stories
INLINE = 400  # articles; so many are understood in this process sooner than workers have started for them


class Ready(NamedTuple):
    """An article as a worker leaves it: its draft, its texts analysed for the index, what was found in it, both packed.

    `texts` is empty where they are to be analysed when the article is indexed.
    `whole` is False when it names so much that not all of it was looked at.
    """

    draft: Draft
    texts: bytes
    found: bytes
    whole: bool = True


Item = Capture | Draft | Listed | Rejected  # a Draft comes from another archive, where it was understood
Done = Ready | Listed | Rejected
Told = tuple[Kept, Draft] | Listed | Rejected
Progress = Callable[[int, int], None]
Stages = Callable[[str, int, int], None]
"""Hears of what follows once all is kept: "linking" (stories), "learning" (tables of words), "matching" (versions that
no hint ties); each with how many are done, and of how many."""


@dataclass(slots=True)
class Report:
    """What an `add` did, in numbers: articles by (media type, outcome). It stays small however many there were.

    `overfull` counts those that name so much that not all of it was looked at, `listed` addresses for the crawler,
    `scans` files that were rejected because they need OCR,
    `stated` what dumps of archives state besides articles, by its kind.
    """

    counts: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    overfull: int = 0
    listed: int = 0
    scans: int = 0
    stated: Counter[str] = field(default_factory=Counter)

    def total(self, outcome: Outcome) -> int:
        """Count the articles with this outcome, over all types."""
        return sum(count for (_, got), count in self.counts.items() if got is outcome)


def draft(capture: Capture, sites: Sites) -> Draft:
    """Understand one article. Pure: the same capture and sites give the same draft.

    Raises InputError when there is no article in it.
    """
    from tracuu.corpus import provenance
    from tracuu.corpus.clean import clean
    from tracuu.corpus.extract import extract

    extracted = extract(capture, sites)
    cleaned = clean(extracted)
    come = provenance.trace(capture.hints, extracted, cleaned, sites)
    language = provenance.language(cleaned, capture.hints.lang, come.url_lang or extracted.lang)
    return Draft(
        raw=capture.raw,
        media_type=capture.media_type,
        charset=extracted.charset,
        note=extracted.note,
        origin=capture.origin,
        fetched_at=capture.fetched_at,
        extractor=extracted.extractor,
        given=cleaned.given,
        marks=cleaned.marks,
        language=language,
        keys=_story_keys(come, capture.hints.story),
        url=come.url,
        url_as_found=come.url_as_found,
        host=come.host,
        site=come.site,
        publisher=come.publisher,
        province=come.province,
        province_inferred=come.province_inferred,
        title=capture.hints.title or (extracted.titled and extracted.title) or cleaned.title or extracted.title,
        dated=come.dated,
        source_url=come.source_url,
        source_as_found=come.source_as_found,
        machine_translated=provenance.translated(language.lang, come, sites),
        kind=capture.hints.kind or "press",
        given_id=capture.hints.id,
        extra=capture.hints.extra,
        alternates=extracted.alternates,
    )


def _story_keys(come: Provenance, given: str | None) -> tuple[str, ...]:
    from tracuu.corpus import stories

    return stories.keys(
        url=come.url,
        source_url=come.source_url,
        slug=come.slug,
        alternates=come.alternates,
        given=given,
        portal=come.portal,
    )


def understand(captures: Sequence[Item], folder: Path | None = None, *, analysed: bool = True) -> list[Done]:
    """Understand a chunk, analyse it for the index, find what it names: the work of one task of a worker process.

    `folder` is the archive's, which may hold sites and a register of the user's own. `analysed` is False when the
    articles are indexed by another process, which analyses them itself.
    """
    from tracuu.corpus.sites import load
    from tracuu.indexer.fields import packed, texts
    from tracuu.naming.gathering import finder

    sites, found_in = load(folder / "sites" if folder else None), finder(folder)
    drafts = [_drafted(capture, sites) if isinstance(capture, Capture) else capture for capture in captures]
    articles = {place: one for place, one in enumerate(drafts) if isinstance(one, Draft)}
    # One language after the other: what a language remembers of its words then is where the processor finds it soon.
    by_language = sorted(articles, key=lambda place: articles[place].language.lang)
    ready = {
        place: Ready(
            one,
            packed(texts(one.title, one.given, one.marks, one.language.lang)) if analysed else b"",
            *found_in(one.given, one.marks, one.language.lang),
        )
        for place in by_language
        for one in (articles[place],)
    }
    return [ready[place] if isinstance(one, Draft) else one for place, one in enumerate(drafts)]


def _drafted(capture: Capture, sites: Sites) -> Draft | Listed | Rejected:
    from tracuu.corpus.office.links import LinkList

    try:
        return draft(capture, sites)
    except LinkList as found:
        return Listed(capture.origin, capture.media_type, tuple(found.values["links"]))  # type: ignore[arg-type]
    except InputError as error:
        return Rejected(capture.origin, capture.media_type, str(error), error.key)


def add(
    archive: Archive,
    captures: Iterable[Item],
    *,
    workers: int = 1,
    progress: Callable[[Report], None] = lambda _: None,
    tell: Callable[[Told], None] = lambda _: None,
    stage: Stages = lambda _name, _done, _total: None,
    hand_over: Callable[[Archive, Listed], int] = lambda _archive, _list: 0,
) -> Report:
    """Bring articles into the archive, link them to what they name, and index them.

    `tell` hears of every article: (kept, its draft), which is durable when it is told, or a Rejected. `hand_over` takes
    a list of addresses to the crawler and says how many, before `tell` hears of it. `stage` hears of what follows when
    all are kept; after an update of tracuu all stories are linked anew.

    With `workers` above 1, more than a few hundred articles are understood in that many processes. Stopping at
    any moment loses nothing that was kept; what is not yet linked and indexed is so by the next run.
    """
    report = Report()
    ready: dict[int, bytes] = {}
    begun: Begun | None = None
    kept = 0
    linking = partial(stage, "linking")
    with _seldom_collecting(), Workers(workers) as crew:
        for chunk in _understood(_unread(archive, captures, report, tell), archive.folder, crew):
            articles = _without_lists(chunk, report, tell, lambda one: hand_over(archive, one))
            _keep(archive, articles, report, ready, tell)
            progress(report)
            kept += len(chunk)
            if kept >= INDEX_EVERY:
                begun = _go_on(archive, crew, begun, ready)
                kept = 0
        if begun:
            _go_on(archive, crew, begun, ready, lambda last: _link(archive, crew, last, linking))
        _link_and_index(archive, crew, ready=ready, progress=linking)
        _sight(archive, crew)
        _learn_words(archive, crew, partial(stage, "learning"))
        _find_stories(archive, crew, partial(stage, "matching"))
    return report


def _go_on(
    archive: Archive,
    crew: Workers,
    begun: Begun | None,
    ready: dict[int, bytes],
    meanwhile: Callable[[Begun], object] = lambda _: None,
) -> Begun:
    """Have workers gather what was kept since the last time; meanwhile link and index what they gathered before.

    `meanwhile` is given what is being gathered, while the engine's threads are at work.
    """
    from tracuu.indexer import build
    from tracuu.naming.linking import begin, link, take

    gathered = take(archive, begun) if begun else []
    fresh = begin(archive, crew)
    if not gathered:
        meanwhile(fresh)
    else:
        link(archive, workers=crew, only=gathered)
        build.update(archive, ready=ready, linked=True, meanwhile=lambda: meanwhile(fresh))
        waiting = set(archive.outstanding(len(archive.numbers())))
        for number in ready.keys() - waiting:
            del ready[number]
    return fresh


def name(archive: Archive, *, workers: int = 1, progress: Progress | None = None) -> Named:
    """Link what is outstanding, and tell the index."""
    with _seldom_collecting(), Workers(workers) as crew:
        named = _link_and_index(archive, crew, progress=progress)
        _sight(archive, crew)
        _learn_words(archive, crew)
        _find_stories(archive, crew)
        return named


def match(archive: Archive, *, workers: int = 1, progress: Progress | None = None) -> Joined:
    """Find the stories that no hint ties, of all that is outstanding; then name and index what came together.

    With `workers` above 1 a process reads while this one compares; as many then read what came together.
    """
    from tracuu.linking.match import match as find

    with _seldom_collecting():
        with Workers(1) as reader:
            joined = find(archive, crew=reader if workers > 1 else None, progress=progress)
        with Workers(workers) as crew:
            _link_and_index(archive, crew)
        return joined


def _sight(archive: Archive, crew: Workers) -> None:
    """Look for learned names where they stand alone: it asks the index, which then learns what was found."""
    from tracuu.naming.sighting import sight

    sight(archive, crew)
    _link_and_index(archive, crew)


def _learn_words(archive: Archive, crew: Workers, progress: Progress | None = None) -> None:
    """Learn which words translate which, when so much has come that it pays. Last, for it reads what is indexed."""
    from tracuu.indexer.lexicon.update import keep_up

    keep_up(archive, crew, progress)


def _find_stories(archive: Archive, crew: Workers, progress: Progress | None = None) -> None:
    """Find stories that no hint ties. Words are learned from these too, and by what was learned it is looked again."""
    from tracuu.linking.sorting import outstanding

    is_small = archive.totals().versions <= MATCHED_WHOLE
    if not is_small and outstanding(archive) > MATCHED_AT_ONCE:
        return
    from tracuu.linking.match import match as find

    most, reader = None if is_small else MATCHED_AT_ONCE, crew if crew.count > 1 else None
    for _ in range(ROUNDS):
        joined = find(archive, most=most, crew=reader, progress=progress)
        if not joined.tied and not joined.untied:
            return
        _link_and_index(archive, crew)
        archive.lexicon.look_again()
        _learn_words(archive, crew)


def _link_and_index(
    archive: Archive,
    crew: Workers,
    ready: dict[int, bytes] | None = None,
    progress: Progress | None = None,
) -> Named:
    from tracuu.indexer import build
    from tracuu.naming.linking import link

    named = link(archive, workers=crew, progress=progress)
    build.update(archive, ready=ready)
    return named


def _link(archive: Archive, crew: Workers, begun: Begun, progress: Progress) -> None:
    """Link all there is, what workers are gathering included."""
    from tracuu.naming.linking import link, take

    take(archive, begun)
    link(archive, workers=crew, progress=progress)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage in circles a hundred times less often: the memories of words are large and make none.

    Measured: a quarter of the time of understanding went into looking through them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _keep(
    archive: Archive,
    chunk: Sequence[Ready | Rejected],
    report: Report,
    ready: dict[int, bytes],
    tell: Callable[[Told], None],
) -> None:
    """Keep one chunk in one transaction, then say so."""
    from tracuu.corpus.naming import FoundIn
    from tracuu.naming.methods import fingerprint

    good = [item for item in chunk if not isinstance(item, Rejected)]
    for item in chunk:
        if isinstance(item, Rejected):
            report.counts[item.media_type, Outcome.REJECTED] += 1
            report.scans += item.key.startswith(("office.needs_ocr", "office.unreadable_text"))
            tell(item)
    found = FoundIn([one.found for one in good], fingerprint(archive.folder / "register"))
    for kept, one in zip(archive.add([one.draft for one in good], found=found), good, strict=True):
        report.counts[one.draft.media_type, kept.outcome] += 1
        report.overfull += not one.whole
        if kept.outcome is not Outcome.UNCHANGED:
            ready[kept.number] = one.texts
        tell((kept._replace(whole=one.whole), one.draft))


def _without_lists(
    chunk: Sequence[Done], report: Report, tell: Callable[[Told], None], hand_over: Callable[[Listed], int]
) -> list[Ready | Rejected]:
    """Hand lists of addresses over; give the articles."""
    for item in chunk:
        if isinstance(item, Listed):
            report.listed += hand_over(item)
            tell(item)
    return [item for item in chunk if not isinstance(item, Listed)]


def _unread(archive: Archive, captures: Iterable[Item], report: Report, tell: Callable[[Told], None]) -> Iterator[Item]:
    """Pass over office files whose bytes the archive has read already: to read them takes long."""
    from tracuu.corpus.office.held import as_draft, held

    for item in captures:
        version = held(archive, item) if isinstance(item, Capture) else None
        if version is None or not isinstance(item, Capture):
            yield item
            continue
        report.counts[item.media_type, Outcome.UNCHANGED] += 1
        tell((Kept(version.id, version.story, version.number, Outcome.UNCHANGED), as_draft(version, item)))


def _understood(captures: Iterable[Item], folder: Path, crew: Workers) -> Iterator[list[Done]]:
    """Understand captures chunk by chunk, in order; in worker processes once there are many."""
    chunks = chunks_of(iter(captures))
    # All or none go to workers: the language model takes 80 MB and a second in each process that needs it.
    few = list(islice(chunks, INLINE // CHUNK))
    if (start := next(chunks, None)) is not None:
        crew.start()
        few.append(start)
    for results in crew.in_order(partial(understand, folder=folder), chain(few, chunks), TOGETHER):
        yield [item for result in results for item in result]


def _weight(item: Item) -> int:
    """Give by how many bytes an item fills a chunk; what is slow to read comes in small ones, that progress is kept."""
    from tracuu.corpus.office.kinds import TEXTS

    if not isinstance(item, Capture | Draft):
        return 0
    if not isinstance(item, Capture) or item.media_type not in TEXTS:
        return len(item.raw)
    return CHUNK_BYTES if item.ocr else max(len(item.raw), CHUNK_BYTES // OFFICE_CHUNK)


def chunks_of(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Cut a stream of articles into what is understood, and kept, at once."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _weight(item)
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
