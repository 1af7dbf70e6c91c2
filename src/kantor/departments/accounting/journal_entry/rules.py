"""What must be right before an entry by hand is posted: it balances, its day is open, its accounts may be posted by hand, its tax fits."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kantor.departments.accounting.journal_entry.document import FIELDS, KEY, LINES
from kantor.departments.accounting.journal_entry.lines import CLIENT, ZERO, account_of, asks, lines, lock_on, open_on
from kantor.departments.accounting.journal_entry.taxes import fits
from kantor.kit.money import exponent, half_up
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.dimensions import centres_known
from kantor.words.filled import filled

CONTROL = {"payables": "open_items", "receivables": "open_items", "goods_clearing": "goods"}
"""Role of an account that is kept by documents of another kind -> what is kept beside it and would no longer agree."""
BANK = frozenset({"bank", "cash", "money_in_transit"})
LEAST = 2


def _found(key: str, severity: Severity, field: str | None, **evidence: object) -> Finding:
    told = {name: str(value) for name, value in evidence.items()}
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence=told)


def balances(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Debit and credit come to the same, each line stands on one side, and the total is the sum of the debits."""
    found = lines(reading)
    if len(found) < LEAST:
        yield _found("too_few_lines", Severity.STOP, "lines")
    for line in found:
        if bool(line.debit) == bool(line.credit):
            yield _found("one_side", Severity.STOP, f"lines.{line.place}.debit", line=line.place + 1)
    debit, credit = sum((line.debit for line in found), ZERO), sum((line.credit for line in found), ZERO)
    if debit != credit:
        yield _found("unbalanced", Severity.STOP, "lines", debit=debit, credit=credit, difference=abs(debit - credit))
    total = reading.number("total")
    if found and total is not None and total != debit:
        yield _found("wrong_total", Severity.STOP, "total", expected=debit, found=total)


def in_open_period(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The day of booking lies in a period that takes the entry, and the day on which it is turned back lies behind it."""
    day, back = reading.text("booked_on"), reading.text("turned_back_on")
    if reading.date("booked_on") and not answers.get(open_on(day)):
        yield from _locked(reading, answers.get(lock_on(day)) or {}, day)
    if reading.date("turned_back_on") and back <= day:
        yield _found("turned_back_before", Severity.STOP, "turned_back_on", day=day)


def _locked(reading: Reading, lock: Mapping[str, Any], day: str) -> Iterator[Finding]:
    """lock: of the period of the day; without one there is no period. A late entry needs a reason, and a second person who agrees."""
    if lock.get("filed") and any(line.tax_code for line in lines(reading)):
        yield _found("tax_filed", Severity.STOP, "booked_on", day=day)
    elif lock.get("state") == "held" and not reading.text("late_reason").strip():
        yield _found("held", Severity.STOP, "late_reason", day=day, why=lock["reason"])
    elif lock.get("state") == "held":
        yield replace(_found("late", Severity.LOOK, "late_reason", day=day, why=lock["reason"]), two_people=True)
    elif lock.get("state") != "open":
        yield _found("not_open", Severity.STOP, "booked_on", day=day)


def accounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Every account is in the chart, open, and not one that other documents keep."""
    on = reading.date("booked_on") or today
    for line in lines(reading):
        field, known = f"lines.{line.place}.account", answers.get(account_of(line.account))
        if line.account and known is None:
            yield _found("account_unknown", Severity.STOP, field, account=line.account)
        if not known:
            continue
        if known["closed_on"] and known["closed_on"] <= on.isoformat():
            yield _found("account_closed", Severity.STOP, field, account=line.account, closed_on=known["closed_on"])
        yield from kept_elsewhere(line.account, known, field)


def kept_elsewhere(account: str, known: dict[str, Any], place: str) -> Iterator[Finding]:
    """An account that documents of another kind keep; known: what the chart says of it."""
    roles = known["role"].split()
    if reason := next((CONTROL[role] for role in roles if role in CONTROL), None):
        told = {"account": account, "name": known["name"]}
        yield _found(f"kept_by_{reason}", Severity.STOP, place, **told)
    elif BANK.intersection(roles):
        yield _found("bank_by_hand", Severity.LOOK, place, account=account, name=known["name"])


def currency(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Entries by hand are written in the currency of the books, to its smallest unit."""
    own, said = str((answers.get(CLIENT) or {}).get("currency", "")), reading.text("currency")
    if own and said and own != said:
        yield _found("other_currency", Severity.STOP, "currency", currency=said, own=own)
    for line in lines(reading) if own else ():
        for side, amount in (("debit", line.debit), ("credit", line.credit)):
            if amount != half_up(amount, exponent(own)):
                yield _found("too_fine", Severity.STOP, f"lines.{line.place}.{side}", amount=amount, currency=own)


RULES = (
    filled(KEY, FIELDS, LINES),
    Rule(key=f"{KEY}.balances", judge=balances),
    Rule(key=f"{KEY}.in_open_period", judge=in_open_period, asks=asks),
    Rule(key=f"{KEY}.accounts", judge=accounts, asks=asks),
    Rule(key=f"{KEY}.currency", judge=currency, asks=asks),
    Rule(key=f"{KEY}.tax_fits", judge=fits, asks=asks),
    centres_known(KEY, "booked_on", "lines"),
)
