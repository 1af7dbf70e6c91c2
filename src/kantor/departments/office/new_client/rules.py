"""What must be right before a client is taken on."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.office.new_client import questions
from kantor.departments.office.new_client.checks import faults_of, stop
from kantor.departments.office.new_client.document import CONCERNS, FIELDS, KEY
from kantor.departments.office.new_client.effect import client_of
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def can_be(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Once it is filled in, what its books are built on and its numbers can be right."""
    if reading.text("country") and reading.text("code"):
        yield from faults_of(client_of(reading, from_on=today))


def not_there_yet(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """No two clients have one code; with one tax number they could not be told apart when an invoice comes."""
    if answers.get(questions.code(reading)):
        yield stop("code_taken", "code", code=reading.text("code"))
    for field in ("vat_id", "tax_number"):
        if reading.text(field) and answers.get(questions.number(reading, field)):
            evidence = {"number": reading.text(field)}
            yield Finding(key="office.number_taken", severity=Severity.LOOK, field=field, evidence=evidence)


def two_known_people(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Whoever begins to work for it can log in, and one cannot both file and approve."""
    for field in CONCERNS:
        email = reading.text(field)
        found = answers.get(questions.person(reading, field)) or {}
        if email and not found.get("is_active"):
            yield stop("person_not_here", field, email=email)
    clerk, approver = (reading.text(field).casefold() for field in CONCERNS)
    if clerk and clerk == approver:
        yield stop("one_person_for_both", "approver")


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.can_be", judge=can_be),
    Rule(key=f"{KEY}.not_there_yet", judge=not_there_yet, asks=questions.all_of),
    Rule(key=f"{KEY}.two_known_people", judge=two_known_people, asks=questions.all_of),
)
