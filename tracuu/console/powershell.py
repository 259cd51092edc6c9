"""Completion for PowerShell, which click does not bring.

The script registers a native completer that calls `tracuu` with the words typed so far in the environment, as click's
own scripts do for other shells.
"""

from __future__ import annotations

import os
import shlex

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

_SOURCE = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:COMP_WORDS = $commandAst.ToString()
    $env:COMP_INCOMPLETE = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    %(prog_name)s | ForEach-Object {
        $parts = $_ -split "`t", 2
        $help = if ($parts.Length -gt 1 -and $parts[1]) { $parts[1] } else { $parts[0] }
        [System.Management.Automation.CompletionResult]::new($parts[0], $parts[0], "ParameterValue", $help)
    }
    Remove-Item Env:COMP_WORDS, Env:COMP_INCOMPLETE, Env:%(complete_var)s
}
"""


class PowerShellComplete(ShellComplete):
    """Completion for PowerShell 5.1 and later."""

    name = "powershell"
    source_template = _SOURCE

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the whole words before the cursor, and the one that is being typed."""
        incomplete = os.environ.get("COMP_INCOMPLETE", "")
        try:
            words = shlex.split(os.environ.get("COMP_WORDS", ""), posix=True)
        except ValueError:  # a quote is still open: take the words as they stand
            words = os.environ.get("COMP_WORDS", "").split()
        whole = words[1:]
        if incomplete and whole and whole[-1] == incomplete:
            whole = whole[:-1]
        return whole, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """Write one proposal as value, tab, help."""
        return f"{item.value}\t{item.help or ''}"


def register() -> None:
    """Make the class known to click."""
    add_completion_class(PowerShellComplete)
