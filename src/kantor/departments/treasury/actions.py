"""Writes of treasury: payments of a released run, and the payment file in the outbox."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.treasury.queries import QUERIES
from kantor.engines.payments import Address, CreditTransfer, Debtor, write_pain001
from kantor.spine import access
from kantor.spine.access import Actor, ClientRecord
from kantor.words import Applied, Payment, Refusal


class PaymentParts:
    """Enters payments, each to an account that two people agreed to (the database holds the reference), and files pain.001 for each run."""

    kinds = ("payment",)
    order = 40

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        payments = [(item.document_id, item.part) for item in batch if isinstance(item.part, Payment)]
        rows = [
            {
                "document_id": document_id,
                "party_id": part.party_id,
                "iban": part.iban,
                "end_to_end_id": part.end_to_end_id,
                "currency": part.amount.currency,
                "amount": part.amount.minor,
                "local_amount": (part.local or part.amount).minor,
                "execute_on": part.execute_on.isoformat(),
                "remittance": part.remittance,
                "open_item_ids": list(part.open_item_ids),
            }
            for document_id, part in payments
        ]
        found = {row.end_to_end_id: row for row in QUERIES.rows("enter_payments", client_id=client_id, rows=Jsonb(rows))}
        for document_id, part in payments:
            _require_entered(document_id, part, found.get(part.end_to_end_id))
        self._write_files(payments, found, access.client(client_id), actor)

    def _write_files(self, payments: Sequence[tuple[int, Payment]], entered: dict[str, object], client: ClientRecord, actor: Actor) -> None:
        runs: dict[int, list[CreditTransfer]] = defaultdict(list)
        for document_id, part in payments:
            place = entered[part.end_to_end_id]
            runs[document_id].append(
                CreditTransfer(
                    end_to_end_id=part.end_to_end_id,
                    creditor=part.creditor,
                    account=part.iban,
                    bic=part.bic,
                    amount=part.amount,
                    execute_on=part.execute_on,
                    remittance=part.remittance,
                    address=_address(place.address, place.country),  # type: ignore[attr-defined]
                    charges=part.charges,
                )
            )
        debtors = {document_id: _debtor(client, part) for document_id, part in payments}
        files = [
            {
                "document_id": document_id,
                "key": f"payment_file:{document_id}",
                "file": write_pain001(f"KANTOR-{client.id}-{document_id}", debtors[document_id], transfers, actor.at).hex(),
            }
            for document_id, transfers in runs.items()
        ]
        QUERIES.run("file_payments", client_id=client.id, at=actor.at, rows=Jsonb(files), format="pain.001.001.09")

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """A payment file that left the house cannot be taken back; one that has not is withdrawn with its payments."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        given = {"client_id": actor.clients[0], "documents": list(reversing), "reversed_by": list(reversing.values())}
        if left := QUERIES.rows("withdraw_payments", **given):
            raise Refusal("treasury.payments_have_left", document_id=left[0].reversed_by, evidence={"run": str(left[0].document_id)})


def _require_entered(document_id: int, part: Payment, row: Any) -> None:
    """Refuses what was not entered and says why: a release may be older than a block, or than an objection to the invoice."""
    told = {"creditor": part.creditor}
    if row is not None and row.blocked:
        raise Refusal("treasury.creditor_blocked", document_id=document_id, evidence={**told, "reason": row.blocked_reason})
    if row is not None and row.held_reason:
        raise Refusal("treasury.item_held", document_id=document_id, evidence={**told, "reason": row.held_reason})
    if row is None or not row.entered:
        raise Refusal("treasury.account_not_agreed", document_id=document_id, evidence={**told, "iban": part.iban})


def _debtor(client: ClientRecord, part: Payment) -> Debtor:
    """The client with the account of the run, and the bank that its form names."""
    iban, bic = (part.own_iban, part.own_bic) if part.own_iban else (client.own_iban, client.own_bic)
    kept = part.own_currency if part.own_currency != client.currency else ""
    return Debtor(name=client.name, iban=iban, bic=bic, currency=kept, address=_address(client.address, client.country))


def _address(address: object, country: str) -> Address | None:
    if not isinstance(address, dict) or not address.get("town"):
        return None
    return Address(country=country, town=address["town"], street=address.get("street", ""), postcode=address.get("postcode", ""))
