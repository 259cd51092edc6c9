"""Cleaning of whole pages: each line is written with the role it must get, `role | text`.

All texts are made up, in the shapes of portal and newspaper pages.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from tests.corpus.written_pages import page, read, roles
from tracuu.corpus.clean import clean
from tracuu.records import CONTENT, Dated, DateKind, Extract, Mark, Role

PORTAL_DAY = Dated("2025-03-09", DateKind.PORTAL)

# One whole page of the portal in each language: site line, title, byline, marker, picture, caption, body, source
# line in the language, comments in the language or in another.
PORTAL = {
    "nb": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam

title    | Bøndene i Hoa Tien samler frø til neste sesong

byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025

marker   | [annonse_1]
image    | fro_01.jpg
caption  | Familien Tran sorterer frø på gårdsplassen. Foto: L. MINH

body     | Hver lørdag møtes bøndene i Hoa Tien for å sortere frø. Det har de gjort siden tørken i 2019.

heading  | Flere hender, flere sekker

body     | Lederen for bondelaget sier at over 40 husholdninger er med, og at sekkene rekker til hele kommunen.

marker   | [annonse_2]
source   | Kilde: https://baoquangninh.vn/nong-dan-hoa-tien-gom-hat-giong-3347001.html

comments | Kommentar (0)

related  | No data
related  | I samme emne
related  | En båt kom i havn i går kveld, og hele byen møtte opp.
related  | No videos available
""",
    "es": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | La aldea que aprendió a guardar el agua
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
marker   | [anuncio_1]
body     | En Suoi Lanh el agua llegaba dos horas al día, y nadie sabía cuáles serían.
body     | Ahora hay un depósito común, y cada familia cuida de él una semana al año.
marker   | [anuncio_2]
source   | Fuente: https://baoquangninh.vn/thon-suoi-lanh-giu-nuoc-3347002.html
comments | Comentario (0)
""",
    # A full stop ends the title, and the comments are in another language.
    "fr": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | Le marché flottant de Cai Lo rouvre ses étals.
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
body     | Les barques sont revenues avant l'aube, chargées de pomelos et de fleurs.
source   | Source : https://baoquangninh.vn/cho-noi-cai-lo-mo-lai-3347003.html
comments | Kommentar (0)
""",
    "de": """
site     | Vietnam.vn - Plattform zur Förderung Vietnams
title    | Ein Dorf repariert seine Brücke selbst
dek      | Drei Monate lang haben die Bewohner von Tan Lap Bretter gesägt, jetzt rollen wieder Fahrräder.
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
marker   | [Anzeige_1]
body     | Die alte Brücke war beim letzten Hochwasser gebrochen. Auf Hilfe wollte niemand warten.
source   | Quelle: https://baoquangninh.vn/thon-tan-lap-sua-cau-3347004.html
comments | Kommentar (0)
""",
    "ar": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | قرية صغيرة تزرع الفلفل على سفح الجبل
byline   | Báo Quảng NinhBáo Quảng Ninh٠٩/٠٣/٢٠٢٥
marker   | [إعلان 1]
body     | بدأت ثلاث عائلات الزراعة قبل عامين، واليوم تشارك القرية كلها في الحصاد.
marker   | [إعلان 2]
source   | المصدر: https://baoquangninh.vn/trong-tieu-tren-doi-3347005.html
comments | تعليق (0)
""",
    "fa": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | کتابخانه‌ای کوچک در دل روستا
byline   | Báo Quảng NinhBáo Quảng Ninh۰۹/۰۳/۲۰۲۵
body     | معلم بازنشسته در خانه‌اش را به روی کودکان باز کرده است و هر عصر کتاب می‌خوانند.
source   | منبع: https://baoquangninh.vn/thu-vien-nho-giua-lang-3347006.html

comments | نظر (0)
""",
    "bn": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | পাহাড়ি গ্রামে নতুন পাঠশালা
