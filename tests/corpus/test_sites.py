"""Sites as data: what is known of them, and what is said of a file that is wrong."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracuu.corpus import addresses, templates
from tracuu.corpus.site_files import SITE_FIELDS
from tracuu.corpus.sites import Host, Page, load
from tracuu.errors import DataError

SITES = load()
GOOD = """
id = "baothu.example"
name = "Báo Thử"
other_names = ["Báo Thử điện tử"]
kind = "paper"
province = "quang-nam"
languages = ["vi", "en"]
utc_offset = "+07:00"
articles = ["/{section}/{slug}-{id}.html"]
listings = ["/{section}/"]

[[hosts]]
name = "baothu.example"
since = 2020-01-01

[[hosts]]
name = "thu.example"
same_as = "baothu.example"
until = 2019-12-31

[[pages]]
title = ["h1"]
body = ["div.text"]
date_formats = ["{day}/{month}/{year}"]
"""


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("https://baoquangnam.vn/x-y-1.html", "baoquangnam.vn"),
        ("baoquangnam.vn", "baoquangnam.vn"),
        ("www.BaoQuangNinh.com.vn", "baoquangninh.vn"),
        ("https://en.baodanang.vn/x", "baodanang.vn"),  # a subdomain is the paper's
        ("https://thongtin.vietnam.vn/en/x-y", "vietnam.vn"),
        ("https://vrviet.vn/en/x-y", "vietnam.vn"),
        ("https://notvietnam.vn/x", None),
        ("https://vietnam.vn.example/x", None),
        ("vn", None),
        ("", None),
    ],
)
def test_a_site_is_found_by_its_address(typed: str, site: str | None) -> None:
    found = SITES.of(typed)
    assert (found.id if found else None) == site


@pytest.mark.parametrize(
    ("printed", "site"),
    [
        ("Báo Quảng Nam", "baoquangnam.vn"),
        ("báo  quảng nam", "baoquangnam.vn"),
        ("Bao Quang Nam", "baoquangnam.vn"),  # a translation drops the accents
        ("Báo Quảng Nam điện tử", "baoquangnam.vn"),
        ("Quang Nam Newspaper", "baoquangnam.vn"),
        ("Báo và phát thanh, truyền hình Quảng Trị", "baoquangtri.vn"),  # as papers are called since the mergers
        ("Báo và Đài Phát thanh và Truyền hình Lào Cai", "baolaocai.vn"),
        ("Báo Lào Cai", "baolaocai.vn"),
        ("Nhân Dân", "nhandan.vn"),
        ("Việt Nam", "vietnam.vn"),  # what the portal prints for itself
        ("Quảng Nam", None),  # a province is no newspaper
        ("Báo Không Có", None),
        ("", None),
    ],
)
def test_a_site_is_found_by_the_name_that_is_printed(printed: str, site: str | None) -> None:
    found = SITES.named(printed)
    assert (found.id if found else None) == site


def test_a_site_is_found_by_its_id() -> None:
    portal = SITES.get("vietnam.vn")
    assert portal is not None
    assert (portal.kind, portal.province) == ("portal", None)
    assert SITES.get("nobody") is None


def test_ours_are_read_once_and_travel_between_processes() -> None:
    assert load() is load()
    copy = pickle.loads(pickle.dumps(SITES))  # noqa: S301  our own object
    assert copy.of("baoquangnam.vn") == SITES.of("baoquangnam.vn")


def test_a_file_of_the_user_adds_a_site(tmp_path: Path) -> None:
    (tmp_path / "baothu.example.toml").write_text(GOOD, encoding="utf-8")
    sites = load(tmp_path)
    site = sites.of("https://thu.example/a/b-1.html")
    assert site is not None
    assert (site.id, site.province, site.languages) == ("baothu.example", "quang-nam", ("vi", "en"))
    assert site.zone.utcoffset(None) == timedelta(hours=7)
    assert site.hosts[0].since == date(2020, 1, 1)
    assert sites.same_as("thu.example") == "baothu.example"
    assert sites.named("Báo Thử điện tử") == site
    assert sites.of("baoquangnam.vn") is not None  # ours stay


CRAWLED = GOOD.replace(
    "\n[[hosts]]",
    """
