"""The register: what the packaged files hold, what users may add, and how a slip in a file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracuu.entities import Entity
from tracuu.errors import DataError
from tracuu.mentions import register, terms
from tracuu.mentions.kinds import bodies

KNOWN = register.load()
INSTRUMENTS = [entity for entity in KNOWN.entities.values() if entity.issuer]


def test_there_is_enough_to_start_with() -> None:
    """Instruments of centre and State, movements and programmes, each with its source."""
    movements = [entity for entity in KNOWN.entities.values() if entity.kind == "movement"]
    assert len(INSTRUMENTS) >= 250
    assert len(movements) >= 40
    assert all(KNOWN.facts(id).source for id in KNOWN.entities)  # noqa: A001  the record's own word


@pytest.mark.parametrize("entity", INSTRUMENTS, ids=lambda entity: entity.id)
def test_every_instrument_agrees_with_itself(entity: Entity) -> None:
    """Its id, its code, its date and its issuer say the same."""
    assert entity.number is not None
    assert entity.issuer is not None
    if entity.code:
        assert entity.code.lower().startswith(entity.number)
    if entity.number[0].isdigit():
        assert entity in KNOWN.instruments(entity.kind, entity.number)
        assert terms.period(entity.issuer, entity.date) == entity.period
    body = bodies()[entity.body or ""]
    assert entity.issuer == "tw" if body.issuer in {"tw", "dai-hoi"} else entity.issuer.startswith(body.issuer)
    assert "~" not in entity.id


def test_concepts_are_of_words_of_their_own_file() -> None:
    """The words of topics.toml are looser: they tell what a sentence is about, and name nothing."""
    from tracuu.mentions.register_files import read_file

    read = read_file(register.FOLDER / "concepts.toml")
    assert {word for concept in read.composed.values() for word in concept.words} <= {word.name for word in read.words}


def test_topics_are_words_that_exist() -> None:
    """A topic that no word stands for would never be met."""
    words = {name for entity in KNOWN.entities for name in KNOWN.facts(entity).topics}
    known = {name for name, word in KNOWN._words.items() if word.topic}  # noqa: SLF001  the file's own consistency
    assert words <= known


@pytest.mark.parametrize(
    ("kind", "number", "found"),
    [
        ("resolution", 18, {"vn:tw:nghi-quyet:18@xii", "vn:tw:nghi-quyet:18@xiii"}),
        ("resolution", "018", {"vn:tw:nghi-quyet:18@xii", "vn:tw:nghi-quyet:18@xiii"}),
        ("directive", "5", {"vn:tw:chi-thi:05@xii"}),
        ("decision", 22, {"vn:tw:quy-dinh:22@xiii"}),  # QĐ stands for both
        ("resolution", 9999, set()),
    ],
)
def test_instruments_by_number(kind: str, number: str | int, found: set[str]) -> None:
    """Numbers are compared by their value."""
    assert {entity.id for entity in KNOWN.instruments(kind, number) if entity.issuer == "tw"} == found


def test_instruments_by_session() -> None:
    """A congress has one resolution, a plenum may have several."""
    assert [entity.id for entity in KNOWN.of_session("dai-hoi:13")] == ["vn:tw:nghi-quyet:dai-hoi@xiii"]
    assert {entity.number for entity in KNOWN.of_session("hoi-nghi:7:11")} == {"24", "25"}


@pytest.mark.parametrize(
    ("lang", "name", "answer"),
    [
        ("vi", "Dân vận khéo", ("vn:phong-trao:dan-van-kheo", True)),
        ("sv", "Dan van kheo", ("vn:phong-trao:dan-van-kheo", True)),  # Vietnamese names are kept in translations
        ("en", "Smart Mass Mobilisation", ("vn:phong-trao:dan-van-kheo", True)),
        # A translation of ours that nobody has confirmed.
        (
            "en",
            "Joining hands to eliminate temporary and dilapidated houses",
            ("vn:phong-trao:chung-tay-xoa-nha-tam-nha-dot-nat", False),
        ),
        ("vi", "5 không, 3 sạch", ("vn:phong-trao:xay-dung-gia-dinh-5-khong-3-sach", True)),
        ("vi", "Vì người nghèo", ("vn:phong-trao:ngay-vi-nguoi-ngheo", True)),
        ("vi", "Ngân hàng bò", None),
    ],
)
def test_movements_by_name(lang: str, name: str, answer: tuple[str, bool] | None) -> None:
    """Names are attested when somebody is known to print them."""
    assert KNOWN.movement_of(lang, name) == answer


def test_names_of_everyday_words_are_not_sure() -> None:
    """Everybody says "vì người nghèo", so it is counted only where a text calls it a movement."""
    names = {known.name for known in KNOWN.known()}
    assert "dan van kheo" in names
    assert "ocop" in names
    assert not {"vi nguoi ngheo", "mua he xanh", "popular education", "den on dap nghia"} & names
    assert "godmother" not in names  # a translation of ours


def test_laws_of_one_name() -> None:
    """Which year is meant is for the score."""
    assert {entity.period for entity in KNOWN.named("en", "Land Law")} == {"2003", "2013", "2024"}


@pytest.mark.parametrize(
    ("lang", "text", "topics"),
    [
        ("en", "on streamlining the apparatus of the political system", {"apparatus"}),
        ("es", "sobre la gestión y el uso de la tierra", {"land"}),
        ("ru", "о сельском хозяйстве, крестьянах и сельских районах", {"agriculture"}),
        ("ko", "토지 관리에 관한 결의", {"land"}),
        ("hi", "भूमि प्रबंधन और उपयोग पर", {"land"}),
        ("ar", "بشأن ادارة الاراضي واستخدامها", {"land"}),
        ("vi", "về công tác dân vận trong tình hình mới", {"mass mobilisation"}),
        ("vi", "giảm đầu mối, bỏ cấp trung gian", {"apparatus"}),
        ("vi", "chấm dứt hoạt động của các ban cán sự đảng, đảng đoàn", {"apparatus"}),
        ("vi", "Ban cán sự đảng Bộ Tài chính báo cáo", set()),  # one of these bodies at work says nothing
        ("vi", "đạt kết quả tốt", set()),  # without accents "đạt" is "đất": stems are of two syllables
    ],
)
def test_topics(lang: str, text: str, topics: set[str]) -> None:
    """What a sentence is about, in any of the languages."""
    assert KNOWN.topics_in(lang, text) == topics


OWN = """
[[instrument]]
id = "vn:kon-tum.tinh-uy:nghi-quyet:07@2020-2025"
name = "Về phát triển cây dược liệu"
code = "07-NQ/TU"
body = "tinh-uy"
date = 2021-09-30
source = "Nghị quyết 07-NQ/TU; Tỉnh ủy Kon Tum"

