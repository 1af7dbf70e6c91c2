"""What an approved default does: the open instalments become one open item again, due on its day under the invoice's own number."""

from decimal import Decimal

from kantor.departments.receivables.instalment_default.document import instalments, meant
from kantor.departments.receivables.instalment_plan.effect import replaced
from kantor.kit.money import Money
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. LookupError where nothing of the instalments is open."""
    reading = verified.reading
    known = meant(reading, verified.answers.get(instalments(reading)))
    if not known:
        raise LookupError("no instalment is open")
    on = reading.date("declared_on") or verified.today
    whole = Money(sum((Decimal(one["open"]) for one in known), Decimal(0)), known[0]["currency"])
    return Effect(parts=tuple(replaced(known, [(on, whole, reading.text("reference"))], on, verified.client["currency"])))
