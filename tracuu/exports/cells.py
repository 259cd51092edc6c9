"""Values as cells of a table, and what a spreadsheet must not do with them.

A cell that a spreadsheet would run as a formula is put behind an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

from collections.abc import Mapping

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # some programs take the wide forms too
_BLANK_FORMULA = ("\t", "\r", "\n")  # passed over by programs that then see what follows


def cell(value: object) -> str:
    """Write one value as a cell: lists and counts with commas, truth as yes and no, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(cell(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {cell(item)}" for name, item in value.items())
    return str(value)


def neutral(text: str) -> str:
    """Keep a spreadsheet from running a cell as a formula; numbers stay as they are."""
    begins = text.lstrip().startswith(_FORMULA) or text.startswith(_BLANK_FORMULA)
    return "'" + text if begins and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
