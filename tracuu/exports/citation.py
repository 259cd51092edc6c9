"""A citation: everything that a reader needs to find an article again, and to know what it is.

`Citation` is the noun that every export and every document with sources is made of. Addresses are told apart: `url` is
where the cited text stands; `original_url` is the newspaper's own page; `translation_url` is where a translation stands
and is None for originals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.messages import LANGUAGE, said
from tracuu.records import DateKind, Version
from tracuu.text.called import language_name
from tracuu.tuples import Record

if TYPE_CHECKING:
    from tracuu.corpus.tagging import Marked

DOCUMENT = "document"
"""The `kind` of an instrument's own text, which is no article of a newspaper."""

_AT_ONCE = 500  # versions read together


class Citation(Record):
    """One version as a source; see docs/exports.md.

    `paper` is the newspaper's name as printed, else its site. `date` is a day, None where only the time of fetching is
    known; `date_kind` says where it comes from. `original_title` is that of the original, where another version is
    cited and the original is held. `machine_translated` is None where nothing tells. `retrieved` is when it was
    fetched, ISO 8601 in UTC. `archive` is the archive's id; `tags` and `notes`
    are what users marked the story with.
    """

    version: str
    id: str | None
    story: str
    lang: str
    title: str | None
    original_title: str | None
    paper: str | None
    site: str | None
    province: str | None
    date: str | None
    date_kind: str | None
    url: str | None
    original_url: str | None
    translation_url: str | None
    machine_translated: bool | None
    kind: str
    retrieved: str
    archive: str
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def cite(version: Version, archive: str, original: Version | None = None, marked: Marked | None = None) -> Citation:
    """Make the citation of a version.

    `original` is its story's original where that is held and is another version, `marked` what users marked it with.
    """
    dated = version.dated if version.dated and version.dated.kind is not DateKind.FETCHED else None
    source = (original.url if original else None) or version.source_url
    is_translation = version.machine_translated is True or bool(original) or (source not in {None, version.url})
    return Citation(
        version=version.id,
        id=version.given_id,
        story=version.story,
        lang=version.lang,
        title=version.title,
        original_title=original.title if original else None,
        paper=version.publisher or version.site or (original.publisher if original else None),
        site=version.site,
        province=version.province,
        date=dated.day if dated else None,
        date_kind=str(dated.kind) if dated else None,
        url=version.url,
        original_url=source if is_translation else version.url,
        translation_url=version.url if is_translation else None,
        machine_translated=version.machine_translated,
        kind=version.kind,
        retrieved=version.fetched_at,
        archive=archive,
        tags=marked.tags if marked else (),
        notes=marked.notes if marked else (),
    )


def citations(archive: Archive, numbers: Sequence[int]) -> Iterator[Citation]:
    """Give the citations of versions by number, in that order; read in portions, so that any number goes."""
    own = archive.id
    for start in range(0, len(numbers), _AT_ONCE):
        versions = archive.versions(list(numbers[start : start + _AT_ONCE]))
        originals = originals_of(archive, versions)
        marked = archive.marks.of({version.story_number for version in versions}) if archive.has_marks() else {}
        for version in versions:
            yield cite(version, own, originals.get(version.number), marked.get(version.story_number))


def originals_of(archive: Archive, versions: Iterable[Version]) -> dict[int, Version]:
    """Give the original of each version's story where it is held and is another version: Vietnamese, by no machine."""
    asked = [version for version in versions if not is_original(version)]
    siblings = archive.siblings(sorted({version.story_number for version in asked}))
    vietnamese = sorted({number for held in siblings.values() for number, _, lang in held if lang == "vi"})
    found: dict[int, Version] = {}
    for one in archive.versions(vietnamese):
        if is_original(one):
            found.setdefault(one.story_number, one)
    return {one.number: found[one.story_number] for one in asked if one.story_number in found}


def is_original(version: Version) -> bool:
    """Tell whether a version is a Vietnamese original, as far as that is known."""
    return version.lang == "vi" and not version.machine_translated


def in_words(citation: Citation, language: str = LANGUAGE) -> str:
    """Give a citation as one line of text, in `en` or `vi`; texts of other people in it are not escaped."""
    title = citation.title or said("citation.untitled", language)
    paper = citation.paper or said("citation.no_paper", language)
    line = said("citation.head", language, title=title, paper=paper, date=dated(citation, language))
    about = said("citation.about", language, lang=language_name(citation.lang, language), mark=mark(citation, language))
    sentences = [line, f"{citation.url} ({about})." if citation.url else f"({about})."]
    if citation.original_url and citation.original_url != citation.url:
        sentences.append(said("citation.original_at", language, url=citation.original_url))
    day = day_in_words(citation.retrieved[:10], language)
    sentences.append(said("citation.retrieved", language, day=day, id=citation.version))
    return " ".join(sentences)


def dated(citation: Citation, language: str = LANGUAGE) -> str:
    """Give the date with where it comes from, or say that there is none."""
    if not citation.date:
        return said("citation.undated", language)
    day = day_in_words(citation.date, language)
    return f"{day} ({date_kind(citation, language)})" if citation.date_kind else day


def date_kind(citation: Citation, language: str = LANGUAGE) -> str:
    """Say where the date comes from; nothing where there is none."""
    return said(f"citation.date_{citation.date_kind}", language) if citation.date_kind else ""


def mark(citation: Citation, language: str = LANGUAGE) -> str:
    """Say whether the text is an original or a machine translation, or that nothing tells."""
    if citation.machine_translated is None:
        return said("citation.not_known", language)
    return said("citation.machine" if citation.machine_translated else "citation.original", language)


def day_in_words(day: str, language: str = LANGUAGE) -> str:
    """Write a day (`YYYY-MM-DD`) as people of a language do; anything else stays as it is."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):  # noqa: PLR2004  year, month, day
        return day
    year, month, number = (int(part) for part in parts)
    months = said("citation.months", language).split("\n")
    named = months[month - 1] if 0 < month <= len(months) else parts[1]
    return said("citation.day", language, year=year, day=number, named=named)
