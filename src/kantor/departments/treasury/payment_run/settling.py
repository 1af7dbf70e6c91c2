"""What a payment takes off the books: the payable at the rate at which it stands there, and a discount with its VAT."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.kit.money import Money
from kantor.words import Posting

ZERO = Decimal(0)
Item = Mapping[str, Any]


def settled_locally(item: Item, settled: Decimal, own: str) -> Money:
    """The part of the payable's amount in the client's currency; parts settled one after the other add up to the whole exactly."""
    still = Decimal(item["open"])
    return _locally(item, still, own) - _locally(item, still - settled, own)


def _locally(item: Item, amount: Decimal, own: str) -> Money:
    return Money(Money.from_minor(item["local_minor"], own).amount * amount / Decimal(item["amount"]), own).rounded()


def discounts(discount: Decimal, item: Item, roles: Mapping[str, str], client: Mapping[str, Any]) -> Iterator[Posting]:
    """A discount taken, by tax code: net to the account of discounts at that rate, tax off the input tax where the law corrects it when
    it is paid (§ 17 Abs. 1 UStG); tax that the buyer owes himself falls on both sides. The postings credit the whole discount."""
    own, text = client["currency"], item["reference"]
    whole = _locally(item, discount, own)
    codes = law(client["country"]).tax_codes
    groups = {code: _amounts(group) for code, group in item["taxes"].items()}
    total = sum((group["gross"] for group in groups.values()), ZERO)
    done = taken = ZERO
    for code, group in groups.items() if total else ():
        done += group["gross"]
        part = Money(whole.amount * done / total, own).rounded().amount - taken
        taken += part
        share = part / group["gross"] if group["gross"] else ZERO
        tax = Money(group["charged"] * share, own).rounded().amount
        owed = Money(group["owed"] * share, own).rounded().amount
        role = codes[code].discount_role if code in codes else ""
        yield _credit(roles.get(role) or roles["discount_received"], part - tax, own, code, text)
        of = item["taxes"][code]
        if tax + owed:
            yield _credit(of["input_account"], tax + owed, own, code, text)
        if owed:
            yield _credit(of["output_account"], -owed, own, code, text)
    if whole.amount != taken:
        yield _credit(roles["discount_received"], whole.amount - taken, own, "", text)


def _amounts(group: Mapping[str, str]) -> dict[str, Decimal]:
    """charged: input tax that the supplier was paid; owed: tax that the buyer owed himself and deducted; gross: what was owed for it."""
    owed = -Decimal(group.get("output", 0))
    charged = Decimal(group.get("input", 0)) - owed
    return {"charged": charged, "owed": owed, "gross": Decimal(group.get("net", 0)) + charged}


def _credit(account: str, amount: Decimal, own: str, tax_code: str, text: str) -> Posting:
    """A credit, or a debit where it is negative."""
    money = Money(abs(amount), own)
    return Posting(
        account=account, debit=None if amount >= 0 else money, credit=money if amount >= 0 else None, tax_code=tax_code, text=text
    )
