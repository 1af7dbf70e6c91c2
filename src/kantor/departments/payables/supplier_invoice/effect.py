"""What an approved invoice does: the journal entry, the open item, the claim on its orders, the question of a new bank account."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import Treatment, law, tax_on
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import ZERO, Row, amount, cell, is_credit_note, total
from kantor.departments.payables.supplier_invoice.taxes import treatment
from kantor.kit.money import Money
from kantor.words import Claim, Effect, Entry, FollowUp, OpenItem, Part, Posting, Verified

SERIES = "PI"


@dataclass(frozen=True, kw_only=True, slots=True)
class Booking:
    """An amount on an account in the invoice's currency, debit when positive, before sign and conversion."""

    account: str
    amount: Decimal
    tax_code: str = ""
    cost_centre: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What every booking of one invoice shares."""

    verified: Verified
    roles: Mapping[str, str]
    currency: str
    own: str
    rate: Decimal
    sign: int

    def account(self, role: str, fallback: str = "") -> str:
        found = self.roles.get(role) or (self.roles.get(fallback) if fallback else None)
        if not found:
            raise LookupError(f"the chart of accounts has no account for {role}")
        return found


def effect(verified: Verified) -> Effect:
    """Entry (expense or clearing, input tax, payable), open item, claims; amounts turn round for a credit note. Pure.

    Raises LookupError where the chart lacks an account that the entry needs.
    """
    reading = verified.reading
    setting = Setting(
        verified=verified,
        roles=verified.answers.get(questions.ROLES) or {},
        currency=reading.text("currency"),
        own=verified.client["currency"],
        rate=reading.number("exchange_rate") or Decimal(1),
        sign=-1 if is_credit_note(reading) else 1,
    )
    parts: list[Part] = [_entry(setting), _open_item(setting)]
    parts += _claims(setting)
    parts += _new_account(setting)
    return Effect(parts=tuple(parts))


def _entry(setting: Setting) -> Entry:
    reading = setting.verified.reading
    bookings = [*_costs(setting), *_taxes(setting), *_differences(setting)]
    postings = [_posting(booking, setting) for booking in _merged(bookings) if booking.amount]
    local = sum(((posting.debit or _zero(setting)).amount - (posting.credit or _zero(setting)).amount for posting in postings), ZERO)
    payable = Booking(account=setting.account("payables"), amount=-total(reading, "payable"), text=reading.text("number"))
    postings.append(_side(payable, Money(-local, setting.own), setting, party_id=int(reading.text("supplier_id"))))
    on = reading.date("issued_on") or setting.verified.today
    return Entry(
        series=SERIES,
        booked_on=_booking_day(setting, on),
        document_on=on,
        text=f"{reading.text('supplier_name')} {reading.text('number')}",
        postings=tuple(postings),
    )


def _zero(setting: Setting) -> Money:
    return Money.zero(setting.own)


def _booking_day(setting: Setting, on: date) -> date:
    """The invoice's own day while its period is open, else today: a closed period is never touched."""
    return setting.verified.today if setting.verified.answers.get(questions.open_period(setting.verified.reading)) is False else on


def _costs(setting: Setting) -> Iterator[Booking]:
    """The net amount of each VAT row, spread over its lines; allowances and charges of the whole invoice go with their VAT row."""
    reading = setting.verified.reading
    lines = list(enumerate(reading.rows("lines")))
    for tax in reading.rows("taxes"):
        code = cell(tax, "tax_code")
        own = [(index, line) for index, line in lines if _same_tax(line, tax)] or lines
        nets = [amount(line, "net") for _, line in own]
        shares = _spread(amount(tax, "base") + _not_deductible(tax, setting), nets, setting.currency)
        for (index, line), share in zip(own, shares, strict=True):
            yield from _cost(index, line, share, code, setting)


def _same_tax(line: Row, tax: Row) -> bool:
    """A line without a category belongs to every row; rates are compared as numbers."""
    if not cell(line, "category"):
        return True
    return cell(line, "category") == cell(tax, "category") and amount(line, "rate") == amount(tax, "rate")


def _spread(whole: Decimal, weights: list[Decimal], currency: str) -> list[Decimal]:
    """`whole` over lines: each line's own net, and what the whole differs from their sum by their weight, to the cent."""
    rest = whole - sum(weights, ZERO)
    if not rest:
        return weights
    positive = [abs(weight) for weight in weights]
    shares = Money(rest, currency).rounded().allocate(positive if any(positive) else [Decimal(1)] * len(weights))
    return [weight + share.amount for weight, share in zip(weights, shares, strict=True)]


def _cost(index: int, line: Row, share: Decimal, tax_code: str, setting: Setting) -> Iterator[Booking]:
    """To the account of the line; what was ordered and received goes to clearing at the order's price, the rest is a price difference."""
    text, cost_centre = cell(line, "name"), cell(line, "cost_centre")
    matches = [
        match
        for match in setting.verified.reading.rows("matches")
        if cell(match, "line") == str(index) and cell(match, "clearing") == "yes" and amount(match, "received") >= amount(match, "quantity")
    ]
    cleared = ZERO
    for match in matches:
        value = Money(amount(match, "quantity") * amount(match, "order_price"), setting.currency).rounded().amount
        cleared += value
        yield Booking(account=setting.account("goods_clearing"), amount=value, tax_code=tax_code, text=text)
    if matches and share != cleared:
        account = setting.account("price_difference")
        yield Booking(account=account, amount=share - cleared, tax_code=tax_code, cost_centre=cost_centre, text=text)
    elif not matches:
        yield Booking(account=cell(line, "account"), amount=share, tax_code=tax_code, cost_centre=cost_centre, text=text)


