"""Who deals with a matter: the department and the person that the mail room names, and when it comes back to be looked after."""

from kantor.departments.correspondence.fields import DEPARTMENTS, PEOPLE, PERSONAL
from kantor.words import Audience, Handing, Reading

CLERKS = {
    "payables": "payables.clerk",
    "receivables": "receivables.clerk",
    "purchasing": "purchasing.clerk",
    "accounting": "accounting.clerk",
    "correspondence": "correspondence.clerk",
}
"""Departments and who deals with their letters; those of a department without people of its own stay in the mail room."""


def handed(reading: Reading) -> Handing:
    """To the department's clerks or to one person there; by the day on which an answer is promised."""
    return Handing(
        role=CLERKS.get(reading.text("department"), ""),
        email=reading.text("person"),
        from_on=reading.date("comes_back_on"),
        by=reading.date("answer_by"),
    )


def is_personal(reading: Reading) -> bool:
    """Whether a letter speaks of a person's own affairs: an application, a sick note, wages, the contract of somebody employed here."""
    return reading.text("kind") in PERSONAL or reading.text("department") == PEOPLE


AUDIENCE = Audience(departments=DEPARTMENTS, of=lambda reading: reading.text("department"))
"""A matter is seen by the department that it was handed to, beside the mail room and the auditor."""
