"""Which entity a cluster is: never guessed, always explained, and as users decided."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions.marked import knowing, text
from tracuu.entities import Cluster, Decision, Entity
from tracuu.mentions import register
from tracuu.mentions.concepts import name_key
from tracuu.mentions.gather import gather
from tracuu.mentions.knowledge import Knowledge
from tracuu.mentions.resolve import resolve
from tracuu.messages import say


def cluster(kind: str = "resolution", ordinal: int = 1, names: str = "", **more: Any) -> Cluster:
    """Make a cluster; `names` are written `vi Ngân hàng bò; es Banco de Vacas`."""
    labels = tuple((lang, name) for lang, _, name in (one.strip().partition(" ") for one in names.split(";")) if lang)
    folded = tuple(sorted((lang, name_key(name)) for lang, name in labels))
    fields = {"story": "s1", "day": "2024-11-18", "province": "quang-nam"} | more
    return Cluster(ordinal=ordinal, kinds=tuple(kind.split("/")), members=(), names=folded, labels=labels, **fields)


def entity_of(one: Cluster, knowledge: Knowledge | None = None) -> str:
    return resolve([one], knowledge or knowing()).became[one.ordinal]


@pytest.mark.parametrize(
    ("one", "entity"),
    [
        # The whole tuple is stated: issuer, type, number, date. The symbol may have been lost.
        (
            cluster(number="35", body="tinh-uy", place="quang-nam", date="2023-12-08"),
            "vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025",
        ),
        (cluster(number="57", symbol="NQ/TW", date="2024-12-22"), "vn:tw:nghi-quyet:57@xiii"),
        (cluster("decree", number="168", symbol="NĐ-CP", year=2024), "vn:chinh-phu:nghi-dinh:168@2024"),
        # A city's committee is one word with a province's in most languages.
        (
            cluster("project", number="07", body="tinh-uy", place="da-nang", date="2023-05-18"),
            "vn:da-nang.thanh-uy:de-an:07@2020-2025",
        ),
        # The issuer beats the symbol.
        (
            cluster(number="18", symbol="NQ/TU", body="ban-chap-hanh-tw", date="2022-06-16"),
            "vn:tw:nghi-quyet:18@xiii",
        ),
        # Whose resolution a provincial paper means, where only the symbol's ending says that it is a province's.
        (cluster(number="12", symbol="NQ/TU", date="2023-10-06"), "vn:quang-nam.tinh-uy:nghi-quyet:12@2020-2025"),
        # The term is not stated: taken is the one in force on the article's day, as long as it is sure.
        (
            cluster(number="20", symbol="NQ/TU", body="tinh-uy", place="quang-ninh"),
            "vn:quang-ninh.tinh-uy:nghi-quyet:20@2020-2025",
        ),
        (
            cluster("directive", number="27", body="huyen-uy", place="phuoc-son"),
            "vn:quang-nam.phuoc-son.huyen-uy:chi-thi:27@2020-2025",
        ),
        (cluster(number="111", symbol="NQ/TW", day="2022-05-04"), "vn:tw:nghi-quyet:111@xiii"),
        # An article without a date, one of the weeks of the congresses, one of a new term's first days.
        (cluster(number="111", symbol="NQ/TW", day=None), "vn:tw:nghi-quyet:111@?~s1"),
        (
            cluster(number="20", body="tinh-uy", place="son-la", day="2020-10-20"),
            "vn:son-la.tinh-uy:nghi-quyet:20@?~s1",
        ),
        (cluster(number="111", symbol="NQ/TW", day="2021-03-01"), "vn:tw:nghi-quyet:111@?~s1"),
        # A committee that had ended by then, a version that contradicts the issuer, a document of the State.
        (
            cluster(number="20", body="tinh-uy", place="quang-nam", day="2026-03-01"),
            "vn:quang-nam.tinh-uy:nghi-quyet:20@?~s1",
        ),
        (
            cluster(number="20", body="tinh-uy", place="son-la", conflicts=("body",)),
            "vn:son-la.tinh-uy:nghi-quyet:20@?~s1",
        ),
        (cluster(number="61", body="hdnd", symbol="NQ-HĐND", place="son-la"), "vn:son-la.hdnd:nghi-quyet:61@?~s1"),
        # Nothing but a number.
        (cluster(number="57"), "vn:?:nghi-quyet:57@?~s1"),
        # A district whose name is not stated is not guessed from the paper.
        (cluster("directive", number="27", body="huyen-uy"), "vn:?.?.huyen-uy:chi-thi:27@?~s1"),
        # Congresses: the whole Party's, a province's by its number and by its term.
        (cluster(session="dai-hoi:13"), "vn:tw:nghi-quyet:dai-hoi@xiii"),
        (
            cluster(session="dai-hoi:?", term="2020-2025", place="tuyen-quang"),
            "vn:tuyen-quang.dang-bo:nghi-quyet:dai-hoi@2020-2025",
        ),
        (
            cluster(session="dai-hoi:1", body="tinh-uy", place="tuyen-quang"),
            "vn:tuyen-quang.dang-bo:nghi-quyet:dai-hoi@2025-2030",
        ),
        (cluster(session="hoi-nghi:7:11"), "vn:tw:nghi-quyet:hoi-nghi-7@xi"),
        # Models: name and place; a district is enough, a province is not, and neither is the newspaper's.
        (
            cluster("model", names="vi Ngân hàng bò; es Banco", place="quang-nam.thang-binh"),
            "vn:mo-hinh:quang-nam.thang-binh:ngan-hang-bo",
        ),
        (
            cluster("model", names="vi Ngân hàng bò", place="?.?.binh-an"),
            "vn:mo-hinh:quang-nam.?.binh-an:ngan-hang-bo",
        ),
        (
            cluster("model", names="vi Ngân hàng bò", place="thang-binh"),
            "vn:mo-hinh:quang-nam.thang-binh:ngan-hang-bo",
        ),
        (cluster("model", names="vi Ngân hàng bò"), "vn:mo-hinh:quang-nam.?:ngan-hang-bo~s1"),
        (cluster("model", names="vi Ngân hàng bò", place="hue"), "vn:mo-hinh:hue.?:ngan-hang-bo~s1"),
        # A movement is one in the country.
        (cluster("movement", names="vi Ngày thứ bảy xanh"), "vn:phong-trao:ngay-thu-bay-xanh"),
        # No Vietnamese name, nothing learned.
        (cluster("model", names="es Banco de Vacas", ordinal=3), "vn:mo-hinh:~s1.3"),
        (cluster("movement", names="es Iluminando el campo", ordinal=3), "vn:phong-trao:~s1.3"),
    ],
)
def test_what_a_story_tells_alone(one: Cluster, entity: str) -> None:
    assert entity_of(one) == entity


def test_a_model_belongs_to_its_family_wherever_it_stands() -> None:
    placed = cluster("model", names="vi Ngân hàng bò", place="quang-nam.hiep-duc")
    unplaced = cluster("model", 2, names="vi Ngân hàng bò", province=None)
    resolved = resolve([placed, unplaced], knowing())
    assert {one.id: (one.kind, one.family, one.open) for one in resolved.entities} == {
        "vn:ho-mo-hinh:ngan-hang-bo": ("family", None, False),
        "vn:mo-hinh:quang-nam.hiep-duc:ngan-hang-bo": ("model", "vn:ho-mo-hinh:ngan-hang-bo", False),
        "vn:mo-hinh:?:ngan-hang-bo~s1": ("model", "vn:ho-mo-hinh:ngan-hang-bo", True),
    }


def test_one_commune_of_a_province_is_one_with_or_without_its_district() -> None:
    whole = Entity(
        "vn:mo-hinh:quang-nam.thang-binh.binh-an:ngan-hang-bo", "model", "", place="quang-nam.thang-binh.binh-an"
    )
    other = Entity("vn:mo-hinh:quang-nam.que-son.binh-an:ngan-hang-bo", "model", "", place="quang-nam.que-son.binh-an")
    one = cluster("model", names="vi Ngân hàng bò", place="quang-nam.?.binh-an")
    assert entity_of(one, knowing(models=[whole])) == whole.id
    # Two districts have a commune of this name.
    assert entity_of(one, knowing(models=[whole, other])) == "vn:mo-hinh:quang-nam.?.binh-an:ngan-hang-bo"
    assert (
        entity_of(one._replace(place="hue.?.binh-an"), knowing(models=[whole]))
        == "vn:mo-hinh:hue.?.binh-an:ngan-hang-bo"
    )


def test_two_stubs_of_one_story_are_two() -> None:
    resolved = resolve([cluster(number="57"), cluster(number="57", ordinal=2)], knowing())
    assert list(resolved.became.values()) == ["vn:?:nghi-quyet:57@?~s1", "vn:?:nghi-quyet:57@?~s1.2"]


QUANG_NAM = Entity(
    "vn:quang-nam.tinh-uy:nghi-quyet:12@2020-2025", "resolution", "Nghị quyết 12-NQ/TU", number="12", code="12-NQ/TU",
    issuer="quang-nam.tinh-uy", body="tinh-uy", period="2020-2025", date="2023-10-06",
)  # fmt: skip
DA_NANG = QUANG_NAM._replace(
    id="vn:da-nang.thanh-uy:nghi-quyet:12@2020-2025", issuer="da-nang.thanh-uy", date="2023-05-18"
)


def test_one_that_other_stories_know_is_taken_where_it_stands_out() -> None:
    known = knowing(instruments=[QUANG_NAM, DA_NANG])
    assert entity_of(cluster(number="12", body="tinh-uy", place="quang-nam"), known) == QUANG_NAM.id
    assert entity_of(cluster(number="12", date="2023-05-18", province="da-nang"), known) == DA_NANG.id


def test_one_of_another_term_keeps_the_question_open_where_it_may_be_meant() -> None:
    """The centre's documents are cited for years; a province's of the last term hardly ever without their date."""
    xii = Entity(
        "vn:tw:nghi-quyet:111@xii", "resolution", "", number="111", code="111-NQ/TW", issuer="tw", period="xii"
    )
    undated = cluster(number="111", symbol="NQ/TW", body="bo-chinh-tri", day="2022-05-04")
    resolved = resolve([undated], knowing(instruments=[xii]))
    assert resolved.became == {1: "vn:tw:nghi-quyet:111@?~s1"}
    assert resolved.candidates == {"vn:tw:nghi-quyet:111@?~s1": (xii.id,)}
    # So too where the versions contradict each other, so that none is made of what they say.
    contradicted = undated._replace(conflicts=("number",))
    assert entity_of(contradicted, knowing(instruments=[xii])) == "vn:tw:nghi-quyet:111@?~s1"
    last = QUANG_NAM._replace(id="vn:quang-nam.tinh-uy:nghi-quyet:12@2015-2020", period="2015-2020", date=None)
    of_province = cluster(number="12", body="tinh-uy", place="quang-nam")
    assert entity_of(of_province, knowing(instruments=[last])) == "vn:quang-nam.tinh-uy:nghi-quyet:12@2020-2025"
    # One that nobody but the archive knows, named where nothing is dated, may be of any term.
    assert entity_of(of_province._replace(day=None), knowing(instruments=[last])).endswith("@?~s1")


def test_what_the_article_s_day_tells_is_told_as_a_guess_and_is_no_knowledge() -> None:
    guessed, stated = cluster(number="20", symbol="NQ/TU"), cluster(number="35", symbol="NQ/TU", date="2023-12-08")
    resolved = resolve([guessed, stated._replace(ordinal=2)], knowing())
    assert resolved.assumed == {"vn:quang-nam.tinh-uy:nghi-quyet:20@2020-2025"}
    assert resolved.steps[1][-1].key == "linking.term_in_force"
    twice = resolve([guessed, guessed._replace(ordinal=2, date="2022-03-04")], knowing())
    assert not twice.assumed, "another place of the story states it"


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (cluster(number="35", body="tinh-uy", place="quang-nam"), "35-NQ/TU"),
        (cluster("directive", number="5", body="huyen-uy", place="phuoc-son"), "05-CT/HU"),
        (cluster(number="57", body="bo-chinh-tri"), "57-NQ/TW"),
        (cluster("decree", number="56", body="chinh-phu", year=2015), "56/2015/NĐ-CP"),
        # The symbol is not one that the issuer prints.
        (cluster(number="18", symbol="NQ/TU", body="bo-chinh-tri"), "18-NQ/TW"),
        # The year is not stated; the type's word stands for several; two abbreviations are in use.
        (cluster(number="61", body="hdnd", place="quang-nam"), None),
        (cluster("project/plan", number="7", body="tinh-uy", place="quang-nam"), None),
        (cluster("regulation", number="37", body="bo-chinh-tri"), None),
    ],
)
def test_a_code_is_made_by_rule_where_no_version_prints_it(one: Cluster, code: str | None) -> None:
    resolved = resolve([one], knowing())
    assert resolved.entities[0].code == code
    assert ("linking.code_by_rule" in {step.key for step in resolved.steps[1]}) is (code is not None)
    assert code is None or code in resolved.entities[0].label


def test_two_that_fit_equally_stay_open() -> None:
    known = knowing(instruments=[QUANG_NAM, DA_NANG])
    resolved = resolve([cluster(number="12", province=None)], known)
    assert resolved.became == {1: "vn:?:nghi-quyet:12@?~s1"}
    assert resolved.candidates == {"vn:?:nghi-quyet:12@?~s1": (DA_NANG.id, QUANG_NAM.id)}


def test_the_register_tells_two_terms_apart_by_the_date() -> None:
    known = knowing(register.load())
    assert entity_of(cluster(number="18", symbol="NQ/TW", date="2017-10-25"), known) == "vn:tw:nghi-quyet:18@xii"
    assert entity_of(cluster(number="18", symbol="NQ/TW", date="2022-06-16"), known) == "vn:tw:nghi-quyet:18@xiii"


def test_a_learned_name_leads_to_a_movement_or_a_family() -> None:
    learned = {("es", "banco de vacas"): "vn:ho-mo-hinh:ngan-hang-bo", ("ms", "bank lembu"): "vn:ho-mo-hinh:bo-sua"}
    known = knowing(aliases=learned)
    placed = cluster("model", names="es Banco de Vacas", place="quang-nam.hiep-duc")
    assert entity_of(placed, known) == "vn:mo-hinh:quang-nam.hiep-duc:ngan-hang-bo"
    assert entity_of(cluster("model", names="es Banco de Vacas"), known) == "vn:mo-hinh:quang-nam.?:ngan-hang-bo~s1"
    # Names that contradict each other say nothing.
    assert entity_of(cluster("model", names="es Banco de Vacas; ms Bank Lembu"), known) == "vn:mo-hinh:~s1.1"


def decision(number: int, verb: str, **args: str) -> Decision:
    return Decision(number, verb, args, "2025-01-01T00:00:00Z")


STUB, MODEL = "vn:mo-hinh:quang-nam.?:ngan-hang-bo~s1", "vn:mo-hinh:quang-nam.thang-binh:ngan-hang-bo"


@pytest.mark.parametrize(
    ("decided", "entity", "label"),
    [
        (decision(1, "link", story="s1", entity=STUB, to=MODEL), MODEL, "Ngân hàng bò"),
        (decision(1, "merge", keep=MODEL, gone=STUB), MODEL, "Ngân hàng bò"),
        (decision(1, "unlink", story="s1", entity=STUB), "vn:mo-hinh:~s1.1", "Ngân hàng bò"),
        (decision(1, "rename", entity=STUB, label="Ngân hàng bò sinh sản"), STUB, "Ngân hàng bò sinh sản"),
    ],
)
def test_what_users_decide_stands(decided: Decision, entity: str, label: str) -> None:
    resolved = resolve([cluster("model", names="vi Ngân hàng bò")], knowing(decisions=[decided]))
    assert resolved.became == {1: entity}
    assert next(one.label for one in resolved.entities if one.id == entity) == label


def test_an_instrument_that_a_user_told_apart_keeps_its_parts() -> None:
    apart = decision(1, "split", story="s1", entity=QUANG_NAM.id)
    one = cluster(number="12", body="tinh-uy", place="quang-nam", date="2023-10-06")
    assert entity_of(one, knowing(decisions=[apart])) == QUANG_NAM.id + "~s1"


def test_mentions_say_where_what_how_and_how_surely() -> None:
    given = text(
        4,
        "es",
        "La {Resolución No. 35|resolution|number=35,date=2023-12-08,body=tinh-uy,place=quang-nam} y “{Banco|model}”.",
    )
    resolved = resolve(gather([given], register.load()), knowing(), {4: given.found})
    first, second = resolved.mentions
    assert given.given[first.start : first.end] == first.surface == "Resolución No. 35"
    assert first.entity == "vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025"
    assert (first.kind, first.number, first.date, first.issuer) == (
        "resolution",
        "35",
        "2023-12-08",
        "quang-nam.tinh-uy",
    )
    assert (first.how, first.confidence) == ("number, complete", 0.95)
    assert (second.entity, second.how, second.confidence) == ("vn:mo-hinh:~s1.2", "quoted, unnamed", 0.57)


def test_every_step_has_its_words() -> None:
    """`why` prints them all: none may be missing from the catalogue, none may lack a value."""
    clusters = [
        cluster(number="18", symbol="NQ/TW", ordinal=1),
        cluster(number="12", symbol="NQ/TU", ordinal=2),
        cluster("model", 3, names="vi Ngân hàng bò"),
        cluster("model", 4, names="vi Ngân hàng bò", place="hue.a-luoi"),
        cluster("model", 5, names="es Banco de Vacas"),
        cluster("movement", 6, names="vi Dân vận khéo", entity="vn:phong-trao:dan-van-kheo"),
    ]
    decided = [decision(1, "unlink", story="s1", entity="vn:phong-trao:dan-van-kheo")]
    for known in (knowing(register.load()), knowing(register.load(), decisions=decided, instruments=[QUANG_NAM])):
        steps = [step for held in resolve(clusters, known).steps.values() for step in held]
        assert len(steps) >= len(clusters)
        assert all(say(step.key, **step.values) for step in steps)


FIELDS = st.fixed_dictionaries(
    {"number": st.sampled_from(["7", "12"])},
    optional={
        "symbol": st.sampled_from(["NQ/TU", "NQ/TW"]),
        "place": st.sampled_from(["quang-nam", "hue"]),
        "body": st.sampled_from(["tinh-uy", "bo-chinh-tri"]),
        "date": st.sampled_from(["2023-10-06", "2018"]),
    },
)


@settings(deadline=None)  # the first one reads the data files
@given(st.lists(FIELDS, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_clusters_says_nothing(made: list[dict[str, str]], dice: random.Random) -> None:
    clusters = [cluster(ordinal=ordinal, **fields) for ordinal, fields in enumerate(made, start=1)]
    shuffled = list(clusters)
    dice.shuffle(shuffled)
    known = knowing(instruments=[QUANG_NAM, DA_NANG])
    assert resolve(shuffled, known) == resolve(clusters, known)


def test_what_the_sentence_speaks_of_tells_two_instruments_apart() -> None:
    """One symbol in two terms, no date; the article is younger than both."""
    known = register.load()
    about = (
        ("đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn", "vn:tw:nghi-quyet:18@xii"),
        ("nâng cao hiệu quả quản lý và sử dụng đất", "vn:tw:nghi-quyet:18@xiii"),
    )
    for words, entity in about:
        given = text(1, "vi", f"Theo {{Nghị quyết 18-NQ/TW|resolution|number=18,symbol=NQ/TW}} về {words}.")
        assert resolve(gather([given], known), knowing(known)).became == {1: entity}


def test_a_movement_beside_it_tells_which_document_it_carries_out() -> None:
    known = knowing(register.load())
    movement = cluster("movement", entity="vn:phong-trao:binh-dan-hoc-vu-so", day="2025-06-02", province=None)
    number = cluster(number="57", ordinal=2, day="2025-06-02", province=None)
    assert resolve([movement, number], known).became[2] == "vn:tw:nghi-quyet:57@xiii"
    assert entity_of(number, known) == "vn:?:nghi-quyet:57@?~s1"


def test_a_plenum_passes_several_resolutions_and_its_topic_says_which() -> None:
    known = register.load()
    for words, entity in (
        ("về tăng cường công tác dân vận trong tình hình mới", "vn:tw:nghi-quyet:25@xi"),
        ("được quán triệt tới mọi chi bộ", "vn:tw:nghi-quyet:hoi-nghi-7@xi"),
    ):
        marked = f"{{Nghị quyết Trung ương 7 khóa XI|resolution|session=hoi-nghi:7:11}} {words}."
        given = text(1, "vi", marked, day="2024-11-18")
        assert resolve(gather([given], known), knowing(known)).became == {1: entity}


def test_a_district_is_one_of_the_paper_s_province() -> None:
    one = cluster("directive", number="15", body="huyen-uy", place="hiep-duc", date="2024-02-05")
    assert entity_of(one) == "vn:quang-nam.hiep-duc.huyen-uy:chi-thi:15@2020-2025"


@pytest.mark.parametrize(
    ("names", "date", "day", "entity"),
    [
        ("en Land Law", "2024", "2025-03-05", "vn:quoc-hoi:luat:31@2024"),
        ("vi Luật Đất đai; es Ley de Tierras", "2013", "2015-03-05", "vn:quoc-hoi:luat:45@2013"),
        ("en Land Law", None, "2015-03-05", None),  # two of this name had been made by then
        ("en Land Law", "1999", "2025-03-05", None),
        ("en Law on Teachers", None, "2025-09-05", "vn:quoc-hoi:luat:73@2025"),
        ("en Law on Teachers", None, "2031-09-05", "vn:quoc-hoi:luat:73@2025"),  # a law is in force for decades
        ("en Law on Teachers", None, "2024-09-05", None),  # before it was made
        ("en Law on Teachers", None, None, None),  # laws are made anew under their old names, and no day tells
    ],
)
def test_a_law_by_its_name(names: str, date: str | None, day: str | None, entity: str | None) -> None:
    found = resolve([cluster("law", names=names, date=date, day=day)], knowing(register.load())).entities[0]
    assert found.open if entity is None else found.id == entity


def test_a_learned_name_of_a_law_stands_for_all_laws_of_that_name() -> None:
    """What two stories of the law of 2024 tell of its Spanish name counts for that of 2013 as well."""
    aliases = {("es", "ley de tierras"): "vn:quoc-hoi:luat:31@2024"}
    knowledge = knowing(register.load(), aliases=aliases)
    for year in (2024, 2013):
        of_year = cluster("law", names="es Ley de Tierras", date=str(year), day="2026-01-05")
        assert entity_of(of_year, knowledge).endswith(f"@{year}")
    assert "~" in entity_of(cluster("law", names="es Ley de Tierras", day="2026-01-05"), knowledge)
