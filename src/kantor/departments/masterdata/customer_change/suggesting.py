"""A change begins with the customer as it is: what held is written down once, and what nobody has said otherwise stays."""

from kantor.departments.masterdata.customer_change.document import CHANGING
from kantor.words import Answers, Reading


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure."""
    return CHANGING.begun(reading, answers)
