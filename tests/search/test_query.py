"""The grammar as examples: what is typed, and the tree in its canonical spelling."""

from __future__ import annotations

import pytest

from tracuu.errors import UsageError
from tracuu.messages import part
from tracuu.search.dates import read_period, write_period
from tracuu.search.nodes import All, Fuzzy, InTitle, Prefix, Quote, Word
from tracuu.search.query import MAX_DEPTH, Options, parse, write
from tracuu.search.reading import reading, render_note, surprising
from tracuu.search.scan import MAX_LEAVES, MAX_LENGTH

READ = [
    # words: all must be there
    ("dân vận", "dân vận"),
    ("dân AND vận", "dân vận"),
    ("dân vận dân", "dân vận"),  # saying it twice asks nothing more
    ("dân, vận; khéo", "dân vận khéo"),
    ("农村、发展", "农村 发展"),
    ("(dân (vận))", "dân vận"),
    # keywords only in capitals
    ("dân or vận", "dân or vận"),
    ("dân OR vận", "dân OR vận"),
    ("a OR b c", "a OR b c"),  # AND binds closer
    ("(a OR b) c", "(a OR b) c"),
    ("NOT a", "-a"),
    ("NOT NOT a", "a"),
    ("-(a OR b) c", "-(a OR b) c"),
    ("-（a OR b） c", "-(a OR b) c"),
    # a dash excludes behind a space, and is a letter's neighbour elsewhere
    ("dân -bão", "dân -bão"),
    ("covid-19 Viet-Nam", "covid-19 Viet-Nam"),
    ("Hà Nội - Huế", "Hà Nội Huế"),
    ("+dân", "dân"),
    ("bare -", "bare"),
    # one thing, never three words
    ("35-NQ/TU", "35-NQ/TU"),
    ("168/2024/NĐ-CP", "168/2024/NĐ-CP"),
    ("57 - NQ/TW", "57-NQ/TW"),
    ("68- NQ/TW tư nhân", "68-NQ/TW tư nhân"),
    ("25 - nq / tw", "25-nq/tw"),
    ("2024 - COVID", "2024 COVID"),
    ("10:30 1,000", "10:30 1,000"),
    ("https://baoquangnam.vn/a-1.html", "https://baoquangnam.vn/a-1.html"),
    # quotes of every keyboard
    ('"dân vận"', '"dân vận"'),
    ("“dân vận”", '"dân vận"'),
    ("„dân vận“", '"dân vận"'),
    ("«dân vận»", '"dân vận"'),
    ("»dân vận«", '"dân vận"'),
    ("「黒ウコン」", '"黒ウコン"'),
    ("＂dân vận＂", '"dân vận"'),
    ('“dân vận"', '"dân vận"'),
    ('"dân vận"~5', '"dân vận"~5'),
    ('"dân vận"～５', '"dân vận"~5'),
    ('-"dân vận"', '-"dân vận"'),
    ('"  dân \n vận. "', '"dân vận"'),
    # beginnings and slips
    ("dan*", "dan*"),
    ("dan~", "dan~"),
    ("dan~1", "dan~"),
    ("dan~2", "dan~2"),
    ("dan~0", "dan"),
    ("*", "*"),
    ("* dân", "dân"),
    # fields
    ("lang:vi", "lang:vi"),
    ("LANG：vi", "lang:vi"),
    ("lang:vi,en", "lang:vi,en"),
    ("lang:vi lang:en", "lang:vi,en"),
    ("lang:(vi OR en)", "lang:vi,en"),
    ("-lang:vi", "-lang:vi"),
    ('site:"Báo Quảng Nam" province:quang-nam', 'site:"Báo Quảng Nam" province:quang-nam'),
    ("instrument:35 instrument:57", "instrument:35 instrument:57"),  # one version may name both
    ("title:dân vận", "title:dân vận"),
    ("title:(dân vận)", "title:(dân vận)"),
    ('title:dân,"vận khéo"', 'title:(dân OR "vận khéo")'),
    ("title:dan*", "title:dan*"),
    # dates
    ("date:2024", "date:2024"),
    ("date:２０２４", "date:2024"),
    ("date:2024-11..2025-01", "date:2024-11..2025-01"),
    ("date:>2024-05", "date:2024-06.."),
    ("date:<=2024-05", "date:..2024-05"),
    ("date:2023 date:2024", "date:2023,2024"),  # no article is of both years
    ("date:>2023 date:<2025", "date:2024.. date:..2024"),  # an open period narrows
    # blank asks for everything
    ("", "*"),
    ("  \n", "*"),
]


