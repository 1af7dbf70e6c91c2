"""What a divided bank line posts: items leave the books at their rate, differences go where their reason says. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.countries import law
from kantor.departments.treasury.payment_run.settling import discounts, settled_locally
from kantor.departments.treasury.shares import Item, Share, paid_by, settled_by
from kantor.departments.treasury.turning_due import turned_back, turned_due
from kantor.kit.money import Money
from kantor.words import OpenItem, Posting, Reopening, Settlement

MOST_TEXT = 200
ZERO = Decimal(0)
OFF = ("discount", "fee", "rounding")
"""Reasons why less, or a little more, is paid of an item in the currency of the line than is settled."""
DIFFERENCES = {"fee": ("bank_charges",), "rounding": ("rounding",), "exchange": ("exchange_gain", "exchange_loss")}
"""Reason of a part -> roles of the accounts to which its difference goes."""
Items = Mapping[str, Item]


class Booking(NamedTuple):
    """For whom and when a line is booked. client, roles: as `access.client` and `ledger.account_roles` tell them; text: of the line;
    currency: the line's, '' for that of the books; rate: units of the books' currency for one of it."""

    client: Mapping[str, Any]
    roles: Mapping[str, str]
    on: date
    text: str
    currency: str = ""
    rate: Decimal = Decimal(1)

    def role(self, name: str) -> str:
        """LookupError where the chart of accounts has none."""
        if not self.roles.get(name):
            raise LookupError(f"the chart of accounts has no account for {name}")
        return self.roles[name]

    @property
    def own(self) -> str:
        """The currency of the books."""
        return str(self.client["currency"])

    @property
    def is_foreign(self) -> bool:
        return self.currency not in ("", self.own)

    def locally(self, amount: Decimal) -> Decimal:
        """An amount of the line in the currency of the books."""
        return Money(amount * self.rate, self.own).rounded().amount if self.is_foreign else amount

    def posted(self, account: str, amount: Decimal, local: Decimal, text: str, **rest: Any) -> Posting:
        """A debit of an amount of the line, which is worth `local`; a credit below zero."""
        foreign = Money(amount, self.currency) if self.is_foreign else None
        return Posting.signed(account, Money(local, self.own), foreign, text=text[:MOST_TEXT], **rest)


def posting(account: str, amount: Money, text: str, *, party_id: int | None = None, tax_code: str = "") -> Posting:
    """A debit, or a credit where the amount is below zero."""
    return Posting.signed(account, amount, party_id=party_id, text=text[:MOST_TEXT], tax_code=tax_code)


def postings(shares: Sequence[Share], items: Items, booking: Booking) -> Iterator[Posting]:
    """What stands against the bank's account; together the line's amount, on the other side."""
    for share, (paid, local) in zip(shares, _worths(shares, items, booking), strict=True):
        if share.item_id:
            yield from _item(share, items[share.item_id], local, booking)
        elif share.back:
            yield from _returned(items[share.back], local, booking)
        elif share.party_id:
            yield booking.posted(booking.role(_side(share) + "s"), -paid, -local, booking.text, party_id=int(share.party_id))
        else:
            yield booking.posted(share.account, -paid, -local, share.note or booking.text)


def _worths(shares: Sequence[Share], items: Items, booking: Booking) -> Iterator[tuple[Decimal, Decimal]]:
    """Of each part what it takes of the line, and that in the currency of the books; in sum what the line is worth, to the cent."""
    done = ZERO
    for share in shares:
        paid = paid_by(share, items)
        yield paid, booking.locally(done + paid) - booking.locally(done)
        done += paid


def roles_needed(shares: Sequence[Share], items: Items) -> set[str]:
    """Roles of the accounts to which the parts of a line are posted besides the items' own."""
    found = set[str]()
    for share in shares:
        side = str(items[share.item_id]["side"]) if share.item_id in items else ""
        if share.party_id:
            found.add(_side(share) + "s")
        elif share.reason == "discount":
            found.add("discount_received" if side == "payable" else "discount_granted")
        else:
            found.update(DIFFERENCES.get(share.reason, ()))
    return found


def settled_before(back: Item) -> tuple[tuple[Share, ...], Items]:
    """The parts of a payment that comes back, and their items as they stood before it: what it took off is open once more."""
    items = {str(item["id"]): dict(item) for item in back["items"]}
    for item_id, settled, _, reason in back["shares"]:
        item = items[str(item_id)]
        item["open"] = settled if reason in OFF else str(Decimal(item["open"]) + Decimal(settled))
    return tuple(_share_before(*one) for one in back["shares"]), items


