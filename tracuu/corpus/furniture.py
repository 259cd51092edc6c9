"""What one line of a page looks like by itself: marker, picture, byline, source line, comments, credit.

Each function takes one line without outer blanks (see `labels.BLANK`), never an empty one, and decides from that line
alone. What a line's place on the page adds is decided in `clean`. Shapes are rules and stand here; words are data.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tracuu.corpus.labels import comparable, labels, visible

LONG = 200  # characters; a longer line is a paragraph, whatever it ends in
LABEL_LINE = 60  # characters; a line that is a label, perhaps with a name, is no longer
NAME_WORDS, BARE_NAME_WORDS = 7, 3  # a paper's name is no longer; without a colon before it, not even as long
CREDIT, CREDIT_WORDS = 100, 8  # characters and words; the credit of a picture is no longer
ADDRESS_LINE = 600  # characters; a label with an address is no longer
_MARKER = re.compile(r"[\[【](?=[^\d\s])[^\[\]【】\d]{1,24}[ _\u00a0]?\d[\]】]")
_PICTURE_NAME = re.compile(
    r"\S+(?:\s\S+){0,3}\.(?:jpe?g|png|webp|gif|bmp|heic|avif|tiff?|svg)(?:\?\S*)?", re.IGNORECASE
)
_MARKDOWN_PICTURES = re.compile(r"(?:\[?!\[.*?\]\(\S*?\)(?:\]\(\S*?\))?\s*)+")
_DOMAIN_LINE = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,6}(?:\s+[-–—|]\s+.{1,80})?")
_DOUBLED = re.compile(r"(?P<name>.{2,80}?)\s?(?P=name)\s?(?P<day>\d{1,2}/\d{1,2}/\d{4})(?:\s*[-,]?\s*\d{1,2}:\d{2})?")
_GLUED = re.compile(r"(?P<name>[^\d]{2,80}[^\d\s/.,:-])(?P<day>\d{1,2}/\d{1,2}/\d{4})")
_DAY_ONLY = re.compile(
    r"(?:[^\d\s,]{2,12}(?:\s[^\d\s,]{1,8})?,?\s)?(?P<day>\d{1,2}/\d{1,2}/\d{4})(?:\s*[-,|]?\s*\d{1,2}:\d{2}.{0,10})?"
)
_URL = re.compile(r"(?P<url>https?\s?[:：]\s?//\s?\S+)$", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：\d/]{0,39}?)\s*[:：\-–]?\s*$")
_COUNT = re.compile(r"(?P<label>[^\d()（）:：.,!?]{2,40}?)\s*[(（]\s*(?P<count>\d{1,5})\s*[)）]")
_ARTICLE_PATH = re.compile(r"https?://[^/\s]+/\S*\w-\w\S*", re.IGNORECASE)
_NUMBERED_PATH = re.compile(r"https?://[^/\s]+/\S*\w-\w\S*?\d{4,}(?:\.\w{2,5}|/)?", re.IGNORECASE)

_ENDS = ".!?…。！？｡؟۔।॥៖។။"
_CLOSERS = "\"'”’»›)）]」』】〉》 \u00a0"
STOPS = ".。｡۔।॥។။"  # what a headline does not end in; it may ask and call out


class Byline(NamedTuple):
    """Publisher as printed (None when the line holds only a day), the day's text, and whether the name is doubled."""

    publisher: str | None
    day: str
    doubled: bool


class Source(NamedTuple):
    """A source line: is its label known (and the line no prose), the address it gives, or the name it gives."""

    known: bool
    url: str | None
    name: str | None


def is_marker(line: str) -> bool:
    """Tell a place where an advertisement stood: `[ad_1]`, `[anuncio_2]`, `[إعلان 1]`."""
    return line[0] in "[【" and len(line) <= LABEL_LINE and _MARKER.fullmatch(line) is not None


def is_picture(line: str) -> bool:
    """Tell the name or address of a picture file, or pictures in Markdown, whose alt text may hold brackets."""
    if line[0] in "![" and line[-1] == ")":
        return "](" in line and "![" in line[:3] and _MARKDOWN_PICTURES.fullmatch(line) is not None
    return "." in line[-12:] and len(line) <= ADDRESS_LINE and _PICTURE_NAME.fullmatch(line) is not None


def is_site_line(line: str) -> bool:
    """Tell a line that is the name of a site, alone or with its slogan: `Vietnam.vn - …`."""
    return len(line) <= LONG and _DOMAIN_LINE.fullmatch(line) is not None


