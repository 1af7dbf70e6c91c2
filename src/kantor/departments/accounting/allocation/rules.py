"""What must be right before costs are divided: a month that is over and takes postings, receivers that are there, never twice."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.accounting.allocation.dividing import HUNDRED
from kantor.departments.accounting.allocation.document import (
    DIMENSION,
    FIELDS,
    KEY,
    RECEIVERS,
    asks,
    centres,
    costs_of,
    month_end,
    open_on,
)
from kantor.departments.accounting.allocation.working import receivers_of
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.dimensions import centre_of
from kantor.words.field import cell, number
from kantor.words.filled import filled


def _found(key: str, field: str | None, severity: Severity = Severity.STOP, **evidence: object) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def month(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The last day of a month that takes the entry, not divided before, with something to divide."""
    on, centre = reading.date("on"), reading.text("from_centre").strip()
    if on is None:
        return
    if on != month_end(on):
        yield _found("not_a_month", "on", day=on, ends_on=month_end(on))
    elif not answers.get(open_on(reading)):
        yield _found("not_open", "on", day=on)
    elif on >= today:
        yield _found("month_runs", "on", Severity.LOOK, day=on)
    told = answers.get(costs_of(reading)) if centre else None
    since = {one["on"]: one for one in told["since"]} if told else {}
    if told and told["divided_by"] and (own := since.get(month_end(on).isoformat())):
        yield _found("divided_before", "from_centre", code=centre, document=told["divided_by"], amount=own["amount"])
    elif told and told["divided_by"]:
        yield _found("divided_already", "from_centre", code=centre, document=told["divided_by"])
    elif told and not told["costs"]:
        yield _found("no_costs", "from_centre", code=centre, day=on)
    for one in since.values():
        if one["on"] < on.isoformat():
            evidence = {"day": one["on"], "document": one["document"], "amount": one["amount"]}
            yield _found("left_behind", "from_centre", Severity.LOOK, code=centre, **evidence)


def shares(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Each receiver once, none of them the centre itself, shares above zero, percents of a hundred at most."""
    rows = reading.rows("receivers")
    codes = [cell(row, "cost_centre").strip() for row in rows]
    for index, (code, row) in enumerate(zip(codes, rows, strict=True)):
        share = number(cell(row, "share"))
        if code and code == reading.text("from_centre").strip():
            yield _found("itself", f"receivers.{index}.cost_centre", code=code)
        if code and code in codes[:index]:
            yield _found("named_twice", f"receivers.{index}.cost_centre", code=code)
        if share is not None and share <= 0:
            yield _found("not_above_zero", f"receivers.{index}.share")
    given = sum((share for _, share in receivers_of(reading)), Decimal(0))
    if reading.text("basis") == "percent" and given > HUNDRED:
        yield _found("above_hundred", "receivers", found=given)


def known(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Where the client keeps cost centres, each of them is one."""
    for place, code in centres(reading).items():
        kept = answers.get(centre_of(DIMENSION, code)) or {}
        if kept.get("is_kept") and "name" not in kept:
            yield Finding(key="words.centre_unknown", severity=Severity.STOP, field=place, evidence={"code": code})


RULES = (
    filled(KEY, FIELDS, RECEIVERS, needs_rows=True),
    Rule(key=f"{KEY}.month", judge=month, asks=asks),
    Rule(key=f"{KEY}.shares", judge=shares),
    Rule(key=f"{KEY}.known", judge=known, asks=asks),
)
