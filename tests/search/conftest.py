"""A small archive of invented articles, indexed once for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracuu.corpus.archive import Archive
from tracuu.indexer.build import open_reader
from tracuu.indexer.engines.base import Reader
from tracuu.records import Dated, DateKind, Draft, LanguageGuess, Mark, Role
from tracuu.search.answer import Answer
from tracuu.search.run import Request, run


def draft(story: str, lang: str, title: str | None, *paragraphs: str, **fields: object) -> Draft:
    """Make an article: its title line, then paragraphs. `day` is its date, other fields are the draft's."""
    lines = [*([title] if title else []), *paragraphs]
    marks, place = [], 0
    for number, line in enumerate(lines):
        role = Role.TITLE if title and number == 0 else Role.BODY
        marks.append(Mark(place, place + len(line), role))
        place += len(line) + 1
    given = "\n".join(lines)
    day = fields.pop("day", None)
    made = Draft(
        raw=given.encode(), media_type="text/plain", charset="utf-8", origin=f"{story}.txt", given=given, title=title,
        fetched_at="2025-06-01T00:00:00Z", extractor="plain/1", marks=tuple(marks), keys=(f"given:{story}",),
        language=LanguageGuess(lang, 1.0, "stated"), given_id=f"{story}.{lang}",
        dated=Dated(str(day), DateKind.PAGE) if day else None,
    )  # fmt: skip
    return made._replace(**fields)


QN = {"site": "baoquangnam.vn", "province": "quang-nam"}
QT = {"site": "baoquangtri.vn", "province": "quang-tri"}
PORTAL = {"host": "vietnam.vn", "machine_translated": True}

ARTICLES = (
    # one story in four languages, dated
    draft(
        "cows",
        "vi",
        "Dân vận khéo ở xã Trà Linh",
        "Tổ dân vận giúp dân nuôi bò theo Nghị quyết số 35-NQ/TU.",
        day="2024-11-05",
        **QN,
    ),
    draft(
        "cows",
        "en",
        "Skilful mass mobilisation in Tra Linh",
        "The team helps farmers breed cows.",
        day="2024-11-06",
        **QN,
        **PORTAL,
    ),
    draft(
        "cows",
        "nb",
        "Flink folkeopplysning i Tra Linh",
        "Laget driver massemobiliseringsarbeid blant bøndene.",
        day="2024-11-06",
        **QN,
        **PORTAL,
    ),
    draft("cows", "zh-Hans", "茶灵乡的群众工作", "工作队帮助农民养牛。", day="2024-11-07", **QN, **PORTAL),
    # the same letters with other accents: "dẫn" and "vẫn" are other words than "dân" and "vận"
    draft(
        "guide",
        "vi",
        "Hướng dẫn trồng sâm",
        "Cán bộ vẫn hướng dẫn người trồng sâm. Đàn bò ở đây nhỏ.",
        day="2025-01-10",
        **QT,
    ),
    # typed without accents, as names are abroad
    draft(
        "name",
        "en",
        "The movement Dan van kheo",
        "Dan van kheo means skilful mobilisation.",
        day="2023-05-01",
        **QT,
        **PORTAL,
    ),
    # the two words, apart
    draft(
        "apart",
        "vi",
        "Vận tải ở miền núi",
        "Xe vận tải chở gạo lên xã, còn bà con và nhân dân chờ ở chợ.",
        day="2024-12-20",
        **QN,
    ),
    # no date, no site, no title
    draft("undated", "vi", None, "Bà con nuôi bò và trồng nghệ đen trên đồi cao."),
    draft(
        "turmeric",
        "es",
        "La cúrcuma negra",
        "Los campesinos cultivan la cúrcuma negra.",
        day="2025-03-14",
        **QN,
        **PORTAL,
    ),
    draft("turmeric", "fa", "زردچوبه سیاه", "کشاورزان زردچوبه سیاه می‌کارند.", day="2025-03-14", **QN, **PORTAL),
    draft(
        "law",
        "en",
        "Decree 168/2024/NĐ-CP",
        "Under Decree 168/2024/ND-CP fines rise.",
        day="2025-01-02",
        kind="document",
    ),
)

Search = Callable[..., Answer]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.create(tmp_path_factory.mktemp("search") / "archive") as made:
        made.add(ARTICLES)
        yield made


@pytest.fixture(scope="session")
def reader(archive: Archive) -> Reader:
    return open_reader(archive)


@pytest.fixture(scope="session")
def search(archive: Archive, reader: Reader) -> Search:
    """Search the archive: `search("dân vận", langs=("vi",))`."""

    def searched(query: str = "", **options: object) -> Answer:
        return run(archive, reader, Request(query=query, **options))  # type: ignore[arg-type]

    return searched


@pytest.fixture(scope="session")
def sample_folder(archive: Archive) -> Path:
    return archive.folder
