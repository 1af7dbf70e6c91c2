"""Reads of the books: trial balance, account sheets, journal, open items, stock, and the check that balances are the sum of postings."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.kit.money import Money
from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
PAGE = 200
"""Rows of a page of an account sheet, the journal or the open items."""


class AccountRow(NamedTuple):
    """A line of the client's chart."""

    number: str
    name: str
    kind: str
    role: str
    tax_code: str
    closed_on: date | None


class PeriodRow(NamedTuple):
    """A month of a fiscal year. closed_at, held_at, filed_at: since when nothing, only late postings with a reason, or nothing with a tax
    code comes in; None where it does. reason: of the last change, '' before any; decided_by: the document of it."""

    year: int
    number: int
    starts_on: date
    ends_on: date
    currency: str
    closed_at: datetime | None
    held_at: datetime | None
    filed_at: datetime | None
    reason: str
    decided_by: int | None


class BalanceRow(NamedTuple):
    """An account in a trial balance. opening, closing, carried: debit less credit; carried: by entries that carry a result forward at the
    end of a year within the days; closing = opening + debit - credit + carried."""

    number: str
    name: str
    kind: str
    role: str
    opening: Money
    debit: Money
    credit: Money
    carried: Money
    closing: Money


class SheetRow(NamedTuple):
    """A posting on an account's sheet. `amount` is debit less credit, `balance` the sum up to here, counted from what was carried over."""

    id: int
    entry_id: int
    document_id: int
    voucher: str
    booked_on: date
    document_on: date
    text: str
    debit: Money | None
    credit: Money | None
    amount: Money
    balance: Money
    foreign: Money | None
    party_id: int | None
    tax_code: str
    cost_centre: str
    project: str
    reverses_id: int | None


class CarriedRow(NamedTuple):
    """A posting that carries a result forward behind the last day of a year; one of debit and credit is None."""

    entry_id: int
    document_id: int
    voucher: str
    booked_on: date
    account: str
    account_name: str
    debit: Money | None
    credit: Money | None


class PostingRow(NamedTuple):
    """A line of a journal entry; one of debit and credit is None. `foreign` has the sign of debit less credit."""

    account: str
    account_name: str
    debit: Money | None
    credit: Money | None
    foreign: Money | None
    party_id: int | None
    tax_code: str
    cost_centre: str
    project: str
    text: str


class EntryRow(NamedTuple):
    """A journal entry with its postings."""

    id: int
    document_id: int
    ledger: str
    voucher: str
    booked_on: date
    document_on: date
    text: str
    reverses_id: int | None
    posted_at: datetime
    postings: tuple[PostingRow, ...]


class OpenItemRow(NamedTuple):
    """Something owed. days_overdue: 0 while it is not due; discounts: (until, what may be deducted)."""

    id: int
    client_id: int
    document_id: int
    entry_id: int
    side: str
    party_id: int
    account: str
    reference: str
    amount: Money
    open: Money
    document_on: date
    due_on: date
    days_overdue: int
    discounts: tuple[tuple[date, Money], ...]
    iban: str
    held_reason: str


class AgeRow(NamedTuple):
    """What is owed in one currency, by days overdue; `older`: more than 90."""

    not_due: Money
    to_30: Money
    to_60: Money
    to_90: Money
    older: Money


class StockRow(NamedTuple):
    """Goods at a place; `reserved` of them are spoken for."""

    place: str
    article: str
    lot: str
    unit: str
    quantity: Decimal
    reserved: Decimal


def accounts(client_id: int) -> list[AccountRow]:
    return [AccountRow(*row) for row in QUERIES.rows("accounts", client_id=client_id)]


def account_roles(client_id: int) -> dict[str, str]:
    """Role -> number of the account that plays it; of several the lowest number."""
    numbers: dict[str, str] = {}
    for row in QUERIES.rows("account_roles", client_id=client_id):
        for role in row.role.split():
            numbers.setdefault(role, row.number)
    return numbers


def periods(client_id: int) -> list[PeriodRow]:
    """The newest first."""
    return [PeriodRow(*row) for row in QUERIES.rows("periods", client_id=client_id)]


