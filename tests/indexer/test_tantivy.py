"""What is particular to tantivy: its limits, and the ways around them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.indexer.corpora import SCHEMA, indexed, news, reference
from tests.indexer.trees import PHRASES
from tracuu.errors import Busy, DiskFull, IndexDamaged, NotWritable, TracuuError, UsageError
from tracuu.indexer import simplify
from tracuu.indexer.engines import tantivy, tantivy_faults, tantivy_reader, tantivy_writer
from tracuu.indexer.engines.base import Document, Reader
from tracuu.indexer.tree import And, Everything, Filter, Node, Not, Or, Prefer, Range, Term

NEWS = news(300, seed=3)
A = Term("body", "a")
ASKED: tuple[Node, ...] = (A, Everything(), Filter("lang", ("vi",)), Not(A), Range("day", 0, None), Term("body", "35"))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return indexed(tantivy.ENGINE, tmp_path_factory.mktemp("t") / "index", [NEWS[:200], NEWS[200:]])


@pytest.mark.parametrize("limits", [(1, 1), (2, 7), (10_000, 50), (10_000, 50_000)])
def test_counts_are_exact_in_whichever_way_they_are_made(
    limits: tuple[int, int], reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One aggregation, several windows of stories, or value by value: the size of an answer chooses, never its sum."""
    for name, value in zip(("_BUCKETS", "_WINDOW"), limits, strict=True):
        monkeypatch.setattr(tantivy_reader, name, value)
    expected = reference(NEWS)
    for node in ASKED:
        whole, _ = expected.page(node)
        page = reader.search(node, limit=2)
        assert (page.stories, page.versions) == (whole.stories, whole.versions)
        assert reader.facet(node, "lang") == expected.facet(node, "lang")
        assert reader.histogram(node, "day") == expected.histogram(node, "day")


def test_the_deepest_tree_fits_the_smallest_stack(reader: Reader) -> None:
    """512 KB, what threads have on macOS; deeper trees are refused."""
    deep: Node = A
    for level in range(simplify.DEEPEST - 2):
        deep = And((deep, Prefer(A, A))) if level % 2 else Or((deep, Term("body", "c")))
    answers: list[int] = []

    def ask() -> None:
        answers.append(reader.search(deep).versions)
        answers.append(len(reader.keys(Not(deep))))

    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    assert sum(answers) == len(NEWS)


def test_equal_scores_of_any_number_are_cut_by_key(tmp_path: Path) -> None:
    """Documents that score the same, spread over segments against the order of their keys."""
    documents = [Document(key, key, {"body": "a a b"}) for key in range(90)]
    reader = indexed(tantivy.ENGINE, tmp_path / "index", [documents[60:], documents[:30], documents[30:60]])
    for size in (1, 7, 30, 89, 90, 91):
        pages = [reader.search(A, limit=size, offset=offset).hits for offset in range(0, 90, size)]
        assert [hit.key for page in pages for hit in page] == list(range(90))


def test_text_that_no_encoding_has_does_no_harm(tmp_path: Path) -> None:
    """Half a surrogate pair, as broken JSON may hold."""
    reader = indexed(
        tantivy.ENGINE, tmp_path / "index", [[Document(0, 0, {"body": "a \ud800 b"}, {"lang": ("\ud800",)})]]
    )
    assert reader.keys(And((A, Term("body", "b")))) == [0]


class PanicException(BaseException):
    """Named as the one of Rust code is."""


@pytest.mark.parametrize(
    ("raised", "wanted"),
    [
        (ValueError('Failed to acquire Lockfile: LockBusy. Some("…")'), Busy),
        (
            ValueError('Failed to acquire Lockfile: IoError(Os { code: 30, message: "Read-only file system" }). None'),
            NotWritable,
        ),
        (ValueError("An IO error occurred: 'No space left on device (os error 28)'"), DiskFull),
        (OSError(28, "No space left on device"), DiskFull),
        (PermissionError(13, "Permission denied"), NotWritable),
        (ValueError("Data corrupted: 'Footer magic byte mismatch'\nand more"), IndexDamaged),
        (PanicException("index out of bounds\nnote: run with …"), IndexDamaged),
    ],
)
def test_faults_are_named_in_one_line(raised: BaseException, wanted: type[TracuuError], tmp_path: Path) -> None:
    """Tantivy tells what happened in words alone."""
    with pytest.raises(wanted) as caught, tantivy_faults.faults(tmp_path):
        raise raised
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), SystemExit(3), UsageError("index.too_deep", levels=1)])
def test_what_is_no_fault_of_the_index_passes(raised: BaseException, tmp_path: Path) -> None:
    """Ctrl-C above all."""
    with pytest.raises(type(raised)), tantivy_faults.faults(tmp_path):
        raise raised


def test_a_commit_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tantivy syncs its files; the folder, in which it renamed its list of segments, is synced by us."""
    synced: list[Path] = []
    monkeypatch.setattr(tantivy_writer, "sync_folder", synced.append)
    indexed(tantivy.ENGINE, tmp_path / "index", [NEWS[:3], NEWS[3:5]])
    assert synced == [tmp_path / "index"] * 2
    assert (tmp_path / "index" / "schema.json").exists()
    assert SCHEMA.version in (tmp_path / "index" / "schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("ahead", [1, 40, 10_000])
def test_a_phrase_has_the_same_pages_however_much_is_fetched_at_once(
    ahead: int, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its hits are fetched at once where they are few, since to look at places twice costs more."""
    monkeypatch.setattr(tantivy_reader, "_AHEAD", ahead)
    expected = reference(NEWS)
    for node in PHRASES.values():
        whole, _ = expected.page(node)
        pages = [reader.search(node, limit=7, offset=start) for start in range(0, whole.stories + 7, 7)]
        assert {(page.stories, page.versions) for page in pages} == {(whole.stories, whole.versions)}
        assert sorted(hit.story for page in pages for hit in page.hits) == sorted(hit.story for hit in whole.hits)


def test_an_index_that_cannot_be_locked_is_read_through_links(tmp_path: Path) -> None:
    """Tantivy locks even to read; in a place that cannot be written the lock is made elsewhere."""
    folder = tmp_path / "index"
    usual = indexed(tantivy.ENGINE, folder, [NEWS])
    index = tantivy._opened_elsewhere(folder, SCHEMA)  # noqa: SLF001  what makes it needed takes a read-only disk
    linked = tantivy_reader.TantivyReader(index.searcher(), index.schema, SCHEMA, folder)
    for node in (*ASKED, *PHRASES.values()):
        assert linked.search(node) == usual.search(node)
