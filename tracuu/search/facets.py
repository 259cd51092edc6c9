"""How what was found spreads over languages, sites, provinces and months."""

from __future__ import annotations

from collections.abc import Mapping

from tracuu.indexer.engines.base import Reader
from tracuu.indexer.tree import Node
from tracuu.search.answer import Facets


def facets(reader: Reader, node: Node) -> Facets:
    """Count the versions that match, by language, site, province and month of their date."""
    months = reader.histogram(node, "month")
    return Facets(
        lang=_own_tags(reader.facet(node, "lang")),
        site=_sorted(reader.facet(node, "site")),
        province=_sorted(reader.facet(node, "province")),
        month={f"{month // 100:04d}-{month % 100:02d}": count for month, count in sorted(months.items())},
    )


def _own_tags(counts: Mapping[str, int]) -> dict[str, int]:
    """Take `zh-Hans` out of `zh`: the index files a version under its full tag and under its language alone."""
    own = {
        tag: count - sum(more for longer, more in counts.items() if longer.startswith(f"{tag}-"))
        for tag, count in counts.items()
    }
    return _sorted({tag: count for tag, count in own.items() if count})


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
