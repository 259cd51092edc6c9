"""Lines that are known by their own shape: bylines, source lines, markers, credits."""

from __future__ import annotations

import unicodedata

import pytest

from tests.corpus.written_pages import read
from tracuu.records import Dated, DateKind, Role


@pytest.mark.parametrize(
    ("line", "publisher", "day"),
    [
        ("Báo Quảng TrịBáo Quảng Trị10/10/2025", "Báo Quảng Trị", "2025-10-10"),
        ("Việt NamViệt Nam07/01/2025", "Việt Nam", "2025-01-07"),  # the seventh of January, never the first of July
        ("Báo Lào Cai Báo Lào Cai 3/4/2024", "Báo Lào Cai", "2024-04-03"),
        ("VietnamPlusVietnamPlus১২/১১/২০২৪", "VietnamPlus", "2024-11-12"),
        ("\u200fBáo Hà Giang\u200fBáo Hà Giang۰۱/۰۲/۲۰۲۵", "Báo Hà Giang", "2025-02-01"),
        ("Báo Nghệ An12/12/2024", "Báo Nghệ An", "2024-12-12"),  # printed once, glued to the day
        ("Thứ Năm, 09/01/2025, 08:15", None, "2025-01-09"),
    ],
)
def test_the_byline_gives_publisher_and_day(line: str, publisher: str | None, day: str) -> None:
    cleaned = read(f"A headline of some words\n{line}\nAnd then a first sentence that goes on for a while.")
    assert [mark.role for mark in cleaned.marks] == [Role.TITLE, Role.BYLINE, Role.BODY]
    assert cleaned.publisher == publisher
    assert cleaned.published == Dated(day, DateKind.PORTAL)


@pytest.mark.parametrize(
    "line",
    [
        "Giá vàng hôm nay 10/10/2025",  # a headline may end in a day
        "31/02/2025",  # there is no such day: nothing is made up
        "Tỷ lệ 48/139 hộ",
    ],
)
def test_other_lines_with_strokes_give_no_date(line: str) -> None:
    cleaned = read(f"{line}\nThe first sentence of the article, which goes on for quite a while after that.")
    assert cleaned.published is None


@pytest.mark.parametrize(
    ("line", "url", "name"),
    [
        ("Nguồn: https://baolaocai.vn/mot-bai-bao-post123.html", "https://baolaocai.vn/mot-bai-bao-post123.html", None),
        (
            "Sursă: https: //baolaocai.vn/mot-bai-bao-post123.html",
            "https://baolaocai.vn/mot-bai-bao-post123.html",
            None,
        ),
        (
            "Forrás：https://baolaocai.vn/mot-bai-bao-post123.html.",
            "https://baolaocai.vn/mot-bai-bao-post123.html",
            None,
        ),
        ("Πηγή - https://baolaocai.vn/mot-bai-bao-post123.html", "https://baolaocai.vn/mot-bai-bao-post123.html", None),
        ("Źródło: VNA", None, "VNA"),
        ("FonteVNA", None, "VNA"),
        ("स्रोत: वीएनए", None, "वीएनए"),
        ("Bron", None, None),
    ],
)
def test_the_source_line_gives_address_or_name(line: str, url: str | None, name: str | None) -> None:
    cleaned = read(f"The school has had light again since Monday, and the children read until late.\n{line}")
    assert cleaned.marks[-1].role is Role.SOURCE
    assert (cleaned.source_url, cleaned.publisher) == (url, name)


@pytest.mark.parametrize(
    "line",
    [
        "[ad_1]", "[ad_2]", "[anuncio_2]", "[annonse_1]", "[إعلان 1]", "[تبلیغات_۲]", "[広告_1]",
        "【广告_1】", "[โฆษณา_1]", "[quảng cáo_1]",
    ],
)  # fmt: skip
def test_markers_are_known_by_their_shape(line: str) -> None:
    cleaned = read(f"The first sentence of the article stands here.\n{line}\nAnd the second sentence stands here.")
    assert [mark.role for mark in cleaned.marks] == [Role.BODY, Role.MARKER, Role.BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Bà Lành bên khung cửi. Ảnh: T.H", "The loom of Mrs. Lanh. Photo: VNA", "(Foto: Tran Hai)",
        "El telar. Foto: TH",
        "Le métier à tisser. Photo : TH", "Ткацкий станок. Фото: ТХ", "织布机。图片:新华",
        "機織り。写真：TH", "베틀. 사진: TH",
        "نول بانو. عکس: ت.ه", "النول. الصورة: ت.ه", "תמונה: ט.ה", "গ্রামের তাঁত। ছবি: টি.এইচ",
        "กี่ทอผ้า ภาพ: ที.เอช",
        "Alat tenun. Gambar: TH", "Krosno. Zdjęcie: TH", "A szövőszék. Fotó: TH", "Ο αργαλειός. Φωτογραφία: TH",
    ],
)  # fmt: skip
def test_a_credit_makes_a_caption_in_many_languages(line: str) -> None:
    for written in (line, unicodedata.normalize("NFD", line)):
        cleaned = read(f"The first sentence of the article stands here.\n{written}\nThe second sentence stands here.")
        assert [mark.role for mark in cleaned.marks] == [Role.BODY, Role.CAPTION, Role.BODY]
        assert cleaned.captions == (written,)
