"""The account is agreed to from a day on; where it replaces the others, they end the day before."""

from kantor.countries import electronic_iban
from kantor.words import Effect, Verified
from kantor.words.party import NewBankAccount


def effect(verified: Verified) -> Effect:
    """Pure: the account as one part, agreed to when two people have decided."""
    reading = verified.reading
    account = NewBankAccount(
        party_id=int(reading.text("party_id")),
        iban=electronic_iban(reading.text("iban")),
        bic=reading.text("bic"),
        holder=reading.text("party_name"),
        from_on=reading.date("from_on") or verified.today,
        replaces=reading.text("replaces") == "yes",
    )
    return Effect(parts=(account,))
