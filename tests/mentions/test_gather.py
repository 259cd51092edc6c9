"""The versions of a story name the same things in different words: what becomes one cluster, and what must not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mentions.marked import NOTHING, said, text
from tracuu.entities import Text
from tracuu.mentions import register
from tracuu.mentions.gather import gather

VI = text(
    1,
    "vi",
    """Năm 2021, xã Bình An lập mô hình “{Ngân hàng bò|model}” với 12 con bò giống của hội phụ nữ.
Chi hội thôn 4 có thêm mô hình “{5+1|model}”: năm hộ khá kèm một hộ nghèo, 19 hộ đã tham gia từ đầu năm 2023.
Đó là cách làm theo {Nghị quyết số 12-NQ/TU|resolution|number=12,symbol=NQ/TU,date=2023-10-06} của Tỉnh ủy.
Nhờ “{Ngân hàng bò|model}”, 48 hộ của xã đã thoát nghèo sau ba năm chăn nuôi chung.""",
    original=True,
)
ES = text(
    2,
    "es",
    """En 2021, la comuna de Binh An creó el modelo "{Banco de Vacas|model}" con 12 vacas de la asociación de mujeres.
La aldea 4 tiene además el modelo "{5 más 1|model}": cinco hogares acompañan a uno pobre, 19 hogares desde 2023.
Así se cumple la {Resolución No. 12|resolution|number=12} del Comité Provincial del Partido.
Gracias al "{Banco de Ganado|model}", 48 hogares de la comuna salieron de la pobreza en tres años.""",
)
FA = text(
    3,
    "fa",
    """در سال ۲۰۲۱، کمون بین آن مدل «{بانک گاو|model}» را با ۱۲ گاو انجمن زنان ایجاد کرد.
