"""What must be right before fees are asked for: the currency of the books, nothing below zero, and what the law makes of them."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.receivables.dunning_terms.document import CLIENT, FIELDS, KEY, LEVELS
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled

OF_DAMAGES = ("DE",)
"""Countries where a fee is damages: none for the letter that puts in default, and of consumers no more than the letter costs (§§ 280, 286,
309 Nr. 5 BGB; BGH of 26 June 2019, VIII ZR 95/18: printing and postage, no staff)."""


def amounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    client = answers.get(CLIENT) or {}
    own = str(client.get("currency", ""))
    if own and reading.text("currency") not in ("", own):
        yield Finding(key=f"{KEY}.other_currency", severity=Severity.STOP, field="currency", evidence={"currency": own})
    fees = {key: amount for key in LEVELS if (amount := reading.number(key))}
    for key, amount in fees.items():
        if amount < 0:
            yield Finding(key=f"{KEY}.below_zero", severity=Severity.STOP, field=key, evidence={"amount": f"{amount:f}"})
    if client.get("country") not in OF_DAMAGES or not fees:
        return
    if fees.get("reminder"):
        yield Finding(key=f"{KEY}.reminder_is_free", severity=Severity.LOOK, field="reminder")
    yield Finding(key=f"{KEY}.is_damages", severity=Severity.OK, field=next(iter(fees)))


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.amounts", judge=amounts, asks=lambda reading: (CLIENT,)))
