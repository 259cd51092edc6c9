"""The score of a candidate: what speaks for an instrument, what against, and when the question stays open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.entities import Cluster, Entity
from tracuu.mentions import register
from tracuu.mentions.candidates import FITS, REFUSED, Context, best, ranked, score
from tracuu.messages import say

KNOWN = register.load()
CONTEXT = Context(KNOWN.facts)
HERE = {"day": "2023-06-01", "province": "ha-tinh"}


def cluster(**stated: Any) -> Cluster:
    return Cluster(story="s1", ordinal=0, members=((1, 0),), **{"kinds": ("resolution",), **HERE, **stated})


def provincial(province: str, date: str, period: str = "2020-2025") -> Entity:
    return Entity(
        id=f"vn:{province}.tinh-uy:nghi-quyet:18@{period}",
        kind="resolution",
        label="Nghị quyết 18-NQ/TU",
        number="18",
        code="18-NQ/TU",
        issuer=f"{province}.tinh-uy",
        body="tinh-uy",
        period=period,
        date=date,
    )


HOME, OTHER = provincial("ha-tinh", "2022-05-05"), provincial("son-la", "2022-07-07")
LAND, APPARATUS = (KNOWN.entities[f"vn:tw:nghi-quyet:18@{term}"] for term in ("xiii", "xii"))
ALL = (HOME, OTHER, LAND, APPARATUS)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        # A symbol and a date, or a part of one, leave no doubt.
        ({"number": "18", "symbol": "NQ/TW", "date": "2022-06-16"}, LAND),
        ({"number": "18", "symbol": "NQ/TW", "date": "2017"}, APPARATUS),
        ({"number": "18", "date": "2022-05-04"}, HOME),  # a day off
        ({"number": "18", "symbol": "NQ/TW", "date": "2022-06-17"}, LAND),
        # An issuer, with its province.
        ({"number": "18", "body": "tinh-uy", "place": "son-la"}, OTHER),
        ({"number": "18", "body": "ban-thuong-vu-tinh-uy", "place": "ha-tinh"}, HOME),
        # The issuer outdoes the symbol: translations change TU and TW for each other.
        ({"number": "18", "symbol": "NQ/TW", "body": "tinh-uy", "place": "ha-tinh"}, HOME),
        # A term, and a session.
        ({"number": "18", "symbol": "NQ/TW", "term": "xii"}, APPARATUS),
        # The paper's own province, when the symbol says that it is a province's.
        ({"number": "18", "symbol": "NQ/TU"}, HOME),
    ],
)
def test_the_one_that_fits(stated: dict[str, Any], meant: Entity) -> None:
    """Whatever the order of the candidates, the same one is taken."""
    for candidates in (ALL, ALL[::-1]):
        found, left, steps = best(cluster(**stated), candidates, CONTEXT)
        assert found == meant, [(entity.id, points) for points, entity in ranked(cluster(**stated), ALL, CONTEXT)]
        assert left == ()
        assert sum(step.weight for step in steps) >= FITS


@pytest.mark.parametrize(
    "stated",
    [
        {"number": "18"},  # a number alone is of anybody
        {"number": "18", "symbol": "NQ/TU", "province": None},  # some province's
        {"number": "18", "body": "tinh-uy", "province": None},
        {"number": "18", "symbol": "NQ/TW"},  # of this term and of the last, and both are cited now
        {"number": "18", "date": "2022"},  # three are of that year
    ],
)
def test_the_question_stays_open(stated: dict[str, Any]) -> None:
    """Two that fit equally are left for a person to decide."""
    found, left, _ = best(cluster(**stated), ALL, CONTEXT)
    assert found is None
    assert left


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"number": "19", "symbol": "NQ/TW"}, "register.other_number"),
        ({"number": "18", "symbol": "NQ/TW", "day": "2022-01-01"}, "register.too_young"),
        ({"session": "hoi-nghi:7:11"}, "register.other_session"),
    ],
)
def test_what_cannot_be(stated: dict[str, Any], reason: str) -> None:
    """Another number, another plenum, or a document that is younger than the article."""
    points, steps = score(cluster(**stated), LAND, CONTEXT)
    assert points == REFUSED
    assert [step.key for step in steps] == [reason]


def test_what_is_written_around_tells_two_instruments_of_one_number_apart() -> None:
    """Both resolutions 18 of the centre are cited in 2023: one when it is about land, one about the apparatus."""
    stated = cluster(number="18", symbol="NQ/TW")
    for topic, meant in (("land", LAND), ("apparatus", APPARATUS)):
        assert best(stated, ALL, CONTEXT._replace(topics=frozenset({topic})))[0] == meant


def test_a_number_of_the_last_term_is_likelier_of_this_one() -> None:
    """Numbers begin anew with every term; that nobody told us of this term's 18 is no reason to take the old one."""
    before = provincial("ha-tinh", "2018-03-03", "2015-2020")
    stated = cluster(number="18", symbol="NQ/TU", body="tinh-uy", place="ha-tinh")
    assert best(stated, [before], CONTEXT)[0] is None
    assert best(stated._replace(date="2018"), [before], CONTEXT)[0] == before
    assert best(stated, [before, HOME], CONTEXT)[0] == HOME


def test_what_everybody_calls_by_its_number() -> None:
    """The name "Đề án 06" needs no issuer and no date, unless the text states another one's."""
    stated = cluster(kinds=("project",), number="06")
    known = KNOWN.instruments("project", 6)
    assert best(stated, known, CONTEXT)[0] == known[0]
    assert best(stated._replace(body="tinh-uy", place="ha-tinh"), known, CONTEXT)[0] is None
    for day, meant in (("2022-01-05", None), ("2022-01-06", None), ("2022-01-07", known[0])):  # it is of 6 January
        assert best(stated._replace(day=day), known, CONTEXT)[0] == meant


