"""What treasury registers: payment runs, bank statements and the clearing of their lines, their roles, effect parts and answers."""

from pathlib import Path

from kantor.departments.treasury.actions import PaymentParts
from kantor.departments.treasury.answers import ANSWERS
from kantor.departments.treasury.bank_statement import deciding, reading
from kantor.departments.treasury.bank_statement import document as bank_statement
from kantor.departments.treasury.bank_statement import effect as bank_statement_effect
from kantor.departments.treasury.bank_statement import questions as bank_statement_questions
from kantor.departments.treasury.bank_statement import rules as bank_statement_rules
from kantor.departments.treasury.line_clearing import document as line_clearing
from kantor.departments.treasury.line_clearing import effect as line_clearing_effect
from kantor.departments.treasury.line_clearing import rules as line_clearing_rules
from kantor.departments.treasury.payment_run import document as payment_run
from kantor.departments.treasury.payment_run import effect as payment_run_effect
from kantor.departments.treasury.statement_actions import StatementParts
from kantor.departments.treasury.statement_answers import ANSWERS as STATEMENT_ANSWERS
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
BANK_STATEMENT = DocumentType(
    key=bank_statement.KEY,
    fields=bank_statement.FIELDS,
    tables=(bank_statement.LINES,),
    process=bank_statement.PROCESS,
    recognise=reading.recognise,
    read=reading.read,
    suggest=deciding.suggest,
    asks=bank_statement_questions.asks,
    rules=bank_statement_rules.RULES,
    effect=bank_statement_effect.effect,
    samples=Path(__file__).parent / "bank_statement" / "samples",
)
LINE_CLEARING = DocumentType(
    key=line_clearing.KEY,
    fields=line_clearing.FIELDS,
    tables=(line_clearing.SHARES,),
    process=line_clearing.PROCESS,
    asks=line_clearing_rules.asks,
    rules=line_clearing_rules.RULES,
    effect=line_clearing_effect.effect,
    samples=Path(__file__).parent / "line_clearing" / "samples",
)
BANK = (bank_statement.KEY, line_clearing.KEY)

DEPARTMENT = Department(
    key="treasury",
    types=(PAYMENT_RUN, BANK_STATEMENT, LINE_CLEARING),
    roles={
        "office.auditor": ("treasury.payment_run.see", *(f"{key}.see" for key in BANK)),
        "treasury.clerk": (
            "treasury.payment_run.see",
            "treasury.payment_run.enter",
            "treasury.payment_run.verify",
            *(f"{key}.{verb}" for key in BANK for verb in ("see", "enter", "verify")),
            "ledger.see",
            "parties.see",
        ),
        "treasury.approver": (
            "treasury.payment_run.see",
            "treasury.payment_run.release",
            *(f"{key}.see" for key in BANK),
            "ledger.see",
            "parties.see",
        ),
    },
    guarded=("treasury.payment_run.release",),
    answers=ANSWERS | STATEMENT_ANSWERS,
    parts=(PaymentParts(), StatementParts()),
)
