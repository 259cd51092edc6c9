"""Ids of entities: every form, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracuu.entities import Entity
from tracuu.mentions import ids
from tracuu.mentions.kinds import types

# id, what it is taken apart to
FORMS = [
    ("vn:tw:nghi-quyet:57@xiii", ids.Id("resolution", issuer="tw", number="57", period="xiii")),
    (
        "vn:quang-nam.tinh-uy:nghi-quyet:35@2020-2025",
        ids.Id("resolution", issuer="quang-nam.tinh-uy", number="35", period="2020-2025"),
    ),
    ("vn:chinh-phu:nghi-dinh:56@2015", ids.Id("decree", issuer="chinh-phu", number="56", period="2015")),
    ("vn:quoc-hoi:luat:72@2025", ids.Id("law", issuer="quoc-hoi", number="72", period="2025")),
    # Congresses and plenums without a number have a word in its place.
    ("vn:tw:nghi-quyet:dai-hoi@xiii", ids.Id("resolution", issuer="tw", number="dai-hoi", period="xiii")),
    ("vn:tw:nghi-quyet:hoi-nghi-7@xi", ids.Id("resolution", issuer="tw", number="hoi-nghi-7", period="xi")),
    # What is not known; a stub, and the second one of its story.
    ("vn:?:nghi-quyet:57@?~s1abc", ids.Id("resolution", number="57", story="s1abc")),
    ("vn:?:?:57@?~s1abc.2", ids.Id(None, number="57", story="s1abc", ordinal=2)),
    (
        "vn:mo-hinh:quang-nam.tam-ky.tam-thang:to-tu-quan-5-trong-1",
        ids.Id("model", place="quang-nam.tam-ky.tam-thang", name="to-tu-quan-5-trong-1"),
    ),
    ("vn:mo-hinh:quang-nam.?:3-giup~s1abc", ids.Id("model", place="quang-nam.?", name="3-giup", story="s1abc")),
    ("vn:mo-hinh:~s1abc.3", ids.Id("model", story="s1abc", ordinal=3)),
    ("vn:phong-trao:~s1abc.3", ids.Id("movement", story="s1abc", ordinal=3)),
    ("vn:phong-trao:dan-van-kheo", ids.Id("movement", name="dan-van-kheo")),
    ("vn:chuong-trinh:ocop", ids.Id("programme", name="ocop")),
    ("vn:ho-mo-hinh:3-giup", ids.Id("family", name="3-giup")),
]


@pytest.mark.parametrize(("written", "parts"), FORMS)
def test_every_form_is_read_and_written(written: str, parts: ids.Id) -> None:
    """An id says all that it is made of."""
    assert ids.parse(written) == parts
    assert ids.write(parts) == written


@pytest.mark.parametrize(
    "other", ["", "vn:", "35-NQ/TU", "vn:tw:brief:1@xiii", "vn:tw:nghi-quyet:57", "vn:a:b", "dan van kheo"]
)
def test_what_is_no_id(other: str) -> None:
    """Words that a user may type are told from ids."""
    assert ids.parse(other) is None


_words = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
_paths = st.none() | st.lists(_words | st.just("?"), min_size=1, max_size=3).map(".".join).filter(
    lambda path: path != "?"
)
_stories = st.none() | st.from_regex(r"s[0-9a-z]{8}", fullmatch=True)


@given(
    st.none() | st.sampled_from(sorted(types())),
    _paths.filter(lambda path: path != "mo-hinh"),
    st.none() | st.integers(1, 9999).map(lambda number: str(number).zfill(2)) | st.just("dai-hoi"),
    st.none() | st.sampled_from(["xiii", "2020-2025", "2024"]),
    _stories,
    st.integers(1, 30),
)
def test_any_instrument_comes_back(
    kind: str | None, issuer: str | None, number: str | None, period: str | None, story: str | None, ordinal: int
) -> None:
    """Whatever is known of an instrument, its id gives it back."""
    parts = ids.Id(kind, issuer, number, period, story=story, ordinal=ordinal if story else 1)
    assert ids.parse(ids.write(parts)) == parts


@given(_paths, _words, _stories, st.integers(1, 30))
def test_any_model_comes_back(place: str | None, name: str, story: str | None, ordinal: int) -> None:
    """Whatever is known of a model, its id gives it back."""
    parts = ids.Id("model", place=place, name=name, story=story, ordinal=ordinal if story else 1)
    assert ids.parse(ids.write(parts)) == parts


@given(st.text(max_size=200))
def test_a_slug_is_always_part_of_an_id(name: str) -> None:
    """Any name can be typed, and its id is read again."""
    assert ids.parse(ids.movement_id(name)) == ids.Id("movement", name=ids.slug(name))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Dân vận khéo", "dan-van-kheo"),
        ('Tổ tự quản "5+1"', "to-tu-quan-5-1"),
        ("5 không, 3 sạch", "5-khong-3-sach"),
        ("Đền ơn đáp nghĩa", "den-on-dap-nghia"),
        ("ĐƯỜNG HOA 24/7", "duong-hoa-24-7"),
        ("動員", "?"),  # nothing that a Vietnamese keyboard types
    ],
)
def test_slugs(name: str, slug: str) -> None:
    """A Vietnamese name without accents, its words parted by hyphens."""
    assert ids.slug(name) == slug


@pytest.mark.parametrize(
    ("number", "printed"), [("3", "03"), ("03", "03"), ("003", "03"), ("168", "168"), ("15A", "15a"), ("0", "00")]
)
def test_numbers_have_two_digits(number: str, printed: str) -> None:
    """As the rules of numbering print them; 3 and 03 are one document."""
    assert ids.number_as_printed(number) == printed


def test_a_stub_has_its_story_in_its_id() -> None:
    """Two stubs of one story differ, and neither is another story's."""
    first = ids.instrument_id(None, "resolution", "57", None, "s1abc")
    second = ids.instrument_id(None, "resolution", "57", None, "s1abc", 2)
    assert (first, second) == ("vn:?:nghi-quyet:57@?~s1abc", "vn:?:nghi-quyet:57@?~s1abc.2")
    assert ids.is_stub(first)
    assert not ids.is_stub("vn:tw:nghi-quyet:57@xiii")


