"""Fills an interest note: its spans, their interest by law, and the lump sum where the law gives one that was not charged yet."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.departments.receivables.interest_note.document import CLIENT, late
from kantor.departments.receivables.interest_note.reckoning import ZERO, spans
from kantor.departments.receivables.one_item import meant
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import day

DAYS_TO_PAY = 14
LAW = Source("suggestion", "law")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What was typed stays; the spans and the sum are made anew."""
    known, client = meant(reading, answers.get(late(reading))), answers.get(CLIENT) or {}
    if not known or not client.get("country"):
        return reading
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    on = reading.date("charged_on")
    if on:
        values.setdefault("pay_until", Value((on + timedelta(days=DAYS_TO_PAY)).isoformat(), Source("suggestion", "usual")))
        values.setdefault("until_on", Value(on.isoformat(), Source("suggestion", "usual")))
    until = Reading(reader="", values=values).date("until_on")
    found = [one for one in (spans(known, until, client["country"]) if until else ()) if one.interest is not None]
    interest = sum((one.interest or ZERO for one in found), ZERO)
    at_home = known["currency"] == client["currency"]
    told = {
        "customer": known["customer"],
        "currency": known["currency"],
        "after_on": known["charged_until"] or known["due_on"],
        "interest": f"{interest if at_home else ZERO:.2f}",
        "lump_sum": f"{_lump_sum(known, client) if found and at_home else ZERO:.2f}",
    }
    for key, text in told.items():
        if not (key in values and values[key].text):
            values[key] = Value(text, LAW)
    made = Reading(reader="", values=values)
    values["total"] = Value(f"{(made.number('interest') or ZERO) + (made.number('lump_sum') or ZERO):.2f}", LAW)
    rows = tuple(
        {
            "first_on": Value(one.first.isoformat(), LAW),
            "last_on": Value(one.last.isoformat(), LAW),
            "days": Value(str((one.last - one.first).days + 1), LAW),
            "base": Value(f"{one.base:f}", LAW),
            "interest": Value(f"{one.interest:f}", LAW),
        }
        for one in found
    )
    return Reading(reader=reading.reader, values=values, tables={"spans": rows}, document_id=reading.document_id)


def _lump_sum(known: Mapping[str, Any], client: Mapping[str, Any]) -> Decimal:
    """Once for an invoice, from a business; where the law names it in another currency, a rule says so and a clerk fills it in."""
    delays, due = law(client["country"]).delays, day(known["due_on"])
    if known["has_lump_sum"] or due is None or delays.lump_sum_currency != client["currency"]:
        return ZERO
    return delays.lump_sum(Decimal(known["amount"]), due, is_business=known["is_business"])
