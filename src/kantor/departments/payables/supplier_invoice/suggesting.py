"""Completes a reading from what the house knows: the supplier, its terms, the order it belongs to, accounts and tax codes."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import as_iban, law, parse_discount
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import Row, total
from kantor.departments.payables.supplier_invoice.document import KEY
from kantor.departments.payables.supplier_invoice.lessons import COLUMNS, by_name, lessons
from kantor.departments.payables.supplier_invoice.matching import matches
from kantor.departments.payables.supplier_invoice.ourselves import told_apart
from kantor.departments.payables.supplier_invoice.taxes import treatment
from kantor.kit.money import Money
from kantor.words import Answers, Lesson, Reading, Source, Value, taught
from kantor.words.field import cell, number

Filled = dict[str, Value]
ADVANCE = "386"
"""Type of an invoice for an advance (UNTDID 1001): what it asks for is no cost yet."""
TAUGHT, TAUGHT_OPENLY = "lesson", "lesson_open"
NOTHING = Lesson("", ())
Tables = Mapping[str, tuple[Row, ...]]


def identify(reading: Reading, answers: Answers) -> Reading:
    """The reading with its supplier, who is known by what the document says or was chosen for the same name before. Pure."""
    reading = told_apart(reading, answers.get(questions.CLIENT) or {})
    values = _without_suggestions(reading.values)
    _supplier(values, reading, answers)
    return _with(reading, values, reading.tables)


def suggest(reading: Reading, answers: Answers) -> Reading:
    """The reading with what is missing filled in; what was read or typed is never overwritten, older suggestions are made anew. Pure."""
    client = answers.get(questions.CLIENT) or {}
    reading = told_apart(reading, client)
    values = _without_suggestions(reading.values)
    supplier = _supplier(values, reading, answers)
    if iban := values.get("iban"):
        values["iban"] = iban._replace(text=as_iban(iban.text, values["supplier_country"].text if "supplier_country" in values else ""))
    completed = _with(reading, values, reading.tables)
    _terms(values, completed, supplier, client)
    _local(values, completed, client)
    completed = _with(reading, values, reading.tables)
    found = tuple(matches(completed, answers))
    completed = _with(reading, values, {**reading.tables, "matches": found})
    learnt = lessons(completed)
    taxes = tuple(_tax(index, row, completed, answers, learnt) for index, row in enumerate(_tax_rows(completed)))
    matched = {cell(match, "line"): match for match in reversed(found)}  # of several for a line the first
    lines = tuple(
        _line(index, row, matched.get(str(index)), completed, answers, learnt) for index, row in enumerate(completed.rows("lines"))
    )
    return _with(reading, values, {**completed.tables, "taxes": taxes, "lines": lines})


def _supplier(values: Filled, reading: Reading, answers: Answers) -> Mapping[str, Any] | None:
    """What is known of the supplier, as far as it is certain who that is."""
    supplier = questions.known_supplier(answers, reading) or _as_chosen_before(values, reading, answers)
    if supplier:
        _fill(values, "supplier_id", str(supplier["id"]), "master_data")
        _fill(values, "supplier_name", str(supplier["name"]), "master_data")
        _fill(values, "supplier_country", str(supplier.get("country") or ""), "master_data")
    return supplier


def _without_suggestions(row: Row) -> Filled:
    return {key: value for key, value in row.items() if value.source.kind != "suggestion"}


def _with(reading: Reading, values: Mapping[str, Value], tables: Tables) -> Reading:
    return Reading(reader=reading.reader, values=dict(values), tables=dict(tables), document_id=reading.document_id)


def _fill(row: Filled, key: str, text: str, path: str) -> None:
    if text and not (key in row and row[key].text):
        row[key] = Value(text, Source("suggestion", path), 1.0)


def _as_chosen_before(values: Filled, reading: Reading, answers: Answers) -> Mapping[str, Any] | None:
    """The supplier whom a person chose for this name when nothing else told who it is."""
    named = by_name(reading)
    if named is None or "supplier_id" in values:
        return None
    _fill(values, "supplier_id", *_taught(taught(answers, KEY, named)))
    found = answers.get(questions.chosen(_with(reading, values, reading.tables)))
    lead: Mapping[str, Any] | None = (found or {}).get("merged_into")
    if lead:
        values["supplier_id"] = values["supplier_id"]._replace(text=str(lead["id"]))
    return lead or found


def _terms(values: Filled, reading: Reading, supplier: Mapping[str, Any] | None, client: Mapping[str, Any]) -> None:
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
    if terms := parse_discount(reading.text("terms")):
        best = max(terms, key=lambda term: term.percent)
        _fill(values, "discount_until", (issued + timedelta(days=best.days)).isoformat(), "terms")
        _fill(values, "discount_percent", str(best.percent), "terms")


def _local(values: Filled, reading: Reading, client: Mapping[str, Any]) -> None:
    """The gross amount in the client's own currency, by the rate that the invoice itself states where it states one."""
    own, currency = client.get("currency"), reading.text("currency")
    gross = reading.number("gross")
    if not own or gross is None:
        return
    if currency == own:
        values["exchange_rate"] = Value("1", Source("suggestion", "currency"))
    elif reading.text("local_currency") == own:
        foreign, local = total(reading, "vat"), total(reading, "local_vat")
        derived = str((local / foreign).quantize(Decimal("0.000001"))) if foreign and local else ""
        _fill(values, "exchange_rate", reading.text("stated_rate") or derived, "invoice")
    rate = number(values["exchange_rate"].text) if "exchange_rate" in values else None
    if rate and currency:
        values["local_gross"] = Value(str(Money(gross * rate, own).rounded().amount), Source("suggestion", "exchange_rate"))


