"""The rules of a bank statement: it is one that is not booked yet, goes on where the last one ended, and adds up."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.bank_statement import questions
from kantor.departments.treasury.bank_statement.document import FIELDS, KEY
from kantor.departments.treasury.bank_statement.notices import divided, is_posted
from kantor.departments.treasury.dividing import DIFFERENCES, roles_needed
from kantor.departments.treasury.own_accounts import known_account
from kantor.departments.treasury.shares import Item, Rated, misfits, paid_by, shares_of
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, day, number
from kantor.words.filled import faults, missing, unreadable
from kantor.words.rates import rate_looked_at

NEEDED = ("bank", "suspense", "money_in_transit")
MONEY = frozenset({"bank", "cash"})
"""Roles of accounts that hold money: what is held in another currency is valued there on closing days."""
TO_DIVIDE = ("suspense", "money_in_transit")
"""Roles of the accounts that every statement, and every notice that divides a line, may post to."""


def _finding(key: str, field: str, severity: Severity = Severity.STOP, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(text) for name, text in evidence.items()})


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Everything is there, and the chart has the accounts that are posted to."""
    if not is_posted(reading):
        count = sum(len(rows) for rows in divided(reading).values())
        if count:
            yield _finding("told_apart", "lines", Severity.OK, count=count)
            yield from _accounts_missing(TO_DIVIDE, answers, "lines")
        else:
            yield _finding("not_posted", "own_account", Severity.OK, format=reading.text("format"))
        return
    yield from faults(reading, FIELDS)
    yield from _accounts_missing(NEEDED, answers, "ledger_account")
    if reading.rows("lines") and all(cell(row, "decision") == "known" for row in reading.rows("lines")):
        yield _finding("nothing_new", "lines")
    elif known := sum(cell(row, "decision") == "known" for row in reading.rows("lines") if reading.text("opening")):
        yield _finding("some_known", "lines", Severity.LOOK, count=known)


def _accounts_missing(wanted: Iterable[str], answers: Answers, field: str) -> Iterator[Finding]:
    known = answers.get(questions.ROLES) or {}
    for role in wanted:
        if not known.get(role):
            yield _finding("no_account", field, role=role)


