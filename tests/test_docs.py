"""The documents do not fall behind: links resolve, and the command line's reference is what --help says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tracuu").rglob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
FENCE = re.compile(r"(?ms)^( *)(```|~~~).*?^\1\2")
CODE = re.compile(r"`[^`\n]+`")
READY = (ROOT / "tracuu" / "cli.py").exists() and (ROOT / "docs" / "cli.md").exists()


def prose(page: Path) -> str:
    """Give a page without its examples, whose brackets are no links."""
    return CODE.sub("", FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """Give the names of a page's headings as links spell them: lower case, words joined by hyphens."""
    headings = re.findall(r"(?m)^#+ +(.+?) *$", FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path) -> Iterator[str]:
    for target in LINK.findall(prose(page)):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, heading = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        if not found.exists():
            yield f"{page.relative_to(ROOT)}: {target} is not there"
        elif heading and found.suffix == ".md" and heading not in anchors(found):
            yield f"{page.relative_to(ROOT)}: {target} has no such heading"


def test_links_resolve() -> None:
    """A dead link sends a reader away with nothing."""
    dead = [line for page in PAGES for line in broken(page)]
    assert not dead, "\n" + "\n".join(dead)


def test_every_page_is_reached_from_the_readme() -> None:
    """A page that nothing links to is not read."""
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("there is no README yet")
    seen, waiting = {readme}, [readme]
    while waiting:
        page = waiting.pop()
        linked = {(page.parent / target.partition("#")[0]).resolve() for target in LINK.findall(prose(page))}
        new = {path for path in linked if path.suffix == ".md" and path.exists()} - seen
        seen |= new
        waiting += new
    lost = [str(page.relative_to(ROOT)) for page in PAGES if page.is_relative_to(ROOT / "docs") and page not in seen]
    assert lost == []


@pytest.mark.skipif(not READY, reason="there is no command line, or no reference, yet")
def test_the_reference_is_what_help_says() -> None:
    """When this fails: `make reference`."""
    from tools.cli_reference import reference

    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference()


@pytest.mark.skipif(not READY, reason="there is no command line, or no reference, yet")
def test_every_command_has_help_with_an_example() -> None:
    """Examples come first in --help: they are what most people read."""
    from tools.cli_reference import pages
    from tracuu.cli import tracuu

    bare = [path for path, text in pages(tracuu, "tracuu") if "tracuu" not in text.partition("\n\n")[2]]
    assert bare == []
