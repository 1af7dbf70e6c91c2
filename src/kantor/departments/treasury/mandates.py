"""Mandates and direct debits: what is known of them, what may be collected, and how collections are noted and filed for the bank."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.treasury.mandate_parts import Collection, MandateEnded, MandateGiven
from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.statement_answers import items_by_id
from kantor.engines.payments import Address, Collector, DirectDebit, write_pain008
from kantor.spine import access
from kantor.spine.access import Actor
from kantor.spine.documents import part_as_json
from kantor.words import Answer, Answers, Applied, Ask, Refusal


def _mandate(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (reference,) -> {"party_id", "party", "ends_on": the last day as the customer gave it, '' where he gave none} of the mandate
    that stands under it, None where there is none."""
    client_id = access.acting_client()
    rows = QUERIES.rows("mandates", client_id=client_id, parties=None, references=sorted({ask.about[0] for ask in asks}))
    found = {
        row.reference: {"party_id": row.party_id, "party": row.party, "ends_on": row.given_until.isoformat() if row.given_until else ""}
        for row in rows
    }
    return {ask: found.get(ask.about[0]) for ask in asks}


def _collectables(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (open item ids...) -> receivables as they stand, each with the mandates of whose it is: reference -> {"scheme",
    "is_recurrent", "signed_on", "last_on", "ends_on", "iban", "bic", "creditor_id", "notice_days"}, "held_reason", '' where nobody holds it
    back, and "debtor": {"id", "name", "language", "email", "country", "address"} of whoever is told of it."""
    client_id = access.acting_client()
    items = [item for item in items_by_id([text for ask in asks for text in ask.about], client_id) if item["side"] == "receivable"]
    parties = sorted({item["party_id"] for item in items})
    debtors = {row.asked_id: _debtor(row) for row in QUERIES.rows("debtors", client_id=client_id, parties=parties)}
    mandates: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in QUERIES.rows("mandates", client_id=client_id, parties=parties, references=None):
        mandates[row.asked_id][row.reference] = told(row)
    found = {
        str(item["id"]): item | {"mandates": mandates.get(item["party_id"], {}), "debtor": debtors[item["party_id"]]} for item in items
    }
    return {ask: [found[text] for text in ask.about if text in found] for ask in asks}


def _debtor(row: Any) -> dict[str, Any]:
    address = {key: str(row.address.get(key, "")) for key in ("street", "postcode", "town")}
    return {key: getattr(row, key) for key in ("id", "name", "language", "email", "country")} | {"address": address}


def told(row: Any) -> dict[str, Any]:
    """A mandate in plain words; days as texts, '' where there is none."""
    days = {key: getattr(row, key).isoformat() if getattr(row, key) else "" for key in ("signed_on", "last_on", "ends_on")}
    return {key: getattr(row, key) for key in ("scheme", "is_recurrent", "iban", "bic", "creditor_id", "notice_days")} | days


class MandateParts:
    """Notes mandates and their ends; a reference stands once."""

    kinds = (MandateGiven.kind, MandateEnded.kind)
    order = 51

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        given = [(item.document_id, item.part) for item in batch if isinstance(item.part, MandateGiven)]
        rows = [{"document_id": document_id, **part_as_json(part)} for document_id, part in given]
        done = {row.reference for row in QUERIES.rows("give_mandates", client_id=client_id, rows=Jsonb(rows))} if rows else set()
        for document_id, part in given:
            if part.reference not in done:
                raise Refusal("treasury.mandate_stands", document_id=document_id, evidence={"reference": part.reference})
        ended = [{"document_id": item.document_id, **part_as_json(item.part)} for item in batch if isinstance(item.part, MandateEnded)]
        if ended:
            QUERIES.run("end_mandates", client_id=client_id, rows=Jsonb(ended))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        given = {"client_id": actor.clients[0], "documents": list(reversing), "reversed_by": list(reversing.values())}
        QUERIES.run("take_back_mandates", **given)


class CollectionParts:
    """Enters direct debits by mandates that stand, and files pain.008 for each run."""

    kinds = (Collection.kind,)
    order = 41

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        debits = [(item.document_id, item.part) for item in batch if isinstance(item.part, Collection)]
        rows = [
            {**part_as_json(part), "document_id": document_id, "open_item_ids": list(part.open_item_ids)}
            | {"amount": part.amount.minor, "local_amount": (part.local or part.amount).minor}
            for document_id, part in debits
        ]
        entered = {row.end_to_end_id: row for row in QUERIES.rows("enter_collections", client_id=client_id, rows=Jsonb(rows))}
        runs: dict[int, list[tuple[Collection, Any]]] = defaultdict(list)
        for document_id, part in debits:
            runs[document_id].append((part, _require_entered(document_id, part, entered.get(part.end_to_end_id))))
        client = access.client(client_id)
        files = [
            {"document_id": one, "key": f"collection_file:{one}", "file": _file(f"KANTOR-{client_id}-{one}", own, client, actor).hex()}
            for one, own in runs.items()
        ]
        QUERIES.run("file_payments", client_id=client_id, at=actor.at, rows=Jsonb(files), format="pain.008.001.08")

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """A file that left the house cannot be taken back; one that has not is withdrawn with its direct debits."""
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id}
        given = {"client_id": actor.clients[0], "documents": list(reversing), "reversed_by": list(reversing.values())}
        if left := QUERIES.rows("withdraw_payments", **given):
            raise Refusal("treasury.payments_have_left", document_id=left[0].reversed_by, evidence={"run": str(left[0].document_id)})


def _require_entered(document_id: int, part: Collection, row: Any) -> Any:
    """Refuses what was not entered and says why: a release may be older than the end of a mandate, or than an objection to the invoice."""
    if row is None:
        raise Refusal("treasury.mandate_gone", document_id=document_id, evidence={"debtor": part.debtor, "mandate": part.mandate})
    if row.held_reason:
        evidence = {"creditor": part.debtor, "reason": row.held_reason}
        raise Refusal("treasury.item_held", document_id=document_id, evidence=evidence)
    return row


def _file(message_id: str, debits: Sequence[tuple[Collection, Any]], client: access.ClientRecord, actor: Actor) -> bytes:
    town = client.address.get("town", "") if isinstance(client.address, dict) else ""
    address = Address(
        country=client.country, town=town, street=client.address.get("street", ""), postcode=client.address.get("postcode", "")
    )
    run = debits[0][0]
    iban, bic = (run.own_iban, run.own_bic) if run.own_iban else (client.own_iban, client.own_bic)
    collector = Collector(name=client.name, iban=iban, bic=bic, address=address if town else None)
    written = [
        DirectDebit(
            end_to_end_id=part.end_to_end_id,
            debtor=part.debtor,
            iban=row.iban,
            bic=row.bic,
            amount=part.amount,
            collect_on=part.collect_on,
            creditor_id=part.creditor_id,
            mandate=part.mandate,
            signed_on=row.signed_on,
            scheme=row.scheme,
            sequence=part.sequence,
            remittance=part.remittance,
        )
        for part, row in debits
    ]
    return write_pain008(message_id, collector, written, actor.at)


ANSWERS: dict[str, Answer] = {"treasury.mandate": _mandate, "treasury.collectables": _collectables}
