"""Invoices for the benchmarks: distinct, of a few known suppliers, with three lines each."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from kantor.demo.numbers import bank_account, tax_number
from kantor.engines.einvoice.writers import Account, Address, Contact, Draft, DraftLine, Party, Vat

SUPPLIERS = 40
TODAY = date(2026, 6, 30)
ARTICLES = ("Kopierpapier A4", "Ordner breit", "Tonerkartusche", "Versandtasche", "Bleistift HB", "Klebeband")
STANDARD = Vat("S", Decimal(19))
BUYER = Party(
    name="Messbude Handels GmbH",
    address=Address(street="Am Markt 1", town="Bremen", postcode="28195", country="DE"),
    vat_id=tax_number("DE", "bench buyer"),
    mailbox=("9930", tax_number("DE", "bench buyer")),
)


def supplier(place: int) -> Party:
    number = tax_number("DE", f"bench supplier {place}")
    return Party(
        name=f"Lieferant {place:02d} GmbH",
        address=Address(street=f"Werkstr. {place}", town="Hamburg", postcode="20095", country="DE"),
        vat_id=number,
        contact=Contact(name="Buchhaltung", phone="+49 40 5550100", email=f"rechnung@lieferant{place}.example"),
        mailbox=("9930", number),
    )


def account(place: int) -> Account:
    return Account(iban=bank_account("DE", f"bench supplier {place}"), holder=f"Lieferant {place:02d} GmbH")


def drafts(count: int, *, first: int = 0, lines: int = 3, sellers: Sequence[Party] | None = None) -> Iterator[Draft]:
    """The invoices first .. first + count - 1, the same for the same numbers, suppliers in turn."""
    known = sellers or [supplier(place) for place in range(SUPPLIERS)]
    accounts = [account(place) for place in range(SUPPLIERS)]
    for serial in range(first, first + count):
        chance, place = random.Random(serial), serial % SUPPLIERS
        issued_on = TODAY - timedelta(days=chance.randrange(1, 40))
        yield Draft(
            number=f"RE-{serial:07d}",
            issued_on=issued_on,
            delivered_on=issued_on - timedelta(days=3),
            due_on=issued_on + timedelta(days=30),
            currency="EUR",
            seller=known[place],
            buyer=BUYER,
            account=accounts[place],
            buyer_reference="EK-1",
            lines=tuple(
                DraftLine(
                    name=ARTICLES[(serial + line) % len(ARTICLES)],
                    quantity=Decimal(chance.randrange(1, 40)),
                    price=Decimal(chance.randrange(100, 9000)).scaleb(-2),
                    vat=STANDARD,
                    unit="H87",
                )
                for line in range(lines)
            ),
        )
