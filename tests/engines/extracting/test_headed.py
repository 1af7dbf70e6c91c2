"""A name that a paper puts behind `Name:` below the heading of its party is that party's, and what the heading leaves open stays open."""

from tests.engines.extracting.test_besides import sheet

from kantor.engines.extracting import Sheet
from kantor.engines.extracting.headed import headed_names


def names(*lines: str) -> dict[str, str]:
    return {field: one.value for field, one in headed_names(sheet("Rechnung Nr. 4711 vom 05.03.2026", *lines)).items()}


def test_each_party_is_named_in_its_own_block() -> None:
    blocks = ("Verkäufer", "Nummer:  549910", "Name:  Lieferant GmbH", "Käufer/Leistungsempfänger", "Name:  Kunden AG Mitte")
    assert names(*blocks) == {"supplier_name": "Lieferant GmbH", "buyer_name": "Kunden AG Mitte"}
    assert names("Buyer", "Name:  Kunden AG Mitte", "Seller", "Name:  Lieferant GmbH") == {
        "supplier_name": "Lieferant GmbH",
        "buyer_name": "Kunden AG Mitte",
    }


def test_a_block_of_somebody_else_names_no_party() -> None:
    blocks = ("Verkäufer", "Name:  Lieferant GmbH", "Abweichender Zahlungsempfänger", "Name:  Inkasso Nord GmbH")
    assert names(*blocks) == {"supplier_name": "Lieferant GmbH"}
    assert names("Verkäufer: Firma", "Name:  Lieferant GmbH", "Geschäftsführer: Hans Muster", "Name:  Otto Handel GmbH") == {}


def test_two_blocks_that_name_a_party_differently_say_nothing() -> None:
    assert names("Verkäufer", "Name:  Lieferant GmbH", "Verkäufer", "Name:  Handelshof Süd KG") == {}


def test_a_legal_form_alone_is_no_name() -> None:
    page: Sheet = sheet("Rechnung", "Lieferant GmbH", "Kunde AG")
    values = {one.value for one in page.candidates["name"]}
    assert "Lieferant GmbH" in values
    assert not values & {"GmbH", "AG"}
