"""What an entry of a plan does: its lines are posted as they stand, in the ledger of its plan."""

from dataclasses import replace

from kantor.departments.accounting.journal_entry import effect as by_hand
from kantor.words import Effect, Entry, Verified
from kantor.words.locking import MAIN

TAX_SERIES = "TX"


def effect(verified: Verified) -> Effect:
    """Pure. What stands beside the books has vouchers of its own, so that theirs have no gap."""
    done = by_hand.effect(verified)
    ledger = verified.reading.text("ledger") or MAIN
    if ledger == MAIN:
        return done
    parts = tuple(replace(one, ledger=ledger, series=TAX_SERIES) if isinstance(one, Entry) else one for one in done.parts)
    return replace(done, parts=parts)
