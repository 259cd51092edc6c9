"""What a search found as one HTML page: each hit with its passage, and its whole story behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracuu.documents import citing, noted, reading
from tracuu.documents.as_html import facts, page, passage, runs
from tracuu.documents.direction import is_right_to_left
from tracuu.documents.making import Making
from tracuu.documents.parts import Facts, Run
from tracuu.documents.searched import searched
from tracuu.documents.tags import Markup, element, text
from tracuu.documents.words import Words
from tracuu.exports.citation import Citation
from tracuu.records import Span
from tracuu.search.answer import Answer, Facets, Hit


class Told(NamedTuple):
    """A hit with the citation of its version, and its story's versions: the one that matched first."""

    hit: Hit
    citation: Citation
    readings: Sequence[reading.Reading]


def results(answer: Answer, told: Sequence[Told], making: Making, words: Words) -> str:
    """Write the page of an answer. `told` are its hits in order, or the partial ones where nothing else was found."""
    query = answer.query.text.strip() or words.say("document.everything")
    title = words.say("document.results", query=query)
    hits = (_hit(number, one, words) for number, one in enumerate(told, answer.offset + 1))
    body = [
        element("h1", text(title)),
        facts(Facts(tuple((name, (Run(value),)) for name, value in _asked(answer, making, words) if value))),
        *([element("p", text(words.say("document.partial")))] if answer.partial else []),
        *hits,
        element("h2", text(words.say("document.searched"))),
        facts(searched(answer.searched, making.archive, making.archive_id, words)),
    ]
    most = max((len(one.readings) for one in told), default=0)
    return page(title, words.lang, body, reading.rules(most))


def _asked(answer: Answer, making: Making, words: Words) -> Iterator[tuple[str, str]]:
    yield words.say("document.query"), answer.query.text
    yield words.say("document.reading"), answer.reading
    yield words.say("document.found"), "; ".join(_found(answer, words))
    if answer.facets:
        yield from _facets(answer.facets, words)
    yield (
        words.say("document.made"),
        words.say("document.made_by", at=citing.moment(making.at, words), version=making.version),
    )
    yield words.say("document.command"), making.command


def _facets(found: Facets, words: Words) -> Iterator[tuple[str, str]]:
    """Give the counts of versions that match, by language, newspaper, province and month."""
    yield words.say("document.facet_lang"), words.counts(found.lang, words.language)
    yield words.say("document.facet_site"), words.counts(found.site)
    yield words.say("document.facet_province"), words.counts(found.province)
    yield words.say("document.facet_month"), words.counts(found.month)


def _found(answer: Answer, words: Words) -> Iterator[str]:
    """Say how much was found, and which part of it is here."""
    further = answer.across.total if answer.across else 0
    if not answer.total + further:
        yield words.say("document.none_found")
        return
    total = answer.versions_total if answer.by_version else answer.total
    if answer.by_version:
        yield words.plural("document.versions_found", total)
    else:
        yield words.plural("document.held_stories", total, versions=answer.versions_total)
    if further:
        yield words.plural("document.translated_only", further)
    if answer.hits and len(answer.hits) < total + further:
        last = answer.offset + len(answer.hits)
        yield words.say("document.page_part", first=answer.offset + 1, last=last, total=total + further)
    if answer.undated:
        yield words.plural("document.undated_hidden", answer.undated)


def _hit(number: int, told: Told, words: Words) -> Markup:
    hit = told.hit
    title = hit.title or words.say("citation.untitled")
    inner = _marked(title, hit.title_spans, hit.lang) if hit.title else text(title)
    links = citing.addresses(told.citation, words)
    return element(
        "article",
        element("h2", element("span", text(f"{number}."), class_="number"), Markup(" "), inner),
        element("p", text(" · ".join(_facts(hit, words))), class_="line"),
        element("blockquote", _words(hit.snippet, hit.spans, hit.lang), lang=hit.lang, dir=_way(hit.snippet, hit.lang)),
        *([element("p", text(hit.reason), class_="note")] if hit.reason else []),
        noted.line(hit, words),
        element("p", runs(run for part in links for run in (*part, Run(" "))), class_="note"),
        _whole(number, told, words),
        class_="hit",
        id=f"h{number}",
    )


def _facts(hit: Hit, words: Words) -> Iterator[str]:
    """Say newspaper, day and where it comes from, language, and the languages that the story is held in too."""
    yield hit.site or words.say("citation.no_paper")
    day = hit.date if hit.date_kind != "fetched" else None
    kind = words.kind(hit.date_kind) if day else ""
    yield f"{words.day(day)} ({kind})" if kind else words.day(day)
    yield words.edition(hit.lang, hit.machine_translated)
    if hit.page:
        yield words.say("document.on_page", number=hit.page)
    others = [lang for lang in hit.langs if lang != hit.lang]
    if others:
        yield words.say("document.also_in", langs=words.languages(others))
    yield hit.story


def _whole(number: int, told: Told, words: Words) -> Markup:
    """Give the whole story, folded away."""
    shown = frozenset(one.version.id for one in told.readings[:2])
    summary = element("summary", text(words.say("document.full_text")))
    return element("details", summary, reading.story(told.readings, shown, words, f"h{number}"))


def _marked(words: str, spans: Sequence[Span], lang: str) -> Markup:
    return element("bdi", _words(words, spans, lang), lang=lang, dir=_way(words, lang))


def _words(words: str, spans: Sequence[Span], lang: str) -> Markup:
    """Write a line of an article with what matched marked."""
    write = passage if _way(words, lang) == "rtl" else text
    parts, at = [], 0
    for start, end in spans:
        parts += [write(words[at:start]), element("mark", write(words[start:end]))]
        at = end
    return Markup("".join([*parts, write(words[at:])]))


def _way(words: str, lang: str) -> str:
    return "rtl" if is_right_to_left(words, lang) else "ltr"
