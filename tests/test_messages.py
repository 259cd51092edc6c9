"""The catalogue and the code that speaks through it agree: every key exists, is used, and has its places filled.

A key is found in the code as the first argument of `say`, `plural` or an error, with a literal string. A key made of
parts (an f-string such as `f"status.{name}"`) stands for every key that fits it.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import click
import pytest

from tracuu import errors, messages
from tracuu.messages.points import filled

PACKAGE = Path(errors.__file__).parent
CATALOGUE = PACKAGE / "messages" / messages.LANGUAGE
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
SPEAKERS = {"say", "plural"} | ERRORS


class Use(NamedTuple):
    """One call that names a message by a literal key."""

    where: str
    speaker: str
    key: str
    given: frozenset[str]  # names of the values it passes
    open: bool  # passes **values, so that more may be given than can be seen


def catalogue() -> dict[str, str]:
    parts = sorted(path.stem for path in CATALOGUE.glob("*.json"))
    return {f"{part}.{name}": words for part in parts for name, words in messages.part(part).items()}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def speaker(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def keys_in(argument: ast.expr) -> list[str]:
    """Give the literal keys of a first argument: one, or two where a condition chooses."""
    if isinstance(argument, ast.IfExp):
        return [*keys_in(argument.body), *keys_in(argument.orelse)]
    return [argument.value] if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else []


def uses() -> Iterator[Use]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and speaker(node) in SPEAKERS and node.args:
                where = f"{path.relative_to(PACKAGE.parent).as_posix()}:{node.lineno}"
                given = {word.arg for word in node.keywords if word.arg}
                if speaker(node) == "plural":
                    given.add("count")
                hidden = any(word.arg is None for word in node.keywords)
                for key in keys_in(node.args[0]):
                    yield Use(where, speaker(node), key, frozenset(given), hidden)


def keys_of(found: Use) -> list[str]:
    return [f"{found.key}.one", f"{found.key}.other"] if found.speaker == "plural" else [found.key]


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def literals() -> set[str]:
    """Give every string the code holds; a key may also be passed on through a table or a record."""
    return {node.value for _, tree in trees() for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip


def patterns() -> list[re.Pattern[str]]:
    """Give f-strings that could be keys as patterns: their literal parts, and anything without a space between."""
    found = []
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^\s]+" for part in node.values
                ]
                if re.match(r"[a-z_]+\\\.", parts[0]):
                    found.append(re.compile("".join(parts)))
    return found


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    known = catalogue()
    missing = [f"{found.where} {key}" for found in uses() for key in keys_of(found) if key not in known]
    assert not missing, "\n" + "\n".join(missing)


def test_every_message_is_used() -> None:
    """A message nobody says is a fault of the code that should say it, or is to be taken out."""
    said, made = literals(), patterns()
    unused = [
        key
        for key in catalogue()
        if not key.startswith("click.")  # looked up by click's own words
        and key not in said
        and key.removesuffix(".one").removesuffix(".other") not in said
        and not any(pattern.fullmatch(key) or pattern.fullmatch(key.rpartition(".")[0]) for pattern in made)
    ]
    assert not unused, "\n" + "\n".join(unused)


def test_every_call_fills_the_places_of_its_message() -> None:
    """A place left empty would be a KeyError in front of the user."""
    known = catalogue()
    empty = [
        f"{found.where} {key} lacks {', '.join(sorted(lacking))}"
        for found in uses()
        for key in keys_of(found)
        if not found.open and (lacking := places(known.get(key, "")) - found.given)
    ]
    assert not empty, "\n" + "\n".join(empty)


def test_messages_of_errors_are_one_line() -> None:
    """What, where, what to do next, in one line that can be read in a log."""
    known = catalogue()
    long = [
        f"{found.where} {found.key}" for found in uses() if found.speaker in ERRORS and "\n" in known.get(found.key, "")
    ]
    assert not long, "\n" + "\n".join(long)


def test_places_are_plain_names() -> None:
    """Whoever translates a message sees what goes where: no numbers, no attributes."""
    odd = {key: place for key, words in catalogue().items() for place in places(words) if not place.isidentifier()}
    assert odd == {}


def test_no_name_stands_twice_in_a_part() -> None:
    """JSON would keep the later one and say nothing."""
    for path in CATALOGUE.glob("*.json"):
        pairs: list[tuple[str, object]] = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)
        assert [name for name, count in Counter(name for name, _ in pairs).items() if count > 1] == [], path.name


def test_other_languages_have_the_same_messages_and_places() -> None:
    """A translation of the catalogue is whole, and every place is where it was."""
    english = {key: places(words) for key, words in catalogue().items()}
    wrong = []
    for folder in CATALOGUE.parent.iterdir():
        if folder.is_dir() and folder.name not in {messages.LANGUAGE, "__pycache__"}:
            theirs = {f"{path.stem}.{name}": places(words) for path in folder.glob("*.json")
                      for name, words in messages.part(path.stem, folder.name).items()}  # fmt: skip
            wrong += [f"{folder.name}/{key.partition('.')[0]}.json lacks {key}" for key in english.keys() - theirs]
            wrong += [f"{folder.name}: {key} is no message" for key in theirs.keys() - english]
            wrong += [f"{folder.name}: {key} has other places" for key in english.keys() & theirs
                      if english[key] != theirs[key]]  # fmt: skip
    assert not wrong, "\n" + "\n".join(sorted(wrong))


def test_what_click_says_is_what_we_translate() -> None:
    """The words of its English are the key, so they must be its own."""
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    spoken = {node.value for node in ast.walk(ast.parse(sources.replace("from __future__ import annotations", "")))
              if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip
    assert set(messages.part("click").values()) <= spoken


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"TRACUU_LANG": "vi"}, "vi"),
        ({"TRACUU_LANG": "en", "LANG": "vi_VN.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "en"),  # LC_ALL goes before LANG
        ({"LC_MESSAGES": "vi", "LANG": "nb_NO.UTF-8"}, "vi"),
        ({"LANG": "nb_NO.UTF-8"}, "en"),  # we do not speak Norwegian
        ({"TRACUU_LANG": "../en"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_that_of_the_system(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in ("en", "vi"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(messages, "_FOLDER", tmp_path)
    for name in ("TRACUU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    assert messages.spoken.__wrapped__() == language


def test_vietnamese_parts_thousands_by_points() -> None:
    """A number with a mark is a count; one without is a year or an id."""
    assert filled("{count:,} bài năm {year}, {share:.1f} %", {"count": 12_345, "year": 2025, "share": 0.5}) == (
        "12.345 bài năm 2025, 0,5 %"
    )