def own_account(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """An account of which no statement came before is looked at once: from then on the house knows where it is booked."""
    if not is_posted(reading):
        return
    known, client = answers.get(questions.OWN_ACCOUNTS) or {}, answers.get(questions.CLIENT) or {}
    named = reading.text("own_account")
    if named and not known_account(named, reading.text("currency"), known):
        yield _finding("account_new", "own_account", Severity.LOOK, account=named, ledger=reading.text("ledger_account") or "-")
    if client and reading.text("currency") not in ("", client["currency"]):
        yield from _foreign(reading, answers, str(client["currency"]))
    yield from _shared(reading, known)
    if row := reading.text("columns_fault"):
        yield _finding("columns_unreadable", "columns.0.role", row=row)
    if reading.text("profile") and reading.text("profile_confirmed") != "yes":
        yield _finding("profile_new", "profile_confirmed")


def _foreign(reading: Reading, answers: Answers, own: str) -> Iterator[Finding]:
    """An account in another currency has a rate, and an account of money in the books that keeps nothing else."""
    currency, rate = reading.text("currency"), reading.number("exchange_rate")
    if not reading.text("exchange_rate"):
        yield missing("exchange_rate")
    elif rate is not None and rate <= 0:
        yield unreadable("exchange_rate", reading.text("exchange_rate"))
    yield from rate_looked_at(reading, answers, ("exchange_rate", currency, reading.date("to_on")))
    yield from _accounts_missing(("exchange_gain", "exchange_loss"), answers, "exchange_rate")
    account = reading.text("ledger_account")
    if account and account == (answers.get(questions.ROLES) or {}).get("bank"):
        yield _finding("account_of_books", "ledger_account", account=account, currency=currency, books=own)
    elif account and not MONEY & set(str((answers.get(questions.in_books(account)) or {}).get("role", "")).split()):
        yield _finding("not_money", "ledger_account", account=account)


def _shared(reading: Reading, known: Mapping[str, Any]) -> Iterator[Finding]:
    """An account of the books keeps one currency, or nobody could value it."""
    account, currency = reading.text("ledger_account"), reading.text("currency")
    others = {one for own in known.values() for one, told in own.items() if one != currency and told["ledger_account"] == account}
    if account and currency and others:
        yield _finding("account_shared", "ledger_account", account=account, currency=currency, others=", ".join(sorted(others)))


def chain(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Not booked already, and begun where the one before ended; where a person has the missing one left out, that is accepted."""
    if not is_posted(reading):
        return
    booked = answers.get(questions.statements(reading)) or ()
    if same := next((one for one in booked if one["same"]), None):
        yield _finding("duplicate", "number", document=same["document"], number=same["number"] or same["to_on"])
        return
    opening, first = reading.number("opening"), reading.text("from_on") or reading.text("to_on")
    before = next((one for one in booked if one["to_on"] <= first and one["closing"] is not None), None)
    if opening is None or before is None or reading.text("gap_accepted") == "yes":
        return
    if Decimal(before["closing"]) != opening and not _follows_any(booked, opening):
        told = {"number": before["number"] or before["to_on"], "day": before["to_on"], "closing": before["closing"], "opening": opening}
        yield _finding("gap", "opening", **told)


def _follows_any(booked: Any, opening: Decimal) -> bool:
    return any(one["closing"] is not None and Decimal(one["closing"]) == opening for one in booked)


def arithmetic(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Opening balance and lines come to the closing balance; each line has its day and an amount of the statement's currency."""
    if not is_posted(reading):
        yield from _entries_differing(reading)
        return
    total = Decimal(0)
    for index, row in enumerate(reading.rows("lines")):
        amount = number(cell(row, "amount"))
        if amount is None or day(cell(row, "booked_on")) is None:
            yield _finding("line_incomplete", f"lines.{index}.amount", line=index + 1)
        if cell(row, "line_currency") not in ("", reading.text("currency")):
            yield _finding("line_currency", f"lines.{index}.amount", line=index + 1, currency=cell(row, "line_currency"))
        total += amount or Decimal(0)
    opening, closing = reading.number("opening"), reading.number("closing")
    if opening is not None and closing is not None and opening + total != closing:
        yield _finding("wrong_sum", "closing", expected=opening + total, found=closing)


def _entries_differing(reading: Reading) -> Iterator[Finding]:
    """The payments that a notice tells come to the line that they divide."""
    for entry, rows in divided(reading).items():
        told = number(cell(reading.rows("entries")[entry - 1], "amount")) or Decimal(0)
        total = sum((number(cell(row, "amount")) or Decimal(0) for _, row in rows), Decimal(0))
        if total != told:
            yield _finding("wrong_sum", f"lines.{rows[0][0]}.amount", expected=total, found=told)


def each_line(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What was decided for a line can be done: its parts come to its amount and fit what is open, the account is named."""
    booked = {place for rows in divided(reading).values() for place, _ in rows}
    items = questions.paid_for(reading, answers)
    needed = set[str]()
    payments = {str(one["id"]): one for one in answers.get(questions.payments(reading)) or ()}
    for index, row in enumerate(reading.rows("lines")):
        if not is_posted(reading) and index not in booked:
            continue
        amount = number(cell(row, "amount")) or Decimal(0)
        decision, target = cell(row, "decision"), cell(row, "target").split()
        if decision == "account" and not cell(row, "account"):
            yield _finding("account_missing", f"lines.{index}.account", line=index + 1)
        if decision == "item" and not _comes_to(cell(row, "target"), amount, items, questions.rated(reading, row, answers)):
            yield _finding("item_differs", f"lines.{index}.target", line=index + 1, amount=amount)
        if decision == "item":
            needed |= roles_needed(shares_of(cell(row, "target")) or (), items)
        if decision == "payment":
            paid = [payments[one] for one in target if one in payments]
            if len(paid) != len(target) or not questions.shows(paid, row, questions.rated(reading, row, answers)):
                yield _finding("payment_differs", f"lines.{index}.target", line=index + 1, amount=amount)
            if any(str(one.get("currency") or reading.text("currency")) != reading.text("currency") for one in paid):
                needed |= set(DIFFERENCES["exchange"])
    yield from _accounts_missing(sorted(needed), answers, "lines")


def _comes_to(target: str, amount: Decimal, items: Mapping[str, Item], line: Rated) -> bool:
    shares = shares_of(target)
    if not shares or misfits(shares, items, line):
        return False
    return sum((paid_by(share, items) for share in shares), Decimal(0)) == amount


RULES = (
    Rule(key=f"{KEY}.complete", judge=complete, asks=questions.asks),
    Rule(key=f"{KEY}.own_account", judge=own_account, asks=questions.asks),
    Rule(key=f"{KEY}.chain", judge=chain, asks=questions.asks),
    Rule(key=f"{KEY}.arithmetic", judge=arithmetic),
    Rule(key=f"{KEY}.each_line", judge=each_line, asks=questions.asks),
)
