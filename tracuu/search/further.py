"""Stories that the words of a query find only in translation: which language it is in, how many there are, which.

Nothing here is imported by a search in an archive that has no translation tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

from tracuu.corpus.archive import Archive
from tracuu.indexer import tree
from tracuu.indexer.engines.base import Hit as Found
from tracuu.indexer.engines.base import Reader
from tracuu.indexer.fields import BODY_EXACT
from tracuu.search import nodes
from tracuu.search.across import Crossed, Ground, crossed
from tracuu.search.guess import guess
from tracuu.search.names import called
from tracuu.search.senses import Tongues, source_terms
from tracuu.search.weights import CLEAR
from tracuu.text.analysis import analyser
from tracuu.tuples import Record

_FEW = 100  # stories of which it is looked up one by one whether they are found anyway; of more as many as are shown
_NEAR = 10  # stories of which the words of a query are partly there that are looked at


class Source(Record):
    """The language that a query is in, and whether that was guessed."""

    lang: str
    is_guessed: bool


class Further(Record):
    """What translations find: the language of the query, its trees, and how many stories beyond those found anyway.

    `first` are the first of these stories, all where there are few; `unknown` those behind them, of which it is not
    known whether they are found anyway. `ranking` makes the trees again with all that ranks, the query's own language
    too, for where nothing matches.
    """

    source: Source
    crossed: Crossed
    total: int
    first: tuple[Found, ...]
    unknown: tuple[Found, ...]
    ranking: Callable[[], Crossed | None]


class Asked(Record):
    """A query to be brought into other languages. `own` is the engine's tree of what its words themselves find.

    `frequency` is the reader's, remembered.
    """

    archive: Archive
    reader: Reader
    root: nodes.Node
    own: tree.Node
    held: Mapping[str, int]
    targets: tuple[str, ...]
    narrow: Callable[[nodes.Field], tree.Node]
    frequency: Callable[[str, str], int]
    undated: bool
    lang: str | None


def further(asked: Asked, found: int) -> Further | None:
    """Look for stories that only translations find; None where no word of the query has any.

    `found` counts the stories that the words themselves find, which are not counted again.
    """
    ground = Ground(asked.reader, asked.held, asked.narrow, asked.frequency, asked.undated)
    source = source_of(asked.root, ground, asked.archive, asked.lang)
    targets = tuple(one for one in asked.targets if source and analyser(one) != analyser(source.lang))
    if not source or not targets:
        return None
    knowing = tongues(asked.archive, source.lang, targets, asked.held)
    # A word that is only spelled alike never matches: to look for it waits until something must rank.
    made = crossed(asked.root, ground, knowing._replace(cognates=_none), least=CLEAR)
    if made is None:
        return None
    page = asked.reader.search(made.matching, limit=_FEW)
    first, unknown, total = page.hits, page.hits[:0], page.stories
    if found and page.stories <= _FEW:
        first = tuple(_not_found_anyway(asked, page.hits))
        total = len(first)
    elif found:  # too many to look at each
        first, unknown = unknown, first
        total = asked.reader.search(tree.Or((asked.own, made.matching)), limit=0).stories - found
    return Further(source, made, total, first, unknown, partial(_ranking, asked, ground, source))


def _ranking(asked: Asked, ground: Ground, source: Source) -> Crossed | None:
    return crossed(asked.root, ground, tongues(asked.archive, source.lang, asked.targets, asked.held))


def tongues(
    archive: Archive, source: str, targets: Iterable[str], held: Iterable[str], *, translate: bool = True
) -> Tongues:
    """Give what knows the words of the languages that an archive holds; without `translate`, words as they are."""
    from tracuu.indexer.lexicon import lookup
    from tracuu.search.wording import one_for_each_analyser

    chosen = one_for_each_analyser(targets)
    if not translate:
        return Tongues(source, chosen, lambda _terms, _source, _targets: {}, _none, lambda _typed: ())
    names = partial(called, archive, (source, *held), chosen)
    return Tongues(source, chosen, partial(lookup.translate, archive), partial(lookup.cognates, archive), names)


def _none(_term: str, _source: str, _target: str) -> tuple[()]:
    return ()


def source_of(root: nodes.Node, ground: Ground, archive: Archive, lang: str | None = None) -> Source | None:
    """Tell which language a query is in: as stated, else where its words stand, else whose word lists know them."""
    if lang:
        return Source(lang, is_guessed=False)
    words, held = plain_words(root), ground.languages
    likely = guess(words, held, ground.frequency, _written(ground.reader))
    others = _listed(words, held, archive) if likely else _in_tables(words, held, archive)
    best = next(iter(likely), None)
    if others:
        known = {one: _known(words, one, held, archive) for one in (*likely[:1], *others)}
        best = max(known, key=lambda one: known[one]) if any(known.values()) else best
    return Source(best, is_guessed=True) if best else None


def _written(reader: Reader) -> Callable[[str, str], int]:
    """Give what counts the versions of a language that hold a word as it is written."""
    counts = cache(lambda word: reader.facet(tree.Term(BODY_EXACT, word), "lang"))
    return lambda word, lang: counts(word).get(lang, 0)


def _listed(words: Sequence[str], held: Mapping[str, int], archive: Archive) -> tuple[str, ...]:
    """Give the languages of word lists of which the archive holds no version."""
    if not words:
        return ()
    ours = {analyser(lang) for lang in held}
    named = {lang for pair in archive.lexicon.list_pairs() for lang in pair}
    return tuple(sorted(lang for lang in named if analyser(lang) not in ours))


def _in_tables(words: Sequence[str], held: Mapping[str, int], archive: Archive) -> tuple[str, ...]:
    """Give the languages whose words are translated: those the archive holds most of first."""
    if not words:
        return ()
    tables = {lang for table in archive.lexicon.tables() for lang in (table.source, table.target)}
    listed = {lang for pair in archive.lexicon.list_pairs() for lang in pair}
    return tuple(sorted(tables | listed, key=lambda lang: (-held.get(lang, 0), lang)))


def _known(words: Sequence[str], lang: str, held: Mapping[str, int], archive: Archive) -> int:
    """Count the words that are translated from a language into one that the archive holds."""
    from tracuu.indexer.lexicon.lookup import translate

    terms = {" ".join(source_terms(word, lang)) for word in words}
    tables = translate(archive, sorted(terms), lang, tuple(held))
    return len({term for table in tables.values() for term in table})


def plain_words(root: nodes.Node) -> list[str]:
    """Give the words of a query that are looked for, those of phrases too."""
    match root:
        case nodes.Word(text):
            return [text]
        case nodes.Quote(text):
            return text.split()
        case nodes.All(parts) | nodes.AnyOf(parts):
            return [word for part in parts for word in plain_words(part)]
        case nodes.InTitle(part):
            return plain_words(part)
        case _:
            return []


def matching(asked: Asked, found: Further, first: int, last: int) -> list[Found]:
    """Give the stories from number `first` up to `last` of those that only translations find, best first."""
    hits, unknown = list(found.first), found.unknown
    offset = len(hits) + len(unknown)
    while len(hits) < min(last, found.total):
        if not unknown:
            unknown = asked.reader.search(found.crossed.matching, limit=_FEW, offset=offset).hits
            offset += len(unknown)
            if not unknown:
                break
        hits += _not_found_anyway(asked, unknown[: 2 * last])
        unknown = unknown[2 * last :]
    return hits[first:last]


def partly(asked: Asked, found: Crossed, limit: int) -> list[Found]:
    """Give the stories that hold most of the query in translation, best first, where none holds all of it."""
    return list(asked.reader.search(found.ranking, limit=min(limit, _NEAR)).hits)


def _not_found_anyway(asked: Asked, hits: Sequence[Found]) -> list[Found]:
    if asked.own == tree.NOTHING or not hits:
        return list(hits)
    versions = asked.archive.siblings([hit.story for hit in hits])
    ids = tuple(id_ for listed in versions.values() for _, id_, _ in listed)
    known = set(asked.reader.keys(tree.And((asked.own, tree.Filter("version_id", ids)))))
    return [hit for hit in hits if known.isdisjoint(number for number, _, _ in versions[hit.story])]
