"""The suite speaks English, whatever the machine it runs on does."""

from __future__ import annotations

import os

os.environ["TRACUU_LANG"] = "en"
