"""An Indonesian month from its postings to the figures of the return and the files that Coretax imports."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from django.apps import apps
from lxml import etree
from tests.engines.einvoice.drafts import KOPI
from tests.journeys.office import hire, open_office, supplier
from tests.journeys.test_customer_invoice_story import DESK, customer, typed

from kantor.spine import parties

D = Decimal
KEY = "accounting.vat_return"


def test_an_indonesian_month_has_its_figures_and_what_coretax_imports_beside_tax_invoices(database: None) -> None:
    office = open_office()
    hire(office, "clara", {"ID": ["accounting.clerk"]})
    hire(office, "otto", {"ID": ["accounting.approver"]})
    sold = typed(office, "ID", customer(office, "ID", KOPI), {**DESK, "price": "600000"})
    assert office.finish("ID", sold) == {sold}
    till = typed(office, "ID", customer(office, "ID", KOPI), {**DESK, "price": "100000"}, format="paper")
    assert office.finish("ID", till) == {till}
    lines = ({"account": "6-1200", "debit": "1750000", "tax_code": "JLN12"}, {"account": "1-1620", "debit": "192500", "tax_code": "JLN12"})
    owed = ({"account": "2-1510", "credit": "192500", "tax_code": "JLN12"}, {"account": "2-1400", "credit": "1750000"})
    values = {"booked_on": "2026-03-28", "text": "Cloud Ltd."}
    posted = office.type_in("ID", "clara", "accounting.journal_entry", values, lines=(*lines, *owed))
    assert office.finish("ID", posted) == {posted}
    office.now.forward(days=28)
    with office.acting("ID") as actor:
        (party_id,) = parties.create_parties([replace(supplier(KOPI, "1370012345678"), name="KPP Pratama", identifiers=())], actor)
    values = {"from_on": "2026-03-01", "until_on": "2026-03-31", "office_id": str(party_id), "office_name": "KPP Pratama"}
    made = office.type_in("ID", "clara", KEY, {**values, "tax_number": "0012345678901000"})
    assert office.findings("ID", made) == set()
    rows = office.checked("ID", made).reading.rows("figures")
    told = {row["box"].text: D(row["stated"].text) for row in rows}
    assert (told["A2"], told["A2_DPP"], told["A2_PPN"]) == (D(1400000), D(1283333), D(154000))
    assert (told["B1_PPN"], told["JLN"]) == (D(192500), D(192500))
    office.approve("ID", made, "clara")
    office.approve("ID", made, "otto")
    assert office.finish("ID", made) == {made}
    with office.acting("ID"):
        (row,) = apps.get_model("documents.Outbox").objects.filter(kind="tax_return")
    with ZipFile(BytesIO(bytes(row.file))) as packed:
        files = {name: etree.fromstring(packed.read(name)) for name in packed.namelist()}
    assert set(files) == {"retail.xml", "other-documents-input.xml"}
    (retail,) = files["retail.xml"].iter("RetailInvoice")
    sold_there = [retail.findtext(key) for key in ("TrxCode", "TaxBaseSellingPrice", "OtherTaxBaseSellingPrice", "VAT", "SerialNo")]
    assert sold_there == ["Normal", "200000", "183333", "22000", office.row("ID", till).number]
    (abroad,) = files["other-documents-input.xml"].iter("SpecialDoc")
    assert [abroad.findtext(key) for key in ("TrxCode", "TotalTaxBase", "TotalVAT")] == ["15", "1604167", "192500"]
    assert office.balances("ID")["2-1530"] == D(-154000)
