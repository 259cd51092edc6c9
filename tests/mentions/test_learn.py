"""Which names are learned from what stories tie together, and which never are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mentions.marked import NOTHING
from tracuu.entities import Cluster, Decision
from tracuu.mentions import register
from tracuu.mentions.learn import independent, is_generic, learn, story_of

FAMILY = "vn:ho-mo-hinh:tieng-keng-an-ninh"
GONG = ("es", "gong de seguridad")


def cluster(story: str, *names: str, kind: str = "model", day: str | None = "2024-11-18", **more: str) -> Cluster:
    """Make a cluster from names written `es Gong de Seguridad`."""
    labels = tuple((lang, name) for lang, _, name in (one.partition(" ") for one in names))
    folded = tuple(sorted({(lang, name_of(name)) for lang, name in labels}))
    fields: dict[str, str | int] = {"province": "quang-nam", "ordinal": 1, **more}
    return Cluster(story=story, kinds=(kind,), members=(), names=folded, labels=labels, day=day, **fields)  # type: ignore[arg-type]


def name_of(name: str) -> str:
    from tracuu.mentions.concepts import name_key

    return name_key(name)


def numbered(story: str, number: str, day: str = "2024-11-18") -> Cluster:
    """Make an instrument beside the names of a story: by its number texts are told from copies."""
    return Cluster(story, 2, ("resolution",), (), number=number, day=day, province="quang-nam")


def states(clusters: list[Cluster], *decisions: Decision) -> dict[tuple[str, str], str]:
    learned = learn(clusters, NOTHING, decisions)
    return {(one.lang, one.name): one.state for one in learned.aliases if one.lang != "vi"}


ONE = [cluster("a", "vi Tiếng kẻng an ninh", "es Gong de Seguridad"), numbered("a", "12")]
TWO = [cluster("b", "vi Tiếng kẻng an ninh", "es Gong de seguridad"), numbered("b", "35")]


def test_two_stories_promote_a_name() -> None:
    assert states(ONE) == {GONG: "weak"}
    assert states([*ONE, *TWO]) == {GONG: "promoted"}
    assert learn([*ONE, *TWO], NOTHING).promoted[GONG] == FAMILY


def test_copies_of_one_press_release_count_once() -> None:
    copies = [cluster("b", "vi Tiếng kẻng an ninh", "es Gong de seguridad", day="2024-11-20"), numbered("b", "12")]
    assert states([*ONE, *copies]) == {GONG: "weak"}


@pytest.mark.parametrize(
    ("stories", "count"),
    [
        # (day, province, numbers, names)
        ([("2024-11-18", "hue", "12", "x"), ("2024-11-20", "da-nang", "12", "x")], 1),  # one text on two sites
        ([("2024-11-18", "hue", "12", "x"), ("2024-11-22", "hue", "12", "x")], 2),  # four days later
        ([("2024-11-18", "hue", "12", "x"), ("2024-11-18", "hue", "35", "x")], 2),  # another number
        ([("2024-11-18", "hue", "", "x"), ("2024-11-18", "da-nang", "", "x")], 2),  # no number, two provinces
        ([("2024-11-18", "hue", "", "x"), ("2024-11-18", "hue", "", "x")], 1),
        ([("2024-11-18", "hue", "", "x"), ("2024-11-18", "hue", "", "x y")], 2),  # names another thing too
        ([(None, "hue", "12", "x"), ("2024-11-18", "hue", "12", "x")], 1),  # undated: nothing tells them apart
        # Every day for a week: two groups, not one and not seven.
        ([(f"2024-11-{day}", "hue", "12", "x") for day in range(10, 17)], 2),
    ],
)
def test_which_stories_are_independent(stories: list[tuple[str | None, str, str, str]], count: int) -> None:
    assert independent([story_of(day, place, n.split(), x.split()) for day, place, n, x in stories]) == count


def test_a_learned_name_teaches_others() -> None:
    """Two stories without a Vietnamese version tie a Malay name to the Spanish one that is known by now."""
    without = [
        cluster("c", "es Gong de Seguridad", "ms Gong Keselamatan"),
        numbered("c", "7"),
        cluster("d", "es Gong de Seguridad", "ms Gong Keselamatan"),
        numbered("d", "8"),
    ]
    assert states([*ONE, *TWO, *without])["ms", "gong keselamatan"] == "promoted"
    assert states([*ONE, *without])["es", "gong de seguridad"] == "weak"


def test_no_name_is_evidence_of_itself() -> None:
    """Stories that hold nothing but the learned name do not make it surer."""
    alone = [cluster(story, "es Gong de Seguridad", day=f"2023-0{story}-01") for story in "123"]
    counts = {(one.lang, one.name): one.stories for one in learn([*ONE, *TWO, *alone], NOTHING).aliases}
    assert counts[GONG] == 2


def test_a_name_of_two_things_is_none_of_them_s() -> None:
    other = [cluster("c", "vi Chuông an toàn", "es Gong de Seguridad"), numbered("c", "7")]
    assert states([*ONE, *TWO, *other]) == {GONG: "contested"}
    assert GONG not in learn([*ONE, *TWO, *other], NOTHING).promoted


def test_one_stray_story_among_very_many_contests_nothing() -> None:
    many = [
        cluster(f"m{n}", "vi Tiếng kẻng an ninh", "es Gong de Seguridad", day=f"20{10 + n}-01-01") for n in range(20)
    ]
    stray = [cluster("c", "vi Chuông an toàn", "es Gong de Seguridad")]
    assert learn([*many, *stray], NOTHING).promoted[GONG] == FAMILY
    assert GONG not in learn([*many[:19], *stray], NOTHING).promoted


@pytest.mark.parametrize(
    ("lang", "name", "generic"),
    [
        ("es", "banco", True),
        ("es", "3 no", True),
        ("nb", "kubank", True),
        ("es", "banco de vacas", False),
        ("ja", "牛銀行", True),
        ("ja", "治安の鐘", False),
        ("en", "5 in 1", True),
    ],
)
def test_short_names_wait_for_a_user(lang: str, name: str, *, generic: bool) -> None:
    assert is_generic(lang, name) is generic


def decision(number: int, verb: str, **args: str) -> Decision:
    return Decision(number, verb, args, "2025-01-01T00:00:00Z")


def test_users_confirm_and_ban() -> None:
    confirm = decision(1, "alias-add", entity=FAMILY, lang="es", name="gong", surface="Gong")
    assert states([], confirm) == {("es", "gong"): "confirmed"}
    ban = decision(2, "alias-ban", entity=FAMILY, lang="es", name=GONG[1], surface="Gong de Seguridad")
    assert states([*ONE, *TWO], ban) == {GONG: "banned"}
    assert GONG not in learn([*ONE, *TWO], NOTHING, [ban]).promoted


def test_a_story_of_which_a_user_said_that_it_is_not_this_teaches_nothing() -> None:
    split = decision(1, "split", entity=FAMILY, story="b")
    assert states([*ONE, *TWO], split) == {GONG: "weak"}


def test_the_register_anchors_where_no_vietnamese_is_held() -> None:
    movement = "vn:phong-trao:dan-van-kheo"
    known = [
        cluster(
            story, "en Skilled mass mobilisation", "es Movilización que sabe", kind="movement", entity=movement, day=day
        )
        for story, day in (("a", "2023-01-01"), ("b", "2024-01-01"))
    ]
    assert learn(known, register.load()).promoted["es", "movilizacion que sabe"] == movement


NAMES = st.sampled_from(
    ["vi Nhà sạch", "vi Ngõ đẹp", "es Casa muy limpia", "es Calle muy bella", "ms Rumah yang bersih"]
)
STORIES = st.lists(st.lists(NAMES, min_size=1, max_size=3, unique=True), max_size=12)


@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_stories_says_nothing(stories: list[list[str]], dice: random.Random) -> None:
    clusters = [cluster(f"s{n}", *names, day=f"20{10 + n}-05-05") for n, names in enumerate(stories)]
    shuffled = list(clusters)
    dice.shuffle(shuffled)
    assert learn(shuffled, NOTHING) == learn(clusters, NOTHING)


def test_names_of_laws_are_learned_for_the_name_that_several_may_bear() -> None:
    """Stories of two land laws agree on what the name is in another language."""
    known = register.load()
    old = [cluster("a", "vi Luật Đất đai", "es Ley de Tierras", kind="law", date="2013"), numbered("a", "12")]
    new = [cluster("b", "vi Luật Đất đai", "es Ley de Tierras", kind="law", date="2024"), numbered("b", "35")]
    (name,) = {learn([*old, *new], known).promoted.get(("es", "ley de tierras"))}
    assert name in {law.id for law in known.named("vi", "Luật Đất đai")}
    unknown = [one._replace(labels=(), names=(("es", "ley de tierras"),)) for one in (*old[:1], *new[:1])]
    assert not learn(unknown, known).promoted
