"""A new supplier or customer as one part of an effect: its numbers under their schemes, its address, what is agreed with it."""

from collections.abc import Mapping

from kantor.countries import check_vat_id, electronic_iban
from kantor.words import Reading, Verified
from kantor.words.party import Account, NewParty


def new_party(verified: Verified, role: str, terms: Mapping[str, str] | None = None) -> NewParty:
    """Pure. The party that the document's fields describe, taken up on its day or today."""
    reading = verified.reading
    days = reading.number("payment_days")
    iban = electronic_iban(reading.text("iban"))
    return NewParty(
        role=role,
        name=reading.text("name"),
        country=reading.text("country").upper(),
        from_on=reading.date("from_on") or verified.today,
        number=reading.text("number"),
        language=reading.text("language") or "en",
        address={key: text for key in ("street", "postcode", "town") if (text := reading.text(key))},
        email=reading.text("email"),
        payment_days=int(days) if days is not None else None,
        terms=dict(terms or {}),
        identifiers=_identifiers(reading),
        accounts=(Account(iban=iban, bic=reading.text("bic"), holder=reading.text("name")),) if iban else (),
    )


def _identifiers(reading: Reading) -> tuple[tuple[str, str], ...]:
    """(scheme, number): in Poland a NIP may stand without PL in front, in Indonesia it is the NPWP."""
    vat_id = reading.text("vat_id")
    national = {"ID": "npwp", "PL": "vat" if check_vat_id(vat_id).valid else "nip"}
    numbers = ((national.get(reading.text("country").upper(), "vat"), vat_id), ("tax", reading.text("tax_number")))
    return tuple((scheme, text) for scheme, text in numbers if text)
