"""What an approved run does: an invoice for each contract goes its own road; each line says what it bills, and bills it once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kantor.departments.receivables.billing_run.document import SHOWN, billable
from kantor.departments.receivables.billing_run.suggesting import left_out
from kantor.departments.receivables.customer_invoice.document import DOWN_PAYMENT
from kantor.departments.receivables.customer_invoice.document import INVOICE as INVOICE_KIND
from kantor.departments.receivables.customer_invoice.document import KEY as INVOICE
from kantor.words import Effect, FollowUp, Verified
from kantor.words.field import cell

COLUMNS = ("name", "quantity", "unit", "price", "supply", "wanted", "bills")


def effect(verified: Verified) -> Effect:
    """Pure. Of what is due now, the rows that the run shows; filed in its own transaction, so that workers take them on after any end."""
    reading = verified.reading
    out = left_out(reading.rows("due"))
    seen = {tuple(cell(row, key) for key in SHOWN) for row in reading.rows("due")}
    invoices: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for told in verified.answers.get(billable(reading)) or ():
        if told["contract_number"] not in out and tuple(str(told[key]) for key in SHOWN) in seen:
            invoices[told["contract_number"], told.get("type_code") or INVOICE_KIND].append(told)
    return Effect(parts=tuple(_invoice(verified, rows, kind) for (_, kind), rows in invoices.items()))


def _invoice(verified: Verified, rows: Sequence[Mapping[str, Any]], kind: str) -> FollowUp:
    head, is_advance = rows[0], kind == DOWN_PAYMENT
    values = {
        "customer_id": str(head["customer_id"]),
        "issued_on": verified.reading.text("billed_on"),
        "type_code": kind if is_advance else "",
        "delivered_on": "" if is_advance else max(str(row["last_on"]) for row in rows),
        "order_number": str(head["order_number"]),
        "currency": str(head["currency"]),
        "note": f"{head['subject']} ({head['contract_number']})" if head["subject"] else str(head["contract_number"]),
    }
    return FollowUp(
        type=INVOICE,
        key=f"billing:{verified.document_id}:{head['contract_id']}" + (":advance" if is_advance else ""),
        values={key: text for key, text in values.items() if text},
        tables=_tables(rows),
    )


def _tables(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Its lines, the down payments that are taken off, and beside a down payment what was ordered."""
    tables = {
        "lines": tuple({key: str(row[key]) for key in COLUMNS if row[key]} for row in rows),
        "advances": tuple({"number": str(number)} for number in rows[0].get("advances", ())),
        "ordered": tuple(rows[0].get("ordered", ())),
    }
    return {key: table for key, table in tables.items() if table}
