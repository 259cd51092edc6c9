"""How well an instrument that is known fits what a story says of one: a score whose every step is told.

Weights are points: what can hardly be chance weighs most (a whole symbol, a date, a stated issuer), what only makes
likely weighs little (the term in force, the newspaper's province). What contradicts weighs against. An instrument is
taken when it reaches `FITS` and leads the next by `LEAD`; else the question stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tracuu.entities import Cluster, Entity, Step
from tracuu.mentions import issuers, terms
from tracuu.mentions.agree import plain_number
from tracuu.mentions.ids import UNKNOWN, parse, slug
from tracuu.mentions.kinds import types
from tracuu.mentions.register import Facts

# What is stated and agrees. A symbol with its number is the instrument but for the term; a date within a day leaves one
# in thousands; a stated issuer leaves one per term.
SYMBOL, DAY, MONTH, YEAR, ISSUER, BODY, TERM, SESSION = 3.0, 4.0, 2.5, 1.5, 3.0, 0.5, 3.0, 6.0
# A date lies in some term or year of every issuer: with nothing that says whose it is, it tells one from hundreds.
PERIOD = 1.5
# What is stated and disagrees. A misread date or symbol happens; another stated issuer or term means another one.
OTHER_ISSUER, OTHER_DATE, OTHER_TERM, OTHER_SYMBOL, OTHER_TYPE = -6.0, -5.0, -5.0, -4.0, -5.0
# A type word may stand for several types: the likeliest counts whole, the others less.
TYPE, OTHER_MEANING = 1.0, 0.6
# What only makes likely. A paper names the centre's documents, and its own province's, without saying whose they are.
HOME, CENTRE, ELSEWHERE = 1.0, 0.5, -2.0
TOPIC, MOST_TOPICS, OTHER_TOPIC = 2.25, 3.0, -1.0
BESIDE = 0.5  # another mention of the story is by the same issuer, not of the centre, in the same period
HEADING_TOPIC = 1.75  # the headline is about the same, and the text around does not tell: not enough by itself
BESIDE_TOPIC = 2.25  # another instrument of the story is about the same, and the text around does not tell
CARRIED_OUT = 2.25  # a movement of the story carries it out
# Everybody calls it by type and number alone: "Đề án 06".
CALLED_SO = 3.5
# It bears the name of a law: of one that was made before the article, or in the year that is stated.
NAME, NAME_UNDATED = 2.5, 1.0
# Neither date nor term is stated. The centre's documents are cited for years: one of now and one of then, both known,
# lie less than `LEAD` apart, and one of then fits only with more than its symbol. Elsewhere the same number of now,
# which nobody has told us of, is likelier than that of then.
NOW, PAST_OF_CENTRE, PAST_ELSEWHERE = 0.15, -0.8, -5.0
# The article has no date: most are of these years. What only another story names may be of any term there: one of its
# number in another term, which nobody has told us of, is as likely.
RECENT, SINCE, UNDATED = 0.5, "2020-01-01", -5.0

FITS = 3.75
"""Points from which an instrument is taken: type, number and one thing that can hardly be chance."""

LEAD = 1.0
"""Points by which the best must lead the next; less is a question for a person."""

REFUSED = float("-inf")
_YEAR = 4  # digits of a year


class Context(NamedTuple):
    """What stands around a cluster. `facts` is `Register.facts`; `topics` those of the sentences it stands in.

    `heading` are the topics of headline and address, where the sentences tell none.
    `named` are ids of laws that its names stand for.
    `beside` are ids of other instruments of the story that are already decided, and of movements that are known.
    """

    facts: Callable[[str], Facts] = lambda _: Facts()
    topics: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    heading: frozenset[str] = frozenset()


def score(cluster: Cluster, entity: Entity, context: Context) -> tuple[float, tuple[Step, ...]]:
    """Give how many points speak for `entity`, and each step with its share. `REFUSED` when it cannot be.

    It cannot be when the number (or congress or plenum) differs, when the year inside the number does, or when the
    document is younger than the article.
    """
    refusal = _refusal(cluster, entity, context)
    if refusal:
        return REFUSED, (refusal,)
    steps = tuple(
        step
        for judge in (
            _type,
            _symbol,
            _issuer,
            _date,
            _term,
            _session,
            _article,
            _paper,
            _topics,
            _called,
            _named,
            _carried_out,
            _beside,
        )
        for step in judge(cluster, entity, context)
    )
    return round(sum(step.weight for step in steps), 3), steps


def best(
    cluster: Cluster, candidates: Iterable[Entity], context: Context
) -> tuple[Entity | None, tuple[Entity, ...], tuple[Step, ...]]:
    """Give the one candidate that fits, those that are left when none stands out, and the steps of the decision.

    Candidates are judged whatever their order. When the best reaches `FITS` and leads by `LEAD` it is the answer;
    otherwise all that are within `LEAD` of the best, and not refused, are left, best first.
    """
    judged = sorted(
        ((*score(cluster, entity, context), entity) for entity in {one.id: one for one in candidates}.values()),
        key=lambda item: (-item[0], item[2].id),
    )
    alive = [(points, steps, entity) for points, steps, entity in judged if points != REFUSED]
    if not alive:
        return None, (), tuple(step for _, steps, _ in judged for step in steps)
    points, steps, first = alive[0]
    near = [entity for other, _, entity in alive if points - other < LEAD]
    if points >= FITS and len(near) == 1:
        return first, (), steps
    if len(near) > 1:
        return None, tuple(near), (*steps, Step("register.equal", {"entities": ", ".join(one.id for one in near)}))
    return None, (first,), (*steps, Step("register.too_little", {"entity": first.id, "points": points, "asked": FITS}))


def same_number(one: str | None, other: str | None) -> bool | None:
    """Tell whether two printed numbers are one: 03 and 3 are. None when either is not stated."""
    return None if one is None or other is None else plain_number(one) == plain_number(other)


def _refusal(cluster: Cluster, entity: Entity, context: Context) -> Step | None:
    session = context.facts(entity.id).session
    if cluster.number is not None and same_number(cluster.number, entity.number) is not True:
        return Step("register.other_number", {"stated": cluster.number, "known": entity.number or "?"})
    if cluster.number is None and cluster.session and session and not _session_fits(cluster.session, session):
        return Step("register.other_session", {"stated": cluster.session, "known": session})
    if cluster.year and entity.period and entity.period.isdigit() and cluster.year != int(entity.period):
        return Step("register.other_year", {"stated": cluster.year, "known": entity.period})
    began = entity.date or (terms.starts(entity.issuer, entity.period) if entity.period else None)
    if cluster.day and began and _days_between(began, cluster.day) < -1:
        return Step("register.too_young", {"known": began, "article": cluster.day})
    return None


def _type(cluster: Cluster, entity: Entity, _: Context) -> Iterable[Step]:
    values = {"known": types()[entity.kind].name if entity.kind in types() else entity.kind}
    if entity.kind not in cluster.kinds:
        # The symbol tells the type when a translation has turned the type's word into another.
        # The symbols of the National Assembly name no type: 72/2025/QH15 may be a law or a resolution.
        known = _symbol_of(entity)
        agrees = known is not None and ("-" in known or "/" in known) and _key(cluster.symbol) == _key(known)
        yield Step(
            "register.type_by_symbol" if agrees else "register.other_type", values, 0.0 if agrees else OTHER_TYPE
        )
    else:
        yield Step("register.type", values, TYPE if cluster.kinds[0] == entity.kind else OTHER_MEANING)


def _symbol(cluster: Cluster, entity: Entity, _: Context) -> Iterable[Step]:
    known = _symbol_of(entity)
    if not cluster.symbol or not known:
        return
    values = {"stated": cluster.symbol, "known": known}
    if _key(cluster.symbol) == _key(known):
        yield Step("register.symbol", values, SYMBOL)
    elif cluster.body and _issuers_agree(cluster, entity) is True:
        yield Step("register.symbol_outdone", values, 0.0)
    else:
        yield Step("register.other_symbol", values, OTHER_SYMBOL)


def _issuer(cluster: Cluster, entity: Entity, _: Context) -> Iterable[Step]:
    if not cluster.body or not entity.issuer:
        return
    values = {"stated": stated_issuer(cluster, entity.date) or "?", "known": entity.issuer}
    agree = _issuers_agree(cluster, entity)
    if agree is False:
        yield Step("register.other_issuer", values, OTHER_ISSUER)
        return
    yield Step("register.issuer", values, ISSUER if agree else ISSUER / 2)
    if cluster.body == entity.body:
        yield Step("register.body", {"known": entity.body}, BODY)


def _date(cluster: Cluster, entity: Entity, _: Context) -> Iterable[Step]:
    if not cluster.date or not entity.date:
        return
    values = {"stated": cluster.date, "known": entity.date}
    shared = min(len(cluster.date), len(entity.date))
    if shared == len("2023-12-08") and abs(_days_between(cluster.date, entity.date)) <= 1:
        yield Step("register.day", values, DAY)
    elif shared == len("2023-12-08") and cluster.date == _turned(entity.date):
        yield Step("register.day_turned", values, MONTH)
    elif shared < len("2023-12-08") and cluster.date[:shared] == entity.date[:shared]:
        yield Step("register.part_of_date", values, MONTH if shared == len("2023-12") else YEAR)
    else:
        yield Step("register.other_date", values, OTHER_DATE)


def _term(cluster: Cluster, entity: Entity, _: Context) -> Iterable[Step]:
    stated = cluster.term or (terms.period(entity.issuer, cluster.date) if not entity.date else None)
    if cluster.year:
        stated = str(cluster.year)
    if not stated or not entity.period:
        return
    values = {"stated": stated, "known": entity.period}
    told = cluster.term or cluster.year or cluster.symbol or cluster.body
    yield (
        Step("register.term", values, TERM if told else PERIOD)
        if stated == entity.period
        else Step("register.other_term", values, OTHER_TERM)
    )


def _session(cluster: Cluster, entity: Entity, context: Context) -> Iterable[Step]:
    known = context.facts(entity.id).session
    if cluster.session and known and _session_fits(cluster.session, known):
        yield Step("register.session", {"stated": cluster.session}, SESSION)


def _article(cluster: Cluster, entity: Entity, context: Context) -> Iterable[Step]:
    """Judge by the article's day: only where no date or term is stated, for it is the weaker word."""
    if not entity.period or cluster.date or cluster.term or cluster.year:
        return
    if cluster.day is None:
        if entity.origin != "register":
            yield Step("register.undated", {"known": entity.period}, UNDATED)
        elif (terms.starts(entity.issuer, entity.period) or "") >= SINCE:
            yield Step("register.recent", {"known": entity.period}, RECENT)
    else:
        values = {"known": entity.period, "article": cluster.day}
        last = entity.id in context.named and not _is_made_anew(entity, cluster.day, context)
        if last or terms.fitness(entity.issuer, entity.period, cluster.day) == terms.IN_FORCE:
            yield Step("register.article", values, NOW)
        else:
            past = PAST_OF_CENTRE if _is_of_centre(entity) else PAST_ELSEWHERE
            yield Step("register.article_later", values, past)


