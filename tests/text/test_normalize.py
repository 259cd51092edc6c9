"""What is taken to be the same, and the way back into the source."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from tracuu.text import normalize as form
from tracuu.text.normalize import fold, key, normalize

# text, key, fold
FORMS = [
    ("Nghị quyết số 35-NQ/TU", "nghị quyết số 35-nq/tu", "nghi quyet so 35-nq/tu"),
    ("Đà Nẵng", "đà nẵng", "da nang"),
    ("Ærø Ålesund straße Łódź", "ærø ålesund strasse łódź", "aero alesund strasse lodz"),
    # Width, ligatures, digits of any script.
    ("ＡＢＣ ﬁ ٣٥ ۳۵ ๓๕ ৩৫", "abc fi 35 35 35 35", "abc fi 35 35 35 35"),
    # Invisible characters: soft hyphen, joiners, direction marks, zero-width space.
    ("a\u00adb\u200cc\u200fd\u200be", "abcde", "abcde"),
    # Turkish I has two forms; the dot that case folding leaves goes.
    ("İzmir", "izmir", "izmir"),
    ("ışık", "ışık", "isik"),
    # Arabic and Persian: one yeh, one kaf, one heh; vowel marks and tatweel away.
    ("كتاب علي", "کتاب علی", "کتاب علی"),
    ("مُحَمَّـد", "محمد", "محمد"),
    ("أُمّة إلى آخر", "أمة إلى آخر", "امه الی اخر"),
    # The hamza over a final heh is written, or not, in three ways.
    ("خانۀ خانهٔ خانه", "خانه خانه خانه", "خانه خانه خانه"),
    # Cyrillic ё is typed е; й, ї and ў are letters of their own.
    ("Ёлка й ї ў", "ёлка й ї ў", "елка й ї ў"),
    ("ΆΣΟΣ", "άσοσ", "ασοσ"),
    # Hindi: nukta and the two ways to write a nasal vowel.
    ("ज़िला हिँदी", "ज़िला हिँदी", "जिला हिंदी"),
    # Thai am stays one letter; Japanese voicing is no accent.
    ("น้ำ", "น้ำ", "น้ำ"),
    ("ｶﾞか\u3099", "ガが", "ガが"),
    ("שָׁלוֹם", "שָׁלוֹם", "שלום"),
]


@pytest.mark.parametrize(("text", "keyed", "folded"), FORMS)
def test_forms(text: str, keyed: str, folded: str) -> None:
    """Both forms of a text; NFD gives the same as NFC."""
    keyed, folded = unicodedata.normalize("NFC", keyed), unicodedata.normalize("NFC", folded)
    for written in (text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)):
        assert key(written) == keyed
        assert fold(keyed) == folded
        assert normalize(written, "fold").text == folded


# text, place in the key, what stood there
PLACES = [
    ("Nghị quyết", (0, 4), "Nghị"),
    (unicodedata.normalize("NFD", "Nghị quyết"), (5, 10), unicodedata.normalize("NFD", "quyết")),
    ("می‌شود", (0, 2), "می‌"),
    ("Straße neu", (0, 7), "Straße"),
    # Half of what one letter became is that letter.
    ("Straße neu", (5, 6), "ß"),
    ("… wie", (0, 1), "…"),
    ("abc", (1, 1), ""),
]


@pytest.mark.parametrize(("text", "place", "there"), PLACES)
def test_way_back(text: str, place: tuple[int, int], there: str) -> None:
    """A place in the normal form leads to what it was made from."""
    start, end = normalize(text).span(*place)
    assert text[start:end] == there


def test_plain_characters_are_plain() -> None:
    """What the fast path takes one by one gives one character in every form and never joins with another."""
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        if form.is_plain(letter) and unicodedata.category(letter) != "Cn":
            assert len(key(letter)) == len(fold(letter)) == len(unicodedata.normalize("NFC", letter)) == 1
            assert unicodedata.combining(letter) == 0


# Letters of the scripts whose marks are steady, some that compose with a mark behind them or give up one of their own.
LETTERS = "aoIßđợйЇжاهۀऩज়কতกำຂမဥខ決가😀"


def test_steady_characters_are_steady() -> None:
    """What is normalised letter by letter gives what the rules give for the whole cluster."""
    steady = [chr(code) for code in range(sys.maxunicode + 1) if form.is_steady(chr(code))]
    for which, ways in form._FORMS.items():  # noqa: SLF001  the rules themselves
        for letter in LETTERS:
            for mark in (mark for mark in steady if not form.is_plain(mark)):
                if unicodedata.category(mark)[0] != "M":
                    assert normalize(mark + letter, which).text == ways.whole(mark) + ways.whole(letter)
                else:
                    assert normalize(letter + mark, which).text == ways.whole(letter + mark)


def test_marks_without_end() -> None:
    """A letter with more marks than any writing has is normalised in time that grows with their number alone."""
    text = "a" + "\u0301\u0323" * 100_000 + " b"
    made = normalize(text, "fold")
    assert made.text == "a b"
    assert made.span(2, 3) == (len(text) - 1, len(text))


def test_way_back_of_a_long_text() -> None:
    """Each word of a text of many stretches leads back to where it stands, asked for in any order."""
    word = "Straße\u200d… "
    made = normalize(word * 2000, "fold")
    for place in (1999, 3, 1000):
        start, end = made.span(place * 11, place * 11 + 7)
        assert (word * 2000)[start:end] == "Straße\u200d"
