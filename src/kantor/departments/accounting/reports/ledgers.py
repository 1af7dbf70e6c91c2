"""The general ledger, every posting by account, and the journal, every posting by day; each line leads to its document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money, total
from kantor.kit.say import say
from kantor.spine import ledger
from kantor.words.locking import TAX

MOST = 10_000
"""Postings that a page, or paper, can bear; `kantor export` writes any number of them."""


class Booked(NamedTuple):
    """A posting as the general ledger shows it. is_forward: it carries a result forward and counts behind its day alone."""

    on: date
    voucher: str
    text: str
    debit: Money | None
    credit: Money | None
    document_id: int
    is_forward: bool = False


def general_ledger(asked: Asked) -> Table:
    """Each account with its balance when the days begin, its postings by day with the balance after each, and its turnover and balance at
    the end; with more than `MOST` postings the accounts alone, which lead to their sheets. What carried a result forward counts behind its
    day: within the days it changes the balance, on the last of them it stands below the account."""
    accounts = ledger.trial_balance(asked.client.id, from_on=asked.from_on, until_on=asked.until_on)
    posted = figures.postings(asked.client, asked.from_on, asked.until_on, most=MOST + 1)
    is_too_much = len(posted) > MOST
    by_account: dict[str, list[Booked]] = defaultdict(list)
    for row in () if is_too_much else posted:
        by_account[row.account].append(Booked(row.booked_on, _voucher(row), row.text, *_sides(row), row.document_id))
    forward = ledger.carried_forward(asked.client.id, from_on=asked.from_on, until_on=asked.until_on)
    told = say("accounting.report.carried_forward", asked.language)
    for one in forward:
        by_account[one.account].append(Booked(one.booked_on, one.voucher, told, one.debit, one.credit, one.document_id, is_forward=True))
    known = {account.number for account in accounts}
    zero = Money.zero(asked.client.currency)
    named = {one.account: one.account_name for one in forward if one.account not in known}
    accounts += [ledger.BalanceRow(number, name, "", "", *(zero,) * 5) for number, name in sorted(named.items())]
    lines = [line for account in accounts for line in _account(account, by_account[account.number], asked, is_whole=not is_too_much)]
    headings = (Heading("account"), Heading("booked_on"), Heading("voucher"), Heading("text"))
    amounts = (Heading("debit", AMOUNT), Heading("credit", AMOUNT), Heading("balance", AMOUNT))
    return Table(headings=(*headings, *amounts), lines=tuple(lines), note=_note(is_too_much, forward))


def _note(is_too_much: bool, forward: Sequence[Any]) -> str:
    return "accounting.report.accounts_alone" if is_too_much else "accounting.report.crosses_year_end" if forward else ""


def journal(asked: Asked) -> Table:
    """Each posting of each entry by day and voucher, and the sum of both sides; with more than `MOST` no line, but how to have them.
    What tax alone is told, and entries that carry a result forward, stand below that sum, each with one of its own."""
    posted = figures.postings(asked.client, asked.from_on, asked.until_on, most=MOST + 1)
    headings = (Heading("booked_on"), Heading("voucher"), Heading("text"), Heading("account"), Heading("name"))
    amounts = (Heading("debit", AMOUNT), Heading("credit", AMOUNT))
    room = MOST + 1 - len(posted)
    for_tax = figures.postings(asked.client, asked.from_on, asked.until_on, most=room, ledger=TAX) if room else []
    if len(posted) + len(for_tax) > MOST:
        return Table(headings=(*headings, *amounts), lines=(), note="accounting.report.too_long")
    lines = [
        Line((row.booked_on, _voucher(row), row.text, row.account, row.account_name, *_sides(row)), document=row.document_id)
        for row in posted
    ]
    lines.append(_sum((_sides(row) for row in posted), "", asked.client.currency))
    lines += _for_tax(for_tax, asked)
    forward = ledger.carried_forward(asked.client.id, from_on=asked.from_on, until_on=asked.until_on)
    if forward:
        told = say("accounting.report.carried_forward", asked.language)
        lines += [
            Line((row.booked_on, row.voucher, told, row.account, row.account_name, row.debit, row.credit), document=row.document_id)
            for row in forward
        ]
        lines.append(_sum(((row.debit, row.credit) for row in forward), told, asked.client.currency))
    note = "accounting.report.crosses_year_end" if forward else ""
    return Table(headings=(*headings, *amounts), lines=tuple(lines), note=note)


def _for_tax(posted: Sequence[Any], asked: Asked) -> Iterable[Line]:
    """What stands in the ledger for tax alone, with its name on each line and a sum of its own."""
    for row in posted:
        text = say("accounting.report.tax_alone", asked.language, {"text": row.text})
        yield Line((row.booked_on, _voucher(row), text, row.account, row.account_name, *_sides(row)), document=row.document_id)
    if posted:
        yield _sum((_sides(row) for row in posted), say("desk.lists.ledger.tax", asked.language), asked.client.currency)


def _account(account: ledger.BalanceRow, posted: Sequence[Booked], asked: Asked, *, is_whole: bool) -> Iterable[Line]:
    """posted: of the account, all where is_whole, so that each has a balance; what carried it forward on the last of the days stands behind
    its closing balance."""
    number = account.number
    yield Line((number, None, "", account.name, None, None, account.opening), style="sum", account=number)
    balance = account.opening
    zero = Money.zero(asked.client.currency)
    behind: list[Booked] = []
    for row in sorted(posted, key=lambda row: row.on):
        if row.is_forward and row.on == asked.until_on:
            behind.append(row)
            continue
        balance += (row.debit or zero) - (row.credit or zero)
        told = balance if is_whole else None
        yield Line((number, row.on, row.voucher, row.text, row.debit, row.credit, told), document=row.document_id)
    closing = say("accounting.column.closing", asked.language)
    yield Line((number, None, "", closing, account.debit, account.credit, account.closing), style="account", account=number)
    for row in behind:
        yield Line((number, row.on, row.voucher, row.text, row.debit, row.credit, None), level=1, style="account", document=row.document_id)


def _voucher(row: Any) -> str:
    return ledger.voucher_text(row.series, row.year, row.voucher)


def _sides(row: Any) -> tuple[Money | None, Money | None]:
    """Debit and credit; the empty side is None."""
    return (Money.from_minor(row.dr, row.currency) if row.dr else None, Money.from_minor(row.cr, row.currency) if row.cr else None)


def _sum(sides: Iterable[tuple[Money | None, Money | None]], text: str, currency: str) -> Line:
    found = list(sides)
    debit, credit = total((one for one, _ in found if one), currency), total((one for _, one in found if one), currency)
    return Line((None, "", text, "", currency, debit, credit), style="sum")
