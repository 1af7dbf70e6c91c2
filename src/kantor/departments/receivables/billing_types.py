"""What billing registers: contracts and their changes, orders, usage reports, time sheets, and the runs that make invoices of them."""

from pathlib import Path

from kantor.departments.receivables.billing_run import document as billing_run
from kantor.departments.receivables.billing_run import effect as billing_run_effect
from kantor.departments.receivables.billing_run import rules as billing_run_rules
from kantor.departments.receivables.billing_run import suggesting as billing_run_suggesting
from kantor.departments.receivables.contract import document as contract
from kantor.departments.receivables.contract import effect as contract_effect
from kantor.departments.receivables.contract import rules as contract_rules
from kantor.departments.receivables.contract import suggesting as contract_suggesting
from kantor.departments.receivables.contract_change import document as contract_change
from kantor.departments.receivables.contract_change import effect as contract_change_effect
from kantor.departments.receivables.contract_change import rules as contract_change_rules
from kantor.departments.receivables.contract_change import suggesting as contract_change_suggesting
from kantor.departments.receivables.run_plan import document as run_plan
from kantor.departments.receivables.run_plan import effect as run_plan_effect
from kantor.departments.receivables.run_plan import rules as run_plan_rules
from kantor.departments.receivables.run_plan import suggesting as run_plan_suggesting
from kantor.departments.receivables.sales_order import document as sales_order
from kantor.departments.receivables.sales_order import effect as sales_order_effect
from kantor.departments.receivables.sales_order import rules as sales_order_rules
from kantor.departments.receivables.sales_order import suggesting as sales_order_suggesting
from kantor.departments.receivables.time_sheet import document as time_sheet
from kantor.departments.receivables.time_sheet import effect as time_sheet_effect
from kantor.departments.receivables.time_sheet import rules as time_sheet_rules
from kantor.departments.receivables.time_sheet import suggesting as time_sheet_suggesting
from kantor.departments.receivables.usage_report import document as usage_report
from kantor.departments.receivables.usage_report import effect as usage_report_effect
from kantor.departments.receivables.usage_report import rules as usage_report_rules
from kantor.departments.receivables.usage_report import suggesting as usage_report_suggesting
from kantor.words import DocumentType

FOLDER = Path(__file__).parent

CONTRACT = DocumentType(
    key=contract.KEY,
    fields=contract.FIELDS,
    tables=(contract.LINES,),
    retention="letter",
    process=contract.PROCESS,
    suggest=contract_suggesting.suggest,
    asks=contract.asks,
    rules=contract_rules.RULES,
    effect=contract_effect.effect,
    samples=FOLDER / "contract" / "samples",
)
CONTRACT_CHANGE = DocumentType(
    key=contract_change.KEY,
    fields=contract_change.FIELDS,
    tables=(contract_change.PRICES,),
    retention="letter",
    process=contract_change.PROCESS,
    suggest=contract_change_suggesting.suggest,
    asks=contract_change.asks,
    rules=contract_change_rules.RULES,
    effect=contract_change_effect.effect,
    samples=FOLDER / "contract_change" / "samples",
)
SALES_ORDER = DocumentType(
    key=sales_order.KEY,
    fields=sales_order.FIELDS,
    tables=(sales_order.LINES,),
    retention="letter",
    process=sales_order.PROCESS,
    suggest=sales_order_suggesting.suggest,
    asks=sales_order.asks,
    rules=sales_order_rules.RULES,
    effect=sales_order_effect.effect,
    samples=FOLDER / "sales_order" / "samples",
)
USAGE_REPORT = DocumentType(
    key=usage_report.KEY,
    fields=usage_report.FIELDS,
    tables=(usage_report.LINES,),
    process=usage_report.PROCESS,
    suggest=usage_report_suggesting.suggest,
    asks=usage_report.asks,
    rules=usage_report_rules.RULES,
    effect=usage_report_effect.effect,
    samples=FOLDER / "usage_report" / "samples",
)
TIME_SHEET = DocumentType(
    key=time_sheet.KEY,
    fields=time_sheet.FIELDS,
    tables=(time_sheet.LINES,),
    process=time_sheet.PROCESS,
    suggest=time_sheet_suggesting.suggest,
    asks=time_sheet.asks,
    rules=time_sheet_rules.RULES,
    effect=time_sheet_effect.effect,
    samples=FOLDER / "time_sheet" / "samples",
)
BILLING_RUN = DocumentType(
    key=billing_run.KEY,
    fields=billing_run.FIELDS,
    tables=(billing_run.ROWS,),
    process=billing_run.PROCESS,
    suggest=billing_run_suggesting.suggest,
    asks=billing_run.asks,
    rules=billing_run_rules.RULES,
    effect=billing_run_effect.effect,
    samples=FOLDER / "billing_run" / "samples",
)
RUN_PLAN = DocumentType(
    key=run_plan.KEY,
    fields=run_plan.FIELDS,
    retention="letter",
    process=run_plan.PROCESS,
    suggest=run_plan_suggesting.suggest,
    rules=run_plan_rules.RULES,
    effect=run_plan_effect.effect,
    samples=FOLDER / "run_plan" / "samples",
)
BILLING_TYPES = (CONTRACT, CONTRACT_CHANGE, SALES_ORDER, USAGE_REPORT, TIME_SHEET, BILLING_RUN, RUN_PLAN)
