"""What an approved write-off does: the open item is settled, the loss and the corrected tax are booked."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kantor.countries.cash_accounting import Freed, freed
from kantor.departments.receivables.one_item import meant
from kantor.departments.receivables.write_off.document import ROLES, item
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Posting, Settlement, Verified

SERIES = "WO"
ZERO = Decimal(0)


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where the item or an account of the chart is not known."""
    reading = verified.reading
    known = meant(reading, verified.answers.get(item(reading)))
    loss = (verified.answers.get(ROLES) or {}).get("bad_debt")
    if known is None or not loss:
        raise LookupError("the open item, or the account for bad debts, is not known")
    currency, own = known["currency"], verified.client["currency"]
    amount = Money(reading.number("amount") or ZERO, currency)
    local = _share(Decimal(known["local_amount"]), Decimal(known["amount"]), Decimal(known["open"]), amount.amount, own)
    foreign = amount if currency != own else None
    taxes: list[Posting] = []
    bases: list[tuple[str, Money]] = []
    if known.get("waiting"):
        taxes = list(_given_up(known, amount.amount, own, str(loss)))
    elif reading.text("vat") == "corrected":
        taxes, bases = _corrected(known, amount.amount, own)
    rest = local - Money(sum((one.balance for one in taxes), ZERO), own)
    losses = _losses(str(loss), rest, foreign, bases, known["reference"])
    owed = Posting.signed(known["account"], -local, -foreign if foreign else None, party_id=int(known["party_id"]), text=known["reference"])
    on = reading.date("written_off_on") or verified.today
    entry = Entry(series=SERIES, booked_on=on, document_on=on, text=known["customer"], postings=(owed, *taxes, *losses))
    return Effect(parts=(Settlement(open_item_id=int(known["id"]), amount=amount), entry))


def _share(worth: Decimal, whole: Decimal, until: Decimal, amount: Decimal, currency: str) -> Money:
    """What of `worth`, which belongs to `whole`, falls on the `amount` that ends at `until`: counted from nothing, so that the shares of
    all parts come to the whole whatever was paid or written off before, and no cent is lost or made."""
    upper, lower = (Money(worth * end / whole, currency).rounded() for end in (until, until - amount))
    return upper - lower


def _corrected(known: Mapping[str, Any], amount: Decimal, own: str) -> tuple[list[Posting], list[tuple[str, Money]]]:
    """The tax that falls on what is written off, code by code in the proportion of the invoice, back from the accounts it was booked to,
    and what it was charged on (§ 17 Abs. 2 Nr. 1 UStG; art. 89a ust. 1 ustawy o VAT). What carried no tax has none to give back."""
    taxed = known.get("taxed") or {"whole": known["amount"], "before": "0"}
    whole, until = Decimal(taxed["whole"]), Decimal(taxed["before"]) + Decimal(known["open"])
    taxes: list[Posting] = []
    bases: list[tuple[str, Money]] = []
    for row in known["taxes"]:
        tax, base = (_share(Decimal(row[key]), whole, until, amount, own) for key in ("amount", "base"))
        if tax:
            taxes.append(Posting.signed(row["account"], tax, tax_code=row["tax_code"], text=known["reference"]))
        if base:
            bases.append((row["tax_code"], base))
    return taxes, bases


def _losses(account: str, loss: Money, foreign: Money | None, bases: Sequence[tuple[str, Money]], text: str) -> Iterator[Posting]:
    """The loss with the codes of the tax that is corrected, since the return corrects the base with it; what falls on no rate stands
    without a code. A cent of rounding goes to the largest. Each has its part of the invoice's amount where that is in another currency."""
    parts = dict(bases)
    rest = loss - sum(parts.values(), Money.zero(loss.currency))
    if rest and bases and abs(rest.minor) <= len(bases) + 1:
        largest = max(parts, key=lambda code: abs(parts[code].minor))
        parts[largest] += rest
        rest = Money.zero(loss.currency)
    if rest or not parts:
        parts[""] = rest
    shares = foreign.allocate([abs(part.minor) for part in parts.values()]) if foreign and any(parts.values()) else [foreign] * len(parts)
    for (code, part), share in zip(parts.items(), shares, strict=True):
        if part or share:
            yield Posting.signed(account, part, share, tax_code=code, text=text)


def _given_up(known: Mapping[str, Any], amount: Decimal, own: str, loss: str) -> Iterator[Posting]:
    """Tax that waited for a payment never becomes due: it leaves the account where it waited, with its base, and stands in no return."""
    for told in known["waiting"]:
        rest = Freed(*(Money(Decimal(told[key]), own) for key in ("net", "tax")))
        part = freed(rest, amount, Decimal(known["open"]))
        for account, worth in ((told["account"], part.tax), (loss, part.net)):
            if worth:
                yield Posting.signed(account, -worth, tax_code=told["code"], text=known["reference"])
