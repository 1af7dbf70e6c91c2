"""A supplier is taken up with its numbers and, where one was typed, its agreed account."""

from kantor.countries import check_vat_id, electronic_iban
from kantor.words import Effect, Verified
from kantor.words.party import Account, NewParty


def effect(verified: Verified) -> Effect:
    """Pure: the supplier as one part, taken up when two people have decided."""
    reading = verified.reading
    country = reading.text("country").upper()
    days = reading.number("payment_days")
    vat_id = reading.text("vat_id")
    national = {"ID": "npwp", "PL": "vat" if check_vat_id(vat_id).valid else "nip"}
    numbers = ((national.get(country, "vat"), vat_id), ("tax", reading.text("tax_number")))
    iban = electronic_iban(reading.text("iban"))
    party = NewParty(
        name=reading.text("name"),
        country=country,
        from_on=reading.date("from_on") or verified.today,
        number=reading.text("number"),
        language=reading.text("language") or "en",
        address={key: text for key in ("street", "postcode", "town") if (text := reading.text(key))},
        email=reading.text("email"),
        payment_days=int(days) if days is not None else None,
        identifiers=tuple((scheme, text) for scheme, text in numbers if text),
        accounts=(Account(iban=iban, bic=reading.text("bic"), holder=reading.text("name")),) if iban else (),
    )
    return Effect(parts=(party,))
