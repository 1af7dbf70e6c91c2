"""The lines of an entry by hand as amounts, and what is asked about their accounts."""

from decimal import Decimal
from typing import NamedTuple

from kantor.words import Ask, Reading
from kantor.words.field import cell, number

ZERO = Decimal(0)
CLIENT = Ask("access.client", ())


class Line(NamedTuple):
    """place: in the table, counted from 0; debit and credit as typed, zero where empty."""

    place: int
    account: str
    debit: Decimal
    credit: Decimal
    tax_code: str
    cost_centre: str
    project: str
    text: str


def lines(reading: Reading) -> tuple[Line, ...]:
    """The rows with anything in them, read once for all rules and the effect."""
    return reading.once(_lines)


def _lines(reading: Reading) -> tuple[Line, ...]:
    return tuple(
        Line(
            index,
            cell(row, "account").strip(),
            number(cell(row, "debit")) or ZERO,
            number(cell(row, "credit")) or ZERO,
            *(cell(row, key) for key in ("tax_code", "cost_centre", "project", "text")),
        )
        for index, row in enumerate(reading.rows("lines"))
        if any(value.text for value in row.values())
    )


def account_of(number_: str) -> Ask:
    """What the chart says of an account."""
    return Ask("ledger.account", (number_,))


def open_on(day: str) -> Ask:
    return Ask("ledger.open_period", (day,))


def lock_on(day: str) -> Ask:
    """How the period of a day is locked, and why."""
    return Ask("ledger.period_lock", (day,))


def asks(reading: Reading) -> tuple[Ask, ...]:
    days = {reading.text("booked_on"), reading.text("turned_back_on")} - {""}
    accounts = {line.account for line in lines(reading)} - {""}
    return (
        CLIENT,
        *(ask(day) for day in sorted(days) for ask in (open_on, lock_on)),
        *(account_of(account) for account in sorted(accounts)),
    )
