"""What resolving may ask, and what it answers for one cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracuu.entities import Entity, Step
from tracuu.mentions.decisions import Rules

if TYPE_CHECKING:
    from tracuu.mentions.register import Register


class Knowledge(NamedTuple):
    """All that `resolve` may ask, beside the story itself.

    `alias` gives the entity of a language and a folded name that was learned or confirmed (weak, contested and banned
    names give None): a movement, or the family of the models of one name. `instruments` gives, for a kind and a number
    (`int`, so that 03 is 3), the instruments that some story of the archive names completely; `models` gives, for the
    slug of a Vietnamese name, the models of that name. Stubs are in neither. `rules` are the user's decisions
    (`decisions.rules`).
    """

    register: Register
    alias: Callable[[str, str], str | None]
    instruments: Callable[[str, int], Sequence[Entity]]
    models: Callable[[str], Sequence[Entity]]
    rules: Rules


class Decided(NamedTuple):
    """What a cluster is: its entity, by what it was decided (`how`, a word), how surely (0 to 1), and every step.

    `candidates` are ids of entities among which it is open.
    """

    entity: Entity
    how: str
    sureness: float
    steps: tuple[Step, ...] = ()
    candidates: tuple[str, ...] = ()
