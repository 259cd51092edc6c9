"""Which instrument a cluster is: by its whole tuple, or by the candidates that are known of its type and number.

What is stated completely (issuer, type, number, and a date, term or year) is an id by itself. Else the instruments that
register and archive know of this type and number are scored (`candidates`), and where none or several fit the cluster
stays an open stub of its story. A Party document that states neither date nor term is taken for one of the term in
force on the article's day, unless one of another term that is known may be meant just as well; that is a guess, is told
as one, and is never knowledge for other stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracuu.entities import Cluster, Entity, Step
from tracuu.mentions import agree, candidates, ids, issuers, terms
from tracuu.mentions.candidates import Context
from tracuu.mentions.kinds import bodies, types
from tracuu.mentions.knowledge import Decided, Knowledge
from tracuu.mentions.learn import LAWS
from tracuu.mentions.topics import HEADING, topics_of
from tracuu.text.places import province_slugs

# How sure an entity is, by what decided: the scale of `Mention.confidence`, before what the place itself tells.
COMPLETE = 1.0  # the story states the whole tuple, or the register holds it by name
OF_PAPER = 0.93  # the same, but the province is the newspaper's
OF_DAY, BY_DAY = 0.8, "day"  # the term is the one in force on the article's day
LEAST_KNOWN, PER_POINT = 0.7, 0.03  # one candidate stood out: more by its points
OPEN = 0.5  # a stub: what it is called is sure, which one it is not

_PARTY = "dang-bo"
_PROVINCIAL = frozenset({"tinh-uy", "thanh-uy"})
_OF_CONGRESS = _PROVINCIAL | {"dai-hoi", "huyen-uy", "dang-uy"}
"""Bodies that stand for a Party organisation where its congress is named: "the Provincial Committee's congress"."""


def by_itself(cluster: Cluster, knowledge: Knowledge) -> Decided | None:
    """Decide without regard to what stands beside: by a known name, by its congress or plenum, by its whole tuple."""
    entity = knowledge.register.get(cluster.entity) if cluster.entity else None
    if entity is not None:
        return Decided(entity, "register", COMPLETE, (Step("linking.known_name", {"entity": entity.id}),))
    return _of_session(cluster, knowledge) or complete(cluster, knowledge)


def _of_session(cluster: Cluster, knowledge: Knowledge) -> Decided | None:
    """Give the numbered document that a congress or plenum is known to have passed.

    A plenum passes several, and the register may hold one of them: there what the sentences speak of must say so too.
    """
    known = list(knowledge.register.of_session(cluster.session or ""))
    if cluster.number or not known:
        return None
    facts, topics = knowledge.register.facts, topics_of(cluster)
    heading = topics_of(cluster, HEADING)
    best, _, steps = candidates.best(_placed(cluster)[0], known, Context(facts, topics, heading=heading))
    if best is None or (facts(best.id).topics and not (topics | heading) & facts(best.id).topics):
        return None
    return Decided(best, "known", min(0.98, LEAST_KNOWN + PER_POINT * sum(step.weight for step in steps)), steps)


def complete(cluster: Cluster, knowledge: Knowledge) -> Decided | None:
    """Give the instrument whose whole tuple the story states; None when something is missing."""
    placed, steps = _placed(cluster)
    issuer, number = _issuer(placed), _number(placed)
    if not issuer or ids.UNKNOWN in issuer.split(".") or not number:
        return None
    period = _period(placed, issuer)
    if not period or not cluster.kinds:
        return None
    made = {kind: ids.instrument_id(issuer, kind, number, period) for kind in _by_likelihood(cluster)}
    known = next((one for id_ in made.values() if (one := knowledge.register.get(id_))), None)
    steps = (*steps, Step("linking.complete", {"issuer": issuer, "number": number, "period": period}))
    sureness = OF_PAPER if len(steps) > 1 else COMPLETE
    if known:
        return Decided(known, "register", sureness, steps)
    kind, id_ = next(iter(made.items()))
    return _decided(placed, _made(placed, id_, kind, issuer, period), "complete", sureness, steps)


def among(cluster: Cluster, knowledge: Knowledge, beside: Sequence[str]) -> Decided:
    """Choose among the instruments that are known, or keep the question open.

    `beside` are ids of the story's instruments that are decided already.
    """
    placed, steps = _placed(cluster)
    named, topics, heading = _bearing_names(cluster, knowledge), topics_of(cluster), topics_of(cluster, HEADING)
    context = Context(knowledge.register.facts, topics, tuple(beside), named, heading)
    known = list(_known(cluster, knowledge, named))
    running = _of_term_in_force(placed, known)
    best, left, judged = candidates.best(placed, [*known, *running], context)
    if best in running:
        values = {"period": best.period, "day": placed.day}
        steps = (*steps, *judged, Step("linking.term_in_force", values))
        return _decided(placed, best._replace(body=placed.body), BY_DAY, OF_DAY, steps)
    if best is not None and _is_of_the_past(placed, best):
        left, best = (best,), None
    if best is not None:
        points = sum(step.weight for step in judged)
        return Decided(best, "known", min(0.98, LEAST_KNOWN + PER_POINT * points), (*steps, *judged))
    issuer = _issuer(placed)
    kind = next(iter(_by_likelihood(placed)), None)
    period = _period(placed, issuer) if issuer else None
    id_ = ids.instrument_id(issuer, kind, _number(placed), period, story=cluster.story)
    stub = _made(placed, id_, kind, issuer, period)._replace(open=True)
    open_ = tuple(sorted(entity.id for entity in left if entity not in running))
    return _decided(placed, stub, "open", OPEN, (*steps, *judged))._replace(candidates=open_)


def _decided(cluster: Cluster, entity: Entity, how: str, sureness: float, steps: tuple[Step, ...]) -> Decided:
    """Decide for an instrument that is made of what the story says; tell when its code was made by rule."""
    if entity.code and entity.code != printed(cluster):
        steps = (*steps, Step("linking.code_by_rule", {"code": entity.code}))
    return Decided(entity, how, sureness, steps)


def _is_of_the_past(cluster: Cluster, entity: Entity) -> bool:
    """Tell whether another story's document is of an earlier term, and nothing here says that it is meant.

    It stands alone only because nobody has named the one of the term in force.
    """
    if entity.origin == "register" or not entity.period or entity.period.isdigit() or not cluster.day:
        return False
    stated = cluster.date or cluster.term or cluster.year or cluster.session
    return not stated and terms.fitness(entity.issuer, entity.period, cluster.day) < terms.IN_FORCE


def _of_term_in_force(cluster: Cluster, known: Sequence[Entity]) -> list[Entity]:
    """Give the document of the term in force on the article's day, where date and term are not stated.

    Nothing where it is among the known ones, and where the versions contradict each other on what it is.
    """
    issuer, kind, number = candidates.stated_issuer(cluster), next(iter(_by_likelihood(cluster)), None), cluster.number
    if not issuer or ids.UNKNOWN in issuer.split(".") or not kind or not number or not cluster.day:
        return []
    if cluster.date or cluster.term or cluster.year or cluster.session or _CONTRADICTED.intersection(cluster.conflicts):
        return []
    period = terms.in_force(issuer, cluster.day)
    id_ = ids.instrument_id(issuer, kind, number, period)
    if period is None or any(entity.id == id_ for entity in known):
        return []
    return [_made(cluster, id_, kind, issuer, period)._replace(body=None)]  # its body would agree with itself


_CONTRADICTED = frozenset({"number", "place", "body"})


def _known(cluster: Cluster, knowledge: Knowledge, named: Iterable[str]) -> Iterable[Entity]:
    """Give the instruments that the register and the archive know of this type and number, session or name.

    `named` are the ids of those that bear its names.
    """
    number = agree.value(cluster.number) if cluster.number else -1
    for kind in cluster.kinds:
        if number >= 0:
            yield from knowledge.register.instruments(kind, number)
            yield from knowledge.instruments(kind, number)
    if cluster.session:
        yield from knowledge.register.of_session(cluster.session)
    yield from filter(None, map(knowledge.register.get, sorted(named)))


def _bearing_names(cluster: Cluster, knowledge: Knowledge) -> frozenset[str]:
    """Give the ids of the instruments that the names stand for, by the register or as they were learned."""
    register = knowledge.register
    learned = [knowledge.alias(lang, name) for lang, name in cluster.names]
    named = [one for lang, name in cluster.names for one in register.named(lang, name)]
    for one in filter(None, map(register.get, filter(None, learned))):
        named.append(one)
        if one.kind in LAWS and knowledge.rules.confirmed.keys().isdisjoint(cluster.names):
            named += register.named("vi", one.title or "")  # what was learned is a name: several laws may bear it
    return frozenset(one.id for one in named if one.kind in types())


def _placed(cluster: Cluster) -> tuple[Cluster, tuple[Step, ...]]:
    """Set the newspaper's province where a provincial body, its symbol or its congress is stated without one.

    So too where a district or commune is stated, and not in which province.
    """
    place = cluster.place
    if not cluster.province or (place and place.split(".")[0] in province_slugs()):
        return cluster, ()
    if not place and not _is_provincial(cluster):
        return cluster, ()
    step = Step("linking.province_of_paper", {"province": cluster.province})
    return cluster._replace(place=f"{cluster.province}.{place}" if place else cluster.province), (step,)


def _is_provincial(cluster: Cluster) -> bool:
    if cluster.session:
        provincial = cluster.body in _PROVINCIAL or terms.term_dates("province", cluster.term or "")
        return bool(cluster.session.startswith("dai-hoi") and provincial)
    known = bodies().get(cluster.body or issuers.body_of_symbol(cluster.symbol) or "")
    return known is not None and known.place == "province"


def _issuer(cluster: Cluster) -> str | None:
    """Give the issuer's path: as stated, by the symbol, or the Party organisation whose congress it is."""
    if not cluster.session or (cluster.body not in _OF_CONGRESS and cluster.body):
        return candidates.stated_issuer(cluster)
    if cluster.place:
        return f"{cluster.place}.{_PARTY}"
    if cluster.body in _PROVINCIAL:
        return f"{ids.UNKNOWN}.{_PARTY}"
    return "tw" if terms.term_dates("tw", _term_of_session(cluster) or cluster.term or "") else None


