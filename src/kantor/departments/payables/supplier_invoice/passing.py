"""The gate of a supplier's invoice: what must hold together so that a value read off a page passes without anybody looking at it.

The model must be sure enough, and something that it did not see must agree: sums, check digits, master data, an order, or how this
supplier's earlier invoices were.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.countries import check_iban
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import CENT, ZERO, amount, gaps, total
from kantor.departments.payables.supplier_invoice.rules_matching import order_matched
from kantor.words import PAGES, STOPPED, Answers, Passing, Reading, Support, passing
from kantor.words.field import cell, number

PREFIX = "payables.supplier_invoice"
LINE_COLUMNS = ("quantity", "price", "net")
"""Of each line these are keyed again."""
ENOUGH = 2
"""So many earlier invoices of a supplier show what is usual."""
NEAR = timedelta(days=60)
"""How far back the date of an invoice lies at most that nobody looks at."""
RANGE = 2
"""An amount is usual from a half of the lowest to this many times the highest of the supplier's earlier invoices."""
ORDER, HISTORY, TERMS, HOME, AGREED, KNOWN = "order", "history", "terms", "home", "agreed", "known"
_DIGITS = re.compile("[0-9]")


class Known(NamedTuple):
    """An invoice beside what the house knows. past: earlier invoices of the supplier; is_ordered: all lines follow from an order."""

    reading: Reading
    answers: Answers
    today: date
    past: Mapping[str, Any]
    is_ordered: bool

    def order(self, missing: str) -> Support:
        return Support(ORDER, "" if self.is_ordered else missing)


def looked_at(reading: Reading, answers: Answers, today: date) -> Sequence[Passing]:
    """For each field that is posted or paid by and was read off a page, and for the lines where their sum passes: by which rule it passes,
    or what is missing. Pure."""
    if not reading.reader.startswith(PAGES):
        return ()
    is_ordered = any(one.key == f"{PREFIX}.order_matched" for one in order_matched(reading, answers, today))
    known = Known(reading, answers, today, answers.get(questions.earlier(reading)) or {}, is_ordered)
    stopped = {(field, rule) for field, rule in answers.get(questions.stopped(reading)) or ()}
    fields = [
        passing(key, reading.values[key], supports(known), stopped)
        for key, supports in SUPPORTS.items()
        if reading.text(key) and reading.values[key].source.kind == "page"
    ]
    rule = next((one.rule for one in fields if one.field == "net"), "")
    return [*fields, *_cells(reading, rule, stopped)] if rule else fields


def _cells(reading: Reading, rule: str, stopped: Collection[tuple[str, str]]) -> Iterator[Passing]:
    """What of the lines was read off a page passes with their sum, by the same rule; of a column that erred somebody looks at the first."""
    for column in LINE_COLUMNS:
        read = [
            f"lines.{place}.{column}"
            for place, line in enumerate(reading.rows("lines"))
            if cell(line, column) and line[column].source.kind == "page"
        ]
        if (f"lines.{column}", rule) in stopped:
            yield from (Passing(address, missing=STOPPED) for address in read[:1])
        else:
            yield from (Passing(address, rule) for address in read)


def _number(known: Known) -> Iterator[Support]:
    """The supplier numbers on: letters and signs as before, and as many digits."""
    earlier = known.past.get("numbers", ())
    few = f"{PREFIX}.missing.few_earlier" if len(earlier) < ENOUGH else ""
    unlike = "" if _form(known.reading.text("number")) in map(_form, earlier) else f"{PREFIX}.missing.number_unlike"
    yield Support(HISTORY, few or unlike)
    yield known.order(f"{PREFIX}.missing.order")


def _form(text: str) -> str:
    return _DIGITS.sub("9", text.casefold())


def _issued_on(known: Known) -> Iterator[Support]:
    """A little before today, and not before the supplier's last one, or as long before its due date as agreed, or to an order."""
    issued, last = known.reading.date("issued_on"), known.past.get("last_on", "")
    far = "" if issued and timedelta(0) <= known.today - issued <= NEAR else f"{PREFIX}.missing.date_far"
    before = "" if issued and last and issued.isoformat() >= last else f"{PREFIX}.missing.date_before_last"
    yield Support(HISTORY, far or before)
    due = known.reading.values.get("due_on")
    read = due is not None and due.source.kind == "page"
    yield Support(TERMS, far or ("" if read and _days(known.reading) == _agreed_days(known) else f"{PREFIX}.missing.terms"))
    yield Support(ORDER, far or known.order(f"{PREFIX}.missing.order").missing)


