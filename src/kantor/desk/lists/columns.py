"""What stands in the columns of the files in which lists are saved."""

from collections.abc import Sequence
from typing import Any

from kantor.desk.lists.exporting import Column
from kantor.kit.money import Money
from kantor.kit.ui import shown
from kantor.spine.ledger import voucher_text


def _amount(row: Any, column: str) -> Any:
    units = getattr(row, column)
    return Money.from_minor(units, row.currency).amount if units is not None and row.currency else None


DOCUMENTS: Sequence[Column] = (
    ("client", lambda row: row.client_id),
    ("document", lambda row: row.id),
    ("type", lambda row: row.type),
    ("state", lambda row: row.state),
    ("number", lambda row: row.number),
    ("party", lambda row: row.party_name),
    ("document_on", lambda row: row.document_on),
    ("due_on", lambda row: row.due_on),
    ("amount", lambda row: _amount(row, "amount")),
    ("currency", lambda row: row.currency),
)
OPEN_ITEMS: Sequence[Column] = (
    ("client", lambda row: row.client_id),
    ("party", lambda row: row.party_name),
    ("reference", lambda row: row.reference),
    ("document_on", lambda row: row.document_on),
    ("due_on", lambda row: row.due_on),
    ("amount", lambda row: _amount(row, "amount")),
    ("open", lambda row: _amount(row, "open")),
    ("currency", lambda row: row.currency),
)
SUPPLIERS: Sequence[Column] = (
    ("client", lambda row: row.client_id),
    ("number", lambda row: row.number),
    ("name", lambda row: row.name),
    ("country", lambda row: row.country),
    ("account", lambda row: row.account),
    ("credit_limit", lambda row: row.credit_limit or ""),
)
ENTRIES: Sequence[Column] = (
    ("client", lambda row: row.client_id),
    ("voucher", lambda row: voucher_text(row.series, row.year, row.voucher)),
    ("ledger", lambda row: shown.sentence(f"desk.lists.ledger.{row.ledger}")),
    ("booked_on", lambda row: row.booked_on),
    ("document_on", lambda row: row.document_on),
    ("text", lambda row: row.text),
    ("amount", lambda row: _amount(row, "debit")),
    ("currency", lambda row: row.currency),
)
