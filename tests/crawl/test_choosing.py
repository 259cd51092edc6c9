"""Which addresses are asked for: a table of (lead, what was asked, why it is passed over)."""

from __future__ import annotations

import pytest

from tracuu.corpus.sites import load
from tracuu.crawl.choosing import choose, concerned, words_of
from tracuu.crawling import Crawl, Lead, Origin, Task, What

SITES = load()
PORTAL = "https://www.vietnam.vn"


def fits(*texts: str | None) -> bool:
    return any("dan van" in (text or "").casefold() for text in texts)


def article(url: str, origin: Origin = Origin.SITEMAP, **known: str) -> Lead:
    return Lead(url, What.ARTICLE, origin, **known)  # type: ignore[arg-type]  # the table names fields


CASES = [
    # lead, languages, since, reason (None: it is asked for)
    (article(f"{PORTAL}/lan-toa-dan-van-kheo"), (), None, None),
    (article(f"{PORTAL}/gia-ca-phe-hom-nay"), (), None, "crawl.no_match"),
    (article("https://baolaocai.vn/bai-viet-1.html", title="Dan van o ban Lung"), (), None, None),  # the title matches
    # Another rendering of an article that was asked for: its words are not looked at again.
    (article(f"{PORTAL}/es/gia-ca-phe-hom-nay", Origin.TRANSLATION), ("es",), None, None),
    (article("https://baoquangnam.vn/gia-ca-phe-1.html", Origin.SOURCE), ("es",), None, None),
    (article(f"{PORTAL}/fr/lan-toa-dan-van-kheo"), ("vi", "es"), None, "crawl.other_language"),
    (article(f"{PORTAL}/zh-CN/lan-toa-dan-van-kheo"), ("zh",), None, None),
    (article(f"{PORTAL}/lan-toa-dan-van-kheo"), ("es",), None, "crawl.other_language"),
    (article(f"{PORTAL}/lan-toa-dan-van-kheo", day="2024-05-01"), (), "2024-06-01", "crawl.too_old"),
    (
        article(f"{PORTAL}/lan-toa-dan-van-kheo", modified="2024-05-01T08:00:00+07:00"),
        (),
        "2024-06-01",
        "crawl.too_old",
    ),
    (article(f"{PORTAL}/lan-toa-dan-van-kheo"), (), "2024-06-01", None),  # undated ones are never dropped
    # What the user named is asked for whatever it is called and however old.
    (article(f"{PORTAL}/gia-ca-phe-hom-nay", Origin.NAMED, day="2001-01-01"), ("es",), "2024-06-01", None),
    (Lead(f"{PORTAL}/sitemap-1.xml", What.SITEMAP, Origin.ROBOTS), ("es",), None, None),
    (Lead(f"{PORTAL}/s1.xml", What.SITEMAP, Origin.SITEMAP, modified="2019-01-02"), (), "2024-06-01", "crawl.too_old"),
]


@pytest.mark.parametrize(("lead", "langs", "since", "reason"), CASES)
def test_what_is_asked_for(lead: Lead, langs: tuple[str, ...], since: str | None, reason: str | None) -> None:
    crawl = Crawl(("vietnam.vn",), match=("dân vận",), langs=langs, since=since)
    (chosen,) = choose([lead], [(crawl, fits)], SITES)
    assert chosen.passed == reason


def test_what_one_of_several_crawls_asks_for_is_asked_for() -> None:
    lead = article(f"{PORTAL}/gia-ca-phe-hom-nay")
    matched, whole = Crawl(("vietnam.vn",), match=("dân vận",), number=1), Crawl(("vietnam.vn",), number=2)
    (chosen,) = choose([lead], [(matched, fits), (whole, None)], SITES)
    assert chosen.passed is None


def test_a_list_is_read_for_all_crawls_of_its_site_and_an_article_for_its_own() -> None:
    crawls = [Crawl(("vietnam.vn",), number=1), Crawl(("baodanang.vn",), number=2), Crawl(("vietnam.vn",), number=3)]
    sitemap = Task(7, 3, f"{PORTAL}/sitemap.xml", "vietnam.vn", What.SITEMAP, Origin.ROBOTS)
    assert [one.number for one in concerned(crawls, sitemap, SITES)] == [3, 1]
    page = sitemap._replace(what=What.ARTICLE, url=f"{PORTAL}/lan-toa-dan-van-kheo")
    assert [one.number for one in concerned(crawls, page, SITES)] == [3]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://baoquangnam.vn/dan-van-kheo-3145.html", "dan van kheo 3145"),
        ("https://vietnam.vn/es/lan-toa-mo-hinh/", "lan toa mo hinh"),
        ("https://bao.vn/xa-hoi/202410/mot-bai-12/", "mot bai 12"),
        ("https://bao.vn/b%C3%A0i-b%C3%A1o", "bài báo"),
        ("https://bao.vn/", ""),
    ],
)
def test_the_words_of_an_address(url: str, words: str) -> None:
    assert words_of(url) == words
