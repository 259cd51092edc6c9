"""What sentences say that one document does to another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracuu.entities import Found, How, Text
from tracuu.errors import DataError
from tracuu.mentions import relations as room
from tracuu.mentions.relations import VERBS, relations
from tracuu.records import Mark, Role


def text(lang: str, given: str, *kinds: str) -> Text:
    """Make a version; what stands in square brackets was found, of the kinds given (documents when none are)."""
    pieces = re.split(r"[\[\]]", given)
    plain = "".join(pieces)
    founds = []
    for place in range(1, len(pieces), 2):
        start = len("".join(pieces[:place]))
        kind = kinds[place // 2] if kinds else "resolution"
        end = start + len(pieces[place])
        founds.append(Found(start, end, pieces[place], (kind,), How.NUMBER, number=str(place)))
    return Text(1, "v1", "s1", lang, plain, (Mark(0, len(plain), Role.BODY),), tuple(founds))


TABLE = [
    # Between the two: the first does it to the second.
    ("vi", "[Kế hoạch 12] của tỉnh nhằm thực hiện [Nghị quyết 57].", [(0, "implements", 1)]),
    ("vi", "[Nghị định 30] thay thế [Nghị định 110] từ năm 2020.", [(0, "replaces", 1)]),
    ("vi", "[Hướng dẫn 36] hướng dẫn [Quy định 66].", [(0, "guides", 1)]),
    ("en", "[Plan 12] was issued to implement [Resolution 57].", [(0, "implements", 1)]),
    ("en", "[Decree 30] supersedes [Decree 110].", [(0, "replaces", 1)]),
    ("en", "[Report 5] reviews five years of [Directive 05].", [(0, "reviews", 1)]),
    ("es", "[Plan 12] para la implementación de la [Resolución 57]", [(0, "implements", 1)]),
    ("de", "[Plan 12] zur Umsetzung der [Resolution 57]", [(0, "implements", 1)]),
    ("ru", "[План 12] по реализации [Резолюции 57]", [(0, "implements", 1)]),
    ("ar", "[الخطة 12] لتنفيذ [القرار 57]", [(0, "implements", 1)]),
    ("zh-Hans", "[第12号计划]贯彻落实[第57号决议]", [(0, "implements", 1)]),
    ("th", "[แผน 12] ปฏิบัติตาม [มติ 57]", [(0, "implements", 1)]),
    # Right before the first, and a comma behind it: the second does it to the first.
    ("vi", "Thực hiện [Nghị quyết 57], Tỉnh ủy ban hành [Kế hoạch 12].", [(1, "implements", 0)]),
    ("en", "To implement [Resolution 57], the province issued [Plan 12].", [(1, "implements", 0)]),
    # The verb stands last.
    ("ko", "[계획 12]는 [결의 57]을 시행한다", [(0, "implements", 1)]),
    ("hi", "[योजना 12] [प्रस्ताव 57] को लागू करती है", [(0, "implements", 1)]),
    # Nothing is said of each other.
    ("vi", "[Nghị quyết 57] và [Nghị quyết 68] đều quan trọng.", []),
    ("en", "Officials implement [Resolution 57] and [Resolution 68].", []),
    ("en", "He read [Plan 12]. To implement [Resolution 57] takes time.", []),
    ("xx", "[Plan 12] implements [Resolution 57].", []),
    # A word is whole unless only its beginning is listed.
    ("vi", "[Kế hoạch 12] thay [Nghị quyết 57].", []),
]


@pytest.mark.parametrize(("lang", "given", "expected"), TABLE)
def test_relations_are_read(lang: str, given: str, expected: list[tuple[int, str, int]]) -> None:
    assert [stated[:3] for stated in relations(text(lang, given))] == expected


def test_a_model_carries_out_but_does_not_replace_a_document() -> None:
    implementing = text("en", "[Cow Bank] helps to implement [Resolution 35].", "model", "resolution")
    replacing = text("en", "[Cow Bank] replaces [Resolution 35].", "model", "resolution")
    assert [stated.verb for stated in relations(implementing)] == ["implements"]
    assert relations(replacing) == []


def test_offsets_reach_over_both_mentions() -> None:
    ((*_, start, stop),) = relations(text("en", "Then [Plan 12] implements [Resolution 57]."))
    assert (start, stop) == (5, 37)


def test_two_lines_are_two_sentences() -> None:
    one = text("en", "[Plan 12] implements\n[Resolution 57]")
    split = one._replace(marks=(Mark(0, 18, Role.HEADING), Mark(19, len(one.given), Role.BODY)))
    assert relations(split) == []


def test_a_wrong_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "relations.toml"
    monkeypatch.setattr(room, "_DATA", wrong)
    for content, place in (("[praises]", "praises"), ("\n".join(f"[{verb}]\nqq = [1]" for verb in VERBS), "qq")):
        wrong.write_text(content, encoding="utf-8")
        room._words.cache_clear()  # noqa: SLF001  another file stands in its place
        with pytest.raises(DataError, match=place):
            room._words("qq")  # noqa: SLF001  no text in that language is needed
    room._words.cache_clear()  # noqa: SLF001  the real file again