روستای ۴ همچنین مدل «{۵ به علاوه ۱|model}» را دارد: پنج خانوار به یک خانوار فقیر کمک میکنند، ۱۹ خانوار از سال ۲۰۲۳.
این اجرای {قطعنامه شماره ۱۲|resolution|number=12,date=2023-10-06} کمیته حزبی استان است.
به لطف «{بانک گاو|model}»، ۴۸ خانوار کمون طی سه سال از فقر خارج شدند.""",
)


def test_names_find_each_other_through_the_alignment() -> None:
    """Two Spanish wordings of one model, none of which the other languages share a letter with."""
    assert said(gather([VI, ES, FA], NOTHING), VI, ES, FA) == [
        {"vi Ngân hàng bò", "es Banco de Vacas", "es Banco de Ganado", "fa بانک گاو"},
        {"vi 5+1", "es 5 más 1", "fa ۵ به علاوه ۱"},
        {"vi Nghị quyết số 12-NQ/TU", "es Resolución No. 12", "fa قطعنامه شماره ۱۲"},
    ]


def test_they_do_without_the_original() -> None:
    assert said(gather([FA, ES], NOTHING), ES, FA)[0] == {"es Banco de Vacas", "es Banco de Ganado", "fa بانک گاو"}


def test_what_one_version_lost_another_restores() -> None:
    resolution = gather([ES, FA, VI], NOTHING)[2]
    assert (resolution.number, resolution.symbol, resolution.date) == ("12", "NQ/TU", "2023-10-06")
    restored = {
        step.values["field"]: step.values["lang"] for step in resolution.steps if step.key == "linking.restored"
    }
    assert restored == {"symbol": "vi", "date": "vi"}


def test_the_original_s_names_come_first() -> None:
    assert gather([FA, ES, VI], NOTHING)[0].labels[0] == ("vi", "Ngân hàng bò")


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_versions_says_nothing(seed: int) -> None:
    texts = [VI, ES, FA]
    random.Random(seed).shuffle(texts)
    assert gather(texts, NOTHING) == gather([VI, ES, FA], NOTHING)


def places(texts: list[Text]) -> list[tuple[int, int]]:
    return [(one.number, place) for one in texts for place in range(len(one.found))]


LINES = st.sampled_from(
    [
        "Mô hình “{Ngân hàng bò|model}” và “{3 sạch|model}”.",
        "El modelo “{3 limpios|model}” de 2024.",
        "{Resolution 18|resolution|number=18} and {18-NQ/TW|resolution|number=18,symbol=NQ/TW}.",
        "{18-NQ/TU|resolution|number=18,symbol=NQ/TU}",
        "“{Bank|model|place=quang-nam.tam-ky}” “{Bank|model|place=quang-nam.hoi-an}”",
        "Không có gì.",
        "{Luật Đất đai|law|name=1}",
    ]
)


@given(st.lists(st.lists(LINES, max_size=5), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_every_place_is_in_one_cluster_in_whatever_order(versions: list[list[str]], dice: random.Random) -> None:
    langs = ("vi", "es", "es", "ja")
    texts = [
        text(number, lang, "\n".join(lines)) for number, (lang, lines) in enumerate(zip(langs, versions, strict=False))
    ]
    clusters = gather(texts, NOTHING)
    assert sorted(member for cluster in clusters for member in cluster.members) == places(texts)
    assert [cluster.ordinal for cluster in clusters] == list(range(1, len(clusters) + 1))
    shuffled = list(texts)
    dice.shuffle(shuffled)
    assert gather(shuffled, NOTHING) == clusters


def one_line(*marked: str) -> list[Text]:
    """Make a story of one-line versions: the first Vietnamese, the second Spanish."""
    return [text(n, lang, line) for n, (lang, line) in enumerate(zip(("vi", "es"), marked, strict=False))]


SON_LA = "{NQ 06 Sơn La|resolution|number=06,body=tinh-uy,place=son-la}"
LAO_CAI = "{NQ 06 Lào Cai|resolution|number=06,body=tinh-uy,place=lao-cai}"
CT = "{Chỉ thị 06-CT/TU|directive|number=06,symbol=CT/TU,body=tinh-uy}"
NQ = "{Nghị quyết 06-NQ/TU|resolution|number=06,symbol=NQ/TU,body=tinh-uy}"
ORDER = "{la orden 06|directive/decision|number=06,body=tinh-uy}"
ACCORD = "{el acuerdo 06|resolution/decision|number=06,body=tinh-uy}"
TW, TU = "{18-NQ/TW|resolution|number=18,symbol=NQ/TW}", "{18-NQ/TU|resolution|number=18,symbol=NQ/TU}"


@pytest.mark.parametrize(
    ("story", "clusters"),
    [
        # Two names side by side are two things, and keep their order in a list.
        (
            ("Mô hình “{Tiếng kẻng|model}”, “{Nhà sạch|model}”.", "Modelos “{El gong|model}”, “{Casa limpia|model}”."),
            [{"vi Tiếng kẻng", "es El gong"}, {"vi Nhà sạch", "es Casa limpia"}],
        ),
        # One of two names was lost: nothing says which, so neither is guessed …
        (
            ("Mô hình “{Tiếng kẻng|model}”, “{Nhà sạch|model}”.", "El modelo “{Casa limpia|model}” y otros."),
            [{"vi Tiếng kẻng"}, {"vi Nhà sạch"}, {"es Casa limpia"}],
        ),
        # … unless a number inside it does.
        (
            ("Các mô hình “{3 không|model}”, “{5 có|model}”.", "El modelo “{5 síes|model}” y otros."),
            [{"vi 3 không"}, {"vi 5 có", "es 5 síes"}],
        ),
        # Different numbers are never one, however well they stand.
        (("Mô hình “{3 không|model}”.", "El modelo “{5 síes|model}”."), [{"vi 3 không"}, {"es 5 síes"}]),
        # Number words count as numbers.
        (
            ("Mô hình “{3 không|model}”, “{5 có|model}”.", "“{cinco síes|model}” y otro: “{tres noes|model}”."),
            [{"vi 3 không", "es tres noes"}, {"vi 5 có", "es cinco síes"}],
        ),
        # One name in two places: two models.
        (
            ("Mô hình “{Nhà sạch|model|place=hue.a-luoi}”, “{Nhà sạch|model|place=hue.phu-loc}”.",),
            [{"vi Nhà sạch"}, {"vi Nhà sạch"}],
        ),
        # … even where a translation has one name and no place for both.
        (
            (
                "Xã có “{Nhà sạch|model|place=hue.a-luoi}”.\nHuyện có “{Nhà sạch|model|place=hue.phu-loc}”.",
                "La comuna tiene “{Casa limpia|model}”.\nEl distrito tiene “{Casa limpia|model}”.",
            ),
            [{"vi Nhà sạch", "es Casa limpia"}, {"vi Nhà sạch", "es Casa limpia"}],
        ),
        # A movement is one wherever it is carried out, also where it is called a model.
        (
            ("“{Dân vận|movement}”. “{Dân vận|model|place=hue.a-luoi}”. “{Dân vận|model|place=hue.phu-loc}”.",),
            [{"vi Dân vận"}],
        ),
        # Two names with one number side by side: the number does not tell them apart, their order does.
        (
            ("Mô hình “{3 không|model}”, “{3 sạch|model}”.", "Los modelos “{3 noes|model}”, “{3 limpios|model}”."),
            [{"vi 3 không", "es 3 noes"}, {"vi 3 sạch", "es 3 limpios"}],
        ),
        # An ending does not make another name, another word does.
        (
            ("", "“{Movilización hábil|model}”, “{movilizaciones hábiles|model}”, “{Movilización útil|model}”"),
            [{"es Movilización hábil", "es movilizaciones hábiles"}, {"es Movilización útil"}],
        ),
        # Instruments of one number and two issuers stand apart in a version; the alignment finds their partners.
        (
            (f"Theo {TW}, tỉnh ra {TU}.", f"Según {TW}, sale {TU}."),
            [{"vi 18-NQ/TW", "es 18-NQ/TW"}, {"vi 18-NQ/TU", "es 18-NQ/TU"}],
        ),
        # … also where a translation has lost what tells them apart: there they are parted by where they stand.
        (
            (
                f"Theo {SON_LA}.\nSau đó có {LAO_CAI} của tỉnh bạn.",
                "Según {la 06|resolution|number=06}.\nDespués llegó {la 6|resolution|number=06} de la otra provincia.",
            ),
            [{"vi NQ 06 Sơn La", "es la 06"}, {"vi NQ 06 Lào Cai", "es la 6"}],
        ),
        # What a version tells apart never meets through what another one says of neither.
        (
            (
                f"Theo {SON_LA}, rồi {LAO_CAI}.",
                "Según {la 06|resolution|number=06}.",
            ),
            [{"vi NQ 06 Sơn La"}, {"vi NQ 06 Lào Cai"}, {"es la 06"}],
        ),
        # A translation words a name anew; two figures inside it tell that it is one.
        (
            ("Có “{5 biết, 3 cùng|model}”.", "Hay “{5 saber, 3 juntos|model}”.\nCon “{5 conocer, 3 juntos|model}” va."),
            [{"vi 5 biết, 3 cùng", "es 5 saber, 3 juntos", "es 5 conocer, 3 juntos"}],
        ),
        # … but not where both stand side by side, nor with one figure, nor where nothing else is alike.
        (
            ("", "Hay “{5 saber, 3 juntos|model}” y “{5 conocer, 3 juntos|model}”."),
            [{"es 5 saber, 3 juntos"}, {"es 5 conocer, 3 juntos"}],
        ),
        (("", "Hay “{3 limpios|model}”.\nHay “{3 lindos|model}”."), [{"es 3 limpios"}, {"es 3 lindos"}]),
        (("", "Hay “{Grupo 5 en 1|model}”.\nUn “{5 por 1|model}”."), [{"es Grupo 5 en 1"}, {"es 5 por 1"}]),
        # A Vietnamese name is cut at its head or tail, not to two syllables, and no figure falls away.
        (
            ("“{Chung tay xóa nhà tạm|movement}” bắt đầu.\nTừ “{Xóa nhà tạm|movement}” đến nay.",),
            [{"vi Chung tay xóa nhà tạm", "vi Xóa nhà tạm"}],
        ),
        (
            ("“{Tổ tự quản|model}” bắt đầu.\nTừ “{Tổ tự quản 5 trong 1|model}” đến nay.",),
            [{"vi Tổ tự quản"}, {"vi Tổ tự quản 5 trong 1"}],
        ),
        (("“{Nhà sạch|model}” có.\nTừ “{Nhà sạch vườn đẹp|model}”.",), [{"vi Nhà sạch"}, {"vi Nhà sạch vườn đẹp"}]),
        # A type word that a translation turned into another, in the same place with the same number.
        (
            ("Tỉnh thực hiện {Chỉ thị 08|directive|number=08}.", "Cumple la {instrucción 8|guidance|number=8}."),
            [{"vi Chỉ thị 08", "es instrucción 8"}],
        ),
        # A word for directive or decision, and one for resolution or decision: two documents of one number.
        (
            (f"Xem {CT}.\nXem {NQ}.", f"Ver {ORDER}.\nVer {ACCORD}."),
            [
                {"vi Chỉ thị 06-CT/TU", "es la orden 06"},
                {"vi Nghị quyết 06-NQ/TU", "es el acuerdo 06"},
            ],
        ),
        # Symbols of two types are of two documents, however alike all else is.
        (
            (
                "Tỉnh có {Chỉ thị 08-CT/TU|directive|number=08,symbol=CT/TU,body=tinh-uy}.",
                "Existe la {Resolución 08-NQ/TU|resolution|number=08,symbol=NQ/TU,body=tinh-uy}.",
            ),
            [{"vi Chỉ thị 08-CT/TU"}, {"es Resolución 08-NQ/TU"}],
        ),
        # The short form follows.
        ((f"{TU}. Theo {TW}, {{Nghị quyết 18|resolution|number=18,follows=0}}.",), [
            {"vi 18-NQ/TU", "vi Nghị quyết 18"}, {"vi 18-NQ/TW"},
        ]),
        # Of congresses and plenums.
        (
            (
                "{Nghị quyết Đại hội XIII|resolution|session=dai-hoi:13}",
                "{Resolución del 13º Congreso|resolution|session=dai-hoi:13}",
            ),
            [{"vi Nghị quyết Đại hội XIII", "es Resolución del 13º Congreso"}],
        ),
    ],
)  # fmt: skip
def test_what_is_one_and_what_is_not(story: tuple[str, ...], clusters: list[set[str]]) -> None:
    texts = one_line(*story)
    assert said(gather(texts, NOTHING), *texts) == clusters


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        # A commune here and its district there are one place, whose path says both.
        ("hue.a-luoi", "hue.?.hong-ha", "hue.a-luoi.hong-ha"),
        ("?.?.hong-ha", "a-luoi", "a-luoi.hong-ha"),
        ("hue", "?.?.hong-ha", "hue.?.hong-ha"),
        ("a-luoi.hong-ha", "hue.a-luoi", "hue.a-luoi.hong-ha"),
        # Two of one level are two places, and two models.
        ("hue.?.hong-ha", "hue.?.hong-thai", None),
        ("hue.a-luoi", "hue.phu-loc", None),
        ("hue.a-luoi.hong-ha", "quang-nam.?.hong-ha", None),
    ],
)
def test_a_name_is_one_model_unless_two_places_of_one_level_are_stated(first: str, second: str, place: str) -> None:
    line = f"Ở “{{Nhà sạch|model|place={first}}}”, ở “{{Nhà sạch|model|place={second}}}”."
    clusters = gather(one_line(line), NOTHING)
    assert [cluster.place for cluster in clusters] == ([place] if place else [first, second])
    across = one_line(f"Ở “{{Nhà sạch|model|place={first}}}”.", f"En “{{Nhà sạch|model|place={second}}}”.")
    (*_, cluster) = gather(across, NOTHING)
    assert place in {cluster.place, None}


def test_a_slip_in_one_of_many_places_is_no_conflict() -> None:
    said_often = " ".join(["“{Nhà sạch|model|place=hue.a-luoi}”."] * 4)
    other = "“{Casa limpia|model|place=hue.tai}”."
    (cluster,) = gather(one_line(f"Mô hình {said_often}", f"El modelo {other}"), NOTHING)
    assert (cluster.place, cluster.conflicts) == ("hue.a-luoi", ())
    assert [step.values["other"] for step in cluster.steps if step.key == "linking.conflict"] == ["hue.tai"]


def test_two_names_of_the_original_never_meet_in_one_of_a_translation() -> None:
    """The Vietnamese words a name in one way; here the Spanish took one name for both, or a name was missed in each."""
    texts = one_line(
        "Xã có mô hình “{Tiếng kẻng|model}”.\nHuyện có mô hình “{Nhà sạch|model}” rất hay.",
        "La comuna tiene “{El gong|model}”.\nEl distrito tiene el modelo “{El gong|model}”.",
    )
    assert all(not {"vi Tiếng kẻng", "vi Nhà sạch"} <= cluster for cluster in said(gather(texts, NOTHING), *texts))


def test_the_issuer_beats_the_symbol_and_the_conflict_is_kept() -> None:
    (cluster,) = gather(
        one_line(
            "Tỉnh thực hiện {Nghị quyết số 18-NQ/TW|resolution|number=18,symbol=NQ/TW,body=ban-chap-hanh-tw}.",
            "Se cumple la {Resolución No. 18-NQ/TU|resolution|number=18,symbol=NQ/TU,body=ban-chap-hanh-tw}.",
        ),
        NOTHING,
    )
    assert (cluster.symbol, cluster.body, cluster.conflicts) == ("NQ/TW", "ban-chap-hanh-tw", ("symbol",))


def test_a_name_that_the_register_knows_anchors_those_beside_it() -> None:
    """Two names each, far apart in the sentence: what the register knows of one of them tells which the other is."""
    known = register.load()
    story = one_line(
        "“{Dân vận khéo|movement}” được phát động từ đầu năm, nhờ đó mô hình “{Nhà sạch|model}” ra đời.",
        "Surgió el modelo “{Casa limpia|model}” porque “{Movilización de masas hábil|movement}” llegó a cada casa.",
    )
    assert said(gather(story, known), *story) == [
        {"vi Dân vận khéo", "es Movilización de masas hábil"},
        {"vi Nhà sạch", "es Casa limpia"},
    ]
    assert gather(story, known)[0].entity == "vn:phong-trao:dan-van-kheo"


def test_many_names_in_one_paragraph_take_no_square_of_time() -> None:
    """Far more names than any article has are still put together, each in one cluster."""
    line = " ".join(f"“{{Mô hình số {n}|model}}”" for n in range(600))
    texts = [text(0, "vi", line), text(1, "es", line.replace("Mô hình", "Modelo"))]
    assert sum(len(cluster.members) for cluster in gather(texts, NOTHING)) == 1200
