"""What a user types becomes a crawl: newspapers, addresses, lists of addresses; errors are told before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tracuu.corpus import hosts
from tracuu.corpus.sites import Sites
from tracuu.crawl.gate import host_key, place
from tracuu.crawling import Crawl
from tracuu.errors import UsageError
from tracuu.tuples import Record

_MAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,190}\.[^\s@<>()]{2,60}")
_PAGE = re.compile(r"https?://[^\s<>()]{4,200}")
STDIN = "-"


class Wish(Record):
    """What is to be crawled, as typed. `lists` are files of addresses, `-` stdin; the rest as in `crawling.Crawl`."""

    targets: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    since: str | None = None


class Begun(Record):
    """A crawl as it is kept, and the addresses that its lists named."""

    crawl: Crawl
    addresses: tuple[str, ...]


def asked(wish: Wish, sites: Sites, stdin: Iterable[str] = ()) -> Begun:
    """Make a crawl of a wish. Raises UsageError for a target that is neither newspaper nor address, and for files."""
    from tracuu.corpus.dates import read
    from tracuu.text.codes import canonical

    targets = tuple(_target(typed.strip(), sites) for typed in wish.targets)
    addresses = tuple(dict.fromkeys(url for path in wish.lists for url in _addresses(path, stdin)))
    since = read(wish.since) if wish.since else None
    if wish.since and not since:
        raise UsageError("crawl_cmd.bad_since", date=wish.since)
    langs = tuple(dict.fromkeys(canonical(code.strip()) for code in _parts(wish.langs)))
    crawl = Crawl(
        targets=(*targets, *(f"-f {Path(path).name}" for path in wish.lists)),
        match=tuple(dict.fromkeys(" ".join(term.split()) for term in _parts(wish.match))),
        langs=langs,
        since=since.day if since else None,
        hosts=named_hosts([*targets, *addresses], sites),
    )
    return Begun(crawl, addresses)


def check_contact(contact: str) -> str:
    """Give a contact that servers can be told. Raises UsageError when it is neither a mail nor a web address."""
    typed = contact.strip()
    if not typed.isascii() or not (_MAIL.fullmatch(typed) or _PAGE.fullmatch(typed)):
        raise UsageError("crawl_cmd.bad_contact", contact=contact)
    return typed


def hosts_of(typed: str, sites: Sites) -> set[str]:
    """Give the hosts of a newspaper or of an address, as the frontier names them. Raises UsageError for neither."""
    target = _target(typed.strip(), sites)
    site = sites.get(target)
    return {sites.same_as(host.name) for host in site.hosts} if site else {host_key(target, sites)}


def _target(typed: str, sites: Sites) -> str:
    """Give a site's id for its name or bare host, a whole address for an address."""
    site = sites.get(typed) or sites.named(typed)
    if site:
        return site.id
    parts = hosts.split(typed)
    if parts is None or place(typed) is None:
        raise UsageError("crawl_cmd.bad_target", target=typed)
    known = sites.of(typed)
    bare = parts.path in {"", "/"} and not parts.query
    return known.id if known and bare and hosts.host(typed) in {host.name for host in known.hosts} else parts.geturl()


def named_hosts(urls: Sequence[str], sites: Sites) -> tuple[str, ...]:
    """Give the hosts that are allowed because the user named them: those of no known site, and unusual ports."""
    places = [found for url in urls if (found := place(url))]
    return tuple(
        dict.fromkeys(
            found.authority.removeprefix("www.")
            for found in places
            if not sites.of(found.name) or found.authority != found.name
        )
    )


def _parts(typed: Sequence[str]) -> Iterator[str]:
    return (part for one in typed for part in one.split(",") if part.strip())


def _addresses(path: str, stdin: Iterable[str]) -> list[str]:
    """Give the addresses of a list, of any form that has one a line."""
    from tracuu.crawl.starting import listed

    try:
        text = "".join(stdin) if path == STDIN else Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("crawl_cmd.no_addresses", path=path) from error
    found = listed(text)
    if not found:
        raise UsageError("crawl_cmd.no_addresses", path=path)
    return found
