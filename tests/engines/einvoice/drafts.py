"""Drafts of four small companies for the tests of the writers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kantor.engines.einvoice.writers import Account, Address, Contact, Draft, DraftLine, Party, Reference, Vat

D = Decimal
S19, S7 = Vat("S", D(19)), Vat("S", D(7))
EXEMPT = Vat("E", D(0), "§ 4 Nr. 21 UStG")

PAPIER = Party(
    name="Papierhaus Linde GmbH",
    address=Address(street="Lindenstr. 5", town="Berlin", postcode="10969", country="DE"),
    vat_id="DE136695976",
    contact=Contact(name="Anke Linde", phone="+49 30 5550100", email="rechnung@linde.example"),
    mailbox=("9930", "DE136695976"),
)
BUERO = Party(
    name="Bürohof Müller & Söhne KG",
    address=Address(street="Am Markt 1", town="Bremen", postcode="28195", country="DE"),
    vat_id="DE129274202",
    mailbox=("9930", "DE129274202"),
)
JODLA = Party(
    name="Drukarnia Jodła sp. z o.o.",
    address=Address(street="ul. Leśna 4", town="Poznań", postcode="61-001", country="PL"),
    vat_id="PL1234563218",
    contact=Contact(name="Ewa Jodła", phone="612000000", email="biuro@jodla.example"),
    mailbox=("9945", "PL1234563218"),
)
LIPA = Party(
    name="Kawiarnia Pod Lipą",
    address=Address(street="Rynek 12", town="Wrocław", postcode="50-101", country="PL"),
    vat_id="PL7777777777",
)
KOPI = Party(
    name="PT Kopi Gunung",
    address=Address(street="Jl. Anggrek 3", town="Jakarta", postcode="10110", country="ID"),
    vat_id="0013000666091000",
)
MELATI = Party(
    name="PT Melati Boga",
    address=Address(street="Jl. Melati 7", town="Bandung", postcode="40111", country="ID"),
    vat_id="0013121660091000",
    contact=Contact(name="Sari", phone="+62 22 5550100", email="faktur@melati.example"),
)

GERMAN = Draft(
    number="RE-2026-0815",
    issued_on=date(2026, 3, 2),
    delivered_on=date(2026, 2, 27),
    due_on=date(2026, 4, 1),
    currency="EUR",
    seller=PAPIER,
    buyer=BUERO,
    account=Account(iban="DE89370400440532013000", holder="Papierhaus Linde GmbH", bic="COBADEFFXXX"),
    buyer_reference="04011000-12345-34",
    order_number="B-4711",
    note="Vielen Dank für Ihren Auftrag & auf bald.",
    cash_discounts=((14, D("2.00")),),
    lines=(
        DraftLine(name="Kopierpapier A4 <weiß>", quantity=D(40), price=D("4.35"), vat=S19, unit="H87", article="KP-80"),
        DraftLine(name="Fachbuch Buchbinden", quantity=D(3), price=D("29.90"), vat=S7, discount=D("5.00")),
        DraftLine(name="Kurs Papierschöpfen", quantity=D("1.5"), price=D("120"), vat=EXEMPT, unit="HUR"),
    ),
)
CREDIT = replace(
    GERMAN,
    number="GS-2026-0003",
    kind="381",
    cash_discounts=(),
    preceding=Reference(number="RE-2026-0815", issued_on=date(2026, 3, 2)),
    lines=(DraftLine(name="Rücknahme Kopierpapier", quantity=D(4), price=D("4.35"), vat=S19, unit="H87"),),
)
REVERSE_CHARGE = replace(
    GERMAN,
    number="RE-2026-0816",
    cash_discounts=(),
    buyer=replace(JODLA, contact=None),
    lines=(DraftLine(name="Gestaltung", quantity=D(3), price=D("80"), vat=Vat("AE", D(0)), unit="HUR"),),
)
COMMUNITY = replace(
    REVERSE_CHARGE,
    number="RE-2026-0817",
    lines=(DraftLine(name="Kopierpapier", quantity=D(400), price=D("4.10"), vat=Vat("K", D(0)), unit="H87"),),
)
PREPAID = replace(GERMAN, number="RE-2026-0818", prepaid=D("100.00"), cash_discounts=())

POLISH = Draft(
    number="FV/2026/03/17",
    issued_on=date(2026, 3, 2),
    delivered_on=date(2026, 2, 27),
    due_on=date(2026, 3, 16),
    currency="PLN",
    seller=JODLA,
    buyer=LIPA,
    account=Account(iban="PL61109010140000071219812874", holder="Drukarnia Jodła"),
    order_number="ZAM/88",
    note="Dziękujemy za zamówienie.",
    cash_discounts=((7, D(2)),),
    lines=(
        DraftLine(name="Karty menu", quantity=D(120), price=D("10.50"), vat=Vat("S", D(23)), unit="H87", discount=D("60.00")),
        DraftLine(name="Przewodnik", quantity=D(8), price=D("25"), vat=Vat("S", D(5))),
        DraftLine(name="Ubezpieczenie", quantity=D(1), price=D("40"), vat=Vat("E", D(0), "art. 43 ust. 1 pkt 37 ustawy o VAT")),
    ),
)
POLISH_EURO = replace(
    POLISH, number="FV/2026/03/18", currency="EUR", exchange_rate=D("4.2820"), lines=POLISH.lines[:2], cash_discounts=(), prepaid=D(50)
)
POLISH_ABROAD = replace(
    POLISH,
    number="FV/2026/03/19",
    currency="EUR",
    buyer=BUERO,
    lines=(
        DraftLine(name="Albumy", quantity=D(32), price=D(25), vat=Vat("K", D(0))),
        DraftLine(name="Projekt", quantity=D(3), price=D(50), vat=Vat("AE", D(0)), unit="HUR"),
    ),
)
POLISH_CORRECTION = replace(
    POLISH,
    number="FK/2026/03/2",
    kind="384",
    cash_discounts=(),
    preceding=Reference(number="FV/2026/03/17", issued_on=date(2026, 3, 2), ksef_number="1234563218-20260302-8BEF280C8D35-4D"),
    lines=(DraftLine(name="Karty menu", quantity=D(-10), price=D("10.50"), vat=Vat("S", D(23)), unit="H87"),),
)
INDONESIAN = Draft(
    number="INV/2026/0311",
    issued_on=date(2026, 3, 2),
    currency="IDR",
    seller=KOPI,
    buyer=MELATI,
    lines=(
        DraftLine(name="Biji kopi arabika", quantity=D(40), price=D(250000), vat=Vat("S", D(11)), unit="KGM", discount=D(500000)),
        DraftLine(name="Pelatihan barista", quantity=D(6), price=D(300000), vat=Vat("S", D(11)), unit="HUR"),
    ),
)
LUXURY = replace(INDONESIAN, number="INV/2026/0312", transaction_code="01", lines=(replace(INDONESIAN.lines[0], vat=Vat("S", D(12))),))
