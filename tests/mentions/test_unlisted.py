"""The type word beside a symbol is taken in also where nobody has listed a language's words."""

from __future__ import annotations

import pytest

from tracuu.mentions.instruments import instruments
from tracuu.text.normalize import normalize


@pytest.mark.parametrize(
    ("lang", "text", "surface"),
    [
        ("hr", "Prema Rezoluciji br. 41-NQ/TW, okrug", "Rezoluciji br. 41-NQ/TW"),
        ("et", "vastavalt otsusele nr 41-NQ/TW", "otsusele nr 41-NQ/TW"),
        ("ca", "segons la Directiva núm. 41-CT/TW", "Directiva núm. 41-CT/TW"),
        ("ta", "தீர்மானம் எண் 41-NQ/TW இன் படி", "தீர்மானம் எண் 41-NQ/TW"),
        # languages that put the noun last
        ("kk", "Орталық комитеттің № 41-NQ/TW қаулысы", "№ 41-NQ/TW қаулысы"),
        ("az", "Siyasi Büronun 41-NQ/TW nömrəli Qərarı", "41-NQ/TW nömrəli Qərarı"),
        # no word for "number": nothing tells a type from any other word
        ("hr", "kaže se u 41-NQ/TW danas", "41-NQ/TW"),
        # nothing over the end of a sentence
        ("hr", "Kraj. 41-NQ/TW je ovdje", "41-NQ/TW"),
    ],
)
def test_a_symbol_with_the_word_beside_it(lang: str, text: str, surface: str) -> None:
    (found,) = instruments(normalize(text, "fold"), text, lang)
    assert found.surface == surface
