"""What connected clients say of each other for programs: the same as on screen."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, one_client, reads
from kantor.channels.api.shapes import Across
from kantor.departments.accounting.intercompany import compared
from kantor.spine import access

ROUTER = Router(tags=["reports"])


class IntercompanyWanted(Across):
    """until_on: the day at whose end it is looked at, by default the last of this month."""

    until_on: date | None = None


class SaidShape(Schema):
    """What both say of each other, debit less credit; they agree where the difference is nothing."""

    partner: str
    name: str
    currency: str
    says: Decimal
    answers: Decimal
    difference: Decimal


class IntercompanyShape(Schema):
    """partners: code and name of each connected client, a row for each currency in which something is owed."""

    client: int
    until_on: date
    partners: list[SaidShape]


@ROUTER.get("/intercompany", response=IntercompanyShape, summary="What connected clients say of each other")
@reads("ledger.see")
def intercompany(request: Call, asked: Query[IntercompanyWanted]) -> Any:
    """Of one client: what is owed between it and each client of this house with which it is connected, by the books of both."""
    visit = request.visit
    client = visit.every[one_client(request)]
    until = asked.until_on or visit.today.replace(day=monthrange(visit.today.year, visit.today.month)[1])
    with access.acting(clients=[client.id], person_id=visit.person_id, at=visit.at):
        said = compared(client, until)
    return IntercompanyShape(
        client=client.id,
        until_on=until,
        partners=[
            SaidShape(
                partner=one.partner.code,
                name=one.partner.name,
                currency=one.says.currency,
                says=one.says.amount,
                answers=one.answers.amount,
                difference=one.difference.amount,
            )
            for one in said
        ],
    )
