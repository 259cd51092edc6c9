"""What sentences speak of tells documents of one number apart; where they say nothing, headline and address do."""

from __future__ import annotations

import pytest

from tests.mentions.marked import knowing, text
from tracuu.entities import Text
from tracuu.mentions.gather import gather
from tracuu.mentions.register import load
from tracuu.mentions.resolve import resolve
from tracuu.records import Mark, Role

REGISTER = load()
EIGHTEEN = "The conference looked back on {Resolution No. 18-NQ/TW|resolution|number=18,symbol=NQ/TW}."
APPARATUS, LAND = "vn:tw:nghi-quyet:18@xii", "vn:tw:nghi-quyet:18@xiii"


def entity_of(version: Text) -> str:
    clusters = gather([version], REGISTER)
    return resolve(clusters, knowing(REGISTER)).entities[0].id


def under(headline: str, version: Text) -> Text:
    """Put a headline over a text of one line."""
    marks = (
        Mark(0, len(headline), Role.TITLE),
        Mark(len(headline) + 1, len(headline) + 1 + len(version.given), Role.BODY),
    )
    moved = tuple(
        one._replace(start=one.start + len(headline) + 1, end=one.end + len(headline) + 1) for one in version.found
    )
    return version._replace(given=f"{headline}\n{version.given}", marks=marks, found=moved)


# Address, and what the resolution of two with this number is.
ADDRESSES = [
    (None, None),
    ("https://news.example/en/tinh-gon-to-chuc-bo-may-4711.html", APPARATUS),
    ("https://news.example/en/quan-ly-su-dung-dat-dai-4711.html", LAND),
    ("https://news.example/en/hoi-nghi-tinh-uy-4711.html", None),
]


@pytest.mark.parametrize(("address", "entity"), ADDRESSES)
def test_an_address_tells_which_of_two(address: str | None, entity: str | None) -> None:
    found = entity_of(text(1, "en", EIGHTEEN, url=address))
    assert found == entity if entity else "~" in found


def test_a_headline_tells_which_of_two() -> None:
    assert entity_of(under("Streamlining the apparatus", text(1, "en", EIGHTEEN))) == APPARATUS


def test_the_sentence_outdoes_the_headline() -> None:
    """An article on the apparatus may name the resolution on land."""
    of_land = EIGHTEEN.replace("looked back", "on land use looked back")
    assert entity_of(under("Streamlining the apparatus", text(1, "en", of_land))) == LAND


def test_a_headline_alone_links_no_bare_number() -> None:
    bare = EIGHTEEN.replace("No. 18-NQ/TW|resolution|number=18,symbol=NQ/TW", "No. 18|resolution|number=18")
    assert "~" in entity_of(under("Streamlining the apparatus", text(1, "en", bare)))