def _is_made_anew(entity: Entity, day: str, context: Context) -> bool:
    """Tell whether a later law of the same name had been made by a day. Until then a law is in force, for decades."""
    others = (parts.period or "" for one in context.named if (parts := parse(one)))
    return any((entity.period or "") < period <= day[:_YEAR] for period in others)


def _paper(cluster: Cluster, entity: Entity, _: Context) -> Iterable[Step]:
    """Judge by the newspaper's province: only where no issuer is stated."""
    if cluster.body or not entity.issuer:
        return
    home = issuers.place_of(entity.issuer)
    values = {"known": entity.issuer, "province": cluster.province or "?"}
    if _is_of_centre(entity):
        yield Step("register.centre", values, CENTRE)
    elif home and cluster.province:
        own = {cluster.province, issuers.province_of_day(cluster.province, cluster.day)}
        yield Step("register.home", values, HOME) if home in own else Step("register.elsewhere", values, ELSEWHERE)


def _topics(_: Cluster, entity: Entity, context: Context) -> Iterable[Step]:
    about = context.facts(entity.id).topics
    met = sorted(context.topics & about)
    if met:
        yield Step("register.topics", {"topics": ", ".join(met)}, min(MOST_TOPICS, TOPIC * len(met)))
    elif shared := sorted(about & _topics_beside(entity, context)):
        yield Step("register.topics_beside", {"topics": ", ".join(shared)}, BESIDE_TOPIC)
    elif shared := sorted(about & context.heading):
        yield Step("register.topics_heading", {"topics": ", ".join(shared)}, HEADING_TOPIC)
    elif (context.topics or context.heading) and about:
        yield Step("register.other_topics", {"known": ", ".join(sorted(about))}, OTHER_TOPIC)


