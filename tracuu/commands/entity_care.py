"""`tracuu entity export`, `import`, `relink`: decisions and names as tables, and linking anew."""

from __future__ import annotations

import click

from tracuu.commands.options import archive_option, opened
from tracuu.commands.progress import line
from tracuu.messages import plural, say


@click.command("export", help=say("entity_cmd.export"))
@click.argument("folder", metavar="DIR", type=click.Path())
@archive_option
def export_(folder: str, archive: str | None) -> None:
    """Write the tables."""
    with opened(archive, write=False) as session:
        for path in session.export_entities(folder):
            click.echo(path)


@click.command("import", help=say("entity_cmd.import"))
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@archive_option
def import_(folder: str, archive: str | None) -> None:
    """Read the tables back."""
    with opened(archive) as session:
        read = session.import_entities(folder)
    decisions = plural("entity_cmd.imported_decisions", read.decisions)
    redirects = plural("entity_cmd.imported_redirects", read.redirects)
    click.echo(say("entity_cmd.imported", decisions=decisions, redirects=redirects))


@click.command("relink", help=say("entity_cmd.relink"))
@click.option("--all", "whole", is_flag=True, help=say("entity_cmd.relink_all"))
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help=say("entity_cmd.workers"))
@archive_option
def relink_(archive: str | None, workers: int, *, whole: bool) -> None:
    """Link what is outstanding, or everything anew."""
    with opened(archive) as session, line(say("entity_cmd.linking", done=0, total=0)) as show:

        def progress(done: int, total: int) -> None:
            show(say("entity_cmd.linking", done=done, total=total))

        named = session.relink(progress, workers=workers, whole=whole)
    click.echo(say("entity_cmd.relinked", gathered=named.gathered, learned=named.learned, resolved=named.resolved))
