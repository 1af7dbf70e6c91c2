"""Payments and payment runs for programs: listed and proposed; a run is decided like any document."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.shapes import Across, Id, Page, Paged, decimal, page
from kantor.departments.treasury.pages.views import QUERIES
from kantor.departments.treasury.payment_run.document import KEY
from kantor.departments.treasury.proposing import propose
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.words.field import row_id

ROUTER = Router(tags=["payments"])


class PaymentsWanted(Paged):
    party: Id | None = None


class PaymentShape(Schema):
    id: int
    client: int
    run: int
    party: int | None
    party_name: str | None
    iban: str
    amount: Decimal | None
    currency: str
    execute_on: date
    remittance: str
    end_to_end_id: str


class RunWanted(Schema):
    """currency: the client's own where empty."""

    execute_on: date
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""


class RunShape(Schema):
    """document: the run, which two people decide; null where nothing may be paid."""

    document: int | None


@ROUTER.get("/payments", response=Page[PaymentShape], summary="List payments")
@reads(f"{KEY}.see")
def payments(request: Call, asked: Query[PaymentsWanted]) -> Any:
    """Of released runs, the newest first."""
    before = row_id(asked.after) or LAST_ID
    rows = QUERIES.rows("payments", clients=list(request.visit.clients), party=asked.party, before=before, limit=PAGE)
    return page(rows, _payment, lambda row: row.id, PAGE)


@ROUTER.post("/payment-runs", response={201: RunShape}, summary="Propose a payment run")
@writes(f"{KEY}.enter")
def propose_run(request: Call, body: RunWanted, asked: Query[Across]) -> Any:
    """What is due until a week behind that day, to agreed accounts; whoever proposes it does not release it."""
    return 201, RunShape(document=propose(request.visit.actor, execute_on=body.execute_on, currency=body.currency))


def _payment(row: Any) -> PaymentShape:
    same = ("id", "party_name", "iban", "currency", "execute_on", "remittance", "end_to_end_id")
    return PaymentShape(
        **{name: getattr(row, name) for name in same},
        client=row.client_id,
        run=row.document_id,
        party=row.party_id,
        amount=decimal(row.amount, row.currency),
    )