def test_a_date_alone_lies_in_a_year_of_every_issuer() -> None:
    """A council's resolution of 2021 whose day nobody states is not every resolution 18 of that year."""
    council = Entity(
        id="vn:ha-tinh.hdnd:nghi-quyet:18@2021", kind="resolution", label="Nghị quyết 18", number="18",
        issuer="ha-tinh.hdnd", body="hdnd", period="2021",
    )  # fmt: skip
    stated = cluster(number="18", date="2021-03-05")
    assert best(stated, [council], CONTEXT)[0] is None
    assert best(stated._replace(body="hdnd", place="ha-tinh"), [council], CONTEXT)[0] == council
    assert best(stated, [council._replace(date="2021-03-05")], CONTEXT)[0] is not None


def test_other_documents_of_the_story_tell_what_it_is_about() -> None:
    """A conclusion on the apparatus stands beside a resolution 18 that is only cited by its symbol."""
    stated = cluster(number="18", symbol="NQ/TW", day=None)
    assert best(stated, ALL, CONTEXT)[0] is None
    assert best(stated, ALL, CONTEXT._replace(beside=("vn:tw:nghi-quyet:56@xiii",)))[0] is None  # of nobody knows what
    assert best(stated, ALL, CONTEXT._replace(beside=("vn:tw:ket-luan:126@xiii",)))[0] == APPARATUS


def test_an_article_without_a_date() -> None:
    """Most articles are of these years, so a topic is enough for a document of these years."""
    science = KNOWN.instruments("resolution", 57)
    about = CONTEXT._replace(topics=frozenset({"digital"}))
    assert best(cluster(number="57", day=None), science, about)[0] == KNOWN.get("vn:tw:nghi-quyet:57@xiii")
    assert best(cluster(number="57", day=None), science, CONTEXT)[0] is None


def test_without_a_date_the_one_that_another_story_names_is_one_of_many() -> None:
    """Each year has its resolution of that number; that one of them happens to be known says nothing."""
    council = Entity(
        id="vn:ha-tinh.hdnd:nghi-quyet:18@2021", kind="resolution", label="Nghị quyết 18", number="18",
        code="18/2021/NQ-HĐND", issuer="ha-tinh.hdnd", body="hdnd", period="2021",
    )  # fmt: skip
    stated = {"number": "18", "body": "hdnd", "place": "ha-tinh"}
    assert best(cluster(**stated, day=None), [council], CONTEXT)[0] is None
    assert best(cluster(**stated, day="2021-06-01"), [council], CONTEXT)[0] == council
    assert best(cluster(**stated, day=None, date="2021"), [council], CONTEXT)[0] == council


def test_a_plenums_resolution_is_known_by_its_session() -> None:
    """Plenums pass several resolutions; what is written around decides, and without it nothing does."""
    stated = cluster(session="hoi-nghi:7:11")
    candidates = KNOWN.of_session("hoi-nghi:7:11")
    assert best(stated, candidates, CONTEXT)[0] is None
    found, _, _ = best(stated, candidates, CONTEXT._replace(topics=frozenset({"mass mobilisation"})))
    assert found is not None
    assert found.id == "vn:tw:nghi-quyet:25@xi"


def test_a_word_of_another_type_is_outdone_by_the_symbol() -> None:
    """A translation may turn the type into another word altogether; the symbol keeps it."""
    stated = cluster(kinds=("plan",), number="18", symbol="NQ/TW", date="2022-06-16")
    found, _, steps = best(stated, ALL, CONTEXT)
    assert found == LAND
    assert "register.type_by_symbol" in [step.key for step in steps]


def test_every_step_can_be_told() -> None:
    """Each step has its line in the catalogue, whatever is stated."""
    for stated in (
        {"number": "18", "symbol": "NQ/TW", "body": "tinh-uy", "place": "ha-tinh", "date": "2022-05-05", "term": "xii"},
        {"number": "18", "date": "2022-05", "kinds": ("plan",)},
        {"number": "18", "date": "2022-07-07"},
        {"number": "18", "date": "2022-06-11"},
        {"number": "20"},
        {"number": "18"},
    ):
        for entity in ALL:
            for step in score(
                cluster(**stated), entity, CONTEXT._replace(topics=frozenset({"land"}), beside=(HOME.id,))
            )[1]:
                assert say(step.key, **step.values)
        for step in best(cluster(**stated), ALL, CONTEXT)[2]:
            assert say(step.key, **step.values)


_stated = st.fixed_dictionaries({
    "number": st.sampled_from(["18", "018", "19"]),
    "symbol": st.sampled_from([None, "NQ/TW", "NQ/TU", "CT/TW"]),
    "date": st.sampled_from([None, "2017", "2022-05", "2022-06-16", "2022-16-06"]),
    "body": st.sampled_from([None, "tinh-uy", "bo-chinh-tri"]),
    "place": st.sampled_from([None, "ha-tinh", "son-la"]),
    "term": st.sampled_from([None, "xii", "xiii", "2020-2025"]),
})  # fmt: skip


@given(_stated, st.permutations(ALL))
def test_the_order_of_candidates_means_nothing(stated: dict[str, Any], candidates: list[Entity]) -> None:
    """The same answer, the same steps, and the points are the sum of the steps."""
    one = cluster(**stated)
    assert best(one, candidates, CONTEXT) == best(one, ALL, CONTEXT)
    for entity in candidates:
        points, steps = score(one, entity, CONTEXT)
        assert points == REFUSED or points == pytest.approx(sum(step.weight for step in steps), abs=0.01)
