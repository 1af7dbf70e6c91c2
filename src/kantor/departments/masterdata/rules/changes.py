"""What must be right before a supplier or customer changes: its numbers, that it is nobody else, and that it still is as it was."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.masterdata.changing import NUMBERS, Changing, is_same, record
from kantor.departments.masterdata.rules.filled import stop
from kantor.departments.masterdata.rules.numbers import wrong_tax_numbers
from kantor.words import Answers, Finding, Reading, Rule

MOST_PAYMENT_DAYS = 365


def change_rules(key: str, changing: Changing) -> tuple[Rule, ...]:
    """The rules of a document that changes parties of one role."""

    def still_as_it_was(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        """Both people decide on what they saw: where the records say something else by now, it is begun anew."""
        known = answers.get(record(reading))
        if not known:
            return
        if reading.before("party_id") != reading.text("party_id"):
            yield stop("change_of_another", "party_id")
            return
        for field, now in changing.stated(known).items():
            was = reading.before(field) or ""
            if not is_same(field, was, now):
                yield stop("changed_meanwhile", field, name=field, was=was or "-", now=now or "-")

    def says_something(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        """At least one value differs, and those that do can be right."""
        fields = changing.changed(reading)
        if answers.get(record(reading)) and not fields:
            yield stop("change_changes_nothing", "name")
        yield from wrong_tax_numbers(reading, NUMBERS if "country" in fields else [field for field in NUMBERS if field in fields])
        email = reading.text("email")
        if "email" in fields and email and not _is_address(email):
            yield stop("email_invalid", "email", email=email)
        days = reading.number("payment_days")
        if days is not None and (days != int(days) or not 0 <= days <= MOST_PAYMENT_DAYS):
            yield stop("payment_days_impossible", "payment_days", days=days)

    def of_nobody_else(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        """A number that names another party would make one of two."""
        for field in NUMBERS:
            holder = answers.get(changing.holder_of(reading, field)) or {}
            if field in changing.changed(reading) and holder.get("id") and str(holder["id"]) != reading.text("party_id"):
                yield stop("number_of_another", field, number=reading.text(field), name=holder["name"], supplier=holder["number"])

    judges = (still_as_it_was, says_something, of_nobody_else)
    return tuple(Rule(key=f"{key}.{judge.__name__}", judge=judge, asks=changing.asks) for judge in judges)


def _is_address(email: str) -> bool:
    name, at, host = email.partition("@")
    return bool(name and at and host) and "@" not in host and not any(character.isspace() for character in email)
