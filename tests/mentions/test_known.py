"""Known names are met wherever they stand: in other case, inflected, without accents, composed anew."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.entities import Known
from tracuu.mentions.concepts import Concept, name_key
from tracuu.mentions.known import Names, compile_names
from tracuu.text.normalize import normalize

LAMP, SHELF, SEED = "vn:phong-trao:thap-sang-ngo-que", "vn:mo-hinh:x:tu-sach-dau-lang", "vn:mo-hinh:y:vay-hat-giong"

NAMES = compile_names(
    [
        Known("vi", "thắp sáng ngõ quê", LAMP, "movement"),
        Known("vi", "Tủ sách đầu làng", SHELF, "model"),
        Known("en", "Village Bookcase", SHELF, "model"),
        Known("es", "Estantería del pueblo", SHELF, "model"),
        Known("ru", "Сельская полка", SHELF, "model"),
        Known("pl", "Wiejska półka", SHELF, "model"),
        Known("fi", "Kylän kirjahylly", SHELF, "model"),
        Known("ar", "رف كتب القرية", SHELF, "model"),
        Known("zh", "村头书柜", SHELF, "model"),
        Known("th", "ชั้นหนังสือหมู่บ้าน", SHELF, "model"),
        Known("id", "Rak Buku Desa", SHELF, "model"),
        Known(None, "5 plus 1", SEED, "model"),
        Known("en", "Seed Loan", SEED, "model"),
        Known("en", "Seed Loan", "vn:mo-hinh:z:vay-hat-giong", "model"),  # two models of one name
    ]
)


def met(names: Names, lang: str, text: str) -> list[tuple[str, str | None]]:
    folded = normalize(text, "fold").text
    return [(folded[hit.start : hit.end], hit.entity) for hit in names.find(folded, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("vi", "Chị kể về Tủ sách đầu làng của thôn.", [("tu sach dau lang", SHELF)]),
        ("vi", "TỦ SÁCH ĐẦU LÀNG", [("tu sach dau lang", SHELF)]),
        ("vi", "Tu sach dau lang mo cua", [("tu sach dau lang", SHELF)]),  # the accents are lost
        ("en", "They call it Tủ sách đầu làng.", [("tu sach dau lang", SHELF)]),  # Vietnamese is kept in translations
        ("nb", "Modellen Village Bookcase vokser", [("village bookcase", SHELF)]),  # and English borrowed
        (
            "en",
            "two village bookcases and a village-bookcase",
            [("village bookcases", SHELF), ("village-bookcase", SHELF)],
        ),
        ("es", "una estanteria del pueblo", [("estanteria del pueblo", SHELF)]),
        ("ru", "рядом с сельской полкой", [("сельской полкой", SHELF)]),  # each word has another ending
        ("pl", "przy wiejskiej półce", []),  # a letter inside the word has changed: this is not guessed
        ("pl", "bez wiejskiej półki", [("wiejskiej polki", SHELF)]),
        ("ar", "في رف كتب القرية", [(normalize("رف كتب القرية", "fold").text, SHELF)]),
        ("zh", "他们办起村头书柜活动", [("村头书柜", SHELF)]),
        ("th", "เปิดชั้นหนังสือหมู่บ้านใหม่", [("ชั้นหนังสือหมู่บ้าน", SHELF)]),
        ("ms", "Rak Buku Desa dibuka", [("rak buku desa", SHELF)]),  # Malay and Indonesian share their names
        ("de", "die Aktion 5 plus 1 läuft", [("5 plus 1", SEED)]),  # a name in any language
        ("en", "a Seed Loan here", [("seed loan", None)]),  # two entities: found, not decided
        ("fr", "une estantería del pueblo", []),  # a name of another language
        ("en", "a village bookshop", []),
        ("en", "Village\nBookcase", []),  # a line ends between
        ("vi", "Tủ sách đầu lànga", []),
    ],
)
def test_a_known_name_is_met_in_all_its_forms(lang: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert met(NAMES, lang, text) == expected


SMART = Concept(
    LAMP, "movement", "en", (("bright", "shining", "good."), ("lane", "alley")), (("bright", "shining"), ("lane",))
)
SMART_DE = Concept(LAMP, "movement", "de", (("hell", "leuchtend"), ("gassen",)), (("hell",), ("gassen",)))
SMART_ZH = Concept(LAMP, "movement", "zh", (("明亮",), ("小巷",)), (("明亮",), ("小巷",)))
COMPOSED = compile_names((), (SMART, SMART_DE, SMART_ZH))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "the brightest lanes of the town", ["brightest lanes"]),
        ("en", "lanes of brightness", ["lanes of brightness"]),  # in whatever order, small words between
        ("en", "bright people walk the lane", []),  # too far apart
        ("en", "bright.\nLanes", []),
        ("de", "die hellen Lieblingsgassen", ["hellen lieblingsgassen"]),  # inside a compound
        ("zh", "建设明亮的小巷运动", ["明亮的小巷"]),
        ("nb", "bright lanes", ["bright lanes"]),  # an English name that was left as it is
    ],
)
def test_a_name_is_met_by_what_it_is_composed_of(lang: str, text: str, expected: list[str]) -> None:
    assert [name for name, _ in met(COMPOSED, lang, text)] == expected


def test_everyday_words_count_only_beside_a_word_for_movement() -> None:
    assert [hit.sure for hit in COMPOSED.find("a bright lane and a good lane", "en")] == [True, False]


@pytest.mark.parametrize(
    ("lang", "name", "expected"),
    [
        ("en", "village bookcases", (SHELF, "model")),
        ("en", "Bright lane", (LAMP, "movement")),
        ("en", "the good alley", (LAMP, "movement")),
        ("en", "Bright lanes make every household of the village rich and happy", None),  # more than the name
        ("en", "Village", None),
    ],
)
def test_a_whole_name_in_quotes_is_known(lang: str, name: str, expected: tuple[str, str] | None) -> None:
    assert COMPOSED.named(lang, name_key(name)) == expected or NAMES.named(lang, name_key(name)) == expected


def test_names_travel_between_processes_and_stay_the_same() -> None:
    NAMES.find("village bookcase", "en")
    assert pickle.loads(pickle.dumps(NAMES)).find("village bookcase", "en") == NAMES.find("village bookcase", "en")  # noqa: S301  our own


@given(st.permutations(NAMES.names))
def test_the_order_of_names_means_nothing(names: list[Known]) -> None:
    text = "tu sach dau lang, a seed loan, village bookcases, 5 plus 1"
    assert compile_names(names).find(text, "en") == NAMES.find(text, "en")


@given(st.text(alphabet="vilage bokcs5pu1\n-.", max_size=60))
def test_what_is_met_lies_in_the_text_in_order(text: str) -> None:
    hits = NAMES.find(text, "en")
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))
