"""Laws of the text room: they hold for every text, not only for those of the tables."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tracuu.text import normalize as form
from tracuu.text import scripts
from tracuu.text.analysis import analyse, word_forms
from tracuu.text.normalize import fold, key, normalize
from tracuu.text.tokens import streams

WESTERN = ["en", "es", "nb", "da", "sv", "fr", "de", "pt", "it", "nl", "pl", "cs", "hu", "ro", "fi"]
SPACED = [*WESTERN, "vi", "ms", "fa", "ar", "ru", "hi", "uk", "tr", "el", "he"]
LANGUAGES = st.sampled_from([*SPACED, "zh", "ja", "ko", "th", "lo", "km", "my", "bn"])
# Letters of many scripts, marks, joiners and punctuation, close together: where normal forms go wrong.
LETTERS = st.sampled_from(
    list("aAiIıİđĐøåßæéÉsS35-/.,'’ \n_") + list("ộẫơườ") + ["\u0301", "\u0323", "\u0302", "\u0307", "\u0308", "\u030c"]
    + list("كيیکهةأإآىئؤ٣۵ـ") + ["\u064e", "\u0651", "\u0654", "\u0653", "\u200c", "\u200d"]
    + ["\u00ad", "\u200f", "\u0600"]
    + list("пьяйїёґΣςά") + list("号决议第三の書記がパーｶﾞ") + list("결의안ㄱㅏ각") + list("ก้ำนำคะประຂວງກຳខ្មែរမြန်မာ")
    + list("हिँन्दीज़য়") + ["½", "ﬁ", "ﷺ", "Ⅳ", "𝔘", "😀", "\u1100", "\u1161", "\u11a8", "\ud800"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(LETTERS, max_size=24).map("".join))
GRAPHEMES = regex.compile(r"\X")


def unspaced(text: str) -> bool:
    """Tell whether a text holds writing without spaces."""
    return any(run.kind != "alphabet" for run in scripts.runs(text))


@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    """A normal form is its own normal form, and folding starts from either."""
    assert key(key(text)) == key(text)
    folded = fold(key(text))
    assert fold(folded) == folded == key(folded) == normalize(text, "fold").text


@given(TEXTS, LANGUAGES)
def test_composed_or_not(text: str, lang: str) -> None:
    """NFC and NFD of a text have the same key and the same terms."""
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert key(composed) == key(decomposed)
    assert analyse(composed, lang) == analyse(decomposed, lang)


@given(TEXTS, st.sampled_from(["key", "fold"]), st.data())
def test_way_back(text: str, form: str, data: st.DataObject) -> None:
    """The span of a stretch of the normal form, normalised, holds that stretch."""
    made = normalize(text, "fold" if form == "fold" else "key")
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    source = text[slice(*made.span(start, end))]
    assert made.text[start:end] in normalize(source, "fold" if form == "fold" else "key").text


WHOLE = {which: ways.whole for which, ways in form._FORMS.items()}  # noqa: SLF001  one cluster, by the rules themselves
CLUSTERS = regex.compile(rf"[\s\S][\p{{M}}{form._class(form._ATTACHED)}]*")  # noqa: SLF001  what a cluster is


@given(TEXTS, st.sampled_from(sorted(WHOLE)), st.integers(1, 8), st.sampled_from([0, form._LONG]))  # noqa: SLF001  of a long text
def test_fast_is_plain(text: str, which: form.Form, stretch: int, long: int) -> None:
    """A text is normalised as if each of its clusters were, one after the other, wherever it is cut on the way."""
    assert np.__name__ == "numpy"  # imported: long texts go through an array
    clusters = [found.span() for found in CLUSTERS.finditer(text)]
    wholes = [WHOLE[which](text[start:end]) for start, end in clusters]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(form, "_STRETCH", stretch)
        patch.setattr(form, "_LONG", long)
        made = normalize(text, which)
    assert made.text == "".join(wholes)
    sources = [span for span, whole in zip(clusters, wholes, strict=True) for _ in whole]
    assert [made.span(place, place + 1) for place in range(len(made.text))] == sources


@given(TEXTS, LANGUAGES)
def test_indexing_and_snippets_agree(text: str, lang: str) -> None:
    """The quick analysis gives the terms of the streams, and no term holds white space or is empty."""
    made = streams(text, lang)
    assert analyse(text, lang) == tuple(" ".join(token.term for token in stream) for stream in made)
    assert all(token.term and not regex.search(r"\s", token.term) for stream in made for token in stream)


@given(TEXTS, LANGUAGES)
def test_spans_are_whole(text: str, lang: str) -> None:
    """Spans lie in the text, are not empty, and never cut a grapheme outside scripts without spaces."""
    if regex.search(r"(?<![\p{L}\p{N}]\p{M}*)\p{M}", text):
        return  # a mark on nothing: where its grapheme ends, even Unicode's versions do not agree
    if regex.search(r"[^\p{Myanmar}\p{Khmer}\p{M}]\p{M}*(?:(?=\p{M})[\p{Myanmar}\p{Khmer}])", text) or regex.search(
        r"[\u1039\u17d2]\p{M}*[^\p{Myanmar}\p{Khmer}\p{M}]|\p{N}\p{M}+\p{L}", text
    ):
        return  # a sign that joins what follows, between letters of two scripts or on a figure: in no text
    borders = {0, *(found.end() for found in GRAPHEMES.finditer(text))}
    for token in streams(text, lang).exact:
        assert 0 <= token.start < token.end <= len(text)
        if not unspaced(text[token.start : token.end]):
            assert {token.start, token.end} <= borders


@given(TEXTS, st.sampled_from(SPACED))
def test_a_word_alone_is_the_same_word(text: str, lang: str) -> None:
    """What stands at a token's place, analysed alone, gives the token's term (scripts with spaces)."""
    made = streams(text, lang)
    if unspaced(text):
        return
    for exact, folded in zip(made.exact, made.fold, strict=True):
        alone = streams(text[exact.start : exact.end], lang)
        assert exact.term in [token.term for token in alone.exact]
        assert folded.term in [token.term for token in alone.fold]


@given(TEXTS, LANGUAGES)
def test_a_text_is_found_by_its_own_words(text: str, lang: str) -> None:
    """Every exact term of a text, typed as a query, leads to terms that the text's index entry holds."""
    made = analyse(text, lang)
    held = set(made.exact.split(" "))
    for token in streams(text, lang).exact:
        forms = word_forms(text[token.start : token.end], lang)
        assert set(forms.exact) <= held or unspaced(text)


@given(
    st.text(st.characters(categories=["Lo"], min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=12),
    st.data(),
)
def test_any_two_neighbours_are_found(run: str, data: st.DataObject) -> None:
    """Any stretch of a Chinese clause is a phrase of the pairs that the index holds."""
    start = data.draw(st.integers(0, len(run) - 2))
    end = data.draw(st.integers(start + 2, len(run)))
    document, query = analyse(run, "zh").fold, " ".join(word_forms(run[start:end], "zh").fold)
    assert f" {query} " in f" {document} "
