"""Fills the currency of the books."""

from kantor.departments.receivables.dunning_terms.document import CLIENT
from kantor.words import Answers, Reading, Source, Value


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What a person said stays."""
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    currency = str((answers.get(CLIENT) or {}).get("currency", ""))
    if currency and "currency" not in values:
        values["currency"] = Value(currency, Source("suggestion", "client"))
    return Reading(reader=reading.reader, values=values, tables=reading.tables, document_id=reading.document_id)
