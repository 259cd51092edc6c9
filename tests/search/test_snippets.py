"""The passage shown with a hit: what is marked, where it begins, how it is cut."""

from __future__ import annotations

import re

import pytest

from tracuu.records import Mark, Role, Span
from tracuu.search.places import Marker, Wanted
from tracuu.search.snippets import ELLIPSIS, Snippet, snippet
from tracuu.search.width import width
from tracuu.text.tokens import Streams, Token


def cut(text: str) -> Streams:
    """Stand in for the tokens of the text room: words in small letters, as they are and by their first four letters."""
    words = [Token(*found.span(), found[0].lower()) for found in re.finditer(r"\w+", text)]
    return Streams(words, [word._replace(term=word.term[:4]) for word in words], [])


def marker(wanted: Wanted) -> Marker:
    return Marker(wanted, "en", cut)


def article(*lines: tuple[Role, str]) -> tuple[str, list[Mark]]:
    marks: list[Mark] = []
    place = 0
    for role, line in lines:
        marks.append(Mark(place, place + len(line), role))
        place += len(line) + 1
    return "\n".join(line for _, line in lines), marks


def shown(text: str, wanted: Wanted, columns: int = 60) -> Snippet:
    given, marks = article(*[(Role.BODY, line) for line in text.split("\n")])
    return snippet(given, marks, marker(wanted), columns)


def marked(passage: Snippet) -> list[str]:
    return [passage.text[start:end] for start, end in passage.spans]


FILLER = "Rain fell on the hills for days. " * 10
TABLE = [
    # text, words wanted, columns, passage
    # short enough: all of it
    ("The team bred cows.", ["cows"], 60, "The team bred cows."),
    # begins at the sentence of the match
    (FILLER + "The team bred cows and goats.", ["cows"], 40, "…The team bred cows and goats."),
    # a long sentence: some words before, cut between words
    (
        "one two three four five six seven eight nine ten cows eleven twelve",
        ["cows"],
        30,
        "…nine ten cows eleven twelve",
    ),
    # line ends become spaces, and a line begins a sentence
    (FILLER + "\nThe cows\nThe goats", ["cows", "goats"], 30, "…The cows The goats"),
    # an abbreviation ends no sentence
    (
        FILLER + "Under Resolution No. 35 cows were lent out.",
        ["cows"],
        60,
        "…Under Resolution No. 35 cows were lent out.",
    ),
    # the place with both words wins over the first place with one
    ("Cows. " + FILLER + "Cows and goats.", ["cows", "goats"], 40, "…Cows and goats."),
]


@pytest.mark.parametrize(("text", "words", "columns", "passage"), TABLE)
def test_the_passage(text: str, words: list[str], columns: int, passage: str) -> None:
    made = shown(text, Wanted(exact={word: number for number, word in enumerate(words)}), columns)
    assert made.text.endswith(passage.lstrip("…")) or made.text == passage
    assert width(made.text) <= columns
    assert {word.lower() for word in marked(made)} == set(words)


BEGINNINGS = [
    # text before and behind which more follows, what the passage begins with
    # the name behind a colon is the end of what stands before the colon
    (FILLER + "Photo: M.K\nThe team bred cows here. ", "…The team bred cows"),
    # speech behind a colon is a sentence
    (FILLER + "Then the farmer said to all of them: “We bred cows here.” ", "…“We bred cows"),
    # where the space was forgotten, the sentence begins all the same
    (FILLER + "All of them agreed.The team bred cows here. ", "…The team bred cows"),
    (FILLER + "Mọi người đồng ý.Ở xã, cows were bred. ", "…Ở xã, cows"),
    # no sentence ends inside an address or a number
    (FILLER + "On site vietnam.vn no more than 1.5 cows were bred. ", "…On site vietnam.vn no"),
]


@pytest.mark.parametrize(("text", "begins"), BEGINNINGS)
def test_a_passage_never_begins_with_the_end_of_another_sentence(text: str, begins: str) -> None:
    assert shown(text + FILLER, Wanted(exact={"cows": 0}), 80).text.startswith(begins)