def _share_before(key: int, settled: str, paid: str, reason: str) -> Share:
    return Share(item_id=str(key), paid=Decimal(paid), reason=reason, settled=Decimal(settled) if reason == "exchange" else None)


def _returned(back: Item, local: Decimal, booking: Booking) -> Iterator[Posting]:
    """What comes back, and the difference where the rate of today is another one. local: what the line has of it, in the books."""
    found = list(_given_back(back, booking))
    yield from found
    if booking.is_foreign:
        yield from exchanged(-local - sum((one.balance for one in found), ZERO), booking, booking.text)


def exchanged(difference: Decimal, booking: Booking, text: str) -> Iterator[Posting]:
    """A difference of rates: a loss above zero, a gain below."""
    if difference:
        yield posting(booking.role("exchange_loss" if difference > 0 else "exchange_gain"), Money(difference, booking.own), text)


def _given_back(back: Item, booking: Booking) -> Iterator[Posting]:
    """All that the payment posted, on the other side: with its discount and the tax of that, and at the rate at which it was settled."""
    shares, items = settled_before(back)
    of_run = back["currency"] != booking.own and not back.get("rate")
    plain = {key: {**item, "waiting": []} for key, item in items.items()}
    then = booking._replace(currency=str(back["currency"]), rate=Decimal(back.get("rate") or 1))
    for one in _sent_abroad(shares, items, booking) if of_run else postings(shares, plain, then):
        yield replace(one, debit=one.credit, credit=one.debit, foreign=one.foreign)
    for item_id, settled, _, _ in back["shares"]:
        item = items[str(item_id)]
        if item.get("waiting"):
            yield from turned_back(item, int(back["settled_by"]), Money(Decimal(settled), item["currency"]), booking.client, booking.roles)


def _sent_abroad(shares: Sequence[Share], items: Items, booking: Booking) -> Iterator[Posting]:
    """What a payment run in another currency posted: no exchange difference, for money in transit stands at the rates of the items."""
    for share in shares:
        item = items[share.item_id]
        yield _relieved(item, settled_by(share, item), booking)
        if share.reason == "discount":
            yield from discounts(settled_by(share, item) + paid_by(share, items), {"taxes": {}, **item}, booking.roles, booking.client)


def reopenings(shares: Sequence[Share], items: Items, back_on: date | None = None) -> Iterator[Reopening]:
    """What payments that come back had settled is open again. back_on: None where they never left."""
    for share in shares:
        for item_id, settled, _, _ in items[share.back]["shares"] if share.back else ():
            item = next(item for item in items[share.back]["items"] if str(item["id"]) == str(item_id))
            amount = Money(Decimal(settled), item["currency"])
            yield Reopening(open_item_id=int(item_id), settled_by=int(items[share.back]["settled_by"]), amount=amount, back_on=back_on)


def _item(share: Share, item: Item, local: Decimal, booking: Booking) -> Iterator[Posting]:
    """local: what is paid of it, in the currency of the books."""
    relieved = _relieved(item, settled_by(share, item), booking)
    yield relieved
    yield from turned_due(item, settled_by(share, item), booking.client, booking.roles)
    missing = -relieved.balance - local
    if booking.is_foreign and item["currency"] == booking.currency:
        explained = list(_explained(share, item, booking))
        yield from explained
        yield from exchanged(missing - sum((one.balance for one in explained), ZERO), booking, str(item["reference"]))
    elif missing:
        yield from _difference(share, item, Money(missing, booking.own), booking)


def _explained(share: Share, item: Item, booking: Booking) -> Iterator[Posting]:
    """Of an item in the currency of the line what is settled without being paid, at the rate at which the item stands in the books."""
    sign = -1 if item["side"] == "payable" else 1
    rest = settled_by(share, item) - sign * (share.paid or ZERO) if share.reason in OFF else ZERO
    if rest:
        worth = Money(settled_locally(item, rest, booking.own).amount * sign, booking.own)
        yield from _difference(share, {**item, "off": rest}, worth, booking)


def _relieved(item: Item, settled: Decimal, booking: Booking) -> Posting:
    """The item's account without what is settled, at the rate at which the item stands in the books."""
    own = booking.client["currency"]
    sign = -1 if item["side"] == "payable" else 1
    local = settled_locally(item, settled, own).amount * sign
    foreign = Money(-settled * sign, item["currency"]) if item["currency"] != own else None
    text = str(item["reference"])[:MOST_TEXT]
    return Posting.signed(str(item["account"]), Money(-local, own), foreign, party_id=int(item["party_id"]), text=text)


