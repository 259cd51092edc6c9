"""What users decided about entities, made ready to be applied. Pure: the same decisions give the same rules.

    merge {keep, gone}           both are one; the id `gone` leads to `keep`
    split {entity, story}        what this story calls `entity` is something else, of this story alone
    link {story, entity, to}     what this story calls `entity` is `to`
    unlink {story, entity}       as split
    rename {entity, label}       its canonical name
    alias-add {entity, lang, name, surface}   this name means `entity`, wherever it stands
    alias-ban {entity, lang, name, surface}   this name never means `entity`

A later decision outdoes an earlier one that contradicts it. `story` is a story's id, `name` folded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracuu.entities import Decision

VERBS: Mapping[str, tuple[str, ...]] = {
    "merge": ("keep", "gone"),
    "split": ("entity", "story"),
    "link": ("story", "entity", "to"),
    "unlink": ("story", "entity"),
    "rename": ("entity", "label"),
    "alias-add": ("entity", "lang", "name", "surface"),
    "alias-ban": ("entity", "lang", "name", "surface"),
}
"""The verbs, and the arguments of each."""


class Rules(NamedTuple):
    """Decisions made ready.

    `same` maps an id that was merged away to the one that is kept, however many merges lie between. `apart` holds
    (story, entity) where an entity is something else, `links` says by (story, entity) what it is there. `labels` are
    canonical names by id; `confirmed` gives the entity of a (language, folded name), `banned` holds (language, folded
    name, entity).
    """

    same: Mapping[str, str]
    apart: frozenset[tuple[str, str]]
    links: Mapping[tuple[str, str], str]
    labels: Mapping[str, str]
    confirmed: Mapping[tuple[str, str], str]
    banned: frozenset[tuple[str, str, str]]

    def canonical(self, id_: str) -> str:
        """Give the id that an entity is kept under."""
        return self.same.get(id_, id_)

    def meant(self, story: str, id_: str) -> str | None:
        """Give what an entity is in a story: itself, what it was merged into or linked to; None when it is not this."""
        linked = self.canonical(self.links.get((story, id_), id_))
        return None if (story, linked) in self.apart or (story, id_) in self.apart else linked


def rules(decisions: Iterable[Decision]) -> Rules:
    """Make decisions ready; those that were undone count for nothing."""
    parents: dict[str, str] = {}
    apart: set[tuple[str, str]] = set()
    links: dict[tuple[str, str], str] = {}
    labels: dict[str, str] = {}
    confirmed: dict[tuple[str, str], str] = {}
    banned: set[tuple[str, str, str]] = set()
    for decision in sorted(decisions, key=lambda one: one.number):
        if decision.undone:
            continue
        args = {name: str(value) for name, value in decision.args.items()}
        match decision.verb:
            case "merge":
                _merge(parents, args["keep"], args["gone"])
            case "split" | "unlink":
                apart.add((args["story"], args["entity"]))
                links.pop((args["story"], args["entity"]), None)
            case "link":
                links[args["story"], args["entity"]] = args["to"]
                apart -= {(args["story"], args["entity"]), (args["story"], args["to"])}
            case "rename":
                labels[args["entity"]] = args["label"]
            case "alias-add":
                confirmed[args["lang"], args["name"]] = args["entity"]
                banned.discard((args["lang"], args["name"], args["entity"]))
            case "alias-ban":
                banned.add((args["lang"], args["name"], args["entity"]))
                if confirmed.get((args["lang"], args["name"])) == args["entity"]:
                    del confirmed[args["lang"], args["name"]]
    same = {id_: _root(parents, id_) for id_ in parents}
    return Rules(same, frozenset(apart), links, labels, confirmed, frozenset(banned))


def _merge(parents: dict[str, str], keep: str, gone: str) -> None:
    kept, taken = _root(parents, keep), _root(parents, gone)
    if kept != taken:
        parents[taken] = kept


def _root(parents: Mapping[str, str], id_: str) -> str:
    while id_ in parents:
        id_ = parents[id_]
    return id_
