"""Effect part `settlement`: takes amounts off open items, never more than is open; undone by rows with the opposite amount."""

from collections import defaultdict
from collections.abc import Sequence

from kantor.kit.money import Money
from kantor.spine.access import Actor
from kantor.spine.documents import Applied, Refusal
from kantor.spine.ledger.queries import QUERIES
from kantor.words import Settlement


class SettlementParts:
    """Settles open items. Within `amount`, `discount` is what was deducted and not paid."""

    kinds: tuple[str, ...] = ("settlement",)
    order = 25

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        wanted = [(applied.document_id, applied.part) for applied in batch if isinstance(applied.part, Settlement)]
        items = {
            item.id: item
            for item in QUERIES.rows("lock_open_items", client_id=client_id, items=sorted({part.open_item_id for _, part in wanted}))
        }
        left = {item.id: item.open for item in items.values()}
        rows: list[tuple[int, int, int, int, None]] = []
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
            rows.append((item.id, document_id, amount, discount, None))
        _write(rows, actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """What the reversed documents took off is open again."""
        (client_id,) = actor.clients
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        recorded = QUERIES.rows("recorded_settlements", client_id=client_id, documents=sorted(reversing))
        QUERIES.rows("lock_open_items", client_id=client_id, items=sorted({row.open_item_id for row in recorded}))
        _write([(row.open_item_id, reversing[row.document_id], -row.amount, -row.discount, row.id) for row in recorded], actor)


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


def _write(rows: Sequence[tuple[int, int, int, int, int | None]], actor: Actor) -> None:
    """rows: open item, document, amount, discount, settlement undone. Their open items are locked."""
    if not rows:
        return
    (client_id,) = actor.clients
    amounts: dict[int, int] = defaultdict(int)
    for open_item_id, _, amount, _, _ in rows:
        amounts[open_item_id] += amount
    changed = QUERIES.run("settle_open_items", client_id=client_id, items=list(amounts), amounts=list(amounts.values()))
    if changed != len(amounts):
        raise Refusal("ledger.overpaid", document_id=rows[0][1])
    items, documents, taken, discounts, undone = (list(column) for column in zip(*rows, strict=True))
    QUERIES.run(
        "add_settlements",
        client_id=client_id,
        at=actor.at,
        items=items,
        documents=documents,
        amounts=taken,
        discounts=discounts,
        reverses=undone,
    )
