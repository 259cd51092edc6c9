"""What users marked the stories of an answer with, as it is now: marks are not in the index."""

from __future__ import annotations

from tracuu.corpus.archive import Archive
from tracuu.search.answer import Answer, Hit


def with_marks(archive: Archive, answer: Answer) -> Answer:
    """Add to hits what users marked their stories with."""
    hits = (*answer.hits, *answer.partial, *answer.near)
    versions = {version.number: version.story_number for version in archive.versions([hit.number for hit in hits])}
    marks = archive.marks.of(set(versions.values()))

    def marked(listed: tuple[Hit, ...]) -> tuple[Hit, ...]:
        found = ((hit, marks.get(versions[hit.number])) for hit in listed)
        return tuple(hit._replace(**mark._asdict()) if mark else hit for hit, mark in found)

    return answer._replace(hits=marked(answer.hits), partial=marked(answer.partial), near=marked(answer.near))