sitemaps = ["https://www.baothu.example/sitemap.xml"]
feeds = ["/rss/home.rss", "https://en.baothu.example/rss"]
lists = ["/chinh-tri", "https://thu.example/kinh-te?kieu=moi"]
next = ["/{section}/trang-{page}", "/{rest}?page={page}"]
max_pages = 10
follow_links = true
language_codes = { nb = "no", zh-Hans = "zh-CN" }
delay = 5.5

[[hosts]]""",
    1,
)


def test_a_file_says_where_a_crawl_begins(tmp_path: Path) -> None:
    (tmp_path / "baothu.example.toml").write_text(CRAWLED, encoding="utf-8")
    site = load(tmp_path).get("baothu.example")
    assert site is not None
    assert site.sitemaps == ("https://www.baothu.example/sitemap.xml",)
    assert site.feeds == ("https://baothu.example/rss/home.rss", "https://en.baothu.example/rss")
    assert site.lists == ("https://baothu.example/chinh-tri", "https://thu.example/kinh-te?kieu=moi")
    assert site.next == ("/{section}/trang-{page}", "/{rest}?page={page}")
    assert (site.max_pages, site.follow_links, site.delay) == (10, True, 5.5)
    assert site.language_codes == {"nb": "no", "zh-Hans": "zh-CN"}


def test_what_a_file_does_not_say_of_crawling_has_usual_values(tmp_path: Path) -> None:
    (tmp_path / "baothu.example.toml").write_text(GOOD, encoding="utf-8")
    site = load(tmp_path).get("baothu.example")
    assert site is not None
    assert (site.sitemaps, site.feeds, site.lists, site.next) == ((), (), (), ())
    assert (site.max_pages, site.follow_links, site.language_codes, site.delay) == (50, False, {}, None)


def test_a_file_of_the_user_outranks_ours(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(GOOD.replace("baothu.example", "baodanang.vn"), encoding="utf-8")
    (tmp_path / "papers.tsv").write_text("baolaocai.vn\tBáo Khác\t-\t-\t-\t/{slug}-{id}.html\n", encoding="utf-8")
    sites = load(tmp_path)
    assert [site.name for site in (sites.of("baodanang.vn"), sites.of("baolaocai.vn")) if site] == [
        "Báo Thử",
        "Báo Khác",
    ]


def test_no_folder_is_no_error(tmp_path: Path) -> None:
    assert load(tmp_path / "nothing") is load()


@pytest.mark.parametrize(
    ("change", "to", "line", "says"),
    [
        ('kind = "paper"', 'kind = "blog"', 5, "blog"),
        ('province = "quang-nam"', 'province = "Quảng Nam"', 6, "Quảng Nam"),
        ('utc_offset = "+07:00"', 'utc_offset = "Hanoi"', 8, "Hanoi"),
        ('name = "Báo Thử"', 'nmae = "Báo Thử"', 3, "nmae"),
        ('name = "Báo Thử"', "name = 7", 3, "name"),
        ('languages = ["vi", "en"]', 'languages = "vi"', 7, "languages"),
        ("/{slug}-{id}.html", "/{slug}-{number}.html", 9, "{number}"),
        ("/{section}/{slug}-{id}.html", "{slug}-{id}.html", 9, "{slug}-{id}.html"),
        ("/{section}/{slug}-{id}.html", "/{id}/{slug}-{id}.html", 9, "each once"),
        ("since = 2020-01-01", 'since = "2020"', 14, "since"),
        ('name = "thu.example"', 'name = "https://thu.example"', 3, "https://thu.example"),
        ('body = ["div.text"]', "", 1, "body"),
        ('date_formats = ["{day}/{month}/{year}"]', 'date_formats = ["{day}/{month}"]', 24, "{day}/{month}"),
        ('title = ["h1"]', 'titel = ["h1"]', 22, "titel"),
        ("[[pages]]", "[pages]", 21, "[[pages]]"),
        ('name = "Báo Thử"', 'name = "Báo Thử', 3, "line 3"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, change: str, to: str, line: int, says: str) -> None:
    assert change in GOOD
    path = tmp_path / "wrong.toml"
    path.write_text(GOOD.replace(change, to, 1), encoding="utf-8")
    with pytest.raises(DataError) as wrong:
        load(tmp_path)
    message = str(wrong.value)
    assert message.startswith(f"{path}:")
    assert f":{line}:" in message or f"line {line}" in message
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("change", "to", "line", "says"),
    [
        ('"/rss/home.rss"', '"rss/home.rss"', 13, "rss/home.rss"),
        ("https://en.baothu.example/rss", "https://other.example/rss", 13, "other.example"),  # not this paper's host
        ("https://en.baothu.example/rss", "ftp://baothu.example/rss", 13, "ftp:"),
        ("https://thu.example/kinh-te", "https://thu.example/kinh tế", 14, "kinh tế"),
        ("/{section}/trang-{page}", "/{section}/trang-2", 15, "{page}"),
        ("/{section}/trang-{page}", "/{section}/trang-{number}", 15, "{number}"),
        ("max_pages = 10", "max_pages = 0", 16, "max_pages"),
        ("max_pages = 10", "max_pages = true", 16, "max_pages"),
        ("follow_links = true", 'follow_links = "yes"', 17, "true or false"),
        ('nb = "no"', 'no = "no"', 18, "no = no"),  # the canonical code is nb
        ('nb = "no"', 'nb = "norsk"', 18, "norsk"),
        ('nb = "no"', '"not a code" = "no"', 18, "not a code"),
        ('{ nb = "no", zh-Hans = "zh-CN" }', '["no"]', 18, "language_codes"),
        ("delay = 5.5", "delay = 1", 19, "2"),  # the usual two seconds cannot be undercut
        ("delay = 5.5", 'delay = "5"', 19, "number"),
    ],
)
def test_a_wrong_word_on_crawling_is_named_with_its_line(
    tmp_path: Path, change: str, to: str, line: int, says: str
) -> None:
    assert change in CRAWLED
    path = tmp_path / "wrong.toml"
    path.write_text(CRAWLED.replace(change, to, 1), encoding="utf-8")
    with pytest.raises(DataError) as wrong:
        load(tmp_path)
    message = str(wrong.value)
    assert message.startswith(f"{path}:{line}: ")
    assert says in message


@pytest.mark.parametrize(
    ("form", "parts", "path"),
    [
        ("/{lang}/{slug}", {"lang": "fa", "slug": "mot-bai-bao"}, "/fa/mot-bai-bao"),
        ("/{slug}", {"lang": "fa", "slug": "mot-bai-bao"}, "/mot-bai-bao"),
        ("/{lang}/{slug}", {"slug": "mot-bai-bao"}, None),  # nothing says which language
        ("/{lang}/{slug}", {"lang": "../..", "slug": "mot-bai-bao"}, None),
        ("/{slug}-{id}.html", {"slug": "mot-bai", "id": "7"}, "/mot-bai-7.html"),
        ("/{slug}-{id}.html", {"slug": "mot-bai", "id": "x"}, None),
        ("/{rest}?page={page}", {"rest": "a/b", "page": "2"}, "/a/b?page=2"),
    ],
)
def test_a_pattern_is_filled(form: str, parts: dict[str, str], path: str | None) -> None:
    assert templates.filled(form, parts) == path


@pytest.mark.parametrize(
    "row", ["baothu.example\tBáo Thử", "not a host\tBáo\t-\t-\t-\t-", "b.example\tBáo\t-\t-\t-\t{slug}"]
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "papers.tsv").write_text(f"# papers\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as wrong:
        load(tmp_path)
    assert "papers.tsv:2: " in str(wrong.value)


DOCS = (Path(__file__).parents[2] / "docs" / "sites.md").read_text(encoding="utf-8")


def documented(heading: str) -> set[str]:
    """Give the names in the first column of the table under a heading of docs/sites.md."""
    section = DOCS.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| ")]
    return {name.strip("{}") for cell in rows for name in cell.split()} - {"field", "part", "---"}


def test_the_page_on_sites_names_every_field_and_every_part() -> None:
    assert documented("The newspaper") == SITE_FIELDS - {"hosts", "pages"}
    assert documented("Hosts") == {field.name for field in dataclasses.fields(Host)}
    assert documented("Pages") == {field.name for field in dataclasses.fields(Page)} - {"number"}
    assert documented("Address patterns") == set(templates.PARTS)


def test_the_template_of_the_page_on_sites_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "baomau.toml").write_text(DOCS.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    sites = load(tmp_path)
    found = addresses.article("https://baomau.example/chinh-tri/mot-bai-bao-123.html", sites)
    assert found == addresses.Article("baomau.example", None, "mot-bai-bao", "123", None)
