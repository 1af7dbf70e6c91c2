"""What accounting registers: opening balances, entries by hand, deferrals, recurring entries and fixed assets, and who looks at them."""

from pathlib import Path

from kantor.departments.accounting.asset import document as asset
from kantor.departments.accounting.asset import effect as asset_effect
from kantor.departments.accounting.asset import rules as asset_rules
from kantor.departments.accounting.asset import suggesting as asset_suggesting
from kantor.departments.accounting.books import BookParts
from kantor.departments.accounting.deferral import document as deferral
from kantor.departments.accounting.deferral import effect as deferral_effect
from kantor.departments.accounting.deferral import rules as deferral_rules
from kantor.departments.accounting.deferral import suggesting as deferral_suggesting
from kantor.departments.accounting.journal_entry import document as journal_entry
from kantor.departments.accounting.journal_entry import effect as journal_entry_effect
from kantor.departments.accounting.journal_entry import lines as journal_entry_lines
from kantor.departments.accounting.journal_entry import rules as journal_entry_rules
from kantor.departments.accounting.journal_entry import suggesting as journal_entry_suggesting
from kantor.departments.accounting.opening_balance import document, effect
from kantor.departments.accounting.plans import PlanParts
from kantor.departments.accounting.recurring_entry import document as recurring_entry
from kantor.departments.accounting.recurring_entry import effect as recurring_entry_effect
from kantor.departments.accounting.recurring_entry import rules as recurring_entry_rules
from kantor.departments.accounting.scheduled_entry import document as scheduled_entry
from kantor.departments.accounting.scheduled_entry import effect as scheduled_entry_effect
from kantor.departments.accounting.scheduled_entry import rules as scheduled_entry_rules
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
SCHEDULED_ENTRY = DocumentType(
    key=scheduled_entry.KEY,
    fields=scheduled_entry.FIELDS,
    tables=(scheduled_entry.LINES,),
    retention="book",
    process=scheduled_entry.PROCESS,
    asks=journal_entry_lines.asks,
    rules=scheduled_entry_rules.RULES,
    effect=scheduled_entry_effect.effect,
)
DEFERRAL = DocumentType(
    key=deferral.KEY,
    fields=deferral.FIELDS,
    tables=(deferral.PLAN,),
    retention="book",
    process=deferral.PROCESS,
    asks=deferral_rules.asks,
    suggest=deferral_suggesting.suggest,
    rules=deferral_rules.RULES,
    effect=deferral_effect.effect,
    route_amount="amount",
    samples=Path(__file__).parent / "deferral" / "samples",
)
RECURRING_ENTRY = DocumentType(
    key=recurring_entry.KEY,
    fields=recurring_entry.FIELDS,
    tables=recurring_entry.TABLES,
    retention="book",
    process=recurring_entry.PROCESS,
    asks=journal_entry_lines.asks,
    suggest=journal_entry_suggesting.suggest,
    rules=recurring_entry_rules.RULES,
    effect=recurring_entry_effect.effect,
    route_amount="total",
    samples=Path(__file__).parent / "recurring_entry" / "samples",
)
ASSET = DocumentType(
    key=asset.KEY,
    fields=asset.FIELDS,
    tables=(asset.PLAN,),
    retention="book",
    process=asset.PROCESS,
    asks=asset_rules.asks,
    suggest=asset_suggesting.suggest,
    rules=asset_rules.RULES,
    effect=asset_effect.effect,
    route_amount="cost",
    samples=Path(__file__).parent / "asset" / "samples",
)
TYPED = (OPENING_BALANCE, JOURNAL_ENTRY, DEFERRAL, RECURRING_ENTRY, ASSET)
TYPES = (*TYPED, SCHEDULED_ENTRY)
APPROVED = (JOURNAL_ENTRY, DEFERRAL, RECURRING_ENTRY, ASSET)

DEPARTMENT = Department(
    key="accounting",
    types=TYPES,
    parts=(BookParts(), PlanParts()),
    roles={
        "office.auditor": tuple(f"{type.key}.see" for type in TYPES),
        "accounting.clerk": (
            *("correspondence.matter.see.accounting", "correspondence.matter.verify"),
            *(f"{type.key}.{verb}" for type in TYPED for verb in ("see", "enter", "verify")),
            *(f"{SCHEDULED_ENTRY.key}.{verb}" for verb in ("see", "verify")),
            "ledger.see",
            "parties.see",
        ),
        "accounting.approver": (
            *(f"{type.key}.{verb}" for type in APPROVED for verb in ("see", "approve")),
            *(f"{SCHEDULED_ENTRY.key}.{verb}" for verb in ("see", "enter", "approve")),
            "ledger.see",
            "parties.see",
        ),
    },
)
