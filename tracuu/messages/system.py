"""What the operating system says of a file, in the user's language."""

from __future__ import annotations

import errno

from tracuu.messages import part, say


def reason(error: BaseException) -> str:
    """Say why the system refused: in our words for what happens to users, else in its own."""
    name = errno.errorcode.get(getattr(error, "errno", None) or 0, "")
    if name in part("system"):
        return say(f"system.{name}")
    return getattr(error, "strerror", None) or str(error)
