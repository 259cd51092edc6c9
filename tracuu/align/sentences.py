"""Align the sentences of two versions of one article: paragraphs first, then the sentences of those that go together.

A sentence ends at a mark of any script that ends one. Where that is doubtful it does not end: two sentences taken for
one still find their counterpart, half a sentence may not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tracuu.align.paragraphs import Bead, Likeness, align_traces, by_words, length_ratio
from tracuu.align.traces import Traces, joined, traces
from tracuu.records import Span
from tracuu.tuples import Record

KINDS = {
    (1, 1): 0.86,
    (1, 0): 0.0099,
    (0, 1): 0.0099,
    (2, 1): 0.0445,
    (1, 2): 0.0445,
    (2, 2): 0.011,
    (3, 1): 0.01,
    (1, 3): 0.01,
}
"""As of paragraphs; a translator also writes three sentences for one, which the paper did not count."""

# Marks that end a sentence wherever they stand, and those that end one only before white space.
_ALWAYS = "\u3002\uff01\uff1f\uff61\u061f\u06d4\u0964\u0965\u104b\u1362\u17d4\u17d5"
_CLOSING = "\"'\u201d\u2019\u00bb\u203a)\\]\uff09\u300d\u300f\u300b\u3009"
_END = re.compile(
    rf"[{_ALWAYS}]+[{_CLOSING}]*|"
    rf"(?<![.!?\u2026])[.!?\u2026]++[{_CLOSING}]*+(?=\s)|"
    r"\n+|"
    r"(?<=[\u0e01-\u0eff]) +(?=[\u0e01-\u0eff])"
)
_TO_LAST_WORD = re.compile(r".*[\s(\[\u201c\u201e\u00ab\"]", re.DOTALL)
_LONGEST_WORD = 24  # letters before a full stop that are looked at
_PHRASE = 40  # letters of Thai or Lao, which part phrases as they part sentences, that make a sentence of ours

# Abbreviations after which a sentence goes on, folded, without the last stop. Single letters and words with a stop
# inside ("v.v.", "H.V.A.") never end one.
_WRITTEN_SHORT = (
    "no nos nr nro num art abs bzw ca dr dra mr mrs ms prof sr sra srta st sta tp tt tx ths ts pgs gs ub vs etc al "
    "approx dept est fig inc jr lt ltd vol str gen col maj capt sgt rev hon gov sen rep pts kp jl kec kab bl dl mm "
    "osv evt jf kl kr mio mrd mln tys godz gg vv tzv napr resp szt dk sz ul im gl tov pp гг ст пп ул тов им стр рис "
    "см млн млрд тыс руб"
)
_ABBREVIATIONS = frozenset(_WRITTEN_SHORT.split())
_ORDINAL = 2  # digits before a stop that may be an ordinal ("am 8. Dezember")


class Sentence(Record):
    """A sentence: the number of its paragraph, and its span there in code points, without white space at its ends."""

    paragraph: int
    start: int
    end: int


class Aligned(Record):
    """Two texts sentence by sentence. Beads hold ranges of `left` and `right`; every sentence is in exactly one."""

    left: tuple[Sentence, ...]
    right: tuple[Sentence, ...]
    beads: tuple[Bead, ...]


def split(text: str) -> list[Span]:
    """Give the sentences of a paragraph in any script: half-open spans, in order, without white space at their ends."""
    spans: list[Span] = []
    start = 0
    for mark in _END.finditer(text):
        if _ends(text, start, mark):
            _add(spans, text, start, mark.end())
            start = mark.end()
    _add(spans, text, start, len(text))
    return spans


def align_texts(
    left: Sequence[str], right: Sequence[str], likeness: Likeness | None = None, ratio: float | None = None
) -> Aligned:
    """Align two texts, given as paragraphs, sentence by sentence.

    `likeness`, where there is a translation table, is asked for pairs of paragraphs and of sentences: it takes the two
    sets of folded words and gives from 0 to 1. `ratio` says how many letters of the right side one of the left becomes;
    without it the paragraphs tell.
    """
    return align_measured(measured(left), measured(right), likeness, ratio)


class Measured(Record):
    """A text measured once for all its alignments: sentences, their traces, and where each paragraph's begin."""

    paragraphs: Sequence[str]
    sentences: tuple[Sentence, ...]
    traces: list[Traces]
    first: list[int]

    def of(self, paragraphs: range) -> range:
        """Give the sentences of a range of paragraphs."""
        return range(self.first[paragraphs.start], self.first[paragraphs.stop])

    def at(self, paragraph: int, offset: int) -> int:
        """Give the sentence at an offset of a paragraph; before its first word, the paragraph's first."""
        low, high = self.first[paragraph], self.first[paragraph + 1]
        return max(
            low, bisect_right(self.sentences, (paragraph, offset, len(self.paragraphs[paragraph])), low, high) - 1
        )