def _topics_beside(entity: Entity, context: Context) -> frozenset[str]:
    """Give what the other instruments of the story are about."""
    return frozenset().union(*(context.facts(other).topics for other in context.beside if other != entity.id))


def _called(cluster: Cluster, entity: Entity, context: Context) -> Iterable[Step]:
    if cluster.day and entity.date and cluster.day <= entity.date:
        return  # nobody calls it so before it is made
    if context.facts(entity.id).by_number and not (cluster.symbol or cluster.body):
        yield Step("register.called_so", {"known": entity.label}, CALLED_SO)


def _named(cluster: Cluster, entity: Entity, context: Context) -> Iterable[Step]:
    """Judge by the name. A law is made anew under its old name, so that where no day tells, the name alone does not."""
    if entity.id in context.named:
        dated = cluster.day or cluster.date or cluster.year
        yield Step("register.named", {"known": entity.label}, NAME if dated else NAME_UNDATED)


def _carried_out(_: Cluster, entity: Entity, context: Context) -> Iterable[Step]:
    for other in context.beside:
        if context.facts(other).implements == entity.id:
            yield Step("register.carried_out", {"other": other}, CARRIED_OUT)
            return


def _beside(_: Cluster, entity: Entity, context: Context) -> Iterable[Step]:
    if _is_of_centre(entity):
        return  # every story names some document of the centre of these years
    for other in sorted(set(context.beside) - {entity.id}):
        parts = parse(other)
        if parts and parts.issuer and (parts.issuer, parts.period) == (entity.issuer, entity.period):
            yield Step("register.beside", {"other": other}, BESIDE)
            return


