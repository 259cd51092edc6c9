"""Instruments in running text: by number, session, name and date, in every family of languages; and what is none."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracuu.entities import Found, How
from tracuu.mentions.instruments import instruments
from tracuu.mentions.short import follow
from tracuu.mentions.wordlists import languages
from tracuu.text.normalize import normalize


def read(text: str, lang: str) -> list[Found]:
    return instruments(normalize(text, "fold"), text, lang)


# Language, text, and of each mention: surface, likeliest type, number.
NUMBERED = [
    ("vi", "Căn cứ Nghị quyết số 41-NQ/TW, tỉnh ban hành Chương trình số 12.", [
        ("Nghị quyết số 41-NQ/TW", "resolution", "41"), ("Chương trình số 12", "programme", "12")]),
    ("vi", "thực hiện Đề án 08 và chỉ thị 09", [("Đề án 08", "project", "08"), ("chỉ thị 09", "directive", "09")]),
    ("en", "the Politburo's Directive No. 41 and Conclusion 83-KL/TW", [
        ("Directive No. 41", "directive", "41"), ("Conclusion 83-KL/TW", "conclusion", "83")]),
    # issuer and date stand between type and number
    ("en", "Resolution of the Politburo No. 41 was read", [("Resolution of the Politburo No. 41", "resolution", "41")]),
    ("es", "la Resolución n.º 41 del Buró Político", [("Resolución n.º 41", "resolution", "41")]),
    # the symbol tells the type where the word was mistaken
    ("es", "el Plan n.º 07-DA/TU", [("Plan n.º 07-DA/TU", "project", "07")]),
    ("pt", "segundo a Diretiva nº 19, de 3 de maio de 2022", [("Diretiva nº 19", "directive", "19")]),
    ("fr", "la résolution n° 41 et le décret n° 47/2021/ND-CP", [
        ("résolution n° 41", "resolution", "41"), ("décret n° 47/2021/ND-CP", "decree", "47")]),
    ("it", "secondo la Direttiva n. 19 del Segretariato", [("Direttiva n. 19", "directive", "19")]),
    ("ro", "potrivit Rezoluției nr. 41 și Hotărârii nr. 88/NQ-CP", [
        ("Rezoluției nr. 41", "resolution", "41"), ("Hotărârii nr. 88/NQ-CP", "resolution", "88")]),
    # the type word ends a compound
    ("de", "die Parteitagsresolution Nr. 41 und Richtlinie 19", [
        ("Parteitagsresolution Nr. 41", "resolution", "41"), ("Richtlinie 19", "directive", "19")]),
    ("nl", "het besluit nr. 41 en Richtlijn nr. 19", [
        ("besluit nr. 41", "resolution", "41"), ("Richtlijn nr. 19", "directive", "19")]),
    ("nb", "i tråd med direktivet nr. 19 fra sekretariatet", [("direktivet nr. 19", "directive", "19")]),
    ("da", "ifølge direktiv nr. 19 og beslutning nr. 41", [
        ("direktiv nr. 19", "directive", "19"), ("beslutning nr. 41", "resolution", "41")]),
    ("sv", "enligt direktivet nr 19", [("direktivet nr 19", "directive", "19")]),
    ("fi", "päätöslauselman nro 41 mukaisesti", [("päätöslauselman nro 41", "resolution", "41")]),
    ("pl", "zgodnie z dyrektywą nr 19 i uchwałą nr 41", [
        ("dyrektywą nr 19", "directive", "19"), ("uchwałą nr 41", "resolution", "41")]),
    ("cs", "podle směrnice č. 19 a usnesení č. 41", [
        ("směrnice č. 19", "directive", "19"), ("usnesení č. 41", "resolution", "41")]),
    ("sk", "podľa uznesenia č. 41", [("uznesenia č. 41", "resolution", "41")]),
    # the number stands before the type
    ("hu", "a 41. számú határozatot és a 19-es számú irányelv", [
        ("41. számú határozatot", "resolution", "41"), ("19-es számú irányelv", "directive", "19")]),
    ("tr", "41 sayılı Karar ve 19 No'lu Direktif", [
        ("41 sayılı Karar", "resolution", "41"), ("19 No'lu Direktif", "directive", "19")]),
    ("ru", "в соответствии с Постановлением Политбюро от 3 мая 2022 года № 41", [
        ("Постановлением Политбюро от 3 мая 2022 года № 41", "resolution", "41")]),
    ("uk", "згідно з директивою № 19", [("директивою № 19", "directive", "19")]),
    ("bg", "съгласно директива № 19", [("директива № 19", "directive", "19")]),
    ("el", "σύμφωνα με την Οδηγία αριθ. 19", [("Οδηγία αριθ. 19", "directive", "19")]),
    ("id", "Instruksi Nomor 19 dan Resolusi 41", [
        ("Instruksi Nomor 19", "directive", "19"), ("Resolusi 41", "resolution", "41")]),
    ("ms", "Arahan No. 19 Sekretariat", [("Arahan No. 19", "directive", "19")]),
    # "and" is written on to the word, and is no part of the mention
    ("ar", "التوجيه رقم ١٩ والقرار رقم ٤١", [
        ("التوجيه رقم ١٩", "directive", "19"), ("القرار رقم ٤١", "resolution", "41")]),
    ("fa", "بر اساس بخشنامه شماره ۱۹ و قطعنامهٔ شماره ۴۱", [
        ("بخشنامه شماره ۱۹", "directive", "19"), ("قطعنامهٔ شماره ۴۱", "resolution", "41")]),
    ("ur", "ہدایت نمبر 19 کے مطابق", [("ہدایت نمبر 19", "directive", "19")]),
    ("he", "לפי הנחיה מספר 19", [("הנחיה מספר 19", "directive", "19")]),
    ("hi", "निर्देश संख्या १९ के अनुसार", [("निर्देश संख्या १९", "directive", "19")]),
    ("bn", "১৯ নং নির্দেশিকা", [("১৯ নং নির্দেশিকা", "directive", "19")]),
    ("th", "ตามคำสั่งเลขที่ ๑๙ ของสำนักเลขาธิการ", [("คำสั่งเลขที่ ๑๙", "directive", "19")]),
    ("lo", "ຄຳສັ່ງເລກທີ 19", [("ຄຳສັ່ງເລກທີ 19", "directive", "19")]),
    ("km", "បទបញ្ជាលេខ ១៩", [("បទបញ្ជាលេខ ១៩", "directive", "19")]),
    ("my", "ညွှန်ကြားချက် အမှတ် ၁၉", [("ညွှန်ကြားချက် အမှတ် ၁၉", "directive", "19")]),
    ("zh", "落实政治局第41号决议和第19号指示", [("第41号决议", "resolution", "41"), ("第19号指示", "directive", "19")]),
    ("zh-Hant", "政治局第41號決議", [("第41號決議", "resolution", "41")]),
    ("ja", "指示第19号と第41号決議", [("指示第19号", "directive", "19"), ("第41号決議", "resolution", "41")]),
    ("ko", "정치국의 지침 제19호와 결의 41호", [("지침 제19호", "directive", "19"), ("결의 41호", "resolution", "41")]),
    ("vi", "Nghị quyết (số 41) và Nghị định 5/2017", [
        ("Nghị quyết (số 41)", "resolution", "41"), ("Nghị định 5/2017", "decree", "5")]),
    # a list of numbers under one type word, which "34 provinces" is not
    ("en", "Resolutions 41, 42, and 43 of the Politburo", [
        ("Resolutions 41", "resolution", "41"), ("42", "resolution", "42"), ("43", "resolution", "43")]),
    ("vi", "các nghị quyết 41, 42, 43; Nghị quyết 41, 34 tỉnh", [
        ("nghị quyết 41", "resolution", "41"), ("42", "resolution", "42"), ("43", "resolution", "43"),
        ("Nghị quyết 41", "resolution", "41")]),
    # a language without a list: symbols, and the words that translations leave
    ("mn", "Nghị quyết 41-NQ/TW", [("Nghị quyết 41-NQ/TW", "resolution", "41")]),
    # "un" is "a", and no United Nations
    ("es", "El Gobierno emitió un decreto n.º 168", [("decreto n.º 168", "decree", "168")]),
    ("fr", "la résolution n° 66, un texte attendu", [("résolution n° 66", "resolution", "66")]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), NUMBERED)
def test_a_type_word_with_its_number(lang: str, text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(found.surface, found.kinds[0], found.number) for found in read(text, lang)] == wanted


SESSIONS = [
    ("vi", "Nghị quyết Trung ương 5 khóa X", "hoi-nghi:5:10", None),
    ("vi", "Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương khóa XI", "hoi-nghi:8:11", None),
    ("vi", "Nghị quyết Đại hội XII của Đảng", "dai-hoi:12", None),
    ("vi", "Nghị quyết Đại hội Đảng bộ tỉnh Sơn La lần thứ XV", "dai-hoi:15", "son-la"),
    ("en", "Resolution of the 12th National Party Congress", "dai-hoi:12", None),
    # without "plenum", yet a plenum's: a number of its own has its number word
    ("en", "Central Resolution 5 (10th tenure)", "hoi-nghi:5:10", None),
    ("fr", "résolution centrale 5 du XIIe mandat", "hoi-nghi:5:12", None),
    ("sv", "resolutionen från partiets 12:e kongress", "dai-hoi:12", None),
    ("he", "החלטת הקונגרס ה-12 של המפלגה", "dai-hoi:12", None),
    ("en", "resolution of the fifth plenum of the 10th Party Central Committee", "hoi-nghi:5:10", None),
    ("en", "Resolution of the 15th Congress of the Son La Provincial Party Committee", "dai-hoi:15", "son-la"),
    ("es", "Resolución del XII Congreso Nacional del Partido", "dai-hoi:12", None),
    ("fr", "résolution du XIIe Congrès national du Parti", "dai-hoi:12", None),
    ("fr", "résolution du 12e Congrès national du Parti", "dai-hoi:12", None),
    ("pt", "Resolução do 12º Congresso Nacional do Partido", "dai-hoi:12", None),
    ("it", "risoluzione del dodicesimo Congresso nazionale del Partito", "dai-hoi:12", None),
    ("de", "Resolution des 12. Nationalkongresses der Partei", "dai-hoi:12", None),
    ("cs", "usnesení 12. celostátního sjezdu strany", "dai-hoi:12", None),
    ("ru", "Резолюция XII Всевьетнамского съезда партии", "dai-hoi:12", None),
    ("pl", "rezolucja XII Krajowego Zjazdu Partii", "dai-hoi:12", None),
    ("hu", "12. Országos Pártkongresszus határozata", "dai-hoi:12", None),
    ("tr", "12. Ulusal Parti Kongresi Kararı", "dai-hoi:12", None),
    ("ar", "قرار المؤتمر الوطني الثاني عشر للحزب", "dai-hoi:12", None),
    ("fa", "قطعنامه دوازدهمین کنگره ملی حزب", "dai-hoi:12", None),
    ("hi", "12वीं राष्ट्रीय पार्टी कांग्रेस का प्रस्ताव", "dai-hoi:12", None),
    ("zh", "第12次全国代表大会决议", "dai-hoi:12", None),
    ("zh", "第十届五中全会决议", "hoi-nghi:5:10", None),
    ("ja", "第12回党大会の決議", "dai-hoi:12", None),
    ("ko", "제12차 전국대표대회 결의", "dai-hoi:12", None),
    ("th", "มติสมัชชาพรรคครั้งที่ 12", "dai-hoi:12", None),
]


@pytest.mark.parametrize(("lang", "text", "session", "place"), SESSIONS)
def test_a_resolution_named_by_its_session(lang: str, text: str, session: str, place: str | None) -> None:
    found = [(one.surface, one.how, one.session, one.place) for one in read(f"{text}.", lang)]
    assert found == [(text, How.SESSION, session, place)]


# Text, and the date, body, place and term that it states of its one instrument.
STATED = [
    # syllables of names that are small words without their accents: tháng, năm, ký, tám
    ("vi", "Huyện ủy Thăng Bình ban hành Nghị quyết số 41", None, "huyen-uy", "thang-binh", None),
    ("vi", "Huyen uy Thang Binh ban hanh Nghi quyet so 41", None, "huyen-uy", "thang-binh", None),
    ("en", "Resolution No. 41 of the Nam Giang District Party Committee", None, "huyen-uy", "nam-giang", None),
    ("vi", "Thành ủy Tam Kỳ ban hành Nghị quyết số 41", None, "thanh-uy", "tam-ky", None),
    # and small words that lost their accents
    ("vi", "Nghi Quyet So 41 Cua Bo Chinh Tri Nam 2022", "2022", "bo-chinh-tri", None, None),
    # the issuer as the subject, the date that begins the sentence
    ("vi", "Ngày 3/5/2022, Tỉnh ủy Sơn La ban hành Nghị quyết số 41", "2022-05-03", "tinh-uy", "son-la", None),
    ("fr", "Le Comité populaire de Son La a publié le plan n° 41", None, "ubnd", "son-la", None),
    ("ru", "3 мая 2022 года была принята Резолюция № 41", "2022-05-03", None, None, None),
    ("en", "On May 3, 2022, the Politburo issued Resolution 41", "2022-05-03", "bo-chinh-tri", None, None),
    # that of another document is not its own
    ("vi", "Thực hiện công điện ngày 3/5/2022, Bộ Chính trị ban hành Nghị quyết 41", None, "bo-chinh-tri", None, None),
    # a sentence ends, and the next one states what is its own
    ("ru", "Резолюция № 41 от 3 мая 2022 года. Политбюро собралось", "2022-05-03", None, None, None),
    ("ru", "комитет партии провинции Контума издал план № 41", None, "tinh-uy", "kon-tum", None),
    ("ja", "クアンニン省党委員会の決議第41号", None, "tinh-uy", "quang-ninh", None),
    ("hu", "a Politikai Bizottság 2022. május 3-i 41. számú határozata", "2022-05-03", "bo-chinh-tri", None, None),
    ("zh", "政治局2022年5月3日关于科技的第41号决议", "2022-05-03", "bo-chinh-tri", None, None),
    # a committee called no more than that is the one of the place behind it
    (
        "it",
        "il Comitato del Partito della provincia di Son La ha emanato la risoluzione n. 41",
        None,
        "tinh-uy",
        "son-la",
        None,
    ),
    ("ru", "Резолюция XII Центрального Комитета № 41", None, "ban-chap-hanh-tw", None, "xii"),
    ("vi", "Nghị quyết số 41 ngày 3/5/2022 của Tỉnh ủy Sơn La", "2022-05-03", "tinh-uy", "son-la", None),
    (
        "vi",
        "Nghị quyết số 41-NQ/TW, ngày 03 tháng 5 năm 2022, của Bộ Chính trị (khóa XIII)",
        "2022-05-03",
        "bo-chinh-tri",
        None,
        "xiii",
    ),
    (
        "en",
        "Resolution No. 41, dated May 3, 2022, of the Son La Provincial Party Committee",
        "2022-05-03",
        "tinh-uy",
        "son-la",
        None,
    ),
    ("en", "Resolution No. 41 of the 5th plenum of the 12th Central Committee", None, "ban-chap-hanh-tw", None, "xii"),
    # the plenum's number is no term
    (
        "vi",
        "Nghị quyết số 41-NQ/TW của Hội nghị lần thứ sáu, Ban Chấp hành Trung ương khóa XII",
        None,
        None,
        None,
        "xii",
    ),
    ("vi", "Kết luận số 41-KL/TW của Hội nghị Trung ương 4 khóa XIII", None, None, None, "xiii"),
    # what stands before: body, place and date
    (
        "vi",
        "Ban Thường vụ Tỉnh ủy Sơn La ban hành Nghị quyết số 41 ngày 3/5/2022",
        "2022-05-03",
        "ban-thuong-vu-tinh-uy",
        "son-la",
        None,
    ),
    ("fi", "politbyroon 3. toukokuuta 2022 antama päätöslauselma nro 41", "2022-05-03", "bo-chinh-tri", None, None),
    ("hi", "पोलित ब्यूरो के 3 मई 2022 के संकल्प संख्या 41", "2022-05-03", "bo-chinh-tri", None, None),
    # what stands between number and type
    ("tr", "41 No'lu Politbüro Kararı", None, "bo-chinh-tri", None, None),
    # the year inside a number is no date
    ("vi", "Pháp lệnh số 41/2020/UBTVQH14", None, None, None, None),
    ("es", "la resolución n.° 41 (3 de mayo de 2022)", "2022-05-03", None, None, None),
    # a year alone; năm is also "fifth"
    ("vi", "Nghị quyết số 41-NQ/TW năm 2013 của Ban Chấp hành Trung ương", "2013", "ban-chap-hanh-tw", None, None),
    ("en", "Resolution No. 41-NQ/TW (2013) of the Central Committee", "2013", "ban-chap-hanh-tw", None, None),
    # a footnote behind the term
    (
        "sv",
        "resolution nr 41-NQ/TW, sjätte centralkonferensen under tolfte mandatperioden (1)",
        None,
        None,
        None,
        "xii",
    ),
    # a body is not sure to be the issuer when a comma parts it from the number
    ("en", "In Resolution No. 41, the Government is praised", None, None, None, None),
    (
        "es",
        "Resolución n.º 41, de fecha 3 de mayo de 2022, del Comité Provincial del Partido de Son La",
        "2022-05-03",
        "tinh-uy",
        "son-la",
        None,
    ),
    ("fr", "résolution n° 41 du 3 mai 2022 du Bureau politique", "2022-05-03", "bo-chinh-tri", None, None),
    ("de", "Resolution Nr. 41 vom 3. Mai 2022 des Politbüros", "2022-05-03", "bo-chinh-tri", None, None),
    ("sv", "Resolution nr 41, daterad den 3 maj 2022", "2022-05-03", None, None, None),
    ("fi", "politbyroon päätöslauselma nro 41, päivätty 3. toukokuuta 2022", "2022-05-03", "bo-chinh-tri", None, None),
    ("pl", "uchwała nr 41 Biura Politycznego z dnia 3 maja 2022 r.", "2022-05-03", "bo-chinh-tri", None, None),
    ("cs", "usnesení politbyra č. 41 ze dne 3. května 2022", "2022-05-03", "bo-chinh-tri", None, None),
    ("ru", "Резолюция Политбюро № 41 от 3 мая 2022 года", "2022-05-03", "bo-chinh-tri", None, None),
    ("tr", "Politbüro'nun 3 Mayıs 2022 tarihli ve 41 sayılı kararı", "2022-05-03", "bo-chinh-tri", None, None),
    # two sets of names for the months
    (
        "ar",
        "القرار رقم 41 المؤرخ في 3 مايو/أيار 2022 الصادر عن المكتب السياسي",
        "2022-05-03",
        "bo-chinh-tri",
        None,
        None,
    ),
    # g is written in two ways
    ("ar", "القرار رقم 41 الصادر عن لجنة الحزب في مقاطعة كوانغ نام", None, "tinh-uy", "quang-nam", None),
    ("ar", "القرار رقم 41 الصادر عن لجنة الحزب في مقاطعة كوانج نام", None, "tinh-uy", "quang-nam", None),
    ("fa", "قطعنامه شماره ۴۱ مورخ ۳ مه ۲۰۲۲ دفتر سیاسی", "2022-05-03", "bo-chinh-tri", None, None),
    ("hi", "पोलित ब्यूरो का संकल्प संख्या 41 दिनांक 3 मई 2022", "2022-05-03", "bo-chinh-tri", None, None),
    # Buddhist years
    ("th", "มติเลขที่ 41 ลงวันที่ 3 พฤษภาคม 2565 ของกรมการเมือง", "2022-05-03", "bo-chinh-tri", None, None),
    ("lo", "ມະຕິເລກທີ 41 ລົງວັນທີ 3 ພຶດສະພາ 2565", "2022-05-03", None, None, None),
    ("km", "សេចក្តីសម្រេចលេខ ៤១ ចុះថ្ងៃទី ៣ ខែឧសភា ឆ្នាំ ២០២២", "2022-05-03", None, None, None),
    ("zh", "2022年5月3日政治局第41号决议", "2022-05-03", "bo-chinh-tri", None, None),
    ("ja", "2022年5月3日付の政治局決議第41号", "2022-05-03", "bo-chinh-tri", None, None),
    ("ko", "2022년 5월 3일 정치국 결의 제41호", "2022-05-03", "bo-chinh-tri", None, None),
]


@pytest.mark.parametrize(("lang", "text", "date", "body", "place", "term"), STATED)
def test_what_is_stated_around_a_mention(
    lang: str, text: str, date: str | None, body: str | None, place: str | None, term: str | None
) -> None:
    (found,) = read(text, lang)
    assert (found.number, found.date, found.body, found.place, found.term) == ("41", date, body, place, term)


@pytest.mark.parametrize(
    ("lang", "text", "surface", "name"),
    [
        ("vi", "theo Luật Nhà ở 2023 có hiệu lực", "Luật Nhà ở 2023", "luat nha o"),
        ("vi", "Luật Cán bộ, công chức được sửa đổi", "Luật Cán bộ, công chức", "luat can bo, cong chuc"),
        ("en", "under the 2023 Housing Law", "2023 Housing Law", "housing law"),
        ("en", "the Law on Public Investment was passed", "Law on Public Investment", "law on public investment"),
        # where and when something is said of it is no part of its name
        ("en", "they read the Law on Teachers in the school", "Law on Teachers", "law on teachers"),
        ("es", "la Ley de Docentes en la casa de cultura", "Ley de Docentes", "ley de docentes"),
        ("es", "la Ley de Vivienda de 2023", "Ley de Vivienda de 2023", "ley de vivienda"),
        ("ru", "закон о жилье 2023 года", "закон о жилье 2023", "закон о жилье"),
        ("zh", "修订《住房法》", "住房法", "住房法"),
        ("fi", "vuoden 2023 asuntolaki", "2023 asuntolaki", "asuntolaki"),
        ("hu", "a 2023-as lakástörvény", "2023-as lakástörvény", "lakastorveny"),
        ("hi", "आवास कानून 2023 लागू है", "आवास कानून 2023", "आवास कानून"),
        ("th", "ตามกฎหมายที่อยู่อาศัย พ.ศ. 2566", "กฎหมายที่อยู่อาศัย พ.ศ. 2566", "กฎหมายที่อยู่อาศัย"),
        (
            "en",
            "a resolution of the Politburo dated May 3, 2022",
            "resolution of the Politburo dated May 3, 2022",
            None,
        ),
    ],
)
def test_a_document_named_by_title_or_date(lang: str, text: str, surface: str, name: str | None) -> None:
    (found,) = read(text, lang)
    assert (found.surface, found.how, found.name) == (surface, How.TITLE, name)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # counts, years, durations
        ("en", "He made 27 decisions and 5 plans; a decision 3 years ago, the plan 2030, Plan 5 years"),
        ("vi", "Hội nghị quyết định 27 dự án, báo cáo 3 nội dung, kế hoạch 5 năm, Kết luận 4 vấn đề"),
        ("zh", "决定3个项目，计划5年，决议57条，27个方案"),
        ("zh", "第3号计划，法律第5条"),
        ("fr", "l'article 4 de la loi n° 2005-102, le plan 2, le décret 2-3"),
        ("ko", "결정 3년, 프로젝트 2개, 5개 계획"),
        ("th", "โครงการ 5 แห่ง แผน 5 ปี มติ 3 ข้อ"),
        # building projects, storms, roads, houses, regions
        ("en", "project No. 2 of the road, storm No. 3, highway 14E, house number 18, Region 2 command"),
        ("es", "el proyecto n.º 2 de la carretera, la tormenta n.º 3, Aldea 2"),
        ("ru", "проект № 2 дороги, шторм № 3, шоссе 14E"),
        ("vi", "bão số 3, quốc lộ 14E, dự án số 2, khu vực 2"),
        # footnotes, scores, shares, articles
        ("en", "the plan [1], a resolution (2), report 48/139, Article 4 of the law, the decision 3-2"),
        # what is no document at all
        ("en", "by law, the law was clear, in conclusion 12 people came"),
        ("vi", "luật sư, pháp luật, kỷ luật 12 cán bộ, theo luật"),
        # laws of a year are no law of that year
        ("hi", "नया कानून 2023 में"),
        ("th", "มีกฎหมายใหม่ในปี 2566"),
        ("fi", "vuonna 2023 luonnonlait"),
        ("ja", "2023年の法律"),
        ("es", "la resolución 1701 de la ONU, un reglamento n.º 12 de la UE"),
        ("fr", "la résolution 1701 de l’ONU, la directive n° 12 de l'UE"),
        # an abbreviation and its dot are no part of a law's name
        ("el", "ο νόμος για την αριθ. και άλλα"),
        # sessions that nothing tells from others
        ("en", "the resolution of the congress, resolutions of party congresses at all levels"),
        ("vi", "nghị quyết đại hội đảng các cấp, nghị quyết này"),
        # a clock, not the abbreviation of kết luận; a page's address
        ("sv", "Kl 19 börjar mötet, kl 20 slutar det"),
        ("en", "see https://example.org/nghi-quyet-41-nq-tw for more"),
        # documents of others
        ("en", "UN Security Council Resolution 1701"),
    ],
)
def test_what_is_no_instrument(lang: str, text: str) -> None:
    assert [found.surface for found in read(text, lang)] == []


def test_an_address_ends_where_no_blank_shows_it() -> None:
    text = "见https://example.org/a 。" + "各单位认真学习领会" * 40 + "落实第41-NQ/TW号决议。"
    assert [found.surface for found in read(text, "zh")] == ["第41-NQ/TW号决议"]


def test_a_short_form_means_the_last_full_mention() -> None:
    text = (
        "Resolution 41 in brief. Resolution No. 41-NQ/TW of the Politburo dated May 3, 2022, and Resolution No. 19 of "
        "the Son La Provincial Party Committee. Resolution 19 is local; Resolution 41 is not."
    )
    found = follow(read(text, "en"))
    assert [(one.number, one.how.value, one.follows, one.symbol or one.place) for one in found] == [
        ("41", "short", 1, "NQ/TW"),  # the headline means what follows it
        ("41", "symbol", None, "NQ/TW"),
        ("19", "number", None, "son-la"),
        ("19", "short", 2, "son-la"),
        ("41", "short", 1, "NQ/TW"),
    ]
    assert found[4].date == "2022-05-03"
    assert found[4].body == "bo-chinh-tri"


_PIECES = [
    "resolution",
    "nghị quyết",
    "决议",
    "第",
    "号",
    "No.",
    "41",
    "-NQ/TW",
    "of the",
    "Politburo",
    "May",
    "2022",
    ",",
    "(",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14), st.sampled_from(languages()))
def test_mentions_say_where_they_stand_and_never_overlap(pieces: list[str], lang: str) -> None:
    text = " ".join(pieces)
    end = 0
    for found in read(text, lang):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.surface
        assert found.kinds
        end = found.end


@pytest.mark.skipif("TRACUU_EVALUATION" not in os.environ, reason="needs annotated texts")
def test_annotated_texts_are_read() -> None:
    rows = (Path(os.environ["TRACUU_EVALUATION"]) / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    missed = []
    for row in map(json.loads, rows):
        surfaces = {found.surface for found in read(row["text"], row["lang"])}
        wanted = (one for one in row["mentions"] if one["number"] and not one.get("optional"))
        missed += [one["surface"] for one in wanted if one["surface"] not in surfaces]
    assert missed == []
