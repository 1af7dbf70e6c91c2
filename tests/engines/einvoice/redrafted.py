"""A real invoice, as far as our own form can say it: its fields taken out of the document and drafted anew."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tests.engines.einvoice.alike import facts

from kantor.countries import parse_discount
from kantor.engines.einvoice import Group, Invoice
from kantor.engines.einvoice.writers import Account, Address, Contact, Draft, DraftLine, Party, Reference, Vat

ZERO = Decimal(0)
UNITS = {"UM.0018": "C62"}
"""What Coretax calls a unit of UN/ECE rec. 20."""
SAID = frozenset(
    {
        *("BT-1", "BT-2", "BT-3", "BT-5", "BT-9", "BT-10", "BT-13", "BT-25", "BT-26", "BT-72"),
        *("BT-27", "BT-31", "BT-34", "BT-35", "BT-37", "BT-38", "BT-40", "BT-41", "BT-42", "BT-43"),
        *("BT-44", "BT-48", "BT-49", "BT-50", "BT-52", "BT-53", "BT-55", "BT-84", "BT-86"),
        *("BT-106", "BT-109", "BT-110", "BT-112", "BT-113", "BT-115", "BT-116", "BT-117", "BT-118", "BT-119"),
        *("BT-129", "BT-130", "BT-131", "BT-136", "BT-146", "BT-151", "BT-152", "BT-153", "BT-155"),
    }
)
"""The terms that an invoice of ours can carry."""


class Beyond(Exception):
    """What the document says and our form cannot."""


def redrafted(real: Invoice) -> Draft:
    """Raises Beyond with the reason where the form cannot say what stands there."""
    lines = tuple(_line(line, real) for line in real.sub("BG-25"))
    if real.sub("BG-20") or real.sub("BG-21"):
        raise Beyond("an allowance or charge on the whole document")
    if not real.has("BT-2") or not lines:
        raise Beyond("no day or no lines")
    if real.number("BT-114"):
        raise Beyond("a rounding of what is payable")
    if any(group.id.startswith("BG-DEX") for group in real.walk()):
        raise Beyond("lines within lines, or what is paid for others")
    if real.text("FA3-RodzajFaktury") == "ROZ":
        raise Beyond("a final invoice without the invoices for its advances")
    if real.syntax == "FA3" and real.text("BT-5") != "PLN":
        raise Beyond("a rate of exchange for each line")
    if not real.sub("BG-4")[0].has("BT-31"):
        raise Beyond("a seller without a VAT number")
    delivery = real.one("BG-13")
    accounts = [account for means in real.sub("BG-16") for account in means.sub("BG-17")]
    if len(accounts) > 1:
        raise Beyond("several accounts")
    account = accounts[0] if accounts else None
    drafted = Draft(
        number=real.text("BT-1"),
        issued_on=date.fromisoformat(real.text("BT-2")),
        currency=real.text("BT-5"),
        seller=_seller(real.sub("BG-4")[0]),
        buyer=_buyer(real.sub("BG-7")[0]),
        lines=lines,
        kind=real.text("BT-3"),
        delivered_on=_day(delivery, "BT-72") if delivery else None,
        due_on=_day(real, "BT-9"),
        account=Account(iban=account.text("BT-84"), holder=account.text("BT-85"), bic=account.text("BT-86")) if account else None,
        buyer_reference=real.text("BT-10"),
        order_number=real.text("BT-13"),
        preceding=_preceding(real),
        prepaid=real.number("BT-113") or ZERO,
        cash_discounts=tuple((term.days, term.percent) for term in parse_discount(real.text("BT-20")) if term.stated),
        transaction_code=real.text("CTX-TrxCode") or "04",
        taxed_share=Fraction(11, 12) if real.syntax == "CORETAX" else None,
    )
    if drafted.delivered_on is None and any(line.vat.category == "K" for line in lines):
        raise Beyond("a supply within the Union without its day")
    if (drafted.gross, drafted.payable) != (real.number("BT-112"), real.number("BT-115")):
        raise Beyond("totals that are not the sum of the lines and their tax")
    return drafted


def said(invoice: Invoice) -> dict[tuple[str, str], int]:
    """Of what an invoice states, that which ours can carry; nothing where a total of nothing is written."""
    found = facts(invoice)
    return {key: count for key, count in found.items() if key[0].rpartition("/")[2] in SAID and key[1] not in ("", "0")}


class Compared(NamedTuple):
    """Facts of one of two readings alone."""

    real: list[tuple[str, str]]
    ours: list[tuple[str, str]]


def compared(real: Invoice, ours: Invoice) -> Compared:
    first, second = said(real), said(ours)
    return Compared(sorted(first.keys() - second.keys()), sorted(second.keys() - first.keys()))


def _day(group: Group, id: str) -> date | None:
    return date.fromisoformat(group.text(id)) if group.text(id) else None


def _preceding(real: Invoice) -> Reference | None:
    found = real.one("BG-3")
    if found is None:
        return None
    issued = _day(found, "BT-26")
    if issued is None:
        raise Beyond("an invoice that went before without its day")
    return Reference(number=found.text("BT-25"), issued_on=issued)


def _address(group: Group | None, *ids: str) -> Address:
    street, town, postcode, country = (group.text(id) if group else "" for id in ids)
    return Address(street=street, town=town, postcode=postcode, country=country)


def _mailbox(group: Group, id: str) -> tuple[str, str] | None:
    term = group.first(id)
    return (term.scheme or "", term.value) if term else None


def _seller(group: Group) -> Party:
    contact = group.one("BG-6")
    return Party(
        name=group.text("BT-27"),
        address=_address(group.one("BG-5"), "BT-35", "BT-37", "BT-38", "BT-40"),
        vat_id=group.text("BT-31"),
        contact=Contact(name=contact.text("BT-41"), phone=contact.text("BT-42"), email=contact.text("BT-43")) if contact else None,
        mailbox=_mailbox(group, "BT-34"),
    )


def _buyer(group: Group) -> Party:
    return Party(
        name=group.text("BT-44"),
        address=_address(group.one("BG-8"), "BT-50", "BT-52", "BT-53", "BT-55"),
        vat_id=group.text("BT-48"),
        mailbox=_mailbox(group, "BT-49"),
    )


def _line(line: Group, real: Invoice) -> DraftLine:
    price, vat, item = line.one("BG-29"), line.one("BG-30"), line.one("BG-31")
    if price is None or vat is None or item is None:
        raise Beyond("a line without a net price")
    quantity, unit = line.number("BT-129"), line.first("BT-129")
    amount = price.number("BT-146")
    if quantity is None or amount is None:
        raise Beyond("a line without quantity or price")
    if line.sub("BG-28"):
        raise Beyond("a charge on a line")
    if (price.number("BT-149") or Decimal(1)) != 1:
        raise Beyond("a price for more than one unit")
    discount = sum((allowance.number("BT-136") or ZERO for allowance in line.sub("BG-27")), ZERO)
    drafted = DraftLine(
        name=item.text("BT-153"),
        quantity=quantity,
        price=amount,
        vat=Vat(vat.text("BT-151"), vat.number("BT-152") or ZERO, _reason(real, vat.text("BT-151"))),
        unit=UNITS.get(line.text("BT-130"), line.text("BT-130")) or (unit.unit if unit and unit.unit else "C62"),
        discount=discount,
        article=item.text("BT-155"),
    )
    if drafted.net != line.number("BT-131"):
        raise Beyond("a line that is not quantity times price")
    return drafted


def _reason(real: Invoice, category: str) -> str:
    return next((part.text("BT-120") for part in _parts(real) if part.text("BT-118") == category), "")


def _parts(real: Invoice) -> Iterator[Group]:
    yield from real.sub("BG-23")