byline   | Báo Quảng NinhBáo Quảng Ninh০৯/০৩/২০২৫
body     | গ্রামের মানুষ নিজেরাই ইট বয়ে এনে স্কুলের দেয়াল তুলেছেন।
source   | সূত্র: https://baoquangninh.vn/truong-moi-tren-ban-3347007.html
comments | মন্তব্য (0)
""",
    # Thai, Lao and Khmer put no stop at the end of a sentence.
    "th": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | ชาวบ้านร่วมกันปลูกป่าชายเลน
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
body     | เช้าวันเสาร์ชาวบ้านกว่าร้อยคนลงเรือไปปลูกต้นโกงกางริมชายฝั่งเพื่อกันคลื่นในฤดูมรสุม
body     | หัวหน้าหมู่บ้านเล่าว่าปีที่แล้วน้ำเซาะตลิ่งหายไปเกือบสามเมตร
source   | ที่มา: https://baoquangninh.vn/trong-rung-ngap-man-3347008.html
comments | ความคิดเห็น (0)
related  | หัวข้อเดียวกัน
""",
    "lo": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | ຕະຫຼາດນັດກາງຄືນຂອງຊາວບ້ານ
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
body     | ທຸກໆຄືນວັນເສົາ ຊາວບ້ານນຳຜັກແລະປາມາຂາຍຢູ່ແຄມທາງ ແລະ ຄົນໃນເມືອງກໍມາຊື້ຫຼາຍຂຶ້ນ
source   | ແຫຼ່ງທີ່ມາ: https://baoquangninh.vn/cho-dem-vung-cao-3347009.html
comments | ຄໍາເຫັນ (0)
""",
    "km": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | អ្នកភូមិជួយគ្នាជួសជុលផ្លូវ
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
body     | រៀងរាល់ព្រឹកអាទិត្យ អ្នកភូមិយកចបជីកមកជួយគ្នាជួសជុលផ្លូវដែលខូចដោយសារទឹកជំនន់។
source   | ប្រភព: https://baoquangninh.vn/dan-lang-sua-duong-3347010.html
comments | មតិយោបល់ (0)
""",
    "zh": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | 山村夜校重新开课
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
marker   | [广告_1]
image    | lop hoc dem.png
caption  | 老师在灯下给村民上课。图片:黎明
body     | 每周三晚上,四十多位村民走过吊桥来上课,最年长的已经七十二岁。
source   | 来源:https://baoquangninh.vn/lop-hoc-dem-3347011.html
comments | 评论 (0)
""",
    "ja": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | 棚田の水路を村人が守る
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
marker   | [広告_1]
body     | 雨期の前に、村人たちは三日かけて水路の泥をさらう。「水は皆のものだ」と長老は言う。
source   | 出典：https://baoquangninh.vn/giu-nuoc-ruong-bac-thang-3347012.html
comments | コメント（0）
""",
    "ko": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | 섬마을 어민들, 함께 그물을 손질하다
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
body     | 태풍이 지나간 뒤 어민들은 찢어진 그물을 마당에 펼쳐 놓고 함께 꿰맸다.
source   | 출처: https://baoquangninh.vn/ngu-dan-va-luoi-3347013.html
comments | 댓글 (0)
""",
    "ru": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | Как одна улица стала садом
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
marker   | [реклама_1]
body     | Сначала посадили три розовых куста, потом соседи принесли рассаду.
heading  | Весной придут школьники
body     | Учителя договорились, что каждый класс возьмёт себе по десять метров тротуара.
source   | Источник: https://baoquangninh.vn/tuyen-duong-hoa-3347014.html
comments | Комментарий (0)
""",
    "id": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | Warga pulau menanam kelapa di sepanjang pantai
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
body     | Bibit kelapa dibagikan gratis, dan setiap keluarga merawat sepuluh batang.
source   | Sumber: https://baoquangninh.vn/trong-dua-ven-bien-3347015.html
comments | Komentar (0)
""",
    "he": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | הסבתות של הכפר מלמדות לארוג
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
body     | פעמיים בשבוע נפגשות הנשים ליד הנול ומלמדות את הבנות את הדוגמאות הישנות.
source   | מקור: https://baoquangninh.vn/day-det-tho-cam-3347016.html
comments | תגובה (0)
""",
    # A language without any label in the data: the shapes must suffice.
    "eu": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | Herriak bere iturria garbitu du
