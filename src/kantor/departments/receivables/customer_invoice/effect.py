"""What an approved customer invoice does: its entry, what the customer owes, what it takes from other invoices, and its file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import SaleCode, law
from kantor.countries.cash_accounting import waiting_code
from kantor.departments.receivables.customer_invoice import questions
from kantor.departments.receivables.customer_invoice.document import CORRECTED, CREDIT, DOWN_PAYMENT, SERIES
from kantor.departments.receivables.customer_invoice.drafting import draft
from kantor.departments.receivables.parts import AdvanceCredited, Billed, CustomerInvoice
from kantor.engines.einvoice.writers import Draft, VatPart, to_json
from kantor.kit.money import Money
from kantor.words import Claim, Effect, Entry, OpenItem, Part, Posting, Reading, Verified
from kantor.words.field import cell, day

BILLED = "receivables.billed"
"""There is one of everything that contracts, deliveries and hours give to bill: who has it has billed it."""
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
    owed = _open_item(verified, found, entry)
    parts: list[Part] = [*_billed(reading), entry, *owed, *_claims(verified, found), _invoice(verified, found)]
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
    return Entry(
        series=SERIES[found.kind],
        booked_on=questions.booked_on(reading, verified.answers, verified.today),
        document_on=found.issued_on,
        text=reading.text("customer_name"),
        postings=tuple(postings),
    )


def _booked(verified: Verified, found: Draft) -> Booked:
    """(account, tax code, cost centre) -> what is credited, in the invoice's currency."""
    reading, codes = verified.reading, law(verified.client["country"]).sale_codes
    amounts: Booked = defaultdict(Decimal)
    on = _taxed_on(verified, found)
    for line, row in zip(found.lines, reading.rows("lines"), strict=True):
        amounts[cell(row, "account"), _code(verified, cell(row, "tax_code"), on), cell(row, "cost_centre")] += line.net
    for row, part in zip(reading.rows("taxes"), found.breakdown, strict=True):
        for code, tax in _by_code(part, found, reading, cell(row, "tax_code")):
            due = _code(verified, code, on)
            amounts[_tax_account(verified, codes[due]), due, ""] += tax
    for known in _advances(verified):
        advance, rest = _account(verified, "advance_received"), Decimal(known["net"])
        for tax in known["taxes"]:  # with its code: the return of the month counts what was taxed with the advance no second time
            code = _code(verified, tax["tax_code"], _supplied_on(known) or on)
            amounts[advance, code, ""] -= Decimal(tax["base"])
            rest -= Decimal(tax["base"])
            amounts[_tax_account(verified, codes[code]), code, ""] -= Decimal(tax["amount"])
        amounts[advance, "", ""] -= rest
    return amounts


def _taxed_on(verified: Verified, found: Draft) -> date:
    """The day that says whether the tax waits for the payment: of the supply, and of the invoice that is credited or corrected."""
    preceding = verified.answers.get(questions.invoice(verified.reading.text("preceding_number"))) or {}
    taken_back = _supplied_on(preceding) if found.kind in (CREDIT, CORRECTED) else None
    return taken_back or found.delivered_on or found.issued_on


def _supplied_on(known: Mapping[str, Any]) -> date | None:
    """The day by which an earlier invoice was taxed."""
    return day(str(known.get("delivered_on", ""))) or day(str(known.get("issued_on", "")))


def _code(verified: Verified, code: str, on: date) -> str:
    return waiting_code(str(verified.client["country"]), code, verified.client.get("vat_due") or (), on)


def _by_code(part: VatPart, found: Draft, reading: Reading, usual: str) -> Iterator[tuple[str, Decimal]]:
    """The tax of one rate by the codes of its lines: goods and services of the One Stop Shop share a rate and not a figure."""
    nets: dict[str, Decimal] = defaultdict(Decimal)
    for line, row in zip(found.lines, reading.rows("lines"), strict=True):
        if line.vat == part.vat:
            nets[cell(row, "tax_code")] += line.net
    if len(nets) < 2 or min(nets.values()) < 0 or not any(nets.values()):
        nets = {usual: Decimal(1)}
    shares = Money(part.tax, found.currency).allocate(list(nets.values()))
    yield from ((code, share.amount) for code, share in zip(nets, shares, strict=True) if share)


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
            discounts=_discounts(found, payable) if found.kind != CREDIT and payable.amount > 0 else (),
        )


def _discounts(found: Draft, payable: Money) -> tuple[tuple[date, Money], ...]:
    """(until, what may be deducted), the best first."""
    offered = ((days, Money(payable.amount * percent / 100, payable.currency).rounded()) for days, percent in found.cash_discounts)
    return tuple((found.issued_on + timedelta(days=days), amount) for days, amount in offered if amount)


def _claims(verified: Verified, found: Draft) -> Iterator[Part]:
    """What is credited is taken from its invoice, a final invoice takes from its down payments; neither more than is left of them. A down
    payment that is credited whole may be billed anew: whether it is says what is left once this one is counted, for others may wait."""
    preceding = verified.answers.get(questions.invoice(verified.reading.text("preceding_number")))
    credited = credited_by(found.kind, found.gross)
    if preceding and credited:
        is_advance = preceding["type_code"] == DOWN_PAYMENT
        yield Claim(what=TAKEN_OFF if is_advance else CREDITED, key=str(preceding["document_id"]), quantity=credited)
        if is_advance and preceding["bills"]:
            yield AdvanceCredited(document=int(preceding["document_id"]), subjects=tuple(preceding["bills"]))
    for known in _advances(verified):
        yield Claim(what=TAKEN_OFF, key=str(known["document_id"]), quantity=Decimal(known["gross"]))


def credited_by(kind: str, gross: Decimal) -> Decimal:
    """What a credit note, or a correction that lowers its invoice, takes off that; zero of anything else."""
    return gross if kind == CREDIT else max(-gross, ZERO) if kind == CORRECTED else ZERO


def _billed(reading: Reading) -> Iterator[Part]:
    """Each subject is there once, and this invoice takes it."""
    for subject in questions.subjects(reading):
        yield Billed(subject=subject)
        yield Claim(what=BILLED, key=subject, quantity=Decimal(1))


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
