"""The rules of a clearing: the line still stands in the suspense account, and is divided to the cent among what is open."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.bank_statement.questions import CLIENT, ROLES
from kantor.departments.treasury.dividing import roles_needed
from kantor.departments.treasury.line_clearing.document import FIELDS, KEY
from kantor.departments.treasury.shares import Rated, Share, misfits, paid_by, signed
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.field import cell, number
from kantor.words.filled import faults


def items(reading: Reading) -> Ask:
    return Ask("treasury.items", tuple(sorted({one for row in reading.rows("shares") if (one := cell(row, "open_item_id"))})))


def line(reading: Reading) -> Ask:
    return Ask("treasury.suspense_line", (reading.text("line_id"),))


def given_back(reading: Reading) -> Ask:
    return Ask("treasury.given_back", tuple(sorted({one for row in reading.rows("shares") if (one := cell(row, "back"))})))


def open_period(reading: Reading) -> Ask:
    """Whether the day of the line still takes an entry."""
    return Ask("ledger.open_period", (reading.text("booked_on"),))


def paid_for(reading: Reading, answers: Answers) -> dict[str, Any]:
    """What the parts name: open items by their ids, and what comes back by its key."""
    found = {str(item["id"]): item for item in answers.get(items(reading)) or ()}
    return found | {str(one["key"]): one for one in answers.get(given_back(reading)) or ()}


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, ROLES, items(reading), given_back(reading), line(reading), open_period(reading))


def _finding(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(text) for name, text in evidence.items()})


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Everything is there, and the line is one that waits in the suspense account with just that amount."""
    yield from faults(reading, FIELDS)
    told = answers.get(line(reading))
    if not told or Decimal(told["amount"]) != reading.number("amount"):
        yield _finding("not_in_suspense", "line_id", line=reading.text("line_id"))


def shares(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The shares come to the line's amount; none takes more than is open, and each is for an item, a partner or an account."""
    found, parts = paid_for(reading, answers), shares_in(reading)
    for place in misfits(parts, found, _rated(reading, answers)):
        part = parts[place]
        told = {"line": place + 1, "reference": found[part.item_id]["reference"] if part.item_id in found else part.item_id}
        if part.back:
            yield _finding("not_given_back", f"shares.{place}.back", line=place + 1, what=part.back)
        elif not part.item_id or part.account or part.party_id:
            yield _finding("share_incomplete", f"shares.{place}.account", line=place + 1)
        elif part.reason:
            yield _finding("difference_too_large", f"shares.{place}.reason", **told, asked=part.paid)
        else:
            still = signed(found[part.item_id]) if part.item_id in found else Decimal(0)
            yield _finding("share_too_large", f"shares.{place}.amount", **told, open=still, asked=part.paid)
    known = answers.get(ROLES) or {}
    for role in sorted({"suspense", *roles_needed(parts, found)}):
        if not known.get(role):
            yield _finding("no_account", "shares", role=role)
    total = sum((paid_by(part, found) for part in parts), Decimal(0))
    if total != reading.number("amount"):
        yield _finding("wrong_sum", "amount", expected=reading.text("amount"), found=total)


def _rated(reading: Reading, answers: Answers) -> Rated:
    told = answers.get(line(reading)) or {}
    return Rated(reading.text("currency"), str((answers.get(CLIENT) or {}).get("currency", "")), Decimal(told.get("rate", 1)))


def shares_in(reading: Reading) -> list[Share]:
    """The parts of the line as they were typed."""
    return [
        Share(
            item_id=cell(row, "open_item_id"),
            party_id=cell(row, "party_id"),
            account=cell(row, "account"),
            back=cell(row, "back"),
            paid=None if cell(row, "back") else number(cell(row, "amount")) or Decimal(0),
            reason=cell(row, "reason"),
            settled=number(cell(row, "settled")),
            note=cell(row, "note"),
        )
        for row in reading.rows("shares")
    ]


RULES = (Rule(key=f"{KEY}.complete", judge=complete, asks=asks), Rule(key=f"{KEY}.shares", judge=shares, asks=asks))