def _is_of_centre(entity: Entity) -> bool:
    return (
        bool(entity.issuer) and issuers.place_of(entity.issuer) is None and not str(entity.issuer).startswith(UNKNOWN)
    )


def stated_issuer(cluster: Cluster, day: str | None = None) -> str | None:
    """Give the path of the issuer that a cluster states, or that its symbol tells when it states none.

    `day` is the document's day where it is better known than from the cluster.
    """
    when = cluster.date or day
    if cluster.body:
        return issuers.path(cluster.body, cluster.place, when, cluster.symbol)
    return issuers.of_symbol(cluster.symbol, cluster.place, when)


def _issuers_agree(cluster: Cluster, entity: Entity) -> bool | None:
    return issuers.same(stated_issuer(cluster, entity.date), entity.issuer)


def _symbol_of(entity: Entity) -> str | None:
    """Give the symbol inside a code: `NQ/TU` of 35-NQ/TU, `QH15` of 31/2024/QH15."""
    return re.sub(r"^\d+[a-z]?[-/](?:\d{4}/)?", "", entity.code) if entity.code else None


def _key(symbol: str | None) -> str | None:
    return slug(symbol) if symbol else None


def _session_fits(stated: str, known: str) -> bool:
    """Compare step by step; what one side does not state (`?`) fits."""
    pairs = zip(stated.split(":"), known.split(":"), strict=False)
    return all(one == other or "?" in {one, other} for one, other in pairs)


@lru_cache(maxsize=50_000)
def _days_between(one: str, other: str) -> int:
    """Give the days from `one` to `other`; of a month or year, from its first day. 0 when either is no date."""
    from datetime import date

    try:
        first, second = (date.fromisoformat((day + "-01-01"[len(day) - 4 :])[:10]) for day in (one, other))
    except ValueError:
        return 0
    return (second - first).days


def _turned(day: str) -> str:
    """Give a date with day and month changed for each other, as 12/08/2023 may be read."""
    year, month, number = day.split("-")
    return f"{year}-{number}-{month}"


def ranked(cluster: Cluster, candidates: Sequence[Entity], context: Context) -> list[tuple[float, Entity]]:
    """Give the candidates that are not refused with their points, best first, for `review`."""
    judged = ((score(cluster, entity, context)[0], entity) for entity in candidates)
    return sorted((item for item in judged if item[0] != REFUSED), key=lambda item: (-item[0], item[1].id))
