"""`tracuu site`: the newspapers that are described, trying a description, proposing one."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tracuu.cli import NOTHING_FOUND
from tracuu.commands.options import Shape, archive_option, note, opened, row_options
from tracuu.messages import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracuu.corpus.site_files import Site
    from tracuu.corpus.sites import Sites
    from tracuu.crawl.site_trial import Trial
    from tracuu.session import Session

_FIELDS = ("title", "dek", "byline", "publisher", "date", "body", "caption", "source", "comments", "leave_out")
_AT_ONCE = 500  # versions looked through
_SHOWN = 100  # characters of a part; its lines follow in full


@click.group(help=say("site.help"), invoke_without_command=True)
@click.pass_context
def site(ctx: click.Context) -> None:
    """Hold the verbs together; without one, say which there are."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@site.command("list", help=say("site.list_help"))
@click.option("--all", "everything", is_flag=True, help=say("site.list_all"))
@row_options
@archive_option
def list_(archive: str | None, shape: Shape, *, everything: bool) -> None:
    """Write a row for each site; alarms go to stderr."""
    from tracuu.crawl.site_health import alarms

    with _perhaps(archive) as session:
        sites = _sites(session)
        held = _held_of(session, sites) if session else Counter[str]()
        listed = [_row(one, held[one.id]) for one in sites if everything or one.pages]
        with shape.destination() as out:
            shape.write(sorted(listed, key=lambda row: str(row["id"])), out)
        for sentence in alarms(session.archive.frontier, sites) if session else ():
            note(sentence)


@site.command("test", help=say("site.test_help"))
@click.argument("named", nargs=-1, required=True, metavar="[SITE] [PAGE]")
@click.option("--url", help=say("site.url"))
@click.option("--last", type=click.IntRange(1, 1_000), default=50, show_default=True, help=say("site.test_last"))
@click.option("--json", "as_json", is_flag=True, help=say("options.json"))
@archive_option
def test_(named: tuple[str, ...], archive: str | None, url: str | None, last: int, *, as_json: bool) -> int:
    """Try a description on a page, or on the newest pages of a site that the archive holds."""
    from tracuu.crawl.site_trial import trial

    with _perhaps(archive) as session:
        sites = _sites(session)
        chosen, page = _named(named, sites)
        if page is None:
            return _read_anew(session, sites, chosen, last) if chosen else NOTHING_FOUND
        address, html = _page(page, url, sites, session)
        found = trial(html, sites, address, chosen)
    click.echo(_as_json(found) if as_json else "\n".join(_told(found)))
    return 0 if found.is_good else NOTHING_FOUND


@site.command("new", help=say("site.new_help"))
@click.argument("page", metavar="URL|PAGE")
@click.option("--url", help=say("site.url"))
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help=say("options.output"))
@click.option("--force", is_flag=True, help=say("options.force"))
@archive_option
def new_(page: str, archive: str | None, url: str | None, output: str | None, *, force: bool) -> int:
    """Propose a description; what it gives for the page goes to stderr."""
    from tracuu.console import rows
    from tracuu.crawl.site_making import propose

    with _perhaps(archive) as session:
        address, html = _page(page, url, _sites(session), session)
    proposal = propose(html, address)
    with rows.destination(output, force=force) as out:
        out.write(proposal.text)
    note("\n".join(_told(proposal.trial)))
    if output:
        note(say("site.made", path=output))
    return 0 if proposal.trial.is_good else NOTHING_FOUND


@contextmanager
def _perhaps(folder: str | None) -> Iterator[Session | None]:
    """Open the archive for reading; a description can be tried without one, unless one is named."""
    from tracuu.errors import NoArchive

    try:
        session = opened(folder, write=False)
    except NoArchive:
        if folder is not None:
            raise
        yield None
        return
    with session:
        yield session


def _sites(session: Session | None) -> Sites:
    from tracuu.corpus.sites import load

    return load(session.folder / "sites" if session else None)


def _held_of(session: Session, sites: Sites) -> Counter[str]:
    """Count the archive's pages by the site that served them."""
    found: Counter[str] = Counter()
    for host, count in session.archive.hosts().items():
        if served := sites.of(host):
            found[served.id] += count
    return found


def _row(one: Site, pages: int) -> dict[str, Any]:
    held = [name for name in _FIELDS if any(getattr(layout, name) for layout in one.pages)]
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "province": one.province,
        "languages": list(one.languages),
        "hosts": [host.name for host in one.hosts],
        "fields": held,
        "starts": len(one.sitemaps) + len(one.feeds) + len(one.lists),
        "pages": pages,
        "file": one.file,
    }


