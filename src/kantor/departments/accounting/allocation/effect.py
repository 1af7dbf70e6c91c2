"""What an allocation does: on each account the centre is relieved of what its receivers bear, so that the account stays as it is."""

from kantor.departments.accounting.allocation.document import costs_of
from kantor.departments.accounting.allocation.working import worked_out
from kantor.departments.accounting.parts import Allocated
from kantor.kit.money import total
from kantor.words import Effect, Entry, Posting, Verified

SERIES = "CC"
MOST_TEXT = 200


def effect(verified: Verified) -> Effect:
    """Pure."""
    reading, own = verified.reading, str(verified.client["currency"])
    on, centre = reading.date("on") or verified.today, reading.text("from_centre").strip()
    shares, text = worked_out(reading, verified.answers[costs_of(reading)], own), reading.text("text")[:MOST_TEXT]
    postings: list[Posting] = []
    for account in dict.fromkeys(share.account for share in shares):
        parts = [share for share in shares if share.account == account]
        given = total((share.amount for share in parts), own)
        postings.append(Posting.signed(account, -given, cost_centre=centre, text=text))
        postings += [Posting.signed(account, share.amount, cost_centre=share.receiver, text=text) for share in parts]
    entry = Entry(series=SERIES, booked_on=on, document_on=on, text=text, postings=tuple(postings))
    return Effect(parts=(Allocated(centre=centre, on=on), entry))