def measured(paragraphs: Sequence[str]) -> Measured:
    """Split a text's paragraphs into sentences and measure each."""
    sentences: list[Sentence] = []
    first = [0]
    for number, paragraph in enumerate(paragraphs):
        sentences += [Sentence(number, *span) for span in split(paragraph)]
        first.append(len(sentences))
    parts = [traces(paragraphs[part.paragraph][part.start : part.end]) for part in sentences]
    return Measured(paragraphs, tuple(sentences), parts, first)


def align_measured(
    left: Measured, right: Measured, likeness: Likeness | None = None, ratio: float | None = None
) -> Aligned:
    """Align two measured texts; as `align_texts`."""
    alike = likeness and by_words(left.paragraphs, right.paragraphs, likeness)
    ours, theirs = _whole(left), _whole(right)
    outer = align_traces(ours, theirs, alike=alike, ratio=ratio)
    if ratio is None:
        single = [bead for bead in outer if len(bead.left) == len(bead.right) == 1]
        ratio = length_ratio([(ours[bead.left.start].length, theirs[bead.right.start].length) for bead in single])
    beads: list[Bead] = []
    for bead in outer:
        beads += _within(left, right, bead, likeness, ratio)
    return Aligned(left.sentences, right.sentences, tuple(beads))


def _whole(text: Measured) -> list[Traces]:
    ranges = (text.of(range(number, number + 1)) for number in range(len(text.paragraphs)))
    return [joined(text.traces[part.start : part.stop]) for part in ranges]


def _within(left: Measured, right: Measured, bead: Bead, likeness: Likeness | None, ratio: float) -> list[Bead]:
    """Align the sentences of two paragraphs, or groups of them, that belong together."""
    ours, theirs = left.of(bead.left), right.of(bead.right)
    if len(ours) <= 1 >= len(theirs):
        return [Bead(ours, theirs)] if ours or theirs else []
    alike = likeness and by_words(_texts(left, ours), _texts(right, theirs), likeness)
    said, heard = left.traces[ours.start : ours.stop], right.traces[theirs.start : theirs.stop]
    inner = align_traces(said, heard, KINDS, alike, ratio)
    return [Bead(_moved(part.left, ours.start), _moved(part.right, theirs.start)) for part in inner]


def _texts(text: Measured, sentences: range) -> list[str]:
    return [
        text.paragraphs[part.paragraph][part.start : part.end]
        for part in text.sentences[sentences.start : sentences.stop]
    ]


def _moved(part: range, by: int) -> range:
    return range(part.start + by, part.stop + by)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    """Add the span without white space at its ends, when anything is left."""
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        spans.append(Span(start, start + len(bare)))


def _ends(text: str, start: int, mark: re.Match[str]) -> bool:
    """Tell whether the mark ends the sentence that began at `start`."""
    first = text[mark.start()]
    if first == " ":
        return mark.start() - start >= _PHRASE
    if first not in ".\u2026!?":
        return True
    after = text[mark.end() : mark.end() + 2].lstrip()[:1]
    if after.islower():
        return False
    return first != "." or _may_end(text, start, mark.start(), after)


def _may_end(text: str, start: int, stop: int, after: str) -> bool:
    """Tell whether the full stop at `stop` may end a sentence, by the word before it and the letter after it."""
    low = max(start, stop - _LONGEST_WORD)
    before = _TO_LAST_WORD.match(text, low, stop)
    word = text[before.end() if before else low : stop].casefold()
    if word.isdigit():
        return len(word) > _ORDINAL
    if len(word) == 1 or "." in word:
        return not word.isalnum() and "." not in word
    return word not in _ABBREVIATIONS and not (after.isdigit() and len(word) <= _ORDINAL)
