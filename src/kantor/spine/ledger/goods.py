"""Effect part `move`: goods go from one place to another; nothing inside the house is ever less than nothing or less than reserved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.kit.columns import texts
from kantor.spine.access import Actor
from kantor.spine.documents import Applied, Refusal
from kantor.spine.ledger.queries import QUERIES
from kantor.words import Move

OUTSIDE = frozenset({"supplier", "customer", "loss"})
"""Places beyond the house: goods come from there and go there, nobody counts them."""

DECIMALS = 6

Place = tuple[str, str, str]
"""Where goods of one kind lie: place, article, lot."""


class _Moved(NamedTuple):
    document_id: int
    article: str
    lot: str
    source: str
    destination: str
    quantity: Decimal
    unit: str
    effective_at: datetime
    reverses_id: int | None


class MoveParts:
    """Moves goods. Stock rows are locked in the order of (place, article, lot), so that two writers never wait in a circle."""

    kinds: tuple[str, ...] = ("move",)
    order = 20

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        moves = []
        for applied in batch:
            part = applied.part
            if isinstance(part, Move):
                _judge(part, applied.document_id)
                moves.append(
                    _Moved(
                        applied.document_id,
                        part.article,
                        part.lot,
                        part.source,
                        part.destination,
                        part.quantity,
                        part.unit,
                        part.effective_at,
                        None,
                    )
                )
        _write(moves, actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """The recorded goods go back the way they came, today; refused when they have moved on."""
        (client_id,) = actor.clients
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        recorded = QUERIES.rows("recorded_moves", client_id=client_id, documents=sorted(reversing))
        moves = [
            _Moved(reversing[row.document_id], row.article, row.lot, row.destination, row.source, row.quantity, row.unit, actor.at, row.id)
            for row in recorded
        ]
        _write(moves, actor)


def _judge(move: Move, document_id: int) -> None:
    evidence = {"article": move.article, "quantity": str(move.quantity)}
    if not move.quantity.is_finite() or move.quantity <= 0:
        raise Refusal("ledger.quantity_not_positive", document_id=document_id, evidence=evidence)
    if move.quantity != round(move.quantity, DECIMALS):
        raise Refusal("ledger.quantity_not_exact", document_id=document_id, evidence=evidence)
    if move.source == move.destination:
        raise Refusal("ledger.move_to_same_place", document_id=document_id, evidence=evidence | {"place": move.source})


def _write(moves: Sequence[_Moved], actor: Actor) -> None:
    if not moves:
        return
    (client_id,) = actor.clients
    changes = _changes(moves)
    _make_room(moves, client_id)
    stock = _lock(changes, client_id)
    _refuse_what_is_short(moves, stock, client_id)
    keys = sorted(changes)
    places, articles, lots = zip(*keys, strict=True) if keys else ((), (), ())
    changed = QUERIES.run(
        "change_stock",
        client_id=client_id,
        places=texts(places),
        articles=texts(articles),
        lots=texts(lots),
        changes=[changes[key] for key in keys],
    )
    if changed != len(keys):
        raise Refusal("ledger.stock_short", document_id=moves[0].document_id)
    _add_moves(moves, actor)


def _changes(moves: Sequence[_Moved]) -> dict[Place, Decimal]:
    """What comes to each place inside the house, less what leaves it."""
    changes: dict[Place, Decimal] = defaultdict(Decimal)
    for move in moves:
        if move.source not in OUTSIDE:
            changes[move.source, move.article, move.lot] -= move.quantity
        if move.destination not in OUTSIDE:
            changes[move.destination, move.article, move.lot] += move.quantity
    return changes


def _make_room(moves: Sequence[_Moved], client_id: int) -> None:
    """A stock row of quantity nothing for each place that goods come to for the first time."""
    units = {(move.destination, move.article, move.lot): move.unit for move in reversed(moves) if move.destination not in OUTSIDE}
    if not units:
        return
    keys = sorted(units)
    places, articles, lots = zip(*keys, strict=True)
    QUERIES.run(
        "make_stock_rows",
        client_id=client_id,
        places=texts(places),
        articles=texts(articles),
        lots=texts(lots),
        units=texts(units[key] for key in keys),
    )


def _lock(keys: Mapping[Place, Decimal], client_id: int) -> dict[Place, Any]:
    if not keys:
        return {}
    places, articles, lots = zip(*keys, strict=True)
    rows = QUERIES.rows("lock_stock", client_id=client_id, places=texts(places), articles=texts(articles), lots=texts(lots))
    return {(row.place, row.article, row.lot): row for row in rows}


def _refuse_what_is_short(moves: Sequence[_Moved], stock: Mapping[Place, Any], client_id: int) -> None:
    """Goods that come in the same batch may leave in it."""
    free = {key: row.quantity - row.reserved for key, row in stock.items()}
    for move in moves:
        for place in {move.source, move.destination} - OUTSIDE:
            row = stock.get((place, move.article, move.lot))
            if row is not None and row.unit != move.unit:
                evidence = {"article": move.article, "unit": move.unit, "kept_in": row.unit}
                raise Refusal("ledger.unit_differs", document_id=move.document_id, evidence=evidence)
        if move.destination not in OUTSIDE:
            free[move.destination, move.article, move.lot] += move.quantity
    for move in moves:
        if move.source in OUTSIDE:
            continue
        key = (move.source, move.article, move.lot)
        left = free.get(key, Decimal(0))
        if left < move.quantity:
            evidence = {"article": move.article, "lot": move.lot, "place": move.source, "asked": f"{move.quantity:f}", "left": f"{left:f}"}
            if move.reverses_id is not None:
                evidence["moved_on_by"] = _moved_on_by(move, client_id)
            raise Refusal("ledger.stock_short", document_id=move.document_id, evidence=evidence)
        free[key] = left - move.quantity


def _moved_on_by(move: _Moved, client_id: int) -> str:
    """The documents that took goods away after the move that is to be reversed."""
    rows = QUERIES.rows(
        "moves_out_since", client_id=client_id, place=move.source, article=move.article, lot=move.lot, move_id=move.reverses_id
    )
    return ", ".join(str(row.document_id) for row in rows)


def _add_moves(moves: Sequence[_Moved], actor: Actor) -> None:
    documents, articles, lots, sources, destinations, quantities, units, moments, reverses = zip(*moves, strict=True)
    QUERIES.run(
        "add_moves",
        client_id=actor.clients[0],
        documents=list(documents),
        articles=texts(articles),
        lots=texts(lots),
        sources=texts(sources),
        destinations=texts(destinations),
        quantities=list(quantities),
        units=texts(units),
        moments=list(moments),
        reverses=list(reverses),
    )