def _treated(tax: Row, setting: Setting) -> tuple[Treatment | None, Any]:
    """The law's treatment of the row, and the tax code that stands on it (a person may have chosen another one)."""
    found = treatment(tax, setting.verified.reading, setting.verified.client)
    code = law(setting.verified.client["country"]).tax_codes.get(cell(tax, "tax_code"))
    return found, code


def _not_deductible(tax: Row, setting: Setting) -> Decimal:
    """Tax on the invoice that may not be deducted is part of the cost."""
    _, code = _treated(tax, setting)
    charged = amount(tax, "amount")
    return charged if code is None or not code.input_role or code.output_role else ZERO


def _taxes(setting: Setting) -> Iterator[Booking]:
    """Input tax as charged; for reverse charge and acquisitions the buyer's own input and output tax, which cancel out."""
    for tax in setting.verified.reading.rows("taxes"):
        treated, code = _treated(tax, setting)
        if code is None or not code.input_role:
            continue
        if not code.output_role:
            yield Booking(account=setting.account(code.input_role, "input_vat"), amount=amount(tax, "amount"), tax_code=code.code)
            continue
        rate = code.percent if code.percent is not None else treated.input_rate if treated else ZERO
        own = tax_on(amount(tax, "base"), rate)
        yield Booking(account=setting.account(code.input_role, "input_vat"), amount=own, tax_code=code.code)
        yield Booking(account=setting.account(code.output_role), amount=-own, tax_code=code.code)


def _differences(setting: Setting) -> Iterator[Booking]:
    """What was paid in advance, and the rounding that the invoice itself states (BT-114)."""
    reading = setting.verified.reading
    if prepaid := total(reading, "prepaid"):
        yield Booking(account=setting.account("advance_paid"), amount=-prepaid, text=reading.text("number"))
    if rounding := total(reading, "rounding"):
        yield Booking(account=setting.account("rounding"), amount=rounding, text=reading.text("number"))


def _merged(bookings: list[Booking]) -> list[Booking]:
    """One line for each account, tax code and cost centre, with the first text of its bookings."""
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    texts: dict[tuple[str, str, str], str] = {}
    for booking in bookings:
        key = (booking.account, booking.tax_code, booking.cost_centre)
        sums[key] += booking.amount
        texts.setdefault(key, booking.text)
    return [
        Booking(account=account, amount=value, tax_code=code, cost_centre=centre, text=texts[account, code, centre])
        for (account, code, centre), value in sums.items()
    ]


def _posting(booking: Booking, setting: Setting) -> Posting:
    local = Money(booking.amount * setting.sign, setting.currency).converted(setting.rate, setting.own)
    return _side(booking, local, setting)


def _side(booking: Booking, local: Money, setting: Setting, party_id: int | None = None) -> Posting:
    foreign = Money(booking.amount * setting.sign, setting.currency).rounded() if setting.currency != setting.own else None
    return Posting(
        account=booking.account,
        debit=local if local.amount >= 0 else None,
        credit=Money(-local.amount, setting.own) if local.amount < 0 else None,
        foreign=foreign,
        party_id=party_id,
        tax_code=booking.tax_code,
        cost_centre=booking.cost_centre,
        text=booking.text[:200],
    )


def _open_item(setting: Setting) -> OpenItem:
    reading = setting.verified.reading
    payable = Money(total(reading, "payable") * setting.sign, setting.currency).rounded()
    until, percent = reading.date("discount_until"), reading.number("discount_percent")
    discount = Money(payable.amount * percent / 100, setting.currency).rounded() if percent and until and payable.amount > 0 else None
    issued = reading.date("issued_on") or setting.verified.today
    return OpenItem(
        side="payable",
        party_id=int(reading.text("supplier_id")),
        account=setting.account("payables"),
        amount=payable,
        local_amount=payable.converted(setting.rate, setting.own),
        due_on=reading.date("due_on") or issued,
        reference=reading.text("remittance") or reading.text("number"),
        iban=reading.text("iban"),
        discounts=((until, discount),) if discount and until else (),
    )


def _claims(setting: Setting) -> Iterator[Claim]:
    """Takes the invoiced quantity off its order line, so that no line is ever invoiced twice."""
    if setting.sign > 0:
        for match in setting.verified.reading.rows("matches"):
            yield Claim(what="order_line.invoiced", key=cell(match, "order_line_id"), quantity=amount(match, "quantity"))


def _new_account(setting: Setting) -> Iterator[FollowUp]:
    """An account that nobody has agreed to yet becomes a document for two people; until then nothing is paid to it."""
    reading = setting.verified.reading
    iban = reading.text("iban")
    agreed = {account["iban"] for account in setting.verified.answers.get(questions.bank_accounts(reading)) or ()}
    if iban and setting.sign > 0 and iban not in agreed:
        yield FollowUp(
            type="masterdata.bank_account",
            key=f"bank_account:{reading.text('supplier_id')}:{iban}",
            values={
                "party_id": reading.text("supplier_id"),
                "party_name": reading.text("supplier_name"),
                "iban": iban,
                "bic": reading.text("bic"),
                "reason": reading.text("number"),
            },
        )
