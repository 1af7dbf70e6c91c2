"""What treasury registers: payment runs, their roles, payments as effect parts, and answers about payables."""

from pathlib import Path

from kantor.departments.treasury.actions import PaymentParts
from kantor.departments.treasury.answers import ANSWERS
from kantor.departments.treasury.payment_run import document as payment_run
from kantor.departments.treasury.payment_run import effect as payment_run_effect
from kantor.words import Department, DocumentType

PAYMENT_RUN = DocumentType(
    key=payment_run.KEY,
    fields=payment_run.FIELDS,
    tables=(payment_run.PAYMENTS,),
    process=payment_run.PROCESS,
    asks=payment_run.asks,
    rules=payment_run.RULES,
    effect=payment_run_effect.effect,
    samples=Path(__file__).parent / "payment_run" / "samples",
)

DEPARTMENT = Department(
    key="treasury",
    types=(PAYMENT_RUN,),
    roles={
        "office.auditor": ("treasury.payment_run.see",),
        "treasury.clerk": (
            "treasury.payment_run.see",
            "treasury.payment_run.enter",
            "treasury.payment_run.verify",
            "ledger.see",
            "parties.see",
        ),
        "treasury.approver": ("treasury.payment_run.see", "treasury.payment_run.release", "ledger.see", "parties.see"),
    },
    guarded=("treasury.payment_run.release",),
    answers=ANSWERS,
    parts=(PaymentParts(),),
)
