"""What accounting registers: opening balances and entries by hand, and who looks at them."""

from pathlib import Path

from kantor.departments.accounting.books import BookParts
from kantor.departments.accounting.journal_entry import document as journal_entry
from kantor.departments.accounting.journal_entry import effect as journal_entry_effect
from kantor.departments.accounting.journal_entry import lines as journal_entry_lines
from kantor.departments.accounting.journal_entry import rules as journal_entry_rules
from kantor.departments.accounting.journal_entry import suggesting as journal_entry_suggesting
from kantor.departments.accounting.opening_balance import document, effect
from kantor.words import Department, DocumentType

OPENING_BALANCE = DocumentType(
    key=document.KEY,
    fields=document.FIELDS,
    retention="book",
    process=document.PROCESS,
    asks=document.asks,
    rules=document.RULES,
    effect=effect.effect,
)
JOURNAL_ENTRY = DocumentType(
    key=journal_entry.KEY,
    fields=journal_entry.FIELDS,
    tables=(journal_entry.LINES,),
    retention="book",
    process=journal_entry.PROCESS,
    asks=journal_entry_lines.asks,
    suggest=journal_entry_suggesting.suggest,
    rules=journal_entry_rules.RULES,
    effect=journal_entry_effect.effect,
    route_amount="total",
    samples=Path(__file__).parent / "journal_entry" / "samples",
)
TYPES = (OPENING_BALANCE, JOURNAL_ENTRY)

DEPARTMENT = Department(
    key="accounting",
    types=TYPES,
    parts=(BookParts(),),
    roles={
        "office.auditor": tuple(f"{type.key}.see" for type in TYPES),
        "accounting.clerk": (
            *("correspondence.matter.see", "correspondence.matter.verify"),
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "enter", "verify")),
            "ledger.see",
            "parties.see",
        ),
        "accounting.approver": (*(f"{JOURNAL_ENTRY.key}.{verb}" for verb in ("see", "approve")), "ledger.see", "parties.see"),
    },
)
