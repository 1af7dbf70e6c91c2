"""From the books' answer to a return: its boxes, what is payable, what the VAT accounts hold, and what of it no tax code explains; pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.countries.returns import FORMS, Declared, Posted, declare
from kantor.departments.accounting.vat_return.document import CLIENT, books_of
from kantor.words import Answers, Reading

ZERO = Decimal(0)


class Moved(NamedTuple):
    """An account that holds VAT, in the days of the return. amount: what stands on it now and is to be cleared, debit less credit;
    without_code: the part of it that was posted without a tax code and so stands in no box."""

    number: str
    name: str
    amount: Decimal
    without_code: Decimal


class Reckoned(NamedTuple):
    """declared: the form; accounts: what is cleared; difference: what is on the accounts and in no box, as owed to the office."""

    declared: Declared
    accounts: tuple[Moved, ...]
    difference: Decimal


def reckoned(reading: Reading, answers: Answers) -> Reckoned | None:
    """None while the days or the client are not known, and for a country without a return."""
    books, client = answers.get(books_of(reading)), answers.get(CLIENT) or {}
    if not books or client.get("country") not in FORMS:
        return None
    return of_books(str(client["country"]), books)


def of_books(country: str, books: Mapping[str, Any]) -> Reckoned:
    posted = [Posted(row["code"], *(Decimal(row.get(key) or 0) for key in ("base", "input", "output", "lost"))) for row in books["codes"]]
    accounts = tuple(Moved(row["number"], row["name"], Decimal(row["amount"]), Decimal(row["without_code"])) for row in books["accounts"])
    difference = -sum((one.without_code for one in accounts), ZERO)
    return Reckoned(declare(country, posted), accounts, difference)
