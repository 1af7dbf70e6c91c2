"""What accounts receivable registers: the customer invoice, its roles, its effect part and its answers."""

from pathlib import Path

from kantor.departments.receivables.actions import InvoiceParts
from kantor.departments.receivables.answers import ANSWERS
from kantor.departments.receivables.customer_invoice import document, effect, process, questions, rules, suggesting
from kantor.words import Department, DocumentType

CUSTOMER_INVOICE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    tables=(document.LINES, document.TAXES, document.ADVANCES),
    retention="invoice",
    process=process.PROCESS,
    suggest=suggesting.suggest,
    asks=questions.all_of,
    rules=rules.RULES,
    effect=effect.effect,
    route_amount="local_gross",
    samples=Path(__file__).parent / "customer_invoice" / "samples",
)
SEEN = ("parties.see", "ledger.see")

DEPARTMENT = Department(
    key="receivables",
    types=(CUSTOMER_INVOICE,),
    roles={
        "office.auditor": (f"{document.KEY}.see",),
        "receivables.clerk": (*(f"{document.KEY}.{verb}" for verb in ("see", "enter", "verify", "send_back")), *SEEN),
        "receivables.approver": (*(f"{document.KEY}.{verb}" for verb in ("see", "approve", "send_back")), *SEEN),
    },
    answers=ANSWERS,
    parts=(InvoiceParts(),),
    menu=(("receivables.menu.invoices", "documents", f"{document.KEY}.see"),),
)

__all__ = ["CUSTOMER_INVOICE", "DEPARTMENT"]
