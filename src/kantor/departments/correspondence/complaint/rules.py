"""What must be right before a complaint is answered: somebody to answer, two people for money and refusals, an account to book it on."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.correspondence.complaint.document import FIELDS, KEY
from kantor.departments.correspondence.complaint.suggesting import given
from kantor.departments.correspondence.filled import filled
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import row_id


def can_be_answered(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """There is an address and a text; a machine is not answered."""
    if not reading.text("sender_email") and not reading.text("sender_address"):
        yield Finding(key="correspondence.nowhere_to_send", severity=Severity.STOP, field="sender_address")
    if reading.text("verdict") and not reading.text("answer"):
        yield Finding(key="correspondence.missing", severity=Severity.STOP, field="answer", evidence={"name": "answer"})
    if reading.text("automatic") and reading.text("sender_email"):
        evidence = {"sign": reading.text("automatic")}
        yield Finding(key="correspondence.answers_a_machine", severity=Severity.STOP, field="sender_email", evidence=evidence)


def can_be_paid(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What is given is owed to a partner, booked on an account, in the currency of the books, and not less than nothing."""
    amount = given(reading)
    if amount < 0 or (amount and reading.text("verdict") == "rejected"):
        yield Finding(key="correspondence.compensation_wrong", severity=Severity.STOP, field="compensation")
    if amount:
        if row_id(reading.text("party_id")) is None:
            yield Finding(key="correspondence.no_partner_to_pay", severity=Severity.STOP, field="party_id")
        if not reading.text("account"):
            yield Finding(key="correspondence.missing", severity=Severity.STOP, field="account", evidence={"name": "account"})
    demanded = reading.number("demanded")
    if demanded is not None and amount > demanded:
        evidence = {"demanded": str(demanded)}
        yield Finding(key="correspondence.more_than_demanded", severity=Severity.LOOK, field="compensation", evidence=evidence)


def is_decided_by_two(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Money that is given, and a complaint that is refused, are two people's decision."""
    if given(reading):
        yield Finding(key="correspondence.gives_money", severity=Severity.LOOK, field="compensation", two_people=True)
    if reading.text("verdict") == "rejected":
        yield Finding(key="correspondence.second_person.template", severity=Severity.LOOK, field="verdict", two_people=True)


def has_a_plan(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What is to be done later has a day and words."""
    if bool(reading.text("follow_up_on")) != bool(reading.text("follow_up")):
        name = "follow_up" if reading.text("follow_up_on") else "follow_up_on"
        yield Finding(key="correspondence.missing", severity=Severity.STOP, field=name, evidence={"name": name})


RULES = (
    filled(FIELDS, KEY),
    Rule(key=f"{KEY}.can_be_answered", judge=can_be_answered),
    Rule(key=f"{KEY}.can_be_paid", judge=can_be_paid),
    Rule(key=f"{KEY}.is_decided_by_two", judge=is_decided_by_two),
    Rule(key=f"{KEY}.has_a_plan", judge=has_a_plan),
)
