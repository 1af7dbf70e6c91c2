"""Random customer invoices of three countries, and what they must come to: reckoned here in plain Decimals, apart from the house's code."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from tests.engines.einvoice.drafts import BUERO, JODLA, KOPI, LIPA, MELATI, PAPIER

from kantor.countries import law
from kantor.departments.receivables.customer_invoice import effect, rules, suggesting
from kantor.engines import einvoice
from kantor.engines.einvoice.writers import Party, from_json, main_file
from kantor.engines.einvoice.writers import data_of as written
from kantor.words import Ask, Reading, Severity, Source, Value, Verified

D = Decimal
CENT = D("0.01")
ON = date(2026, 3, 10)
PERSON = Source("person")
SIDES: dict[str, tuple[Party, Party, str, str]] = {
    "DE": (BUERO, PAPIER, "EUR", "skr03"),
    "PL": (LIPA, JODLA, "PLN", "pl_model"),
    "ID": (MELATI, KOPI, "IDR", "id_psak"),
}
RATES = {
    "DE": {"standard": 19, "reduced": 7, "exempt": 0},
    "PL": {"standard": 23, "reduced": 8, "super_reduced": 5, "exempt": 0},
    "ID": {"standard": 12},
}
FORMATS = {"DE": ("xrechnung_ubl", "xrechnung_cii", "factur_x", "peppol"), "PL": ("ksef",), "ID": ("coretax",)}
Line = dict[str, str]


class Sums(NamedTuple):
    net: Decimal
    tax: Decimal
    gross: Decimal


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def random_lines(country: str, chance: random.Random) -> list[Line]:
    lines = []
    for place in range(chance.randint(1, 8)):
        quantity = D(chance.randint(1, 500_000)).scaleb(-chance.randint(0, 3))
        price = D(chance.randint(1, 2_000_000)).scaleb(-chance.randint(0, 4))
        most = int(cents(quantity * price) * 100)
        discount = D(chance.randint(0, most)).scaleb(-2) if chance.random() < 0.3 else D(0)
        wanted = chance.choice(list(RATES[country]))
        numbers = {"quantity": f"{quantity:f}", "price": f"{price:f}", "discount": f"{discount:f}" if discount else ""}
        lines.append({"name": f"Ware {place}", "unit": chance.choice(["H87", "KGM", "HUR"]), "wanted": wanted, **numbers})
    return lines


def expected(country: str, lines: list[Line]) -> Sums:
    """Line by line in Indonesia, on eleven twelfths (PMK 131/2024); else on the sum of each rate (EN 16931, BR-CO-17)."""
    nets = [(RATES[country][line["wanted"]], cents(D(line["quantity"]) * D(line["price"]) - D(line["discount"] or 0))) for line in lines]
    net = sum((amount for _, amount in nets), D(0))
    if country == "ID":
        tax = sum((cents(cents(amount * 11 / 12) * rate / 100) for rate, amount in nets), D(0))
    else:
        bases: dict[int, Decimal] = {}
        for rate, amount in nets:
            bases[rate] = bases.get(rate, D(0)) + amount
        tax = sum((cents(base * rate / 100) for rate, base in bases.items()), D(0))
    return Sums(net, tax, net + tax)


def answers(country: str, wanted: str) -> dict[Ask, Any]:
    seller, buyer, currency, chart = SIDES[country]
    address, home = buyer.address, seller.address
    client = {"id": 1, "name": seller.name, "country": country, "currency": currency, "language": "en", "chart": chart}
    kept = {
        "role": "customer",
        "name": buyer.name,
        "country": country,
        "language": "en",
        "email": "rechnung@kunde.example",
        "payment_days": 14,
        "address": {"street": address.street, "postcode": address.postcode, "town": address.town},
        "identifiers": [["npwp" if country == "ID" else "vat", buyer.vat_id]],
        "terms": {"einvoice": wanted, "buyer_reference": "04011000-12345-34"},
    }
    contact = {"contact_name": "Bea Hof", "contact_phone": "+49 421 5550100", "contact_email": "rechnung@buerohof.example"}
    letterhead = {"address": {"street": home.street, "postcode": home.postcode, "town": home.town}, "own_iban": "", "own_bic": ""}
    accounts = {role: account.number for role, account in law(country).charts[chart].by_role.items()}
    return {
        Ask("access.client", ()): {**client, "vat_id": seller.vat_id},
        Ask("access.letterhead", ()): {**letterhead, "own_iban": {"DE": "DE75512108001245126199"}.get(country, "")},
        Ask("ledger.account_roles", ()): accounts,
        Ask("receivables.contact", ()): contact,
        Ask("parties.record", ("51",)): kept,
    }


def differences(country: str, count: int, *, seed: int, with_file: bool) -> Iterator[str]:
    """Of so many random invoices, everything that is not as reckoned here; with_file: also what is read back from the file."""
    chance = random.Random(seed)
    for serial in range(count):
        lines = random_lines(country, chance)
        wanted = chance.choice(FORMATS[country])
        found = answers(country, wanted)
        reading = _suggested(lines, found)
        sums = expected(country, lines)
        if Sums(*(reading.number(key) or D(0) for key in ("net", "vat", "gross"))) != sums:
            yield f"{country} {serial}: {lines} come to {sums}"
        yield from (f"{country} {serial}: {told}" for told in _booked(country, reading, found, sums))
        if with_file:
            yield from (f"{country} {serial}: {told}" for told in _stopped(reading, found))
            yield from (f"{country} {serial}: {told}" for told in _read_back(country, reading, found, sums))


def _suggested(lines: list[Line], found: dict[Ask, Any]) -> Reading:
    values = {key: Value(text, PERSON) for key, text in {"customer_id": "51", "issued_on": ON.isoformat()}.items()}
    rows = tuple({key: Value(text, PERSON) for key, text in line.items()} for line in lines)
    return suggesting.suggest(Reading(reader="person", values=values, tables={"lines": rows}), found)


def _part(reading: Reading, found: dict[Ask, Any]) -> Any:
    client = found[Ask("access.client", ())]
    return effect.effect(Verified(document_id=1, type="", reading=reading, answers=found, client=client, today=ON)).parts


def _booked(country: str, reading: Reading, found: dict[Ask, Any], sums: Sums) -> Iterator[str]:
    """Debit is credit, revenue is the net amount, the tax accounts hold the tax, the customer owes the gross amount."""
    roles = found[Ask("ledger.account_roles", ())]
    entry = _part(reading, found)[0]
    taxed = {number for role, number in roles.items() if role.startswith("output_vat")}
    owed = sum((one.balance for one in entry.postings if one.account == roles["receivables"]), D(0))
    tax = -sum((one.balance for one in entry.postings if one.account in taxed), D(0))
    net = -sum((one.balance for one in entry.postings if one.account not in {*taxed, roles["receivables"]}), D(0))
    if Sums(net, tax, owed) != sums:
        yield f"booked {net} + {tax} = {owed}, not {sums}"


def _stopped(reading: Reading, found: dict[Ask, Any]) -> Iterator[str]:
    """The rules, those of the format among them."""
    for rule in rules.RULES:
        for finding in rule.judge(reading, found, ON):
            if finding.severity is not Severity.OK:
                yield f"{finding.key} {finding.field} {dict(finding.evidence)}"


def _read_back(country: str, reading: Reading, found: dict[Ask, Any], sums: Sums) -> Iterator[str]:
    """What our reader makes of the file is what was drafted, line by line."""
    part = _part(reading, found)[-1]
    draft = from_json({**part.draft, "number": "SI-2026-000001"})
    data = written(draft, part.format)
    content = {"draft": {**part.draft, "number": "SI-2026-000001"}, "format": "xml", "language": "en"}
    read = einvoice.read(main_file(content, data).data)
    if read.text("BT-1") != draft.number or read.sub("BG-7")[0].text("BT-44") != draft.buyer.name:
        yield "another number or buyer was read"
    if Sums(*(read.number(term) or D(0) for term in ("BT-109", "BT-110", "BT-112"))) != sums:
        yield "other sums were read"
    for line, drafted in zip(read.sub("BG-25"), draft.lines, strict=True):
        told = (line.number("BT-129"), line.number("BT-131"), line.sub("BG-29")[0].number("BT-146"), line.sub("BG-31")[0].text("BT-153"))
        if told != (drafted.quantity, drafted.net, drafted.price, drafted.name):
            yield f"line {told} was read for {drafted}"