def byline(line: str) -> Byline | None:
    """Read a line of publisher and day: `Báo Quảng TrịBáo Quảng Trị10/10/2025`, or a day alone. Day first, always."""
    if len(line) > LONG or "/" not in line:
        return None
    line = visible(line)
    if found := _DOUBLED.fullmatch(line):
        return Byline(found["name"].strip(), found["day"], doubled=True)
    if found := _DAY_ONLY.fullmatch(line):
        return Byline(None, found["day"], doubled=False)
    if found := _GLUED.fullmatch(line):
        return Byline(found["name"].strip(), found["day"], doubled=False)
    return None


def source(line: str) -> Source | None:
    """Read a source line: `{label}: {url}`, a bare url, `{label}: {name}`, a bare label, a label glued to a name.

    An unknown label is only taken before an address; `known` says which it was.
    """
    if len(line) > LABEL_LINE and ("//" not in line or len(line) > ADDRESS_LINE):
        return None
    line = visible(line)
    if line[:1] in "(（" and line[-1:] in ")）":
        line = line[1:-1].strip()
    if found := _URL.search(line):
        return _with_url(line[: found.start()].strip(), found["url"])
    if len(line) > LABEL_LINE:
        return None
    if comparable(line.rstrip(" :：")) in labels().source:
        return Source(known=True, url=None, name=None)
    return _with_name(line)


def comments(line: str) -> tuple[bool, int] | None:
    """Read a head of comments, `Kommentar (0)`: whether its label is known, and the number."""
    if line[-1] not in ")）" or len(line) > LABEL_LINE:
        return None
    found = _COUNT.fullmatch(line)
    return (comparable(found["label"]) in labels().comments, int(found["count"])) if found else None


def is_empty_list(line: str) -> bool:
    """Tell what the portal prints where it has nothing to show: `No data`."""
    return len(line) <= LABEL_LINE and comparable(line) in labels().empty


def is_related_head(line: str) -> bool:
    """Tell the head of a list of other articles: `Same category`."""
    return len(line) <= LABEL_LINE and comparable(line.rstrip(" :：")) in labels().related


def is_credited(line: str) -> bool:
    """Tell a line that ends in a picture credit: `… Foto: TAM DAN`, `(Ảnh: V.A)`."""
    if ":" not in line[-80:] and "：" not in line[-80:]:
        return False
    found = labels().credit.search(composed(line[-CREDIT:]).rstrip(" )）]."))
    return found is not None and 0 < len(found["by"].split()) <= CREDIT_WORDS and len(found["by"]) <= LABEL_LINE


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as sentences do, closing quotes and brackets aside."""
    return line.rstrip(_CLOSERS)[-1:] in _ENDS if line else False


def is_sentence(line: str) -> bool:
    """Tell whether a line reads as a sentence or a paragraph, not as a headline or a menu entry."""
    return len(line) > LONG or (len(line) >= 12 and ends_sentence(line))  # noqa: PLR2004  "Mr. X" is shorter


def is_article_address(url: str) -> bool:
    """Tell an address that can be an article's: its path holds a slug. A home page is no source of an article."""
    return _ARTICLE_PATH.match(url) is not None


def is_numbered_address(url: str) -> bool:
    """Tell an address as papers give their articles: a slug and, at the end, a number of four digits or more."""
    return _NUMBERED_PATH.fullmatch(url) is not None


def _with_url(before: str, url: str) -> Source | None:
    address = re.sub(r"^(https?)\s?[:：]\s?//\s?", r"\1://", url, flags=re.IGNORECASE).rstrip(".,;)]}>»”\"'،。")
    if not before:
        return Source(known=False, url=address, name=None)
    found = _LABEL.fullmatch(before)
    if not found:
        return None
    label = comparable(found["label"])
    if label in labels().elsewhere or label in labels().related:
        return None
    known = label in labels().source
    short = len(found["label"]) <= 24 and found["label"].count(" ") <= 1  # noqa: PLR2004  longer is prose
    return Source(known=known, url=address, name=None) if known or short else None


def _with_name(line: str) -> Source | None:
    """Read a known label and a name. Without a colon it is only sure when the name is glued on: `FuenteVNA`."""
    whole = composed(line)
    found = labels().starts_with_source.match(whole)
    if not found:
        return None
    rest = whole[found.end() :]
    name = rest.lstrip(" :：-–")
    colon = rest.lstrip()[:1] in {":", "："}
    words = name.split()
    if not name or ends_sentence(name) or len(words) > (NAME_WORDS if colon else BARE_NAME_WORDS):
        return None
    if not colon and any(word[0].islower() for word in words):
        return None
    return Source(known=colon or rest[0].isupper(), url=None, name=name)


def composed(line: str) -> str:
    """Give a line in composed form (NFC), in which the words of the data stand."""
    return line if line.isascii() else unicodedata.normalize("NFC", line)
