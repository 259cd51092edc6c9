"""Open questions for people: what is asked, which keys answer it, and the conversation on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tracuu.console import called
from tracuu.console.choosing import meant, numbered
from tracuu.console.entity_pages import evidence
from tracuu.console.safe import isolated, printable
from tracuu.errors import UsageError
from tracuu.messages import plural, say
from tracuu.reports.drift import plain
from tracuu.text.called import spoken_name as language

if TYPE_CHECKING:
    from tracuu.entities import Decision
    from tracuu.naming.explaining import Doubt
    from tracuu.session import Session

SKIP, QUIT = "s", "q"
_MOST = 9  # candidates that keys can choose among


class Key(NamedTuple):
    """A key, what it does in words, and how it decides; without `decide` it only goes on."""

    key: str
    does: str
    decide: Callable[[Session], Decision] | None = None


def question(doubt: Doubt, *, bold: bool = False) -> Iterator[str]:
    """Give the lines of a question: what is asked, candidates, a sentence, and what an answer mends."""
    if doubt.about == "name":
        name = isolated(printable(doubt.name or ""))
        yield say(
            "entity_cmd.ask_name", name=name, lang=language(doubt.lang or "und"), entity=called.name(doubt.entity)
        )
    elif doubt.about == "stub":
        ask = "entity_cmd.ask_stub" if doubt.candidates else "entity_cmd.ask_unknown"
        yield say(ask, entity=called.name(doubt.entity), id=printable(doubt.entity.id))
        yield from (f"  {line}" for line in numbered(doubt.candidates[:_MOST]))
    else:
        said = "; ".join(map(printable, doubt.said))
        yield say("entity_cmd.ask_conflict", entity=called.name(doubt.entity), said=said)
    if doubt.evidence:
        yield from evidence(doubt.evidence, bold=bold)
    yield plural("entity_cmd.mends", doubt.versions, story=doubt.story)


def keys(doubt: Doubt) -> list[Key]:
    """Give the keys that answer a question."""
    entity, story = doubt.entity.id, doubt.story
    always = [Key(SKIP, say("entity_cmd.key_skip")), Key(QUIT, say("entity_cmd.key_quit"))]
    if doubt.about == "name":
        lang, name = doubt.lang or "und", doubt.name or ""
        return [
            Key("y", say("entity_cmd.key_name_yes"), lambda session: session.alias_add(entity, lang, name)),
            Key("n", say("entity_cmd.key_name_no"), lambda session: session.alias_ban(entity, lang, name)),
            *always,
        ]
    if doubt.about == "conflict":
        return [
            Key("y", say("entity_cmd.key_conflict_yes"), lambda session: session.relate(story, entity, entity)),
            Key("n", say("entity_cmd.key_conflict_no"), lambda session: session.split(entity, story)),
            *always,
        ]
    chosen = [_link(story, entity, one.id, str(place)) for place, one in enumerate(doubt.candidates[:_MOST], 1)]
    if len(chosen) == 1:
        chosen = [chosen[0]._replace(key="y", does=say("entity_cmd.key_stub_yes"))]
    typed = Key("t", say("entity_cmd.key_stub_typed"), lambda session: _typed(session, story, entity))
    return [*chosen, typed, Key("n", say("entity_cmd.key_stub_no")), *always]


def _typed(session: Session, story: str, entity: str) -> Decision:
    return session.relate(story, entity, meant(session, input(say("entity_cmd.which_name"))))


def _link(story: str, entity: str, to: str, key: str) -> Key:
    return Key(key, say("entity_cmd.key_stub_one", number=key), lambda session: session.relate(story, entity, to))


def legend(offered: Iterable[Key]) -> str:
    """Say in one line what each key does."""
    return "  ".join(f"[{key.key}] {key.does}" for key in offered)


def converse(
    session: Session,
    ask: Callable[[], str],
    out: Callable[[str], None],
    tell: Callable[[Decision], None],
    *,
    limit: int,
    bold: bool = False,
) -> int:
    """Ask one question after the other until none is left or the user leaves; give how many were decided.

    `ask` waits for a key. After a decision the questions are gathered anew, for one answer may settle several.
    """
    seen: set[tuple[str, str, str | None, str | None]] = set()
    decided = 0
    while (doubt := _next(session, seen, limit)) is not None:
        offered = keys(doubt)
        for line in (*question(doubt, bold=bold), legend(offered)):
            out(line)
        pressed = _pressed(offered, ask)
        if pressed.key == QUIT:
            break
        if pressed.decide:
            decided += _decided(session, pressed.decide, out, tell)
        out("")
    return decided


def _decided(
    session: Session,
    decide: Callable[[Session], Decision],
    out: Callable[[str], None],
    tell: Callable[[Decision], None],
) -> int:
    try:
        tell(decide(session))
    except UsageError as error:  # an earlier answer has settled this one too
        out(printable(str(error)))
        return 0
    return 1


def _next(session: Session, seen: set[tuple[str, str, str | None, str | None]], limit: int) -> Doubt | None:
    if len(seen) >= limit:
        return None
    for doubt in open_doubts(session, limit + len(seen)):
        mark = (doubt.about, doubt.entity.id, doubt.lang, doubt.name or doubt.story)
        if mark not in seen:
            seen.add(mark)
            return doubt
    return None


def open_doubts(session: Session, limit: int) -> Sequence[Doubt]:
    """Give the questions that are open.

    A contradiction that a user has looked at is none any more, and nobody is asked whether a thing has its own name.
    """
    looked_at = {
        (str(one.args["story"]), str(one.args["entity"]))
        for one in session.decisions()
        if not one.undone and "story" in one.args
    }

    def is_open(doubt: Doubt) -> bool:
        if doubt.about == "conflict":
            return (doubt.story, doubt.entity.id) not in looked_at
        names = (doubt.entity.label, *(name for _, name, _ in doubt.entity.names))
        return doubt.about != "name" or plain(doubt.name or "") not in map(plain, names)

    return list(filter(is_open, session.review(2 * limit + len(looked_at))))[:limit]


def _pressed(offered: Sequence[Key], ask: Callable[[], str]) -> Key:
    by_key = {key.key: key for key in offered}
    while True:
        answer = ask()
        if answer in {"\x03", "\x04", "\x1b"}:  # Ctrl-C and Ctrl-D in a terminal that hands them over, Escape
            return by_key[QUIT]
        if answer.lower() in by_key:
            return by_key[answer.lower()]
