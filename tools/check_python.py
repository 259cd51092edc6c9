"""Say in one line why this Python cannot hold the environment, or nothing when it can.

Written so that even Python 2 can read it: an old one must be told what is missing, not fail on our syntax.
"""

import sys

OLDEST = (3, 11)


def trouble():  # noqa: ANN201  Python 2 cannot read an annotation
    # type: () -> str | None
    """Give the line to show, or None when this Python will do."""
    found = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST:
        return "tracuu needs Python 3.11 or later, this one is " + found + " (" + sys.executable + ")."
    try:
        __import__("venv")
        __import__("ensurepip")
    except ImportError:
        return "This Python has no venv. On Debian and Ubuntu: sudo apt-get install python3-venv, then try again."
    return None


if __name__ == "__main__":
    LINE = trouble()
    if LINE:
        sys.stderr.write(LINE + "\n")
        sys.exit(1)
