"""What must be right before a complaint is answered: somebody to answer, two people for money and refusals, an account to book it on."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.correspondence.complaint.document import FIELDS, KEY
from kantor.departments.correspondence.complaint.suggesting import CLAIMED, LETTER, LIMIT, claim, given, order
from kantor.departments.correspondence.complaint.vat import REDUCTION, law_for
from kantor.departments.correspondence.replying import CLIENT, unreachable, way
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import row_id
from kantor.words.filled import filled, missing

MOST_LINES = 20


def can_be_answered(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """There is an address and a text; a machine is not answered."""
    if field := unreachable(reading, email="sender_email", address="sender_address"):
        yield Finding(key="correspondence.nowhere_to_send", severity=Severity.STOP, field=field)
    if reading.text("verdict") and not reading.text("answer"):
        yield missing("answer")
    if reading.text("automatic") and way(reading) == "mail":
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
            yield missing("account")
    demanded = reading.number("demanded")
    if demanded is not None and amount > demanded:
        evidence = {"demanded": str(demanded)}
        yield Finding(key="correspondence.more_than_demanded", severity=Severity.LOOK, field="compensation", evidence=evidence)


def is_within_the_limit(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Two people give no more than the limit that holds for those who approve complaints."""
    limit = answers.get(LIMIT)
    if limit is not None and given(reading) > Decimal(limit):
        evidence = {"limit": limit, "currency": str((answers.get(CLIENT) or {}).get("currency", ""))}
        yield Finding(key="correspondence.above_the_limit", severity=Severity.STOP, field="compensation", evidence=evidence)


def says_so(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What was taken from the words of the letter is looked at beside them."""
    told = claim(reading)
    for key in CLAIMED:
        value, said = reading.values.get(key), getattr(told, key)
        if said and value is not None and value.text and value.source == LETTER:
            yield Finding(key="correspondence.said_in_letter", severity=Severity.LOOK, field=key, evidence={"words": said.words})


def names_an_order(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The order that it is about is one of this partner's, and has the line; of an order that is in no books here a person makes sure."""
    number, line = reading.text("order_number"), reading.text("line")
    if not number:
        return
    known = answers.get(order(reading))
    if known is None:
        yield Finding(key="correspondence.order_unknown", severity=Severity.LOOK, field="order_number", evidence={"number": number})
        return
    party_id = row_id(reading.text("party_id"))
    if party_id is not None and party_id not in known["parties"]:
        severity = Severity.STOP if given(reading) else Severity.LOOK
        yield Finding(key="correspondence.order_of_another", severity=severity, field="order_number", evidence={"number": number})
    if line and line not in known["lines"]:
        evidence = {"number": number, "line": line, "lines": ", ".join(list(known["lines"])[:MOST_LINES])}
        yield Finding(key="correspondence.order_line_unknown", severity=Severity.LOOK, field="line", evidence=evidence)


def says_what_it_is(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Money is a lowered price, damages or goodwill; a lowered price lowers the tax in it by a rule of the client's country."""
    if not given(reading):
        return
    nature = reading.text("nature")
    if not nature:
        yield missing("nature")
    if nature != REDUCTION:
        return
    percent = reading.number("vat_percent")
    if percent is None:
        yield missing("vat_percent")
    elif percent and not reading.text("vat_account"):
        yield missing("vat_account")
    law = law_for(str((answers.get(CLIENT) or {}).get("country", "")), today)
    if law:
        evidence = {"law": law.source, "from_on": law.from_on.isoformat()}
        yield Finding(key=f"correspondence.tax_is_lowered.{law.paper}", severity=Severity.LOOK, field="vat_percent", evidence=evidence)
    else:
        yield Finding(key="correspondence.tax_rule_unknown", severity=Severity.LOOK, field="vat_percent")


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
        yield missing(name)


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.can_be_answered", judge=can_be_answered),
    Rule(key=f"{KEY}.can_be_paid", judge=can_be_paid),
    Rule(key=f"{KEY}.is_within_the_limit", judge=is_within_the_limit),
    Rule(key=f"{KEY}.says_so", judge=says_so),
    Rule(key=f"{KEY}.names_an_order", judge=names_an_order),
    Rule(key=f"{KEY}.says_what_it_is", judge=says_what_it_is),
    Rule(key=f"{KEY}.is_decided_by_two", judge=is_decided_by_two),
    Rule(key=f"{KEY}.has_a_plan", judge=has_a_plan),
)
