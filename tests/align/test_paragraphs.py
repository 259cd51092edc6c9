"""Paragraphs of two versions find each other by length and numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracuu.align.paragraphs import align, align_traces, best_way, laid
from tracuu.align.traces import traces

VI = [
    "Xã Bình An hiện có 12 mô hình chăn nuôi, tăng 3 mô hình so với năm 2023.",
    "Bà con góp công.",
    "Đến cuối năm 2024, 87 hộ đã thoát nghèo, trong đó có 19 hộ đồng bào dân tộc thiểu số ở thôn 4 và thôn 5.",
]
EN = [
    "Binh An commune now has 12 livestock models, 3 more than in 2023.",
    "Residents gave their labour.",
    "By the end of 2024, 87 households had left poverty, 19 of them ethnic minority households in hamlets 4 and 5.",
]


def pairs(left: list[str], right: list[str]) -> list[tuple[list[int], list[int]]]:
    return [(list(bead.left), list(bead.right)) for bead in align(left, right)]


def test_equal_paragraphs_stand_side_by_side() -> None:
    assert pairs(VI, EN) == [([0], [0]), ([1], [1]), ([2], [2])]


def test_two_paragraphs_that_were_joined() -> None:
    assert pairs(VI, [EN[0] + " " + EN[1], EN[2]]) == [([0, 1], [0]), ([2], [1])]


def test_a_paragraph_that_one_side_has_alone() -> None:
    extra = (
        "The road of concrete through the fields was opened last month; the old one had been under water since spring."
    )
    assert pairs(VI, [EN[0], EN[1], extra, EN[2]]) == [([0], [0]), ([1], [1]), ([], [2]), ([2], [3])]


def test_numbers_in_any_digits_are_anchors() -> None:
    """Two paragraphs of one length: the figures say which of them is the other side's only one."""
    vi = ["Năm 2023, xã có 45 hộ nghèo và 16 hộ cận nghèo.", "Năm 2024, xã còn 31 hộ nghèo và 12 hộ cận nghèo."]
    assert pairs(vi, ["در سال ۲۰۲۴، کمون ۳۱ خانوار فقیر و ۱۲ خانوار نزدیک به فقر داشت."]) == [([0], []), ([1], [0])]
    assert pairs(vi, ["در سال ۲۰۲۳، کمون ۴۵ خانوار فقیر و ۱۶ خانوار نزدیک به فقر داشت."]) == [([0], [0]), ([1], [])]


def test_a_chinese_paragraph_is_short() -> None:
    assert pairs(
        VI[::2], ["平安乡现有12个养殖模式，比2023年增加3个。", "截至2024年底，87户脱贫，其中19户为4村和5村的少数民族。"]
    ) == [([0], [0]), ([1], [1])]


def test_two_sides_are_measured_once_for_several_ratios() -> None:
    left, right = ([traces(text) for text in texts] for texts in (VI, EN))
    sides = laid(left, right)
    assert best_way(sides, sides.ratio) == align_traces(left, right)
    assert [best_way(sides, ratio) for ratio in (0.5, 2.0)] == [
        align_traces(left, right, ratio=ratio) for ratio in (0.5, 2.0)
    ]


def test_one_side_may_be_empty() -> None:
    assert pairs([], []) == []
    assert pairs(VI[:1], []) == [([0], [])]
    assert pairs([], ["Một câu."] * 100) == [([], [place]) for place in range(100)]


@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=30), max_size=12))
def test_every_paragraph_is_in_one_bead_in_order(left: list[str], right: list[str]) -> None:
    beads = align(left, right)
    assert [i for bead in beads for i in bead.left] == list(range(len(left)))
    assert [j for bead in beads for j in bead.right] == list(range(len(right)))


def test_one_side_may_be_much_the_longer() -> None:
    """The band about the diagonal leads through, however steep."""
    right = [f"Thôn {number}" for number in range(2000)]
    beads = align(["Thôn Đông"], right)
    assert [j for bead in beads for j in bead.right] == list(range(2000))


def test_a_language_that_writes_shorter_is_no_reason_to_leave_out() -> None:
    """The anchors (rare numbers, names) show how much shorter; the paragraph without any is paired by that."""
    vi = [
        f"Năm {year}, xã đã vận động bà con góp {sum_} triệu đồng để làm đường và nhà văn hóa thôn."
        for year, sum_ in ((2019, 4711), (2020, 815), (2021, 1293), (2022, 6540), (2023, 3300))
    ]
    vi.insert(2, "Bà con ai cũng vui, vì từ nay trẻ con đi học không còn phải lội suối mỗi khi mưa lũ về.")
    short = [f"{year}: {sum_} Mio." for year, sum_ in ((2019, 4711), (2020, 815))]
    short += ["Alle freut's.", *(f"{year}: {sum_} Mio." for year, sum_ in ((2021, 1293), (2022, 6540), (2023, 3300)))]
    assert pairs(vi, short) == [([number], [number]) for number in range(6)]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_a_text_aligned_with_itself_is_itself(text: list[str]) -> None:
    assert all(bead.left == bead.right and len(bead.left) == 1 for bead in align(text, text))