@pytest.mark.parametrize(("typed", "read"), READ)
def test_reading_without_a_note(typed: str, read: str) -> None:
    query = parse(typed)
    assert (write(query.root), query.notes) == (read, ())


UNREADABLE = [
    # typed, searched as, the place the note is about, a word of the note
    ("“dân vận", "dân vận", "“", "not closed"),
    ("(dân vận", "dân vận", "(", "partner"),
    ("dân) vận", "dân vận", ")", "partner"),
    ("dân () vận", "dân vận", "()", "nothing"),
    ('dân ""', "dân", '""', "nothing between"),
    ('-"" dân', "dân", '""', "nothing between"),  # the dash goes with its quotes and excludes no other word
    ("autor:nam", "autor nam", "autor:", "no field"),
    ("-autor:nam", "-(autor nam)", "autor:", "no field"),
    ("date:soon", "date soon", "soon", "no date"),
    ("date:2024-13", "date 2024-13", "2024-13", "no date"),
    ("lang: vi", "lang vi", "lang:", "nothing follows"),
    ("title:", "title", "title:", "nothing follows"),
    ("title:lang:vi", "title lang:vi", "title:", "nothing follows"),
    ("OR dân", "or dân", "OR", "nothing to join"),
    ("dân OR", "dân or", "OR", "nothing to join"),
    ("dân NOT", "dân not", "NOT", "nothing to join"),
    ("a OR OR b", "a or OR b", "OR", "nothing to join"),
    ("dân | vận", "dân vận", "|", "write OR"),
    ("*dân", "dân", "*", "end of a word"),
    ("dan~7", "dan~2", "dan", "2"),
    ('"a b"~', '"a b"', "~", "number"),
    ('"a b"~999', '"a b"~100', "~999", "100"),
    ("--lang vi", "-lang vi", "--", "option"),
    ("🙂 dân", "dân", "🙂", "no letters"),
    ("&&", "()", "&&", "no letters"),
]


@pytest.mark.parametrize(("typed", "read", "place", "words"), UNREADABLE)
def test_what_cannot_be_read_is_searched_as_words_and_said(typed: str, read: str, place: str, words: str) -> None:
    query = parse(typed)
    assert write(query.root) == read
    note = query.notes[0]
    assert typed[note.start : note.end] == place
    assert words in note.message
    assert surprising(query)


def test_the_tree_of_a_query() -> None:
    root = parse('dân "vận khéo"~3 title:(bò* tho~2)').root
    assert root == All((Word("dân"), Quote("vận khéo", 3), InTitle(All((Prefix("bò"), Fuzzy("tho", 2))))))


HUGE = [
    *("(" * 100_000, '"' * 100_001, "「" * 100_000, "a " * 50_000, "-" * 100_000, "a:" * 50_000, "NOT " * 25_000),
    *("x" * 100_000, "((a OR b) c) " * 8_000, "()" * 50_000, "title:a," * 12_000, "字" * 100_000),
    "\ud800\x00\x1b" * 30_000,
]


@pytest.mark.parametrize("typed", HUGE, ids=lambda typed: typed[:6].encode("ascii", "backslashreplace").decode())
def test_a_hundred_thousand_characters_are_no_error(typed: str) -> None:
    query = parse(typed)
    assert parse(write(query.root)).root == query.root
    assert reading(query)


