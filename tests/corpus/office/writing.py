"""Small writers of office files: just enough of each format for what a test is about."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "meta")
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Pack parts as a zip file, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


# --- Word


def p(*runs: str, style: str = "") -> str:
    """Write a paragraph; a run is text, or XML that begins with `<`."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, font: str = "", inside: str = "") -> str:
    """Write a run, in a font, with more properties."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return f'<w:r><w:rPr>{fonts}{inside}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx(body: str, more: Mapping[str, str] | None = None, properties: str = "", links: Sequence[str] = ()) -> bytes:
    """Write a Word file of paragraphs; `links` are the targets of rId1, rId2 and so on."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for number, url in enumerate(links, 1)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W} {R} {MC}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {RELATIONS}>{rows}</Relationships>",
        "docProps/core.xml": f"<coreProperties {DC}>{properties}</coreProperties>",
    }
    return zipped(parts | dict(more or {}))


STYLES = (
    f"<w:styles {W}>"
    '<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    '<w:style w:styleId="Older"><w:name w:val="Older"/><w:basedOn w:val="Old"/></w:style>'
    "</w:styles>"
)


# --- LibreOffice and books


def odt(body: str, styles: str = "", meta: str = "", manifest: str = "") -> bytes:
    """Write an OpenDocument text."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def epub(chapters: Mapping[str, str], metadata: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """Write a book of chapters, by the names of their files."""
    items = "".join(f'<item id="c{n}" href="{name}"/>' for n, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfile full-path="book/content.opf"/></container>',
        "book/content.opf": f"<package {DC}><metadata>{metadata}</metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>",
    }
    return zipped(parts | {f"book/{name}": text for name, text in chapters.items()} | dict(more or {}))


# --- tables


def xlsx(rows: Sequence[Sequence[str | float]], links: Mapping[str, str] | None = None) -> bytes:
    """Write a sheet of texts and numbers; numbers are shown as days. `links` are addresses by cell ("B2")."""
    listed = list((links or {}).items())
    cells = "".join(
        f"<row>{''.join(_cell(value, f'{chr(65 + column)}{number}') for column, value in enumerate(row))}</row>"
        for number, row in enumerate(rows, 1)
    )
    hyperlinks = "".join(f'<hyperlink ref="{ref}" r:id="rId{n}"/>' for n, (ref, _) in enumerate(listed, 1))
    targets = "".join(f'<Relationship Id="rId{n}" Target="{escape(url)}"/>' for n, (_, url) in enumerate(listed, 1))
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {main}/>",
            "xl/styles.xml": "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
            "xl/worksheets/sheet1.xml": f"<worksheet {main} {R}><sheetData>{cells}</sheetData>"
            f"<hyperlinks>{hyperlinks}</hyperlinks></worksheet>",
            "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships {RELATIONS}>{targets}</Relationships>",
        }
    )


def _cell(value: str | float, place: str) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}" s="1"><v>{value}</v></c>'


# --- PDF


class At(NamedTuple):
    """Words on a page of A4: points from the left and from the foot, how high the letters are, in which font."""

    x: float
    y: float
    text: str
    size: float = 11
    font: str = "Helvetica"


def lines(texts: Sequence[str], x: float = 72, top: float = 760, leading: float = 14, size: float = 11) -> list[At]:
    """Set lines below each other."""
    return [At(x, top - number * leading, text, size) for number, text in enumerate(texts)]


def pdf(pages: Sequence[Sequence[At]], info: Mapping[str, str] | None = None, pictures: Sequence[int] = ()) -> bytes:
    """Write a PDF, its letters as Unicode whatever the font; pages in `pictures` show a grey picture as well."""
    fonts = sorted({one.font for page in pages for one in page} | {"Helvetica"})
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content.encode() if isinstance(content, str) else content)
        return len(objects)

    def stream(content: bytes, head: str = "") -> int:
        packed = zlib.compress(content)
        return add(
            f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
        )

    catalog, tree = add(""), add("")
    to_unicode = stream(_to_unicode({sign for page in pages for one in page for sign in one.text}))
    named = {name: _font(add, name, to_unicode) for name in fonts}
    picture = stream(
        bytes(64 * 64),
        "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    kids = []
    for number, page in enumerate(pages):
        drawn = "q 500 0 0 700 50 50 cm /Im Do Q\n" if number in pictures else ""
        content = stream((drawn + "".join(_shown(one, fonts) for one in page)).encode())
        used = " ".join(f"/F{place} {named[name]} 0 R" for place, name in enumerate(fonts))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
                f"/Resources << /Font << {used} >> /XObject << /Im {picture} 0 R >> >> >>"
            )
        )
    facts = add(
        "<< "
        + " ".join(f"/{key} <FEFF{value.encode('utf-16-be').hex()}>" for key, value in (info or {}).items())
        + " >>"
    )
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    objects[tree - 1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    )
    return _file(objects, f"/Root {catalog} 0 R /Info {facts} 0 R")


def _to_unicode(signs: set[str]) -> bytes:
    """Say which letter each code is: its own; a hundred in one list at most (Adobe Technical Note 5014)."""
    codes = sorted({sign.encode("utf-16-be").hex() for sign in signs})
    lists = [codes[start : start + 100] for start in range(0, len(codes), 100)]
    rows = "".join(
        f"{len(part)} beginbfchar\n{''.join(f'<{code}> <{code}>' for code in part)}\nendbfchar\n" for part in lists
    )
    head = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    return f"{head}{rows}endcmap end".encode()


def _font(add: object, name: str, to_unicode: int) -> int:
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    inner = add(  # type: ignore[operator]
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} {system} /DW 500 /FontDescriptor << "
        f"/Type /FontDescriptor /FontName /{name} /Flags 32 /ItalicAngle 0 "
        "/Ascent 750 /Descent -250 /CapHeight 700 /StemV 80 /FontBBox [0 -250 1000 750] >> >>"
    )
    return add(  # type: ignore[operator, no-any-return]
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] "
        f"/ToUnicode {to_unicode} 0 R >>"
    )


def _shown(one: At, fonts: Sequence[str]) -> str:
    codes = one.text.encode("utf-16-be").hex()
    return f"BT /F{fonts.index(one.font)} {one.size} Tf {one.x} {one.y} Td <{codes}> Tj ET\n"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return bytes(out + f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF".encode())
