"""Which words are cut into parts, and which only look like it."""

from __future__ import annotations

import pytest

from tracuu.text import compounds
from tracuu.text.compounds import split
from tracuu.text.normalize import key

# language, compound, parts (inflected as they stand; the index stems them)
COMPOUNDS = [
    ("nb", "kommuneplan", {"kommune", "plan"}),
    ("nb", "arbeidsmarkedet", {"arbeid", "markedet"}),
    # Three parts also give what two of them make.
    ("nb", "skogbruksutviklingsplan", {"skogbruk", "utvikling", "plan", "skogbruksutvikling", "utviklingsplan"}),
    # Not in the list, but its ending makes nouns and takes -s-.
    ("nb", "kartleggingsarbeid", {"kartlegging", "arbeid"}),
    ("nb", "folkemøte", {"folk", "møte"}),
    ("da", "sundhedsvæsen", {"sundhed", "væsen"}),
    ("da", "arbejdsmarked", {"arbejde", "marked"}),
    ("sv", "kvinnoförbund", {"kvinna", "förbund"}),
    ("sv", "hälsovård", {"hälsa", "vård"}),
    ("de", "Straßenbau", {"strasse", "bau"}),
    ("de", "Volkskomitee", {"volk", "komitee"}),
    ("de", "Länderparlament", None),
    ("de", "Dörferverband", {"dorf", "verband"}),
    ("nl", "wegenbouw", {"weg", "bouw"}),
    ("nl", "gezondheidszorg", {"gezondheid", "zorg"}),
]


@pytest.mark.parametrize(("lang", "word", "parts"), COMPOUNDS)
def test_compounds(lang: str, word: str, parts: set[str] | None) -> None:
    """A compound gives these parts; None where a part is not known and the word is left alone."""
    assert set(split(key(word), lang)) == (parts or set())


# Words that hold a word of the list by chance, or that have a meaning of their own.
ORDINARY = {
    "nb": "arbeider partner landing kunnskap samarbeid delegater planlagte utvalgte grunnlag temperamentet rettferdig"
    " lagerbeholdning mulighet informasjon forbedring interessant kommunist lovende regelmessig feilernæring"
    " trettenåring nasjonalitet politiker byggende måneder verdier organisere stemningen årsaker",
    "da": "arbejder partner landing kundskab samarbejde delegater grundlag retfærdig mulighed information forbedring"
    " interessant kommunist undersøgelse udvalget politiker måneder værdier organisere stemningen",
    "sv": "arbetare partner landning kunskap samarbete delegater grundlag rättfärdig möjlighet information förbättring"
    " intressant kommunist undersökning politiker månader värden organisera stämningen",
    "de": "arbeiter partner landung wissenschaft gesellschaft delegierte grundlage rechtfertigung möglichkeit"
    " information verbesserung interessant kommunist untersuchung politiker monate begleiten darstellen erfolg zeitung",
    "nl": "arbeider partner landing wetenschap gezelschap delegatie grondslag mogelijkheid informatie verbetering"
    " interessant communist onderzoek politicus maanden landelijk wateren volwassen",
}


@pytest.mark.parametrize(("lang", "word"), [(lang, word) for lang, words in ORDINARY.items() for word in words.split()])
def test_ordinary_words_stay_whole(lang: str, word: str) -> None:
    """An ordinary word has no parts."""
    assert split(key(word), lang) == ()


@pytest.mark.parametrize("lang", ["nb", "da", "sv", "de", "nl"])
def test_words_of_the_list_stay_whole(lang: str) -> None:
    """What the list names as a part is not itself cut, except where it is a plain compound of two others."""
    cut = [word for word in compounds.load(lang).firsts.values() if split(word, lang)]
    assert cut == []
