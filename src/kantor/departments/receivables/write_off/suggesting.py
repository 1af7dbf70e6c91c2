"""A write-off begins with all that is open of the invoice, and with its tax as the law of the day has it."""

from kantor.countries import law
from kantor.departments.receivables.one_item import meant
from kantor.departments.receivables.write_off.document import CLIENT, item
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import day


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays; the rest is made anew."""
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    known, client = meant(reading, answers.get(item(reading))) or {}, answers.get(CLIENT) or {}
    if not known or not client.get("country"):
        return reading
    on, due = reading.date("written_off_on"), day(known["due_on"])
    given_back = bool(on and due and law(client["country"]).delays.gives_tax_back(due, on))
    told = {"customer": known["customer"], "currency": known["currency"], "amount": known["open"]}
    for key, text in {**told, "vat": "corrected" if given_back else "kept"}.items():
        if not (key in values and values[key].text):
            values[key] = Value(text, Source("suggestion", "law" if key == "vat" else "books"))
    return Reading(reader=reading.reader, values=values, tables=reading.tables, document_id=reading.document_id)
