"""Payments and direct debits and their runs for programs: listed; payment runs proposed too; a run is decided like any document."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.listing import OR_FILE, Listed, Rows, page_or_file
from kantor.channels.api.shapes import Across, Id, Page, decimal
from kantor.departments.treasury.collection_run.document import KEY as COLLECTION
from kantor.departments.treasury.pages.views import COLUMNS, QUERIES, direction, seen_by
from kantor.departments.treasury.payment_run.document import KEY
from kantor.departments.treasury.proposing import propose
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.words.field import row_id

ROUTER = Router(tags=["payments"])


class PaymentsWanted(Listed):
    party: Id | None = None


class PaymentShape(Schema):
    """direction: `out` what we pay, `in` what a customer pays us by direct debit; amount: above zero either way."""

    id: int
    client: int
    run: int
    direction: Literal["out", "in"]
    party: int | None
    party_name: str | None
    iban: str
    amount: Decimal | None
    currency: str
    execute_on: date
    remittance: str
    end_to_end_id: str


class RunWanted(Schema):
    """currency: the client's own where empty; account: of the client, from which is paid, the usual one of the currency where empty."""

    execute_on: date
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    account: Annotated[str, Field(max_length=40)] = ""


class RunShape(Schema):
    """document: the run, which two people decide; null where nothing may be paid."""

    document: int | None


class RunLine(Schema):
    """A payment run, or a run of direct debits where the direction is `in`.

    outbox_item: holds its file once it is released, null before; file_state: approved, sent, failed."""

    document: int
    client: int
    direction: Literal["out", "in"]
    state: str
    document_on: date | None
    amount: Decimal | None
    currency: str
    received_at: datetime
    outbox_item: int | None
    file_state: str


class Runs(Schema):
    runs: list[RunLine]


@ROUTER.get("/payments", response=Page[PaymentShape], summary="List payments and direct debits", openapi_extra=OR_FILE)
@reads(f"{KEY}.see")
def payments(request: Call, asked: Query[PaymentsWanted]) -> Any:
    """Of released runs, the newest first."""

    def fetch(before: int | None) -> list[Any]:
        return QUERIES.rows("payments", **seen_by(request.visit), party=asked.party, before=before or LAST_ID, limit=PAGE)

    return page_or_file(request, Rows("payments", COLUMNS, fetch, lambda row: row.id), _payment, row_id(asked.after))


@ROUTER.get("/payment-runs", response=Runs, summary="The newest payment runs and runs of direct debits")
@reads(f"{KEY}.see")
def runs(request: Call, asked: Query[Across]) -> Any:
    """With the item of the outbox that holds the file for the bank: POST /outbox/{item}/fetch. All of them: /documents?type=."""
    return Runs(runs=[_run(row) for row in QUERIES.rows("runs", **seen_by(request.visit))])


def _run(row: Any) -> RunLine:
    same = ("state", "document_on", "currency", "received_at")
    return RunLine(
        **{name: getattr(row, name) for name in same},
        document=row.id,
        client=row.client_id,
        direction="in" if row.type == COLLECTION else "out",
        amount=decimal(row.amount, row.currency),
        outbox_item=row.file_id,
        file_state=row.file_state or "",
    )


@ROUTER.post("/payment-runs", response={201: RunShape}, summary="Propose a payment run")
@writes(f"{KEY}.enter")
def propose_run(request: Call, body: RunWanted, asked: Query[Across]) -> Any:
    """What is due until a week behind that day, to agreed accounts; whoever proposes it does not release it."""
    return 201, RunShape(document=propose(request.visit.actor, execute_on=body.execute_on, currency=body.currency, account=body.account))


def _payment(row: Any) -> PaymentShape:
    same = ("id", "party_name", "iban", "currency", "execute_on", "remittance", "end_to_end_id")
    return PaymentShape(
        **{name: getattr(row, name) for name in same},
        client=row.client_id,
        run=row.document_id,
        direction=direction(row),
        party=row.party_id,
        amount=decimal(row.amount, row.currency),
    )
