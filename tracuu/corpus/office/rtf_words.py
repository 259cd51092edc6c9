r"""The control words of RTF that matter to a reader of texts (specification 1.9.1)."""

from __future__ import annotations

SIGNS = {
    "tab": " ",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
"""What control words that stand for a sign give."""

LEFT_OUT = frozenset({
    "colortbl", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "pict", "objdata",
    "objclass", "annotation", "atnid", "atnauthor", "atndate", "atnref", "xe", "tc", "rxe", "ftnsep", "ftnsepc",
    "ftncn", "aftnsep", "aftnsepc", "aftncn", "nonshppict", "datafield", "filetbl", "listtable", "listoverridetable",
    "revtbl", "rsidtbl", "generator", "themedata", "colorschememapping", "latentstyles", "datastore", "pntext",
    "listtext", "sp", "bkmkstart", "bkmkend", "template", "private", "pnseclvl", "pn", "fontemb", "fontfile", "falt",
    "panose", "background", "mmathPr", "xmlnstbl", "wgrffmtfilter", "keycode", "blipuid", "blipdesc", "docvar",
})  # fmt: skip
"""Destinations whose words are no text of the article."""

STARRED_TEXT = frozenset({"shpinst", "shptxt", "shpgrp", "fldinst", "footnote", "do", "dptxbxtext", "cs", "upr", "ud"})
r"""Destinations that hold text though they are marked `\*`."""

CHARSETS = {
    0: "cp1252",
    2: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
}
r"""Code pages of `\fcharset`; 1 is the file's own."""
