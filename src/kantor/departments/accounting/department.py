"""What accounting registers: opening balances, entries, plans, fixed assets, the closing of months and years, and who looks at them."""

from pathlib import Path

from kantor.departments.accounting.allocation import document as allocation
from kantor.departments.accounting.allocation import effect as allocation_effect
from kantor.departments.accounting.allocation import rules as allocation_rules
from kantor.departments.accounting.allocation import suggesting as allocation_suggesting
from kantor.departments.accounting.allocation.keeping import ANSWERS as ALLOCATION_ANSWERS
from kantor.departments.accounting.allocation.keeping import AllocationParts
from kantor.departments.accounting.asset import document as asset
from kantor.departments.accounting.asset import effect as asset_effect
from kantor.departments.accounting.asset import rules as asset_rules
from kantor.departments.accounting.asset import suggesting as asset_suggesting
from kantor.departments.accounting.asset.accounts import ANSWERS as ASSET_ACCOUNT_ANSWERS
from kantor.departments.accounting.asset_change import document as asset_change
from kantor.departments.accounting.asset_change import effect as asset_change_effect
from kantor.departments.accounting.asset_change import rules as asset_change_rules
from kantor.departments.accounting.asset_change import suggesting as asset_change_suggesting
from kantor.departments.accounting.asset_change.actions import AssetChangeParts
from kantor.departments.accounting.asset_change.answers import ANSWERS as ASSET_ANSWERS
from kantor.departments.accounting.auditing import PERMISSION as BOOKS
from kantor.departments.accounting.books import BookParts
from kantor.departments.accounting.budget import document as budget
from kantor.departments.accounting.budget import effect as budget_effect
from kantor.departments.accounting.budget import rules as budget_rules
from kantor.departments.accounting.budget import suggesting as budget_suggesting
from kantor.departments.accounting.budgets import ANSWERS as BUDGET_ANSWERS
from kantor.departments.accounting.close_item import document as close_item
from kantor.departments.accounting.close_item import effect as close_item_effect
from kantor.departments.accounting.closing.answers import ANSWERS as CLOSING_ANSWERS
from kantor.departments.accounting.closing.items import CloseItemParts
from kantor.departments.accounting.cost_centre import document as cost_centre
from kantor.departments.accounting.cost_centre import effect as cost_centre_effect
from kantor.departments.accounting.cost_centre import rules as cost_centre_rules
from kantor.departments.accounting.cost_centre.keeping import ANSWERS as CENTRE_ANSWERS
from kantor.departments.accounting.cost_centre.keeping import CentreParts
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
from kantor.departments.accounting.oss_registration import document as oss_registration
from kantor.departments.accounting.oss_registration import effect as oss_registration_effect
from kantor.departments.accounting.oss_registration import rules as oss_registration_rules
from kantor.departments.accounting.oss_registration.keeping import ANSWERS as OSS_REGISTRATION_ANSWERS
from kantor.departments.accounting.oss_registration.keeping import OssRegistrationParts
from kantor.departments.accounting.oss_return import document as oss_return
from kantor.departments.accounting.oss_return import effect as oss_return_effect
from kantor.departments.accounting.oss_return import rules as oss_return_rules
from kantor.departments.accounting.oss_return import suggesting as oss_return_suggesting
from kantor.departments.accounting.oss_return.books import ANSWERS as OSS_RETURN_ANSWERS
from kantor.departments.accounting.oss_return.keeping import OssReturnParts
from kantor.departments.accounting.period_change import document as period_change
from kantor.departments.accounting.period_change import effect as period_change_effect
from kantor.departments.accounting.period_change import rules as period_change_rules
from kantor.departments.accounting.plans import PlanParts
from kantor.departments.accounting.recurring_entry import document as recurring_entry
from kantor.departments.accounting.recurring_entry import effect as recurring_entry_effect
from kantor.departments.accounting.recurring_entry import rules as recurring_entry_rules
from kantor.departments.accounting.revaluation import document as revaluation
from kantor.departments.accounting.revaluation import effect as revaluation_effect
from kantor.departments.accounting.revaluation import rules as revaluation_rules
from kantor.departments.accounting.revaluation.actions import RevaluationParts
from kantor.departments.accounting.revaluation.answers import ANSWERS as REVALUATION_ANSWERS
from kantor.departments.accounting.scheduled_entry import document as scheduled_entry
from kantor.departments.accounting.scheduled_entry import effect as scheduled_entry_effect
from kantor.departments.accounting.scheduled_entry import rules as scheduled_entry_rules
from kantor.departments.accounting.vat_filing import document as vat_filing
from kantor.departments.accounting.vat_filing import effect as vat_filing_effect
from kantor.departments.accounting.vat_filing import rules as vat_filing_rules
from kantor.departments.accounting.vat_return import document as vat_return
from kantor.departments.accounting.vat_return import effect as vat_return_effect
from kantor.departments.accounting.vat_return import rules as vat_return_rules
from kantor.departments.accounting.vat_return import suggesting as vat_return_suggesting
from kantor.departments.accounting.vat_return.books import ANSWERS
from kantor.departments.accounting.vat_return.keeping import VatReturnFiledParts, VatReturnParts
from kantor.departments.accounting.year_end import document as year_end
from kantor.departments.accounting.year_end import effect as year_end_effect
from kantor.departments.accounting.year_end import rules as year_end_rules
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
    tables=(asset.PLAN, asset.TAX_PLAN),
    retention="book",
    process=asset.PROCESS,
    asks=asset_rules.asks,
    suggest=asset_suggesting.suggest,
    rules=asset_rules.RULES,
    effect=asset_effect.effect,
    route_amount="cost",
    samples=Path(__file__).parent / "asset" / "samples",
)
ASSET_CHANGE = DocumentType(
    key=asset_change.KEY,
    fields=asset_change.FIELDS,
    tables=asset_change.TABLES,
    retention="book",
    process=asset_change.PROCESS,
    asks=asset_change.asks,
    suggest=asset_change_suggesting.suggest,
    rules=asset_change_rules.RULES,
    effect=asset_change_effect.effect,
    samples=Path(__file__).parent / "asset_change" / "samples",
)
COST_CENTRE = DocumentType(
    key=cost_centre.KEY,
    fields=cost_centre.FIELDS,
    retention="book",
    process=cost_centre.PROCESS,
    asks=cost_centre.asks,
    rules=cost_centre_rules.RULES,
    effect=cost_centre_effect.effect,
    samples=Path(__file__).parent / "cost_centre" / "samples",
)
ALLOCATION = DocumentType(
    key=allocation.KEY,
    fields=allocation.FIELDS,
    tables=(allocation.RECEIVERS,),
    retention="book",
    process=allocation.PROCESS,
    asks=allocation.asks,
    suggest=allocation_suggesting.suggest,
    rules=allocation_rules.RULES,
    effect=allocation_effect.effect,
    samples=Path(__file__).parent / "allocation" / "samples",
)
PERIOD_CHANGE = DocumentType(
    key=period_change.KEY,
    fields=period_change.FIELDS,
    retention="book",
    process=period_change.PROCESS,
    asks=period_change_rules.asks,
    rules=period_change_rules.RULES,
    effect=period_change_effect.effect,
    samples=Path(__file__).parent / "period_change" / "samples",
)
VAT_RETURN = DocumentType(
    key=vat_return.KEY,
    fields=vat_return.FIELDS,
    tables=(vat_return.FIGURES, vat_return.ACCOUNTS),
    retention="book",
    process=vat_return.PROCESS,
    asks=vat_return.asks,
    suggest=vat_return_suggesting.suggest,
    rules=vat_return_rules.RULES,
    effect=vat_return_effect.effect,
    samples=Path(__file__).parent / "vat_return" / "samples",
)
VAT_FILING = DocumentType(
    key=vat_filing.KEY,
    fields=vat_filing.FIELDS,
    retention="book",
    process=vat_filing.PROCESS,
    asks=vat_filing.asks,
    rules=vat_filing_rules.RULES,
    effect=vat_filing_effect.effect,
)
OSS_REGISTRATION = DocumentType(
    key=oss_registration.KEY,
    fields=oss_registration.FIELDS,
    retention="book",
    process=oss_registration.PROCESS,
    asks=oss_registration.asks,
    rules=oss_registration_rules.RULES,
    effect=oss_registration_effect.effect,
    samples=Path(__file__).parent / "oss_registration" / "samples",
)
OSS_RETURN = DocumentType(
    key=oss_return.KEY,
    fields=oss_return.FIELDS,
    tables=(oss_return.FIGURES, oss_return.CORRECTIONS, oss_return.RATES),
    retention="book",
    process=oss_return.PROCESS,
    asks=oss_return.asks,
    suggest=oss_return_suggesting.suggest,
    rules=oss_return_rules.RULES,
    effect=oss_return_effect.effect,
    samples=Path(__file__).parent / "oss_return" / "samples",
)
CLOSE_ITEM = DocumentType(
    key=close_item.KEY,
    fields=close_item.FIELDS,
    retention="book",
    process=close_item.PROCESS,
    rules=close_item.RULES,
    effect=close_item_effect.effect,
    samples=Path(__file__).parent / "close_item" / "samples",
)
BUDGET = DocumentType(
    key=budget.KEY,
    fields=budget.FIELDS,
    tables=(budget.LINES,),
    retention="letter",
    process=budget.PROCESS,
    asks=budget.asks,
    suggest=budget_suggesting.suggest,
    rules=budget_rules.RULES,
    effect=budget_effect.effect,
    samples=Path(__file__).parent / "budget" / "samples",
)
YEAR_END = DocumentType(
    key=year_end.KEY,
    fields=year_end.FIELDS,
    retention="book",
    process=year_end.PROCESS,
    asks=year_end.asks,
    rules=year_end_rules.RULES,
    effect=year_end_effect.effect,
    samples=Path(__file__).parent / "year_end" / "samples",
)
REVALUATION = DocumentType(
    key=revaluation.KEY,
    fields=revaluation.FIELDS,
    retention="book",
    process=revaluation.PROCESS,
    asks=revaluation.asks,
    rules=revaluation_rules.RULES,
    effect=revaluation_effect.effect,
    samples=Path(__file__).parent / "revaluation" / "samples",
)
TYPED = (
    *(OPENING_BALANCE, BUDGET, JOURNAL_ENTRY, DEFERRAL, RECURRING_ENTRY, ASSET, ASSET_CHANGE, COST_CENTRE, ALLOCATION),
    *(PERIOD_CHANGE, CLOSE_ITEM, YEAR_END, REVALUATION, VAT_RETURN, VAT_FILING, OSS_REGISTRATION, OSS_RETURN),
)
TYPES = (*TYPED, SCHEDULED_ENTRY)
APPROVED = (
    *(BUDGET, JOURNAL_ENTRY, DEFERRAL, RECURRING_ENTRY, ASSET, ASSET_CHANGE, COST_CENTRE, ALLOCATION),
    *(PERIOD_CHANGE, CLOSE_ITEM, YEAR_END, REVALUATION, VAT_RETURN, OSS_REGISTRATION, OSS_RETURN),
)