def trial_balance(client_id: int, *, from_on: date, until_on: date, ledger: str = "main", beside: str = "") -> list[BalanceRow]:
    """By account number; `from_on` and `until_on` are the first and last day of periods. The closing column adds up to zero.

    beside: another ledger that is told together with it, such as `tax`, which holds by how much tax differs from `main`."""
    ledgers = [ledger, beside] if beside else [ledger]
    rows = QUERIES.rows("trial_balance", client_id=client_id, from_on=from_on, until_on=until_on, ledgers=ledgers)
    return [
        BalanceRow(
            number=row.number,
            name=row.name,
            kind=row.kind,
            role=row.role,
            opening=Money.from_minor(row.opening, row.currency),
            debit=Money.from_minor(row.dr, row.currency),
            credit=Money.from_minor(row.cr, row.currency),
            carried=Money.from_minor(row.carried, row.currency),
            closing=Money.from_minor(row.closing, row.currency),
        )
        for row in rows
    ]


def account_sheet(
    client_id: int, number: str, *, from_on: date, until_on: date, after: SheetRow | None = None, ledger: str = "main"
) -> list[SheetRow]:
    """One page (`PAGE`) of an account, in the order in which it was posted; `after`: the last row of the page before. What carried a result
    forward within the days, before the last of them, is among the rows, as it is in the closing of a trial balance."""
    rows = QUERIES.rows(
        "account_sheet",
        client_id=client_id,
        number=number,
        from_on=from_on,
        until_on=until_on,
        after=after.id if after else 0,
        ledger=ledger,
        limit=PAGE,
    )
    balance = after.balance.minor if after else 0
    sheet = []
    for row in rows:
        balance += row.dr - row.cr
        sheet.append(
            SheetRow(
                id=row.id,
                entry_id=row.entry_id,
                document_id=row.document_id,
                voucher=voucher_text(row.series, row.year, row.voucher),
                booked_on=row.booked_on,
                document_on=row.document_on,
                text=row.text or row.entry_text,
                debit=_side(row.dr, row.cr, row.currency),
                credit=_side(row.cr, row.dr, row.currency),
                amount=Money.from_minor(row.dr - row.cr, row.currency),
                balance=Money.from_minor(balance, row.currency),
                foreign=_foreign(row),
                party_id=row.party_id,
                tax_code=row.tax_code,
                cost_centre=row.cost_centre,
                project=row.project,
                reverses_id=row.reverses_id,
            )
        )
    return sheet


def carried_forward(client_id: int, *, from_on: date, until_on: date, number: str = "") -> list[CarriedRow]:
    """What was carried forward at the ends of years within some days, of one account or of all; it counts behind those days alone."""
    rows = QUERIES.rows("carried_forward", client_id=client_id, from_on=from_on, until_on=until_on, number=number)
    return [
        CarriedRow(
            entry_id=row.entry_id,
            document_id=row.document_id,
            voucher=voucher_text(row.series, row.year, row.voucher),
            booked_on=row.booked_on,
            account=row.number,
            account_name=row.name,
            debit=_side(row.dr, row.cr, row.currency),
            credit=_side(row.cr, row.dr, row.currency),
        )
        for row in rows
    ]


def journal(client_id: int, *, from_on: date, until_on: date, after: EntryRow | None = None, ledger: str = "main") -> list[EntryRow]:
    """One page (`PAGE`) of entries by day of booking; `after`: the last one of the page before."""
    after_on, after_id = (after.booked_on, after.id) if after else (date.min, 0)
    rows = QUERIES.rows(
        "journal", client_id=client_id, from_on=from_on, until_on=until_on, after_on=after_on, after_id=after_id, ledger=ledger, limit=PAGE
    )
    return _with_postings(client_id, rows)


def entries_of_document(client_id: int, document_id: int) -> list[EntryRow]:
    return _with_postings(client_id, QUERIES.rows("entries_of_document", client_id=client_id, document_id=document_id))


