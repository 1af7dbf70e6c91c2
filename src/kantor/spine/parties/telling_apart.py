"""Partners that look alike and are not the same: who said so, when and why, so that nobody is asked again."""

from collections.abc import Sequence
from datetime import date

from kantor.spine import access, trail
from kantor.spine.access import Actor
from kantor.spine.parties.queries import QUERIES
from kantor.words import Answers, Ask, Refusal
from kantor.words.field import row_id


def tell_apart(party_id: int, other_id: int, reason: str, actor: Actor) -> None:
    """Remember that two partners of the actor's one client are different; said a second time it changes nothing.

    Refusal without a reason, and where one of them is not the client's.
    """
    (client_id,) = actor.clients
    if not reason.strip():
        raise Refusal("parties.reason_missing")
    given = {"party_id": party_id, "other_id": other_id}
    new = QUERIES.rows("tell_apart", client_id=client_id, **given, reason=reason.strip(), person_id=actor.person_id, at=actor.at)
    if new:
        told = {**given, "reason": reason.strip()}
        trail.append([trail.Event(client_id, "parties.told_apart", None, actor.person_id, actor.at, told)])
    elif not QUERIES.rows("told_apart", parties=[party_id], others=[other_id]):
        raise Refusal("parties.unknown", evidence={"party": str(other_id)})


def unlike(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (party id, party id). What somebody said who found that these, or two that were merged into them, are not the same: `person`,
    `on`, `reason`; None where nobody did."""
    pairs = {ask: (one, other) for ask in asks if (one := row_id(ask.about[0])) and (other := row_id(ask.about[1]))}
    if not pairs:
        return dict.fromkeys(asks)
    parties, others = zip(*pairs.values(), strict=True)
    rows = {row.place: row for row in QUERIES.rows("told_apart", parties=list(parties), others=list(others))}
    names = access.names(sorted({row.person_id for row in rows.values()})) if rows else {}
    said = {
        ask: {"person": names.get(row.person_id, ""), "on": row.at.date().isoformat(), "reason": row.reason}
        for place, ask in enumerate(pairs, start=1)
        if (row := rows.get(place))
    }
    return {ask: said.get(ask) for ask in asks}
