"""What accounts receivable registers: the customer invoice, the dunning run, the write-off, their roles, effect parts and answers."""

from pathlib import Path

from kantor.departments.receivables.actions import BilledParts, DunningParts, InvoiceParts
from kantor.departments.receivables.advances_credited import AdvanceParts
from kantor.departments.receivables.answers import ANSWERS
from kantor.departments.receivables.billed_answers import BILLED_ANSWERS
from kantor.departments.receivables.billing_answers import BILLING_ANSWERS
from kantor.departments.receivables.billing_types import BILLING_TYPES
from kantor.departments.receivables.customer_invoice import document, effect, process, questions, rules, suggesting
from kantor.departments.receivables.dunning_run import document as dunning_run
from kantor.departments.receivables.dunning_run import effect as dunning_effect
from kantor.departments.receivables.dunning_run import rules as dunning_rules
from kantor.departments.receivables.dunning_run import suggesting as dunning_suggesting
from kantor.departments.receivables.invoices import INVOICE_ANSWERS
from kantor.departments.receivables.ksef_number import document as ksef_number
from kantor.departments.receivables.ksef_number import effect as ksef_number_effect
from kantor.departments.receivables.ksef_number import rules as ksef_number_rules
from kantor.departments.receivables.owing_answers import OWING_ANSWERS
from kantor.departments.receivables.owing_types import OWING_TYPES
from kantor.departments.receivables.planned_runs import RunPlanParts
from kantor.departments.receivables.worked_answers import WORKED_ANSWERS
from kantor.departments.receivables.write_off import document as write_off
from kantor.departments.receivables.write_off import effect as write_off_effect
from kantor.departments.receivables.write_off import rules as write_off_rules
from kantor.departments.receivables.write_off import suggesting as write_off_suggesting
from kantor.words import Department, DocumentType

CUSTOMER_INVOICE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    tables=(document.LINES, document.TAXES, document.DISCOUNTS, document.ADVANCES, document.ORDERED),
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
KSEF_NUMBER = DocumentType(
    key=ksef_number.KEY,
    fields=ksef_number.FIELDS,
    retention="invoice",
    process=ksef_number.PROCESS,
    asks=ksef_number.asks,
    rules=ksef_number_rules.RULES,
    effect=ksef_number_effect.effect,
)
TYPES = (CUSTOMER_INVOICE, DUNNING_RUN, WRITE_OFF, KSEF_NUMBER, *BILLING_TYPES, *OWING_TYPES)
APPROVED = tuple(type for type in TYPES if any(step.key == "approve" for step in type.process.steps))
SEEN = ("parties.see", "ledger.see")

DEPARTMENT = Department(
    key="receivables",
    types=TYPES,
    roles={
        "office.auditor": tuple(f"{type.key}.see" for type in TYPES),
        "receivables.clerk": (
            *("correspondence.matter.see.receivables", "correspondence.matter.verify"),
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "enter", "verify", "send_back")),
            "documents.hand_in",
            *SEEN,
        ),
        "receivables.approver": (
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "send_back")),
            *(f"{type.key}.approve" for type in APPROVED),
            "receivables.letter.approve",
            *SEEN,
        ),
    },
    answers={**ANSWERS, **BILLED_ANSWERS, **BILLING_ANSWERS, **INVOICE_ANSWERS, **OWING_ANSWERS, **WORKED_ANSWERS},
    parts=(BilledParts(), AdvanceParts(), InvoiceParts(), DunningParts(), RunPlanParts()),
    menu=(("receivables.menu.invoices", "documents", f"{document.KEY}.see"),),
)

__all__ = ["CUSTOMER_INVOICE", "DEPARTMENT", "DUNNING_RUN", "WRITE_OFF"]
