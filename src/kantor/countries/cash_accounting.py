"""Tax that becomes due when an invoice is paid: who taxes so, under which code it waits, and what each payment sets free; pure.

Germany: the output tax of whoever may tax what was received (§ 13 Abs. 1 Nr. 1 Buchst. b, § 20 UStG). Poland: the cash method of small
taxpayers, output tax (art. 21 ust. 1 ustawy o VAT) and input tax (art. 86 ust. 10e).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kantor.countries.atlas import law
from kantor.kit.money import Money

PAYMENT, INVOICE = "payment", "invoice"
"""When the tax of a client becomes due."""
COUNTRIES = frozenset({"DE", "PL"})
"""Where a taxpayer can have it due with payment."""
BUYERS_WAIT = frozenset({"PL"})
"""Where the input tax waits for the payment as well; there an invoice may say so of a seller too (art. 106e ust. 1 pkt 16)."""
WAITING = "W"
"""Ends the code under which tax waits: U19W is that of U19."""
Ways = Iterable[Sequence[str]]


def is_on_payment(ways: Ways, on: date) -> bool:
    """ways: (first day in ISO form, `payment` or `invoice`) of a client, in any order; what was there before them is by invoice."""
    begun = [(first, when) for first, when in ways if first <= on.isoformat()]
    return bool(begun) and max(begun)[1] == PAYMENT


def waiting_code(country: str, code: str, ways: Ways, on: date) -> str:
    """The code under which the tax of an invoice of that day waits for its payment, the code itself where it is due at once."""
    known, waiting = law(country), code + WAITING
    if country not in COUNTRIES or not is_on_payment(ways, on):
        return code
    return waiting if waiting in known.sale_codes or waiting in known.tax_codes else code


def due_code(country: str, code: str) -> str:
    """The code under which waiting tax is declared, the code itself where it does not wait."""
    known = law(country)
    found = known.sale_codes.get(code) or known.tax_codes.get(code)
    return code.removesuffix(WAITING) if found and found.kind == "waiting" else code


def waiting_codes(country: str) -> tuple[str, ...]:
    """The codes under which tax waits in a country."""
    known = law(country)
    sold = [code.code for code in known.sale_codes.values() if code.kind == "waiting"]
    return (*sold, *(code.code for code in known.tax_codes.values() if code.kind == "waiting"))


class Step(NamedTuple):
    """What was taken off an open item once, in minor units of its currency. reverses: id of the step that it undoes."""

    id: int
    document_id: int
    amount: int
    reverses: int | None


class Freed(NamedTuple):
    """Base and tax with the sign of debit less credit, in the currency of the books."""

    net: Money
    tax: Money

    def __neg__(self) -> "Freed":
        return Freed(-self.net, -self.tax)

    def plus(self, other: "Freed") -> "Freed":
        return Freed(self.net + other.net, self.tax + other.tax)


def freed(rest: Freed, taken: Decimal | int, still: Decimal | int) -> Freed:
    """What taking `taken` off an item of which `still` is open sets free of what waits: its part, and all of it with the last payment."""
    if taken == still:
        return rest
    return Freed(*(Money(amount.amount * taken / still, amount.currency).rounded() for amount in rest))


class Standing(NamedTuple):
    """A payment that was not undone. document_id: that first took it; amount: minor units of the item's currency."""

    document_id: int
    amount: int
    freed: Freed


def steps_freed(whole: Freed, amount: int, steps: Iterable[Step]) -> tuple[Freed, list[Standing]]:
    """What of an invoice's tax still waits after the steps in their order, and what each that stands has set free.

    amount: of the open item, in minor units. A step that undoes another gives back exactly what that one took, so that the parts of any
    payments, returns and payments again come to the whole tax.
    """
    rest, still = whole, amount
    taken: dict[int, Standing] = {}
    stands: dict[int, bool] = {}
    for step in steps:
        undone = taken.get(step.reverses) if step.reverses is not None else None
        stands[step.id] = step.amount * amount > 0
        if undone is None or step.reverses is None:
            own = Standing(step.document_id, step.amount, freed(rest, step.amount, still))
        else:
            own = Standing(undone.document_id, step.amount, -undone.freed)
            stands[step.reverses] = False
        taken[step.id] = own
        rest, still = rest.plus(-own.freed), still - step.amount
    return rest, [one for key, one in taken.items() if stands[key]]
