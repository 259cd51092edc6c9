"""Words that share a term, with and without accents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.text import stems
from tracuu.text.normalize import fold
from tracuu.text.stems import exact_form, stem

# analyser, words of one term
FAMILIES = [
    ("en", "organise organize organisation organizations"),
    ("en", "colour color colours"),
    ("en", "neighbourhood neighborhoods"),
    # Spellings that no rule tells.
    ("en", "programme programs"),
    ("en", "modelling modeling models"),
    ("en", "women woman"),
    ("es", "resolución resoluciones"),
    ("es", "económico económica económicos"),
    ("fr", "améliorée améliorer amélioré"),
    ("fr", "première premiers"),
    ("pt", "resolução resoluções"),
    ("pt", "região regiões"),
    ("it", "risoluzione risoluzioni"),
    ("de", "Dorf Dörfer Dorfes"),
    ("nl", "gemeente gemeenten"),
    ("nb", "kommune kommuner kommunene"),
    ("nb", "bonde bøndene"),
    ("da", "udvikling udviklingen"),
    ("sv", "område områden området"),
    ("pl", "uchwała uchwały uchwałę"),
    ("cs", "usnesení usnesením"),
    ("hu", "határozat határozatok határozatban"),
    ("ro", "rezoluție rezoluții rezoluției"),
    ("tr", "köy köyler köyde"),
    ("tr", "çalışma çalışması çalışmalar"),
    ("ru", "ёлка елка елки"),
    # No Snowball stemmer: endings of a list are cut off.
    ("uk", "громада громади громадою"),
    # The article, the feminine ending, and a hamza that is often left out.
    ("ar", "المقاطعة مقاطعة"),
    ("ar", "إدارة الإدارة ادارة اداره"),
    # Written onto its word: and, in, like, to, each with the article.
    ("ar", "مدرسة المدرسة والمدرسة بالمدرسة كالمدرسة للمدرسة"),
    ("ar", "الدراسة والدراسة"),
    ("hi", "महिला महिलाओं"),
    ("id", "gerakan menggerakkan penggerak"),
    ("id", "kembang mengembangkan perkembangan"),
    # Persian letters may come as Arabic ones; joiners are mostly lost.
    ("fa", "كتاب کتاب کتاب‌ها کتابها کتابهای کتابی"),
    ("fa", "بزرگ بزرگتر بزرگ‌ترین"),
    ("fa", "اعضا اعضای"),
]


@pytest.mark.parametrize(("analyser", "words"), FAMILIES)
def test_families(analyser: str, words: str) -> None:
    """All of them have one term, and typing them without accents changes nothing."""
    forms = [exact_form(word, analyser) for word in words.split()]
    assert len({stem(form, analyser) for form in forms}) == 1
    assert [stem(fold(form), analyser) for form in forms] == [stem(form, analyser) for form in forms]


# analyser, words that must stay apart
APART = [
    ("en", "four for hour our tour tor"),
    ("es", "país paso peso"),
    ("nb", "by be bo"),
    ("tr", "halk hal kol köy"),
    # Father, his father, his mother begin as "and the" does; the governor too.
    ("ar", "والدته الدته"),
    ("ar", "والدين الدين"),
    ("ar", "والي الي"),
]


@pytest.mark.parametrize(("analyser", "words"), APART)
def test_apart(analyser: str, words: str) -> None:
    """No two of them have the same term."""
    terms = [stem(exact_form(word, analyser), analyser) for word in words.split()]
    assert len(set(terms)) == len(terms)


def test_every_line_of_same_words_is_heeded() -> None:
    """Lines are found by the first letter of a stem, so each must be met by the stem of its own word."""
    written = (Path(stems.__file__).parent / "data" / "same_words.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in written.splitlines() if line and not line.startswith("#")]
    apart = [
        (language, word, other)
        for language, word, other in lines
        if stem(exact_form(word, language), language) != stem(exact_form(other, language), language)
    ]
    assert lines
    assert not apart
