"""Payments that the bank refused: what is known of a file that was sent, and the note that they came back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.settled_answers import backs
from kantor.departments.treasury.statement_parts import PaymentRefused
from kantor.engines.payments import is_sepa
from kantor.kit.money import Money
from kantor.spine import access
from kantor.spine.access import Actor
from kantor.words import Answers, Applied, Ask, Refusal
from kantor.words.field import row_id


def payments_of_file(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (our id of a payment file,) -> its payments: {"key", "end_to_end_id", "block", "creditor", "amount", "currency", "seen",
    "returned"} and, of those that did not come back, what `treasury.given_back` tells."""
    client_id = access.acting_client()
    return {ask: _payments(ask.about[0], client_id) for ask in asks}


def _payments(file: str, client_id: int) -> list[dict[str, Any]]:
    ours = f"KANTOR-{client_id}-"
    document_id = row_id(file.removeprefix(ours)) if file.startswith(ours) else None
    rows = QUERIES.rows("payments_of_run", client_id=client_id, document=document_id) if document_id is not None else ()
    known = {one["key"]: one for one in backs([f"payment{row.id}" for row in rows], client_id, seen=False)}
    own = access.client(client_id).own_iban if rows else ""
    blocks = sorted({_block(row, own) for row in rows})
    return [
        {
            "shares": (),
            "items": (),
            **known.get(f"payment{row.id}", {}),
            "key": f"payment{row.id}",
            "end_to_end_id": row.end_to_end_id,
            "block": f"{file[:31]}-{blocks.index(_block(row, own)) + 1}",
            "creditor": row.creditor,
            "amount": str(Money.from_minor(row.amount, row.currency).amount),
            "currency": row.currency,
            "seen": row.seen_by is not None,
            "returned": row.returned_by is not None,
        }
        for row in rows
    ]


def _block(row: Any, own: str) -> tuple[Any, ...]:
    """As the file is divided: by day, currency and whether SEPA carries it from our own account; direct debits by day, scheme, sequence
    and creditor identifier."""
    if row.scheme:
        return row.execute_on, row.scheme, row.sequence, row.creditor_id
    return row.execute_on, row.currency, is_sepa(row.currency, row.iban, row.own_iban or own)


class RefusalParts:
    """Notes each payment as refused once, with the bank's reason."""

    kinds = (PaymentRefused.kind,)
    order = 43

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        wanted = [(item.document_id, item.part) for item in batch if isinstance(item.part, PaymentRefused)]
        rows = [
            {"document_id": one, "payment_id": row_id(part.payment.removeprefix("payment")), "reason": f"{part.reason} {part.text}".strip()}
            for one, part in wanted
        ]
        done = {row.id for row in QUERIES.rows("refuse_payments", client_id=actor.clients[0], rows=Jsonb(rows))}
        for document_id, part in wanted:
            if row_id(part.payment.removeprefix("payment")) not in done:
                raise Refusal("treasury.given_back_already", document_id=document_id, evidence={"what": part.payment})

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        documents = sorted({item.reverses_document_id for item in batch if item.reverses_document_id is not None})
        QUERIES.run("take_back_refusals", client_id=actor.clients[0], documents=documents)
