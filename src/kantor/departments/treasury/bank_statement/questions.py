"""What a bank statement asks the rest of the house before anybody judges it."""

import hashlib
import json
import re

from kantor.words import Ask, Reading
from kantor.words.field import Row, number

ROLES = Ask("ledger.account_roles", ())
CLIENT = Ask("access.client", ())
OWN_ACCOUNTS = Ask("treasury.own_accounts", ())
_AROUND = ".,;:+()[]'\"#"


def asks(reading: Reading) -> tuple[Ask, ...]:
    found = [ROLES, CLIENT, OWN_ACCOUNTS, statements(reading), payments(reading), matching(reading), taught(reading), chosen(reading)]
    if reading.rows("lines"):
        found.append(booked(reading))
    return tuple(found)


def statements(reading: Reading) -> Ask:
    head = (reading.text(key) for key in ("own_account", "currency", "to_on", "opening", "closing"))
    return Ask("treasury.statements", tuple(head))


def booked(reading: Reading) -> Ask:
    days = sorted(cell(row, "booked_on") for row in reading.rows("lines"))
    return Ask("treasury.booked_lines", (reading.text("own_account"), reading.text("currency"), days[0], days[-1]))


def payments(reading: Reading) -> Ask:
    return Ask("treasury.expected_payments", (reading.text("currency"),))


def matching(reading: Reading) -> Ask:
    """By what the lines show: their amounts, accounts, names, and the words of their texts that hold a digit."""
    rows = reading.rows("lines")
    words = {word.strip(_AROUND) for row in rows for word in cell(row, "text").split()}
    shown = {
        "amounts": sorted({cell(row, "amount") for row in rows}),
        "ibans": sorted({cell(row, "iban") for row in rows} - {""}),
        "names": sorted({cell(row, "name") for row in rows} - {""}),
        "numbers": sorted(word for word in words if any(sign.isdigit() for sign in word)),
    }
    return Ask("treasury.matching_items", (reading.text("currency"), json.dumps(shown, ensure_ascii=False)))


def taught(reading: Reading) -> Ask:
    return Ask("treasury.taught_lines", tuple(sorted({likeness(row) for row in reading.rows("lines")})))


def chosen(reading: Reading) -> Ask:
    """The open items that a person chose for lines."""
    ids = sorted({one for row in reading.rows("lines") if cell(row, "decision") == "item" for one in cell(row, "target").split()})
    return Ask("treasury.items", tuple(ids))


def cell(row: Row, key: str) -> str:
    value = row.get(key)
    return value.text if value else ""


def likeness(row: Row) -> str:
    """The same for lines of the same kind: direction, who, and the words of the text without its numbers."""
    direction = "-" if (number(cell(row, "amount")) or 0) < 0 else "+"
    who = cell(row, "iban") or cell(row, "name").casefold()
    words = " ".join(re.findall(r"[^\W\d_]{3,}", cell(row, "text").casefold())[:6])
    return hashlib.sha256(f"{direction}|{who}|{cell(row, 'code')}|{words}".encode()).hexdigest()[:16]
