"""Which language a text is in, with and without an address that says so."""

from __future__ import annotations

import unicodedata

import pytest

from tracuu.text.language import detect

# language, address or None, text
TEXTS = [
    ("th", None, "คณะกรรมการพรรคจังหวัดออกมติใหม่"),
    ("lo", None, "ຄະນະພັກແຂວງອອກມະຕິ"),
    ("km", None, "គណៈកម្មាធិការបក្សខេត្ត"),
    ("my", None, "ပြည်နယ်ပါတီကော်မတီ"),
    ("ko", None, "성 당위원회 서기가 회의에서 강조했다"),
    ("ja", None, "省党委の書記が会議で強調した"),
    # Without kana only the address can say that it is Japanese.
    ("ja", "ja", "決議採択"),
    ("zh-Hans", None, "省委书记强调做好群众工作"),
    ("zh-Hant", "zh-cn", "省委書記強調做好群眾工作"),
    ("he", None, "ועדת המפלגה של המחוז"),
    ("yi", "yi", "די קאָמיטעט"),
    ("hi", None, "प्रांतीय समिति ने नया प्रस्ताव पारित किया"),
    ("mr", "mr", "प्रांतीय समितीने नवा ठराव मंजूर केला आहे"),
    ("ar", None, "أصدرت لجنة المقاطعة قرارا بشأن الطرق في القرى"),
    ("fa", None, "کمیته استان قطعنامه‌ای درباره راه‌های روستا صادر کرد"),
    ("ur", None, "صوبائی کمیٹی نے دیہی سڑکوں کے بارے میں قرارداد جاری کی ہے"),
    ("ru", None, "Комитет провинции принял резолюцию о сельских дорогах"),
    ("uk", None, "Комітет провінції ухвалив резолюцію про сільські дороги"),
    ("vi", None, "Huyện miền núi mở đường mới đến từng thôn"),
    # Vietnamese as it is typed without accents, though the address says English.
    ("vi", "en", "huyen mien nui mo duong moi den tung thon cua xa"),
    ("en", None, "The mountain district opened a new road to each hamlet"),
    ("es", None, "El distrito montañoso abrió un camino nuevo a cada aldea"),
    ("de", None, "Der Bergbezirk hat eine neue Straße zu jedem Weiler eröffnet"),
    ("fr", None, "Le district de montagne a ouvert une route vers chaque hameau"),
    ("pt", None, "O distrito montanhoso abriu uma estrada nova para cada aldeia"),
    ("tr", None, "Dağlık ilçe her köye yeni bir yol açtı"),
    ("hu", None, "A hegyvidéki járás minden faluba új utat épített"),
    ("pl", None, "Górski powiat otworzył nową drogę do każdej wsi"),
    ("cs", None, "Horský okres otevřel novou cestu do každé vesnice"),
    ("ro", None, "Districtul de munte a deschis un drum nou spre fiecare cătun"),
    # Close relatives: the words of a text are stronger than its address.
    ("ms", None, "Kerajaan mengadakan mesyuarat mengenai kesihatan kerana isu itu penting"),
    ("id", None, "Pemerintah menggelar rapat tentang kesehatan karena masalah itu penting bagi desa"),
    ("ms", "id", "Mesyuarat jawatankuasa membincangkan projek kesihatan dan pelancongan bandar"),
    ("nn", None, "Eg veit ikkje kva kommunen vil gjere med skulen no"),
    ("nb", "no", "Kommunen har ikke fått nok penger til skolen etter flommen"),
    ("da", None, "Kommunen har ikke fået nok penge til skolen efter oversvømmelsen, og nu må børnene vente"),
    ("sv", None, "Kommunen har inte fått nog med pengar till skolan efter översvämningen"),
    # A headline that may be either: the address decides.
    ("ms", "ms", "Penduduk kampung menanam kopi"),
    ("id", "id", "Penduduk desa menanam kopi"),
    # Names in Latin letters do not make a Persian headline English.
    ("fa", None, "نقد فیلم The Long Road Home در جشنواره"),
    # The text outranks an address that is plainly wrong.
    ("en", "vi", "The committee met in the capital and agreed on three tasks for the new year"),
]


@pytest.mark.parametrize(("lang", "address", "text"), TEXTS)
def test_language(lang: str, address: str | None, text: str) -> None:
    """The text is in this language."""
    assert detect(text, address).lang == lang


# text, address, language
WITHOUT_LETTERS = [("", None, "und"), ("123 – 45", None, "und"), ("2025", "no", "nb"), ("\n\n", "fa", "fa")]


@pytest.mark.parametrize(("text", "address", "lang"), WITHOUT_LETTERS)
def test_no_letters(text: str, address: str | None, lang: str) -> None:
    """Without letters the address is all there is, and the guess says that it is none."""
    guess = detect(text, address)
    assert (guess.lang, guess.confidence) == (lang, 0.0)


def test_evidence_is_one_readable_line() -> None:
    """The evidence names what the text says and what the address says."""
    guess = detect("The committee met in the capital and agreed on three tasks", "no")
    assert guess.evidence == f"text en {guess.confidence:.2f}, address nb"
    assert detect("คณะกรรมการ").evidence == "script Thai"


def test_same_text_same_answer() -> None:
    """Nothing is drawn by lot."""
    assert len({detect("Møte om vei og vann") for _ in range(5)}) == 1


# A long text is judged by short stretches of it, if they leave no doubt. language, beginning, the rest
BEGINNINGS = [
    # A quotation in another language at the head is a part of it.
    (
        "es",
        "The district has opened a new road to each of its hamlets. ",
        "El distrito abrió un camino nuevo a la aldea. ",
    ),
    (
        "vi",
        "The district has opened a new road to each of its hamlets. ",
        "Huyện miền núi mở đường mới đến từng thôn. ",
    ),
    # Names with Vietnamese letters do not make a text Vietnamese.
    ("en", "Nguyễn Thị Hường, Trần Văn Dưỡng and Lê Thị Thưởng came. ", "The committee met in the capital again. "),
    ("ms", "Majlis bandar mengadakan mesyuarat kerana isu kesihatan. ", "Penduduk kampung menanam kopi di bukit itu. "),
]


@pytest.mark.parametrize(("lang", "beginning", "rest"), BEGINNINGS)
@pytest.mark.parametrize("address", [None, "vi", "ur", "fi"])
def test_a_long_text_is_judged_as_a_whole(lang: str, beginning: str, rest: str, address: str | None) -> None:
    """Whatever the beginning is and the address says."""
    assert detect(beginning * 2 + rest * 40, address).lang == lang


def test_vietnamese_is_known_by_its_letters_in_any_normal_form() -> None:
    """Composed letters decide at once; decomposed ones are left to the model."""
    text = "Huyện miền núi mở đường mới đến từng thôn của xã. " * 20
    assert detect(text).lang == detect(unicodedata.normalize("NFD", text)).lang == "vi"
