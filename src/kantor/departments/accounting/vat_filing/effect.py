"""What the note of a filing does: the day and the receipt are kept with the return, and its days are locked for taxes."""

from kantor.departments.accounting.parts import VatReturnFiled
from kantor.departments.accounting.vat_filing.document import return_of
from kantor.words import Effect, Verified
from kantor.words.field import day, row_id
from kantor.words.locking import PeriodChange


def effect(verified: Verified) -> Effect:
    """Pure. Days that a return filed before locked stay so."""
    reading = verified.reading
    return_id, on = row_id(reading.text("return_id")), reading.date("filed_on")
    if return_id is None or on is None:
        raise ValueError("the return or the day is missing")
    filed = VatReturnFiled(return_id=return_id, filed_on=on, receipt=reading.text("receipt"))
    known = verified.answers.get(return_of(reading)) or {}
    first, last = day(known.get("from_on", "")), day(known.get("until_on", ""))
    if known.get("is_locked") or not first or not last:
        return Effect(parts=(filed,))
    return Effect(parts=(PeriodChange(from_on=first, until_on=last, change="file", reason=known["number"]), filed))
