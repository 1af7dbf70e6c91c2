"""The invoice as it will be written: parties, lines and totals out of the form, in the one place where amounts are reckoned."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kantor.countries import law
from kantor.departments.receivables.customer_invoice.document import CORRECTED, CREDIT, DOWN_PAYMENT
from kantor.departments.receivables.customer_invoice.questions import CLIENT, LETTERHEAD, advances, invoice
from kantor.engines.einvoice.writers import (
    Account,
    Address,
    Advance,
    Contact,
    Draft,
    DraftLine,
    Party,
    Reference,
    Vat,
    VatPart,
    by_email,
    by_vat_id,
)
from kantor.kit.money import Money
from kantor.words import Answers, Reading
from kantor.words.field import Row, cell, day, number

ZERO = Decimal(0)
PIECE = "C62"
"""Unit of a line that names none (UN/ECE rec. 20: one)."""
TO_COME = "0"
"""Stands for the number that comes with the effect."""
Known = Mapping[str, Any]


def draft(reading: Reading, answers: Answers) -> Draft | None:
    """The invoice without its number; None while day, currency, client or a line's amounts are missing."""
    client: Known = {**(answers.get(CLIENT) or {}), **(answers.get(LETTERHEAD) or {})}
    issued, currency = reading.date("issued_on"), reading.text("currency")
    lines = [_line(row) for row in reading.rows("lines")]
    if issued is None or not currency or not client.get("country") or not lines or None in lines:
        return None
    taken_off = [known for ask in advances(reading) if (known := answers.get(ask))]
    return Draft(
        number=TO_COME,
        issued_on=issued,
        currency=currency,
        seller=_seller(reading, client),
        buyer=_buyer(reading),
        lines=tuple(line for line in lines if line is not None),
        kind=reading.text("type_code") or "380",
        delivered_on=reading.date("delivered_on"),
        due_on=reading.date("due_on"),
        account=_account(client),
        buyer_reference=reading.text("buyer_reference"),
        order_number=reading.text("order_number"),
        note=_note(reading, taken_off),
        preceding=_preceding(reading, answers),
        prepaid=sum((Decimal(known["gross"]) for known in taken_off), ZERO),
        exchange_rate=reading.number("exchange_rate") if currency != client["currency"] else None,
        advances=tuple(_advance(known, str(client["country"])) for known in taken_off),
        ordered=tuple(line for row in reading.rows("ordered") if (line := _line(row)) is not None),
        cash_discounts=tuple(cash_discounts(reading)),
        **_indonesian(reading, client),
    )


def cash_discounts(reading: Reading) -> Iterator[tuple[int, Decimal]]:
    """(days, percent), the best first; rows that cannot be read are left out, a rule stops at them."""
    rows = [(number(cell(row, "days")), number(cell(row, "percent"))) for row in reading.rows("discounts")]
    found = [(int(days), percent) for days, percent in rows if days is not None and percent]
    yield from sorted(found, key=lambda one: (-one[1], one[0]))


def _advance(known: Known, country: str) -> Advance:
    codes = law(country).sale_codes
    parts = ((codes[tax["tax_code"]], Decimal(tax["base"]), Decimal(tax["amount"])) for tax in known["taxes"])
    return Advance(known["number"], tuple(VatPart(Vat(code.category, code.percent or ZERO), base, amount) for code, base, amount in parts))


def _line(row: Row) -> DraftLine | None:
    quantity, price = number(cell(row, "quantity")), number(cell(row, "price"))
    category, rate = cell(row, "category"), number(cell(row, "rate")) or ZERO
    if quantity is None or price is None or not category:
        return None
    return DraftLine(
        name=cell(row, "name"),
        quantity=quantity,
        price=price,
        vat=Vat(category, rate, cell(row, "ground") if category not in ("S", "Z") else ""),
        unit=cell(row, "unit") or PIECE,
        discount=number(cell(row, "discount")) or ZERO,
        article=cell(row, "article"),
    )


def _seller(reading: Reading, client: Known) -> Party:
    contact = Contact(name=reading.text("contact_name"), phone=reading.text("contact_phone"), email=reading.text("contact_email"))
    address = client.get("address") or {}
    return Party(
        name=str(client["name"]),
        address=_address(address, str(client["country"])),
        vat_id=str(client.get("vat_id") or ""),
        tax_number="" if client.get("vat_id") else str(client.get("tax_number") or ""),
        contact=contact if contact.name else None,
        mailbox=_mailbox(reading, str(client.get("vat_id") or ""), contact.email),
    )


def _buyer(reading: Reading) -> Party:
    address = {key: reading.text(key) for key in ("street", "postcode", "town")}
    return Party(
        name=reading.text("customer_name"),
        address=_address(address, reading.text("customer_country")),
        vat_id=reading.text("customer_vat_id"),
        mailbox=_mailbox(reading, reading.text("customer_vat_id"), reading.text("email")),
    )


def _mailbox(reading: Reading, vat_id: str, email: str) -> tuple[str, str] | None:
    """Where the invoice is sent electronically: the Peppol network knows companies by number, the others take an e-mail address."""
    return by_vat_id(vat_id) if reading.text("format") == "peppol" else by_email(email)


def _address(told: Known, country: str) -> Address:
    return Address(street=told.get("street", ""), town=told.get("town", ""), postcode=told.get("postcode", ""), country=country)


def _account(client: Known) -> Account | None:
    iban = client.get("own_iban")
    return Account(iban=iban, holder=str(client["name"]), bic=str(client.get("own_bic") or "")) if iban else None


def _preceding(reading: Reading, answers: Answers) -> Reference | None:
    wanted = reading.text("preceding_number")
    known = answers.get(invoice(wanted)) if wanted and reading.text("type_code") in (CREDIT, CORRECTED) else None
    issued = day(known["issued_on"]) if known else None
    if not known or not issued:
        return None
    kind = DOWN_PAYMENT if known["type_code"] == DOWN_PAYMENT else "final" if known.get("takes_off") else ""
    return Reference(number=wanted, issued_on=issued, kind=kind, asked_for=_asked_for(known, kind) if kind else None)


def _asked_for(known: Known, kind: str) -> Decimal:
    """What was to be paid by an advance or a final invoice before this correction: without what earlier ones took off."""
    gross, payable, rest = (number(str(known[key])) or ZERO for key in ("gross", "payable", "rest"))
    return Money(gross if kind == DOWN_PAYMENT else payable - (gross - rest), str(known["currency"])).rounded().amount


def _note(reading: Reading, taken_off: list[Known]) -> str:
    """With the advances that are taken off and the tax in each, which a final invoice must show (§ 14 Abs. 5 Satz 2 UStG)."""
    told = [f"{one['number']} ({one['issued_on']}): {one['net']} + {one['vat']} = {one['gross']} {one['currency']}" for one in taken_off]
    return "\n".join(part for part in (reading.text("note"), *told) if part)


def _indonesian(reading: Reading, client: Known) -> dict[str, Any]:
    """In Indonesia the tax is counted line by line, on the share of the price that goes with the transaction code."""
    if client["country"] != "ID":
        return {}
    codes = law("ID").sale_codes
    code = next((codes[name] for row in reading.rows("lines") if (name := cell(row, "tax_code")) in codes), None)
    return {"taxed_share": code.base_share if code else Fraction(1), "transaction_code": (code.national_code if code else "") or "04"}
