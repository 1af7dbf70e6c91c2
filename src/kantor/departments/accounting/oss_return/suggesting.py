"""Fills a return of the One Stop Shop from the books: figures, corrections, which rates of exchange it needs, and what is payable."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kantor.countries.sales.one_stop_shop import CURRENCY, Quarter, quarter_of
from kantor.departments.accounting.oss_return.document import CLIENT, RETURNS, sales_of
from kantor.departments.accounting.oss_return.reckoning import Reckoned, needed, reckon, told_rates
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number

KEPT = ("office_id", "office_name", "vat_id")
"""What stays the same from one return to the next."""
Values = dict[str, Value]


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What a person typed stays; what the books say is made anew each time."""
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    until, client = reading.date("until_on"), answers.get(CLIENT) or {}
    _fill(values, "currency", CURRENCY, "law")
    returns = answers.get(RETURNS) or []
    for key in KEPT if returns else ():
        _fill(values, key, returns[-1]["office"].get(key), "last_return")
    _fill(values, "vat_id", client.get("vat_id"), "client")
    if until is None:
        return replace(reading, values=values)
    quarter = quarter_of(until)
    _fill(values, "number", f"OSS {quarter}", "books")
    _fill(values, "due_on", quarter.due_on.isoformat(), "law")
    tables = dict(reading.tables)
    sales = answers.get(sales_of(reading)) or []
    wanted = needed(quarter, sales, str(client.get("currency") or CURRENCY)) - set(told_rates(returns))
    tables["rates"] = tuple(_rates(reading, wanted))
    completed = replace(reading, values=values, tables=tables)
    found = reckoned(completed, answers, quarter)
    for key in ("tax", "corrected", "payable", "refunded"):
        _fill(values, key, f"{getattr(found, key):f}" if not found.missing else "", "books")
    tables["figures"] = tuple(_rows(one._asdict() for one in found.figures))
    tables["corrections"] = tuple(_rows(one._asdict() for one in found.corrections))
    return replace(reading, values=values, tables=tables)


def reckoned(reading: Reading, answers: Answers, quarter: Quarter) -> Reckoned:
    """By the rates that stand on the form."""
    rates = {
        (cell(row, "quarter"), cell(row, "currency")): rate
        for row in reading.rows("rates")
        if (rate := number(cell(row, "rate"))) and rate > 0
    }
    own = str(quarter)
    returns = [one for one in answers.get(RETURNS) or [] if one["quarter"] < own]
    client_currency = str((answers.get(CLIENT) or {}).get("currency") or CURRENCY)
    return reckon(quarter, answers.get(sales_of(reading)) or [], returns, rates=rates, own=client_currency)


def _rates(reading: Reading, wanted: Iterable[tuple[str, str]]) -> Iterable[Row]:
    """A row for each rate that no earlier return has; what stands there already stays."""
    given = {(cell(row, "quarter"), cell(row, "currency")): row for row in reading.rows("rates")}
    for quarter, currency in sorted(wanted):
        row = given.get((quarter, currency)) or {}
        named = {key: Value(text, Source("suggestion", "books")) for key, text in (("quarter", quarter), ("currency", currency))}
        yield {**named, "rate": row.get("rate") or Value("", Source("suggestion", "books"))}


def _rows(found: Iterable[dict[str, Any]]) -> Iterable[Values]:
    for one in found:
        told = {key: f"{value:f}" if not isinstance(value, str) else value for key, value in one.items() if key != "declared"}
        yield {key: Value(text, Source("suggestion", "books")) for key, text in told.items()}


def _fill(values: Values, key: str, what: Any, path: str) -> None:
    if what not in (None, "") and not (key in values and values[key].text):
        values[key] = Value(str(what), Source("suggestion", path))
