"""How well the letters of a text fit each language: the model of py3langid, looked up at all places at once.

The model (Lui and Baldwin, langid.py, ACL 2012; trained by A. Barbaresi) is an automaton that reads bytes of UTF-8 and
says, at some of them, which stretch of up to six bytes has ended there; each stretch has a score in each language.
What the automaton knows after a byte depends on the last six bytes alone. So it is set out anew six bytes before each
place of a text, and takes its six steps for all of them at once, in half the time of one walk through the text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEVER = -3.4028234663852886e38  # the least number of 32 bits: what a text without any stretch scores everywhere
_OUTSIDE = b"\xff"  # in no UTF-8, so no stretch begins with it or goes on over it


class Automaton(NamedTuple):
    """What reads bytes. A state is a number; states that go on alike share a row of 256 entries in `behind`.

    `row` is where a state's row begins, `behind` the state after a byte, `begun` that after two bytes from the start,
    `ended` the stretch that has ended in a state, -1 for none. `longest` is of how many bytes the longest stretch is.
    """

    row: NDArray[np.int32]
    behind: NDArray[np.uint32]
    begun: NDArray[np.uint32]
    ended: NDArray[np.int32]
    longest: int


class Letters(NamedTuple):
    """A model of some languages: `scores` has a row for each stretch, `usual` what is added for each language.

    `known` names all languages of the model that this was taken from.
    """

    automaton: Automaton
    scores: NDArray[np.float32]
    usual: NDArray[np.float32]
    languages: tuple[str, ...]
    known: frozenset[str]


def fits(text: str, letters: Letters) -> dict[str, float]:
    """Score a text in each language of a model, in the order of the model: log-probabilities, not normalised."""
    import numpy as np

    stretches = Counter(_ended(_bytes(text), letters.automaton))
    if not stretches:
        return dict.fromkeys(letters.languages, _NEVER)
    which = np.fromiter(stretches.keys(), np.intp, len(stretches))
    times = np.fromiter(stretches.values(), np.float32, len(stretches))
    scores = np.log1p(times) @ letters.scores.take(which, 0) + letters.usual
    best: dict[str, float] = {}
    for lang, score in zip(letters.languages, scores.tolist(), strict=True):  # a language may stand in it twice
        best[lang] = max(score, best.get(lang, score))
    return best


def _bytes(text: str) -> bytes:
    """Write a text as the model's own texts were: composed, and not all in capitals."""
    return unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode("utf-8", "surrogatepass")


def _ended(text: bytes, automaton: Automaton) -> list[int]:
    """Give the stretch that ends at each byte, where one does, in the order of the text."""
    import numpy as np

    row, behind, begun, ended, longest = automaton
    letters = np.frombuffer(_OUTSIDE * (longest - 1) + text, np.uint8).astype(np.intp)
    states = begun.take(letters[: 1 - longest] << 8 | letters[1 : 2 - longest or None])
    for step in range(2, longest):
        states = behind.take(row.take(states) + letters[step : step + len(text)])
    found = ended.take(states)
    stretches: list[int] = found[found >= 0].tolist()
    return stretches


def load() -> Letters:
    """Read the model of all languages: half a second's work."""
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE
    from py3langid.modelio import load_model

    scores, usual, languages, behind, rows, ended = load_model(MODEL_DIR / MODEL_FILE)
    automaton = _automaton(np.frombuffer(behind, np.uint32), np.frombuffer(rows, np.uint16), np.array(ended, np.int32))
    return Letters(automaton, scores, usual, tuple(languages), frozenset(languages))


def _automaton(behind: NDArray[np.uint32], rows: NDArray[np.uint16], ended: NDArray[np.int32]) -> Automaton:
    import numpy as np

    row = rows.astype(np.int32) << 8
    first = behind[row[0] : row[0] + 256]
    begun = behind[row[first][:, np.newaxis] + np.arange(256)].ravel()
    return Automaton(row, behind, begun, ended, _longest(behind.reshape(-1, 256), rows))


def _longest(behind: NDArray[np.uint32], rows: NDArray[np.uint16]) -> int:
    """Count the steps after which every state of an automaton has been met."""
    import numpy as np

    met = np.zeros(len(rows), bool)
    met[0] = True
    fresh, steps = np.array([0]), 0
    while len(fresh):
        reached = np.zeros(len(rows), bool)
        reached[behind[np.unique(rows[fresh])].ravel()] = True
        fresh = np.flatnonzero(reached & ~met)
        met |= reached
        steps += bool(len(fresh))
    return max(steps, 2)


def restricted(letters: Letters, languages: Collection[str]) -> Letters:
    """Take some languages out of a model; nothing of the others' scores is kept."""
    import numpy as np

    places = [place for place, lang in enumerate(letters.languages) if lang in languages]
    return letters._replace(
        scores=np.ascontiguousarray(letters.scores[:, places], np.float32),
        usual=letters.usual[places],
        languages=tuple(letters.languages[place] for place in places),
    )
