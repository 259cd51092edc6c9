"""What stands in quotes: each style, nested, mixed and broken ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.mentions.quotes import LONGEST, quoted


def inside(text: str) -> list[str]:
    return [text[quote.inner : quote.inner_end].strip() for quote in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('the "Seed Loan" model', ["Seed Loan"]),
        ("the “Seed Loan” model", ["Seed Loan"]),
        ("the ‘Seed Loan’ model", ["Seed Loan"]),
        ("the 'Seed Loan' model", ["Seed Loan"]),
        ("das Modell „Saatgutkredit“ hier", ["Saatgutkredit"]),
        ("das Modell »Saatgutkredit« hier", ["Saatgutkredit"]),
        ("das Modell ‚Saatgutkredit‘ hier", ["Saatgutkredit"]),
        ("model „Kredyt nasienny” tutaj", ["Kredyt nasienny"]),
        ("le modèle « Prêt de semences » ici", ["Prêt de semences"]),  # spaces inside
        ("modellen ”Frölån” och ”Byns lampor” här", ["Frölån", "Byns lampor"]),  # one sign on both sides
        ("modellen »Frølån« her", ["Frølån"]),
        ("「種子貸付」モデルと『村の灯り』", ["種子貸付", "村の灯り"]),
        ("《种子贷款》和〈村灯〉", ["种子贷款", "村灯"]),
        ("mô hình ''Vay hạt giống'' này", ["Vay hạt giống"]),  # two apostrophes
        ("model ,,Kredyt nasienny'' tu", ["Kredyt nasienny"]),  # two commas
        ("modelo <<Semillas>> aquí", ["Semillas"]),
        ('mô hình " Vay hạt giống " này', ["Vay hạt giống"]),  # spaces on the wrong side
        ('models "A1","B2" and "C3"', ["A1", "B2", "C3"]),  # no space after the comma
        ('开展"种子贷款"模式和"村灯"', ["种子贷款", "村灯"]),  # no spaces at all
        ("‘씨앗 대출’모델은", ["씨앗 대출"]),
        ('the “Seed Loan" model and "Village Lamp”', ["Seed Loan", "Village Lamp"]),  # two kinds
        ('the ""Seed Loan"" model', ['"Seed Loan"', "Seed Loan"]),  # doubled
    ],
)
def test_each_style_is_read(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A quotation that holds another in the same kind.
        (
            "“We built two models of “Seed Loan” here”, she said",
            ["We built two models of “Seed Loan” here", "Seed Loan"],
        ),
        # The quotation is never closed; what it holds is.
        ("“We built two models of “Seed Loan” here", ["Seed Loan"]),
        ("«Vi er med i «3-råds»-modellen nå», sa han", ["Vi er med i «3-råds»-modellen nå", "3-råds"]),
        ("never “closed", []),
        ("never “closed\nbut here” it seems", []),  # a quote does not cross a line end
        ("closed” only", []),
    ],
)
def test_nested_and_broken_quotes(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the farmers' model isn't the village's",
        "l'exemple d'aujourd'hui n'est pas l'an 2024",
        "O‘zbekiston va O’zbekiston",
        'צה"ל וד"ר כהן',  # the mark of Hebrew abbreviations
        'a pipe of 5" and a board of 2"',
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotes(text: str) -> None:
    assert inside(text) == []


def test_a_hebrew_particle_is_glued_to_the_quote() -> None:
    assert inside('המודל ה"הלוואת זרעים" של הכפר') == ["הלוואת זרעים"]


def test_what_is_too_long_is_no_name_but_may_hold_one() -> None:
    long = "x " * LONGEST
    assert inside(f"“{long} the “Seed Loan” model”") == ["Seed Loan"]


@given(st.text(alphabet="aB é\n\"'“”„«»‘’「」《》.,-<", max_size=60))
def test_spans_lie_within_one_line_in_order(text: str) -> None:
    quotes = quoted(text)
    assert quotes == sorted(quotes)
    for quote in quotes:
        assert 0 <= quote.start < quote.inner < quote.inner_end < quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
