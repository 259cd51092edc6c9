"""Bytes become the text that was meant, or are refused with the reason."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest

from tracuu.corpus import legacy
from tracuu.corpus.decode import decode
from tracuu.errors import InputError

VIETNAMESE = """Cơ quan báo chí của tỉnh Quảng Nam đưa tin
Ngày 12 tháng 3, Ban Thường vụ Tỉnh ủy đã ban hành nghị quyết về công tác dân vận trong tình hình mới.
Nhân dân các xã miền núi được hỗ trợ giống cây trồng, vật nuôi; đường giao thông được mở rộng thêm nhiều tuyến.
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM. Ông Nguyễn Văn Ân, ở huyện Đông Giang, nói "rất phấn khởi"."""

# The same text as an ABC font and a VNI font need it typed.
TCVN3 = """C¬ quan b¸o chÝ cña tØnh Qu¶ng Nam ®\xada tin
Ngµy 12 th¸ng 3, Ban Th\xadêng vô TØnh ñy ®· ban hµnh nghÞ quyÕt vÒ c«ng t¸c d©n vËn trong t×nh h×nh míi.
Nh©n d©n c¸c x· miÒn nói ®\xadîc hç trî gièng c©y trång, vËt nu«i; ®\xadêng giao th«ng ®\xadîc më réng thªm nhiÒu tuyÕn.
CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM. ¤ng NguyÔn V¨n ¢n, ë huyÖn §«ng Giang, nãi "rÊt phÊn khëi"."""
VNI = """Cô quan baùo chí cuûa tænh Quaûng Nam ñöa tin
Ngaøy 12 thaùng 3, Ban Thöôøng vuï Tænh uûy ñaõ ban haønh nghò quyeát veà coâng taùc daân vaän trong tình hình môùi.
Nhaân daân caùc xaõ mieàn nuùi ñöôïc hoã trôï gioáng caây troàng, vaät nuoâi; ñöôøng giao thoâng ñöôïc môû roäng theâm \
nhieàu tuyeán.
COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM. OÂng Nguyeãn Vaên AÂn, ôû huyeän Ñoâng Giang, noùi "raát phaán khôûi"."""


def as_windows_1258(text: str) -> bytes:
    """Write letters that the code page lacks as base letter and combining tone."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    raw = b""
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        raw += (base + "".join(part for part in parts if part in tones)).encode("cp1258")
    return raw


VIETNAMESE_BYTES = [
    ("UTF-8", VIETNAMESE.encode(), None),
    ("UTF-8 with its mark", VIETNAMESE.encode("utf-8-sig"), None),
    ("UTF-16 with its mark", VIETNAMESE.encode("utf-16"), None),
    ("UTF-16, big end first, with its mark", codecs.BOM_UTF16_BE + VIETNAMESE.encode("utf-16-be"), None),
    ("UTF-16 without a mark", VIETNAMESE.encode("utf-16-le"), None),
    ("UTF-16, big end first, without a mark", VIETNAMESE.encode("utf-16-be"), None),
    ("UTF-32 with its mark", VIETNAMESE.encode("utf-32"), None),
    ("UTF-32 without a mark", VIETNAMESE.encode("utf-32-be"), None),
    ("windows-1258, stated", as_windows_1258(VIETNAMESE), "windows-1258"),
    ("windows-1258, not stated", as_windows_1258(VIETNAMESE), None),
    ("windows-1258, stated to be Western", as_windows_1258(VIETNAMESE), "iso-8859-1"),
    ("TCVN3", TCVN3.encode("latin-1"), None),
    ("TCVN3, stated to be Western, as old pages do", TCVN3.encode("latin-1"), "iso-8859-1"),
    ("TCVN3, stated to be windows-1258", TCVN3.encode("latin-1"), "windows-1258"),
    ("TCVN3 that a converter took for Western", TCVN3.encode(), "utf-8"),
    ("VNI", VNI.encode("latin-1"), None),
    ("VNI, stated as its pages did", VNI.encode("latin-1"), "x-user-defined"),
    ("VNI, stated to be windows-1258", VNI.encode("latin-1"), "windows-1258"),
    ("VNI that a converter took for Western", VNI.encode(), "utf-8"),
    ("UTF-8 encoded twice, by way of Latin-1", VIETNAMESE.encode().decode("latin-1").encode(), None),
    ("UTF-8 encoded twice, by way of windows-1252", legacy.western(VIETNAMESE.encode()).encode(), None),
    ("UTF-8 that a server states to be Western", VIETNAMESE.encode(), "ISO-8859-1"),
]


