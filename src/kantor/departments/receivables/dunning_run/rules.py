"""What must be right before letters leave: only what is overdue now, no item twice, and a hold with its reason and last day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.departments.receivables.dunning_run.document import CLIENT, HOLDS, KEY, asks, overdue, terms
from kantor.departments.receivables.dunning_run.fees import lump_sum
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, day, number


def _stop(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(what) for name, what in evidence.items()})


def whole(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    on, until = reading.date("dunned_on"), reading.date("pay_until")
    if on is None:
        yield _stop("no_day", "dunned_on")
    elif on > today:
        yield _stop("day_to_come", "dunned_on", on=on)
    elif until is None or until <= on:
        yield _stop("no_time_to_pay", "pay_until")
    if on and not reading.rows("overdue"):
        yield _stop("nothing_overdue", "overdue")


def each_item(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Against the books as they are now, so that nobody is dunned for what was paid meanwhile."""
    known = {str(item["id"]): item for item in answers.get(overdue(reading)) or ()}
    for index, row in enumerate(reading.rows("overdue")):
        item, place = known.get(cell(row, "open_item_id")), f"overdue.{index}"
        if item is None or Decimal(item["open"]) != number(cell(row, "open")):
            yield _stop("not_open_any_more", f"{place}.open", reference=cell(row, "reference"))
        for column in ("interest", "fee"):
            amount = number(cell(row, column) or "0")
            if amount is None or amount < 0:
                yield _stop("amount_below_zero", f"{place}.{column}", amount=cell(row, column))
        hold, until = cell(row, "hold"), day(cell(row, "held_until"))
        if hold and (hold not in HOLDS or until is None or until < today):
            yield _stop("hold_without_end", f"{place}.held_until", reference=cell(row, "reference"))
        elif hold:
            evidence = {"reference": cell(row, "reference"), "until": str(until), "reason": f"{KEY}.hold.{hold}"}
            yield Finding(key=f"{KEY}.left_alone", severity=Severity.OK, field=f"{place}.hold", evidence=evidence)


def fees(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Whoever owes the lump sum of the law owes no fee besides; by which terms the others are asked is noted."""
    client, own = answers.get(CLIENT) or {}, answers.get(terms(reading))
    known = {str(item["id"]): item for item in answers.get(overdue(reading)) or ()}
    asked = [(index, row, known[item]) for index, row in enumerate(reading.rows("overdue")) if (item := cell(row, "open_item_id")) in known]
    asked = [one for one in asked if not cell(one[1], "hold") and (number(cell(one[1], "fee")) or 0) > 0]
    for index, row, item in asked:
        amount, given = number(cell(row, "fee")) or Decimal(0), lump_sum(item, client)
        if given and item["currency"] == client.get("currency") == law(client["country"]).delays.lump_sum_currency and amount > given:
            evidence = {"reference": cell(row, "reference"), "amount": f"{amount:.2f}", "given": f"{given:.2f}"}
            yield Finding(key=f"{KEY}.fee_beside_lump_sum", severity=Severity.LOOK, field=f"overdue.{index}.fee", evidence=evidence)
    if own and any(not lump_sum(item, client) for _, _, item in asked):
        yield Finding(key=f"{KEY}.by_terms", severity=Severity.OK, field="overdue", evidence={"since": str(own["from_on"])})


RULES = (
    Rule(key=f"{KEY}.fees", judge=fees, asks=asks),
    Rule(key=f"{KEY}.whole", judge=whole, asks=lambda reading: (CLIENT,)),
    Rule(key=f"{KEY}.each_item", judge=each_item, asks=asks),
)
