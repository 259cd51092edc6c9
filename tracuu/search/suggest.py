"""What to say when nothing was found: near spellings, words that are there alone, what was ever collected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracuu.corpus.archive import Archive
from tracuu.indexer.engines.base import Reader
from tracuu.indexer.fields import BODY_EXACT, BODY_FOLD, PARTS, TITLE_EXACT
from tracuu.search import nodes
from tracuu.search.answer import Help
from tracuu.search.dates import Period
from tracuu.search.filters import Filters, languages_named, sites_named
from tracuu.search.wording import Wording, near_terms, one_for_each_analyser, word_forms
from tracuu.text.analysis import analyser
from tracuu.text.normalize import key

_MOST = 5  # spellings told for one word
_SHORT = 5  # letters; a shorter word with two slips is another word
_MOST_WORDS = 8

Count = Callable[[nodes.Node], int]


def helped(
    archive: Archive, reader: Reader, root: nodes.Node, words: Sequence[Wording], filters: Filters, count: Count
) -> Help:
    """Gather what may help; `count` gives the number of stories that a query of the grammar finds.

    `words` are the words of the query as they were looked for.
    """
    plain, limits = _split(root)
    unfound = [word for word in words if not word.alternatives][:_MOST_WORDS]
    near = {nodes.write(word.leaf): near_spellings(reader, word.leaf.text, filters) for word in unfound}
    parts = _wanted(plain)[:_MOST_WORDS]
    return Help(
        near={word: found for word, found in near.items() if found},
        alone={nodes.write(part): count(nodes.all_of([part, *limits])) for part in parts} if len(parts) > 1 else {},
        without_filters=count(plain) if limits and not isinstance(plain, nodes.Anything) else None,
        collected=_collected(archive, filters, limits),
        untranslated=len(archive.totals().languages) > 1 and not archive.translates(),
    )


def _split(root: nodes.Node) -> tuple[nodes.Node, list[nodes.Node]]:
    """Part the words of a query from the fields and dates that limit it."""
    parts = root.parts if isinstance(root, nodes.All) else (root,)
    limits: list[nodes.Node] = [part for part in parts if isinstance(part, nodes.Field | nodes.Dates)]
    words = [part for part in parts if not isinstance(part, nodes.Field | nodes.Dates)]
    return (nodes.all_of(words) if words else nodes.Anything()), limits


def _wanted(node: nodes.Node) -> list[nodes.Node]:
    parts = node.parts if isinstance(node, nodes.All) else (node,)
    return [part for part in parts if not isinstance(part, nodes.Except)]


def near_spellings(reader: Reader, text: str, filters: Filters) -> tuple[tuple[str, int], ...]:
    """Give words of the archive that are spelled nearly like `text`, nearest and most frequent first, with counts."""
    typed = key(text)
    distance = 1 if len(typed) < _SHORT else 2
    found: dict[str, tuple[int, int]] = {}
    for field in (BODY_EXACT, TITLE_EXACT):
        for term, count, far in near_terms(reader, field, "", typed, distance):
            known = found.get(term, (far, 0))
            found[term] = (min(known[0], far), max(known[1], count))
    if any(far == 0 for far, _ in found.values()):
        return ()  # the word itself is there: what kept it from being found is something else
    found = found or _near_folded(reader, text, distance, filters)
    ranked = sorted(found.items(), key=lambda item: (item[1][0], -item[1][1], item[0]))
    return tuple((term, count) for term, (_, count) in ranked[:_MOST])


def _near_folded(reader: Reader, text: str, distance: int, filters: Filters) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for lang in one_for_each_analyser(filters.totals.languages):
        forms = word_forms(text, lang).fold
        tag = f"{analyser(lang)}:"
        for field in (BODY_FOLD, PARTS) if len(forms) == 1 else ():
            for term, count, far in near_terms(reader, field, tag, forms[0], distance):
                found.setdefault(term.removeprefix(tag), (far, count))
    return found


def _collected(archive: Archive, filters: Filters, limits: Sequence[nodes.Node]) -> dict[str, int]:
    """Count the versions that were ever collected of each site, language and period asked for, and of all together."""
    told = [limit for limit in limits if not isinstance(limit, nodes.Field) or limit.name in {"site", "lang"}]
    groups = [[limit] for limit in told] + ([told] if len(told) > 1 else [])
    return {" ".join(map(nodes.write, group)): _covered(archive, filters, group) for group in groups}


def _covered(archive: Archive, filters: Filters, limits: Sequence[nodes.Node]) -> int:
    held = filters.totals
    sites = _values(limits, "site", lambda value: sites_named(value, tuple(held.sites)))
    langs = _values(limits, "lang", lambda value: languages_named(value, held.languages))
    periods = [Period(None, None)]
    for limit in limits:
        if isinstance(limit, nodes.Dates):
            periods = [both for one in periods for two in limit.periods if (both := _common(one, two))]
    counted = [archive.coverage(site, lang, *period) for site in sites for lang in langs for period in periods]
    whole = not any(isinstance(limit, nodes.Dates) for limit in limits)
    return sum(one.versions + (one.undated if whole else 0) for one in counted)


def _values(limits: Sequence[nodes.Node], name: str, meant: Callable[[str], tuple[str, ...]]) -> list[str | None]:
    """Give the values of a field that is asked for, as the archive writes them; [None] when it is not asked for."""
    asked = [limit for limit in limits if isinstance(limit, nodes.Field) and limit.name == name]
    found: list[str | None] = [one for limit in asked for value in limit.values for one in meant(value) or (value,)]
    return found or [None]


def _common(one: Period, two: Period) -> Period | None:
    since = max(filter(None, (one.since, two.since)), default=None)
    until = min(filter(None, (one.until, two.until)), default=None)
    return None if since and until and since > until else Period(since, until)
