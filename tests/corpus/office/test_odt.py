"""LibreOffice texts: what is text and what is not, and in which order."""

from __future__ import annotations

import pytest

from tests.corpus.office.writing import odt
from tracuu.corpus.office import odt as reader
from tracuu.corpus.office.document import Link
from tracuu.errors import InputError
from tracuu.records import Role

STYLES = (
    '<style:style style:name="Unseen"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="Old"><style:text-properties style:font-name=".VnTime"/></style:style>'
    '<style:style style:name="Older" style:parent-style-name="Old"/>'
)

TABLE = (
    "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
    "<table:table-cell><text:p>Lan</text:p></table:table-cell></table:table-row></table:table>"
)
NOTE = (
    "<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:p>One.</text:p><text:p/><text:p>Two.</text:p>", ["One.", "Two."]),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c</text:p>", ["a b c"]),
        ("<text:p>one\n   line</text:p>", ["one line"]),
        ("<text:p>line<text:line-break/>line</text:p>", ["line", "line"]),
        ("<text:p>a <text:span>b <text:span>c</text:span></text:span> d</text:p>", ["a b c d"]),
        ("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:p>b</text:p>", ["a", "b"]),
        ("<text:section><text:p>in a section</text:p></text:section>", ["in a section"]),
        ("<text:section text:display='none'><text:p>unseen</text:p></text:section>", []),
        ("<text:p>seen <text:span text:style-name='Unseen'>unseen</text:span></text:p>", ["seen"]),
        ("<text:tracked-changes><text:p>taken out</text:p></text:tracked-changes><text:p>kept</text:p>", ["kept"]),
        ("<text:p>said<office:annotation><text:p>a comment</text:p></office:annotation></text:p>", ["said"]),
        (TABLE, ["1 | Lan"]),
        (f"<text:p>Text{NOTE} goes on.</text:p><text:p>Next.</text:p>", ["Text goes on.", "Next.", "A note."]),
        ("<text:p text:style-name='Older'>ViÖt Nam</text:p>", ["Việt Nam"]),
    ],
)  # fmt: skip
def test_what_is_text(body: str, expected: list[str]) -> None:
    assert [block.text for block in reader.read(odt(body, STYLES)).blocks] == expected


def test_headings_links_and_properties() -> None:
    body = '<text:h>A heading</text:h><text:p>See <text:a xlink:href="https://example.vn/a">this</text:a>.</text:p>'
    found = reader.read(
        odt(body, meta="<dc:title>Stated</dc:title><meta:creation-date>2024-03-15T08:00:00</meta:creation-date>")
    )
    assert found.blocks[0].role is Role.HEADING
    assert found.links == (Link("https://example.vn/a", "this"),)
    assert (found.title, found.made) == ("Stated", "2024-03-15T08:00:00")


def test_a_password_is_said_to_be_in_the_way() -> None:
    with pytest.raises(InputError, match="password"):
        reader.read(odt("", manifest="<file-entry><encryption-data/></file-entry>"))
