"""What a text and a query word become in the index."""

from __future__ import annotations

import pytest

from tracuu.text.analysis import analyse, analyser, word_forms
from tracuu.text.tokens import streams

# language, text, the three streams
ANALYSES = [
    # Syllables one by one; their neighbourhood is a matter of places.
    ("vi", "Dân vận, khéo.", "dân vận khéo", "dan van kheo", ""),
    # The tone of oa, oe and uy may be written on either vowel.
    ("vi", "hoà hòa thuỷ", "hòa hòa thủy", "hoa hoa thuy", ""),
    ("vi", "35-NQ/TU", "35 nq tu", "35 nq tu", ""),
    ("en", "Organised colours", "organised colours", "organiz color", ""),
    ("es", "resoluciones", "resoluciones", "resolu", ""),
    # Kanji and hanzi are cut by the dictionary and, beside that, into pairs; the last character stands alone too.
    ("zh", "决议草案", "决议 草案", "决议 议草 草案 案", ""),
    # Behind a number the first character stands alone too, so that 35号 is found.
    ("zh", "35号决议", "35 号 决议", "35 号 号决 决议 议", ""),
    ("ko", "결의안", "결의안", "결의 의안 안", ""),
    ("th", "คณะกรรมการ", "คณะ กรรมการ", "คณะ กรรมการ", ""),
    # A joiner that has been lost, and one that has not.
    ("fa", "می‌شود میشود", "میشود میشود", "میشود میشود", "میشو یشود میشو یشود"),
    # A language without an analyser of its own.
    ("fi", "Päätös", "päätös", "paatos", ""),
]


@pytest.mark.parametrize(("lang", "text", "exact", "fold", "parts"), ANALYSES)
def test_terms(lang: str, text: str, exact: str, fold: str, parts: str) -> None:
    """A text becomes these terms, and the streams with places hold the same ones."""
    assert analyse(text, lang) == (exact, fold, parts)
    assert tuple(" ".join(token.term for token in stream) for stream in streams(text, lang)) == (exact, fold, parts)


def test_compound_is_found_by_its_parts() -> None:
    """The query word is among the parts of the compound in the document."""
    document = analyse("Massemobiliseringsarbeidet gir resultater.", "nb").parts.split()
    for word in ("massemobilisering", "arbeid", "masse", "mobilisering"):
        assert word_forms(word, "nb").parts == ((word_forms(word, "nb").fold),)
        assert word_forms(word, "nb").fold[0] in document


# language, query word, forms
FORMS = [
    ("vi", "Dân vận", ("dân", "vận"), ("dan", "van"), ()),
    # The last character alone would only match where the run ends.
    ("zh", "决议", ("决议",), ("决议",), ()),
    ("zh", "茶", ("茶",), ("茶",), ()),
    ("nb", "arbeidet", ("arbeidet",), ("arbeid",), (("arbeid",),)),
    # The article goes before the word is cut: documents may have it without.
    ("ar", "المقاطعة", ("المقاطعة",), ("مقاطع",), (("مقاط", "قاطع", "اطعه"),)),
    ("en", "—", (), (), ()),
]


@pytest.mark.parametrize(("lang", "word", "exact", "fold", "parts"), FORMS)
def test_word_forms(lang: str, word: str, exact: object, fold: object, parts: object) -> None:
    """A query word becomes these terms."""
    assert word_forms(word, lang) == (exact, fold, parts)


def test_languages_that_share_an_analyser() -> None:
    """Close relatives share their terms, so that a word of one finds the other."""
    assert [analyser(lang) for lang in ("ms", "id", "nn", "no", "zh-tw", "fi", "qaa")] == [
        "id", "id", "nb", "nb", "zh", "plain", "plain",
    ]  # fmt: skip