@pytest.mark.parametrize(
    ("session", "number"),
    [("dai-hoi:13", "dai-hoi"), ("hoi-nghi:7:11", "hoi-nghi-7"), ("hoi-nghi:?:11", "hoi-nghi"), ("dai-hoi", "dai-hoi")],
)
def test_what_stands_for_a_sessions_number(session: str, number: str) -> None:
    """A congress is told by its period, a plenum by its number as well."""
    assert ids.session_number(session) == number


def instrument(issuer: str, date: str, code: str) -> Entity:
    return Entity(id="vn:x", kind="resolution", label="Nghị quyết", issuer=issuer, date=date, code=code)


@pytest.mark.parametrize(
    ("entity", "written"),
    [
        (
            instrument(issuer="quang-nam.tinh-uy", date="2023-12-08", code="35-NQ/TU"),
            "urn:lex:vn;quang.nam:tinh.uy:nghi.quyet:2023-12-08;35-nq-tu",
        ),
        (instrument(issuer="tw", date="2024-12-22", code="57-NQ/TW"), "urn:lex:vn:tw:nghi.quyet:2024-12-22;57-nq-tw"),
        (instrument(issuer="tw", date="2024", code="57-NQ/TW"), None),  # only the year is known
        (instrument(issuer="?.tinh-uy", date="2024-12-22", code="57-NQ/TU"), None),
        (Entity(id="vn:phong-trao:dan-van-kheo", kind="movement", label="Dân vận khéo"), None),
    ],
)
def test_the_form_for_export(entity: Entity, written: str | None) -> None:
    """URN:LEX names issuer, type, date and number; what lacks one has none."""
    assert ids.urn(entity) == written
