"""The index follows the archive: step by step, after crashes, after it was lost, and beside other processes."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.indexer.articles import article
from tracuu.corpus.archive import Archive
from tracuu.corpus.locks import held
from tracuu.errors import Busy, IndexDamaged, IndexFailure, IndexMissing, NotWritable
from tracuu.indexer import build
from tracuu.indexer.build import Built
from tracuu.indexer.engines import tantivy
from tracuu.indexer.engines.base import Reader
from tracuu.indexer.fields import SCHEMA, packed
from tracuu.indexer.tree import Everything, Filter, Phrase, Range, Term


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "archive") as opened:
        yield opened


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few articles make several batches, and nobody waits long."""
    monkeypatch.setattr(build, "BATCH", 5)
    monkeypatch.setattr(build, "WAIT", 0.0)


def current(archive: Archive) -> Path:
    state = json.loads((archive.folder / "index" / "index.json").read_text(encoding="utf-8"))
    return archive.folder / "index" / str(state["current"])


def everything(reader: Reader) -> list[int]:
    return reader.keys(Everything())


def test_what_is_added_is_found(archive: Archive) -> None:
    """By its words, in its fields, under its story."""
    archive.add([article(number, story=number // 2, day=f"2025-01-{number + 1:02}") for number in range(12)])
    assert build.update(archive) == Built(indexed=12, removed=0)
    reader = build.open_reader(archive)
    (hit,) = reader.search(Term("body_exact", "word7")).hits
    assert archive.version(hit.key).title == "Article 7"
    assert hit.story == archive.version(hit.key).story_number
    assert reader.search(Everything()).stories == 6
    assert reader.search(Range("day", 20250103, 20250105)).versions == 3
    assert reader.search(Filter("version_id", (archive.version(hit.key).id,))).versions == 1
    assert reader.search(Phrase("title_fold", ("en:articl", "en:11"))).versions == 1
    assert archive.outstanding(10) == []


def test_nothing_to_do_does_nothing(archive: Archive) -> None:
    """Twice is as once."""
    archive.add([article(1)])
    build.update(archive)
    assert build.update(archive) == Built(0, 0)


def test_texts_that_are_ready_are_taken_as_they_are(archive: Archive) -> None:
    """What a worker has analysed is not analysed again."""
    (kept, _) = archive.add([article(1), article(2)])
    build.update(archive, ready={kept.number: packed({"body_exact": "made elsewhere"})})
    reader = build.open_reader(archive)
    assert reader.keys(Term("body_exact", "elsewhere")) == [kept.number]
    assert reader.search(Term("body_exact", "word2")).versions == 1


def test_progress_counts_up_to_all(archive: Archive) -> None:
    """(done, all), rising to (all, all)."""
    archive.add([article(number) for number in range(12)])
    heard: list[tuple[int, int]] = []
    build.update(archive, progress=lambda done, whole: heard.append((done, whole)))
    assert heard == [(5, 12), (10, 12), (12, 12)]


def test_a_story_that_changes_changes_in_the_index(archive: Archive) -> None:
    """Two stories that turn out to be one: the versions of both are found under one, and none twice."""
    archive.add([article(number) for number in range(30)])
    build.update(archive)
    archive.add([article(99, lang="ms")._replace(keys=("given:3", "given:4"))])
    done = build.update(archive)
    reader = build.open_reader(archive)
    assert done.removed >= 1
    assert reader.size == 31
    assert len({hit.story for hit in reader.search(Term("body_exact", "bridge"), limit=99).hits}) == 29
    assert build.compare(archive) == []


def test_many_changes_end_in_a_clean_index(archive: Archive) -> None:
    """Deleted documents distort scores: when more than a tenth are, the index is made anew."""
    archive.add([article(number) for number in range(20)])
    build.update(archive)
    before = current(archive)
    archive.add([article(99, lang="ms")._replace(keys=tuple(f"given:{number}" for number in range(8)))])
    build.update(archive)
    assert current(archive) != before
    assert build.open_reader(archive).deleted == 0
    assert build.compare(archive) == []


def lose(archive: Archive) -> None:
    shutil.rmtree(archive.folder / "index")


def lose_the_state(archive: Archive) -> None:
    (archive.folder / "index" / "index.json").unlink()


def garble_the_state(archive: Archive) -> None:
    (archive.folder / "index" / "index.json").write_bytes(b"\xff{")


def empty_the_state(archive: Archive) -> None:
    (archive.folder / "index" / "index.json").write_text("[]", encoding="utf-8")


def change_state(**values: str) -> Callable[[Archive], None]:
    def change(archive: Archive) -> None:
        place = archive.folder / "index" / "index.json"
        state = json.loads(place.read_text(encoding="utf-8"))
        place.write_text(json.dumps(state | values), encoding="utf-8")

    return change


def lose_the_segments(archive: Archive) -> None:
    for place in current(archive).glob("*.term"):
        place.unlink()


def cut_the_segments(archive: Archive) -> None:
    for place in current(archive).glob("*.idx"):
        place.write_bytes(place.read_bytes()[:10])


def lose_the_list_of_segments(archive: Archive) -> None:
    (current(archive) / "meta.json").unlink()


def lose_the_folder(archive: Archive) -> None:
    shutil.rmtree(current(archive))


HARM: dict[str, Callable[[Archive], None]] = {
    "the whole index is deleted": lose,
    "index.json is deleted": lose_the_state,
    "index.json is no JSON": garble_the_state,
    "index.json is other JSON": empty_the_state,
    "the index is of another archive": change_state(archive="0123456789abcdef"),
    "the index is of another tracuu": change_state(schema="fields 0, analysis 0"),
    "index.json names a folder that is not there": change_state(current="77"),
    "the index's folder is deleted": lose_the_folder,
    "files are deleted": lose_the_segments,
    "files are cut short": cut_the_segments,
    "tantivy's list of segments is deleted": lose_the_list_of_segments,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_an_index_that_cannot_be_used_is_made_anew(harm: Callable[[Archive], None], archive: Archive) -> None:
    """With a word about it, whoever meets it first: a search or an indexer. Nothing of the archive is lost."""
    archive.add([article(number) for number in range(12)])
    build.update(archive)
    harm(archive)
    heard: list[str] = []
    assert len(everything(build.open_reader(archive, heard.append))) == 12
    assert len(heard) == 1
    assert "anew" in heard[0]
    assert "\n" not in heard[0]
    harm(archive)
    assert [finding.code for finding in build.compare(archive)] in (["index_unreadable"], ["index_spoilt"])
    archive.add([article(12)])
    build.update(archive)
    assert len(everything(build.open_reader(archive, heard.append))) == 13
    assert build.compare(archive) == []


@pytest.mark.parametrize("kind", ["idx", "pos", "term", "fast", "fieldnorm", "store", "del"])
def test_bytes_that_were_overwritten_are_found_in_every_file(kind: str, archive: Archive) -> None:
    """One bit that a disk turns round: the engine would go on and answer from it."""
    archive.add([article(number) for number in range(4)])
    build.update(archive)
    engine = tantivy.ENGINE
    with engine.writer(current(archive), SCHEMA) as writer:  # so that there is a file of deletions
        writer.delete(2)
        writer.commit()
    spoilt = next(current(archive).glob(f"*.{kind}"))
    content = bytearray(spoilt.read_bytes())
    content[1] ^= 1
    spoilt.write_bytes(content)
    heard: list[tuple[int, int]] = []
    findings = build.compare(archive, lambda done, total: heard.append((done, total)))
    assert [(finding.code, finding.count) for finding in findings] == [("index_spoilt", 1)]
    assert spoilt.name in findings[0].detail
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]
    build.rebuild(archive)
    assert build.compare(archive) == []


@pytest.mark.parametrize("kind", ["pos", "fieldnorm", "store"])
def test_a_file_that_is_gone_is_found_though_most_searches_do_without_it(kind: str, archive: Archive) -> None:
    archive.add([article(1)])
    build.update(archive)
    next(current(archive).glob(f"*.{kind}")).unlink()
    assert [finding.code for finding in build.compare(archive)] == ["index_spoilt"]


@pytest.mark.parametrize("name", ["index", "locks"])
def test_a_file_in_place_of_a_folder_is_named(name: str, archive: Archive) -> None:
    """Not the archive's folder, which is none of the matter."""
    archive.add([article(1)])
    shutil.rmtree(archive.folder / name, ignore_errors=True)  # of the index, which is not there yet
    (archive.folder / name).write_text("mine", encoding="utf-8")
    with pytest.raises(NotWritable) as refused:
        build.update(archive)
    assert str(refused.value).startswith(f"{archive.folder / name} is a file")
    assert (archive.folder / name).read_text(encoding="utf-8") == "mine"


def test_a_new_archive_is_no_damage(archive: Archive) -> None:
    """The first search of an empty archive finds nothing and says nothing."""
    heard: list[str] = []
    assert build.open_reader(archive, heard.append).size == 0
    assert heard == []


def test_what_is_outstanding_is_indexed_before_a_search(archive: Archive) -> None:
    """An `add` that was killed after its articles were kept: the next search finds them."""
    archive.add([article(1)])
    build.update(archive)
    archive.add([article(2)])
    heard: list[str] = []
    assert build.open_reader(archive, heard.append).size == 2
    assert heard == []


def test_a_search_beside_an_indexer_goes_on_with_what_there_is(archive: Archive) -> None:
    """And says that there is more to come; an indexer is refused."""
    archive.add([article(1)])
    build.update(archive)
    archive.add([article(2), article(3)])
    heard: list[str] = []
    with held(archive.folder, "index"):
        assert build.open_reader(archive, heard.append).size == 1
        with pytest.raises(Busy):
            build.update(archive)
    assert len(heard) == 1
    assert heard[0].startswith("2 versions")
    assert build.open_reader(archive).size == 3


def test_an_archive_open_for_reading_alone_is_left_alone(archive: Archive) -> None:
    """It is searched as far as it is indexed; without an index there is an error, and nothing is written."""
    archive.add([article(1)])
    with Archive.open(archive.folder) as reading:
        with pytest.raises(IndexMissing):
            build.open_reader(reading)
        build.update(archive)
        archive.add([article(2)])
        assert build.open_reader(reading).size == 1
        with pytest.raises(NotWritable):
            build.update(reading)
        change_state(archive="another")(archive)
        with pytest.raises(IndexDamaged):
            build.open_reader(reading)


def test_a_rebuild_leaves_searches_under_way_alone(archive: Archive) -> None:
    """An open reader goes on with the index it knows; who opens one during the rebuild reads the old one."""
    archive.add([article(number) for number in range(12)])
    build.update(archive)
    before = build.open_reader(archive)
    seen: list[int] = []
    with Archive.open(archive.folder) as reading:
        assert build.rebuild(archive, lambda *_: seen.append(build.open_reader(reading).size)) == Built(12, 0)
    assert seen == [12, 12, 12]
    assert everything(before) == everything(build.open_reader(archive))
    assert before.search(Term("body_exact", "word7")).versions == 1
    assert sorted(place.name for place in (archive.folder / "index").iterdir()) == [current(archive).name, "index.json"]


class Stopped(Exception):
    """A process ends here."""


def stops(at: int) -> Callable[[], None]:
    """Give a function that raises Stopped the `at`-th time it is called."""
    left = at

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Stopped

    return count


# A rebuild tells the archive once that all is outstanding, and goes through its ten versions in two batches.
STEPS = [("all_outstanding", 1), *((step, at) for step in ("touched", "layers", "settle") for at in (1, 2))]


@pytest.mark.parametrize(("step", "at"), STEPS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_stopped_at_any_step_the_next_run_mends(
    step: str, at: int, archive: Archive, monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    """Before or after each word to the archive, in a first indexing and in a rebuild: nothing is missing or doubled."""
    archive.add([article(number, story=number // 2) for number in range(9)])
    build.update(archive)
    archive.add([article(99, lang="ms")._replace(keys=("given:3", "given:4"))])
    stop = stops(at)
    original = getattr(Archive, step)

    def stopping(self: Archive, *args: object) -> object:
        if not after:
            stop()
        answer = original(self, *args)
        if after:
            stop()
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(Archive, step, stopping)
        with pytest.raises(Stopped):
            build.rebuild(archive)
    with suppress(IndexFailure):
        assert set(everything(tantivy.ENGINE.reader(current(archive), SCHEMA))) <= set(archive.numbers())
    build.update(archive)
    assert everything(build.open_reader(archive)) == list(archive.numbers())
    assert build.compare(archive) == []


def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path) -> None:
    """Six processes are killed while they add and index; each time the next update makes index and archive agree."""
    dice = random.Random(5)
    folder = tmp_path / "archive"
    Archive.create(folder).close()
    acknowledged = 0
    for _ in range(6):
        acknowledged = max(acknowledged, killed_after(dice.randint(1, 6), dice.random() / 20, folder, acknowledged))
        with Archive.open(folder, write=True) as archive:
            build.update(archive)
            assert len(archive.numbers()) >= acknowledged
            assert everything(build.open_reader(archive)) == list(archive.numbers())
            assert build.compare(archive) == []


def killed_after(lines: int, seconds: float, folder: Path, first: int) -> int:
    """Run a process that adds articles, kill it some time after it said so many lines; give what it acknowledged."""
    command = [sys.executable, "-m", "tests.indexer.articles", str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(lines)]
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()
        said += process.stdout.readlines()
    return max(int(line.split()[1]) for line in said if line.endswith("\n"))
