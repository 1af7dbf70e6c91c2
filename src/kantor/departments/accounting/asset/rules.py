"""What must be right before an asset takes effect: accounts that fit, a method that the law allows, a plan that comes to the cost."""

from collections.abc import Iterator
from datetime import date

from kantor.countries.depreciation import PlanUnknown
from kantor.departments.accounting.asset.document import FIELDS, KEY, PLAN, TAX_PLAN
from kantor.departments.accounting.asset.planning import MOST_MONTHS, planned, planned_for_tax
from kantor.departments.accounting.asset.suggesting import ROLES, life_of
from kantor.departments.accounting.journal_entry.lines import CLIENT, ZERO, account_of, open_on
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.dimensions import centres_known
from kantor.words.field import cell, number
from kantor.words.filled import filled

KINDS = {"asset_account": "asset", "contra_account": "asset", "depreciation_account": "expense", "from_account": ""}
"""Field -> the kind of account that it names, '' for any."""


def asks(reading: Reading) -> tuple[Ask, ...]:
    named = {reading.text(key) for key in KINDS} - {""}
    days = sorted({reading.text("in_use_on"), first_due(reading)} - {""})
    return (CLIENT, ROLES, *(account_of(one) for one in sorted(named)), *(open_on(on) for on in days))


def first_due(reading: Reading) -> str:
    """The day of the plan's first part, '' without one."""
    return min((on for row in reading.rows("plan") if (on := cell(row, "due_on"))), default="")


def _found(key: str, severity: Severity, field: str, **evidence: object) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def accounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Each account is there and of its kind, the expense has one, and what is posted here has an open day: an acquisition, and the first
    part of the plan."""
    for field, kind in KINDS.items():
        if not (account := reading.text(field)):
            continue
        known = answers.get(account_of(account))
        if known is None or known["closed_on"]:
            yield _found("account_unknown", Severity.STOP, field, account=account)
        elif kind and known["kind"] != kind:
            yield _found("account_of_other_kind", Severity.STOP, field, account=account, name=known["name"])
    if reading.rows("plan") and not reading.text("depreciation_account"):
        yield _found("no_depreciation_account", Severity.STOP, "depreciation_account")
    on = reading.text("in_use_on")
    if reading.text("from_account") and reading.date("in_use_on") and not answers.get(open_on(on)):
        yield _found("not_open", Severity.STOP, "in_use_on", day=on)
    if (on := first_due(reading)) and answers.get(open_on(on)) is False:
        yield _found("plan_not_open", Severity.STOP, "plan", day=on)


def plan(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The law allows the method, and the plan comes to the cost less what is left at the end."""
    client = answers.get(CLIENT) or {}
    months, cost = reading.number("months"), reading.number("cost")
    if months is not None and (months != int(months) or not 0 <= months <= MOST_MONTHS):
        yield _found("months_wrong", Severity.STOP, "months", most=MOST_MONTHS)
    if cost is not None and cost <= 0:
        yield _found("not_above_zero", Severity.STOP, "cost")
    if (currency := reading.text("currency")) and client.get("currency") and currency != client["currency"]:
        yield _found("other_currency", Severity.STOP, "currency", own=client["currency"], currency=currency)
    try:
        planned(reading, client)
    except PlanUnknown as unknown:
        yield _found(f"unknown_{unknown.key}", Severity.STOP, "method")
        return
    rows = reading.rows("plan")
    parts = sum((number(cell(row, "amount")) or ZERO for row in rows), ZERO)
    expected = (cost or ZERO) - (reading.number("residual") or ZERO)
    if cost is not None and reading.text("method") != "none" and parts != expected:
        yield _found("other_sum", Severity.STOP, "plan", expected=expected, found=parts)


def tax_plan(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A plan for tax is one the law allows, goes by months like the one it stands beside, and comes to the same sum."""
    months = reading.number("tax_months")
    if not reading.text("tax_method"):
        if reading.rows("tax_plan") or months is not None:
            yield _found("no_tax_method", Severity.STOP, "tax_method")
        return
    if months is not None and (months != int(months) or not 0 <= months <= MOST_MONTHS):
        yield _found("months_wrong", Severity.STOP, "tax_months", most=MOST_MONTHS)
    if reading.text("rhythm") == "yearly":
        yield _found("tax_by_months", Severity.STOP, "rhythm")
    if reading.text("method") == "none":
        yield _found("tax_alone", Severity.STOP, "method")
    try:
        planned_for_tax(reading, answers.get(CLIENT) or {})
    except PlanUnknown as unknown:
        yield _found(f"unknown_{unknown.key}", Severity.STOP, "tax_method")
        return
    cost = reading.number("cost")
    parts = sum((number(cell(row, "amount")) or ZERO for row in reading.rows("tax_plan")), ZERO)
    expected = (cost or ZERO) - (reading.number("residual") or ZERO)
    if cost is not None and parts != expected:
        yield _found("other_sum", Severity.STOP, "tax_plan", expected=expected, found=parts)


def usual_life(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Another useful life than the public table gives has a reason that somebody should see."""
    life, months = life_of(reading, str((answers.get(CLIENT) or {}).get("country", ""))), reading.number("months")
    if reading.text("table_key") and life is None:
        yield _found("table_key_unknown", Severity.LOOK, "table_key", named=reading.text("table_key"))
    elif life and months is not None and months != life.months:
        yield _found("other_life", Severity.LOOK, "months", name=life.name_local, months=life.months, source=life.source)


RULES = (
    filled(KEY, FIELDS, PLAN, TAX_PLAN),
    Rule(key=f"{KEY}.accounts", judge=accounts, asks=asks),
    Rule(key=f"{KEY}.plan", judge=plan, asks=asks),
    Rule(key=f"{KEY}.tax_plan", judge=tax_plan, asks=asks),
    Rule(key=f"{KEY}.usual_life", judge=usual_life, asks=asks),
    centres_known(KEY, "in_use_on"),
)
