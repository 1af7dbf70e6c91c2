"""What an approved write-off does: the open item is settled, the loss and the corrected tax are booked."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kantor.countries import SaleCode, law
from kantor.countries.cash_accounting import Freed, freed
from kantor.departments.receivables.one_item import meant
from kantor.departments.receivables.write_off.document import ROLES, item
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Posting, Settlement, Verified

SERIES = "WO"
CENTS = Decimal("0.05")
"""By how much rounding may part a base from what its tax was charged on."""


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the item or an account of the chart is not known."""
    reading = verified.reading
    known = meant(reading, verified.answers.get(item(reading)))
    loss = (verified.answers.get(ROLES) or {}).get("bad_debt")
    if known is None or not loss:
        raise LookupError("the open item, or the account for bad debts, is not known")
    currency, own = known["currency"], verified.client["currency"]
    amount = Money(reading.number("amount") or Decimal(0), currency)
    share = amount.amount / Decimal(known["amount"])
    local = Money(Decimal(known["local_amount"]) * share, own).rounded()
    taxes = list(_taxes(known, share, own)) if reading.text("vat") == "corrected" else []
    rest = local - Money(sum((one.balance for one in taxes), Decimal(0)), own)
    foreign = -amount if currency != own else None
    if known.get("waiting"):
        taxes = list(_given_up(known, amount.amount, own, str(loss)))
        rest = local - Money(sum((one.balance for one in taxes), Decimal(0)), own)
        losses = [Posting.signed(str(loss), rest, -foreign if foreign else None, text=known["reference"])] if rest or foreign else []
    else:
        losses = list(_losses(str(loss), rest, -foreign if foreign else None, taxes, verified))
    postings = [
        Posting.signed(known["account"], -local, foreign, party_id=int(known["party_id"]), text=known["reference"]),
        *taxes,
        *losses,
    ]
    on = reading.date("written_off_on") or verified.today
    entry = Entry(series=SERIES, booked_on=on, document_on=on, text=known["customer"], postings=tuple(postings))
    return Effect(parts=(Settlement(open_item_id=int(known["id"]), amount=amount), entry))


def _given_up(known: Mapping[str, Any], amount: Decimal, own: str, loss: str) -> Iterator[Posting]:
    """Tax that waited for a payment never becomes due: it leaves the account where it waited, with its base, and stands in no return."""
    for told in known["waiting"]:
        rest = Freed(*(Money(Decimal(told[key]), own) for key in ("net", "tax")))
        part = freed(rest, amount, Decimal(known["open"]))
        for account, worth in ((told["account"], part.tax), (loss, part.net)):
            if worth:
                yield Posting.signed(account, -worth, tax_code=told["code"], text=known["reference"])


def _losses(account: str, rest: Money, foreign: Money | None, taxes: Sequence[Posting], verified: Verified) -> Iterator[Posting]:
    """The loss with the codes of the tax that is corrected, since the return corrects the base with it (§ 17 Abs. 2 Nr. 1 UStG); what
    falls on no rate stands without a code. The whole of it has the invoice's amount where that is in another currency."""
    own, codes = rest.currency, law(str(verified.client["country"])).sale_codes
    text = taxes[0].text if taxes else verified.reading.text("reference")
    if len(taxes) == 1 and foreign is None:
        base = _base(taxes[0], codes, own)
        if abs(base.amount - rest.amount) <= CENTS:
            yield Posting.signed(account, rest, tax_code=taxes[0].tax_code, text=text)
            return
    for tax in taxes if foreign is None else ():
        base = _base(tax, codes, own)
        rest -= base
        yield Posting.signed(account, base, tax_code=tax.tax_code, text=text)
    if rest or foreign:
        yield Posting.signed(account, rest, foreign, tax_code=taxes[0].tax_code if foreign and len(taxes) == 1 else "", text=text)


def _base(tax: Posting, codes: Mapping[str, SaleCode], own: str) -> Money:
    """What tax of a code was charged on."""
    code = codes[tax.tax_code]
    share = code.base_share * Fraction(code.percent or 0)
    return Money(tax.balance * 100 * share.denominator / share.numerator, own).rounded()


def _taxes(known: Mapping[str, Any], share: Decimal, own: str) -> Iterator[Posting]:
    """The part of the invoice's tax that falls on what is written off, back from the accounts it was booked to."""
    for row in known["taxes"]:
        amount = Money(Decimal(row["amount"]) * share, own).rounded()
        if amount:
            yield Posting.signed(row["account"], amount, tax_code=row["tax_code"], text=known["reference"])
