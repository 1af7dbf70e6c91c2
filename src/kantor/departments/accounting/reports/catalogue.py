"""The reports that there are, by key."""

from functools import partial

from kantor.departments.accounting.reports import (
    assets,
    bad_debts,
    balances,
    controlling,
    dimensions,
    ec_sales,
    forecast,
    ledgers,
    one_stop_shop,
    statements,
    vat,
    vat_boxes,
)
from kantor.departments.accounting.reports.declaring import Report
from kantor.words.locking import TAX

REPORTS = {
    report.key: report
    for report in (
        Report(key="trial_balance", make=balances.trial_balance),
        Report(key="general_ledger", make=ledgers.general_ledger),
        Report(key="journal", make=ledgers.journal),
        Report(key="balance_sheet", make=statements.balance_sheet, is_statement=True),
        Report(key="income_statement", make=statements.income_statement, is_statement=True),
        Report(key="tax_balance_sheet", make=partial(statements.balance_sheet, beside=TAX), is_statement=True),
        Report(key="tax_income_statement", make=partial(statements.income_statement, beside=TAX), is_statement=True),
        Report(key="cash_flow", make=statements.cash_flow, is_statement=True),
        Report(key="aged_payables", make=balances.aged("payable"), is_of_day=True, opens=True),
        Report(key="aged_receivables", make=balances.aged("receivable"), is_of_day=True, opens=True),
        Report(key="vat_summary", make=vat.vat_summary, opens=True),
        Report(key="vat_return", make=vat_boxes.vat_return, opens=True, prepares="accounting.vat_return"),
        Report(key="ec_sales_list", make=ec_sales.ec_sales_list, opens=True),
        Report(key="one_stop_shop", make=one_stop_shop.one_stop_shop, opens=True, prepares="accounting.oss_return"),
        Report(key="bad_debt_relief", make=bad_debts.bad_debt_relief, is_now=True),
        Report(key="asset_register", make=assets.asset_register),
        Report(key="asset_movements", make=assets.asset_movements),
        Report(key="plan_and_actual", make=controlling.plan_and_actual),
        Report(key="cash_forecast", make=forecast.cash_forecast, is_now=True),
        Report(key="cost_centres", make=dimensions.by_dimension("cost_centre")),
        Report(key="projects", make=dimensions.by_dimension("project")),
    )
}
