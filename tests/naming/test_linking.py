"""Linking: the same whatever the order and the portions in which articles came, and after a kill at any moment."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.drafts import draft
from tests.naming.stand_ins import METHODS
from tracuu.corpus.archive import Archive
from tracuu.naming.linking import begin, link, take
from tracuu.records import Draft
from tracuu.workers import Workers

Article = tuple[str, str, str]
"""Story, language and text."""


def drafts(articles: Iterable[Article]) -> list[Draft]:
    return [draft(text, story=story, lang=lang, title=text.partition("\n")[0]) for story, lang, text in articles]


def state(archive: Archive) -> tuple[object, ...]:
    """Give all that linking made, with stories named by their lowest version's id, whichever came first."""
    versions = archive.versions(list(archive.numbers()))
    ids = {version.number: version.id for version in versions}
    lowest: dict[str, str] = {}
    for version in versions:
        lowest[version.story] = min(lowest.get(version.story, version.id), version.id)

    def told(id_: str) -> str:
        head, tilde, rest = id_.partition("~")
        story, dot, ordinal = rest.partition(".")
        return f"{head}~{lowest[story]}{dot}{ordinal}" if tilde else id_

    naming = archive.naming
    mentions = [one._replace(version=0, entity=told(one.entity)) for one in naming.mentions(list(ids))]
    places = [ids[one.version] for one in naming.mentions(list(ids))]
    entities = [(told(one.id), one._replace(id="", label=told(one.label))) for one in naming.everything()]
    return sorted(zip(places, mentions, strict=True)), sorted(entities), naming.aliases()


def named(archive: Archive) -> dict[str, list[str]]:
    """Give the entities of every version, by its text."""
    numbers = list(archive.numbers())
    found: dict[str, list[str]] = {}
    for mention in archive.naming.mentions(numbers):
        found.setdefault(archive.layer(mention.version).given, []).append(mention.entity)
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Iterable[Archive]:
    with Archive.create(tmp_path / "archive") as made:
        yield made


def test_a_story_is_linked_across_its_languages(archive: Archive) -> None:
    archive.add(drafts([("a", "vi", "Mô hình “Ngân hàng bò”"), ("a", "es", "El modelo “Banco de vacas”")]))
    done = link(archive, methods=METHODS)
    assert (done.gathered, done.resolved) == (1, 1)
    assert set(map(tuple, named(archive).values())) == {("vn:mo-hinh:?:ngan-hang-bo",)}
    assert archive.naming.outstanding() == 0
    assert link(archive, methods=METHODS) == (0, 0, 0)


def test_a_stub_is_resolved_once_another_story_names_it_completely(archive: Archive) -> None:
    archive.add(drafts([("a", "vi", "7-NQ/TU")]))
    link(archive, methods=METHODS)
    ((stub,),) = named(archive).values()
    assert "~" in stub
    archive.add(drafts([("b", "vi", "7-NQ/TU@quang-nam")]))
    link(archive, methods=METHODS)
    known = "vn:quang-nam.tinh-uy:nghi-quyet:07@2020-2025"
    assert set(map(tuple, named(archive).values())) == {(known,)}
    assert archive.naming.successor(stub) == known
    # A second of the same number: now nobody can tell which is meant.
    archive.add(drafts([("c", "vi", "7-NQ/TU@da-nang")]))
    link(archive, methods=METHODS)
    assert named(archive)["7-NQ/TU"] == [stub]


def test_a_name_that_two_stories_agree_on_is_understood_alone(archive: Archive) -> None:
    archive.add(drafts([("c", "es", "“Banco de vacas” solo")]))
    for story in "ab":
        archive.add(drafts([(story, "vi", f"“Ngân hàng bò” {story}"), (story, "es", f"“Banco de vacas” {story}")]))
        link(archive, methods=METHODS)
    assert named(archive)["“Banco de vacas” solo"] == ["vn:mo-hinh:?:ngan-hang-bo"]


def test_while_articles_come_in_only_new_stories_are_resolved(archive: Archive) -> None:
    """What they tell of older ones waits for the last linking, after which all is as if it had come at once."""
    known = "vn:quang-nam.tinh-uy:nghi-quyet:07@2020-2025"
    archive.add(drafts([("a", "vi", "7-NQ/TU")]))
    link(archive, methods=METHODS)
    archive.add(drafts([("b", "vi", "7-NQ/TU@quang-nam")]))
    with Workers(1) as workers:
        done = link(archive, only=take(archive, begin(archive, workers, METHODS)), methods=METHODS)
    assert done.resolved == 1
    assert named(archive)["7-NQ/TU"] != [known]
    assert archive.naming.outstanding() == 1
    link(archive, methods=METHODS)
    assert set(map(tuple, named(archive).values())) == {(known,)}


def test_names_are_learned_while_articles_come_in_once_their_evidence_has_grown_by_half(archive: Archive) -> None:
    """Stories name what others named before: how often names stand there tells, and not how many names changed."""

    def gather(stories: str) -> None:
        langs = ("vi", "es", "ms", "en")
        archive.add(drafts((story, lang, f"“Ngân hàng bò” {lang} {story}") for story in stories for lang in langs))
        with Workers(1) as workers:
            take(archive, begin(archive, workers, METHODS))

    gather("abcdefgh")
    assert archive.naming.learning_pays()
    link(archive, methods=METHODS)
    gather("i")
    assert not archive.naming.learning_pays()
    gather("jkl")
    assert archive.naming.learning_pays()


def test_workers_read_the_texts_themselves(archive: Archive) -> None:
    """One process or two: the same is found and resolved, and what a worker wrote nothing of is kept by this one."""
    articles = [(story, "vi", f"{number}-NQ/TU@quang-nam") for number, story in enumerate("abcd", 1)]
    archive.add(drafts(articles))
    with Workers(2) as workers:
        workers.start()
        assert link(archive, workers=workers, methods=METHODS).gathered == len(articles)
    expected = state(archive)
    archive.naming.forget()
    link(archive, methods=METHODS)
    assert state(archive) == expected


def test_stories_without_versions_are_told_apart(archive: Archive) -> None:
    """A story that another absorbed is outstanding too: of it everything is to be forgotten."""
    archive.add(drafts([("a", "vi", "7-NQ/TU")]))
    assert archive.naming.deserted([1, 2]) == {2}


TEXTS = st.lists(
    st.sampled_from(["7-NQ/TU", "7-NQ/TU@quang-nam", "7-NQ/TU@da-nang", "8-NQ/TU", "“A b”", "“A c”", "“Đ e”"]),
    max_size=3,
    unique=True,
).map(" ".join)
ARTICLES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["vi", "es", "ms"]), TEXTS), min_size=1, max_size=10, unique=True
)


@given(ARTICLES, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_bit_by_bit_is_as_all_at_once(articles: Sequence[Article], rng: random.Random) -> None:
    waiting = list(articles)
    rng.shuffle(waiting)
    with tempfile.TemporaryDirectory() as place:
        with Archive.create(Path(place, "whole")) as whole:
            whole.add(drafts(articles))
            link(whole, methods=METHODS)
            expected = state(whole)
        with Archive.create(Path(place, "bits")) as bits:
            while waiting:
                size = rng.randint(1, len(waiting))
                bits.add(drafts(waiting[:size]))
                waiting = waiting[size:]
                link(bits, methods=METHODS)
            assert state(bits) == expected
            bits.naming.forget()
            assert bits.naming.mentions(list(bits.numbers())) == []
            link(bits, methods=METHODS)
            assert state(bits) == expected
