"""Taking a batch of drafts in. Everything here runs inside one transaction that the caller holds.

A draft is one of: a version that is here already (same address, language and text); one that is here with the same
bytes, read by another extractor (a new layer of it); or a new version.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracuu.corpus.store import blobs, grouping, linking, names, regrouping, spelling, totals
from tracuu.corpus.store.connection import next_number, rows_of
from tracuu.corpus.store.grouping import Arrival
from tracuu.corpus.store.ids import find, give
from tracuu.corpus.store.learning import learn
from tracuu.corpus.store.linking import FoundIn
from tracuu.corpus.store.names import Name
from tracuu.corpus.store.parcels import Parcel, columns, layer, parcel, storable
from tracuu.records import Draft, Kept, Outcome


class Here(NamedTuple):
    """A version that the archive has already."""

    number: int
    part: int
    story: int
    raw_sha256: bytes


def add(connection: sqlite3.Connection, drafts: Sequence[Draft], now: str, found: FoundIn | None = None) -> list[Kept]:
    """Take drafts in; give what became of each, in their order.

    `now` is ISO 8601 in UTC. `found` is what was found in the drafts, in their order, and by which data and code.
    """
    kept = _added(connection, drafts, now)
    if found:
        pairs = zip(kept, found.packed, strict=True)
        new = {one.number: packed for one, packed in pairs if one.outcome is not Outcome.UNCHANGED}
        linking.keep_found(connection, new, found.fingerprint)
    return kept


def _added(connection: sqlite3.Connection, drafts: Sequence[Draft], now: str) -> list[Kept]:
    parcels = [parcel(draft) for draft in drafts]
    here = _here(connection, parcels)
    relayered = _re_extracted(connection, [one for one in parcels if one.identity not in here])
    known = {**here, **relayered}
    new = {one.identity: one for one in reversed(parcels) if one.identity not in known}
    first = next_number(connection, "versions")
    new_in_order = [digest for digest in dict.fromkeys(one.identity for one in parcels) if digest in new]
    numbers = {digest: first + place for place, digest in enumerate(new_in_order)}
    spelled = names.known(connection, _spelled(parcels))
    outcomes = _retranslated(connection, [new[digest] for digest in new_in_order], spelled)
    arrivals = _arrivals(connection, parcels, known, numbers, spelled)
    _write(connection, [new[digest] for digest in new_in_order], numbers, spelled, arrivals, now)
    _note(connection, parcels, here, now)
    _add_layers(connection, [one for one in parcels if one.identity in relayered], relayered)
    numbers |= {digest: version.number for digest, version in known.items()}
    learn(connection, [(numbers[one.identity], one) for one in parcels if one.identity in known], spelled)
    _write_given_ids(connection, parcels, numbers)
    return _answers(connection, parcels, numbers, outcomes)


def _here(connection: sqlite3.Connection, parcels: Sequence[Parcel]) -> dict[bytes, Here]:
    question = """
        SELECT v.identity, v.number, v.part, v.story, b.sha256 FROM versions v JOIN blobs b ON b.number = v.raw
        WHERE v.number IN {}"""
    wanted = find(connection, {one.identity for one in parcels})
    return {digest: Here(*row) for digest, *row in rows_of(connection, question, list(wanted.values()))}


def _re_extracted(connection: sqlite3.Connection, parcels: Sequence[Parcel]) -> dict[bytes, Here]:
    """Find drafts whose bytes, address and language are here, with a text that another extractor made of them."""
    question = """
        SELECT b.sha256, n.name, v.lang, v.extractor, v.number, v.part, v.story
        FROM versions v JOIN blobs b ON b.number = v.raw LEFT JOIN names n ON n.number = v.page
        WHERE v.raw IN {} ORDER BY v.number"""
    same = blobs.find(connection, [one.raw_sha256 for one in parcels])
    candidates = {
        (sha256, page, lang): (extractor, Here(number, part, story, sha256))
        for sha256, page, lang, extractor, number, part, story in rows_of(connection, question, list(same.values()))
    }
    found = {}
    for one in parcels:
        extractor, version = candidates.get((one.raw_sha256, one.page, one.draft.language.lang), (None, None))
        if version and (extractor != one.draft.extractor or _has_layer(connection, version.number, one)):
            found[one.identity] = version
    return found


def _has_layer(connection: sqlite3.Connection, number: int, one: Parcel) -> bool:
    question = "SELECT 1 FROM layers l JOIN blobs b ON b.number = l.text WHERE l.version = ? AND b.sha256 = ?"
    return connection.execute(question, (number, one.text_sha256)).fetchone() is not None


def _spelled(parcels: Iterable[Parcel]) -> Iterable[str]:
    for one in parcels:
        yield from one.keys
        if one.source:
            yield one.source


def _retranslated(
    connection: sqlite3.Connection, new: Sequence[Parcel], spelled: Mapping[str, Name]
) -> dict[bytes, Outcome]:
    """Say of each new version whether its address had another text in its language before."""
    pages = [spelled[one.page].number for one in new if one.page and not spelled[one.page].is_new]
    question = "SELECT n.name, v.lang FROM versions v JOIN names n ON n.number = v.page WHERE v.page IN {}"
    taken = set(rows_of(connection, question, pages))
    outcomes = {}
    for one in new:
        place = (one.page, one.draft.language.lang)
        outcomes[one.identity] = Outcome.RETRANSLATED if place in taken else Outcome.ADDED
        if one.page:
            taken.add(place)
    return outcomes


def _arrivals(
    connection: sqlite3.Connection,
    parcels: Sequence[Parcel],
    known: Mapping[bytes, Here],
    numbers: Mapping[bytes, int],
    spelled: Mapping[str, Name],
) -> list[Arrival]:
    """Give the new versions, and the known ones that bring keys which were not known of them."""
    question = """
        SELECT k.version, n.name, k.stated_as_source FROM {} k JOIN names n ON n.number = k.key
        WHERE k.version IN {{}}"""
    borne, disowned = (
        {
            (version, key): stated
            for version, key, stated in rows_of(connection, question.format(table), _numbers(known))
        }
        for table in ("version_keys", "disowned_keys")
    )
    found: dict[int, Arrival] = {}
    for one in parcels:
        version = known.get(one.identity)
        number = version.number if version else numbers[one.identity]
        owned = [key for key in one.keys if (number, key) not in disowned]
        if version and all(borne.get((number, key), -1) >= (key == one.source) for key in owned):
            continue
        keys = [spelled[key] for key in owned]
        sources = [spelled[one.source]] if one.source in owned and one.source else []
        if (before := found.get(number)) is not None:
            keys, sources = [*before.keys, *keys], [*before.sources, *sources]
        part, story = (version.part, version.story) if version else (number, number)
        found[number] = Arrival(number, part, story, tuple(keys), tuple(sources), is_new=version is None)
    return [found[number] for number in sorted(found)]


def _numbers(known: Mapping[bytes, Here]) -> list[int]:
    return [version.number for version in known.values()]


def _write(
    connection: sqlite3.Connection,
    new: Sequence[Parcel],
    numbers: Mapping[bytes, int],
    spelled: Mapping[str, Name],
    arrivals: Sequence[Arrival],
    now: str,
) -> None:
    """Write the new versions and whatever they regroup."""
    outcome = grouping.regroup(connection, arrivals)
    names.write(connection, {name.number: name for name in (*spelled.values(), *outcome.names)}.values())
    contents = {one.raw_sha256: one.raw_content for one in new} | {one.text_sha256: one.text_content for one in new}
    stored = blobs.store(connection, contents)
    ids = give(connection, "v", {numbers[one.identity]: one.identity for one in new}, [("versions", "id")])
    rows = []
    for one in new:
        number = numbers[one.identity]
        part, story = outcome.arrivals[number]
        rows.append(
            {
                "number": number,
                "id": ids[number],
                "identity": one.identity,
                "story": story,
                "part": part,
                "text": stored[one.text_sha256],
                "raw": stored[one.raw_sha256],
                "page": spelled[one.page].number if one.page else None,
                "source": spelled[one.source].number if one.source else None,
                "added_at": spelling.seconds(one.draft.added_at or now),
                **columns(one.draft),
            }
        )
    _insert_versions(connection, rows)
    layers = [(numbers[one.identity], stored[one.text_sha256], *layer(one.draft)) for one in new]
    connection.executemany("INSERT INTO layers (version, text, extractor, marks) VALUES (?, ?, ?, ?)", layers)
    connection.executemany("INSERT INTO work VALUES (?, 0, 0)", [(row["number"],) for row in rows])
    _write_keys(connection, arrivals)
    regrouping.write(connection, outcome)
    totals.change(connection, _deltas(rows))


def _insert_versions(connection: sqlite3.Connection, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        listed, places = ", ".join(rows[0]), ", ".join(f":{name}" for name in rows[0])
        connection.executemany(f"INSERT INTO versions ({listed}) VALUES ({places})", rows)  # noqa: S608  names of ours


def _write_keys(connection: sqlite3.Connection, arrivals: Sequence[Arrival]) -> None:
    connection.executemany(
        """INSERT INTO version_keys VALUES (?, ?, ?) ON CONFLICT (version, key)
           DO UPDATE SET stated_as_source = max(stated_as_source, excluded.stated_as_source)""",
        [(one.number, name.number, int(name in one.sources)) for one in arrivals for name in one.keys],
    )


def _deltas(rows: Sequence[dict[str, object]]) -> Counter[tuple[str, str]]:
    deltas: Counter[tuple[str, str]] = Counter({(totals.ALL, "versions"): len(rows)})
    for row in rows:
        for kind in ("lang", "site", "province"):
            if row[kind] is not None:
                deltas[kind, str(row[kind])] += 1
    return deltas


def _note(connection: sqlite3.Connection, parcels: Sequence[Parcel], here: Mapping[bytes, Here], now: str) -> None:
    """Note versions that came again in other bytes: when last, how often, and the digest of the bytes."""
    connection.executemany(
        """INSERT INTO seen_again VALUES (?, 1, ?, ?) ON CONFLICT (version) DO UPDATE
           SET times = times + 1, last_at = excluded.last_at, raw_sha256 = excluded.raw_sha256
           WHERE raw_sha256 <> excluded.raw_sha256""",
        [
            (here[one.identity].number, now, one.raw_sha256)
            for one in parcels
            if one.identity in here and here[one.identity].raw_sha256 != one.raw_sha256
        ],
    )


def _add_layers(connection: sqlite3.Connection, parcels: Sequence[Parcel], versions: Mapping[bytes, Here]) -> None:
    """Give versions the text that another extractor made of the same bytes; the index has to learn it."""
    stored = blobs.store(connection, {one.text_sha256: one.text_content for one in parcels})
    for one in parcels:
        number, text = versions[one.identity].number, stored[one.text_sha256]
        extractor, marks = layer(one.draft)
        added = connection.execute(
            "INSERT INTO layers (version, text, extractor, marks) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (number, text, extractor, marks),
        )
        if added.rowcount:
            row = {**columns(one.draft), "text": text, "number": number}
            connection.execute(
                """UPDATE versions SET text = :text, extractor = :extractor, title = :title, charset = :charset,
                   note = :note WHERE number = :number""",
                row,
            )
            connection.execute(regrouping.STALE.format("VALUES (?, 1, 0)"), (number,))


def _write_given_ids(connection: sqlite3.Connection, parcels: Sequence[Parcel], numbers: Mapping[bytes, int]) -> None:
    connection.executemany(
        "INSERT INTO given_ids VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(storable(given), numbers[one.identity]) for one in parcels if (given := one.draft.given_id) is not None],
    )


def _answers(
    connection: sqlite3.Connection,
    parcels: Sequence[Parcel],
    numbers: Mapping[bytes, int],
    outcomes: dict[bytes, Outcome],
) -> list[Kept]:
    question = """
        SELECT v.number, v.id, s.id FROM versions v JOIN stories s ON s.number = v.story WHERE v.number IN {}"""
    ids = {row[0]: row[1:] for row in rows_of(connection, question, list({numbers[one.identity] for one in parcels}))}
    kept = []
    for one in parcels:
        number = numbers[one.identity]
        version, story = ids[number]
        # The same article twice in one batch is added once: the second is here already.
        kept.append(Kept(version, story, number, outcomes.pop(one.identity, Outcome.UNCHANGED)))
    return kept
