"""Which versions tell the same story, told by what they state of themselves. Pure functions.

A version bears keys: strings that tie it to others that bear the same.

- `page:ADDRESS`: its own address, the address of its source, its addresses in other languages. Strong.
- `given:NAME`: the story that whoever handed it in says it belongs to. Strong.
- `slug:PORTAL/SLUG`: the slug that a portal gives to all translations of one article. Weak: slugs such as
  `bai-2` are used for many articles.

Versions tied by strong keys are one *part*. Parts that bear the same slug are one story, unless the parts of that
slug state two or more different sources: then the slug is *generic* and ties nothing, and a part without a source
stays by itself, because whose translation it is would be a guess. The outcome depends on the set of versions alone,
never on the order in which they arrived; and since parts only grow, a generic slug never becomes a telling one.

Beside keys there are *ties* between two versions, which a user or linking without hints made: what they join is one
story, whatever the keys say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from tracuu.corpus.partition import Partition
from tracuu.records import Dated, DateKind, Version
from tracuu.tuples import Record

PAGE = "page:"
GIVEN = "given:"
SLUG = "slug:"


class Member(Record):
    """A version as grouping sees it: its number, its keys, and the addresses that it states as its source."""

    number: int
    keys: tuple[str, ...]
    sources: tuple[str, ...] = ()


def page_key(address: str) -> str:
    """Give the key of a normal address."""
    return PAGE + address


def is_slug(key: str) -> bool:
    """Say whether a key is a slug, the weak kind."""
    return key.startswith(SLUG)


def keys(
    *,
    url: str | None,
    source_url: str | None,
    slug: str | None,
    alternates: Iterable[str],
    given: str | None,
    portal: str | None,
) -> tuple[str, ...]:
    """Give the keys that tie a version to its story, in a fixed order, each once.

    Args:
        url: the version's own normal address.
        source_url: the normal address of the original that it names.
        slug: the portal's slug for the article; it counts only together with `portal`.
        alternates: normal addresses of the same article in other languages (hreflang).
        given: the name of the story, as handed in.
        portal: the id of the portal that gave the slug.

    A source or alternate without a path (a newspaper's front page) names no article and gives no key.
    """
    found = [page_key(url)] if url else []
    found += [page_key(address) for address in (source_url, *alternates) if address and _names_an_article(address)]
    if given and given.strip():
        found.append(GIVEN + given.strip())
    if slug and portal:
        found.append(f"{SLUG}{portal}/{slug}")
    return tuple(dict.fromkeys(found))


def _names_an_article(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # what is no address at all is still the same words wherever it stands
        return True
    return bool(parts.path.strip("/") or parts.query)


def group(members: Sequence[Member], ties: Iterable[tuple[int, int]] = ()) -> list[tuple[int, ...]]:
    """Part versions into stories; see the head of this file for the rule.

    Gives the numbers of each story in rising order, stories by their first number. The order of `members` and `ties`
    does not matter.
    """
    parts = parts_of(members)
    stories = Partition()
    for member in members:
        stories.union(member.number, parts.find(member.number))
    for bearers in _telling(members, parts).values():
        stories.union_all(bearers)
    for one, other in ties:
        stories.union(one, other)
    return [tuple(numbers) for _, numbers in sorted(stories.sets().items())]


def parts_of(members: Iterable[Member]) -> Partition:
    """Tie versions by their strong keys alone."""
    parts = Partition()
    first: dict[str, int] = {}
    for member in members:
        parts.find(member.number)
        for key in member.keys:
            if not is_slug(key):
                parts.union(first.setdefault(key, member.number), member.number)
    return parts


def _telling(members: Sequence[Member], parts: Partition) -> dict[str, list[int]]:
    """Give the slugs that tie, with the versions that bear them."""
    sources: dict[int, set[str]] = {}
    bearers: dict[str, list[int]] = {}
    for member in members:
        sources.setdefault(parts.find(member.number), set()).update(member.sources)
        for key in filter(is_slug, member.keys):
            bearers.setdefault(key, []).append(member.number)
    return {
        slug: numbers
        for slug, numbers in bearers.items()
        if len(set().union(*(sources[parts.find(number)] for number in numbers))) <= 1
    }


def date_rank(lang: str, dated: Dated | None) -> int | None:
    """Say how well a version's date dates its story: 0 the original's, 1 any other, 2 inferred, 3 fetched.

    None without a date. The original is a Vietnamese version dated by its own page or address.
    """
    if dated is None:
        return None
    if dated.kind is DateKind.FETCHED:
        return 3
    if dated.kind is DateKind.INFERRED:
        return 2
    is_original = lang.partition("-")[0] == "vi" and dated.kind in (DateKind.PAGE, DateKind.URL)
    return 0 if is_original else 1


def story_date(versions: Iterable[Version]) -> Dated | None:
    """Give a story's date: the original's when it has one, else the earliest of its versions', surer kinds first.

    None when no version has a date.
    """
    ranked = [
        (rank, version.dated.day, version.dated.moment or "", version.dated)
        for version in versions
        if version.dated is not None and (rank := date_rank(version.lang, version.dated)) is not None
    ]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None
