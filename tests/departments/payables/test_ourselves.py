"""The client's own VAT id on a page is never taken for the supplier's."""

from kantor.departments.payables.supplier_invoice.ourselves import told_apart
from kantor.words import PAGES, Reading, Source, Value

OURS, THEIRS = "DE129274202", "DE136695976"
CLIENT = {"vat_id": OURS, "country": "DE"}


def read(source: str = "page", reader: str = f"{PAGES} start 0", **ids: str) -> Reading:
    return Reading(reader=reader, values={key: Value(text, Source(source, "", 1), 0.9) for key, text in ids.items()})


def test_our_own_id_and_the_suppliers_are_exchanged() -> None:
    told = told_apart(read(supplier_vat_id=OURS, buyer_vat_id=THEIRS, supplier_country="DE"), CLIENT)
    assert (told.text("supplier_vat_id"), told.text("buyer_vat_id"), told.text("supplier_country")) == (THEIRS, OURS, "DE")


def test_our_own_id_alone_is_the_buyers() -> None:
    told = told_apart(read(supplier_vat_id=OURS, supplier_country="DE"), CLIENT)
    assert (told.text("supplier_vat_id"), told.text("buyer_vat_id"), told.text("supplier_country")) == ("", OURS, "")


def test_what_a_person_typed_or_data_says_stays() -> None:
    for reading in (
        read("person", supplier_vat_id=OURS, buyer_vat_id=THEIRS),
        read("xml", "UBL", supplier_vat_id=OURS),
        read(supplier_vat_id=THEIRS, buyer_vat_id=OURS),
    ):
        assert told_apart(reading, CLIENT) is reading
