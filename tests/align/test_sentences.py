"""Sentences end where readers end them, and find each other inside paragraphs that belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.align.sentences import align_texts, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bà con góp công. Xã mở đường.", ["Bà con góp công.", "Xã mở đường."]),
        ("Nó về rồi! Thật sao? Thật…", ["Nó về rồi!", "Thật sao?", "Thật…"]),
        # Abbreviations, initials, ordinals and numbers go on.
        ("Per Resolution No. 35 and nr. 12, art. 4 holds.", ["Per Resolution No. 35 and nr. 12, art. 4 holds."]),
        ("TP. Tam Kỳ và n.º 5. Ông H.V.A. Nói.", ["TP. Tam Kỳ và n.º 5. Ông H.V.A. Nói."]),
        ("Es begann am 8. Dezember. Dann kam er.", ["Es begann am 8. Dezember.", "Dann kam er."]),
        ("The model began in 2024. It grew.", ["The model began in 2024.", "It grew."]),
        ("approx. half of them, e.g. cows", ["approx. half of them, e.g. cows"]),
        # The closing quote belongs to the sentence that it closes.
        ('He said: "Come." They came.', ['He said: "Come."', "They came."]),
        ("牛銀行が始まった。「よかった。」村人は言った！", ["牛銀行が始まった。", "「よかった。」", "村人は言った！"]),
        ("آیا درست است؟ بله. تمام شد.", ["آیا درست است؟", "بله.", "تمام شد."]),
        ("यह बैंक है। गाय आई।", ["यह बैंक है।", "गाय आई।"]),
        ("ဒါက ဘဏ်ပါ။ နွားလာပြီ။", ["ဒါက ဘဏ်ပါ။", "နွားလာပြီ။"]),
        # Thai parts phrases as it parts sentences: only a long stretch is taken for one.
        ("ชาวบ้าน ช่วยกัน", ["ชาวบ้าน ช่วยกัน"]),
        (
            "ชาวบ้านในตำบลนี้ช่วยกันเลี้ยงวัวมาตั้งแต่ต้นปี ธนาคารวัวจึงเติบโต",
            ["ชาวบ้านในตำบลนี้ช่วยกันเลี้ยงวัวมาตั้งแต่ต้นปี", "ธนาคารวัวจึงเติบโต"],
        ),
        ("  \n ", []),
        (" . ", ["."]),
    ],
)
def test_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences


def pairs(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    aligned = align_texts(left, right)

    def said(side: list[str], bead: range, parts: object) -> str:
        assert isinstance(parts, tuple)
        return " | ".join(side[part.paragraph][part.start : part.end] for part in parts[bead.start : bead.stop])

    return [(said(left, bead.left, aligned.left), said(right, bead.right, aligned.right)) for bead in aligned.beads]


VI = [
    "Xã Bình An có 12 con bò giống. Bà con góp công làm chuồng. Đến năm 2024, đàn bò đã có 70 con, 19 hộ thoát nghèo.",
    "Hộ bà Hoa nhận con bò thứ hai của nhóm. Ảnh: Thu Lan",
    "Mô hình sẽ được nhân rộng ra 4 thôn của xã Bình An trong năm 2025.",
]


def test_sentences_of_one_paragraph_find_each_other() -> None:
    en = [
        "Binh An commune had 12 breeding cows. They built sheds. By 2024 it had 70 cows; 19 families left poverty.",
        "In 2025 the model will be brought to 4 more hamlets of Binh An commune.",
    ]
    assert pairs(VI, en) == [
        ("Xã Bình An có 12 con bò giống.", "Binh An commune had 12 breeding cows."),
        ("Bà con góp công làm chuồng.", "They built sheds."),
        (
            "Đến năm 2024, đàn bò đã có 70 con, 19 hộ thoát nghèo.",
            "By 2024 it had 70 cows; 19 families left poverty.",
        ),
        ("Hộ bà Hoa nhận con bò thứ hai của nhóm.", ""),
        ("Ảnh: Thu Lan", ""),
        (VI[2], en[1]),
    ]


def test_two_sentences_that_were_made_one() -> None:
    de = ["In Binh An gab es 12 Zuchtkühe, und die Leute bauten Ställe. 2024 waren es 70 Kühe, 19 Haushalte entkamen."]
    assert pairs(VI[:1], de) == [
        (
            "Xã Bình An có 12 con bò giống. | Bà con góp công làm chuồng.",
            "In Binh An gab es 12 Zuchtkühe, und die Leute bauten Ställe.",
        ),
        ("Đến năm 2024, đàn bò đã có 70 con, 19 hộ thoát nghèo.", "2024 waren es 70 Kühe, 19 Haushalte entkamen."),
    ]


def test_a_translation_table_decides_between_sentences_of_one_length() -> None:
    """Neither numbers nor names: only what the words mean tells which sentence was left out."""
    vi = ["Con bò ăn cỏ non. Trẻ em đi học xa."]
    table = {("bo", "cow"), ("co", "grass"), ("tre", "children"), ("hoc", "school")}

    def likeness(left: frozenset[str], right: frozenset[str]) -> float:
        return sum((a, b) in table for a in left for b in right) * 2 / len(left)

    aligned = align_texts(vi, ["Children go to school."], likeness)
    assert [(list(bead.left), list(bead.right)) for bead in aligned.beads] == [([0], []), ([1], [0])]


paragraphs = st.lists(st.text(alphabet="ab. A。1\n!?\u0e01", max_size=40), max_size=8)


@given(paragraphs, paragraphs)
def test_every_sentence_is_in_one_bead_in_order(left: list[str], right: list[str]) -> None:
    aligned = align_texts(left, right)
    assert [i for bead in aligned.beads for i in bead.left] == list(range(len(aligned.left)))
    assert [j for bead in aligned.beads for j in bead.right] == list(range(len(aligned.right)))


@given(paragraphs)
def test_a_text_aligned_with_itself_is_itself(text: list[str]) -> None:
    aligned = align_texts(text, text)
    assert all(bead.left == bead.right and len(bead.left) == 1 for bead in aligned.beads)


@given(st.text(alphabet="ab. A。1\n!?\u0e01 ", max_size=60))
def test_sentences_hold_all_that_is_written(text: str) -> None:
    spans = split(text)
    assert [end for _, end in spans[:-1]] <= [start for start, _ in spans[1:]]
    assert "".join(text[start:end] for start, end in spans).split() == "".join(text.split()).split() or (
        "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    )
