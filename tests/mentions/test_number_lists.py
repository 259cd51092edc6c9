"""Lists of numbers under one type word: behind it, before it, with counters; and what only counts something."""

from __future__ import annotations

import pytest

from tracuu.entities import Found
from tracuu.mentions.instruments import instruments
from tracuu.text.normalize import normalize


def read(text: str, lang: str) -> list[Found]:
    return instruments(normalize(text, "fold"), text, lang)


# Language, text, the surfaces of its mentions.
LISTS = [
    ("en", "Resolutions 41, 42 and 43 set the course", ["Resolutions 41", "42", "43"]),
    # two numbers and a word that nobody knows: the type word's form says that there are several
    ("en", "Directives 19 and 24 guide them", ["Directives 19", "24"]),
    ("pt", "as Resoluções nº 41 e 43 foram lidas", ["Resoluções nº 41", "43"]),
    ("vi", "các chỉ thị 19 và 24 đều nói", ["chỉ thị 19", "24"]),
    ("fa", "قطعنامه‌های ۴۱، ۴۲ و ۴۳ دفتر سیاسی", ["قطعنامه‌های ۴۱", "۴۲", "۴۳"]),
    # each number with its own number word or counter
    ("ru", "постановлениями № 41, № 43 партии", ["постановлениями № 41", "№ 43"]),
    ("ja", "決議41号、43号を学ぶ", ["決議41号", "43号"]),
    ("ko", "결의 41호와 43호를 공포했다", ["결의 41호", "43호"]),
    # before the type word
    ("tr", "41, 42 ve 43 sayılı kararlar", ["41", "42", "43 sayılı kararlar"]),
    ("hu", "a 41. és 43. számú határozat", ["41", "43. számú határozat"]),
    ("zh", "第41号、第43号决议", ["第41号", "第43号决议"]),
    # what counts something is no document, nor is a year, a date or a part of a number
    ("en", "Resolution 41 and 34 localities", ["Resolution 41"]),
    ("en", "Resolutions 41, 43 and 34 localities", ["Resolutions 41", "43"]),
    ("en", "Resolution 41, 43 and 34 localities", ["Resolution 41"]),
    ("en", "Resolutions 41, 43 and 34 provinces", ["Resolutions 41", "43"]),
    ("vi", "Nghị quyết 41 và 3 tháng 5", ["Nghị quyết 41"]),
    ("tr", "2024, 41 sayılı karar; 3,12 ve 41 sayılı karar", ["41 sayılı karar", "41 sayılı karar"]),
    ("ja", "決議41号、12号室で", ["決議41号"]),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), LISTS)
def test_a_list_under_one_type_word(lang: str, text: str, wanted: list[str]) -> None:
    assert [found.surface for found in read(text, lang)] == wanted


# Language, text, the body that all numbers of the list are of.
OWNED = [
    ("en", "the Politburo's Resolutions 41 and 43 say", "bo-chinh-tri"),
    ("en", "Resolutions 41, 42 and 43 of the Politburo", "bo-chinh-tri"),
    ("zh", "政治局第41号、第43号决议", "bo-chinh-tri"),
]


@pytest.mark.parametrize(("lang", "text", "body"), OWNED)
def test_the_issuer_of_a_list_is_that_of_all(lang: str, text: str, body: str) -> None:
    assert {found.body for found in read(text, lang)} == {body}


# Language, text, the date that it states.
DATED = [
    ("nl", "het op 13 maart 2023 uitgevaardigde besluit nr. 41", "2023-03-13"),
    ("de", "der am 13. März 2023 erlassene Beschluss Nr. 41", "2023-03-13"),
    ("fr", "la directive n° 41, prise le 13 mars 2023 par le Secrétariat", "2023-03-13"),
    ("hu", "a Politikai Bizottság 2023. március 13-i, 41. számú határozata", "2023-03-13"),
    # a participle without a date dates nothing
    ("nl", "op 13 maart 2023 kwam ook besluit nr. 41", None),
]


@pytest.mark.parametrize(("lang", "text", "date"), DATED)
def test_a_date_with_a_participle(lang: str, text: str, date: str | None) -> None:
    assert [found.date for found in read(text, lang)] == [date]