def open_items(
    clients: Sequence[int], *, side: str, on: date, party_id: int | None = None, after: OpenItemRow | None = None
) -> list[OpenItemRow]:
    """One page (`PAGE`) of what is owed as of now, the oldest due first; `on`: the day by which it is called overdue."""
    after_on, after_id = (after.due_on, after.id) if after else (date.min, 0)
    rows = QUERIES.rows("open_items", clients=list(clients), side=side, party_id=party_id, after_on=after_on, after_id=after_id, limit=PAGE)
    return [
        OpenItemRow(
            id=row.id,
            client_id=row.client_id,
            document_id=row.document_id,
            entry_id=row.entry_id,
            side=row.side,
            party_id=row.party_id,
            account=row.account,
            reference=row.reference,
            amount=Money.from_minor(row.amount, row.currency),
            open=Money.from_minor(row.open, row.currency),
            document_on=row.document_on,
            due_on=row.due_on,
            days_overdue=max((on - row.due_on).days, 0),
            discounts=tuple((date.fromisoformat(until), Money.from_minor(units, row.currency)) for until, units in row.discounts),
            iban=row.iban,
            held_reason=row.held_reason,
        )
        for row in rows
    ]


def ageing(client_id: int, *, side: str, on: date) -> list[AgeRow]:
    """One row per currency."""
    rows = QUERIES.rows("ageing", client_id=client_id, side=side, on=on)
    return [AgeRow(*(Money.from_minor(int(units or 0), row.currency) for units in row[1:])) for row in rows]


def stock(client_id: int, *, article: str | None = None) -> list[StockRow]:
    return [StockRow(*row) for row in QUERIES.rows("stock", client_id=client_id, article=article)]


def differences(client_id: int) -> list[str]:
    """Balances and turnover that are not the sum of their postings, open items that are not what settlements left; empty, ever."""
    balances = QUERIES.rows("differing_balances", client_id=client_id)
    turnover = QUERIES.rows("differing_turnover", client_id=client_id)
    items = QUERIES.rows("differing_open_items", client_id=client_id)
    return [
        *(
            f"account {row.account}, period {row.period_id}: {row.dr}/{row.cr} kept, {row.posted_dr}/{row.posted_cr} posted"
            for row in balances
        ),
        *(
            f"turnover of account {row.account}, period {row.period_id}, {row.ledger}, {(row.tax_code, row.cost_centre, row.project)}: "
            f"{row.dr}/{row.cr} of {row.lines} kept, {row.posted_dr}/{row.posted_cr} of {row.posted_lines} posted"
            for row in turnover
        ),
        *(f"open item {row.id}: {row.open} kept, {row.computed} left by settlements" for row in items),
    ]


def vouchers_of(document_ids: Sequence[int]) -> dict[int, str]:
    """Document -> the voucher number of its first entry, of documents of the acting clients that have one."""
    rows = QUERIES.rows("vouchers_of", documents=list(document_ids))
    return {row.document_id: voucher_text(row.series, row.year, row.voucher) for row in rows}


def voucher_text(series: str, year: int, voucher: int) -> str:
    """A voucher number as people write it: `PI-2026-000123`."""
    return f"{series}-{year}-{voucher:06d}"


def _with_postings(client_id: int, entries: Sequence[Any]) -> list[EntryRow]:
    postings: dict[int, list[PostingRow]] = defaultdict(list)
    for row in QUERIES.rows("postings_of_entries", client_id=client_id, entries=[entry.id for entry in entries]):
        postings[row.entry_id].append(
            PostingRow(
                account=row.account,
                account_name=row.account_name,
                debit=_side(row.dr, row.cr, row.currency),
                credit=_side(row.cr, row.dr, row.currency),
                foreign=_foreign(row),
                party_id=row.party_id,
                tax_code=row.tax_code,
                cost_centre=row.cost_centre,
                project=row.project,
                text=row.text,
            )
        )
    return [
        EntryRow(
            id=entry.id,
            document_id=entry.document_id,
            ledger=entry.ledger,
            voucher=voucher_text(entry.series, entry.year, entry.voucher),
            booked_on=entry.booked_on,
            document_on=entry.document_on,
            text=entry.text,
            reverses_id=entry.reverses_id,
            posted_at=entry.posted_at,
            postings=tuple(postings[entry.id]),
        )
        for entry in entries
    ]


def _side(units: int, other: int, currency: str) -> Money | None:
    """None on the side that is empty; a line of nothing at all stands in both columns."""
    return Money.from_minor(units, currency) if units or not other else None


def _foreign(row: Any) -> Money | None:
    return Money.from_minor(row.foreign_amount, row.foreign_currency) if row.foreign_amount is not None else None
