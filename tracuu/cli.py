"""The command line: which commands there are, and how any of them ends.

Commands live in `tracuu.commands`, one file for each group; a command's file is imported when the command is called, so
that `tracuu search` does not pay for the others.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from tracuu.errors import AmbiguousEntity, Fault, TracuuError
from tracuu.messages import say

COMMANDS = {
    "search": "tracuu.commands.search:search",
    "show": "tracuu.commands.show:show",
    "brief": "tracuu.commands.reports:brief",
    "models": "tracuu.commands.entity:models",
    "resolutions": "tracuu.commands.entity:resolutions",
    "entity": "tracuu.commands.entity:entity",
    "export": "tracuu.commands.export:export",
    "pack": "tracuu.commands.pack:pack",
    "merge": "tracuu.commands.merge:merge",
    "mentions": "tracuu.commands.mentions:mentions",
    "drift": "tracuu.commands.reports:drift",
    "timeline": "tracuu.commands.timeline:timeline",
    "coverage": "tracuu.commands.coverage:coverage",
    "check": "tracuu.commands.reports:check",
    "add": "tracuu.commands.add:add",
    "crawl": "tracuu.commands.crawl:crawl",
    "update": "tracuu.commands.crawl:update",
    "story": "tracuu.commands.story:story",
    "lexicon": "tracuu.commands.lexicon:lexicon",
    "dense": "tracuu.commands.dense:dense",
    "saved": "tracuu.commands.saved:saved",
    "mark": "tracuu.commands.mark:mark",
    "marks": "tracuu.commands.mark:marks",
    "runs": "tracuu.commands.frontier:runs",
    "failed": "tracuu.commands.frontier:failed",
    "site": "tracuu.commands.site:site",
    "status": "tracuu.commands.care:status",
    "doctor": "tracuu.commands.care:doctor",
    "init": "tracuu.commands.care:init",
    "demo": "tracuu.commands.demo:demo",
    "help": "tracuu.commands.help:help_",
    "completion": "tracuu.commands.help:completion",
}
NOTHING_FOUND, FAILED, REJECTS, INTERRUPTED = 1, 2, 3, 130


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, the most used first."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001  click's form
    if asked and not ctx.resilient_parsing:
        from tracuu.version import __version__

        click.echo(f"tracuu {__version__}")
        ctx.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    help=say("cli.about"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--debug", is_flag=True, help=say("cli.debug"))
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help=say("cli.version"))
@click.pass_context
def tracuu(ctx: click.Context, *, debug: bool) -> None:
    """Run a command; on a terminal and without one, open the prompt."""
    ctx.obj = {"debug": debug}
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        from tracuu.console.prompt import prompt

        ctx.exit(prompt(run))
    click.echo(ctx.get_help())


def run(arguments: list[str]) -> int:
    """Run the command line with these arguments and give its exit code.

    Whatever goes wrong is one line on stderr; a traceback is shown with --debug alone.
    """
    _prepare_streams()
    import_module("tracuu.console.click_words").speak()
    if os.environ.get("_TRACUU_COMPLETE", "").startswith("powershell"):
        import_module("tracuu.console.powershell").register()
    debug = "--debug" in arguments or bool(os.environ.get("TRACUU_DEBUG"))
    plain = [word for word in arguments if word != "--debug"] if debug else arguments
    try:
        code = _called(plain)
    except (BrokenPipeError, SystemExit):  # click leaves so, and only so, when the reader of a pipe has gone
        _silence_stdout()
        return 0
    except (KeyboardInterrupt, click.Abort):
        _end_workers()
        click.echo(say("cli.interrupted"), err=True)
        return INTERRUPTED
    except (TracuuError, click.ClickException, OSError) as error:
        if isinstance(error, OSError):
            _silence_stdout()
        if debug:
            from traceback import print_exception

            print_exception(error)
            return getattr(error, "exit_code", FAILED)
        return _explain(error)
    return code if isinstance(code, int) else 0


def _called(arguments: list[str]) -> object:
    """Call the command. What nobody foresaw is raised as a Fault, so that it too ends in one line."""
    try:
        code = tracuu.main(arguments, prog_name="tracuu", standalone_mode=False)
        sys.stdout.flush()
    except (TracuuError, click.ClickException, click.Abort, OSError):
        raise
    except Exception as error:
        raise Fault("cli.fault", kind=type(error).__name__, error=error) from error
    return code


def _prepare_streams() -> None:
    """Speak UTF-8 on every console; what a parent process closed (`>&-`) reads and writes nothing."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123  stays open as long as the process
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  as above
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _end_workers() -> None:
    """End processes that an interrupted command left behind: they only compute, so nothing is lost with them."""
    if "multiprocessing" in sys.modules:
        from multiprocessing import active_children

        for child in active_children():
            child.terminate()


def _explain(error: TracuuError | click.ClickException | OSError) -> int:
    """Say in one line what went wrong; what a name may mean is listed in lines of their own."""
    from tracuu.console.safe import printable

    if isinstance(error, AmbiguousEntity) and error.key == "naming.ambiguous_entity":
        from tracuu.console.choosing import several

        first, *rest = several(error)
        click.echo("\n".join([f"tracuu: {first}", *rest, say("entity_cmd.by_id")]), err=True)
        return error.exit_code
    if isinstance(error, TracuuError):
        click.echo(f"tracuu: {printable(str(error))}", err=True)
        return error.exit_code
    if isinstance(error, click.ClickException):
        click.echo(f"tracuu: {printable(_usage(error))}", err=True)
        return error.exit_code
    what = printable(str(error.filename)) if error.filename else say("cli.output")
    from tracuu.messages.system import reason

    click.echo(say("cli.system", what=what, reason=reason(error)), err=True)
    return FAILED


def _usage(error: click.ClickException) -> str:
    """Give click's words as one line with a full stop, and where to read on."""
    words = " ".join(error.format_message().split()).replace(": ,", ":")
    context = getattr(error, "ctx", None)
    hint = say("cli.try_help", command=context.command_path) if context else ""
    return f"{words}{'' if words.endswith(('.', '?')) else '.'} {hint}".rstrip()


def _silence_stdout() -> None:
    """Keep Python from complaining at exit about a pipe that its reader closed."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
