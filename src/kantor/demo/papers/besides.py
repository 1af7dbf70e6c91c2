"""What stands on an invoice beside its own figures and could be taken for them: capital, fees, periods, payments, discounts, stamps."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from kantor.demo.papers.deal import Deal
from kantor.demo.papers.sayings import Sayings

_CAPITALS = (10_000, 25_000, 50_000, 100_000, 1_250_000)
_FEES = (5, 10, 15, 40)
_TITLED, _BELOW_TITLE = 0.28, 0.38


def title(one: Deal, say: Sayings, chance: random.Random) -> tuple[str, str, frozenset[str]]:
    """The title, what stands below it, and which facts the two say: `number`, `issued`."""
    kind = "credit_" if one.is_credit else ""
    draw = chance.random()
    if draw < _TITLED:
        text = say(f"{kind}dated_title", number=one.number, date=one.hand.write_day(one.issued_on))
        return text, "", frozenset({"number", "issued"})
    text = say(f"{kind}title").replace("{number}", one.number)
    if draw < _BELOW_TITLE and one.number not in text:
        return text, chance.choice(("# {}", "{}", "Nr. {}", "No. {}")).replace("{}", one.number.lstrip("#")), frozenset({"number"})
    return text, "", frozenset({"number"} if one.number in text else ())


def facts(one: Deal, say: Sayings, chance: random.Random) -> list[list[str]]:
    """Labels and values beside those that a reader looks for: the period of a service, the currency."""
    told = []
    if chance.random() < 0.12:
        told.append([say("period"), " - ".join(_month(one))])
    if chance.random() < 0.1:
        told.append([say("currency"), one.hand.currency])
    return told


def _month(one: Deal) -> tuple[str, str]:
    """The first and the last day of the month before the invoice, as it writes them."""
    last = one.issued_on.replace(day=1) - timedelta(days=1)
    return one.hand.write_day(last.replace(day=1)), one.hand.write_day(last)


def capital(one: Deal, say: Sayings, chance: random.Random) -> list[str]:
    """What companies must say about themselves at the foot of their papers."""
    scale = 1000 if one.hand.currency == "IDR" else 1
    amount = one.hand.amount(Decimal(chance.choice(_CAPITALS) * scale))
    return [say("capital", amount=amount)] if chance.random() < 0.25 else []


def settled(one: Deal, say: Sayings, chance: random.Random) -> list[list[Any]]:
    """Rows below the total of an invoice that was paid before it was written."""
    if one.is_credit or chance.random() > 0.1:
        return []
    own, gross = one.hand, one.net + one.vat
    paid = say("paid", date=own.write_day(one.issued_on + timedelta(days=chance.randint(-9, 200))))
    return [[paid, own.amount(-gross), False], [say("left"), own.amount(Decimal(0)), True]]


def sentences(one: Deal, say: Sayings, chance: random.Random) -> list[str]:
    """What is said below the total, with an amount or days that are none of the invoice's."""
    first, last = _month(one)
    told = []
    if chance.random() < 0.15:
        scale = 1000 if one.hand.currency == "IDR" else 1
        told.append(say("late_fee", amount=one.hand.amount(Decimal(chance.choice(_FEES) * scale))))
    if chance.random() < 0.15:
        told.append(say("served", first=first, last=last))
    return told


def terms(one: Deal, say: Sayings, chance: random.Random, truth: dict[str, str]) -> str:
    """When to pay, and what may be deducted by those who pay early."""
    own = one.hand
    due, days = own.write_day(one.due_on), str(one.days)
    if one.days < 14 or chance.random() > 0.25:
        text = say("terms", due=due, days=days, gross=own.amount(one.net + one.vat))
    else:
        early, percent = chance.choice((7, 8, 10)), chance.choice(("2", "3", "1.5", "2.5"))
        until = one.issued_on + timedelta(days=early)
        written = percent.replace(".", own.decimal)
        text = say("discount_terms", due=due, days=days, early=str(early), until=own.write_day(until), percent=written)
        truth.update(discount_percent=percent, discount_until=until.isoformat())
    if due in text:
        truth["due_on"] = one.due_on.isoformat()
    return text


def stamp(one: Deal, say: Sayings, chance: random.Random) -> list[str]:
    """What the buyer's post room stamped on it: a word and a day that is none of the invoice's."""
    if chance.random() > 0.15:
        return []
    on = one.issued_on + timedelta(days=chance.randint(1, 12))
    return [say("received"), chance.choice((on.strftime("%d.%m.%Y"), on.strftime("%d.%m.%y"), one.hand.write_day(on)))]
