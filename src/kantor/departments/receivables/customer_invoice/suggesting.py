"""Completes an invoice from what the house knows: the customer and its terms, the VAT of each line by law, accounts, and every amount."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kantor.countries import law
from kantor.countries.sales.tax_points import tax_point
from kantor.departments.receivables.customer_invoice import questions
from kantor.departments.receivables.customer_invoice.document import CORRECTED, CREDIT, DOWN_PAYMENT, INVOICE
from kantor.departments.receivables.customer_invoice.drafting import PIECE, draft
from kantor.departments.receivables.customer_invoice.taxing import treatment
from kantor.engines.einvoice.writers import Draft
from kantor.kit.money import Money
from kantor.words import Answers, Reading, Source, Value
from kantor.words.field import Row, cell, number

Filled = dict[str, Value]
VAT_SCHEMES = ("vat", "npwp", "nip")
HOME_FORMATS = {"PL": "ksef", "ID": "coretax"}
LANGUAGES = {"DE": "de", "AT": "de", "CH": "de", "PL": "pl", "ID": "id"}


def suggest(reading: Reading, answers: Answers) -> Reading:
    """Pure. The reading with its gaps filled; what a person or program said stays, older suggestions are made anew."""
    client = answers.get(questions.CLIENT) or {}
    values = _said(reading.values)
    _customer(values, _with(reading, values, {}), answers, client)
    _terms(values, _with(reading, values, {}), answers, client)
    _fill(values, "vat_marks", answers.get(questions.marked_before(reading)), "history")
    tables: dict[str, tuple[Row, ...]] = {"advances": tuple(_advance(row, answers) for row in reading.rows("advances"))}
    tables["discounts"] = _discounts(_with(reading, values, {}), answers)
    completed = _with(reading, values, tables)
    tables["lines"] = tuple(_line(row, completed, answers) for row in reading.rows("lines"))
    ordered = tuple(row for row in reading.rows("ordered") if _said(row)) or _ordered_before(reading, answers)
    if ordered or reading.rows("ordered"):
        tables["ordered"] = tuple(_ordered(row, completed, answers) for row in ordered)
    _tax_point(values, _with(reading, values, tables), client)
    found = draft(_with(reading, values, tables), answers)
    if found:
        tables["lines"] = tuple(
            {**row, "net": Value(f"{line.net:f}", Source("suggestion", "reckoned"))}
            for row, line in zip(tables["lines"], found.lines, strict=True)
        )
        tables["taxes"] = tuple(_taxes(found, tables["lines"]))
        _amounts(values, found, client)
    return _with(reading, values, tables)


def _said(row: Row) -> Filled:
    return {key: value for key, value in row.items() if value.source.kind != "suggestion"}


def _with(reading: Reading, values: Filled, tables: Mapping[str, tuple[Row, ...]]) -> Reading:
    whole = {**reading.tables, **tables}
    return Reading(reader=reading.reader, values=dict(values), tables=whole, document_id=reading.document_id)


def _fill(row: Filled, key: str, what: Any, path: str) -> None:
    if what not in (None, "") and not (key in row and row[key].text):
        row[key] = Value(str(what), Source("suggestion", path))


def _customer(values: Filled, reading: Reading, answers: Answers, client: Mapping[str, Any]) -> None:
    """Who it is, and what is kept of the customer: numbers, address, the format it wants, its reference."""
    _fill(values, "customer_id", questions.known_customer(reading, answers), "master_data")
    kept = answers.get(questions.record(reading)) or answers.get(questions.named(reading)) or {}
    address, terms = kept.get("address") or {}, kept.get("terms") or {}
    numbers = dict(kept.get("identifiers") or ())
    vat_id = next((numbers[scheme] for scheme in VAT_SCHEMES if scheme in numbers), "")
    country = str(kept.get("country") or "")
    found = {
        "customer_name": kept.get("name"),
        "customer_country": country,
        "customer_vat_id": f"PL{vat_id}" if "nip" in numbers and not vat_id.startswith("PL") else vat_id,
        **{key: address.get(key) for key in ("street", "postcode", "town")},
        "email": kept.get("email"),
        "buyer_reference": terms.get("buyer_reference"),
        "format": terms.get("einvoice") or (_format(country, client, vat_id) if country else ""),
        "language": kept.get("language"),
    }
    for key, what in found.items():
        _fill(values, key, what, "master_data")


def _format(country: str, client: Mapping[str, Any], vat_id: str) -> str:
    """The one that the seller's country asks for, of consumers elsewhere none (art. 106ga ust. 2 ustawy o VAT); Factur-X where people and
    programs can both read it."""
    home = HOME_FORMATS.get(str(client.get("country")))
    if home == "ksef" and country != client.get("country") and not vat_id:
        return "factur_x"
    return home if home and (home == "ksef" or country == client.get("country")) else "factur_x" if not home else "paper"


def _terms(values: Filled, reading: Reading, answers: Answers, client: Mapping[str, Any]) -> None:
    """Due day by the agreed term, else by law; the contact of the invoice before; the client's currency and language."""
    kept, issued = answers.get(questions.record(reading)) or {}, reading.date("issued_on")
    _fill(values, "type_code", "380", "usual")
    _fill(values, "currency", client.get("currency"), "client")
    _fill(values, "language", LANGUAGES.get(reading.text("customer_country"), client.get("language")), "client")
    _fill(values, "delivered_on", reading.text("issued_on"), "usual")
    days = kept.get("payment_days")
    if issued and days is not None:
        _fill(values, "due_on", (issued + timedelta(days=int(days))).isoformat(), "master_data")
    legal = law(client["country"]).due_on(issued) if issued and client.get("country") else None
    if legal:
        _fill(values, "due_on", legal.isoformat(), "law")
    for key, what in (answers.get(questions.CONTACT) or {}).items():
        _fill(values, key, what, "history")
    if reading.text("currency") in ("", client.get("currency")):
        values["exchange_rate"] = Value("1", Source("suggestion", "currency"))


