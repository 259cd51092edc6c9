"""What citation formats have no field for: said in a note, one `Name: value` each."""

from __future__ import annotations

from collections.abc import Iterator

from tracuu.exports.citation import Citation, date_kind, mark
from tracuu.messages import say


def notes(citation: Citation) -> Iterator[str]:
    """Give what a citation says beyond the fields of citation formats."""
    from tracuu.messages import spoken

    yield mark(citation, spoken())
    if citation.date_kind:
        yield say("citation.note_date", kind=date_kind(citation, spoken()))
    if citation.original_url and citation.original_url != citation.url:
        yield say("citation.note_original", url=citation.original_url)
    if citation.original_title and citation.original_title != citation.title:
        yield say("citation.note_original_title", title=citation.original_title)
    if citation.translation_url:
        yield say("citation.note_translation", url=citation.translation_url)
    yield from (say("citation.note_note", note=note) for note in citation.notes)
    if citation.id:
        yield say("citation.note_id", id=citation.id)


def archive_name(citation: Citation) -> str:
    """Name the archive in which a citation was found."""
    return f"tracuu {citation.archive}"