def test_bounds_are_said() -> None:
    deep = parse("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))
    assert str(MAX_DEPTH) in deep.notes[0].message
    many = parse(" ".join(f"w{number}" for number in range(MAX_LEAVES + 1)))
    assert str(MAX_LEAVES) in many.notes[0].message
    long = parse("x" * (MAX_LENGTH + 1))
    assert long.root == Word("x" * MAX_LENGTH)
    assert str(MAX_LENGTH) in long.notes[0].message


OPTIONS = [
    ("dân", Options(phrase=("vận khéo",)), 'dân "vận khéo"'),
    ("dân", Options(any=("bò heo",)), "dân (bò OR heo)"),
    ("dân", Options(any=('"nuôi bò"', "heo")), 'dân ("nuôi bò" OR heo)'),
    ("dân", Options(none=("bão lũ",)), "dân -bão -lũ"),
    ("a OR b", Options(langs=("vi", "en")), "(a OR b) lang:vi,en"),
    # an option narrows what was typed: nothing is in English and in Vietnamese
    ("dân lang:vi", Options(langs=("en",)), "dân lang:vi lang:en"),
    ("", Options(sites=("baoquangnam.vn",), provinces=("Quảng Nam",)), 'site:baoquangnam.vn province:"Quảng Nam"'),
    ("dân", Options(since="2024", until="2024-05"), "dân date:2024..2024-05"),
    ("dân", Options(until="31/12/2024"), "dân date:..2024"),
    ("dân", Options(phrase=("", ' " ')), "dân"),
]


@pytest.mark.parametrize(("typed", "options", "read"), OPTIONS)
def test_options_hold_beside_the_query(typed: str, options: Options, read: str) -> None:
    assert write(parse(typed, options).root) == read


def test_an_option_that_is_no_date_is_refused() -> None:
    with pytest.raises(UsageError, match="--since soon"):
        parse("dân", Options(since="soon"))


PERIODS = [
    ("2024", ("2024-01-01", "2024-12-31")),
    ("2024-2", ("2024-02-01", "2024-02-29")),
    ("2024-02-03", ("2024-02-03", "2024-02-03")),
    ("3/2/2024", ("2024-02-03", "2024-02-03")),  # the day first, as in Vietnam
    ("02/2024", ("2024-02-01", "2024-02-29")),
    ("2024..", ("2024-01-01", None)),
    ("..2024", (None, "2024-12-31")),
    ("2025..2024", ("2024-01-01", "2025-12-31")),
    (">2024", ("2025-01-01", None)),
    ("<2024-03", (None, "2024-02-29")),
    (">=2024-03-01", ("2024-03-01", None)),
    ("۲۰۲۴", ("2024-01-01", "2024-12-31")),
    ("2024-02-30", None),
    ("24", None),
    ("..", None),
    (">9999", None),
    ("0000", None),
]


@pytest.mark.parametrize(("typed", "period"), PERIODS)
def test_periods(typed: str, period: tuple[str | None, str | None] | None) -> None:
    read = read_period(typed)
    assert (tuple(read) if read else None) == period
    if read:
        assert read_period(write_period(read)) == read


READINGS = [
    # typed, in words, may it surprise?
    ("dân vận", "dân AND vận", False),
    ("dân vận -bão lang:vi", "dân AND vận, not “bão”, language vi", True),
    ("a OR b c", "a OR (b AND c)", True),
    ("(a OR b) c", "(a OR b) AND c", False),
    ("dân or vận", "dân AND or AND vận", True),
    ('"dân vận"~5', "“dân vận” at most 5 places apart", False),
    ("title:(dan* bo~)", "(words beginning with “dan” AND words like “bo” (up to 1 off)) in the title", False),
    ("57 - NQ/TW", "57-NQ/TW", True),
    ("lang:vi lang:en", "everything, language vi OR en", True),
    ("dân date:2024-11..2025-01", "dân, dated 2024-11-01 to 2025-01-31", False),
    ("date:2024", "everything, dated 2024", False),
    ("()", "nothing", True),
]


@pytest.mark.parametrize(("typed", "words", "surprise"), READINGS)
def test_a_query_in_plain_words(typed: str, words: str, surprise: bool) -> None:  # noqa: FBT001  a column of the table
    query = parse(typed)
    assert (reading(query), surprising(query)) == (words, surprise)


def test_the_mark_stands_under_wide_and_combining_letters() -> None:
    typed = "黒 tie\u0302u autor:nam"
    line, marks = render_note(typed, parse(typed).notes[0]).split("\n")
    assert line == typed
    assert marks.startswith(" " * 8 + "^^^^^^ ")  # the sign is two columns wide, the circumflex none


def test_a_long_query_is_shown_around_the_place() -> None:
    typed = "dân " * 200 + "autor:nam" + " vận" * 200
    line, marks = render_note(typed, parse(typed).notes[0], columns=60).split("\n")
    assert line.startswith("…")
    assert line.endswith("…")
    assert line[marks.index("^") :].startswith("autor:")


def test_every_field_has_words_for_its_reading() -> None:
    assert {f"read_field_{name}" for name in ("lang", "site", "instrument", "story")} <= part("search").keys()
