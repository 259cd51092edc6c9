"""`tracuu demo`: the sample archive and a few searches, with their real output."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

import click

from tracuu.errors import UsageError
from tracuu.messages import say

SEARCHES = (
    ("dân vận khéo",),
    ("dan van kheo", "--limit", "3"),
    ("cow bank", "--limit", "3"),
    ("massemobilisering", "--limit", "3"),
    ("بانک گاو", "--limit", "3"),
    ('"12-NQ/TU"', "--limit", "3"),
)


@click.command(help=say("demo.help"))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def demo(folder: Path | None) -> int:
    """Fill an archive with the sample articles and search it, printing each command before its output."""
    from tracuu.sample import ARTICLES

    if folder is None:
        with tempfile.TemporaryDirectory(prefix="tracuu-demo-") as made:
            return _walk(Path(made) / "archive", Path(ARTICLES), say("demo.gone"))
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("demo.not_empty", folder=folder)
    return _walk(folder, Path(ARTICLES), say("demo.kept", folder=folder))


def _walk(archive: Path, articles: Path, last_words: str) -> int:
    from tracuu.cli import run

    place = ["--archive", str(archive)]
    for arguments in (["add", str(articles)], *(["search", *words] for words in SEARCHES), ["status"]):
        click.echo(f"\n$ tracuu {shlex.join(arguments)}")
        code = run([arguments[0], *place, *arguments[1:]])
        if code:
            return code
    click.echo("\n" + last_words)
    return 0
