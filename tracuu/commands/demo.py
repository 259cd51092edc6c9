"""`tracuu demo`: the sample archive and a few searches, then the same stories fetched from a web of their own.

All output is real. What is fetched is served on this computer, and fills an archive that is thrown away: its
newspapers are not those that bear their names on the web.
"""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracuu.errors import UsageError
from tracuu.messages import say

if TYPE_CHECKING:
    from tracuu.crawl.estimate import Estimate, Need
    from tracuu.crawl.network import Net

SEARCHES = (
    ("dân vận khéo",),
    ("dan van kheo", "--limit", "3"),
    ("cow bank", "--limit", "3"),
    ("massemobilisering", "--limit", "3"),
    ("بانک گاو", "--limit", "3"),
    ('"12-NQ/TU"', "--limit", "3"),
    ("village police", "--limit", "3"),  # the first is held in Vietnamese, Japanese, Malay and Persian alone
)
CRAWL = ("vietnam.vn", "baoquangninh.vn", "--match", "ngân hàng bò, dân vận khéo", "--lang", "vi,en,es,fa,nb")
AFTER_THE_CRAWL = (
    ("runs", "--fields", "run,command,ended,requests,pages"),
    ("failed", "--all", "--fields", "state,url,reason"),
    ("search", "kubank"),
    ("search", "instrument:12-NQ/TU", "--versions"),
)
_CONTACT = "demo@example.org"
_HURRY = 0.02  # seconds between two requests to a server of our own


@click.command(help=say("demo.help"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def demo(folder: Path | None) -> int:
    """Fill an archive with the sample articles and search it; fetch them; print each command before its output."""
    from tracuu.sample import ARTICLES

    if folder and folder.exists() and any(folder.iterdir()):
        raise UsageError("demo.not_empty", folder=folder)
    with tempfile.TemporaryDirectory(prefix="tracuu-demo-") as made:
        archive = folder or Path(made) / "archive"
        commands = (("add", str(ARTICLES)), *(("search", *words) for words in SEARCHES), ("status",))
        code = _walk(archive, commands) or _fetch(Path(made) / "fetched")
    if not code:
        click.echo("\n" + (say("demo.kept", folder=folder) if folder else say("demo.gone")))
    return code


def _fetch(archive: Path) -> int:
    click.echo("\n" + say("demo.web"))
    click.echo(f"\n$ tracuu crawl {shlex.join(CRAWL)}")
    return crawl_sample(archive, CRAWL) or _walk(archive, AFTER_THE_CRAWL)


def _walk(archive: Path, commands: Sequence[Sequence[str]]) -> int:
    """Run commands on an archive, up to the first that does not end well; give its exit code."""
    from tracuu.cli import run

    for command, *words in commands:
        click.echo(f"\n$ tracuu {shlex.join([command, *words])}")
        if code := run([command, "--archive", str(archive), *words]):
            return code
    return 0


def crawl_sample(archive: Path, words: Sequence[str]) -> int:
    """Do what `tracuu crawl` does with these words, on the web of the sample; give the exit code.

    Its servers run in this process and every name leads to them. They are not spared two seconds between requests as
    others are, so the estimate is stated as others would need it.
    """
    from tracuu.cli import tracuu
    from tracuu.commands.crawl import crawl, fetched
    from tracuu.crawl.asking import Wish
    from tracuu.sample.web import sample_web, served
    from tracuu.session import open_archive

    with tracuu.make_context("tracuu", ["crawl"]) as whole, crawl.make_context("crawl", list(words), whole) as context:
        asked = context.params
    wish = Wish(asked["targets"], asked["lists"], asked["match"], asked["langs"], asked["since"])
    with served(sample_web()) as port, open_archive(archive, create=True) as session:
        return fetched(
            session,
            lambda ears: session.crawl(
                wish,
                ears=ears._replace(estimated=lambda found: ears.estimated(_as_others_need(found))),
                contact=asked["contact"] or _CONTACT,
                most=asked["most"],
                dry_run=asked["dry_run"],
                net=_net(port),
                floor=_HURRY,
            ),
            wish.match, nl=asked["nl"], dry_run=asked["dry_run"],
        )  # fmt: skip


def _net(port: int) -> Net:
    """Give the network in which every name leads to a port of this computer, without encryption."""
    from tracuu.crawl.network import Net

    async def resolve(_name: str, _port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", port)]

    return Net(resolve, lambda address: address.is_loopback, lambda: None)


def _as_others_need(found: Estimate) -> Estimate:
    from tracuu.crawl.pace import FLOOR

    def slower(need: Need) -> Need:
        return need._replace(seconds=need.seconds * FLOOR / _HURRY)

    return found._replace(need=slower(found.need), need_unmatched=slower(found.need_unmatched))
