"""What a confirmed sales order does: it stands, billing runs find it, and the customer gets it in writing; nothing is owed before it is
billed."""

from kantor.departments.receivables.parts import Billable
from kantor.departments.receivables.sales_order.confirming import confirmation
from kantor.departments.receivables.sales_order.document import BY_LETTER, record
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure. The order's own values are what is billed by."""
    reading, kept = verified.reading, verified.answers.get(record(verified.reading))
    billable = Billable(number=reading.text("number"))
    if reading.text("confirmation") != BY_LETTER or not kept:
        return Effect(parts=(billable,))
    return Effect(parts=(billable, confirmation(verified, kept)))
