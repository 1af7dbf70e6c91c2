"""Sells to the customers of the demonstration: an invoice a month to each, through the house's own road to the file in its format."""

import random
from datetime import date, timedelta

from kantor.demo.cast import Client, Customer
from kantor.demo.ordering import CHANNEL, Clock
from kantor.spine import access, cases, parties
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value
from kantor.words.party import NewParty

SERVICES = ("HUR", "DAY")
LANGUAGES = {"DE": "de", "PL": "pl", "ID": "id"}
PAYMENT_DAYS = 21
TYPE = "receivables.customer_invoice"


def taken_up(client: Client, on: date) -> list[NewParty]:
    """The client's customers, as they are taken up."""
    return [_party(customer, on) for customer in client.customers]


def sell(client: Client, client_id: int, first: date, now: Clock) -> None:
    """The invoices of a month; those that are there already stay."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        ids = {row.name: row.id for row in parties.listed([client_id], "customer")}
        filings = [_invoice(client, customer, ids[customer.party.name], first) for customer in client.customers]
        filed = [document_id for document_id, _ in cases.file(filings, actor)] if filings else []
    cases.finish_ready(client_id=client_id, document_ids=filed, person_id=None, now=lambda: now() + timedelta(minutes=1))


def _party(customer: Customer, on: date) -> NewParty:
    address, country = customer.party.address, customer.party.address.country
    contact = customer.party.contact
    terms = {"einvoice": customer.einvoice, "buyer_reference": customer.reference}
    return NewParty(
        role="customer",
        name=customer.party.name,
        country=country,
        from_on=on,
        language=LANGUAGES.get(country, "en"),
        address={"street": address.street, "town": address.town, "postcode": address.postcode},
        email=contact.email if contact else "",
        payment_days=PAYMENT_DAYS,
        terms={key: text for key, text in terms.items() if text},
        identifiers=(("npwp" if country == "ID" else "vat", customer.party.vat_id),),
    )


def _invoice(client: Client, customer: Customer, party_id: int, first: date) -> Filing:
    """Some of the customer's articles, on some day of the month."""
    chance = random.Random(f"{client.code}:{customer.key}:{first}")  # noqa: S311  (what is sold in a demonstration is no secret)
    contact = client.party.contact
    values = {
        "customer_id": str(party_id),
        "issued_on": (first + timedelta(days=chance.randrange(3, 25))).isoformat(),
        "contact_name": contact.name if contact else "",
        "contact_phone": contact.phone if contact else "",
        "contact_email": contact.email if contact else "",
    }
    chosen = chance.sample(customer.articles, chance.randint(1, len(customer.articles)))
    lines = tuple(
        {
            "name": name,
            "unit": unit,
            "price": price,
            "quantity": str(chance.randint(least, most)),
            "supply": "services" if unit in SERVICES else "goods",
        }
        for name, unit, price, least, most in chosen
    )
    source = Source("rule", CHANNEL)
    reading = Reading(
        reader=CHANNEL,
        values={key: Value(text, source) for key, text in values.items()},
        tables={"lines": tuple({key: Value(text, source) for key, text in line.items()} for line in lines)},
    )
    return Filing(type=TYPE, key=f"sale:{client.code}:{customer.key}:{first}", reading=reading, channel=CHANNEL)
