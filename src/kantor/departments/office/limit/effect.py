"""Up to which amount a role decides alone on a document type."""

from decimal import Decimal

from kantor.kit.money import Money
from kantor.words import Effect, Verified
from kantor.words.authority import Limit


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    reading = verified.reading
    return Effect(
        parts=(
            Limit(
                role=reading.text("role"),
                type=reading.text("type"),
                amount=Money(reading.number("amount") or Decimal(0), verified.client["currency"]).rounded(),
                from_on=reading.date("from_on") or verified.today,
            ),
        )
    )
