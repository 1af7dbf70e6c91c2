"""What must be right before a client joins the scheme: its country is in the Union, its chart can book it, and it is not in it already."""

from collections.abc import Iterator
from datetime import date

from kantor.countries import eu_members
from kantor.countries.sales.one_stop_shop import GOODS_ROLE, PAYABLE_ROLE, SERVICES_ROLE, SINCE, TAX_ROLE
from kantor.departments.accounting.oss_registration.document import CLIENT, FIELDS, JOINS, KEY, ROLES, SPELLS, asks
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled

NEEDED = (TAX_ROLE, PAYABLE_ROLE, GOODS_ROLE, SERVICES_ROLE)


def possible(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Joining follows leaving, and the other way round; days go forward."""
    on, joins = reading.date("on"), reading.text("change") == JOINS
    country = str((answers.get(CLIENT) or {}).get("country", ""))
    if country not in eu_members(SINCE):
        yield Finding(key=f"{KEY}.not_in_union", severity=Severity.STOP, evidence={"country": country})
        return
    spells = answers.get(SPELLS) or []
    last = spells[-1] if spells else None
    is_in = last is not None and not last["until_on"]
    if joins == is_in:
        yield Finding(key=f"{KEY}.is_so", severity=Severity.STOP, field="change", evidence={"since": last["from_on"] if last else "-"})
    latest = (last["until_on"] or last["from_on"]) if last else SINCE.isoformat()
    if on and on.isoformat() < latest:
        yield Finding(key=f"{KEY}.too_early", severity=Severity.STOP, field="on", evidence={"on": latest})


def bookable(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The chart has an account for each thing that the scheme books."""
    roles = answers.get(ROLES) or {}
    if reading.text("change") == JOINS and (missing := [role for role in NEEDED if not roles.get(role)]):
        yield Finding(key=f"{KEY}.no_account", severity=Severity.STOP, evidence={"roles": ", ".join(missing)})


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.possible", judge=possible, asks=asks),
    Rule(key=f"{KEY}.bookable", judge=bookable, asks=asks),
)
