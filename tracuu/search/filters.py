"""What a field and its values mean in this archive: the site, province, language, story that a user typed a name of.

Names are taken as people write them: a site by id, host, name or the first part of its host; a province with its
accents or without; a language by code or English name. A value that the archive does not hold finds nothing, and a
note says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tracuu.corpus.archive import Archive
from tracuu.corpus.store.totals import Totals
from tracuu.errors import UsageError
from tracuu.indexer.tree import NOTHING, And, Everything, Filter, Node, Not, Or
from tracuu.messages import say
from tracuu.search import nodes
from tracuu.text.codes import canonical
from tracuu.text.normalize import fold, key

if TYPE_CHECKING:
    from tracuu.entities import Entity

_NOTHING_SAID: Mapping[str, str] = {}
_IS = {"starred": "star", "unstarred": "star", "reviewed": "reviewed", "unreviewed": "reviewed"}
_HAS = ("tag", "note")
_LINKED = ("instrument", "model")  # what versions are linked to by the names in them


class Filters:
    """Turns fields into filters for one archive, and collects what the user should know about them."""

    def __init__(self, archive: Archive, totals: Totals, meant: Mapping[str, str] = _NOTHING_SAID) -> None:
        """Keep the archive and what it holds; `meant` are ids of entities that a user chose, by what was typed.

        `notes` collects what the user should know, `linked` the entities that were asked for.
        """
        self.archive = archive
        self.totals = totals
        self.meant = meant
        self.notes: list[str] = []
        self.linked: list[Entity] = []

    def narrow(self, asked: nodes.Field) -> Node:
        """Give the node for a field: versions that have one of its values."""
        if asked.name in _LINKED:
            made = [self._linked(asked.name, value) for value in asked.values]
            return Or(tuple(made)) if len(made) > 1 else made[0]
        made = [self._one(asked.name, value) for value in asked.values]
        return Or(tuple(made)) if len(made) > 1 else made[0]

    def _linked(self, field: str, typed: str) -> Node:
        """Give the versions that name an entity. Raises AmbiguousEntity when articles name several that may be meant.

        Stubs of several stories that are called the same are looked for together: nobody can tell them apart.
        """
        from tracuu.naming.asking import candidates, terms_of

        if waiting := self.archive.naming.outstanding():
            self._note("not_linked", count=waiting)
        found = candidates(self.archive, self.meant.get(typed, typed), field) if typed.strip() else []
        here = self.archive.naming.entities([one.id for one in found])
        named = [one for one in found if one.id in here]
        if len(named) > 1:
            self._several(typed, named)
        named = named or self._possibly(typed, field, found)
        self.linked += named
        made: list[Node] = [Filter(name, numbers) for name, numbers in terms_of(named).items()]
        return Or(tuple(made)) if len(made) > 1 else next(iter(made), NOTHING)

    def _several(self, typed: str, named: Sequence[Entity]) -> None:
        from tracuu.naming.asking import ambiguous

        if not all(one.open for one in named):
            raise ambiguous(typed, named)
        self._note("stubs", value=typed, count=len(named))

    def _possibly(self, typed: str, field: str, found: Sequence[Entity]) -> list[Entity]:
        """Give the stubs that may be what is known and not named completely anywhere; say what there is instead."""
        from tracuu.naming.asking import nearly, stubs_like

        stubs = list(dict.fromkeys(stub for one in found for stub in stubs_like(self.archive, one)))
        near = "" if found else _list(one.label for one in nearly(self.archive, typed, field))
        if stubs:
            self._note("stubs", value=typed, count=len(stubs))
        else:
            self._note("near_entity" if near else "no_entity", value=typed, near=near)
        return stubs

    def _one(self, name: str, value: str) -> Node:
        find: dict[str, Callable[[str], Node]] = {
            "lang": self._lang,
            "site": self._site,
            "province": self._province,
            "story": lambda typed: self._id(typed, whole_story=True),
            "id": lambda typed: self._id(typed, whole_story=False),
            "tag": self._tag,
            "is": self._is,
            "has": self._has,
        }
        return find[name](value) if name in find else Filter(name, (value.casefold(),))

    def _note(self, entry: str, **values: object) -> None:
        said = say(f"search.note_{entry}", **values)
        if said not in self.notes:
            self.notes.append(said)

    def _known(self, names: Iterable[str]) -> str:
        """Say which values the archive holds, in words where there are none."""
        if listed := _list(names):
            return say("search.known", listed=listed)
        return say("search.known_of_none") if self.totals.versions else say("search.known_empty")

    def _lang(self, typed: str) -> Node:
        tags = languages_named(typed, self.totals.languages)
        if not tags:
            self._note("no_lang", value=typed, known=self._known(self.totals.languages))
            return NOTHING
        return Filter("lang", tags)

    def _site(self, typed: str) -> Node:
        ids = sites_named(typed, tuple(self.totals.sites))
        host = typed.casefold().removeprefix("www.")
        if len(ids) > 1:
            self._note("several_sites", value=typed, found=_list(ids))
        if not ids and "." not in host:
            self._note("no_site", value=typed, known=self._known(self.totals.sites))
            return NOTHING
        sites: list[Node] = [Filter("site", ids)] if ids else []
        # A portal is the origin of little, and the server of much.
        return Or((*sites, Filter("host", (host,)))) if "." in host else sites[0]

    def _province(self, typed: str) -> Node:
        slugs = provinces_named(typed, tuple(self.totals.provinces))
        if not slugs:
            self._note("no_province", value=typed, known=self._known(self.totals.provinces))
            return NOTHING
        return Filter("province", slugs)

    def _id(self, typed: str, *, whole_story: bool) -> Node:
        try:
            kind, found = self.archive.resolve(typed)
        except UsageError as error:  # unknown, or several begin so
            if str(error) not in self.notes:
                self.notes.append(str(error))
            return NOTHING
        if kind == "version" and whole_story:
            found = self.archive.version(self.archive.number(found)).story
        return Filter("story_id" if kind == "story" or whole_story else "version_id", (found,))

    def _tag(self, typed: str) -> Node:
        from tracuu.corpus.tagging import tag

        known = self.archive.marks.tags() if self.archive.has_marks() else {}
        asked = tag(typed)
        if asked not in known:
            self._note("no_tag", value=typed, known=_list(known) or say("search.no_tags"))
            return NOTHING
        return self._marked("tag", asked)

    def _is(self, typed: str) -> Node:
        kind = _IS.get(typed.casefold())
        if kind is None:
            self._note("no_state", name="is", value=typed, known=", ".join(_IS))
            return NOTHING
        marked = self._marked(kind)
        return And((Everything(), Not(marked))) if typed.casefold().startswith("un") else marked

    def _has(self, typed: str) -> Node:
        if typed.casefold() not in _HAS:
            self._note("no_state", name="has", value=typed, known=", ".join(_HAS))
            return NOTHING
        return self._marked(typed.casefold())

    def _marked(self, kind: str, value: str | None = None) -> Node:
        """Give the stories with a mark, as they are marked now: marks are not in the index."""
        ids = self.archive.marks.story_ids(kind, value) if self.archive.has_marks() else ()
        return Filter("story_id", tuple(ids)) if ids else NOTHING


def _list(names: Iterable[str], most: int = 12) -> str:
    listed = sorted(names)
    return ", ".join(listed[:most]) + (", …" if len(listed) > most else "")


def _plain(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(key(name))).split())


def languages_named(typed: str, held: Iterable[str]) -> tuple[str, ...]:
    """Give the tags that a code, an English name or one in the user's language stands for, among those held.

    `zh` stands for itself in the index, where every version also has its language without the script.
    """
    from tracuu.text.called import spoken_name
    from tracuu.text.codes import name

    held = tuple(held)
    wanted = typed.casefold()
    named = tuple(tag for tag in held if wanted in {name(tag).casefold(), spoken_name(tag).casefold()})
    try:
        tag = canonical(typed)
    except UsageError:  # a name, or no language at all
        return named
    return (tag,) if any(one == tag or one.startswith(f"{tag}-") for one in held) else named


def sites_named(typed: str, held: Sequence[str]) -> tuple[str, ...]:
    """Give the ids of the sites that are meant, among those held: by id, host, name, or the first part of its host."""
    wanted = typed.casefold().removeprefix("www.")
    if wanted in held:
        return (wanted,)
    from tracuu.corpus.sites import load

    sites = load()
    known = [sites.of(wanted) if "." in wanted else None, sites.named(typed)]
    ids = tuple(dict.fromkeys(site.id for site in known if site and site.id in held))
    plain = _plain(typed).replace(" ", "")
    return ids or tuple(one for one in held if _label(one) in {plain, f"bao{plain}"})


def _label(host: str) -> str:
    return host.partition(".")[0].replace("-", "")


def provinces_named(typed: str, held: Sequence[str]) -> tuple[str, ...]:
    """Give the slugs of a province and the places below it, among those held: by slug, name or alias."""
    from tracuu.text.places import provinces

    wanted = _plain(typed)
    slugs = {
        place.slug
        for place in provinces()
        if wanted in {_plain(name) for name in (place.slug, place.name, *place.aliases)}
    }
    slugs.add(typed.casefold().strip("/"))
    slugs.add(wanted.replace(" ", "-"))
    return tuple(one for one in held if one in slugs or any(one.startswith(f"{slug}/") for slug in slugs))