def _difference(share: Share, item: Item, missing: Money, booking: Booking) -> Iterator[Posting]:
    """What the bank shows less (above zero) or more than the books; a payable's discount was taken, a receivable's was granted."""
    text = str(item["reference"])
    if share.reason == "discount" and item["side"] == "payable":
        yield from discounts(item.get("off", -missing.amount), {"taxes": {}, **item}, booking.roles, booking.client)
    elif share.reason == "discount":
        yield from _granted(missing, item, booking)
    elif share.reason == "exchange":
        yield posting(booking.role("exchange_loss" if missing.amount > 0 else "exchange_gain"), missing, text)
    else:
        yield posting(booking.role("bank_charges" if share.reason == "fee" else "rounding"), missing, text)


def _granted(discount: Money, item: Item, booking: Booking) -> Iterator[Posting]:
    """A discount that a customer took, by tax code: net to the discounts granted, the tax off what was charged where the law corrects it
    when it is taken (§ 17 Abs. 1 UStG; elsewhere the seller writes a correcting invoice, art. 29a ust. 10 ustawy o VAT)."""
    own, text = discount.currency, str(item["reference"])
    codes = law(booking.client["country"]).sale_codes
    weights: dict[str, tuple[Decimal, Decimal]] = {}
    for code, group in item.get("taxes", {}).items():
        known = codes.get(code)
        percent = known.percent * known.base_share.numerator / known.base_share.denominator if known and known.percent else ZERO
        rate = percent / 100 if Decimal(group.get("output", 0)) else ZERO
        weights[code] = (abs(Decimal(group.get("net", 0))) * (1 + rate), rate)
    total, done, taken = sum((gross for gross, _ in weights.values()), ZERO), ZERO, ZERO
    for code, (gross, rate) in weights.items() if total else ():
        done += gross
        part = Money(discount.amount * done / total, own).rounded().amount - taken
        taken += part
        tax = Money(part * rate / (1 + rate), own).rounded().amount
        yield posting(booking.role("discount_granted"), Money(part - tax, own), text, tax_code=code)
        if tax:
            account = item["taxes"][code].get("output_account") or booking.role(codes[code].output_role)
            yield posting(account, Money(tax, own), text, tax_code=code)
    if discount.amount != taken:
        yield posting(booking.role("discount_granted"), Money(discount.amount - taken, own), text)


def settlements(shares: Sequence[Share], items: Items, paid_on: date) -> Iterator[Settlement]:
    """What is taken off each item; of a discount, the part that was not paid."""
    for share in shares:
        if not share.item_id:
            continue
        item = items[share.item_id]
        settled = settled_by(share, item)
        deducted = settled - abs(paid_by(share, items)) * (1 if settled > 0 else -1) if share.reason == "discount" else ZERO
        yield Settlement(
            open_item_id=int(item["id"]),
            amount=Money(settled, item["currency"]),
            discount=Money(deducted, item["currency"]) if deducted else None,
            paid_on=paid_on,
        )


def taken(shares: Sequence[Share], items: Items, currency: str) -> tuple[tuple[int, int, int, str], ...]:
    """(open item, taken off it, paid, reason) in minor units, as it is kept in case the line comes back; nothing where a part is kept for
    somebody or went to an account. currency: the line's."""
    if not all(share.item_id for share in shares):
        return ()
    found = []
    for share in shares:
        item = items[share.item_id]
        paid = Money(paid_by(share, items), currency)
        found.append((int(item["id"]), Money(settled_by(share, item), item["currency"]).minor, paid.minor, share.reason))
    return tuple(found)


def kept(shares: Sequence[Share], items: Items, booking: Booking) -> Iterator[OpenItem]:
    """Credits for whom something was paid that settles nothing: overpaid, paid twice, or paid before an invoice came."""
    for share, (paid, local) in zip(shares, _worths(shares, items, booking), strict=True):
        if share.party_id:
            side = _side(share)
            yield OpenItem(
                side=side,
                party_id=int(share.party_id),
                account=booking.role(side + "s"),
                amount=Money(-abs(paid), booking.currency or booking.own),
                local_amount=Money(-abs(local), booking.own),
                due_on=booking.on,
                reference=booking.text[:MOST_TEXT],
            )


def _side(share: Share) -> str:
    """Money in is kept for a customer, money out for a supplier."""
    return "receivable" if (share.paid or ZERO) > 0 else "payable"