def test_without_a_match_it_is_the_beginning() -> None:
    made = shown("  First line.\n" + FILLER, Wanted(), 30)
    assert made == Snippet("First line. Rain fell on the…", (), (), 2)


def test_furniture_is_never_shown_and_the_title_only_when_there_is_nothing_else() -> None:
    given, marks = article((Role.SITE, "Cows portal"), (Role.TITLE, "Cows lent"), (Role.BODY, "The team lent goats."))
    assert snippet(given, marks, marker(Wanted(exact={"goats": 0}))).text == "The team lent goats."
    assert snippet(given, marks, marker(Wanted(exact={"cows": 0}))).text == "The team lent goats."
    assert snippet(given, marks[:2], marker(Wanted(exact={"cows": 0}))).spans == (Span(0, 4),)


def test_the_place_in_the_given_text_is_kept() -> None:
    given, marks = article(
        (Role.SITE, "A portal"), (Role.BODY, FILLER), (Role.BYLINE, "By X"), (Role.BODY, "The cows.")
    )
    made = snippet(given, marks, marker(Wanted(exact={"cows": 0})), 20)
    assert given[made.start :] == "The cows."


def test_folded_words_and_phrases_are_marked_as_they_stand() -> None:
    made = shown("Dân Vận. Dân. Cattle bred.", Wanted(fold={"catt": 0}, phrases=(("exact", ("dân", "vận"), 1),)))
    assert marked(made) == ["Dân Vận", "Cattle"]
    assert made.matched == ("Dân Vận", "Cattle")


def test_a_part_is_marked_only_where_no_whole_word_is() -> None:
    streams = Streams([Token(0, 4, "masse")], [], [Token(5, 9, "masse"), Token(5, 9, "mobil")])
    wanted = Wanted(exact={"masse": 0}, parts={"masse": 0, "mobil": 1})
    assert [(place.start, place.word) for place in Marker(wanted, "nb", lambda _: streams).find("Mass Mobi")] == [
        (0, 0),
        (5, 1),
    ]


def test_scripts_without_spaces_are_cut_between_graphemes() -> None:
    text = "ก็" * 100 + "น้ำ" + "ก็" * 100
    streams = Streams([Token(200, 203, "น้ำ")], [], [])
    given, marks = article((Role.BODY, text))
    made = snippet(given, marks, Marker(Wanted(exact={"น้ำ": 0}), "th", lambda _: streams), 20)
    assert marked(made) == ["น้ำ"]
    assert made.text.strip(ELLIPSIS)[0] == "ก"
    assert made.text.strip(ELLIPSIS)[-1] == "็"
    assert width(made.text) <= 20


def test_wide_letters_count_two_columns() -> None:
    given, marks = article((Role.BODY, "字" * 100))
    made = snippet(given, marks, marker(Wanted()), 21)
    assert made.text == "字" * 10 + ELLIPSIS


def test_nothing_in_an_empty_article() -> None:
    assert snippet("", [], marker(Wanted(exact={"a": 0}))) == Snippet("", (), (), 0)


def test_overlapping_places_are_marked_once() -> None:
    made = shown("dân vận", Wanted(exact={"dân": 0, "vận": 1}, phrases=(("exact", ("dân", "vận"), 2),)))
    assert made.spans == (Span(0, 7),)


def test_a_name_is_shown_in_a_sentence_sooner_than_in_a_caption() -> None:
    body = "Thanks to the Cow Bank, nobody is poor."
    given, marks = article((Role.CAPTION, "The Cow Bank hands over cows."), (Role.BODY, FILLER), (Role.BODY, body))
    places = [Span(at.start(), at.end()) for at in re.finditer("Cow Bank", given)]
    made = snippet(given, marks, marker(Wanted()), 60, places)
    assert made.text == ELLIPSIS + body
    assert marked(made) == ["Cow Bank"]
    assert made.matched == ("Cow Bank",)
