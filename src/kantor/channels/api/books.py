"""The books: the journal, an entry, the chart, balances and the sheet of an account."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, one_client, reads
from kantor.channels.api.listing import OR_FILE, Listed, Rows, page_or_file
from kantor.channels.api.shapes import Across, Page, PathId, Word, decimal, page
from kantor.desk.ledger import queries as books
from kantor.desk.lists import columns, queries
from kantor.desk.lists.page import after_day
from kantor.spine import ledger
from kantor.spine.ledger import voucher_text
from kantor.words.field import row_id

ROUTER = Router(tags=["books"])


class JournalWanted(Listed):
    """ledger: the one whose entries are meant; '' for all."""

    from_on: date | None = None
    until_on: date | None = None
    ledger: Literal["", "main", "tax", "closing"] = ""


class EntryLine(Schema):
    """ledger: main, the books; tax, what tax values otherwise; closing, what carries results forward."""

    id: int
    client: int
    document: int
    ledger: str
    voucher: str
    booked_on: date
    document_on: date
    text: str
    amount: Decimal | None
    currency: str | None
    reverses: int | None


class Posting(Schema):
    account: str
    account_name: str
    debit: Decimal | None
    credit: Decimal | None
    party: int | None
    tax_code: str
    cost_centre: str
    text: str


class Entry(Schema):
    """ledger: as of a line of the journal."""

    id: int
    document: int
    ledger: str
    voucher: str
    booked_on: date
    document_on: date
    text: str
    reverses: int | None
    postings: list[Posting]


class AccountShape(Schema):
    """An account of the chart. kind: asset, liability, equity, revenue, expense; role: what the house uses it for."""

    number: str
    name: str
    kind: str
    role: str
    tax_code: str
    closed_on: date | None


class Accounts(Schema):
    client: int
    accounts: list[AccountShape]


class PeriodShape(Schema):
    """A month of a fiscal year; closed_at: null while it is open."""

    year: int
    number: int
    starts_on: date
    ends_on: date
    closed_at: datetime | None


class Periods(Schema):
    client: int
    periods: list[PeriodShape]


class Span(Across):
    from_on: date
    until_on: date


class Balance(Schema):
    """closing = opening + debit - credit + carried; opening, closing and carried are debit less credit. carried: what carried a result
    forward at the end of a year within the days."""

    account: str
    name: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    carried: Decimal
    closing: Decimal


class Balances(Schema):
    client: int
    currency: str
    rows: list[Balance]


class SheetWanted(Span):
    after: Word = ""


class SheetLine(Schema):
    id: int
    entry: int
    voucher: str
    booked_on: date
    text: str
    debit: Decimal | None
    credit: Decimal | None
    balance: Decimal


@ROUTER.get("/entries", response=Page[EntryLine], summary="List entries", openapi_extra=OR_FILE)
@reads("ledger.see")
def entries(request: Call, asked: Query[JournalWanted]) -> Any:
    """The newest booking first."""
    from_on, until_on = asked.from_on or queries.FIRST_DAY, asked.until_on or queries.LAST_DAY

    def fetch(before: tuple[date, int] | None) -> list[Any]:
        begins = before or (queries.LAST_DAY, queries.LAST_ID)
        return queries.entries(request.visit.clients, from_on=from_on, until_on=until_on, ledger=asked.ledger, before=begins)

    rows = Rows("journal", columns.ENTRIES, fetch, lambda row: (row.booked_on, row.id))
    return page_or_file(request, rows, _entry_line, after_day(request))


def _entry_line(row: Any) -> EntryLine:
    return EntryLine(
        **{name: getattr(row, name) for name in ("id", "ledger", "booked_on", "document_on", "text", "currency")},
        client=row.client_id,
        document=row.document_id,
        voucher=voucher_text(row.series, row.year, row.voucher),
        amount=decimal(row.debit, row.currency),
        reverses=row.reverses_id,
    )


@ROUTER.get("/entries/{entry_id}", response=Entry, summary="Look at an entry")
@reads("ledger.see")
def entry(request: Call, entry_id: PathId, asked: Query[Across]) -> Any:
    """With its postings."""
    found = next((one for client_id in request.visit.clients if (one := books.entry(client_id, entry_id))), None)
    if found is None:
        raise Http404
    return Entry(
        **{name: getattr(found, name) for name in ("id", "ledger", "voucher", "booked_on", "document_on", "text")},
        document=found.document_id,
        reverses=found.reverses_id,
        postings=[
            Posting(
                **{name: getattr(one, name) for name in ("account", "account_name", "tax_code", "cost_centre", "text")},
                debit=one.debit.amount if one.debit else None,
                credit=one.credit.amount if one.credit else None,
                party=one.party_id,
            )
            for one in found.postings
        ],
    )


@ROUTER.get("/balances", response=Balances, summary="Trial balance")
@reads("ledger.see")
def balances(request: Call, asked: Query[Span]) -> Any:
    """Of one client; the closing column adds up to zero."""
    client_id = one_client(request)
    rows = ledger.trial_balance(client_id, from_on=asked.from_on, until_on=asked.until_on)
    amounts = ("opening", "debit", "credit", "carried", "closing")
    return Balances(
        client=client_id,
        currency=request.visit.every[client_id].currency,
        rows=[Balance(account=row.number, name=row.name, **{key: getattr(row, key).amount for key in amounts}) for row in rows],
    )


@ROUTER.get("/accounts", response=Accounts, summary="The chart of accounts")
@reads("ledger.see")
def accounts(request: Call, asked: Query[Across]) -> Any:
    """Of one client, by number."""
    client_id = one_client(request)
    return Accounts(client=client_id, accounts=[AccountShape(**one._asdict()) for one in ledger.accounts(client_id)])


@ROUTER.get("/periods", response=Periods, summary="Fiscal years and their months")
@reads("ledger.see")
def periods(request: Call, asked: Query[Across]) -> Any:
    """Of one client, the newest first."""
    client_id = one_client(request)
    same = PeriodShape.model_fields
    found = [PeriodShape(**{name: getattr(one, name) for name in same}) for one in ledger.periods(client_id)]
    return Periods(client=client_id, periods=found)


@ROUTER.get("/accounts/{number}/postings", response=Page[SheetLine], summary="The sheet of an account")
@reads("ledger.see")
def account(request: Call, number: Word, asked: Query[SheetWanted]) -> Any:
    """Every posting of one client's account with the balance up to it."""
    client_id = one_client(request)
    if number not in {one.number for one in ledger.accounts(client_id)}:
        raise Http404
    sheet = books.sheet(client_id, number, from_on=asked.from_on, until_on=asked.until_on, after=row_id(asked.after) or 0)
    return page(sheet.lines, _sheet_line, lambda line: line.row.id, books.PAGE)


def _sheet_line(line: books.SheetLine) -> SheetLine:
    return SheetLine(
        id=line.row.id,
        entry=line.row.entry_id,
        voucher=line.voucher,
        booked_on=line.row.booked_on,
        text=line.row.text,
        debit=line.debit.amount if line.debit else None,
        credit=line.credit.amount if line.credit else None,
        balance=line.balance.amount,
    )
