"""Fills a run with what is overdue: the next level of each item, the interest that the law gives, and what its letter asks for besides."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.departments.receivables.dunning_run.document import CLIENT, overdue, terms
from kantor.departments.receivables.dunning_run.fees import fee
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, day

DAYS_TO_PAY = 10
MOST_LEVEL = 3


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What a person said of an item stays, and so does an item that a person added; the rest is made anew."""
    on, client, own = reading.date("dunned_on"), answers.get(CLIENT) or {}, answers.get(terms(reading))
    if on is None:
        return reading
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    said = {row["open_item_id"].text: row for row in reading.rows("overdue") if "open_item_id" in row}
    rows = tuple(_row(item, said.get(str(item["id"]), {}), on, client, own) for item in answers.get(overdue(reading)) or ())
    until = (on + timedelta(days=DAYS_TO_PAY)).isoformat()
    values.setdefault("pay_until", Value(until, Source("suggestion", "usual")))
    values["items"] = Value(str(len(rows)), Source("suggestion", "books"))
    return Reading(reader=reading.reader, values=values, tables={"overdue": rows}, document_id=reading.document_id)


def _row(item: Mapping[str, Any], said: Row, on: date, client: Mapping[str, Any], own: Mapping[str, Any] | None) -> Row:
    """Amounts in the item's currency; interest by law, and fees, only where that is the law's own. own: the client's terms."""
    level = min(int(item["level"]) + 1, MOST_LEVEL)
    at_home = item["currency"] == client.get("currency")
    told = {
        "open_item_id": item["id"],
        "customer": item["customer"],
        "reference": item["reference"],
        "due_on": item["due_on"],
        "currency": item["currency"],
        "open": item["open"],
        "level": level,
        "interest": _interest(item, on, client) if at_home and level > 1 else "0.00",
        "fee": f"{fee(item, level, client, own) if at_home else 0:.2f}",
        "hold": item["hold"],
        "held_until": item["held_until"],
    }
    row = {key: Value(str(what), Source("suggestion", "books")) for key, what in told.items() if what not in ("", None)}
    return {**row, **{key: value for key, value in said.items() if value.source.kind != "suggestion"}}


def _interest(item: Mapping[str, Any], on: date, client: Mapping[str, Any]) -> str:
    """From the due day on, or from where an interest note ended, which is owed by itself."""
    due = day(item["due_on"])
    after = day(item.get("charged_until") or "")
    if due is None or max(due, after or due) >= on:
        return "0.00"
    found = law(client["country"]).delays.interest(Decimal(item["open"]), due, on, is_business=item["is_business"], after=after)
    return f"{found or Decimal(0):.2f}"
