"""Write docs/cli.md, the reference of the command line, from the help texts themselves.

`python tools/cli_reference.py docs/cli.md` writes it; tests/test_docs.py fails when it has fallen behind.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

WIDTH = 88  # columns of the help texts on the page, whatever the terminal at hand
HEAD = """# The command line

Made by `make reference` from the `--help` of each command; change the words in `tracuu/messages/en/`.
Exit codes and output formats: [formats.md](formats.md). Query syntax: [query.md](query.md).
"""


def pages(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Give the full name and the help text of a command and of all below it, in the order it lists them."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None and not found.hidden:
                yield from pages(found, below, context)


def reference() -> str:
    """Make the whole page."""
    from tracuu.cli import tracuu

    sections = [f"## {path}\n\n```text\n{text.rstrip()}\n```\n" for path, text in pages(tracuu, "tracuu")]
    return "\n".join([HEAD, *sections])


def main() -> None:
    """Write the page to the file that is named, in English."""
    os.environ["TRACUU_LANG"] = "en"
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
