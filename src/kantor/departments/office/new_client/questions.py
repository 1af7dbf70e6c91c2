"""What is asked before a client is taken on."""

from kantor.words import Ask, Reading

ROLES = Ask("access.roles", ())


def code(reading: Reading) -> Ask:
    return Ask("access.code_taken", (reading.text("code"),))


def number(reading: Reading, field: str) -> Ask:
    """Whether an open client has this VAT id or tax number."""
    return Ask("access.number_taken", (reading.text(field),))


def person(reading: Reading, field: str) -> Ask:
    return Ask("access.person", (reading.text(field),))


def all_of(reading: Reading) -> tuple[Ask, ...]:
    numbers = (number(reading, field) for field in ("vat_id", "tax_number"))
    return (ROLES, code(reading), *numbers, person(reading, "clerk"), person(reading, "approver"))
