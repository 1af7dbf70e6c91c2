"""What must be right before a deferral takes effect: accounts that fit, months that can be counted, and a plan that comes to the amount."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.deferral.document import FIELDS, KEY, PLAN
from kantor.departments.accounting.deferral.suggesting import MOST_MONTHS, ROLES
from kantor.departments.accounting.journal_entry.lines import CLIENT, ZERO, account_of, open_on
from kantor.departments.accounting.journal_entry.rules import kept_elsewhere
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.dimensions import centres_known
from kantor.words.field import cell, number
from kantor.words.filled import filled

ACCOUNTS = {"deferred_account": ("asset", "liability"), "result_account": ("revenue", "expense")}
"""Field -> kinds of account that it may name."""


def asks(reading: Reading) -> tuple[Ask, ...]:
    named = {reading.text(key) for key in ACCOUNTS} - {""}
    days = {reading.text("moved_on")} - {""}
    return (CLIENT, ROLES, *(account_of(one) for one in sorted(named)), *(open_on(day) for day in sorted(days)))


def _found(key: str, field: str, **evidence: object) -> Finding:
    told = {name: str(value) for name, value in evidence.items()}
    return Finding(key=f"accounting.plan.{key}", severity=Severity.STOP, field=field, evidence=told)


def accounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The deferred amount stands on the balance sheet, what it becomes in the result."""
    for field, kinds in ACCOUNTS.items():
        if not (account := reading.text(field)):
            continue
        known = answers.get(account_of(account))
        if known is None or known["closed_on"]:
            yield _found("account_unknown", field, account=account)
        elif known["kind"] not in kinds:
            yield _found("account_of_other_kind", field, account=account, name=known["name"])
        else:
            yield from kept_elsewhere(account, known, field)
    if reading.date("moved_on") and not answers.get(open_on(reading.text("moved_on"))):
        yield _found("not_open", "moved_on", day=reading.text("moved_on"))


def plan(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """There is a plan, and its parts come to the amount."""
    months, amount = reading.number("months"), reading.number("amount")
    if months is not None and (months != int(months) or not 0 < months <= MOST_MONTHS):
        yield _found("months_wrong", "months", most=MOST_MONTHS)
    if amount is not None and amount <= 0:
        yield _found("not_above_zero", "amount")
    rows = reading.rows("plan")
    parts = sum((number(cell(row, "amount")) or ZERO for row in rows), ZERO)
    if not rows:
        yield _found("missing", "plan")
    elif amount is not None and parts != amount:
        yield _found("other_sum", "plan", expected=amount, found=parts)


RULES = (
    filled(KEY, FIELDS, PLAN),
    Rule(key=f"{KEY}.accounts", judge=accounts, asks=asks),
    Rule(key=f"{KEY}.plan", judge=plan),
    centres_known(KEY, "first_on"),
)
