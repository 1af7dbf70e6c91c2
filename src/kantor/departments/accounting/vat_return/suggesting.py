"""Fills a return from the books: its boxes, what is payable, the accounts to be cleared, and what the last return said of the office."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kantor.countries.returns import CARRIED, FORMS, TITLES, due_on
from kantor.departments.accounting.vat_return.document import CARRY, CLIENT, CORRECTION, FIRST, REFUND, returns_of
from kantor.departments.accounting.vat_return.reckoning import Reckoned, reckoned
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import number

ZERO = Decimal(0)
KEPT = ("office_id", "office_name", "office_code", "tax_number", "email")
"""What stays the same from one return to the next."""
Values = dict[str, Value]


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. What a person typed stays; what the books say is made anew each time, so that a return is never older than the books."""
    values = {key: value for key, value in reading.values.items() if value.source.kind != "suggestion"}
    client, around = answers.get(CLIENT) or {}, answers.get(returns_of(reading)) or {}
    _head(values, reading, client, around)
    found = reckoned(reading, answers)
    tables = dict(reading.tables)
    if found:
        tables["figures"] = tuple(_figures(found, client))
        tables["accounts"] = tuple(_accounts(found))
        _amounts(values, found, around, client)
    return replace(reading, values=values, tables=tables)


def _head(values: Values, reading: Reading, client: Mapping[str, Any], around: Mapping[str, Any]) -> None:
    until, country = reading.date("until_on"), str(client.get("country", ""))
    _fill(values, "currency", client.get("currency"), "books")
    _fill(values, "purpose", CORRECTION if around.get("standing") else FIRST, "books")
    last: Mapping[str, str] = around.get("last") or {}
    for key in KEPT:
        _fill(values, key, last.get(key), "last_return")
    _fill(values, "tax_number", client.get("tax_number") or _nip(client), "client")
    if until and country in FORMS:
        _fill(values, "number", f"{TITLES[FORMS[country]]} {until:%Y-%m}", "books")
        _fill(values, "due_on", due_on(country, until).isoformat(), "law")


def _nip(client: Mapping[str, Any]) -> str:
    """In Poland the number for all taxes is that of the VAT id."""
    return str(client.get("vat_id", "")).removeprefix("PL") if client.get("country") == "PL" else ""


def _figures(found: Reckoned, client: Mapping[str, Any]) -> Iterable[Values]:
    """A row for each box, in the language of the books."""
    is_local = client.get("language") != "en"
    for one in found.declared.boxes:
        name = one.box.name_local if is_local else one.box.name_en
        row = {"box": one.box.key, "name": name, "books": f"{one.books:f}", "stated": f"{one.stated:f}"}
        yield {key: Value(text, Source("suggestion", "books")) for key, text in row.items()}


def _accounts(found: Reckoned) -> Iterable[Values]:
    for one in found.accounts:
        if rest := one.amount - one.without_code:
            row = {"account": one.number, "name": one.name, "amount": f"{rest:f}"}
            yield {key: Value(text, Source("suggestion", "books")) for key, text in row.items()}


def _amounts(values: Values, found: Reckoned, around: Mapping[str, Any], client: Mapping[str, Any]) -> None:
    before = Decimal(around.get("declared") or 0)
    _fill(values, "declared_before", f"{before:f}" if before else "", "books")
    is_carrying = not around.get("standing") or client.get("country") in CARRIED
    carried = Decimal(around.get("carried") or 0) - Decimal(around.get("deducted") or 0) if is_carrying else ZERO
    _fill(values, "deduction", f"{carried:f}" if carried else "", "last_return")
    _fill(values, "tax", f"{found.declared.tax:f}", "books")
    tax, deduction = (number(values[key].text) or ZERO if key in values else ZERO for key in ("tax", "deduction"))
    payable = tax - before - deduction
    _fill(values, "payable", f"{payable:f}", "books")
    if payable < 0:
        _fill(values, "excess", CARRY if client.get("country") in CARRIED else REFUND, "law")
    _fill(values, "rounding", f"{found.declared.rounding:f}" if found.declared.rounding else "", "books")
    _fill(values, "difference", f"{found.difference:f}" if found.difference else "", "books")


def _fill(values: Values, key: str, what: Any, path: str) -> None:
    if what not in (None, "") and not (key in values and values[key].text):
        values[key] = Value(str(what), Source("suggestion", path))
