"""Reports for programs: the same tables as on screen, as JSON or as a file."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, FileAnswer, one_client, reads
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, Word
from kantor.departments.accounting.pages.asking import asked_of, periods_of
from kantor.departments.accounting.pages.saving import MEDIA_TYPES, file_name, heading_said, saved
from kantor.departments.accounting.reports import REPORTS
from kantor.kit.money import Money

ROUTER = Router(tags=["reports"])


class ReportWanted(Across):
    """from_on, until_on: widened to whole periods; without them the fiscal year up to today. accounts: those behind each line."""

    from_on: date | None = None
    until_on: date | None = None
    accounts: bool = False
    export: Literal["", "csv", "xlsx", "pdf"] = ""


class ReportLine(Schema):
    """A line. key: of a statement's line, '' for others; style: line, sum or account; cells: as many as there are columns."""

    key: str
    style: str
    level: int
    account: str
    cells: list[Decimal | str | None]


class ReportShape(Schema):
    client: int
    report: str
    from_on: date
    until_on: date
    currency: str
    columns: list[str]
    lines: list[ReportLine]


@ROUTER.get("/reports/{report}", response=ReportShape, summary="A report of the books")
@reads("ledger.see")
def report(request: Call, report: Word, asked: Query[ReportWanted]) -> Any:
    """Of one client: trial_balance, balance_sheet, income_statement, cash_flow, aged_payables, aged_receivables, vat_summary or
    asset_register."""
    wanted = REPORTS.get(report)
    if wanted is None:
        raise Http404
    visit = request.visit
    client = visit.every[one_client(request)]
    days = {name: day.isoformat() for name, day in (("from", asked.from_on), ("until", asked.until_on)) if day}
    given = asked_of({**days, "accounts": "1" if asked.accounts else ""}, client, visit.today, periods_of(client))
    try:
        table = wanted.make(given)
    except LookupError as error:
        raise Problem(422, errors=[{"at": "path.report", "says": str(error)}]) from error
    if asked.export:
        data = saved(asked.export, wanted, given, table, visit.at)
        return FileAnswer(data, MEDIA_TYPES[asked.export], file_name(wanted, given, asked.export))
    return ReportShape(
        client=client.id,
        report=report,
        from_on=given.from_on,
        until_on=given.until_on,
        currency=client.currency,
        columns=[heading_said(one) for one in table.headings],
        lines=[
            ReportLine(
                key=line.key,
                style=line.style,
                level=line.level,
                account=line.account,
                cells=[cell.amount if isinstance(cell, Money) else str(cell) if cell is not None else None for cell in line.cells],
            )
            for line in table.lines
        ],
    )
