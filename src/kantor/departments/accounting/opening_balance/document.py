"""An opening balance: one open item taken over from the books before."""

from collections.abc import Iterator
from datetime import date

from kantor.words import Answers, Ask, Field, Finding, Kind, Process, Reading, Rule, Severity, Step
from kantor.words.filled import faults
from kantor.words.rates import rate_judged, rates_asked

KEY = "accounting.opening_balance"
SIDES = ("payable", "receivable")
FIELDS = (
    Field(key="side", kind=Kind.CHOICE, required=True, choices=SIDES),
    Field(key="number", required=True, column="number"),
    Field(key="party_id", kind=Kind.PARTY, group="party", required=True, column="party_id"),
    Field(key="party_name", group="party", column="party_name"),
    Field(key="document_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="due_on", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="taken_over_on", kind=Kind.DATE, required=True),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="amount", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
    Field(key="local_amount", kind=Kind.AMOUNT, group="amounts", required=True),
    Field(key="iban", kind=Kind.IBAN, group="party"),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="accounting.clerk", when="findings"),))
ROLES = Ask("ledger.account_roles", ())


def asks(reading: Reading) -> tuple[Ask, ...]:
    local = reading.text("local_amount") if reading.text("local_amount") != reading.text("amount") else ""
    return (ROLES, *rates_asked(reading.text("currency"), reading.date("document_on"), local))


def likely_rate(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What the item is worth in the books follows a rate that lies near the last one known."""
    local, amount = reading.number("local_amount"), reading.number("amount")
    if local and amount and local != amount:
        yield from rate_judged(local / amount, answers, ("local_amount", reading.text("currency"), reading.date("document_on")))


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Everything is there, and the chart has the accounts that are posted to."""
    yield from faults(reading, FIELDS)
    roles = answers.get(ROLES) or {}
    for role in ("payables", "receivables", "opening_balance"):
        if role not in roles:
            yield Finding(key=f"{KEY}.no_account", severity=Severity.STOP, evidence={"role": role})


RULES = (Rule(key=f"{KEY}.complete", judge=complete, asks=asks), Rule(key=f"{KEY}.likely_rate", judge=likely_rate, asks=asks))
