"""The client is taken on with its first people, and its books are opened."""

from collections.abc import Sequence
from datetime import date

from kantor.countries import electronic_iban
from kantor.departments.office.new_client import questions
from kantor.words import Effect, Reading, Verified
from kantor.words.authority import NewBooks, NewClient

ENDINGS = {"clerk": (".clerk",), "approver": (".approver", ".second_entry")}
"""Field -> how the roles end with which its person begins; whoever verifies cannot be the one who keys again."""


def effect(verified: Verified) -> Effect:
    """Pure: the client and its books, when two people have decided."""
    client = client_of(verified.reading, from_on=verified.today, roles=verified.answers.get(questions.ROLES) or ())
    return Effect(parts=(client, NewBooks(code=client.code, on=verified.today)))


def client_of(reading: Reading, *, from_on: date, roles: Sequence[str] = ()) -> NewClient:
    """The client as it would be; its clerk gets all roles of clerks, its approver all those of approvers and of second entries."""
    month = reading.number("fiscal_year_start")
    return NewClient(
        code=reading.text("code"),
        name=reading.text("name"),
        country=reading.text("country"),
        currency=reading.text("currency").upper(),
        language=reading.text("language"),
        chart=reading.text("chart"),
        from_on=from_on,
        fiscal_year_start=int(month) if month is not None and month == int(month) else 0,
        vat_id=reading.text("vat_id"),
        tax_number=reading.text("tax_number"),
        address={key: text for key in ("street", "postcode", "town") if (text := reading.text(key))},
        region=reading.text("region").upper(),
        own_iban=electronic_iban(reading.text("own_iban")),
        own_bic=reading.text("own_bic").upper(),
        people=tuple((reading.text(field), role) for field, ending in ENDINGS.items() for role in roles if role.endswith(ending)),
    )
