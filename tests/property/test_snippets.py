"""Laws of snippets: original words, within the width, no grapheme torn, every mark on what was looked for."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from tracuu.records import Mark, Role
from tracuu.search.places import Marker, Wanted
from tracuu.search.snippets import ELLIPSIS, snippet
from tracuu.search.width import width
from tracuu.text.normalize import fold, key
from tracuu.text.tokens import streams

WORDS = st.sampled_from(
    ["dân", "vận", "khe\u0301o", "bò", "農村", "の", "ประชาชน", "می\u200cشود", "a", "🇻🇳", "x. ", "No. 5", "\n", "।"]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


@given(TEXTS, st.sampled_from(["vi", "zh", "th", "fa"]), st.integers(min_value=8, max_value=80))
def test_a_passage_is_the_original_within_its_width(text: str, lang: str, columns: int) -> None:
    wanted = Wanted(exact={"dân": 0, "khéo": 1, "農村": 2}, fold={"van": 3})
    made = snippet(text, [Mark(0, len(text), Role.BODY)], Marker(wanted, lang), columns)
    passage = made.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
    assert regex.sub(r"\s", " ", text)[made.start :].startswith(passage)
    assert width(made.text) <= columns
    for span in made.spans:
        assert 0 <= span.start < span.end <= len(made.text)


@given(TEXTS, st.integers(min_value=8, max_value=60))
def test_no_grapheme_is_torn(text: str, columns: int) -> None:
    made = snippet(text, [Mark(0, len(text), Role.BODY)], Marker(Wanted(exact={"vận": 0}), "th"), columns)
    passage = made.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
    bounds = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    assert {made.start, made.start + len(passage)} <= bounds


@given(TEXTS)
def test_every_mark_is_what_was_looked_for(text: str) -> None:
    made = snippet(text, [Mark(0, len(text), Role.BODY)], Marker(Wanted(fold={"van": 0}), "vi"))
    for start, end in made.spans:
        assert [token.term for token in streams(made.text[start:end], "vi").fold] == ["van"]


@given(TEXTS, st.sampled_from(["vi", "zh", "th", "fa", "nb", "id", "en", "de", "ja"]))
def test_looking_only_at_likely_words_misses_none(text: str, lang: str) -> None:
    wanted = Wanted(
        exact={"dân": 0, "khéo": 1, "農村": 2}, fold={"van": 3, "農村": 2}, phrases=(("exact", ("dân", "vận"), 4),)
    )
    whole = Marker(wanted, lang, lambda text: streams(text, lang))
    assert Marker(wanted, lang).find(text) == whole.find(text)


@given(st.text())
def test_a_folded_text_has_as_many_lines(text: str) -> None:
    """Words are folded all at once, one a line, and told apart again by their lines."""
    assert fold(key(text)).count("\n") == text.count("\n")
