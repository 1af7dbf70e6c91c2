"""Balance sheet, income statement and cash flow as tables, in the layout that the law of the client's country gives."""

from datetime import date, timedelta

from kantor.countries.layouts import LayoutLine, Statement, layout
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.cash import behind
from kantor.departments.accounting.reports.cash import cash_flow as flows_of
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.departments.accounting.reports.statement import StatementLine
from kantor.departments.accounting.reports.statement import balance_sheet as sheet_of
from kantor.departments.accounting.reports.statement import income_statement as income_of
from kantor.kit.say import say

DAY = timedelta(days=1)
WORDS = "accounting.line"


def balance_sheet(asked: Asked, beside: str = "") -> Table:
    """At the end of the last day asked for, beside the same day a year before (§ 265 Abs. 2 HGB, art. 46 ust. 1 UoR)."""
    days = (asked.until_on, figures.year_before(asked.until_on))
    lines = sheet_of(_layout(asked, "balance_sheet"), *figures.positions(asked.client, *days, beside=beside))
    return Table(headings=(Heading("line"), *(Heading("on_day", AMOUNT, day.isoformat()) for day in days)), lines=_lines(lines, asked))


def income_statement(asked: Asked, beside: str = "") -> Table:
    """From the first to the last day, beside the same days a year before."""
    spans = ((asked.from_on, asked.until_on), (_year_earlier(asked.from_on), figures.year_before(asked.until_on)))
    found = figures.turnover(asked.client, *spans, beside=beside)
    lines = income_of(_layout(asked, "income_statement"), found, asked.client.currency) if found else []
    headings = (Heading("line"), *(Heading("until_day", AMOUNT, until.isoformat()) for _, until in spans))
    return Table(headings=headings, lines=_lines(lines, asked))


def cash_flow(asked: Asked) -> Table:
    """From the first to the last day, by the indirect method."""
    days = (asked.until_on, asked.from_on - DAY)
    sheet_layout = _layout(asked, "balance_sheet")
    sheet = sheet_of(sheet_layout, *figures.positions(asked.client, *days))
    turnover = figures.turnover(asked.client, (asked.from_on, asked.until_on))
    income = income_of(_layout(asked, "income_statement"), turnover, asked.client.currency)
    lines = []
    for flow in flows_of(sheet_layout, sheet, income):
        level = 0 if flow.is_sum else 1
        lines.append(Line((_said(flow.key, asked), flow.amount), style="sum" if flow.is_sum else "line", level=level, key=flow.key))
        if not flow.is_sum and (asked.accounts or asked.line == flow.key):
            lines += [
                Line((f"{one.number} {one.name}" if one.number else _said(one.name, asked), one.amount), "account", 2, account=one.number)
                for one in behind(flow, sheet_layout, sheet, income)
            ]
    headings = (Heading("line"), Heading("until_day", AMOUNT, asked.until_on.isoformat()))
    return Table(headings=headings, lines=tuple(lines), note="accounting.report.cash_flow_left_out")


def _layout(asked: Asked, statement: Statement) -> tuple[LayoutLine, ...]:
    return layout(asked.client.country, asked.client.chart, statement)


def _lines(lines: list[StatementLine], asked: Asked) -> tuple[Line, ...]:
    """Lines without any amount are left out, as § 265 Abs. 8 HGB lets them be; so are accounts, unless they are asked for."""
    found = []
    for line in lines:
        if not any(line.amounts) and (line.level or not line.is_sum):
            continue
        text = f"{line.mark} {_said(line.key, asked)}".strip()
        found.append(Line((text, *line.amounts), style="sum" if line.is_sum else "line", level=line.level, key=line.key))
        if asked.accounts or asked.line == line.key:
            found += [
                Line((f"{one.number} {one.name}", *one.amounts), style="account", level=line.level + 1, account=one.number)
                for one in line.accounts
                if any(one.amounts)
            ]
    return tuple(found)


def _said(key: str, asked: Asked) -> str:
    return say(f"{WORDS}.{key}", asked.language)


def _year_earlier(first: date) -> date:
    return first.replace(year=first.year - 1)
