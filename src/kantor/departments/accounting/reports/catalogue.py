"""The reports that there are, by key."""

from kantor.departments.accounting.reports import assets, balances, statements, vat
from kantor.departments.accounting.reports.declaring import Report

REPORTS = {
    report.key: report
    for report in (
        Report(key="trial_balance", make=balances.trial_balance),
        Report(key="balance_sheet", make=statements.balance_sheet, is_statement=True),
        Report(key="income_statement", make=statements.income_statement, is_statement=True),
        Report(key="cash_flow", make=statements.cash_flow),
        Report(key="aged_payables", make=balances.aged("payable"), is_now=True),
        Report(key="aged_receivables", make=balances.aged("receivable"), is_now=True),
        Report(key="vat_summary", make=vat.vat_summary),
        Report(key="asset_register", make=assets.asset_register),
    )
}
