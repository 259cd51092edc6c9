"""`tracuu help` and `tracuu completion`."""

from __future__ import annotations

import click

from tracuu.messages import say

SHELLS = ("bash", "zsh", "fish", "powershell")


def _topics(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Propose the topics to a shell that completes words."""
    from tracuu.cli import COMMANDS

    return [topic for topic in ("syntax", *COMMANDS) if topic.startswith(incomplete)]


@click.command("help", help=say("help.help"))
@click.argument("topic", required=False, shell_complete=_topics)
@click.pass_context
def help_(ctx: click.Context, topic: str | None) -> None:
    """Print the query syntax, or the help of a command."""
    if topic == "syntax":
        click.echo(say("syntax.short"))
        return
    root = ctx.find_root()
    if topic is None:
        click.echo(root.get_help())
        return
    command = root.command.get_command(root, topic) if isinstance(root.command, click.Group) else None
    if command is None:
        from tracuu.errors import UsageError

        raise UsageError("help.no_topic", topic=topic)
    click.echo(command.get_help(click.Context(command, info_name=topic, parent=root)))


@click.command(help=say("help.completion"))
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that makes the shell complete commands and options."""
    from click.shell_completion import get_completion_class

    from tracuu.cli import tracuu
    from tracuu.console import powershell

    powershell.register()
    kind = get_completion_class(shell)
    if kind is None:  # cannot happen for SHELLS; said for the type checker
        return
    click.echo(kind(tracuu, {}, "tracuu", "_TRACUU_COMPLETE").source())
