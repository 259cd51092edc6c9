"""Reading in worker processes: the same is read as here, and a process that is killed loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.linking.articles import EVENTS, article
from tracuu.corpus.archive import Archive
from tracuu.linking import ahead
from tracuu.linking import match as matching
from tracuu.linking.ahead import Ahead, Read
from tracuu.linking.match import match
from tracuu.linking.shelf import Shelf
from tracuu.linking.signs import Reader
from tracuu.linking.tables import Tables
from tracuu.workers import Workers

EVERYTHING = [(event, lang) for event, versions in EVENTS.items() for lang in versions]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Give an archive of articles that nothing ties yet."""
    with Archive.create(tmp_path) as made:
        made.add([article(event, lang) for event, lang in EVERYTHING])
        yield made


def told(found: Sequence[Read], reader: Reader) -> dict[int, object]:
    """Put what was read into words: numbers of signs are each process's own."""
    return {
        one.version: (
            one.digest,
            one.reading.lang,
            one.reading.latin,
            one.reading.size,
            dict(zip(reader.vocabulary.written(one.reading.signs), one.reading.counts.tolist(), strict=True)),
            sorted(cells(one, reader)),
            None if one.shingles is None else one.shingles.tolist(),
        )
        for one in found
    }


def cells(one: Read, reader: Reader) -> Iterator[tuple[int, str, int]]:
    """Give sentence, sign, and how often it stands there."""
    signs = reader.vocabulary.written(one.reading.signs[one.reading.columns])
    return zip(one.reading.rows.tolist(), signs, one.reading.times.tolist(), strict=True)


@pytest.mark.parametrize("how", [{}, {"cut": True}, {"whole": True}])
def test_a_worker_reads_what_this_process_does(archive: Archive, how: dict[str, bool]) -> None:
    """Whatever number either gives to a sign: this one knew other words before."""
    versions = list(archive.numbers())
    pairs = Tables(archive).pairs
    here, there = Reader(pairs), Reader(pairs)
    there.read(["Kilmorran 320 before all others"], "en")
    with Workers(1) as crew:
        apart = Ahead(archive, crew)
        apart.announce(versions[:3], **how)
        assert versions[0] in apart
        assert versions[3] not in apart
        found = list(apart.read(versions, there, **how))
        assert versions[0] not in apart
    assert told(found, there) == told(list(Ahead(archive, None).read(versions, here, **how)), here)
    assert all((one.reading.signs[1:] > one.reading.signs[:-1]).all() for one in found)


def test_stories_are_the_same_with_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs too, whoever reads."""
    monkeypatch.setattr(matching, "MANY", 1)
    monkeypatch.setattr(matching, "BATCH", 2)
    monkeypatch.setattr(ahead, "FEW", 0)
    outcomes = []
    for count in (0, 1, 2):
        with Archive.create(tmp_path / str(count)) as archive, Workers(count) as crew:
            archive.add([article(event, lang) for event, lang in EVERYTHING])
            done = match(archive, crew=crew if count else None)
            stories = archive.stories
            pairs = stories.pairs_of(list(archive.numbers()))
            outcomes.append((done, pairs, stories.ties_of(list(archive.numbers()))))
            assert crew.started == bool(count)
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_a_killed_worker_is_done_without(archive: Archive) -> None:
    """What it was to read is read here."""
    versions = list(archive.numbers())
    reader = Reader()
    with Workers(1) as crew:
        process = crew.submit(os.getpid).result()
        apart = Ahead(archive, crew)
        os.kill(process, signal.SIGKILL)
        apart.announce(versions)
        assert {one.version for one in apart.read(versions, reader)} == set(versions)
        apart.announce(versions)
        assert {one.version for one in apart.read(versions, reader)} == set(versions)


def test_what_is_announced_is_read_as_it_is_then(archive: Archive) -> None:
    """A shelf that has workers remembers, forgets and reads again as one that has none."""
    versions = list(archive.numbers())
    with Workers(1) as crew:
        shelf = Shelf(archive, crew)
        shelf.prepare()  # reads all for its samples
        shelf.expect_anew(versions)
        shelf.fetch_anew(versions)
        assert [len(shelf.shingles(version)) > 0 for version in versions] == [True] * len(versions)
        shelf.fetch(versions[:2])
        assert shelf.reading(versions[0]).lang == "en"
