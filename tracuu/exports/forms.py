"""The formats of exports: which there are, and which one a file's name means."""

from __future__ import annotations

from pathlib import PurePath

from tracuu.errors import UsageError
from tracuu.tuples import Record


class Form(Record):
    """A format: its name, the endings of files that mean it, whether it is bytes, and whether each row is a citation.

    `is_whole` is true of formats that hold a whole archive and nothing less.
    """

    name: str
    suffixes: tuple[str, ...]
    is_bytes: bool = False
    is_cited: bool = False
    is_whole: bool = False


FORMS = (
    Form("csv", (".csv",)),
    Form("tsv", (".tsv",)),
    Form("xlsx", (".xlsx",), is_bytes=True),
    Form("json", (".json",)),
    Form("ndjson", (".ndjson", ".jsonl", ".nl")),
    Form("ris", (".ris",), is_cited=True),
    Form("bibtex", (".bib", ".bibtex"), is_cited=True),
    Form("csl", (".csl.json", ".csljson", ".csl"), is_cited=True),
    Form("dump", (".dump.jsonl",), is_whole=True),
    Form("sqlite", (".sqlite", ".db", ".sqlite3"), is_bytes=True, is_whole=True),
)
NAMES = tuple(form.name for form in FORMS)

_PACKED = ".gz"


def form_of(path: str | None, named: str | None, *, whole: bool = False) -> Form:
    """Tell the format: the one that is named, else what the file's name ends in.

    With `whole` (a whole archive is asked for) JSON lines are a dump. Raises UsageError when nothing tells.
    """
    if named is not None:
        return next(form for form in FORMS if form.name == named)
    name = PurePath(path or "").name.lower().removesuffix(_PACKED)
    fitting = [(len(suffix), form) for form in FORMS for suffix in form.suffixes if name.endswith(suffix)]
    if not fitting:
        raise UsageError("export.no_format", path=path, known=", ".join(NAMES))
    found = max(fitting, key=lambda one: one[0])[1]
    return form_of(path, "dump") if whole and found.name == "ndjson" else found
