"""What an allocation is told before somebody decides: the currency, what there is to divide, and what each receiver bears of it."""

from dataclasses import replace

from kantor.departments.accounting.allocation.dividing import by_receiver
from kantor.departments.accounting.allocation.document import CLIENT, costs_of
from kantor.departments.accounting.allocation.working import worked_out
from kantor.kit.money import total
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import cell

BOOKS = Source("suggestion", "books")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Amounts follow the shares and are no figure of the form: what is posted is worked out again."""
    currency = reading.text("currency") or str((answers.get(CLIENT) or {}).get("currency", ""))
    values = {} if reading.text("currency") or not currency else {"currency": Value(currency, BOOKS)}
    shares = worked_out(reading, answers.get(costs_of(reading)), currency)
    if not shares:
        return replace(reading, values={**reading.values, **values}) if values else reading
    borne = by_receiver(shares, currency)
    values["total"] = Value(str(total(borne.values(), currency).amount), BOOKS)
    rows = tuple(
        {**row, "amount": Value(str(borne[code].amount), BOOKS)} if (code := cell(row, "cost_centre").strip()) in borne else dict(row)
        for row in reading.rows("receivers")
    )
    return replace(reading, values={**reading.values, **values}, tables={**reading.tables, "receivers": rows})
