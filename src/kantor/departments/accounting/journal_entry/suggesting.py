"""What an entry by hand is told before somebody types it: the currency of the books, the day of the document, and its total."""

from dataclasses import replace

from kantor.departments.accounting.journal_entry.lines import CLIENT, ZERO, lines
from kantor.words import Answers, Reading, Source, Value

BOOKS, SUM = Source("suggestion", "books"), Source("suggestion", "sum")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Gaps are filled; a total that was summed up here follows the lines."""
    values: dict[str, Value] = {}
    currency = str((answers.get(CLIENT) or {}).get("currency", ""))
    if currency and not reading.text("currency"):
        values["currency"] = Value(currency, BOOKS)
    if reading.date("booked_on") and not reading.text("document_on"):
        values["document_on"] = Value(reading.text("booked_on"), BOOKS)
    total = sum((line.debit for line in lines(reading)), ZERO)
    known = reading.values.get("total")
    if total and (known is None or not known.text or (known.source == SUM and known.text != str(total))):
        values["total"] = Value(str(total), SUM)
    return replace(reading, values={**reading.values, **values}) if values else reading
