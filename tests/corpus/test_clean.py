"""Cleaning, as pages: each line is written with the role it must get, `role | text`.

All texts are made up, in the shapes of portal and newspaper pages.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from tracuu.corpus.clean import clean
from tracuu.records import CONTENT, Cleaned, Dated, DateKind, Extract, Mark, Role

PORTAL_DAY = Dated("2025-03-09", DateKind.PORTAL)


def page(written: str) -> tuple[str, list[tuple[str, str]]]:
    """Take a written page apart: its text, and (role, line) for each line that is not blank."""
    text, expected = [], []
    for row in written.strip("\n").splitlines():
        role, bar, line = row.partition(" | ")
        text.append(line if bar else "")
        if bar:
            expected.append((role.strip(), line))
    return "\n".join(text), expected


def read(given: str) -> Cleaned:
    return clean(Extract(given=given, extractor="plain/1"))


def roles(cleaned: Cleaned) -> list[tuple[str, str]]:
    return [(mark.role.value, cleaned.given[mark.start : mark.end]) for mark in cleaned.marks]


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


# What stands in the way of a simple rule. The comment over each says what.
PAGES = {
    "no head, a dek that ends in a full stop, a bare label": """
body     | Este huerto, plantado por doce familias en la ladera de la aldea, dio su primera cosecha en el otoño de 2023.
heading  | Una idea sencilla
body     | La señora Hoai contó que la idea nació en una reunión del barrio, cuando sobraban semillas y faltaban manos.
source   | Fuente
comments | Kommentar (0)
""",
    "a headline of a pasted text, without any other head": """
title    | Hội phụ nữ xã Yên Lãng giữ lại nghề đan cói

body     | Mỗi chiều, sân nhà văn hóa lại rộn tiếng cười của các bà, các chị ngồi bên những bó cói đã phơi khô.
body     | Theo bà Lành, nghề này nuôi được cả nhà trong những tháng nông nhàn.
source   | Nguồn: Báo Quảng Trị
""",
    "a headline that asks": """
title    | Who will mend the old sea wall?
body     | Nobody in Ninh Hai had an answer until the schoolteachers put the question to their classes last winter.
""",
    "a label glued to the agency's name": """
body     | Die Schule hat seit Montag wieder Strom, und die Kinder lesen bis in den Abend hinein.
source   | QuelleVNA
comments | Kommentar (0)
""",
    "label and address on two lines": """
body     | The ferry runs again every morning at six, and nobody has to walk around the bay any more.
source   | Source
source   | https://baoquangninh.vn/pha-chay-lai-3347020.html
comments | Comment (2)
""",
    "pictures in Markdown, their alt text with brackets, between source and comments": """
body     | Kedai kecil itu dibuka semula selepas banjir, dan jiran-jiran membantu mengecat dindingnya.
source   | Sumber: https://baoquangninh.vn/quan-nho-mo-lai-3347021.html

