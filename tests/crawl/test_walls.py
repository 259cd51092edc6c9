"""Walls: what stands before an article instead of it, and articles that only look or sound like one."""

from __future__ import annotations

import pytest

from tracuu.crawl.walls import wall
from tracuu.messages import say

STORY = "<p>The ferry runs again every morning at six, and nobody has to walk around the bay any more.</p>" * 30
SHORT = "<p>The ferry runs again every morning at six, and nobody has to walk around the bay.</p>"
MENU = "<nav>" + "".join(f'<a href="/{number}">Section {number} of the paper</a>' for number in range(40)) + "</nav>"
NEWS = '<meta property="og:type" content="article">'
LD = '<script type="application/ld+json">'


def page(body: str, title: str = "The ferry", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


BOT_WALLS = [
    # A challenge says so in its headers, whatever its status.
    (403, {"cf-mitigated": "challenge"}, ""),
    (503, {"cf-mitigated": "challenge"}, page("<h1>x.example</h1>", "Just a moment...")),
    (202, {"x-amzn-waf-action": "challenge"}, ""),
    # Or in what a reader sees, in any language.
    (403, {}, page("<h1>Sorry</h1>", "Attention Required! | Cloudflare")),
    (200, {}, page("<p>Vui lòng xác nhận bạn không phải là robot.</p>", "x.example")),
    (200, {}, page("<p>Подтвердите, что вы не робот</p>", "Проверка")),
    (200, {}, page("<p>请完成安全验证</p>", "安全验证")),
    (200, {}, page("<div class='g-recaptcha'></div><p>One more step</p>", "x.example")),
    (405, {}, page("<script src='https://token.awswaf.com/challenge.js'></script>", "")),
    (200, {}, page("<iframe src='/_Incapsula_Resource?SWUDNSAI=1'>Request unsuccessful.</iframe>", "")),
    # A page of nothing but a script that sets a cookie and asks again.
    (200, {}, "<script>document.cookie='D1N=0a1b'+';path=/';window.location.reload(true);</script>"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "headers", "html"), BOT_WALLS)
def test_a_check_for_robots_is_told(status: int, headers: dict[str, str], html: str) -> None:
    assert wall(status, headers, html) == "crawl.wall_bot"


@pytest.mark.parametrize(
    ("status", "html", "reason"),
    [
        (401, "", "login"),
        (403, "<h1>Forbidden</h1>", "refused"),
        (451, "", "refused"),
        (402, "", "pay"),
        (200, page("<form><input name=user><input type=password></form>", "Đăng nhập | Báo Mẫu"), "login"),
        (200, page("<p>Bạn cần đăng nhập để đọc bài viết này.</p>"), "login"),
        (403, page("<p>Please log in to read this page.</p>"), "login"),
        (200, page(LD + '{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>' + STORY), "pay"),
        (200, page(LD + '{"@graph": [{"hasPart": {"isAccessibleForFree": false}}]}</script>' + STORY), "pay"),
        (200, page(f"{SHORT}<div>Nội dung trả phí. Đăng ký gói để đọc hết.</div>{MENU}", head=NEWS), "pay"),
        (200, page(f"{SHORT}<div>This article is for subscribers only</div>"), "pay"),
        (200, page('<div id="root"></div><script src="/app.js"></script>'), "script"),
        (200, page("<noscript>You need to enable JavaScript.</noscript><script src=/a.js></script>"), "script"),
        (200, page(f'{MENU}<div id="__next"></div><script src="/a.js"></script>'), "script"),
    ],
)  # fmt: skip
def test_other_walls_are_told_apart(status: int, html: str, reason: str) -> None:
    found = wall(status, {}, html)
    assert found == f"crawl.wall_{reason}"
    assert "\n" not in say(found)


@pytest.mark.parametrize(
    ("status", "html"),
    [
        (200, page(STORY)),
        (404, page("<h1>Not found</h1>")),
        (500, ""),
        (200, ""),
        (304, ""),
        (429, page("<h1>Too many requests</h1>")),  # the crawler asks later
        # An article may speak of walls, and its page may hold a box to log in.
        (200, page(f"{SHORT}<p>Captcha asks users to verify you are human.</p>", "Captcha turns twenty", NEWS)),
        (200, page(f"{STORY}<p>Please log in to comment.</p><input type=password>", "Log in to the future")),
        (200, page(f"{SHORT * 12}<div class='g-recaptcha'></div>")),
        (200, page(f"{STORY}<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>")),
        (200, page(f"{STORY}<div>Become a member to read more of this, subscribers only</div>")),
        (200, page(f"{SHORT * 8}<noscript>Please enable JavaScript.</noscript><script src='/a.js'></script>")),
        # A free article beside a list of articles that are not.
        (200, page(LD + '{"@type": "NewsArticle", "isAccessibleForFree": true}</script>' + STORY)),
        (200, page(LD + '{"itemListElement": [{"isAccessibleForFree": false}]}</script>' + STORY)),
        (200, page(LD + '{"isAccessibleForFree": false</script>' + STORY)),  # broken: it states nothing
    ],
)  # fmt: skip
def test_what_is_no_wall(status: int, html: str) -> None:
    assert wall(status, {}, html) is None
