"""A short form, by number alone, means a full one of that number: which one, where several could be meant."""

from __future__ import annotations

import pytest

from tests.mentions.marked import text
from tracuu.mentions.find import find
from tracuu.mentions.short import follow
from tracuu.records import Mark, Role

RESOLUTION = "{Nghị quyết 06-NQ/TU|resolution|number=06,symbol=NQ/TU}"
ORDER = "{A 06|directive/decision|number=06,body=tinh-uy}"
ACCORD = "{B 06|resolution/decision|number=06,body=tinh-uy}"
DIRECTIVE = "{Chỉ thị 06-CT/TU|directive|number=06,symbol=CT/TU}"


@pytest.mark.parametrize(
    ("line", "follows"),
    [
        (f"{RESOLUTION}. {{Nghị quyết 06|resolution|number=06}}", 0),
        (f"{RESOLUTION}. {{Nghị quyết 6|resolution|number=6}}", 0),
        # A headline means what is written out behind it.
        (f"{{Nghị quyết 06|resolution|number=06}}. {RESOLUTION}", 1),
        (f"{DIRECTIVE}. {{Nghị quyết 06|resolution|number=06}}", None),
        # The word may mean both: rather the one of which that is the first meaning, though it stands further off.
        (f"{ORDER}. {ACCORD}. {{A 06|directive/decision|number=06}}", 0),
        # Where none has it as its first meaning, a lesser one will do.
        (f"{ACCORD}. {{C 06|decision|number=06}}", 0),
    ],
)
def test_what_a_short_form_means(line: str, follows: int | None) -> None:
    founds = text(1, "vi", line).found
    tied = zip(founds, follow(founds), strict=True)
    assert [after.follows for before, after in tied if not before.symbol and not before.body] == [follows]


def test_a_symbol_settles_what_its_word_means() -> None:
    """The Thai word for resolution may mean decision too, and so may that for directive."""
    given = "ตามมติที่ 06-NQ/TU และคำสั่งที่ 06-CT/TU ของคณะกรรมการพรรคจังหวัด จากนั้นคำสั่งที่ 06"
    assert [(one.kinds, one.follows) for one in find(given, [Mark(0, len(given), Role.BODY)], "th")] == [
        (("resolution",), None),
        (("directive",), None),
        (("directive",), 1),
    ]
