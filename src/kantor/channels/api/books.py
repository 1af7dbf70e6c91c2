"""The books: what is owed, suppliers, the journal, an entry, balances and the sheet of an account."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, Id, Page, Paged, PathId, Text, Word, decimal, page
from kantor.desk.ledger import queries as books
from kantor.desk.lists import queries
from kantor.kit.money import Money
from kantor.spine import ledger, parties
from kantor.spine.ledger import voucher_text
from kantor.words.field import day, row_id

ROUTER = Router(tags=["books"])


class OwedWanted(Paged):
    side: Literal["payable", "receivable"] = "payable"
    age: Literal["", "not_due", "to_30", "to_60", "to_90", "older"] = ""
    party: Id | None = None


class OpenItem(Schema):
    id: int
    client: int
    document: int
    entry: int | None
    party: int | None
    party_name: str | None
    reference: str
    amount: Decimal | None
    open: Decimal | None
    currency: str
    document_on: date
    due_on: date
    held_reason: str | None


class SupplierWanted(Paged):
    q: Text = ""


class Supplier(Schema):
    """owed: currency -> amount."""

    id: int
    client: int
    number: str
    name: str
    country: str
    account: str | None
    blocked_on: date | None
    owed: dict[str, Decimal]


class JournalWanted(Paged):
    from_on: date | None = None
    until_on: date | None = None


class EntryLine(Schema):
    id: int
    client: int
    document: int
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
    id: int
    document: int
    voucher: str
    booked_on: date
    document_on: date
    text: str
    reverses: int | None
    postings: list[Posting]


class Span(Across):
    from_on: date
    until_on: date


class Balance(Schema):
    """closing = opening + debit - credit; opening and closing are debit less credit."""

    account: str
    name: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
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


@ROUTER.get("/open-items", response=Page[OpenItem], summary="List what is owed")
@reads("ledger.see")
def open_items(request: Call, asked: Query[OwedWanted]) -> Any:
    """The oldest due first."""
    visit, after = request.visit, _day_and_id(asked.after) or (queries.FIRST_DAY, 0)
    rows = queries.open_items(visit.clients, side=asked.side, age=asked.age, on=visit.today, party=asked.party, after=after)
    return page(rows, _open_item, lambda row: (row.due_on, row.id), queries.PAGE)


def _open_item(row: Any) -> OpenItem:
    same = ("id", "party_name", "reference", "currency", "document_on", "due_on", "held_reason")
    return OpenItem(
        **{name: getattr(row, name) for name in same},
        client=row.client_id,
        document=row.document_id,
        entry=row.entry_id,
        party=row.party_id,
        amount=decimal(row.amount, row.currency),
        open=decimal(row.open, row.currency),
    )


@ROUTER.get("/suppliers", response=Page[Supplier], summary="List suppliers")
@reads("parties.see")
def suppliers(request: Call, asked: Query[SupplierWanted]) -> Any:
    """By name, with what is owed to each."""
    text, _, last = asked.after.rpartition("~")
    ids = [party.id for party in parties.search(asked.q, at_most=queries.PAGE)] if asked.q.strip() else None
    rows = queries.suppliers(request.visit.clients, ids=ids, after=(text, row_id(last) or 0))
    return page(rows, _supplier, lambda row: (row.sort_key, row.id), queries.PAGE)


def _supplier(row: Any) -> Supplier:
    same = ("id", "number", "name", "country", "account", "blocked_on")
    owed = {currency: Money.from_minor(int(minor), currency).amount for currency, minor in row.amounts or ()}
    return Supplier(**{name: getattr(row, name) for name in same}, client=row.client_id, owed=owed)


@ROUTER.get("/entries", response=Page[EntryLine], summary="List entries")
@reads("ledger.see")
def entries(request: Call, asked: Query[JournalWanted]) -> Any:
    """The newest booking first."""
    before = _day_and_id(asked.after) or (queries.LAST_DAY, queries.LAST_ID)
    from_on, until_on = asked.from_on or queries.FIRST_DAY, asked.until_on or queries.LAST_DAY
    rows = queries.entries(request.visit.clients, from_on=from_on, until_on=until_on, before=before)
    return page(rows, _entry_line, lambda row: (row.booked_on, row.id), queries.PAGE)


def _entry_line(row: Any) -> EntryLine:
    return EntryLine(
        **{name: getattr(row, name) for name in ("id", "booked_on", "document_on", "text", "currency")},
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
        **{name: getattr(found, name) for name in ("id", "voucher", "booked_on", "document_on", "text")},
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
    client_id = _one_client(request)
    rows = ledger.trial_balance(client_id, from_on=asked.from_on, until_on=asked.until_on)
    amounts = ("opening", "debit", "credit", "closing")
    return Balances(
        client=client_id,
        currency=request.visit.every[client_id].currency,
        rows=[Balance(account=row.number, name=row.name, **{key: getattr(row, key).amount for key in amounts}) for row in rows],
    )


@ROUTER.get("/accounts/{number}/postings", response=Page[SheetLine], summary="The sheet of an account")
@reads("ledger.see")
def account(request: Call, number: Word, asked: Query[SheetWanted]) -> Any:
    """Every posting of one client's account with the balance up to it."""
    client_id = _one_client(request)
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


def _one_client(request: Call) -> int:
    visit = request.visit
    if len(visit.clients) > 1:
        raise Problem(422, "which_client", clients=[visit.every[one].code for one in visit.clients])
    return visit.clients[0]


def _day_and_id(text: str) -> tuple[date, int] | None:
    on, _, last = text.rpartition("~")
    found, number = day(on), row_id(last)
    return (found, number) if found and number is not None else None