[[model]]
id = "vn:mo-hinh:kon-tum.dak-ha:ngan-hang-bo"
name = "Ngân hàng bò"
names.en = ["Cow Bank"]
source = "Báo Kon Tum"

[[movement]]
id = "vn:phong-trao:dan-van-kheo"
name = "Dân vận khéo"
names.eo = ["Lerta popola mobilizado"]
source = "own"
"""


def test_users_add_their_own(tmp_path: Path) -> None:
    """A folder of files adds to the package, and outranks it where both know an id."""
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    known = register.load(tmp_path)
    assert known.instruments("resolution", 7)[-1].label == "Nghị quyết 07-NQ/TU"
    assert known.get("vn:mo-hinh:kon-tum.dak-ha:ngan-hang-bo") is not None
    assert known.movement_of("eo", "lerta popola mobilizado") == ("vn:phong-trao:dan-van-kheo", True)
    assert known.movement_of("ru", "умелая мобилизация масс") == ("vn:phong-trao:dan-van-kheo", False)
    assert register.load(tmp_path / "none") is KNOWN
    assert register.load(tmp_path) is known
    (tmp_path / "own.toml").write_text(OWN.replace("Ngân hàng bò", "Ngân hàng bò và dê"), encoding="utf-8")
    assert register.load(tmp_path) is not known  # changed files are read again


GOOD = '[[movement]]\nid = "vn:phong-trao:x"\nname = "X"\nsource = "s"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[movement]\n", "own.toml: this is not valid TOML"),
        ("[[movment]]\n", "own.toml:1: there is no table movment"),
        (GOOD + 'nmae = "Y"\n', "own.toml:5: there is no field nmae"),
        (GOOD.replace('name = "X"\n', ""), "own.toml:1: the field name is missing"),
        (GOOD.replace('"X"', "7"), "own.toml:3: name must be a text in quotes"),
        (GOOD + 'names = ["Y"]\n', "own.toml:5: names is written with its language"),
        (GOOD + 'names.en = "Y"\n', "own.toml:5: names must be a list"),
        (GOOD + "since = 2009\n", "own.toml:5: since must be a day without quotes"),
        (GOOD + 'checked = "no"\n', "own.toml:5: checked must be true or false"),
        (GOOD + GOOD.replace("phong-trao", "phongtrao"), "own.toml:6: vn:phongtrao:x is no id"),
        (
            GOOD + '[[concept]]\nentity = "vn:phong-trao:y"\nwords = ["new"]\n',
            "own.toml:6: no file of the register holds",
        ),
        (GOOD + '[[concept]]\nentity = "vn:phong-trao:x"\nwords = ["nwe"]\n', "own.toml:7: there is no [[word]]"),
        (GOOD + '[[word]]\nname = "new"\n[[word]]\nname = "new"\n', "own.toml:8: "),
        (GOOD.replace("movement", "model"), "own.toml:2: vn:phong-trao:x is no id for this table"),
        (OWN.replace('"tinh-uy"', '"tinhuy"'), "own.toml:6: there is no body tinhuy"),
        (
            OWN.replace("2021-09-30", "2019-09-30"),
            "own.toml:7: a document of 2019-09-30 belongs to the period 2015-2020",
        ),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    """One line: which file, which line, what is wrong."""
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        register.load(tmp_path)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
