"""Run tracuu as `python -m tracuu`."""

from tracuu.cli import main

if __name__ == "__main__":
    main()
