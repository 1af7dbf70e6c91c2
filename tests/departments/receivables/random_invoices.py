"""Random customer invoices of three countries, and what they must come to: reckoned here in plain Decimals, apart from the house's code."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from tests.departments.receivables.random_deals import DEALS, SELLERS, Deal, Taxed

from kantor.countries import law
from kantor.departments.receivables.customer_invoice import effect, rules, suggesting
from kantor.engines import einvoice
from kantor.engines.einvoice.writers import data_of as written
from kantor.engines.einvoice.writers import from_json, main_file
from kantor.words import Ask, Reading, Severity, Source, Value, Verified

D = Decimal
CENT = D("0.01")
PERSON = Source("person")
Line = dict[str, str]


class Sums(NamedTuple):
    net: Decimal
    tax: Decimal
    gross: Decimal


class Expected(NamedTuple):
    """What an invoice must come to; nets: by the code under which a line is booked, taxes: by the percentage of its codes."""

    sums: Sums
    nets: dict[str, Decimal]
    taxes: dict[Decimal, Decimal]


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def random_lines(deal: Deal, chance: random.Random) -> list[Line]:
    lines = []
    for place in range(chance.randint(1, 8)):
        quantity = D(chance.randint(1, 500_000)).scaleb(-chance.randint(0, 3))
        price = D(chance.randint(1, 2_000_000)).scaleb(-chance.randint(0, 4))
        most = int(cents(quantity * price) * 100)
        discount = D(chance.randint(0, most)).scaleb(-2) if chance.random() < 0.3 else D(0)
        supply, wanted = chance.choice(list(deal.lines))
        numbers = {"quantity": f"{quantity:f}", "price": f"{price:f}", "discount": f"{discount:f}" if discount else ""}
        said = {"name": f"Ware {place}", "unit": chance.choice(["H87", "KGM", "HUR"]), "supply": supply, "wanted": wanted}
        lines.append({**said, **numbers})
    return lines


def expected(country: str, deal: Deal, lines: list[Line]) -> Expected:
    """Line by line in Indonesia, on the share that is taxed (PMK 131/2024); else on the sum of each rate (EN 16931, BR-CO-17)."""
    each = [
        (deal.lines[line["supply"], line["wanted"]], cents(D(line["quantity"]) * D(line["price"]) - D(line["discount"] or 0)))
        for line in lines
    ]
    nets: dict[str, Decimal] = defaultdict(Decimal)
    bases: dict[Decimal, Decimal] = defaultdict(Decimal)
    taxes: dict[Decimal, Decimal] = defaultdict(Decimal)
    for of, net in each:
        nets[of.code] += net
        bases[of.percent] += net
        taxes[of.percent] += _tax(of, net) if country == "ID" else D(0)
    if country != "ID":
        taxes |= {percent: cents(base * percent / 100) for percent, base in bases.items()}
    net, tax = sum(nets.values(), D(0)), sum(taxes.values(), D(0))
    return Expected(
        Sums(net, tax, net + tax), {code: sum_ for code, sum_ in nets.items() if sum_}, {one: sum_ for one, sum_ in taxes.items() if sum_}
    )


def _tax(of: Taxed, net: Decimal) -> Decimal:
    return cents(cents(net * of.share.numerator / of.share.denominator) * of.percent / 100)


def answers(country: str, deal: Deal, wanted: str) -> dict[Ask, Any]:
    (seller, currency, chart), buyer = SELLERS[country], deal.buyer
    address, home = buyer.address, seller.address
    client = {"id": 1, "name": seller.name, "country": country, "currency": currency, "language": "en", "chart": chart}
    kept = {
        "role": "customer",
        "name": buyer.name,
        "country": address.country,
        "language": "en",
        "email": "rechnung@kunde.example",
        "payment_days": 14,
        "address": {"street": address.street, "postcode": address.postcode, "town": address.town},
        "identifiers": [["npwp" if address.country == "ID" else "vat", buyer.vat_id]] if buyer.vat_id else [],
        "terms": {"einvoice": wanted, "buyer_reference": "04011000-12345-34"},
    }
    contact = {"contact_name": "Bea Hof", "contact_phone": "+49 421 5550100", "contact_email": "rechnung@buerohof.example"}
    letterhead = {"address": {"street": home.street, "postcode": home.postcode, "town": home.town}, "own_iban": "", "own_bic": ""}
    accounts = {role: account.number for role, account in law(country).charts[chart].by_role.items()}
    return {
        Ask("access.client", ()): {**client, "vat_id": seller.vat_id},
        Ask("access.letterhead", ()): {**letterhead, "own_iban": {"DE": "DE75512108001245126199"}.get(country, "")},
        Ask("accounting.oss_spells", ()): [{"from_on": "2021-07-01", "until_on": ""}] if deal.in_one_stop_shop else [],
        Ask("ledger.account_roles", ()): accounts,
        Ask("receivables.contact", ()): contact,
        Ask("parties.record", ("51",)): kept,
    }


def differences(country: str, count: int, *, seed: int, with_file: bool) -> Iterator[str]:
    """Of so many random invoices, everything that is not as reckoned here; with_file: of those that can leave in a format that is read
    again, also what is read back from the file."""
    chance = random.Random(seed)
    deals = {name: deal for name, deal in DEALS[country].items() if deal.formats or not with_file}
    for serial in range(count):
        name = chance.choice(list(deals))
        deal = deals[name]
        lines = random_lines(deal, chance)
        found = answers(country, deal, chance.choice(deal.formats or ("paper",)))
        reading = suggested(lines, deal.on, found)
        wanted = expected(country, deal, lines)
        about = f"{country} {serial} {name}"
        if Sums(*(reading.number(key) or D(0) for key in ("net", "vat", "gross"))) != wanted.sums:
            yield f"{about}: {lines} come to {wanted.sums}"
        yield from (f"{about}: {told}" for told in _booked(deal, reading, found, wanted))
        if with_file:
            yield from (f"{about}: {told}" for told in _stopped(reading, found))
            yield from (f"{about}: {told}" for told in _read_back(country, reading, found, wanted.sums))


def suggested(lines: list[Line], on: date, found: dict[Ask, Any]) -> Reading:
    values = {key: Value(text, PERSON) for key, text in {"customer_id": "51", "issued_on": on.isoformat()}.items()}
    rows = tuple({key: Value(text, PERSON) for key, text in line.items()} for line in lines)
    return suggesting.suggest(Reading(reader="person", values=values, tables={"lines": rows}), found)


def _part(reading: Reading, found: dict[Ask, Any]) -> Any:
    client, today = found[Ask("access.client", ())], reading.date("issued_on") or date.max
    return effect.effect(Verified(document_id=1, type="", reading=reading, answers=found, client=client, today=today)).parts


def _booked(deal: Deal, reading: Reading, found: dict[Ask, Any], wanted: Expected) -> Iterator[str]:
    """The customer owes the gross amount; under its code stands the net amount of each line, under the codes of a rate the tax of it, on
    the tax accounts and nowhere else."""
    roles = found[Ask("ledger.account_roles", ())]
    entry = _part(reading, found)[0]
    percents = {of.code: of.percent for of in deal.lines.values()}
    taxed = {number for role, number in roles.items() if role.startswith(("output_vat", "oss_vat"))}
    owed = sum((one.balance for one in entry.postings if one.account == roles["receivables"]), D(0))
    nets: dict[str, Decimal] = defaultdict(Decimal)
    taxes: dict[Decimal, Decimal] = defaultdict(Decimal)
    for one in entry.postings:
        if one.account in taxed:
            taxes[percents[one.tax_code]] -= one.balance
        elif one.account != roles["receivables"]:
            nets[one.tax_code] -= one.balance
    if Expected(Sums(sum(nets.values(), D(0)), sum(taxes.values(), D(0)), owed), nets, taxes) != wanted:
        yield f"booked {dict(nets)} + {dict(taxes)} = {owed}, not {wanted}"


def _stopped(reading: Reading, found: dict[Ask, Any]) -> Iterator[str]:
    """The rules, those of the format among them."""
    for rule in rules.RULES:
        for finding in rule.judge(reading, found, reading.date("issued_on") or date.max):
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