DEPARTMENT = Department(
    key="accounting",
    types=TYPES,
    answers=ANSWERS
    | ALLOCATION_ANSWERS
    | ASSET_ACCOUNT_ANSWERS
    | ASSET_ANSWERS
    | BUDGET_ANSWERS
    | CENTRE_ANSWERS
    | CLOSING_ANSWERS
    | OSS_REGISTRATION_ANSWERS
    | OSS_RETURN_ANSWERS
    | REVALUATION_ANSWERS,
    parts=(
        BookParts(),
        AssetChangeParts(),
        PlanParts(),
        CloseItemParts(),
        CentreParts(),
        AllocationParts(),
        RevaluationParts(),
        VatReturnParts(),
        VatReturnFiledParts(),
        OssRegistrationParts(),
        OssReturnParts(),
    ),
    roles={
        "office.auditor": (BOOKS, *(f"{type.key}.see" for type in TYPES)),
        "accounting.clerk": (
            *("correspondence.matter.see.accounting", "correspondence.matter.verify"),
            *(f"{type.key}.{verb}" for type in TYPED for verb in ("see", "enter", "verify")),
            *(f"{SCHEDULED_ENTRY.key}.{verb}" for verb in ("see", "verify")),
            "documents.hand_in",
            "ledger.see",
            "parties.see",
        ),
        "accounting.approver": (
            BOOKS,
            *(f"{type.key}.{verb}" for type in APPROVED for verb in ("see", "approve")),
            *(f"{SCHEDULED_ENTRY.key}.{verb}" for verb in ("see", "enter", "approve")),
            "ledger.see",
            "parties.see",
        ),
    },
)
