"""Writes of receivables: invoices numbered, written and put into the outbox, and what dunning runs decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.receivables.billed_answers import billed_from, source_of
from kantor.departments.receivables.customer_invoice.effect import BILLED, CREDITED, TAKEN_OFF
from kantor.departments.receivables.parts import INTEREST, Billable, Billed, CustomerInvoice, Dunned
from kantor.departments.receivables.queries import QUERIES
from kantor.engines.einvoice.writers import data_of, from_json, to_json
from kantor.spine import documents, facts, ledger
from kantor.spine.access import Actor
from kantor.spine.facts import Total
from kantor.words import Applied, Reading, Refusal


class BilledParts:
    """Before the claims: there is one of each subject, so that a second invoice finds nothing left of it."""

    kinds = (Billed.kind, Billable.kind)
    order = 5

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        _refuse_numbers_taken([(item, item.part.number) for item in batch if isinstance(item.part, Billable) and item.part.number], actor)
        billed = [(item, item.part) for item in batch if isinstance(item.part, Billed)]
        if not billed:
            return
        sources = {part.subject: source_of(part.subject) for _, part in billed}
        wanted = sorted({source for source in sources.values() if source is not None})
        standing = {row.id for row in QUERIES.rows("lock_sources", client_id=actor.clients[0], documents=wanted)}
        for item, part in billed:
            if sources[part.subject] not in standing and not part.subject.startswith(INTEREST):
                evidence = {"subject": part.subject}
                raise Refusal("receivables.source_gone", document_id=item.document_id, evidence=evidence)
        facts.set_capacity([Total(BILLED, part.subject, Decimal(1)) for _, part in billed], actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """The claim is given back, that there is one of it stays true; of what is billed an invoice stands in the way."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        QUERIES.rows("lock_reversed", client_id=actor.clients[0], documents=list(reversing))
        for document_id, known in billed_from(reversing).items():
            if known["invoices"]:
                evidence = {"number": known["number"], "invoices": ", ".join(known["invoices"])}
                raise Refusal("receivables.is_billed", document_id=reversing[document_id], evidence=evidence)


def _refuse_numbers_taken(numbered: Sequence[tuple[Applied, str]], actor: Actor) -> None:
    """What is reported and billed goes by the number: of two contracts or orders that were decided on side by side one stands."""
    if not numbered:
        return
    numbers = sorted({number for _, number in numbered})
    QUERIES.rows("lock_numbers", client_id=actor.clients[0], numbers=numbers)
    own = {item.document_id for item, _ in numbered}
    names = {
        row.number: Reading.from_json(row.content).text("customer_name")
        for row in QUERIES.rows("contracts", numbers=numbers)
        if row.id not in own
    }
    for item, number in numbered:
        if number in names:
            evidence = {"number": number, "customer": names[number]}
            raise Refusal("receivables.contract.number_taken", document_id=item.document_id, evidence=evidence)
        names[number] = ""


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
        """An invoice that left the house is taken back by a credit note only; one that has not is withdrawn, unless others build on it."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        _use_up(reversing, actor)
        left = QUERIES.rows("withdraw_invoices", client_id=actor.clients[0], documents=list(reversing))
        if left:
            evidence = {"invoice": str(left[0].document_id)}
            raise Refusal("receivables.invoice_has_left", document_id=reversing[left[0].document_id], evidence=evidence)


def _use_up(reversing: Mapping[int, int], actor: Actor) -> None:
    """Nothing is credited or taken off of what is reversed; what was already stands in the way. reversing: document -> counter-document."""
    keys = [(what, str(document_id)) for document_id in reversing for what in (CREDITED, TAKEN_OFF)]
    known = facts.left(keys, client_id=actor.clients[0])
    for (_, key), one in known.items():
        if one.claimed:
            raise Refusal("receivables.invoice_in_use", document_id=reversing[int(key)], evidence={"amount": f"{one.claimed:.2f}"})
    facts.set_capacity([Total(what=what, key=key, total=Decimal(0)) for what, key in known], actor)


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