def _tax_point(values: Filled, reading: Reading, client: Mapping[str, Any]) -> None:
    """Where the law taxes the supply in an earlier month than that of the invoice; of nothing but a plain invoice."""
    supplied, issued = reading.date("delivered_on"), reading.date("issued_on")
    if reading.text("type_code") == INVOICE and supplied and issued and client.get("country"):
        codes = law(client["country"]).sale_codes
        kinds = {codes[code].kind for row in reading.rows("lines") if (code := cell(row, "tax_code")) in codes}
        on = tax_point(client["country"], kinds, supplied, issued)
        _fill(values, "tax_point_on", on.isoformat() if on != issued else "", "law")


def _discounts(reading: Reading, answers: Answers) -> tuple[Row, ...]:
    """What was typed; else what is agreed with the customer, as far as it ends before all is due. 0 percent is no discount."""
    typed = tuple(row for row in (_said(row) for row in reading.rows("discounts")) if row)
    terms = (answers.get(questions.record(reading)) or {}).get("terms") or {}
    days, issued, due = number(terms.get("discount_days", "")), reading.date("issued_on"), reading.date("due_on")
    if typed or reading.text("type_code") != INVOICE or days is None or issued is None or due is None or days > (due - issued).days:
        return typed
    agreed = {"days": terms["discount_days"], "percent": terms.get("discount_percent", "")}
    return ({key: Value(text, Source("suggestion", "master_data")) for key, text in agreed.items()},)


def _advance(row: Row, answers: Answers) -> Filled:
    """What the down payment invoice of this number asked for."""
    filled = _said(row)
    known = answers.get(questions.invoice(cell(row, "number"))) or {}
    for key in ("net", "vat", "gross"):
        _fill(filled, key, known.get(key), "books")
    return filled


def _line(row: Row, reading: Reading, answers: Answers) -> Filled:
    """Category, rate, ground and code by law; the account of that code, for a down payment that of advances."""
    filled = _said(row)
    _fill(filled, "supply", "services" if cell(row, "unit") in ("HUR", "DAY", "MON") else "goods", "usual")
    _fill(filled, "wanted", "standard", "usual")
    _fill(filled, "unit", PIECE, "usual")
    found = treatment(filled, reading, answers)
    if found is None:
        return filled
    source = Source("suggestion", "law")
    told = {"category": found.category, "rate": f"{found.rate:f}", "tax_code": found.code}
    filled |= {key: Value(what, source) for key, what in told.items()}
    _fill(filled, "ground", found.ground, "law")
    roles, client = answers.get(questions.ROLES) or {}, answers.get(questions.CLIENT) or {}
    code = law(client["country"]).sale_codes[found.code]
    role = "advance_received" if _is_advance(reading, answers) else code.revenue_role
    _fill(filled, "account", roles.get(role) or roles.get("revenue"), "law")
    return filled


def _is_advance(reading: Reading, answers: Answers) -> bool:
    """A down payment, or what takes one back: neither is revenue."""
    preceding = answers.get(questions.invoice(reading.text("preceding_number"))) or {}
    kind = reading.text("type_code")
    return kind == DOWN_PAYMENT or (kind in (CREDIT, CORRECTED) and preceding.get("type_code") == DOWN_PAYMENT)


def _ordered_before(reading: Reading, answers: Answers) -> tuple[Row, ...]:
    """What takes a down payment back names the order that it was for."""
    if not _is_advance(reading, answers) or reading.text("type_code") == DOWN_PAYMENT:
        return ()
    told = (answers.get(questions.invoice(reading.text("preceding_number"))) or {}).get("ordered", ())
    return tuple({key: Value(text, Source("suggestion", "books")) for key, text in row.items()} for row in told)


def _ordered(row: Row, reading: Reading, answers: Answers) -> Filled:
    """What was ordered is taxed as if it were invoiced today."""
    filled = _said(row) or dict(row)
    for key, what in {"supply": "goods", "wanted": "standard", "unit": PIECE}.items():
        _fill(filled, key, what, "usual")
    if found := treatment(filled, reading, answers):
        told = {"category": found.category, "rate": f"{found.rate:f}"}
        filled |= {key: Value(what, Source("suggestion", "law")) for key, what in told.items()}
    return filled


def _taxes(found: Draft, lines: tuple[Row, ...]) -> list[Filled]:
    codes = {line.vat: cell(row, "tax_code") for line, row in zip(reversed(found.lines), reversed(lines), strict=True)}
    source = Source("suggestion", "reckoned")
    rows = []
    for part in found.breakdown:
        told = {"category": part.vat.category, "rate": f"{part.vat.rate:f}", "base": f"{part.base:f}", "amount": f"{part.tax:f}"}
        rows.append({key: Value(what, source) for key, what in {**told, "tax_code": codes[part.vat]}.items()})
    return rows


def _amounts(values: Filled, found: Draft, client: Mapping[str, Any]) -> None:
    """What follows from the lines; an amount that was stated stays, and a rule compares it."""
    told = {"net": found.net, "vat": found.tax, "gross": found.gross, "prepaid": found.prepaid, "payable": found.payable}
    for key, amount in told.items():
        _fill(values, key, f"{amount:f}", "reckoned")
    rate = found.exchange_rate or (1 if found.currency == client.get("currency") else None)
    if rate:
        local = Money(found.gross * rate, str(client["currency"])).rounded().amount
        values["local_gross"] = Value(f"{local:f}", Source("suggestion", "exchange_rate"))
