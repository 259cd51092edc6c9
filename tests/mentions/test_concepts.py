"""Names known by the ideas they are composed of, in languages and wordings that stand on no list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.mentions import register
from tracuu.mentions.concepts import fits, meets, name_key, spans_of

KNOWN = register.load()
SKILFUL = "vn:phong-trao:dan-van-kheo"
LITERACY, DIGITAL = "vn:phong-trao:binh-dan-hoc-vu", "vn:phong-trao:binh-dan-hoc-vu-so"
RURAL = "vn:phong-trao:toan-dan-doan-ket-xay-dung-nong-thon-moi-do-thi-van-minh"
GOODS = "vn:phong-trao:nguoi-viet-nam-uu-tien-dung-hang-viet-nam"
FIVE = "vn:phong-trao:xay-dung-gia-dinh-5-khong-3-sach"
HOUSES = "vn:phong-trao:chung-tay-xoa-nha-tam-nha-dot-nat"


@pytest.mark.parametrize(
    ("lang", "name", "entity"),
    [
        ("en", "Clever mobilisation of the masses", SKILFUL),
        ("pl", "Umiejętna mobilizacja mas", SKILFUL),
        ("uk", "Вміла мобілізація мас", SKILFUL),
        ("sv", "Skicklig massmobilisering", SKILFUL),  # one word holds two of the ideas
        ("fi", "Taitava joukkomobilisaatio", SKILFUL),
        ("tr", "Becerikli Kitle Seferberliği", SKILFUL),
        ("he", "גיוס המונים מיומן", SKILFUL),
        ("ar", "حشد الجماهير بمهارة", SKILFUL),  # with particles glued to the words
        ("bn", "দক্ষ গণসংহতি", SKILFUL),
        ("nl", "Jeugdige vrijwilligers", "vn:phong-trao:thanh-nien-tinh-nguyen"),
        ("zh", "饮水思源", "vn:phong-trao:uong-nuoc-nho-nguon"),
        ("en", "When drinking water, remember its source", "vn:phong-trao:uong-nuoc-nho-nguon"),
        ("nb", "Dagen for de fattige", "vn:phong-trao:ngay-vi-nguoi-ngheo"),
        ("pt", "Juventude criativa", "vn:phong-trao:tuoi-tre-sang-tao"),
        ("hu", "Tanítsunk jól, tanuljunk jól", "vn:phong-trao:day-tot-hoc-tot"),
        ("ur", "سبز موسم گرما", "vn:phong-trao:mua-he-xanh"),
        ("th", "การระดมมวลชนอย่างชำนาญ", SKILFUL),
        ("lo", "ການລະດົມມະຫາຊົນທີ່ຊຳນານ", SKILFUL),
        ("zh", "巧妙动员群众", SKILFUL),
        ("ko", "능숙한 대중동원", SKILFUL),
        ("el", "Επιδέξια κινητοποίηση μαζών", SKILFUL),
        ("nb", "Smart Mass Mobilization", SKILFUL),  # English is kept in translations
        ("ru", "Народное просвещение", LITERACY),
        ("ru", "Цифровое народное просвещение", DIGITAL),  # the name with more ideas wins
        ("hu", "Digitális népoktatás", DIGITAL),
        ("fa", "سواد دیجیتال برای همه", DIGITAL),
        ("ja", "デジタル平民学務", DIGITAL),
        ("de", "Alle vereint beim Aufbau neuer ländlicher Räume und zivilisierter Städte", RURAL),
        ("zh", "全民团结建设新农村、文明都市", RURAL),
        ("fr", "Les Vietnamiens privilégient les produits vietnamiens", GOODS),
        ("es", "5 no, 3 limpios", FIVE),
        ("es", "Eliminación de viviendas temporales y ruinosas", HOUSES),
    ],
)
def test_a_wording_nobody_has_seen(lang: str, name: str, entity: str) -> None:
    """Every idea is met and little else stands in the name. Nobody is known to print it so."""
    assert KNOWN.movement_of(lang, name) == (entity, False) or entity in {one.id for one in KNOWN.named(lang, name)}


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "Mass Mobilisation Committee"),  # an idea is missing
        ("en", "mass mobilisation work"),
        ("en", "digital education"),
        ("en", "5 in 1"),
        ("en", "3 no"),
        ("en", "Smart villages"),
        ("en", "drinking water source"),
        ("en", "young people's houses"),
        ("es", "trabajo de movilización de masas"),
        ("ru", "Мобилизация масс"),
        ("zh", "群众工作"),
        ("zh", "改善民生工作"),  # better people's livelihood: every idea by a single sign would be met
        ("ja", "大衆運動"),
        ("de", "Neue Stadt"),
        # All ideas are there, and so is much more: another name.
        ("en", "Skilled builders mobilise people to plant flowers along the village roads every weekend"),
        ("en", ""),
        ("xx", "Smart"),
    ],
)
def test_what_is_no_movements_name(lang: str, name: str) -> None:
    """Half of a name is another thing, and so is a name with much beside it."""
    assert KNOWN.movement_of(lang, name) is None


def test_every_concept_is_there_in_many_languages() -> None:
    """A translation into any of the languages that the portals have is met."""
    for entity in (SKILFUL, DIGITAL, RURAL, GOODS):
        assert len({concept.lang for concept in KNOWN.concepts() if concept.entity == entity}) >= 34


def test_the_sure_names_have_no_everyday_words() -> None:
    """Without quotes "good public engagement" is no movement, in quotes it may be a translation."""
    english = next(concept for concept in KNOWN.concepts("en") if concept.entity == SKILFUL)
    assert all(set(sure) < set(any_of) for sure, any_of in zip(english.bare, english.slots, strict=True))
    assert not any("good" in slot for slot in english.bare)


@pytest.mark.parametrize(
    ("stem", "lang", "text", "met"),
    [
        ("mobilis", "en", "mobilisation", True),
        ("mobilis", "en", "immobilisation", False),  # only where a word begins
        ("so.", "en", "soon", False),  # a full stop: the word alone
        ("so.", "en", "and so on", True),
        ("mass mobil", "en", "mass mobilised", True),
        ("mass mobil", "en", "mass of mobile", False),
        ("mobiliser", "nb", "massemobiliseringen", True),  # inside a compound
        ("mass", "nb", "biomasse", False),  # but no short stem
        ("ماهر", "ar", "الماهره", True),  # behind an article
        ("动员", "zh", "群众动员工作", True),
    ],
)
def test_stems(stem: str, lang: str, text: str, met: bool) -> None:  # noqa: FBT001  a column of the table
    """How a stem is written says where it may stand."""
    assert meets((stem,), text, lang) is met
    assert bool(spans_of([stem], text, lang)) is met


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("«Dân vận khéo»", "dan van kheo"),
        ("  5-không,  3 sạch! ", "5 khong 3 sach"),
        ("توده\u200cای", "تودهای"),
        ("ระดมมวลชน", "ระดมมวลชน"),  # marks belong to their letters
        ("ΛΑΪΚΉ", "λαικη"),
    ],
)
def test_one_form_of_a_name(name: str, key: str) -> None:
    """Without accents, case and punctuation."""
    assert name_key(name) == key


@given(st.text(max_size=80), st.sampled_from(KNOWN.concepts()))
def test_any_text_can_be_asked(text: str, concept: object) -> None:
    """No text is too strange, and asking twice gives the same."""
    plain = name_key(text)
    assert name_key(plain) == plain
    one = next(each for each in KNOWN.concepts() if each == concept)
    assert fits(one, plain) is fits(one, plain)
