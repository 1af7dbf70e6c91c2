"""What treasury registers: payment runs, bank statements and the clearing of their lines, their roles, effect parts and answers."""

from pathlib import Path

from kantor.departments.treasury.actions import PaymentParts
from kantor.departments.treasury.answers import ANSWERS
from kantor.departments.treasury.balance_answers import ANSWERS as BALANCE_ANSWERS
from kantor.departments.treasury.bank_statement import deciding, reading
from kantor.departments.treasury.bank_statement import document as bank_statement
from kantor.departments.treasury.bank_statement import effect as bank_statement_effect
from kantor.departments.treasury.bank_statement import identifying as bank_statement_identifying
from kantor.departments.treasury.bank_statement import questions as bank_statement_questions
from kantor.departments.treasury.bank_statement import rules as bank_statement_rules
from kantor.departments.treasury.collection_run import document as collection_run
from kantor.departments.treasury.collection_run import effect as collection_run_effect
from kantor.departments.treasury.collection_run import rules as collection_run_rules
from kantor.departments.treasury.line_clearing import document as line_clearing
from kantor.departments.treasury.line_clearing import effect as line_clearing_effect
from kantor.departments.treasury.line_clearing import rules as line_clearing_rules
from kantor.departments.treasury.mandate import document as mandate
from kantor.departments.treasury.mandate import effect as mandate_effect
from kantor.departments.treasury.mandate import rules as mandate_rules
from kantor.departments.treasury.mandates import ANSWERS as MANDATE_ANSWERS
from kantor.departments.treasury.mandates import CollectionParts, MandateParts
from kantor.departments.treasury.notice_answers import ANSWERS as NOTICE_ANSWERS
from kantor.departments.treasury.payment_run import document as payment_run
from kantor.departments.treasury.payment_run import effect as payment_run_effect
from kantor.departments.treasury.payment_run import rules as payment_run_rules
from kantor.departments.treasury.payment_status import document as payment_status
from kantor.departments.treasury.payment_status import effect as payment_status_effect
from kantor.departments.treasury.payment_status import reading as payment_status_reading
from kantor.departments.treasury.payment_status import rules as payment_status_rules
from kantor.departments.treasury.rate_answers import ANSWERS as RATE_ANSWERS
from kantor.departments.treasury.refusals import RefusalParts, payments_of_file
from kantor.departments.treasury.settled_answers import ANSWERS as SETTLED_ANSWERS
from kantor.departments.treasury.statement_actions import StatementParts
from kantor.departments.treasury.statement_answers import ANSWERS as STATEMENT_ANSWERS
from kantor.words import Department, DocumentType

PAYMENT_RUN = DocumentType(
    key=payment_run.KEY,
    fields=payment_run.FIELDS,
    tables=(payment_run.PAYMENTS,),
    process=payment_run.PROCESS,
    asks=payment_run_rules.asks,
    rules=payment_run_rules.RULES,
    effect=payment_run_effect.effect,
    samples=Path(__file__).parent / "payment_run" / "samples",
)
BANK_STATEMENT = DocumentType(
    key=bank_statement.KEY,
    fields=bank_statement.FIELDS,
    tables=(bank_statement.COLUMNS, bank_statement.LINES),
    process=bank_statement.PROCESS,
    recognise=reading.recognise,
    read=reading.read,
    identify=bank_statement_identifying.identify,
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
PAYMENT_STATUS = DocumentType(
    key=payment_status.KEY,
    fields=payment_status.FIELDS,
    tables=(payment_status.REJECTED,),
    process=payment_status.PROCESS,
    recognise=payment_status_reading.recognise,
    read=payment_status_reading.read,
    suggest=payment_status_rules.suggest,
    asks=payment_status_rules.asks,
    rules=payment_status_rules.RULES,
    effect=payment_status_effect.effect,
    samples=Path(__file__).parent / "payment_status" / "samples",
)
MANDATE = DocumentType(
    key=mandate.KEY,
    fields=mandate.FIELDS,
    process=mandate.PROCESS,
    asks=mandate_rules.asks,
    rules=mandate_rules.RULES,
    effect=mandate_effect.effect,
    samples=Path(__file__).parent / "mandate" / "samples",
)
COLLECTION_RUN = DocumentType(
    key=collection_run.KEY,
    fields=collection_run.FIELDS,
    tables=(collection_run.COLLECTIONS,),
    process=collection_run.PROCESS,
    asks=collection_run_rules.asks,
    rules=collection_run_rules.RULES,
    effect=collection_run_effect.effect,
    samples=Path(__file__).parent / "collection_run" / "samples",
)
BANK = (bank_statement.KEY, line_clearing.KEY, payment_status.KEY, mandate.KEY)
RUNS = (payment_run.KEY, collection_run.KEY)

DEPARTMENT = Department(
    key="treasury",
    types=(PAYMENT_RUN, BANK_STATEMENT, LINE_CLEARING, PAYMENT_STATUS, MANDATE, COLLECTION_RUN),
    roles={
        "office.auditor": (*(f"{key}.see" for key in RUNS), *(f"{key}.see" for key in BANK)),
        "treasury.clerk": (
            *(f"{key}.{verb}" for key in (*RUNS, *BANK) for verb in ("see", "enter", "verify")),
            "documents.hand_in",
            "ledger.see",
            "parties.see",
        ),
        "treasury.approver": (
            *(f"{key}.{verb}" for key in RUNS for verb in ("see", "release")),
            *(f"{key}.see" for key in BANK),
            "ledger.see",
            "parties.see",
        ),
    },
    guarded=tuple(f"{key}.release" for key in RUNS),
    answers=ANSWERS
    | BALANCE_ANSWERS
    | STATEMENT_ANSWERS
    | SETTLED_ANSWERS
    | NOTICE_ANSWERS
    | MANDATE_ANSWERS
    | RATE_ANSWERS
    | {"treasury.payments_of_file": payments_of_file},
    parts=(PaymentParts(), StatementParts(), RefusalParts(), CollectionParts(), MandateParts()),
)