def _named(words: tuple[str, ...], sites: Sites) -> tuple[Site | None, str | None]:
    """Tell site and page among the words: a page is a file or an address, a site an id, a host or a file of its own."""
    from pathlib import Path

    from tracuu.corpus.site_files import read_site
    from tracuu.errors import UsageError

    if len(words) > 2:  # noqa: PLR2004  a site and a page
        raise UsageError("site.no_page", page=" ".join(words))
    first, page = words[0], words[1] if len(words) > 1 else None
    if first.endswith(".toml") and Path(first).is_file():
        return read_site(Path(first)), page
    if page is None and (Path(first).is_file() or "://" in first):
        return None, first
    chosen = sites.get(first) or sites.of(first)
    if chosen is None:
        raise UsageError("site.unknown" if "." in first or page else "site.no_page", site=first, page=first)
    return chosen, page


def _page(page: str, url: str | None, sites: Sites, session: Session | None) -> tuple[str | None, str]:
    """Give a page's address, as far as it is known, and its decoded text: from a file, or from the web."""
    from pathlib import Path

    from tracuu.corpus.decode import decode
    from tracuu.errors import UsageError

    if page.startswith(("http://", "https://")):
        from tracuu.crawl.one_page import fetch_page
        from tracuu.crawl.settings import Settings
        from tracuu.crawl.start import user_agent
        from tracuu.version import __version__

        contact = session.archive.frontier.contact() if session else None
        agent = user_agent(contact) if contact else f"tracuu/{__version__}"
        states = session.archive.frontier.hosts() if session else {}
        fetched = fetch_page(page, sites, Settings(agent), states)
        return fetched.url, fetched.html
    path = Path(page)
    if not path.is_file():
        raise UsageError("site.no_page", page=page)
    html, _, _ = decode(path.read_bytes(), None, "text/html")
    return url, html


def _read_anew(session: Session | None, sites: Sites, chosen: Site, last: int) -> int:
    """Read the newest pages of a site that the archive holds once more, and list those that lack something."""
    from tracuu.console.safe import printable
    from tracuu.errors import UsageError

    if not chosen.pages:
        raise UsageError("site.no_description", site=chosen.id)
    read = bad = 0
    for id_, found in _held(session, sites, chosen, last) if session else ():
        read += 1
        if not found.is_good:
            bad += 1
            what = ", ".join(say(f"site.part_{name}") for name in found.missing) or say("site.part_generic")
            click.echo(printable(f"{id_}  {what}  {found.url or ''}"))
    if not read:
        raise UsageError("site.none_held", site=chosen.id)
    note(plural("site.read_anew", read, site=chosen.id, good=read - bad))
    return NOTHING_FOUND if bad else 0


def _held(session: Session, sites: Sites, chosen: Site, last: int) -> Iterator[tuple[str, Trial]]:
    """Give the newest web pages of a site in the archive, tried with its description as it is now."""
    from tracuu.corpus.decode import decode
    from tracuu.corpus.extract import PLAIN
    from tracuu.crawl.site_trial import trial

    numbers = session.archive.numbers()
    for first in range(numbers.stop, numbers.start, -_AT_ONCE):
        several = session.archive.versions(list(range(max(numbers.start, first - _AT_ONCE), first)))
        for version in reversed(several):
            served = sites.of(version.host) if version.host else None
            if served is None or served.id != chosen.id or version.extractor == PLAIN:
                continue
            html, _, _ = decode(session.archive.raw(version.number), version.charset, "text/html")
            yield version.id, trial(html, sites, version.url, chosen)
            last -= 1
            if last == 0:
                return


def _told(found: Trial) -> list[str]:
    """Say what a page gives: where it was read, each part with its selector, each line with its role."""
    from tracuu.console.safe import printable

    lines = [_head(found)]
    fits = {True: "site.address_fits", False: "site.address_unfit", None: "site.address_none"}
    if found.url is None or found.fitting is not None:
        lines.append(f"  {say('site.part_address'):<16}{found.url or ''}  ({say(fits[found.fitting])})".rstrip())
    for part in found.parts:
        by = f"  [{say('site.by', selector=part.selector)}]" if part.selector else ""
        text = part.found or (say("site.missing") if part.name in found.missing else say("site.nothing"))
        count = f"{plural('site.lines', part.lines)}: " if part.lines > 1 else ""
        lines.append(f"  {say(f'site.part_{part.name}'):<16}{count}{text[:_SHOWN]}{by}")
    lines += ["", *(f"  {role:<16}{text}" for role, text in found.lines)] if found.lines else []
    return [printable(line) for line in lines]


def _head(found: Trial) -> str:
    if found.extractor is None:
        return say("site.head_nothing", reason=found.reason)
    if found.described and found.site:
        return say("site.head", site=found.site.id, extractor=found.extractor)
    if found.site and found.site.pages:
        return say("site.head_missed", site=found.site.id, extractor=found.extractor)
    return say("site.head_generic", extractor=found.extractor)


def _as_json(found: Trial) -> str:
    import json

    whole = {
        "schema": 1,
        "site": found.site.id if found.site else None,
        "url": found.url,
        "address_fits": found.fitting,
        "extractor": found.extractor,
        "described": found.described,
        "reason": found.reason,
        "missing": list(found.missing),
        "parts": [part._asdict() for part in found.parts],
        "lines": [{"role": role, "text": text} for role, text in found.lines],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)
