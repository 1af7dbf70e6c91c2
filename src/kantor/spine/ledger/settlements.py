"""Effect parts `settlement` and `reopening`: amounts are taken off open items, never more than is open, and come back by rows that undo."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.kit.money import Money
from kantor.spine.access import Actor
from kantor.spine.documents import Applied, Refusal
from kantor.spine.ledger.queries import QUERIES
from kantor.words import Reopening, Settlement


class _Taken(NamedTuple):
    """A row of the table, in minor units; undone: the settlement that it undoes."""

    open_item_id: int
    document_id: int
    amount: int
    discount: int
    undone: int | None
    paid_on: date | None


class SettlementParts:
    """Settles open items. Within `amount`, `discount` is what was deducted and not paid."""

    kinds: tuple[str, ...] = ("settlement", "reopening")
    order = 25

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        wanted = [(applied.document_id, applied.part) for applied in batch if isinstance(applied.part, Settlement)]
        items = {
            item.id: item
            for item in QUERIES.rows("lock_open_items", client_id=client_id, items=sorted({part.open_item_id for _, part in wanted}))
        }
        left = {item.id: item.open for item in items.values()}
        rows: list[_Taken] = []
        for document_id, part in wanted:
            item = items.get(part.open_item_id)
            if item is None:
                raise Refusal("ledger.open_item_unknown", document_id=document_id, evidence={"open_item": str(part.open_item_id)})
            amount, discount = _units(part, item.currency, document_id)
            if not _takes_part_of(amount, left[item.id]):
                evidence = {
                    "open_item": str(item.id),
                    "open": str(Money.from_minor(left[item.id], item.currency)),
                    "asked": str(part.amount),
                }
                raise Refusal("ledger.overpaid", document_id=document_id, evidence=evidence)
            left[item.id] -= amount
            rows.append(_Taken(item.id, document_id, amount, discount, None, part.paid_on))
        _write(rows, actor)
        _reopen([(applied.document_id, applied.part) for applied in batch if isinstance(applied.part, Reopening)], actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """What the reversed documents took off is open again, and what they gave back is settled again."""
        (client_id,) = actor.clients
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        recorded = QUERIES.rows("recorded_settlements", client_id=client_id, documents=sorted(reversing))
        reopened = QUERIES.rows("recorded_reopenings", client_id=client_id, documents=sorted(reversing))
        items = {row.open_item_id for row in (*recorded, *reopened)}
        QUERIES.rows("lock_open_items", client_id=client_id, items=sorted(items))
        _write([_undoing(row, reversing[row.document_id], row.paid_on) for row in (*recorded, *reopened)], actor)


def _reopen(wanted: Sequence[tuple[int, Reopening]], actor: Actor) -> None:
    """Undoes one standing settlement for each; refused where there is none of that document, item and amount."""
    if not wanted:
        return
    (client_id,) = actor.clients
    QUERIES.rows("lock_open_items", client_id=client_id, items=sorted({part.open_item_id for _, part in wanted}))
    standing: dict[tuple[int, int, int], list[Any]] = defaultdict(list)
    for row in QUERIES.rows("recorded_settlements", client_id=client_id, documents=sorted({part.settled_by for _, part in wanted})):
        standing[row.document_id, row.open_item_id, row.amount].append(row)
    rows: list[_Taken] = []
    for document_id, part in wanted:
        found = standing[part.settled_by, part.open_item_id, part.amount.minor]
        if not found:
            evidence = {"open_item": str(part.open_item_id), "document": str(part.settled_by)}
            raise Refusal("ledger.not_settled_so", document_id=document_id, evidence=evidence)
        row = found.pop()
        rows.append(_undoing(row, document_id, part.back_on or row.paid_on))
    _write(rows, actor)


def _undoing(row: Any, document_id: int, on: date | None) -> _Taken:
    return _Taken(row.open_item_id, document_id, -row.amount, -row.discount, row.id, on)


def _units(part: Settlement, currency: str, document_id: int) -> tuple[int, int]:
    """Amount and discount in minor units of the open item's currency."""
    discount = part.discount if part.discount is not None else Money.zero(currency)
    if {part.amount.currency, discount.currency} != {currency}:
        evidence = {"open_item": str(part.open_item_id), "currency": part.amount.currency, "owed_in": currency}
        raise Refusal("ledger.settled_in_other_currency", document_id=document_id, evidence=evidence)
    if abs(discount) > abs(part.amount):
        evidence = {"open_item": str(part.open_item_id), "amount": str(part.amount), "discount": str(discount)}
        raise Refusal("ledger.discount_above_amount", document_id=document_id, evidence=evidence)
    try:
        return part.amount.minor, discount.minor
    except ValueError as error:
        raise Refusal("ledger.not_rounded", document_id=document_id, evidence={"amount": str(part.amount)}) from error


def _takes_part_of(amount: int, left: int) -> bool:
    return 0 < amount <= left or left <= amount < 0


def _write(rows: Sequence[_Taken], actor: Actor) -> None:
    """Their open items are locked."""
    if not rows:
        return
    (client_id,) = actor.clients
    amounts: dict[int, int] = defaultdict(int)
    for row in rows:
        amounts[row.open_item_id] += row.amount
    changed = QUERIES.run("settle_open_items", client_id=client_id, items=list(amounts), amounts=list(amounts.values()))
    if changed != len(amounts):
        raise Refusal("ledger.overpaid", document_id=rows[0].document_id)
    items, documents, taken, discounts, undone, paid_on = (list(column) for column in zip(*rows, strict=True))
    QUERIES.run(
        "add_settlements",
        client_id=client_id,
        at=actor.at,
        items=items,
        documents=documents,
        amounts=taken,
        discounts=discounts,
        reverses=undone,
        paid_on=paid_on,
    )
