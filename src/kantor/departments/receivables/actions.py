"""Writes of receivables: invoices numbered, written and put into the outbox, and what dunning runs decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.receivables.customer_invoice.effect import CREDITED, TAKEN_OFF
from kantor.departments.receivables.parts import CustomerInvoice, Dunned
from kantor.departments.receivables.queries import QUERIES
from kantor.engines.einvoice.writers import data_of, from_json, to_json
from kantor.spine import documents, facts, ledger
from kantor.spine.access import Actor
from kantor.spine.facts import Total
from kantor.words import Applied, Refusal


class InvoiceParts:
    """After the entries, so that the numbers are there; what may be credited of an invoice is a capacity that credit notes claim."""

    kinds = ("receivables.invoice",)
    order = 45

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        given = {item.document_id: item.part for item in batch if isinstance(item.part, CustomerInvoice)}
        numbers = ledger.vouchers_of(list(given))
        documents.number_documents(numbers, actor)
        totals = [
            Total(what=TAKEN_OFF if part.is_advance else CREDITED, key=str(key), total=part.gross)
            for key, part in given.items()
            if not part.is_credit and part.gross > 0
        ]
        facts.set_capacity(totals, actor)
        rows = [_row(key, part, numbers) for key, part in given.items()]
        QUERIES.run("file_invoices", client_id=actor.clients[0], at=actor.at, rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """An invoice that left the house is taken back by a credit note only; one that has not is withdrawn."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        left = QUERIES.rows("withdraw_invoices", client_id=actor.clients[0], documents=list(reversing))
        if left:
            evidence = {"invoice": str(left[0].document_id)}
            raise Refusal("receivables.invoice_has_left", document_id=reversing[left[0].document_id], evidence=evidence)


def _row(document_id: int, part: CustomerInvoice, numbers: Mapping[int, str]) -> dict[str, Any]:
    """What waits in the outbox: the whole invoice, and its data as they will be sent."""
    written = replace(from_json(part.draft), number=numbers[document_id])
    data = data_of(written, part.format)
    content = {
        "draft": to_json(written),
        "format": part.format,
        "language": part.language,
        "recipient": written.buyer.name,
        "address": "",
        "email": part.email,
    }
    return {"document_id": document_id, "key": f"invoice:{written.number}", "content": content, "file": data.hex() if data else None}


class DunningParts:
    """Writes down what runs decided about open items; the letters are parts of their own."""

    kinds = ("receivables.dunned",)
    order = 46

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [
            {
                "document_id": item.document_id,
                "open_item_id": item.part.open_item_id,
                "level": item.part.level,
                "dunned_on": item.part.dunned_on.isoformat(),
                "currency": item.part.fee.currency,
                "interest": item.part.interest.minor,
                "fee": item.part.fee.minor,
                "hold": item.part.hold,
                "held_until": item.part.held_until or None,
            }
            for item in batch
            if isinstance(item.part, Dunned)
        ]
        QUERIES.run("add_dunnings", client_id=actor.clients[0], rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        given = {"documents": list(reversing), "reversed_by": list(reversing.values())}
        QUERIES.run("take_back_dunnings", client_id=actor.clients[0], **given)
