"""Run `tracuu crawl` on the web of the sample: `python -m tools.sample_crawl ARCHIVE WORDS…`.

Its newspapers are served on this computer for the while, so that pages can show what a crawl prints.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tracuu.commands.demo import crawl_sample

if __name__ == "__main__":
    sys.exit(crawl_sample(Path(sys.argv[1]), sys.argv[2:]))
