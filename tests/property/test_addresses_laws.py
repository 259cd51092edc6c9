"""Laws of addresses: whatever is typed, normal() is stable and never fails."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tracuu.corpus import addresses
from tracuu.corpus.sites import load

SITES = load()
STEPS = st.text(alphabet="ab-é %25/.~+&=ạ\u200e?#;:@", max_size=20)
HOSTS = st.sampled_from(
    ("baodanang.vn", "WWW.baoquangninh.com.vn", "bảo.example", "a.example:8080", "www.www.x.vn", "[::1]")
)
URLS = st.builds(
    "{}{}/{}?{}#{}".format, st.sampled_from(("http://", "https://", "//", "")), HOSTS, STEPS, STEPS, STEPS
)  # fmt: skip


@given(URLS | st.text(max_size=60))
def test_normalising_twice_changes_nothing(url: str) -> None:
    once = addresses.normal(url, SITES)
    assert addresses.normal(once, SITES) == once


@given(URLS)
def test_the_spelling_of_scheme_www_and_fragment_makes_no_difference(url: str) -> None:
    page = addresses.normal(url, SITES)
    assume(page.startswith("https://"))  # a broken address comes back as it came
    assert addresses.normal(page.replace("https://", "http://", 1) + "#x", SITES) == page


@given(st.text(max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    addresses.host(text)
    addresses.article(text, SITES)
    addresses.is_listing(text, SITES)
    addresses.twins(text, SITES)
