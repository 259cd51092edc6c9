"""What somebody types, and which entity is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from tracuu.entities import Entity
from tracuu.mentions import register
from tracuu.mentions.lookup import Lookup, asked, lookup, near


def resolution(province: str, number: str, date: str) -> Entity:
    return Entity(
        id=f"vn:{province}.tinh-uy:nghi-quyet:{number}@2020-2025",
        kind="resolution",
        label=f"Nghị quyết {number}-NQ/TU",
        number=number,
        code=f"{number}-NQ/TU",
        issuer=f"{province}.tinh-uy",
        body="tinh-uy",
        period="2020-2025",
        date=date,
    )


HEAVY_RAIN = resolution("ha-tinh", "61", "2022-03-02")
ROADS = resolution("kon-tum", "61", "2023-05-09")
FAMILY = Entity(id="vn:ho-mo-hinh:ngan-hang-bo", kind="family", label="Ngân hàng bò")
HERE = Entity(id="vn:mo-hinh:kon-tum.dak-ha:ngan-hang-bo", kind="model", label="Ngân hàng bò", place="kon-tum.dak-ha")
THERE = Entity(
    id="vn:mo-hinh:ha-tinh.can-loc:ngan-hang-bo", kind="model", label="Ngân hàng bò", place="ha-tinh.can-loc"
)
NAMELESS = Entity(id="vn:mo-hinh:~s1.1", kind="model", label="Garden without fences")
FIVE = Entity(id="vn:mo-hinh:~s2.1", kind="model", label="5 en 1")
STUB = Entity(id="vn:?:nghi-quyet:61@?~s9", kind="resolution", label="Nghị quyết 61", number="61", open=True)
ARCHIVE = (HEAVY_RAIN, ROADS, FAMILY, HERE, THERE, NAMELESS, FIVE, STUB)


def aliases(name: str) -> Iterable[Sequence[str]]:
    return [(FAMILY.id, "en", "2")] if name == "cow bank" else []


def find(typed: str) -> Lookup:
    return lookup(typed, register.load(), aliases, ARCHIVE)


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        # Ids, whole and begun.
        ("vn:phong-trao:dan-van-kheo", "vn:phong-trao:dan-van-kheo"),
        ("vn:kon-tum", ROADS.id),
        # A name in a language that nobody has met it in, by its numbers.
        ("5 in 1", FIVE.id),
        ("mô hình “5 trong 1”", FIVE.id),
        # Codes, however they are typed.
        ("168/2024/NĐ-CP", "vn:chinh-phu:nghi-dinh:168@2024"),
        ("168 nd cp", "vn:chinh-phu:nghi-dinh:168@2024"),
        ("30/NĐ-CP 2020", "vn:chinh-phu:nghi-dinh:30@2020"),
        ("57-NQ/TW", "vn:tw:nghi-quyet:57@xiii"),
        ("57 NQ TW", "vn:tw:nghi-quyet:57@xiii"),
        ("nqtw57", "vn:tw:nghi-quyet:57@xiii"),
        ("57/NQ-TW", "vn:tw:nghi-quyet:57@xiii"),
        ("31/2024/QH15", "vn:quoc-hoi:luat:31@2024"),
        ("22-QĐ/TW", "vn:tw:quy-dinh:22@xiii"),
        # A type, a number and whose it is.
        ("Nghị quyết 61 Hà Tĩnh", HEAVY_RAIN.id),
        ("nghi quyet 61 kon tum", ROADS.id),
        ("Resolution No. 61 of Kon Tum", ROADS.id),
        ("Постановление № 61 Kon Tum", ROADS.id),
        ("第57号决议", "vn:tw:nghi-quyet:57@xiii"),
        ("Nghị quyết 18 2017", "vn:tw:nghi-quyet:18@xii"),
        ("nghị quyết 18 sử dụng đất", "vn:tw:nghi-quyet:18@xiii"),
        # Laws by name, with the year that tells them apart.
        ("Luật Đất đai 2024", "vn:quoc-hoi:luat:31@2024"),
        ("2013 Land Law", "vn:quoc-hoi:luat:45@2013"),
        ("de an 06", "vn:thu-tuong:de-an:06@2022"),
        # Names of movements in any language, attested or only composed of its ideas.
        ("dan van kheo", "vn:phong-trao:dan-van-kheo"),
        ("“Dân vận khéo”", "vn:phong-trao:dan-van-kheo"),
        ("phong trào Dân vận khéo", "vn:phong-trao:dan-van-kheo"),
        ("умелая мобилизация масс", "vn:phong-trao:dan-van-kheo"),
        ("OCOP", "vn:chuong-trinh:ocop"),
        # A model's name means all models of that name: their family.
        ("ngân hàng bò", FAMILY.id),
        ("mô hình ngan hang bo", FAMILY.id),
        ("model “Cow Bank”", FAMILY.id),
        ("garden without fences", NAMELESS.id),
        ("without fences", NAMELESS.id),
    ],
)
def test_one_is_meant(typed: str, id: str) -> None:  # noqa: A002  the record's own word
    """What is typed is enough to tell one entity from all others."""
    found = find(typed).one
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("typed", "several"),
    [
        ("61-NQ/TU", {HEAVY_RAIN.id, ROADS.id}),  # the stub comes behind, and is no answer
        ("Resolution 61", {HEAVY_RAIN.id, ROADS.id}),
        ("18-NQ/TW", {"vn:tw:nghi-quyet:18@xii", "vn:tw:nghi-quyet:18@xiii"}),
        ("vn:ho-", {FAMILY.id}),
        ("35-NQ/TU", set()),  # no committee's number 35 is known, and the centre's is another
        ("xyzzy", set()),
        ("", set()),
        ("vn:", set()),
    ],
)
def test_several_are_meant(typed: str, several: set[str]) -> None:
    """Equals come first, the newest before the others, and their number is told."""
    found = find(typed)
    assert {entity.id for entity in found.entities[: found.equal]} == several


def test_what_the_archive_names_comes_before_what_is_only_known() -> None:
    """The register knows other resolutions of number 61 at most; here two are written about."""
    found = find("nghị quyết 61")
    assert found.entities[: found.equal] == (ROADS, HEAVY_RAIN)


def test_the_words_of_a_document() -> None:
    """A type, a number, a year, an issuer and a province, in any order and spelling."""
    meant = asked("Nghị quyết số 35-NQ/TU 2023 Quảng Nam chuyển đổi")
    assert (meant.number, meant.year, meant.abbreviation, meant.province) == ("35", 2023, "nq", "quang-nam")
    assert "tinh-uy" in meant.bodies
    assert meant.rest == ("chuyen", "doi")


def test_near_names() -> None:
    """A slip of the finger is met with what it may have meant."""
    assert near("ngan hang boo", ARCHIVE)[0].label == "Ngân hàng bò"
    assert near("qqqqqq", ARCHIVE) == []
