"""Fills a run with what is due by its day, counts the invoices that come of it, and adds up what is in one currency."""

from collections import defaultdict
from decimal import Decimal

from kantor.departments.receivables.billing_run.document import SHOWN, billable
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number

BOOKS = Source("suggestion", "contracts")


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What a person said of a row stays; the rest is made anew."""
    if reading.date("billed_on") is None:
        return reading
    said = {known_by(row): row for row in reading.rows("due")}
    due = answers.get(billable(reading)) or ()
    waits = {str(told["contract_number"]) for told in due if told.get("waits")}
    rows = _with_waiting(tuple(_row(told, said) for told in due), waits)
    out = left_out(rows)
    kept = [row for row in rows if cell(row, "contract_number") not in out]
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    values["items"] = Value(str(len(kept)), BOOKS)
    values["invoices"] = Value(str(len({cell(row, "contract_number") for row in kept})), BOOKS)
    currencies = {cell(row, "currency") for row in kept}
    if len(currencies) == 1:
        net = sum((number(cell(row, "net")) or Decimal(0) for row in kept), Decimal(0))
        values |= {"currency": Value(currencies.pop(), BOOKS), "net": Value(f"{net:f}", BOOKS)}
    return Reading(reader=reading.reader, values=values, tables={"due": rows}, document_id=reading.document_id)


def _row(told: dict[str, str], said: dict[tuple[str, ...], Row]) -> Row:
    row = {key: Value(str(told[key]), BOOKS) for key in SHOWN if told[key] not in ("", None)}
    before = said.get(known_by(row), {})
    return {**row, **{key: value for key, value in before.items() if key == "leave_out" and value.source.kind != "suggestion"}}


def _with_waiting(rows: tuple[Row, ...], waits: set[str]) -> tuple[Row, ...]:
    """What comes to less than nothing, or to less than its down payment, is left for a later run, unless a person says otherwise."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[cell(row, "contract_number")] += number(cell(row, "net")) or Decimal(0)
    said = {cell(row, "contract_number") for row in rows if cell(row, "leave_out")}
    left = {one for one, net in sums.items() if (net < 0 or one in waits) and one not in said}
    leave_out = Value("yes", Source("suggestion", "reckoned"))
    return tuple({**row, "leave_out": leave_out} if cell(row, "contract_number") in left else row for row in rows)


def known_by(row: Row) -> tuple[str, ...]:
    """What a row is known by when the run is made anew."""
    return tuple(cell(row, key) for key in ("contract_number", "line", "name", "price"))


def left_out(rows: tuple[Row, ...]) -> set[str]:
    """Contracts that a clerk leaves out: by any of their rows."""
    return {cell(row, "contract_number") for row in rows if cell(row, "leave_out") == "yes"}
