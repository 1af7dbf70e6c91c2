"""What the end of a year does: revenue and expense accounts are emptied into what was retained, in an entry that counts behind its day.

The figures of the closed year stay as they are, and the new one opens with them: § 252 Abs. 1 Nr. 1 HGB, art. 5 ust. 1 ustawy o
rachunkowości. Accounts of the balance sheet go on by themselves. What is posted into the old year later is carried by one more such
document, which takes the difference.
"""

from datetime import date
from decimal import Decimal

from kantor.departments.accounting.year_end.document import CARRIED_TO, PASSED_THROUGH, ROLES, results_of
from kantor.kit.money import Money, total
from kantor.words import Effect, Entry, Part, Posting, Verified
from kantor.words.locking import CLOSING, LatePosting

SERIES = "YE"
MOST_TEXT = 200


def effect(verified: Verified) -> Effect:
    """Pure. Raises LookupError where the chart has no account for what is retained."""
    reading, roles, own = verified.reading, verified.answers[ROLES], str(verified.client["currency"])
    told = verified.answers[results_of(reading)]
    on, text = date.fromisoformat(told["ends_on"]), f"{int(reading.number('year') or 0)}"
    balances = [(str(row["account"]), Money(Decimal(row["balance"]), own)) for row in told["balances"]]
    postings = [Posting.signed(account, -balance, text=text) for account, balance in balances]
    if result := total((balance for _, balance in balances), own):
        if through := roles.get(PASSED_THROUGH):
            postings += [Posting.signed(through, result, text=text), Posting.signed(through, -result, text=text)]
        postings.append(Posting.signed(roles[CARRIED_TO], result, text=text))
    late = reading.text("late_reason").strip()
    parts: list[Part] = [LatePosting(booked_on=on, reason=late[:MOST_TEXT])] if late else []
    parts.append(Entry(series=SERIES, booked_on=on, document_on=on, text=text, postings=tuple(postings), ledger=CLOSING))
    return Effect(parts=tuple(parts))
