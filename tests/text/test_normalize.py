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
