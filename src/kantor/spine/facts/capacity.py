"""What can run out: setting how much there is of it, and the effect part `claim` that takes from it under a database constraint."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.spine.access import Actor
from kantor.spine.documents import Applied, Refusal
from kantor.spine.facts.queries import QUERIES
from kantor.words import Claim

DECIMALS = 6

Key = tuple[str, str]
"""What is claimed, and which one: ("order_line.invoiced", "17")."""


class Total(NamedTuple):
    """There is `total` of `what` number `key`."""

    what: str
    key: str
    total: Decimal


class Left(NamedTuple):
    """How much there is, how much is taken, and what is left."""

    total: Decimal
    claimed: Decimal
    left: Decimal


class Claimed(NamedTuple):
    """What a document takes (gives back where negative); reverses_id: the claim that it undoes."""

    document_id: int
    what: str
    key: str
    quantity: Decimal
    reverses_id: int | None = None


def set_capacity(totals: Sequence[Total], actor: Actor) -> None:
    """Say how much there is, for a batch; of equal keys the last counts. Refuses less than has been claimed already."""
    wanted = {(total.what, total.key): total.total for total in totals}
    if not wanted:
        return
    for (what, key), total in wanted.items():
        if not total.is_finite() or total < 0 or total != round(total, DECIMALS):
            raise Refusal("facts.quantity_not_exact", evidence={"what": what, "key": key, "quantity": str(total)})
    keys = list(wanted)
    given = {"client_id": actor.clients[0], "whats": [what for what, _ in keys], "keys": [key for _, key in keys]}
    QUERIES.run("make_capacity", **given)
    for row in QUERIES.rows("lock_capacity", **given):
        if row.claimed > wanted[row.what, row.key]:
            evidence = {"what": row.what, "key": row.key, "total": _text(wanted[row.what, row.key]), "claimed": _text(row.claimed)}
            raise Refusal("facts.claimed_already", evidence=evidence)
    QUERIES.run("set_capacity", **given, totals=[wanted[key] for key in keys])


def left(keys: Sequence[Key], *, client_id: int) -> dict[Key, Left]:
    """What is left now, without holding it; keys that nobody has set are missing."""
    rows = QUERIES.rows("read_capacity", client_id=client_id, whats=[what for what, _ in keys], keys=[key for _, key in keys])
    return {(row.what, row.key): Left(row.total, row.claimed, row.total - row.claimed) for row in rows}


class ClaimParts:
    """Takes what can run out, rows locked in the order of (what, key). A negative quantity gives back (a credit note)."""

    kinds: tuple[str, ...] = ("claim",)
    order = 10

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        claims = [
            Claimed(applied.document_id, applied.part.what, applied.part.key, applied.part.quantity, None)
            for applied in batch
            if isinstance(applied.part, Claim)
        ]
        for claim in claims:
            if not claim.quantity.is_finite() or claim.quantity != round(claim.quantity, DECIMALS):
                evidence = {"what": claim.what, "key": claim.key, "quantity": str(claim.quantity)}
                raise Refusal("facts.quantity_not_exact", document_id=claim.document_id, evidence=evidence)
        take(claims, actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """What the reversed documents took is given back."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        recorded = QUERIES.rows("recorded_claims", client_id=actor.clients[0], documents=sorted(reversing))
        take([Claimed(reversing[row.document_id], row.what, row.key, -row.quantity, row.id) for row in recorded], actor)


def take(claims: Sequence[Claimed], actor: Actor) -> None:
    """Write what documents take. Refuses what is not left, and to give back more than was taken."""
    if not claims:
        return
    (client_id,) = actor.clients
    changes: dict[Key, Decimal] = defaultdict(Decimal)
    for claim in claims:
        changes[claim.what, claim.key] += claim.quantity
    whats, keys = [what for what, _ in changes], [key for _, key in changes]
    capacity = {(row.what, row.key): row for row in QUERIES.rows("lock_capacity", client_id=client_id, whats=whats, keys=keys)}
    _refuse_what_is_not_left(claims, capacity, client_id)
    changed = QUERIES.run("claim", client_id=client_id, whats=whats, keys=keys, quantities=list(changes.values()))
    if changed != len(changes):
        raise Refusal("facts.nothing_left", document_id=claims[0].document_id, evidence={"what": claims[0].what})
    documents, named, numbered, quantities, reverses = (list(column) for column in zip(*claims, strict=True))
    QUERIES.run(
        "add_claims",
        client_id=client_id,
        at=actor.at,
        documents=documents,
        whats=named,
        keys=numbered,
        quantities=quantities,
        reverses=reverses,
    )


def _refuse_what_is_not_left(claims: Sequence[Claimed], capacity: Mapping[Key, Any], client_id: int) -> None:
    """What a document of the batch gives back may be taken by another of it."""
    claimed = {
        key: row.claimed + sum(one.quantity for one in claims if one[1:3] == key and one.quantity < 0) for key, row in capacity.items()
    }
    for claim in claims:
        key = (claim.what, claim.key)
        row = capacity.get(key)
        evidence = {"what": claim.what, "key": claim.key, "asked": _text(claim.quantity)}
        if row is None:
            raise Refusal("facts.capacity_unknown", document_id=claim.document_id, evidence=evidence)
        if claimed[key] < 0:
            raise Refusal("facts.gives_back_too_much", document_id=claim.document_id, evidence=evidence | {"claimed": _text(row.claimed)})
        if claim.quantity > 0 and claimed[key] + claim.quantity > row.total:
            takers = QUERIES.rows("takers", client_id=client_id, what=claim.what, key=claim.key)
            taken_by = ", ".join(f"{taker.document_id}: {_text(taker.quantity)}" for taker in takers)
            evidence |= {"left": _text(row.total - claimed[key]), "taken_by": taken_by}
            raise Refusal("facts.nothing_left", document_id=claim.document_id, evidence=evidence)
        claimed[key] += max(claim.quantity, Decimal(0))


def _text(quantity: Decimal) -> str:
    """As people write it: without the zeros that the column's scale adds."""
    return f"{quantity.normalize():f}"
