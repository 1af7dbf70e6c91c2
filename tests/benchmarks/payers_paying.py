"""What the made-up payers really do with what they owe: pay it, in part, together, late, less a discount, twice."""

import random
from collections.abc import Iterator
from datetime import timedelta

from tests.benchmarks.payers_world import OWN, RATE, TODAY, Paid, Payer

from kantor.engines.reconciling import OpenItem, Settled

KINDS = {
    "single": 0.56,
    "combined": 0.12,
    "with_credit": 0.01,
    "partial": 0.04,
    "discount": 0.16,
    "late_discount": 0.03,
    "fee": 0.10,
    "charged": 0.04,
    "foreign": 0.05,
    "overpaid": 0.006,
    "rounding": 0.012,
    "duplicate": 0.008,
    "return": 0.008,
    "stranger": 0.05,
}


class Office:
    """The unpaid items by party, from which the payers take."""

    def __init__(self, rng: random.Random, everybody: list[Payer], items: list[OpenItem]) -> None:
        self.rng = rng
        self.payers = {payer.party.id: payer for payer in everybody}
        self.unpaid: dict[int, list[OpenItem]] = {}
        for item in items:
            self.unpaid.setdefault(item.party_id, []).append(item)
        self.paid: set[int] = set()
        self.items = items

    def happenings(self, settled: list[Settled], most: int) -> Iterator[Paid]:
        """Until all but a tenth of the items are paid, or there are as many payments as asked for."""
        rng = self.rng
        anchors = [item for item in self.items if rng.random() < 0.92]
        rng.shuffle(anchors)
        kinds, weights = list(KINDS), list(KINDS.values())
        done = 0
        while anchors and done < most:
            kind = rng.choices(kinds, weights)[0]
            if kind == "stranger":
                happened = self._stranger()
            elif kind == "return":
                happened = self._return(settled[rng.randrange(len(settled))])
            else:
                item = anchors.pop()
                if item.id in self.paid:
                    continue
                happened = self._paid(kind, item)
            done += 1
            yield happened
            if kind == "duplicate":
                done += 1
                yield happened._replace(
                    kind="again", twin=happened.taken, taken={}, on=happened.on + timedelta(days=rng.choice([1, 2, 4, 8, 31]))
                )

    def _stranger(self) -> Paid:
        rng = self.rng
        country = rng.choice(["DE", "PL", "ID", "US"])
        sign = rng.choice([1, -1, -1])
        amount = sign * int(rng.lognormvariate(5, 1.5) * 100) * (10_000 if country == "ID" else 1)
        currency = {"DE": "EUR", "PL": "PLN", "ID": "IDR", "US": "EUR"}[country]
        return Paid("stranger", None, (), {}, amount, currency, TODAY - timedelta(days=rng.randrange(30)), original=(0, country))

    def _return(self, settled: Settled) -> Paid:
        payer = self.payers[settled.party_id]
        return Paid("return", payer, (), {}, -settled.amount, settled.currency, settled.booked_on + timedelta(days=3), reopens=settled.id,
                    payment_id=settled.end_to_end_id)  # fmt: skip

    def _paid(self, kind: str, item: OpenItem) -> Paid:
        """The item, and the others that are paid with it; a kind that the item does not allow becomes a plain payment."""
        rng, payer = self.rng, self.payers[item.party_id]
        on = item.due_on + timedelta(days=round(rng.gauss(payer.days_late, 4)))
        direction = 1 if item.side == "receivable" else -1
        if item.side != "receivable" or item.open < 0:
            self.paid.add(item.id)
            payment_id = item.payment_ids[0] if item.payment_ids else ""
            return Paid("ordered" if payment_id else "single", payer, (item,), {item.id: item.open}, direction * item.open, item.currency,
                        on, payment_id=payment_id)  # fmt: skip
        items = self._together(kind, item)
        on = max(on, *(one.issued_on + timedelta(days=1) for one in (item, *items)))
        taken = {one.id: one.open for one in items}
        total = sum(taken.values())
        amount, currency, charges, original = total, item.currency, 0, (0, "")
        if kind in ("discount", "late_discount") and item.discounts:
            until, reduction = item.discounts[0]
            on = until - timedelta(days=rng.randrange(0, 5)) if kind == "discount" else until + timedelta(days=rng.randrange(1, 12))
            amount = total - reduction
            if kind == "late_discount" and (on - until).days > 5:
                taken = {item.id: amount}
        elif kind == "partial" and item.open > 2_000:
            amount = rng.choice([item.open // 2, item.open // 3, round(item.open * rng.uniform(0.2, 0.85)), item.open // 10_000 * 5_000])
            amount = amount or item.open // 2
            taken = {item.id: amount}
        elif kind == "fee" and payer.country == "US" and item.open > 20_000:
            amount = total - rng.choice([500, 1_000, 1_250, 1_500, 2_500])
        elif kind == "charged" and payer.country in ("US", "PL") and item.open > 20_000:
            charges = rng.choice([500, 780, 1_000, 1_550])
            amount = total - charges
        elif kind == "foreign" and item.currency != OWN:
            amount, currency = max(1, round(total * RATE[item.currency] * rng.uniform(0.985, 1.015))), OWN
            original = (total, item.currency) if rng.random() < 0.6 else (0, "")
        elif kind == "overpaid":
            amount = total + rng.choice([100, 1_000, round(total * 0.1), 5_000])
        elif kind == "rounding":
            near = 100_000 if item.currency == "IDR" else rng.choice([10, 100])
            amount = round(total / near) * near or total
            if amount < total and total - amount > 5 and item.currency != "IDR":
                amount = total + rng.choice([-2, -1, 1, 3])
        elif kind not in ("combined", "with_credit", "duplicate"):
            kind = "single"
        self.paid |= {one.id for one in items}
        return Paid(kind, payer, items, taken, amount, currency, on, charges=charges, original=original)

    def _together(self, kind: str, item: OpenItem) -> tuple[OpenItem, ...]:
        """Up to eight items of the payer, the oldest first; with a credit note where one is open and less than what is paid."""
        if kind not in ("combined", "with_credit"):
            return (item,)
        others = [
            one
            for one in self.unpaid[item.party_id]
            if one.id not in self.paid and one.id != item.id and one.side == "receivable" and one.currency == item.currency
        ]
        credits = [one for one in others if one.open < 0 and -one.open < item.open]
        rest = sorted((one for one in others if one.open > 0), key=lambda one: one.due_on)
        count = self.rng.choices([1, 2, 3, 4, 5, 6, 7], [40, 22, 14, 9, 6, 5, 4])[0]
        more = rest[:count] if self.rng.random() < 0.7 else self.rng.sample(rest, min(count, len(rest)))
        if kind == "with_credit" and credits:
            return (item, *more[:2], credits[0])
        return (item, *more)