def _due_on(known: Known) -> Iterator[Support]:
    """As many days after the invoice as were agreed, or as it always was."""
    days = _days(known.reading)
    agreed = days is not None and days == _agreed_days(known)
    yield Support(TERMS, "" if agreed else f"{PREFIX}.missing.terms")
    usual = known.past.get("days", ())
    yield Support(HISTORY, "" if usual.count(days) >= ENOUGH else f"{PREFIX}.missing.terms")


def _days(reading: Reading) -> int | None:
    issued, due = reading.date("issued_on"), reading.date("due_on")
    return (due - issued).days if issued and due else None


def _agreed_days(known: Known) -> int | None:
    days = (known.answers.get(questions.chosen(known.reading)) or {}).get("payment_days")
    return int(days) if days is not None else None


def _currency(known: Known) -> Iterator[Support]:
    """The supplier's usual one, or that of a country in which both are at home."""
    currency, client = known.reading.text("currency"), known.answers.get(questions.CLIENT) or {}
    supplier = known.answers.get(questions.chosen(known.reading)) or {}
    same = [one for one in known.past.get("currencies", ()) if one == currency]
    usual = len(same) >= ENOUGH and len(same) == len(known.past["currencies"])
    yield Support(HISTORY, "" if usual else f"{PREFIX}.missing.currency")
    at_home = currency == client.get("currency") and supplier.get("country") == client.get("country")
    yield Support(HOME, "" if at_home else f"{PREFIX}.missing.currency")


def _amounts(known: Known) -> Iterator[Support]:
    """Lines, net, VAT at its rate and gross follow from each other, and an order or earlier invoices make the sum likely."""
    open_sum = "" if known.reading.once(_sums_hold) else f"{PREFIX}.missing.sums"
    yield Support(ORDER, open_sum or known.order(f"{PREFIX}.missing.order").missing)
    yield Support(HISTORY, open_sum or ("" if _is_usual(known) else f"{PREFIX}.missing.amount_unusual"))


def _sums_hold(reading: Reading) -> bool:
    lines, taxes = reading.rows("lines"), reading.rows("taxes")
    if not lines or not taxes or gaps(reading) or sum((amount(line, "net") for line in lines), ZERO) != total(reading, "net"):
        return False
    return all(_is_at_its_rate(row, CENT * len(lines)) for row in taxes)


def _is_at_its_rate(row: Any, slack: Decimal) -> bool:
    rate = number(cell(row, "rate"))
    return rate is not None and abs(amount(row, "base") * rate / 100 - amount(row, "amount")) <= slack


def _is_usual(known: Known) -> bool:
    amounts = [Decimal(text) for text, currency in known.past.get("amounts", ()) if currency == known.reading.text("currency")]
    return len(amounts) >= ENOUGH and min(amounts) / RANGE <= total(known.reading, "gross") <= max(amounts) * RANGE


def _iban(known: Known) -> Iterator[Support]:
    """Its check digits hold, and two people have agreed to it for this supplier."""
    iban = known.reading.text("iban")
    agreed = [one["iban"] for one in known.answers.get(questions.bank_accounts(known.reading)) or () if not one.get("until_on")]
    is_valid = not iban[:2].isalpha() or check_iban(iban).valid
    yield Support(AGREED, "" if is_valid and iban in agreed else f"{PREFIX}.missing.iban")


def _supplier_vat_id(known: Known) -> Iterator[Support]:
    """Its check digits held when it was read, and it is the number of the supplier who was chosen."""
    found = questions.known_supplier(known.answers, known.reading) or {}
    is_its_own = found.get("matched_by") == "vat_id" and str(found.get("id")) == known.reading.text("supplier_id")
    yield Support(KNOWN, "" if is_its_own else f"{PREFIX}.missing.vat_id")


def _type_code(known: Known) -> Iterator[Support]:
    """An invoice, of somebody whose order it follows or who sent invoices before; what gives money back is always looked at."""
    is_plain = known.reading.text("type_code") == "380" and total(known.reading, "gross") > 0
    other = "" if is_plain else f"{PREFIX}.missing.no_plain_invoice"
    yield Support(ORDER, other or known.order(f"{PREFIX}.missing.order").missing)
    few = len(known.past.get("numbers", ())) < ENOUGH
    yield Support(HISTORY, other or (f"{PREFIX}.missing.few_earlier" if few else ""))


SUPPORTS: Mapping[str, Callable[[Known], Iterator[Support]]] = {
    "number": _number,
    "type_code": _type_code,
    "issued_on": _issued_on,
    "due_on": _due_on,
    "currency": _currency,
    "net": _amounts,
    "vat": _amounts,
    "gross": _amounts,
    "iban": _iban,
    "supplier_vat_id": _supplier_vat_id,
}
"""What is posted or paid by, and what may hold it up; that other values were read off a page is seen beside them."""
