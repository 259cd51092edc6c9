"""Trees that every engine is asked, each with what it is there to show."""

from __future__ import annotations

from tests.indexer.corpora import WORDS
from tracuu.indexer.tree import (
    NOTHING,
    And,
    Boost,
    Choice,
    DisMax,
    Everything,
    Filter,
    Node,
    Not,
    Or,
    Phrase,
    Prefer,
    Range,
    Term,
    phrase,
)

A, B, C, RARE = (Term("body", word) for word in (*"abc", "vi:vận"))
IN_VI = Filter("lang", ("vi",))
OPEN_ENDED = Range("day", 20241102, None)

SCORED: dict[str, Node] = {
    "a word": A,
    "a word with letters beyond ASCII": RARE,
    "a word that no document has": Term("body", "nowhere"),
    "a word without positions": Term("parts", "b"),
    "a phrase of one word is the word": phrase("body", ("a",)),
    "upper case is another word": Term("body", "A"),
    "all of several words": And((A, B, RARE)),
    "any of several words": Or((A, B, RARE)),
    "the same word twice counts twice": And((A, A)),
    "words of two fields": Or((Term("title", "a"), Term("body", "a"))),
    "the better field": DisMax((Term("title", "a"), Term("body", "a"))),
    "the better field, with a share of the other": DisMax((Term("title", "a"), Term("body", "a"), RARE), 0.3),
    "alternatives share their frequency": Choice((("body", "a", 0.4), ("body", "vi:vận", 1.0))),
    "alternatives in several fields": Choice((("body", "c", 1.0), ("title", "d", 2.0), ("parts", "e", 0.5))),
    "an alternative that nobody uses changes nothing": Choice((("body", "a", 0.4), ("body", "nowhere", 9.0))),
    "an alternative named twice counts once, with its better weight": Choice((("body", "a", 0.4), ("body", "a", 1.0))),
    "one alternative": Choice((("body", "j", 2.0),)),
    "pooled frequencies never exceed the number of documents": Choice(tuple(("body", word, 1.0) for word in WORDS)),
    "no alternative": Choice(()),
    "a choice beside a rare word": And((Choice((("body", "a", 0.7), ("body", "đ", 1.0))), RARE)),
    "boosted": Boost(Or((A, B)), 2.5),
    "boosted within": Or((Boost(A, 0.25), Boost(Boost(B, 4), 2))),
    "a bonus": Prefer(A, RARE),
    "a bonus that never comes": Prefer(A, Term("body", "nowhere")),
    "two bonuses": Prefer(Prefer(A, B), RARE),
    "a word and filters": And((A, IN_VI, OPEN_ENDED, Not(Filter("site", ("baodanang.vn",))))),
    "a word or a filter": Or((RARE, IN_VI)),
    "a word or everything": Or((RARE, Everything())),
    "a word without another": And((A, Not(B))),
    "everything, better with a word": Prefer(Everything(), RARE),
    "any of words, some excluded": Or((And((A, Not(B))), And((C, Not(IN_VI))))),
    "the best of a word and a filter": DisMax((RARE, IN_VI, Everything()), 0.5),
}

UNSCORED: dict[str, Node] = {
    "everything": Everything(),
    "nothing": NOTHING,
    "all of nothing": And(()),
    "the best of nothing": DisMax(()),
    "a filter": IN_VI,
    "a filter with several values": Filter("lang", ("vi", "zh-Hans", "xx")),
    "a filter without values": Filter("lang", ()),
    "a value is whole": Filter("site", ("baoquangnam",)),
    "a range": Range("day", 0, 20241102),
    "a range of one day": Range("day", 20250131, 20250131),
    "a range open below": Range("day", None, 20241101),
    "a range open above": OPEN_ENDED,
    "a range open both ways is: has a date": Range("day", None, None),
    "a range with its ends exchanged": Range("day", 9, 1),
    "a range beyond 64 bits": Range("day", -(10**30), 10**30),
    "a range that begins beyond 64 bits": Range("day", 10**30, None),
    "not": Not(A),
    "not one of several": Not(Or((A, B))),
    "not not": Not(Not(RARE)),
    "not not not": Not(Not(Not(RARE))),
    "not everything": Not(Everything()),
    "not nothing": Not(NOTHING),
    "only exclusions": And((Not(A), Not(B))),
    "everything but": And((Everything(), Not(A))),
    "a phrase of no words is nothing": phrase("body", ()),
}

PHRASES: dict[str, Node] = {
    "two words": Phrase("body", ("a", "b")),
    "the same word twice": Phrase("body", ("a", "a")),
    "four words": Phrase("body", ("a", "b", "a", "a")),
    "a word that no document has": Phrase("body", ("a", "nowhere")),
    "two words, loosely": Phrase("body", ("c", "d"), 3),
    "three words, loosely": Phrase("body", ("c", "b", "d"), 2),
    "three words, very loosely": Phrase("body", ("vi:dân", "c", "vi:vận"), 30),
    "more slop than any text is long": Phrase("body", ("g", "h"), 10**9),
    "in the title": Phrase("title", ("a", "b")),
    "any of two phrases": Or((Phrase("body", ("a", "b")), Phrase("body", ("c", "d")))),
    "a phrase and a filter": And((Phrase("body", ("a", "b")), IN_VI)),
}

MANY: dict[str, Node] = SCORED | UNSCORED | PHRASES