def _number(cluster: Cluster) -> str | None:
    return cluster.number or (ids.session_number(cluster.session) if cluster.session else None)


def _period(cluster: Cluster, issuer: str) -> str | None:
    """Give the term or year that is stated, by itself, by the date, or inside the number."""
    if cluster.year:
        return str(cluster.year)
    if cluster.session:
        return cluster.term or _term_of_session(cluster)
    return terms.period(issuer, cluster.date) or cluster.term


def _term_of_session(cluster: Cluster) -> str | None:
    """Give the term that a congress began, or the one whose committee met."""
    form, *which = (cluster.session or "").split(":")
    if form == "hoi-nghi":
        return terms.roman(int(which[1])) if len(which) > 1 and which[1].isdigit() else None
    if not which or not which[0].isdigit():
        return None
    return terms.congress_term(cluster.place.split(".")[0] if cluster.place else None, int(which[0]))


def _by_likelihood(cluster: Cluster) -> list[str]:
    """Give the types that are left, the likeliest first: a type word may stand for several."""
    return sorted((kind for kind in cluster.kinds if kind in types()), key=lambda kind: types()[kind].rank)


def _made(cluster: Cluster, id_: str, kind: str | None, issuer: str | None, period: str | None) -> Entity:
    """Make the record of an instrument from what its story says."""
    number = _number(cluster)
    code = printed(cluster) if agree.symbol_fits_body(cluster.symbol, cluster.body) else None
    code = code or _by_rule(cluster, kind)
    name = types()[kind].name if kind and kind in types() else ""
    label = f"{name} {code or cluster.number or ''}".strip()
    if cluster.names or cluster.session:
        label = cluster.labels[0][1] if cluster.labels else f"{name} {cluster.session or ''}".strip()
    return Entity(
        id=id_,
        kind=kind or ids.UNKNOWN,
        label=label,
        number=number,
        code=code,
        issuer=issuer,
        body=cluster.body,
        period=period,
        date=cluster.date,
    )


