"""Completes a reading from what the house knows: the supplier, its terms, the order it belongs to, accounts and tax codes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import law, parse_discount
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import cell, total
from kantor.departments.payables.supplier_invoice.matching import matches
from kantor.departments.payables.supplier_invoice.taxes import treatment
from kantor.kit.money import Money
from kantor.words import Answers, Reading, Source, Value

Row = dict[str, Value]


def suggest(reading: Reading, answers: Answers) -> Reading:
    """The reading with what is missing filled in; what was read or typed is never overwritten. Pure."""
    values = dict(reading.values)
    client = answers.get(questions.CLIENT) or {}
    supplier = questions.known_supplier(answers, reading)
    if supplier:
        _fill(values, "supplier_id", str(supplier["id"]), "master_data")
        _fill(values, "supplier_name", str(supplier["name"]), "master_data")
        _fill(values, "supplier_country", str(supplier.get("country") or ""), "master_data")
    completed = _with(reading, values, dict(reading.tables))
    _terms(values, completed, supplier, client)
    _local(values, completed, client)
    tables: dict[str, tuple[Mapping[str, Value], ...]] = dict(reading.tables)
    completed = _with(reading, values, tables)
    tables["taxes"] = tuple(_tax(row, completed, client) for row in _tax_rows(completed))
    found = _kept_matches(reading) or matches(completed, answers)
    tables["matches"] = tuple(found)
    tables["lines"] = tuple(_line(index, row, found, completed, answers) for index, row in enumerate(completed.rows("lines")))
    return _with(reading, values, tables)


def _with(reading: Reading, values: Mapping[str, Value], tables: Mapping[str, tuple[Mapping[str, Value], ...]]) -> Reading:
    return Reading(reader=reading.reader, values=dict(values), tables=dict(tables), document_id=reading.document_id)


def _fill(row: Row, key: str, text: str, path: str) -> None:
    if text and not (key in row and row[key].text):
        row[key] = Value(text, Source("suggestion", path), 1.0)


def _terms(values: Row, reading: Reading, supplier: Mapping[str, Any] | None, client: Mapping[str, Any]) -> None:
    """Due date from the invoice, else from the agreed terms, else from the law; cash discount from the terms as written."""
    issued = reading.date("issued_on")
    if issued is None:
        return
    days = supplier.get("payment_days") if supplier else None
    if days is not None:
        _fill(values, "due_on", (issued + timedelta(days=int(days))).isoformat(), "master_data")
    legal = law(client["country"]).due_on(issued) if client.get("country") else None
    if legal:
        _fill(values, "due_on", legal.isoformat(), "law")
    terms = parse_discount(reading.text("terms"))
    if terms:
        best = max(terms, key=lambda term: term.percent)
        _fill(values, "discount_until", (issued + timedelta(days=best.days)).isoformat(), "terms")
        _fill(values, "discount_percent", str(best.percent), "terms")


def _local(values: Row, reading: Reading, client: Mapping[str, Any]) -> None:
    """The gross amount in the client's own currency, by the rate that the invoice itself states where it states one."""
    own, currency = client.get("currency"), reading.text("currency")
    gross = reading.number("gross")
    if not own or gross is None:
        return
    if currency == own:
        _fill(values, "exchange_rate", "1", "rule")
    else:
        foreign, local = total(reading, "vat"), total(reading, "local_vat")
        if foreign and local:
            _fill(values, "exchange_rate", str((local / foreign).quantize(Decimal("0.000001"))), "invoice")
    rate = values.get("exchange_rate")
    if rate and rate.text and currency:
        local_gross = Money(gross * Decimal(rate.text), own).rounded()
        values["local_gross"] = Value(str(local_gross.amount), Source("rule"))


def _tax_rows(reading: Reading) -> Sequence[Mapping[str, Value]]:
    """The VAT breakdown; an invoice typed without one gets a single row from its totals."""
    rows = reading.rows("taxes")
    if rows or reading.number("net") is None or reading.number("vat") is None:
        return rows
    net, vat = total(reading, "net"), total(reading, "vat")
    rate = (vat * 100 / net).quantize(Decimal(1)) if net else Decimal(0)
    rule = Source("rule")
    return [
        {
            "category": Value("S" if vat else "E", rule),
            "rate": Value(str(rate), rule),
            "base": Value(str(net), rule),
            "amount": Value(str(vat), rule),
        }
    ]


def _tax(row: Mapping[str, Value], reading: Reading, client: Mapping[str, Any]) -> Row:
    filled = dict(row)
    found = treatment(row, reading, client)
    if found:
        _fill(filled, "tax_code", found.code, "rule")
    return filled


def _kept_matches(reading: Reading) -> Sequence[Mapping[str, Value]]:
    """Matches that a person made stay as they are."""
    rows = reading.rows("matches")
    return rows if any(value.source.kind == "person" for row in rows for value in row.values()) else ()


def _line(index: int, row: Mapping[str, Value], found: Sequence[Mapping[str, Value]], reading: Reading, answers: Answers) -> Row:
    """Account and cost centre of a line: from its order, else from what was booked for this supplier before; else a person is asked."""
    filled = dict(row)
    order = next((match for match in found if cell(match, "line") == str(index)), None)
    if order:
        _fill(filled, "account", cell(order, "account"), "order")
        _fill(filled, "cost_centre", cell(order, "cost_centre"), "order")
    past = answers.get(questions.history(reading)) or {}
    by_text = (past.get("by_text") or {}).get(cell(row, "name").casefold())
    for known in (by_text, past.get("last")):
        if known:
            _fill(filled, "account", str(known.get("account") or ""), "history")
            _fill(filled, "cost_centre", str(known.get("cost_centre") or ""), "history")
    return filled


def tax_point(reading: Reading, otherwise: date) -> date:
    return reading.date("delivered_on") or reading.date("issued_on") or otherwise
