"""What an approved return of the One Stop Shop does: the states' tax leaves its account, and what is payable waits for payment in euros."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kantor.countries.sales.one_stop_shop import CURRENCY, PAYABLE_ROLE, TAX_ROLE, quarter_of
from kantor.departments.accounting.oss_return.document import RATES, ROLES, SERIES, open_on
from kantor.departments.accounting.oss_return.reckoning import ZERO
from kantor.departments.accounting.oss_return.suggesting import reckoned
from kantor.departments.accounting.parts import OssReturn
from kantor.kit.money import Money
from kantor.words import Effect, Entry, OpenItem, Part, Posting, Reading, Verified
from kantor.words.field import cell, number

ONE = Decimal(1)
REFUND_ROLE = "foreign_vat_refund"


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the chart lacks an account, ValueError while the days are missing."""
    reading, own = verified.reading, str(verified.client["currency"])
    until = reading.date("until_on")
    if until is None:
        raise ValueError("the quarter is missing")
    due = Money(reckoned(reading, verified.answers, quarter_of(until)).due, own)
    booked_on = verified.today if verified.answers.get(open_on(reading)) is False else until
    postings = tuple(_postings(verified, due))
    parts: list[Part] = []
    if postings:
        parts.append(Entry(series=SERIES, booked_on=booked_on, document_on=until, text=reading.text("number"), postings=postings))
        parts += _open_item(verified, own)
    return Effect(parts=(*parts, _kept(reading, due)))


def _postings(verified: Verified, due: Money) -> Iterator[Posting]:
    """Without tax codes: what clears the account is no sale. What the rate of the last day makes of it is a difference of exchange."""
    reading, own = verified.reading, due.currency
    text, rate = reading.text("number"), _own_rate(reading, own)
    rest = due
    if due:
        yield Posting.signed(_account(verified, TAX_ROLE), due, text=text)
    for key, role, sign in (("payable", PAYABLE_ROLE, -1), ("refunded", REFUND_ROLE, 1)):
        amount = Money((reading.number(key) or ZERO) * sign, CURRENCY)
        if amount:
            local = amount.converted(rate, own)
            rest += local
            party = int(reading.text("office_id")) if key == "payable" else None
            yield Posting.signed(_account(verified, role), local, amount if own != CURRENCY else None, party_id=party, text=text)
    if rest:
        yield Posting.signed(_account(verified, "exchange_loss" if rest.amount < 0 else "exchange_gain"), -rest, text=text)


def _open_item(verified: Verified, own: str) -> Iterator[OpenItem]:
    """The reference by which the payment is known is that of the return: country, VAT id and quarter (art. 369i)."""
    reading = verified.reading
    payable = Money(reading.number("payable") or ZERO, CURRENCY)
    if payable:
        yield OpenItem(
            side="payable",
            party_id=int(reading.text("office_id")),
            account=_account(verified, PAYABLE_ROLE),
            amount=payable,
            local_amount=payable.converted(_own_rate(reading, own), own),
            due_on=reading.date("due_on") or verified.today,
            reference=f"{reading.text('vat_id')} {reading.text('number')}",
        )


def _own_rate(reading: Reading, own: str) -> Decimal:
    """Of the books' currency on the last day of the quarter; a quarter without sales in it owes nothing in it."""
    until = reading.date("until_on")
    if own == CURRENCY or until is None:
        return ONE
    wanted = (str(quarter_of(until)), own)
    rates = {(cell(row, "quarter"), cell(row, "currency")): number(cell(row, "rate")) for row in reading.rows(RATES.key)}
    return rates.get(wanted) or ONE


def _kept(reading: Reading, due: Money) -> OssReturn:
    until = reading.date("until_on")
    assert until is not None
    return OssReturn(
        quarter=str(quarter_of(until)),
        vat_id=reading.text("vat_id"),
        payable=Money(reading.number("payable") or ZERO, CURRENCY),
        cleared=due,
        figures=tuple(_row(row) for row in reading.rows("figures")),
        corrections=tuple(_row(row) for row in reading.rows("corrections")),
    )


def _row(row: Mapping[str, object]) -> Mapping[str, str]:
    return {key: cell(row, key) for key in row}  # type: ignore[arg-type]  # a row of the reading


def _account(verified: Verified, role: str) -> str:
    account = (verified.answers.get(ROLES) or {}).get(role)
    if not account:
        raise LookupError(f"the chart of accounts has no account for {role}")
    return str(account)