@pytest.mark.parametrize(("what", "raw", "charset"), VIETNAMESE_BYTES, ids=[row[0] for row in VIETNAMESE_BYTES])
def test_vietnamese_is_read_from_every_encoding_it_was_ever_kept_in(what: str, raw: bytes, charset: str | None) -> None:
    found = decode(raw, charset, "text/plain")
    assert unicodedata.normalize("NFC", found.text) == VIETNAMESE, (what, found.encoding, found.note)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), "empty"),
        (b"\0" * 4096, "zero bytes"),
        (b"The first half of an article" * 20 + b"\0" * 4096, "zero bytes"),
        (bytes(range(1, 32)) * 40, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(raw, None, "text/plain")


# Text, an encoding that nothing states, and whether it can be told (None: refused rather than guessed wrongly).
GUESSED = [
    ("cp1252", "L'équipe a présenté à la mairie le bilan de l'année, où l'on relève une nette amélioration."),
    ("cp1252", "El año pasado la comisión aprobó además la resolución número 35, según informó el señor Muñoz."),
    ("cp1252", "Não há razão para que a comissão não aprove já a resolução; são três as questões."),
    ("cp1252", "Fylket på Østlandet får ny rådgiver. Han håper å få på plass løsningen før påske."),
    ("cp1252", "Die Bürgermeisterin begrüßte die Gäste; über die Größe der Straße wird später entschieden."),
    ("cp1252", "Tänään sää on hyvä ja päivä on pitkä; työ jää tekemättä."),
    ("cp1250", "Příliš mnoho škol čeká na peníze. Město Olomouc otevřelo novou školu a občané jsou spokojeni."),
    ("cp1250", "Władze miasta ogłosiły nową uchwałę w sprawie szkół, którą przyjęto większością głosów."),
    ("cp1254", "Belediye başkanı yeni okulun açılışını duyurdu. Öğrenciler çok sevinçli, güneş ışığı güzeldi."),
    ("cp1251", "Провинциальный комитет партии принял резолюцию номер 35 о работе с массами."),
    ("koi8-r", "Провинциальный комитет партии принял резолюцию номер 35 о работе с массами."),
    ("cp1256", "أصدرت لجنة الحزب في المقاطعة القرار رقم 35 بشأن العمل الجماهيري في الوضع الجديد."),
    ("cp874", "คณะกรรมการพรรคประจำจังหวัดได้ออกมติที่ 35 เกี่ยวกับงานมวลชนในสถานการณ์ใหม่"),
    ("gb18030", "省委发布了关于加强群众工作的第三十五号决议，要求各级党委认真贯彻落实。"),
    ("big5", "省委發布了關於加強群眾工作的第三十五號決議，要求各級黨委認真貫徹落實。"),
    ("shift_jis", "省委員会は、大衆活動を強化する第35号決議を発表し、各級の党委員会に徹底を求めた。"),
    ("euc-jp", "省委員会は、大衆活動を強化する第35号決議を発表し、各級の党委員会に徹底を求めた。"),
    ("euc-kr", "성 당위원회는 대중 사업을 강화하는 제35호 결의를 발표하고 철저한 이행을 요구했다."),
]


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_an_encoding_that_nothing_states_is_told_from_the_text(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding), None, "text/plain")
    assert found.text == text
    assert found.note is not None
    assert "nothing states its encoding" in found.note


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_a_stated_encoding_is_followed(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), encoding.upper(), "text/plain").text == text
    page = f'<html><head><META content="text/html; charset={encoding}" http-equiv=content-type></head><p>{text}</p>'
    assert decode(page.encode(encoding), None, "text/html").text == page
    xml = f'<?xml version="1.0" encoding="{encoding}"?><html><p>{text}</p></html>'
    assert decode(xml.encode(encoding), None, "text/html").text == xml


@pytest.mark.parametrize(("encoding", "text"), GUESSED)
def test_text_of_other_languages_is_left_alone(encoding: str, text: str) -> None:
    """In UTF-8, and as windows-1252 text that a converter brought there: no word may turn into Vietnamese."""
    assert decode(text.encode(), encoding, "text/plain") == (text, "utf-8", None)
    words = text.split()
    for size in (1, 2, 3, 5):
        for start in range(len(words) - size + 1):
            piece = " ".join(words[start : start + size])
            assert legacy.repair(piece, "text/plain") is None, piece


# What Western text has that old Vietnamese fonts have too.
LOOK_ALIKE = [
    "Le thé à la menthe, né près de la mer: où est-il passé? «Là-bas», répondit-elle.",
    "Só há pó no chão. Nós já lá fomos, e o avô vem à noite.",
    "Tá sé go hálainn anseo; bhí sí ag caint lé mo mháthair.",
    "Perché la città è così bella? Lunedì, virtù, già, là, né, sé, dì, giù.",
    "Mamá no está aquí; él sí, y tú también. Té, más, sé, mí. 1ª y 2º, Mª Luna.",
    "»Ja,« sagde hun. Å, nå, så, på, få, gå.",
    "The café cost £50 at 5°C; ±3 µm, © 2024 Acme®, 10 m², ½ cup, § 5 ¶ 2, ¡olé!",
    "Massen\xadbewegung und Volks\xadkongress",
    "l'equip de la col·legiata i l'església, pingüí",
    # Vietnamese in Unicode whose letters all stand in Latin-1.
    "Không, không. Cô có khóc không? Bà cháu có ba cô con gái, xã hội hóa.",
    "Hà Nam, Hòa An, Khánh Hòa",
    "Việt Nam",
    "Mêô «Phông nền» ®",
]