def printed(cluster: Cluster) -> str | None:
    """Write number and symbol as they are printed: 35-NQ/TU, 117/NQ-CP, 168/2024/NĐ-CP; None without a symbol."""
    if not cluster.number or not cluster.symbol:
        return None
    number = ids.number_as_printed(cluster.number).upper()
    if cluster.year:
        return f"{number}/{cluster.year}/{cluster.symbol}"
    return f"{number}-{cluster.symbol}" if "/" in cluster.symbol else f"{number}/{cluster.symbol}"


def _by_rule(cluster: Cluster, kind: str | None) -> str | None:
    """Write number and symbol as this issuer prints them for this type, although no version does.

    Documents of the State print the year only when they lay down rules, so it must be stated.
    """
    body = bodies().get(cluster.body or issuers.body_of_symbol(cluster.symbol) or "")
    of = types().get(kind or "")
    if not cluster.number or len(cluster.kinds) != 1 or of is None or body is None or not body.abbr:
        return None
    number = ids.number_as_printed(cluster.number).upper()
    if body.party:  # of a type with several abbreviations no rule tells which is printed
        return f"{number}-{of.party[0]}/{body.abbr[0]}" if len(of.party) == 1 else None
    return f"{number}/{cluster.year}/{of.state[0]}-{body.abbr[0]}" if of.state and cluster.year else None