byline   | Báo Quảng NinhBáo Quảng Ninh09/03/2025
marker   | [iragarkia_1]
body     | Larunbatean auzokide guztiak bildu ziren iturri zaharra garbitzeko.
marker   | [iragarkia_2]
source   | Iturria: https://baoquangninh.vn/lam-sach-gieng-lang-3347017.html
comments | Iruzkina (0)
related  | Gai berekoak
""",
}


@pytest.mark.parametrize("lang", PORTAL)
def test_a_page_of_the_portal_is_taken_apart_in_every_language(lang: str) -> None:
    given, expected = page(PORTAL[lang])
    cleaned = read(given)
    assert roles(cleaned) == expected
    assert cleaned.title == next(text for role, text in expected if role == "title")
    assert cleaned.publisher == "Báo Quảng Ninh"
    assert cleaned.published == PORTAL_DAY
    assert cleaned.source_url is not None
    assert cleaned.source_url.startswith("https://baoquangninh.vn/")
    assert cleaned.source_url.endswith(".html")


@pytest.mark.parametrize("lang", PORTAL)
def test_line_ends_composition_and_direction_marks_change_no_role(lang: str) -> None:
    given, expected = page(PORTAL[lang])
    for changed in (given.replace("\n", "\r\n"), given.replace("\n", "\r"), unicodedata.normalize("NFD", given)):
        assert [role for role, _ in roles(read(changed))] == [role for role, _ in expected]
    marked = "\n".join(f"\u200f{line}\u200e" if line else "\u200b" for line in given.split("\n"))
    assert [role for role, _ in roles(read(marked))] == [role for role, _ in expected]


def test_what_the_markup_told_is_not_judged_again() -> None:
    """A paragraph that the page itself calls a caption stays one, and a title may be anything."""
    given = "x\nA sentence that stands under a picture of the page.\nA sentence of the article, long enough to be one."
    told = (Mark(0, 1, Role.TITLE), Mark(2, 53, Role.CAPTION))
    cleaned = clean(
        Extract(given=given, extractor="test/1", roles=told, publisher="P", source_url="https://p.example/a")
    )
    assert [mark.role for mark in cleaned.marks] == [Role.TITLE, Role.CAPTION, Role.BODY]
    assert (cleaned.title, cleaned.publisher, cleaned.source_url) == ("x", "P", "https://p.example/a")


def test_a_picture_that_has_its_caption_takes_no_paragraph() -> None:
    """Found on portal pages: the caption stands in the markup, then the picture's name, then the article goes on."""
    given = (
        "Buổi đối thoại ở xã.\ndoi-thoai.jpg\nSáng nay ông Tư ra đồng nghe cán bộ đọc từng con số. Ông nói ông yên tâm."
    )
    told = (Mark(0, 20, Role.CAPTION),)
    cleaned = clean(Extract(given=given, extractor="test/1", roles=told))
    assert [mark.role for mark in cleaned.marks] == [Role.CAPTION, Role.IMAGE, Role.BODY]


def test_a_text_without_lines_has_no_marks() -> None:
    assert read("").marks == ()
    assert read(" \n\u200b\n\ufeff").marks == ()


SEEDS = Path(os.environ.get("TRACUU_EVALUATION", "nowhere")) / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="TRACUU_EVALUATION names no folder with seeds/")
@pytest.mark.parametrize(
    ("seed", "furniture", "source_end"),
    [
        ("000", 3, "3142841.html"),
        ("001", 7, "3142841.html"),
        ("002", 2, "3142841.html"),
        ("003", 25, "3147163.html"),
        ("004", 2, None),
    ],
)
def test_real_articles_lose_their_furniture_and_no_sentence(seed: str, furniture: int, source_end: str | None) -> None:
    """The counts were taken by eye, line by line."""
    given = next(SEEDS.glob(f"{seed}*.txt")).read_text(encoding="utf-8")
    cleaned = read(given)
    dropped = [given[mark.start : mark.end] for mark in cleaned.marks if mark.role not in CONTENT]
    assert len(dropped) == furniture
    assert source_end is None or (cleaned.source_url or "").endswith(source_end)
    assert cleaned.published == (Dated("2025-01-07", DateKind.PORTAL) if seed == "003" else None)
    kept = "\n".join(given[mark.start : mark.end] for mark in cleaned.marks if mark.role in CONTENT)
    assert not any(sign in kept for sign in ("https://", "(0)", "No data", "_1]", "_2]"))
