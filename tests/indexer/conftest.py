"""The engines that the conformance suite holds, and an index of each."""

from __future__ import annotations

import pytest

from tests.indexer.corpora import NEWS, indexed, reference
from tests.indexer.reference import Reference
from tracuu.indexer.engines import tantivy
from tracuu.indexer.engines.base import Engine, Reader

ENGINES: tuple[Engine, ...] = (tantivy.ENGINE,)


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.param
    return chosen


@pytest.fixture(scope="module")
def reader(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """400 articles in several segments."""
    batches = [NEWS[:130], NEWS[130:150], NEWS[150:390], NEWS[390:]]
    return indexed(engine, tmp_path_factory.mktemp("news") / "index", batches)


@pytest.fixture(scope="module")
def expected() -> Reference:
    return reference(NEWS)
