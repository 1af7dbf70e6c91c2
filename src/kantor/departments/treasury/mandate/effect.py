"""What a mandate does: it stands from the day it was signed, or ends on the day that is named."""

from datetime import date

from kantor.countries import electronic_iban
from kantor.departments.treasury.mandate.rules import NOTICE_DAYS, standing
from kantor.departments.treasury.mandate_parts import MandateEnded, MandateGiven
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure."""
    reading = verified.reading
    ends_on = reading.date("ends_on")
    if verified.answers.get(standing(reading)) is not None:
        return Effect(parts=(MandateEnded(reference=reading.text("reference"), ends_on=ends_on or verified.today),))
    given = MandateGiven(
        party_id=int(reading.text("party_id")),
        reference=reading.text("reference"),
        creditor_id=reading.text("creditor_id"),
        scheme=reading.text("scheme"),
        is_recurrent=reading.text("uses") == "recurrent",
        signed_on=reading.date("signed_on") or date.min,
        iban=electronic_iban(reading.text("iban")),
        bic=reading.text("bic"),
        ends_on=ends_on,
        notice_days=int(reading.number("notice_days") or NOTICE_DAYS),
    )
    return Effect(parts=(given,))
