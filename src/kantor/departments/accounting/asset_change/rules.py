"""What must be right before an asset changes: it is known, nothing was booked behind the change, its figures can be, the plan adds up."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.countries.depreciation import worn_until
from kantor.departments.accounting.asset.document import PLAN
from kantor.departments.accounting.asset_change.document import CLIENT, FIELDS, KEY, asks, asset_of, counter_of, open_on
from kantor.departments.accounting.asset_change.standing import DISPOSALS, Made
from kantor.departments.accounting.asset_change.working import highest, worked_out
from kantor.departments.accounting.journal_entry.rules import kept_elsewhere
from kantor.departments.accounting.rhythm import month_ends
from kantor.kit.dates import month_end
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.dimensions import held
from kantor.words.field import cell, day, number
from kantor.words.filled import filled

DAY = timedelta(days=1)
COUNTER_KINDS = {"write_down": ("expense",), "write_up": ("revenue",)}


def _found(key: str, field: str | None, severity: Severity = Severity.STOP, **evidence: object) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def _asset(reading: Reading, answers: Answers) -> Mapping[str, Any] | None:
    return answers.get(asset_of(reading)) if reading.text("number").strip() else None


def known(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """One asset of that number stands in the register, a pool stays whole, and what is gone changes no more."""
    if not reading.text("number").strip():
        return
    asset = _asset(reading, answers)
    if asset is None:
        yield _found("unknown", "number", number=reading.text("number"))
        return
    if asset["count"] > 1:
        yield _found("several", "number", number=reading.text("number"), count=asset["count"])
    if asset["method"] == "pool" and reading.text("change") != "addition":
        yield _found("pool_stays", "change")
    if not Decimal(asset["cost"]):
        yield _found("gone", "number", number=asset["number"], day=asset["changes"][-1]["on"] if asset["changes"] else "")
    if (currency := reading.text("currency")) and currency != asset["currency"]:
        yield _found("other_currency", "currency", own=asset["currency"], currency=currency)
    yield from held(asset["cost_centre"], asset["centre"], reading.text("on") or today.isoformat(), "number")


def days(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Changes follow one another, and each month is worn once: until the end of the month of the change, or of the one before."""
    asset = _asset(reading, answers)
    on, until = reading.date("on"), reading.date("worn_until")
    if asset is None:
        return
    if on and on.isoformat() < asset["in_use_on"]:
        yield _found("before_use", "on", day=asset["in_use_on"])
    if asset["changes"] and on and on.isoformat() < asset["changes"][-1]["on"]:
        yield _found("changed_later", "on", day=asset["changes"][-1]["on"])
    if until is None:
        return
    if until != month_end(until):
        yield _found("no_month_end", "worn_until", day=until)
    elif on:
        yield from _month(reading, answers, on, until)
    if asset["changes"] and until.isoformat() < asset["changes"][-1]["worn_until"]:
        yield _found("changed_later", "worn_until", day=asset["changes"][-1]["worn_until"])
    if asset["booked_until"] > until.isoformat():
        yield _found("booked_behind", "worn_until", day=asset["booked_until"])


def _month(reading: Reading, answers: Answers, on: date, until: date) -> Iterator[Finding]:
    own, before = month_ends(on, 1)[0], on.replace(day=1) - DAY
    usual = worn_until(str((answers.get(CLIENT) or {}).get("country", "")), on)
    if until not in (own, before):
        yield _found("other_month", "worn_until", day=on, before=before, own=own)
    elif until != usual:
        yield _found("unusual_month", "worn_until", Severity.LOOK, usual=usual)


def accounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The other account is there and of its kind, and the day takes a posting."""
    kind, account = reading.text("change"), reading.text("counter_account")
    if not account and kind != "addition":
        yield _found("no_counter_account", "counter_account")
    if account:
        told = answers.get(counter_of(reading))
        wanted = COUNTER_KINDS.get(kind, ("expense", "revenue") if kind in DISPOSALS else ())
        if told is None or told["closed_on"]:
            yield _found("account_unknown", "counter_account", account=account)
        elif wanted and told["kind"] not in wanted:
            yield _found("account_of_other_kind", "counter_account", account=account, name=told["name"])
        else:
            yield from kept_elsewhere(account, told, "counter_account")
    if reading.date("on") and not answers.get(open_on(reading)):
        yield _found("not_open", "on", day=reading.text("on"))


def figures(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What goes, falls or rises is there to go, fall or rise, and what is left has a plan that comes to it."""
    asset, country = _asset(reading, answers), str((answers.get(CLIENT) or {}).get("country", ""))
    if asset is None or not Decimal(asset["cost"]):
        return
    kind, amount, units = reading.text("change"), reading.number("amount"), reading.number("units")
    if amount is not None and amount <= 0:
        yield _found("not_above_zero", "amount")
    if units is not None and not 0 < units <= Decimal(asset["units"] or 0):
        yield _found("units_wrong", "units", units=asset["units"] or "0")
    if kind in DISPOSALS and amount is not None and amount > Decimal(asset["cost"]):
        yield _found("more_than_cost", "amount", cost=asset["cost"])
    done = worked_out(reading, asset, country)
    if done is None:
        return
    if kind == "write_down" and done.after.book_value.amount < 0:
        yield _found("below_nothing", "amount", value=done.stood.book_value.amount)
    if kind == "write_up" and (until := reading.date("worn_until")):
        most = highest(asset, country, until)
        if done.after.book_value > most:
            yield _found("above_highest", "amount", most=(most - done.stood.book_value).amount)
    if asset.get("tax_rows") is not None and (kind not in DISPOSALS or done.after.cost):
        yield _found("tax_plan", "change", number=asset["number"])
    yield from _planned(reading, asset, done)


def _planned(reading: Reading, asset: Mapping[str, Any], done: Made) -> Iterator[Finding]:
    parts = sum((number(cell(row, "amount")) or Decimal(0) for row in reading.rows("plan")), Decimal(0))
    expected = sum((row.amount.amount for row in done.after.rows), Decimal(0))
    if parts != expected:
        yield _found("other_sum", "plan", expected=expected, found=parts)
    elif not done.after.rows and asset["method"] != "none" and done.after.residual > done.stood.residual:
        yield _found("no_months", "months", value=done.after.book_value.amount)
    yield from _each_month_once(reading, [row.due_on for row in done.after.rows])


def _each_month_once(reading: Reading, expected: Sequence[date]) -> Iterator[Finding]:
    """A plan that a person changed leaves out no month of the one worked out, and has none twice or before what is worn already."""
    until, seen = reading.date("worn_until"), set()
    for index, row in enumerate(reading.rows("plan")):
        due_on = day(cell(row, "due_on"))
        if due_on is None or until is None:
            continue
        if due_on <= until:
            yield _found("row_before", f"plan.{index}.due_on", day=until)
        elif (due_on.year, due_on.month) in seen:
            yield _found("month_twice", f"plan.{index}.due_on", day=due_on)
        else:
            seen.add((due_on.year, due_on.month))
    missing = [one for one in expected if (one.year, one.month) not in seen]
    if missing and reading.rows("plan"):
        yield _found("months_missing", "plan", count=len(missing), day=missing[0])


def sold(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A sale has a price; without a customer nobody is sent an invoice."""
    if reading.text("change") != "sale":
        return
    if (reading.number("proceeds") or 0) <= 0:
        yield _found("no_proceeds", "proceeds")
    elif not reading.text("customer_id"):
        yield _found("no_invoice", "customer_id", Severity.LOOK)


RULES = (
    filled(KEY, FIELDS, PLAN),
    Rule(key=f"{KEY}.known", judge=known, asks=asks),
    Rule(key=f"{KEY}.days", judge=days, asks=asks),
    Rule(key=f"{KEY}.accounts", judge=accounts, asks=asks),
    Rule(key=f"{KEY}.figures", judge=figures, asks=asks),
    Rule(key=f"{KEY}.sold", judge=sold),
)
