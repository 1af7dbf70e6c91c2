"""What an approved return does: the VAT accounts are cleared to the account of the tax office, what is payable waits for payment, and the
file is written."""

from collections.abc import Iterator
from decimal import Decimal

from kantor.countries.returns import FORMS
from kantor.departments.accounting.parts import VatReturn
from kantor.departments.accounting.vat_return.document import CARRY, ROLES, SERIES, open_on, returns_of
from kantor.kit.money import Money
from kantor.words import Effect, Entry, OpenItem, Part, Posting, Reading, Verified
from kantor.words.field import cell, number

ZERO = Decimal(0)


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the chart has no account for what is owed, or for differences of rounding."""
    reading, own = verified.reading, str(verified.client["currency"])
    on = reading.date("until_on") or verified.today
    booked_on = verified.today if verified.answers.get(open_on(reading)) is False else on
    postings = tuple(_postings(verified, own))
    parts: list[Part] = []
    if postings:
        parts.append(Entry(series=SERIES, booked_on=booked_on, document_on=on, text=reading.text("number"), postings=postings))
        parts += _open_item(verified, own)
    return Effect(parts=(*parts, _kept(verified, own)))


def _postings(verified: Verified, own: str) -> Iterator[Posting]:
    """Without tax codes: what clears the accounts is no figure of a return."""
    reading, text = verified.reading, verified.reading.text("number")
    rest = ZERO
    for row in reading.rows("accounts"):
        amount = number(cell(row, "amount")) or ZERO
        rest += amount
        yield Posting.signed(cell(row, "account"), Money(-amount, own), text=text)
    payable, deduction = _amount(reading, "payable"), _amount(reading, "deduction")
    office = int(reading.text("office_id")) if reading.text("office_id") else None
    debt = _debt(verified)
    for amount, party_id in ((debt, office), (payable - debt, None)):
        if amount:
            yield Posting.signed(_account(verified, "vat_payable"), Money(-amount, own), party_id=party_id, text=text)
    if deduction:
        yield Posting.signed(_account(verified, "vat_payable"), Money(-deduction, own), text=text)
    if difference := payable + deduction + rest:
        yield Posting.signed(_account(verified, "rounding"), Money(difference, own), text=text)


def _open_item(verified: Verified, own: str) -> Iterator[OpenItem]:
    """Owed to the office, or by it; an excess that is carried into the next period is nobody's debt, nor what makes it smaller."""
    reading = verified.reading
    payable = Money(_debt(verified), own)
    if not payable:
        return
    yield OpenItem(
        side="payable" if payable.amount > 0 else "receivable",
        party_id=int(reading.text("office_id")),
        account=_account(verified, "vat_payable"),
        amount=payable if payable.amount > 0 else -payable,
        local_amount=payable if payable.amount > 0 else -payable,
        due_on=reading.date("due_on") or verified.today,
        reference=f"{reading.text('tax_number')} {reading.text('number')}",
    )


def _kept(verified: Verified, own: str) -> VatReturn:
    reading = verified.reading
    before = Decimal((verified.answers.get(returns_of(reading)) or {}).get("deducted") or 0)
    return VatReturn(
        form=FORMS[str(verified.client["country"])],
        from_on=reading.date("from_on") or verified.today,
        until_on=reading.date("until_on") or verified.today,
        purpose=reading.text("purpose"),
        whole_tax=Money(_amount(reading, "tax"), own),
        tax=Money(_amount(reading, "tax") - _amount(reading, "declared_before"), own),
        payable=Money(_amount(reading, "payable"), own),
        deduction=Money(_amount(reading, "deduction") + before, own),
        excess=reading.text("excess"),
        figures={cell(row, "box"): cell(row, "stated") for row in reading.rows("figures")},
        office_code=reading.text("office_code"),
        tax_number=reading.text("tax_number"),
        email=reading.text("email"),
    )


def _debt(verified: Verified) -> Decimal:
    """What is payable but for what goes into the excess that the period carries, or comes out of it."""
    reading = verified.reading
    payable, around = _amount(reading, "payable"), verified.answers.get(returns_of(reading)) or {}
    before, carries = Decimal(around.get("owed") or 0), bool(around.get("carries"))
    carried_before = max(-before, ZERO) if carries else ZERO
    is_carried = reading.text("excess") == CARRY if payable < 0 else carries
    carried = max(-(before + payable), ZERO) if is_carried else ZERO
    return payable + carried - carried_before


def _amount(reading: Reading, key: str) -> Decimal:
    return reading.number(key) or ZERO


def _account(verified: Verified, role: str) -> str:
    account = (verified.answers.get(ROLES) or {}).get(role)
    if not account:
        raise LookupError(f"the chart of accounts has no account for {role}")
    return str(account)
