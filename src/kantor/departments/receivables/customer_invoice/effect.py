"""What an approved customer invoice does: its entry, what the customer owes, what it takes from other invoices, and its file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kantor.countries import SaleCode, law
from kantor.departments.receivables.customer_invoice import questions
from kantor.departments.receivables.customer_invoice.document import CREDIT, DOWN_PAYMENT, SERIES
from kantor.departments.receivables.customer_invoice.drafting import draft
from kantor.departments.receivables.customer_invoice.questions import text
from kantor.departments.receivables.parts import CustomerInvoice
from kantor.engines.einvoice.writers import Draft, to_json
from kantor.kit.money import Money
from kantor.words import Claim, Effect, Entry, OpenItem, Part, Posting, Reading, Verified

CREDITED, TAKEN_OFF = "customer_invoice.credited", "customer_invoice.taken_off"
"""What can run out of an invoice: what may still be credited, and of a down payment what may still be taken off."""
ZERO = Decimal(0)
Booked = dict[tuple[str, str, str], Decimal]


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the chart lacks an account, ValueError while something is missing that the form stops at."""
    reading = verified.reading
    found = draft(reading, verified.answers)
    if found is None:
        raise ValueError("the invoice is not complete")
    entry = _entry(verified, found)
    parts: list[Part] = [entry, *_open_item(verified, found, entry), *_claims(verified, found), _invoice(verified, found)]
    return Effect(parts=tuple(parts))


def _entry(verified: Verified, found: Draft) -> Entry:
    """Revenue and tax as they stand on the invoice, advances taken back, and the receivable that balances them in the client's currency."""
    reading, own = verified.reading, verified.client["currency"]
    sign = -1 if found.kind == CREDIT else 1
    rate = Decimal(1) if found.currency == own else reading.number("exchange_rate")
    if rate is None:
        raise ValueError("the rate of exchange is missing")

    def posting(account: str, amount: Decimal, **rest: Any) -> Posting:
        foreign = Money(amount, found.currency).rounded() if found.currency != own else None
        return Posting.signed(account, Money(amount, found.currency).converted(rate, own), foreign, **rest)

    postings = [
        posting(account, -amount * sign, tax_code=code, cost_centre=centre)
        for (account, code, centre), amount in _booked(verified, found).items()
        if amount
    ]
    owed = Money(-sum((one.balance for one in postings), ZERO), own)
    foreign = Money(found.payable * sign, found.currency).rounded() if found.currency != own else None
    if owed or found.payable:
        account = _account(verified, "receivables")
        postings.insert(0, Posting.signed(account, owed, foreign, party_id=int(reading.text("customer_id"))))
    on = found.issued_on
    is_closed = verified.answers.get(questions.open_period(reading)) is False
    return Entry(
        series=SERIES[found.kind],
        booked_on=verified.today if is_closed else on,
        document_on=on,
        text=reading.text("customer_name"),
        postings=tuple(postings),
    )


def _booked(verified: Verified, found: Draft) -> Booked:
    """(account, tax code, cost centre) -> what is credited, in the invoice's currency."""
    reading, codes = verified.reading, law(verified.client["country"]).sale_codes
    amounts: Booked = defaultdict(Decimal)
    for line, row in zip(found.lines, reading.rows("lines"), strict=True):
        amounts[text(row, "account"), text(row, "tax_code"), text(row, "cost_centre")] += line.net
    for row, part in zip(reading.rows("taxes"), found.breakdown, strict=True):
        if part.tax:
            amounts[_tax_account(verified, codes[text(row, "tax_code")]), text(row, "tax_code"), ""] += part.tax
    for known in _advances(verified):
        amounts[_account(verified, "advance_received"), "", ""] -= Decimal(known["net"])
        for tax in known["taxes"]:
            amounts[_tax_account(verified, codes[tax["tax_code"]]), tax["tax_code"], ""] -= Decimal(tax["amount"])
    return amounts


def _advances(verified: Verified) -> Iterator[Mapping[str, Any]]:
    for ask in questions.advances(verified.reading):
        if known := verified.answers.get(ask):
            yield known


def _tax_account(verified: Verified, code: SaleCode) -> str:
    return _account(verified, code.output_role or "vat_payable")


def _account(verified: Verified, role: str) -> str:
    number = (verified.answers.get(questions.ROLES) or {}).get(role)
    if not number:
        raise LookupError(f"the chart of accounts has no account for {role}")
    return str(number)


def _open_item(verified: Verified, found: Draft, entry: Entry) -> Iterator[OpenItem]:
    """What the customer owes, or is owed; its reference is the number that comes with the entry."""
    account = _account(verified, "receivables")
    payable = Money(found.payable * (-1 if found.kind == CREDIT else 1), found.currency).rounded()
    if payable:
        local = sum((one.balance for one in entry.postings if one.account == account and one.party_id), ZERO)
        yield OpenItem(
            side="receivable",
            party_id=int(verified.reading.text("customer_id")),
            account=account,
            amount=payable,
            local_amount=Money(local, verified.client["currency"]),
            due_on=found.due_on or found.issued_on,
            reference="",
        )


def _claims(verified: Verified, found: Draft) -> Iterator[Claim]:
    """A credit note takes from its invoice, a final invoice from its down payments; neither more than is left of them."""
    preceding = verified.answers.get(questions.invoice(verified.reading.text("preceding_number")))
    if preceding and found.kind == CREDIT:
        yield Claim(what=CREDITED, key=str(preceding["document_id"]), quantity=found.gross)
    for known in _advances(verified):
        yield Claim(what=TAKEN_OFF, key=str(known["document_id"]), quantity=Decimal(known["gross"]))


def _invoice(verified: Verified, found: Draft) -> CustomerInvoice:
    reading: Reading = verified.reading
    return CustomerInvoice(
        draft=to_json(found),
        format=reading.text("format"),
        language=reading.text("language"),
        email=reading.text("email"),
        gross=found.gross,
        is_advance=found.kind == DOWN_PAYMENT,
        is_credit=found.kind == CREDIT,
    )
