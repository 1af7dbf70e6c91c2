"""Reads a bank's CSV file by a profile; a row that does not fit imports nothing and is named."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kantor.engines.statements.csv_cells import amount, day
from kantor.engines.statements.csv_profile import Profile
from kantor.engines.statements.letters import decoded
from kantor.engines.statements.model import NO_CURRENCY, Balance, Line, Statement
from kantor.kit.money import Money
from kantor.words import Unreadable

Row = Sequence[str]


def rows_of(data: bytes, separator: str) -> list[list[str]]:
    """All rows, empty ones too, so that their numbers are those of the file."""
    text, _ = decoded(data)
    plain = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return list(csv.reader(io.StringIO(plain), delimiter=separator))
    except csv.Error as error:
        raise Unreadable("statements.damaged_row", {"row": "1", "text": str(error)[:60]}) from None


def read(rows: Sequence[Row], profile: Profile) -> Statement:
    """The statement in these rows. Raises Unreadable with the row's number where a day or an amount cannot be read by the profile."""
    lines: list[Line] = []
    balances: list[Money | None] = []
    account = ""
    for number, row in enumerate(rows, start=1):
        booked_on = day(_cell(row, profile, "booked_on"), profile.order)
        if booked_on is None:
            _add_text(lines, row, profile)
            continue
        currency = _cell(row, profile, "currency").upper() or profile.currency
        money = Money(_signed(row, number, profile), currency if len(currency) == 3 and currency.isalpha() else NO_CURRENCY)
        lines.append(_line(row, booked_on, money, number, profile))
        account = account or _cell(row, profile, "account")
        balance = amount(_cell(row, profile, "balance"), profile.decimal)
        balances.append(Money(balance, money.currency) if balance is not None else None)
    if not lines:
        raise Unreadable("statements.nothing_inside")
    days = [line.booked_on for line in lines if line.booked_on]
    opening, closing = _ends(lines, balances)
    return Statement(
        format="csv",
        account=account,
        currency=lines[0].amount.currency,
        from_on=min(days),
        to_on=max(days),
        opening=Balance(amount=opening, on=min(days)) if opening is not None else None,
        closing=Balance(amount=closing, on=max(days)) if closing is not None else None,
        lines=tuple(lines),
    )


def _line(row: Row, booked_on: date, money: Money, number: int, profile: Profile) -> Line:
    return Line(
        amount=money,
        booked_on=booked_on,
        value_on=day(_cell(row, profile, "value_on"), profile.order) or booked_on,
        name=_cell(row, profile, "name"),
        iban=_cell(row, profile, "iban"),
        bic=_cell(row, profile, "bic"),
        end_to_end_id=_cell(row, profile, "end_to_end_id"),
        mandate=_cell(row, profile, "mandate"),
        creditor_id=_cell(row, profile, "creditor_id"),
        text=_cell(row, profile, "text"),
        bank_reference=_cell(row, profile, "reference"),
        remittance=tuple(cell for cell in _cells(row, profile, "remittance") if cell),
        place=str(number),
    )


def _signed(row: Row, number: int, profile: Profile) -> Decimal:
    if profile.columns.get("amount"):
        told = amount(_cell(row, profile, "amount"), profile.decimal)
        if told is not None and profile.columns.get("mark"):
            mark = _cell(row, profile, "mark").casefold()
            told = -abs(told) if mark in profile.out_marks else abs(told) if mark in profile.in_marks else None
    else:
        inward, outward = (amount(_cell(row, profile, role) or "0", profile.decimal) for role in ("credit", "debit"))
        told = None if inward is None or outward is None else abs(inward) - abs(outward)
    if told is None:
        text = profile.separator.join(row)[:60]
        raise Unreadable("statements.damaged_row", {"row": str(number), "text": text})
    return -told if profile.sign == "turned" else told


def _add_text(lines: list[Line], row: Row, profile: Profile) -> None:
    """A row without a day goes on with the text of the line above."""
    told = [cell.strip() for cell in row if cell.strip()]
    if lines and len(told) == 1 and not _cell(row, profile, "booked_on"):
        lines[-1] = replace(lines[-1], remittance=(*lines[-1].remittance, told[0]))


def _ends(lines: Sequence[Line], balances: Sequence[Money | None]) -> tuple[Money | None, Money | None]:
    """Balance before the first and after the last booking, where the balances follow from the amounts, in either order of the rows."""
    known = [balance for balance in balances if balance is not None]
    if len(known) < len(lines) or len({line.amount.currency for line in lines}) > 1:
        return None, None
    pairs = range(1, len(lines))
    if all(known[at] == known[at - 1] + lines[at].amount for at in pairs):
        return known[0] - lines[0].amount, known[-1]
    if all(known[at - 1] == known[at] + lines[at - 1].amount for at in pairs):
        return known[-1] - lines[-1].amount, known[0]
    return None, None


def _cell(row: Row, profile: Profile, role: str) -> str:
    return next((cell for cell in _cells(row, profile, role) if cell), "")


def _cells(row: Row, profile: Profile, role: str) -> list[str]:
    return [" ".join(row[at].split()) for at in profile.columns.get(role, ()) if at < len(row)]
