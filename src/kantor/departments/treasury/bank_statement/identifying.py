"""What a statement says, before anybody asks where its lines go: columns are read as people said, lines as notices tell them."""

from kantor.departments.treasury.bank_statement.columns import as_mapped
from kantor.departments.treasury.bank_statement.notices import joined
from kantor.words import Answers, Reading


def identify(reading: Reading, answers: Answers) -> Reading:
    """Pure."""
    return joined(as_mapped(reading, answers), answers)