def _tax_rows(reading: Reading) -> Sequence[Row]:
    """The VAT breakdown; an invoice typed without one gets a single row from its totals."""
    rows = [row for row in reading.rows("taxes") if _without_suggestions(row)]
    if rows or reading.number("net") is None or reading.number("vat") is None:
        return rows
    net, vat = total(reading, "net"), total(reading, "vat")
    rate = (vat * 100 / net).quantize(Decimal(1)) if net else Decimal(0)
    derived = {"category": "S" if vat else "E", "rate": str(rate), "base": str(net), "amount": str(vat)}
    return [{key: Value(text, Source("suggestion", "totals")) for key, text in derived.items()}]


def _taught(known: Mapping[str, Any] | None) -> tuple[str, str]:
    """The value that a person taught, and how far it is to be trusted: one from a document that nobody has decided yet is looked at."""
    return (str(known["value"]), TAUGHT if known["decided"] else TAUGHT_OPENLY) if known else ("", TAUGHT)


def _tax(index: int, row: Row, reading: Reading, answers: Answers, learnt: Mapping[str, Lesson]) -> Filled:
    """The tax code that a person chose for such a row of this supplier, else the one that the client's law gives it."""
    code = row.get("tax_code")
    filled = {key: value for key, value in row.items() if key != "tax_code" or (code and code.source.kind != "suggestion")}
    if lesson := learnt.get(f"taxes.{index}.tax_code"):
        _fill(filled, "tax_code", *_taught(taught(answers, KEY, lesson)))
    if found := treatment(filled, reading, answers.get(questions.CLIENT) or {}):
        _fill(filled, "tax_code", found.code, "law")
    return filled


def _line(index: int, row: Row, order: Row | None, reading: Reading, answers: Answers, learnt: Mapping[str, Lesson]) -> Filled:
    """Account and cost centre of a line: from its order, else as a person typed it or it was booked for this supplier before - for such
    a line first, then for any; else a person is asked."""
    filled = _without_suggestions(row)
    if order:
        account = cell(order, "account")
        roles = answers.get(questions.ROLES) or {}
        _fill(filled, "account", account or (str(roles.get("stock") or "") if cell(order, "clearing") == "yes" else ""), "order")
        _fill(filled, "cost_centre", cell(order, "cost_centre"), "order")
    if reading.text("type_code") == ADVANCE:
        _fill(filled, "account", str((answers.get(questions.ROLES) or {}).get("advance_paid") or ""), "advance")
    past = answers.get(questions.history(reading)) or {}
    for column in COLUMNS:
        if cell(filled, column):
            continue
        scope, about = learnt.get(f"lines.{index}.{column}", NOTHING)
        for lesson, booked in ((about[:-1], _of_text(past, row)), (about[-1:], past.get("last"))):
            _fill(filled, column, *_taught(taught(answers, KEY, Lesson(scope, lesson))))
            _fill(filled, column, str((booked or {}).get(column) or ""), "history")
    return filled


def _of_text(past: Mapping[str, Any], row: Row) -> Mapping[str, str] | None:
    """What was booked for a line with the same text."""
    known: Mapping[str, str] | None = (past.get("by_text") or {}).get(cell(row, "name").casefold())
    return known
