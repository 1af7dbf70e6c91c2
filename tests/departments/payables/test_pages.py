"""What an invoice says on its pages: letters as they were recognised, and codes that say it exactly."""

import re

from kantor.departments.payables.supplier_invoice.pages import read_pages
from kantor.words import Code, Page, Word

TEXT = """Papier GmbH                    Rechnung
Weg 1, 24103 Kiel              Rechnungsnummer: R-1
                               Rechnungsdatum: 10.03.2026

Pos  Bezeichnung       Menge   Preis    Betrag
1    Kopierpapier A4      10    4,35     43,50

Netto 43,50   USt 19 % 8,27   Gesamtbetrag EUR 51,77
IBAN DE89 3704 0044 0532 0130 00   zahlbar bis 09.04.2026
"""
# The example of the European Payments Council's guideline EPC069-12, with an amount of this invoice.
CODE = "BCD\n001\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR51.77\nCHAR\n\nUrgency fund\nSample EPC QR Code"
BOX = (0.7, 0.8, 0.8, 0.9)


def page(text: str, *codes: Code) -> Page:
    """Each word stands where it does in the text."""
    words = [
        Word(found[0], 1, found.start() / 100, (row + 1) / 70, found.end() / 100, (row + 1.8) / 70)
        for row, line in enumerate(text.splitlines())
        for found in re.finditer(r"\S+", line)
    ]
    return Page(1, 595.0, 842.0, words, codes=codes)


def test_a_printed_code_says_account_and_amount_exactly() -> None:
    (reading,) = read_pages([page(TEXT, Code("4711", "Code128", 1, *BOX), Code(CODE, "QRCode", 1, *BOX))])
    said = [reading.text(key) for key in ("iban", "bic", "payable", "remittance")]
    assert said == [
        "BE72000000001616",
        "BPOTBEB1",
        "51.77",
        "Urgency fund",
    ]
    iban = reading.values["iban"]
    assert (iban.source.kind, iban.source.page, iban.source.box) == ("page", 1, BOX)
    assert reading.text("gross") == "51.77"


def test_a_code_that_breaks_the_standard_says_nothing() -> None:
    (reading,) = read_pages([page(TEXT, Code(CODE.replace("BE72", "BE73"), "QRCode", 1, *BOX))])
    assert reading.text("iban") == "DE89370400440532013000"
    assert "remittance" not in reading.values
