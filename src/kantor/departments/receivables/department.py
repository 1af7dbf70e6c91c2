"""What accounts receivable registers: the customer invoice, the dunning run, the write-off, their roles, effect parts and answers."""

from pathlib import Path

from kantor.departments.receivables.actions import DunningParts, InvoiceParts
from kantor.departments.receivables.answers import ANSWERS
from kantor.departments.receivables.customer_invoice import document, effect, process, questions, rules, suggesting
from kantor.departments.receivables.dunning_run import document as dunning_run
from kantor.departments.receivables.dunning_run import effect as dunning_effect
from kantor.departments.receivables.dunning_run import rules as dunning_rules
from kantor.departments.receivables.dunning_run import suggesting as dunning_suggesting
from kantor.departments.receivables.write_off import document as write_off
from kantor.departments.receivables.write_off import effect as write_off_effect
from kantor.departments.receivables.write_off import rules as write_off_rules
from kantor.departments.receivables.write_off import suggesting as write_off_suggesting
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
DUNNING_RUN = DocumentType(
    key=dunning_run.KEY,
    fields=dunning_run.FIELDS,
    tables=(dunning_run.ITEMS,),
    retention="letter",
    process=dunning_run.PROCESS,
    suggest=dunning_suggesting.suggest,
    asks=dunning_run.asks,
    rules=dunning_rules.RULES,
    effect=dunning_effect.effect,
    samples=Path(__file__).parent / "dunning_run" / "samples",
)
WRITE_OFF = DocumentType(
    key=write_off.KEY,
    fields=write_off.FIELDS,
    process=write_off.PROCESS,
    suggest=write_off_suggesting.suggest,
    asks=write_off.asks,
    rules=write_off_rules.RULES,
    effect=write_off_effect.effect,
    samples=Path(__file__).parent / "write_off" / "samples",
)
TYPES = (CUSTOMER_INVOICE, DUNNING_RUN, WRITE_OFF)
SEEN = ("parties.see", "ledger.see")

DEPARTMENT = Department(
    key="receivables",
    types=TYPES,
    roles={
        "office.auditor": tuple(f"{type.key}.see" for type in TYPES),
        "receivables.clerk": (
            *("correspondence.matter.see.receivables", "correspondence.matter.verify"),
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "enter", "verify", "send_back")),
            *SEEN,
        ),
        "receivables.approver": (
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "approve", "send_back")),
            "receivables.letter.approve",
            *SEEN,
        ),
    },
    answers=ANSWERS,
    parts=(InvoiceParts(), DunningParts()),
    menu=(("receivables.menu.invoices", "documents", f"{document.KEY}.see"),),
)

__all__ = ["CUSTOMER_INVOICE", "DEPARTMENT", "DUNNING_RUN", "WRITE_OFF"]