image    | ![[Foto] Bot nelayan pulang ke jeti (pagi)](https://pictures.example/a-jpg.webp)
image    | ![[Foto] Pasar pagi](https://pictures.example/b-jpg.webp)

comments | Komen (0)
""",
    "source and comments of a language that is not known, without an address": """
body     | Urte osoan lan egin dute eta orain etxe berria prest dago umeentzat.
source   | Iturria
comments | Iruzkinak (0)
""",
    "a body paragraph that begins like a source line": """
body     | The figures below were checked twice by the district statistics office before the meeting.
body     | Source: the office says that they were gathered in March, house by house, and that nothing was estimated.
body     | The next count is planned for the autumn, when the harvest is in and people are at home.
""",
    "a source under a table, with the text going on": """
body     | The number of households with clean water rose in all four communes of the district last year.
body     | Source: District statistics office
body     | By the end of next year the last two hamlets are to be connected as well, the chairman said.
""",
    "a quoted sentence after the source line of a text that has no foot": """
body     | The old ferryman has crossed the river for forty years, and he does not want to stop yet.
source   | Source: https://baoquangninh.vn/nguoi-lai-do-3347022.html
body     | “When the bridge is finished, I will cross it on foot,” he said.
""",
    "a short last sentence": """
body     | The women of the hamlet asked for one thing only when the delegation came to see the new kindergarten.
body     | More books.
""",
    "a score with (0)": """
body     | The two teams of the fishing villages met on the beach on Sunday in front of three hundred people.
body     | Cam Pha 2 - Uong Bi 1 (0)
body     | After the game both teams cleaned the beach together, as they do every year before the season begins.
""",
    "comments counted at the top of the page": """
title    | The night market moves to the harbour
comments | Comments (0)
body     | From next week the stalls will stand on the quay, where the wind blows the smoke out to sea.
body     | The traders had asked for it since the summer, when the old square became too small for them.
""",
    "a list in the text that counts nothing": """
body     | At the games of the commune the medals were shared out as follows, and nobody was sad about it.
body     | Gold medals (0)
body     | Silver medals (3)
body     | The gold medals are kept for next year, when the new running track will be finished at last.
""",
    "a caption printed twice, the first time without its credit": """
body     | The bakery opens at four in the morning, and the first loaves go to the hospital on the hill.
caption  | Mr. Hai takes the first loaves out of the oven
caption  | Mr. Hai takes the first loaves out of the oven. Photo: THU HA
body     | By seven all the shelves are empty, and the oven is lit again for the bread of the evening.
""",
    "a caption under a picture, and a paragraph under a picture": """
body     | Two hundred people came to the opening of the footbridge, many of them from the other bank.
image    | cau-di-bo-1.JPG
caption  | The footbridge on the morning of the opening
image    | cau-di-bo-2.JPG

body     | The youngest of them was four days old and slept through all of the speeches and the music.
""",
    "the dek repeated, the title repeated": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | Un puente de bambú para la escuela
dek      | Cuarenta niños ya no tienen que rodear la montaña para llegar a clase.
byline   | Việt NamViệt Nam1/2/2024
title    | Un puente de bambú para la escuela
dek      | Cuarenta niños ya no tienen que rodear la montaña para llegar a clase.
body     | El puente mide treinta metros, y lo hicieron los padres con sus propias manos durante el verano.
""",
    "an appeal with an address at the end is no source": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
body     | More on the campaign and how to take part in it: https://quangninh.gov.vn/xe-dap-cho-em
""",
    "an address that leads elsewhere is no source": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
body     | Lihat juga: https://baoquangninh.vn/xe-dap-cho-em-3347030.html
body     | Facebook: https://www.facebook.example/xe-dap-cho-em
""",
    "a source line in brackets": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
source   | (Nguồn: TTXVN)
""",
    "prose that begins with the word for source": """
body     | Das Dorf hat seit diesem Sommer endlich wieder genug Wasser für alle Felder und alle Häuser.
body     | Quelle Bach hat Wasser für alle Dörfer
""",
    "a home page at the end is no source of an article": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
body     | Website: https://quangninh.gov.vn/
""",
    "other articles without comments or source": """
body     | The new library of the commune has two rooms, and one of them is kept quiet for those who learn.
related  | Tin liên quan
related  | Xã Đông Hải trồng thêm rừng phi lao
related  | Ngư dân được mùa cá cơm
""",
    "a footnote is no marker, a file's name in a sentence no picture": """
body     | The report counts 48 of 139 households, and it says in a note where the others have gone since then.
body     | [1]
body     | The photograph, filed as dsc0001.jpg, shows how the village looked before the flood of that year.
""",
}


@pytest.mark.parametrize("case", PAGES)
def test_doubtful_lines_stay_in_the_body(case: str) -> None:
    given, expected = page(PAGES[case])
    assert roles(read(given)) == expected


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
