"""Reports and the closing of months for programs: the same as on screen, as JSON or as a file."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, FileAnswer, one_client, reads
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, Word
from kantor.departments.accounting import auditors_api, group_api, intercompany_api
from kantor.departments.accounting.closing.checks import Found, Span, look
from kantor.departments.accounting.closing.items import items
from kantor.departments.accounting.pages.asking import asked_of, periods_of
from kantor.departments.accounting.pages.saving import MEDIA_TYPES, file_name, heading_said, saved
from kantor.departments.accounting.reports import REPORTS
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.spine import access

ROUTER = Router(tags=["reports"])
ROUTER.add_router("", group_api.ROUTER)
ROUTER.add_router("", intercompany_api.ROUTER)
ROUTER.add_router("", auditors_api.ROUTER)


class ReportWanted(Across):
    """from_on, until_on: widened to whole periods; without them the fiscal year up to today. The aged lists are as of the end of until_on
    itself, by default today. accounts: those behind each line; line: key of the one line that is opened."""

    from_on: date | None = None
    until_on: date | None = None
    accounts: bool = False
    line: Word = ""
    export: Literal["", "csv", "xlsx", "pdf"] = ""


class ReportLine(Schema):
    """A line. key: by which it is opened, '' where it is not; style: line, sum or account; document: where it leads to; cells: as many as
    there are columns."""

    key: str
    style: str
    level: int
    account: str
    document: int | None
    cells: list[Decimal | str | None]


class ReportShape(Schema):
    client: int
    report: str
    from_on: date
    until_on: date
    currency: str
    columns: list[str]
    lines: list[ReportLine]


class ClosingWanted(Across):
    """until_on: the last day of a period, by default that of today; from_on: the first day of one, by default of the same."""

    from_on: date | None = None
    until_on: date | None = None


class InTheWay(Schema):
    """label: in the books' own words; document, account: where it leads; amount: by how much, in the currency of the books, of a
    bank account in its own, which the label names."""

    label: str
    document: int | None
    account: str
    on: date | None
    amount: Decimal | None


class CheckShape(Schema):
    """state: fine, look (it need not be wrong) or stop; found: 200 at most."""

    check: str
    state: str
    found: list[InTheWay]


class ItemShape(Schema):
    """What a person does, or whose a check is; check: its key, '' for what a person does."""

    title: str
    check: str
    email: str
    due_on: date
    done: bool
    note: str


class ClosingShape(Schema):
    client: int
    checks: list[CheckShape]
    items: list[ItemShape]


@ROUTER.get("/closing", response=ClosingShape, summary="What stands in the way of closing a month")
@reads("ledger.see")
def closing(request: Call, asked: Query[ClosingWanted]) -> Any:
    """Of one client: what the house finds, down to document and account, and what people have ticked off."""
    visit = request.visit
    client = visit.every[one_client(request)]
    on = asked.until_on or visit.today
    last = next((one for one in periods_of(client) if (one.ends_on == on if asked.until_on else one.starts_on <= on <= one.ends_on)), None)
    if last is None:
        raise Problem(422, errors=[{"at": "query.until_on", "says": "No period of the books ends on that day."}])
    with access.acting(clients=[client.id], person_id=visit.person_id, at=visit.at):
        results = look(Span(client, asked.from_on or last.starts_on, last.ends_on))
        listed = items(client.id, last.ends_on, month_of_year=last.number)
    return ClosingShape(
        client=client.id,
        checks=[
            CheckShape(check=result.key, state=result.state, found=[_in_the_way(one, client.id, visit) for one in result.found])
            for result in results
        ],
        items=[
            ItemShape(title=item.title, check=item.check, email=item.email, due_on=item.due_on, done=item.done, note=item.note)
            for item in listed
        ],
    )


def _in_the_way(found: Found, client_id: int, visit: Visit) -> InTheWay:
    """What the caller may not see is told without its name."""
    hidden = bool(found.type) and not visit.may_see(found.type, client_id)
    return InTheWay(
        label="" if hidden else found.label,
        document=None if hidden else found.document_id,
        account=found.account,
        on=found.on,
        amount=found.amount.amount if found.amount is not None else None,
    )


@ROUTER.get("/reports/{report}", response=ReportShape, summary="A report of the books")
@reads("ledger.see")
def report(request: Call, report: Word, asked: Query[ReportWanted]) -> Any:
    """Of one client: trial_balance, general_ledger, journal, balance_sheet, income_statement, tax_balance_sheet, tax_income_statement,
    cash_flow, aged_payables, aged_receivables, vat_summary, vat_return, ec_sales_list, one_stop_shop, bad_debt_relief, asset_register,
    asset_movements, plan_and_actual, cash_forecast, cost_centres or projects; the ledger and the journal hold up to 10,000 postings."""
    wanted = REPORTS.get(report)
    if wanted is None:
        raise Http404
    visit = request.visit
    client = visit.every[one_client(request)]
    days = {name: day.isoformat() for name, day in (("from", asked.from_on), ("until", asked.until_on)) if day}
    told = {**days, "accounts": "1" if asked.accounts else "", "line": asked.line}
    given = asked_of(told, client, visit.today, periods_of(client), is_of_day=wanted.is_of_day)
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
                document=line.document,
                cells=[cell.amount if isinstance(cell, Money) else str(cell) if cell is not None else None for cell in line.cells],
            )
            for line in table.lines
        ],
    )