@pytest.mark.parametrize("text", LOOK_ALIKE)
def test_what_only_looks_like_an_old_font_is_left_alone(text: str) -> None:
    assert legacy.repair(text, "text/plain") is None
    assert legacy.repair(f"<p title='{text}'>{text}</p>", "text/html") is None
    assert decode(text.encode(), None, "text/plain").text == text


# A few words are enough where all of them fit.
SHORT = [
    ("C¬ quan", "Cơ quan"),
    ("ViÖt Nam", "Việt Nam"),
    ("TØnh ñy", "Tỉnh ủy"),
    ("Vieät Nam", "Việt Nam"),
    ("Nghò quyeát", "Nghị quyết"),
    ("ViỂt Nam", None),
]


@pytest.mark.parametrize(("found", "meant"), SHORT)
def test_a_headline_in_an_old_font_is_enough(found: str, meant: str | None) -> None:
    repaired = legacy.repair(found, "text/plain")
    assert (repaired.text if repaired else None) == meant


def test_in_a_page_only_what_is_read_is_repaired() -> None:
    """Markup, addresses and scripts stay; headlines in attributes and letters written as references do not."""
    page = (
        '<html><head><meta name="description" content="Tin tøc ViÖt Nam"><script>var x = "é";</script></head>'
        '<body class="é"><p>C&not; quan cña tØnh Qu&#182;ng Nam &copy; &lt;1&gt;</p><img alt="ñy ban"></body></html>'
    )
    assert decode(page.encode(), None, "text/html").text == (
        '<html><head><meta name="description" content="Tin tức Việt Nam"><script>var x = "é";</script></head>'
        '<body class="é"><p>Cơ quan của tỉnh Quảng Nam © &lt;1&gt;</p><img alt="ủy ban"></body></html>'
    )


def test_lines_in_unicode_beside_an_old_font_stay() -> None:
    """A portal's frame is Unicode, an article in it may not be."""
    frame = "Nền tảng quảng bá Việt Nam"
    assert decode(f"{frame}\r\n{TCVN3}\r\n".encode(), None, "text/plain").text == f"{frame}\r\n{VIETNAMESE}\r\n"


def test_every_letter_stands_in_the_tables_once() -> None:
    """134 letters: twelve vowels with five tones each, six of them more than ASCII has, and đ; small and capital."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones}
    small = {letter for letter in small if not letter.isascii()} | {"đ"}
    letters = small | {letter.upper() for letter in small}
    assert len(letters) == 134
    table = {line.split("\t")[0]: line.split("\t")[1:] for line in rows_of("tcvn3.tsv")}
    assert {letter for pair in table.values() for letter in pair} == letters
    assert len(rows_of("vni.tsv")) == len({line.split("\t")[0] for line in rows_of("vni.tsv")}) == 134
    assert {line.split("\t")[1] for line in rows_of("vni.tsv")} == letters


def rows_of(name: str) -> list[str]:
    lines = (Path(legacy.__file__).parent / "encodings" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_what_cannot_be_read_is_counted() -> None:
    """One bad byte in a long text is no reason to refuse it, and none to hide it."""
    raw = VIETNAMESE.encode()
    found = decode(raw * 2 + b"\xff" + raw, None, "text/plain")
    assert found.text.count("\N{REPLACEMENT CHARACTER}") == 1
    assert found.note == "one character could not be read"
    with pytest.raises(InputError):
        decode(b"".join(b"\xff\xfe\xfd" + raw[start : start + 9] for start in range(0, 90, 9)), "utf-8", "text/plain")


def test_a_zero_byte_here_and_there_is_left_out() -> None:
    found = decode(VIETNAMESE.encode() + b"\0" + VIETNAMESE.encode(), None, "text/plain")
    assert found == (VIETNAMESE * 2, "utf-8", "one zero byte was left out")


@pytest.mark.parametrize("charset", ["hex", "rot13", "unicode_escape", "utf-7", "no-such-charset", "", "utf-16", "\0"])
def test_a_charset_that_is_none_is_not_followed(charset: str) -> None:
    """Python knows codecs that are no encodings of text; a page may not call them."""
    assert decode(VIETNAMESE.encode(), charset, "text/plain").text == VIETNAMESE
    page = f"<meta charset='{charset}'>{VIETNAMESE}"
    assert decode(page.encode(), None, "text/html").text == page.replace("\0", "")


def test_line_ends_and_decomposed_letters_stay() -> None:
    text = unicodedata.normalize("NFD", "Một dòng\r\nhai dòng\rba dòng\n")
    assert decode(text.encode("utf-8-sig"), None, "text/plain").text == text
