"""Divides what is open into equal instalments a month apart, where a count and a first day say so; what a person typed stays."""

from kantor.departments.receivables.instalment_plan.document import item
from kantor.departments.receivables.one_item import meant
from kantor.kit.dates import add_months
from kantor.kit.money import Money
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, number

RECKONED = Source("suggestion", "reckoned")
MOST = 60


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure."""
    known = meant(reading, answers.get(item(reading)))
    if not known:
        return reading
    books = Source("suggestion", "books")
    told = {"customer": known["customer"], "currency": known["currency"], "open": known["open"]}
    values = {**reading.values, **{key: Value(str(text), books) for key, text in told.items()}}
    rows = reading.rows("instalments")
    if all(value.source.kind == "suggestion" for row in rows for value in row.values()):
        rows = _divided(reading, Money.of(known["open"], known["currency"]))
    return Reading(reader=reading.reader, values=values, tables={"instalments": rows}, document_id=reading.document_id)


def _divided(reading: Reading, whole: Money) -> tuple[Row, ...]:
    count, first = number(reading.text("count")), reading.date("first_due_on")
    if count is None or first is None or count != int(count) or not 2 <= count <= MOST:
        return ()
    shares = whole.allocate([1] * int(count))
    return tuple(
        {"due_on": Value(add_months(first, place).isoformat(), RECKONED), "amount": Value(f"{share.amount:f}", RECKONED)}
        for place, share in enumerate(shares)
    )
