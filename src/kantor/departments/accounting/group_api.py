"""Several clients as one company for programs: the same as on screen, as JSON or as a file."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, FileAnswer, reads
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, Id
from kantor.departments.accounting.pages.saving import MEDIA_TYPES, heading_said
from kantor.departments.accounting.pages.together import Together, group_file_name, saved_group, together
from kantor.departments.accounting.reports import Table
from kantor.departments.accounting.reports.translating import Rates
from kantor.kit.money import Money

ROUTER = Router(tags=["reports"])
RATE = r"[0-9]{1,12}(\.[0-9]{1,12})?"
RatesText = Annotated[str, Field(pattern=rf"^[A-Z]{{3}}:{RATE}:{RATE}:{RATE}$")]


class GroupWanted(Across):
    """lead: whose currency and, where all share it, layout; from_on, until_on: widened to whole periods of the lead."""

    lead: Id | None = None
    from_on: date | None = None
    until_on: date | None = None
    rates: list[RatesText] = Field(
        default=[],
        description="Of each other currency, units of the lead's for one of it on the closing day, on average and of equity: "
        "PLN:0.25:0.24:0.20. Clients without rates are left out.",
    )
    statement: Literal["balance_sheet", "income_statement"] = Field(default="balance_sheet", description="Which one `export` asks for.")
    export: Literal["", "csv", "xlsx", "pdf"] = ""


class ConsolidatedLine(Schema):
    """cells: what the line is called, an amount for each member, what is taken out, and the group."""

    key: str
    style: str
    level: int
    cells: list[Decimal | str | None]


class ConsolidatedTable(Schema):
    columns: list[str]
    lines: list[ConsolidatedLine]


class ConsolidatedPair(Schema):
    """What two members say of each other, debit less credit, and by how much they disagree."""

    first: int
    second: int
    says: Decimal
    answers: Decimal
    difference: Decimal


class ConsolidatedShape(Schema):
    """members: the lead first; left_out: chosen, but without rates of their currency."""

    members: list[int]
    left_out: list[int]
    from_on: date
    until_on: date
    currency: str
    balance_sheet: ConsolidatedTable
    income_statement: ConsolidatedTable
    pairs: list[ConsolidatedPair]


@ROUTER.get("/group", response=ConsolidatedShape, summary="Several clients as one company")
@reads("ledger.see")
def group(request: Call, asked: Query[GroupWanted]) -> Any:
    """Balance sheet and income statement of the clients chosen, less what they owe and sell each other, and where two of them disagree."""
    visit = request.visit
    days = {name: on.isoformat() for name, on in (("from", asked.from_on), ("until", asked.until_on)) if on}
    rates = {currency: typed for currency, typed in map(_rates, asked.rates) if all(typed)}
    found = together([visit.every[one] for one in visit.clients], days, rates, visit.today, asked.lead)
    if found.found is None:
        raise Problem(422, errors=[{"at": "query.client", "says": "A group has two clients or more whose rates are given."}])
    if asked.export:
        data = saved_group(asked.export, asked.statement, found, visit.at)
        return FileAnswer(data, MEDIA_TYPES[asked.export], group_file_name(asked.export, asked.statement, found))
    return ConsolidatedShape(
        members=[one.id for one in found.members],
        left_out=[one.id for one in found.left_out],
        from_on=found.asked.from_on,
        until_on=found.asked.until_on,
        currency=found.members[0].currency,
        balance_sheet=_table(found.found.balance_sheet),
        income_statement=_table(found.found.income_statement),
        pairs=_pairs(found),
    )


def _rates(text: str) -> tuple[str, Rates]:
    currency, *rates = text.split(":")
    return currency, Rates(*map(Decimal, rates))


def _table(table: Table) -> ConsolidatedTable:
    return ConsolidatedTable(
        columns=[heading_said(one) for one in table.headings],
        lines=[
            ConsolidatedLine(
                key=line.key,
                style=line.style,
                level=line.level,
                cells=[cell.amount if isinstance(cell, Money) else str(cell) for cell in line.cells],
            )
            for line in table.lines
        ],
    )


def _pairs(found: Together) -> list[ConsolidatedPair]:
    return [
        ConsolidatedPair(
            first=one.first.id,
            second=one.second.id,
            says=one.says.amount,
            answers=one.answers.amount,
            difference=one.difference.amount,
        )
        for one in (found.found.pairs if found.found else ())
    ]
