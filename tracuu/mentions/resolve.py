"""Say which entity every cluster of a story is, how surely, and why. Pure: a story and what is known, nothing else.

The result does not depend on the order in which stories came: what is known (`Knowledge`) is made from all stories'
clusters by `learn`, before any is resolved, and resolving adds nothing to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracuu.entities import Cluster, Entity, Found, Mention, Step
from tracuu.mentions.decisions import Rules

if TYPE_CHECKING:
    from tracuu.mentions.register import Register


class Knowledge(NamedTuple):
    """All that `resolve` may ask, beside the story itself.

    `alias` gives the entity of a language and a folded name that was learned or confirmed (weak, contested and banned
    names give None). `instruments` gives, for a kind and a number (`int`, so that 03 is 3), the instruments that some
    story of the archive names completely; `models` gives, for the slug of a Vietnamese name, the models of that name.
    Stubs are in neither. All three are made by `learn`; `rules` are the user's decisions (`decisions.rules`).
    """

    register: Register
    alias: Callable[[str, str], str | None]
    instruments: Callable[[str, int], Sequence[Entity]]
    models: Callable[[str], Sequence[Entity]]
    rules: Rules


class Resolved(NamedTuple):
    """One story resolved.

    `mentions` are those of all versions, by version and start (see `resolve`: they need the Founds). `entities` are the entities they name that the register
    does not hold, stubs and families included, by id. `became` gives, for the ordinal of each cluster, its entity's id.
    `steps` gives the whole decision on each cluster, for `entity why`; `candidates` the entities among which a stub is
    open, so that it is resolved again when one of them changes.
    """

    story: str
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    became: Mapping[int, str]
    steps: Mapping[int, tuple[Step, ...]]
    candidates: Mapping[str, tuple[str, ...]]


def resolve(
    clusters: Sequence[Cluster], knowledge: Knowledge, founds: Mapping[int, Sequence[Found]] | None = None
) -> Resolved:
    """Resolve all clusters of one story.

    `founds` are the Founds of its versions, by the version's number: a cluster holds only their indexes, and a mention
    its span and words. Without them no mentions are made, all else is the same.
    """
    raise NotImplementedError
