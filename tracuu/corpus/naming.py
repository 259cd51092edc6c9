"""The naming side of an archive: what is found, linked, learned and decided. Reached as `archive.naming`.

Decisions and redirects are truth. All else can be thrown away (`forget`) and is made again with the same result: a
power cut may take the last of it back, and with it that it was done. Methods may raise what those of `Archive` raise;
each change is one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from tracuu.corpus.store import knowing, linking, mentions, sighting, spread
from tracuu.corpus.store.knowing import Reach
from tracuu.corpus.store.linking import FoundIn, Gathered, Name, Unread
from tracuu.corpus.store.mentions import Linked, Stated
from tracuu.corpus.store.packing import Relation, number_of
from tracuu.corpus.store.sighting import LEARNED, Sighting
from tracuu.corpus.store.spread import Counted, Overview, Spread
from tracuu.entities import Alias, Cluster, Decision, Entity, Found, Mention

__all__ = [
    "LEARNED", "Counted", "FoundIn", "Gathered", "Linked", "Naming", "Overview", "Reach", "Relation", "Sighting",
    "Spread", "Stated", "Unread", "number_of",
]  # fmt: skip

_R = TypeVar("_R")


class Access(Protocol):
    """How an archive lets its file be used: a question, or a change in one transaction."""

    def __call__(self, use: Callable[[sqlite3.Connection], _R], /) -> _R:
        """Use the connection."""
        ...


class Naming:
    """What an archive keeps of naming."""

    def __init__(self, ask: Access, change: Access, change_for_now: Access) -> None:
        """Wrap an archive's access to its file; a power cut may take back what is changed for now."""
        self._ask = ask
        self._change = change
        self._change_for_now = change_for_now

    # The work to be done.

    def begin(self, fingerprint: int) -> None:
        """Say by which data and code naming is done; when they are not the last ones, all stories are outstanding."""
        self._change_for_now(lambda to: linking.begin(to, fingerprint))

    def outdated(self, fingerprint: int) -> int:
        """Count the versions that `begin` with this fingerprint has looked at again."""
        return self._ask(lambda to: linking.outdated(to, fingerprint))

    def outstanding(self) -> int:
        """Count the stories that are to be linked. Cheap at any size."""
        return self._ask(linking.count)

    def to_gather(self, limit: int) -> dict[int, int]:
        """Give up to `limit` stories whose versions changed, by number, each with its turn."""
        return self._ask(lambda to: linking.outstanding(to, limit, gathered=False))

    def to_resolve(self, limit: int, only: Sequence[int] | None = None) -> dict[int, int]:
        """Give up to `limit` stories that are gathered and to be resolved, by number, each with its turn.

        With `only`, none but these.
        """
        return self._ask(lambda to: linking.outstanding(to, limit, gathered=True, only=only))

    def restart(self) -> None:
        """Make every story outstanding; what was found in texts stays."""
        self._change_for_now(linking.restart)

    def again(self, stories: Iterable[int]) -> None:
        """Have stories resolved again, because what is known has changed."""
        self._change_for_now(lambda to: linking.again(to, stories))

    def forget(self) -> None:
        """Throw away everything but decisions and redirects, and make every story outstanding."""
        self._change(knowing.forget)

    # Gathering.

    def unread(self, stories: Sequence[int], fingerprint: int) -> dict[int, list[Unread]]:
        """Give the versions of stories with their texts and what was found in them, packed."""
        return self._ask(lambda to: linking.unread(to, stories, fingerprint))

    def keep_gathered(self, gathered: Sequence[Gathered], turns: Mapping[int, int], fingerprint: int) -> None:
        """Keep what gathering stories gave; those whose questions have other answers now are resolved again too."""
        self._change_for_now(lambda to: mentions.refresh(to, linking.keep(to, gathered, turns, fingerprint)))

    def deserted(self, stories: Sequence[int]) -> set[int]:
        """Give those of these stories that have no versions any more."""
        return self._ask(lambda to: linking.deserted(to, stories))

    def forget_story(self, story: int, turn: int) -> None:
        """Throw away what is kept of a story that has no versions any more."""
        self._change_for_now(lambda to: linking.forget_story(to, story, turn))

    def clusters(self, stories: Sequence[int]) -> Iterator[tuple[int, tuple[Cluster, ...]]]:
        """Give the clusters of stories, each with the story's number. Read it before anything else is asked."""
        return self._ask(lambda to: linking.clusters(to, stories))

    def relations(self, stories: Sequence[int]) -> dict[int, tuple[Relation, ...]]:
        """Give the relations that stories state between their Founds, by story."""
        return self._ask(lambda to: linking.relations(to, stories))

    def founds(self, versions: Sequence[int]) -> dict[int, tuple[Found, ...]]:
        """Give what was found in versions."""
        return self._ask(lambda to: linking.founds(to, versions))

    # What is known.

    def unlearned(self) -> set[Name]:
        """Give the names (language, folded name) whose evidence has changed since they were last learned."""
        return self._ask(knowing.unlearned)

    def learning_pays(self) -> bool:
        """Tell whether there is so much more evidence than names were learned from that learning now pays."""
        return self._ask(knowing.learning_pays)

    def unlearn(self, names: Iterable[Name]) -> None:
        """Have names learned anew."""
        self._change_for_now(lambda to: knowing.unlearn(to, names))

    def stories_with(self, names: Sequence[Name]) -> dict[int, set[Name]]:
        """Give the stories in whose clusters some of these names stand, each with those names."""
        return self._ask(lambda to: knowing.stories_with(to, names))

    def named_stories(self) -> list[int]:
        """Give all stories in whose clusters a name stands."""
        return self._ask(knowing.named_stories)

    def aliases(self, names: Sequence[Name] | None = None) -> list[Alias]:
        """Give what is learned of these names, or of all."""
        return self._ask(lambda to: list(knowing.aliases(to, names)))

    def aliases_of(self, entities: Sequence[str]) -> list[Alias]:
        """Give the learned names of entities, given by id."""
        return self._ask(lambda to: knowing.aliases_of(to, entities))

    def keep_aliases(self, names: Iterable[Name], learned: Iterable[Alias], stories: Iterable[int]) -> None:
        """Keep what was learned of names, in place of what was known of them; these stories are resolved again."""
        self._change_for_now(lambda to: knowing.keep_aliases(to, names, learned, stories))

    def answer(self, key: int) -> list[Entity]:
        """Give the entities that some story names completely and that answer a question (`number_of` its text)."""
        return self._ask(lambda to: linking.answer(to, key))

    def stories_with_needs(self, keys: Sequence[int]) -> list[int]:
        """Give the stories that asked one of these questions when they were resolved."""
        return self._ask(lambda to: linking.stories_with_needs(to, keys))

    def sightings(self, stories: Sequence[int]) -> dict[int, list[Sighting]]:
        """Give where learned names stand in the versions of stories, by story."""
        return self._ask(lambda to: sighting.in_stories(to, stories))

    def unsighted(self, limit: int) -> list[int]:
        """Give up to `limit` versions in which learned names were never looked for."""
        return self._ask(lambda to: sighting.unsighted(to, limit))

    def all_sighted(self) -> None:
        """Note that learned names were looked for in all versions."""
        self._change_for_now(sighting.all_sighted)

    def told(self, ids: Sequence[str]) -> dict[str, Entity]:
        """Give what stories tell of entities by themselves, by id, whether anything names them now or not."""
        found = self._ask(lambda to: mentions.told(to, list(map(number_of, ids))))
        return {entity.id: entity for entity in found.values()}

    def sighted(self) -> set[Name]:
        """Give the names that were looked for in the whole archive, or were sighted somewhere."""
        return self._ask(sighting.names)

    def keep_sightings(self, versions: Iterable[int], found: Iterable[Sighting], looked_for: Iterable[Name]) -> None:
        """Keep where learned names stand: all of them in `versions`, and `looked_for` in the whole archive.

        Stories in which that may have changed something are resolved again.
        """
        self._change_for_now(lambda to: sighting.keep(to, versions, found, looked_for))

    def forget_sightings(self, names: Iterable[Name]) -> None:
        """Throw away where names stand that are no longer looked for; the stories concerned are resolved again."""
        self._change_for_now(lambda to: sighting.forget(to, names))

    # What linking ended in.

    def keep_linked(self, linked: Sequence[Linked], turns: Mapping[int, int]) -> None:
        """Keep the mentions of stories; the index has to learn of versions that name other entities than before."""
        self._change_for_now(lambda to: mentions.keep(to, linked, turns))

    def mentions(self, versions: Sequence[int]) -> list[Mention]:
        """Give the mentions of versions, by version and place."""
        return self._ask(lambda to: list(mentions.read(to, versions)))

    def languages(self, versions: Sequence[int]) -> dict[int, str]:
        """Give the languages of versions, by number."""
        return self._ask(lambda to: mentions.languages(to, versions))

    def mentions_of(self, entities: Sequence[str]) -> list[Mention]:
        """Give the mentions of entities, given by id, by version and place."""
        return self._ask(lambda to: list(mentions.of_entities(to, list(map(number_of, entities)))))

    def named(self, versions: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
        """Give number and kind of the entities that versions name, their families too, by version."""
        return self._ask(lambda to: mentions.named(to, versions))

    def counted(self, kinds: Iterable[str] = (), lang: str | None = None, province: str | None = None) -> list[Counted]:
        """Give the entities that are named, of some kinds or all, and what is held of each; best known first.

        With `lang` or `province` only such versions count. Families, which nothing names by itself, are left out.
        """
        return self._ask(lambda to: list(spread.counted(to, kinds, lang, province)))

    def overview(self) -> Overview:
        """Count the entities that are named, and what is open. Cheap at any size."""
        return self._ask(spread.overview)

    def spread(self, ids: Sequence[str]) -> Spread:
        """Count where and when any of these entities is named."""
        return self._ask(lambda to: spread.spread(to, list(map(number_of, ids))))

    def entities(self, ids: Sequence[str]) -> dict[str, Entity]:
        """Give entities by id; those that nothing names are left out."""
        found = self._ask(lambda to: mentions.entities(to, list(map(number_of, ids))))
        return {entity.id: entity for entity in found.values()}

    def everything(self) -> list[Entity]:
        """Give all entities that are named, and their families."""
        return self._ask(lambda to: list(mentions.everything(to)))

    def members(self, family: str) -> list[Entity]:
        """Give the entities of a family."""
        return self._ask(lambda to: mentions.members(to, number_of(family)))

    def stated(self, entity: str) -> list[Stated]:
        """Give the relations that texts state of an entity."""
        return self._ask(lambda to: mentions.stated(to, number_of(entity)))

    def stories_of(self, entity: str) -> list[int]:
        """Give the numbers of the stories that name an entity."""
        return self._ask(lambda to: mentions.stories_of(to, number_of(entity)))

    def keys_of(self, entity: str) -> list[int]:
        """Give the questions that an entity answers."""
        return self._ask(lambda to: mentions.keys_of(to, number_of(entity)))

    def successor(self, id_: str) -> str:
        """Follow the redirects of a former id; any other is given back."""
        return self._ask(lambda to: mentions.successor(to, id_))

    # What users decided.

    def decisions(self) -> list[Decision]:
        """Give all decisions in order, those that were undone too."""
        return self._ask(knowing.decisions)

    def decide(self, verb: str, args: Mapping[str, Any], at: str, reach: Reach) -> Decision:
        """Keep a decision, and have its consequences drawn by the next linking; `at` is ISO 8601 in UTC."""
        return self._change(lambda to: knowing.decide(to, verb, args, at, reach))

    def undo(self, number: int, reach: Reach) -> None:
        """Note that a decision no longer holds, and have the consequences drawn by the next linking."""
        self._change(lambda to: knowing.undo(to, number, reach))

    def read_back(self, decided: Sequence[Decision]) -> int:
        """Keep decisions that were written out, in this order, those that are here left out; give how many are new."""
        return self._change(lambda to: knowing.read_back(to, decided))

    def doubtful(self) -> list[tuple[Alias, int]]:
        """Give learned names that are not sure enough to be used, with the number of stories in which each stands."""
        return self._ask(knowing.doubtful)

    def contradicted(self) -> list[int]:
        """Give the stories in which versions contradict each other."""
        return self._ask(linking.contradicted)

    def redirects(self) -> dict[str, str]:
        """Give all former ids, with the one that each leads to next."""
        return self._ask(knowing.redirects)

    def redirect(self, pairs: Mapping[str, str]) -> None:
        """Make former ids lead to others."""
        self._change(lambda to: knowing.redirect(to, pairs))
