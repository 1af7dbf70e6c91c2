"""What is registered about what customers owe: statements of account, fees and interest, and payment in instalments."""

from pathlib import Path

from kantor.departments.receivables.dunning_terms import document as dunning_terms
from kantor.departments.receivables.dunning_terms import effect as dunning_terms_effect
from kantor.departments.receivables.dunning_terms import rules as dunning_terms_rules
from kantor.departments.receivables.dunning_terms import suggesting as dunning_terms_suggesting
from kantor.departments.receivables.instalment_default import document as instalment_default
from kantor.departments.receivables.instalment_default import effect as instalment_default_effect
from kantor.departments.receivables.instalment_default import rules as instalment_default_rules
from kantor.departments.receivables.instalment_default import suggesting as instalment_default_suggesting
from kantor.departments.receivables.instalment_plan import document as instalment_plan
from kantor.departments.receivables.instalment_plan import effect as instalment_plan_effect
from kantor.departments.receivables.instalment_plan import rules as instalment_plan_rules
from kantor.departments.receivables.instalment_plan import suggesting as instalment_plan_suggesting
from kantor.departments.receivables.interest_note import document as interest_note
from kantor.departments.receivables.interest_note import effect as interest_note_effect
from kantor.departments.receivables.interest_note import rules as interest_note_rules
from kantor.departments.receivables.interest_note import suggesting as interest_note_suggesting
from kantor.departments.receivables.statement_run import document as statement_run
from kantor.departments.receivables.statement_run import effect as statement_run_effect
from kantor.departments.receivables.statement_run import rules as statement_run_rules
from kantor.departments.receivables.statement_run import suggesting as statement_run_suggesting
from kantor.words import DocumentType

FOLDER = Path(__file__).parent

STATEMENT_RUN = DocumentType(
    key=statement_run.KEY,
    fields=statement_run.FIELDS,
    tables=(statement_run.ROWS,),
    retention="letter",
    process=statement_run.PROCESS,
    suggest=statement_run_suggesting.suggest,
    asks=statement_run.asks,
    rules=statement_run_rules.RULES,
    effect=statement_run_effect.effect,
    samples=FOLDER / "statement_run" / "samples",
)
INTEREST_NOTE = DocumentType(
    key=interest_note.KEY,
    fields=interest_note.FIELDS,
    tables=(interest_note.SPANS,),
    process=interest_note.PROCESS,
    suggest=interest_note_suggesting.suggest,
    asks=interest_note.asks,
    rules=interest_note_rules.RULES,
    effect=interest_note_effect.effect,
    samples=FOLDER / "interest_note" / "samples",
)
INSTALMENT_PLAN = DocumentType(
    key=instalment_plan.KEY,
    fields=instalment_plan.FIELDS,
    tables=(instalment_plan.INSTALMENTS,),
    process=instalment_plan.PROCESS,
    suggest=instalment_plan_suggesting.suggest,
    asks=instalment_plan.asks,
    rules=instalment_plan_rules.RULES,
    effect=instalment_plan_effect.effect,
    samples=FOLDER / "instalment_plan" / "samples",
)
INSTALMENT_DEFAULT = DocumentType(
    key=instalment_default.KEY,
    fields=instalment_default.FIELDS,
    tables=(instalment_default.INSTALMENTS,),
    process=instalment_default.PROCESS,
    suggest=instalment_default_suggesting.suggest,
    asks=instalment_default.asks,
    rules=instalment_default_rules.RULES,
    effect=instalment_default_effect.effect,
    samples=FOLDER / "instalment_default" / "samples",
)
DUNNING_TERMS = DocumentType(
    key=dunning_terms.KEY,
    fields=dunning_terms.FIELDS,
    retention="letter",
    process=dunning_terms.PROCESS,
    suggest=dunning_terms_suggesting.suggest,
    asks=lambda reading: (dunning_terms.CLIENT,),
    rules=dunning_terms_rules.RULES,
    effect=dunning_terms_effect.effect,
    samples=FOLDER / "dunning_terms" / "samples",
)
OWING_TYPES = (DUNNING_TERMS, STATEMENT_RUN, INTEREST_NOTE, INSTALMENT_PLAN, INSTALMENT_DEFAULT)
