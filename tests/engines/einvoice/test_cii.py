"""CII invoices are read into the tree of EN 16931-1, whole ones and fragments, of today and of 2014."""

import copy
import random
from pathlib import Path

import pytest
from lxml import etree

from kantor.engines.einvoice import Group, Invoice, read
from kantor.engines.einvoice.readers import cii, read_root

SAMPLES = Path(__file__).parent / "samples"
RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"


@pytest.fixture(scope="module")
def invoice() -> Invoice:
    return read((SAMPLES / "cii_three_lines.xml").read_bytes())


def _settlement(inner: str) -> Invoice:
    return read(
        f'<rsm:CrossIndustryInvoice xmlns:rsm="{RSM}" xmlns:ram="{RAM}" xmlns:udt="{UDT}"><rsm:SupplyChainTradeTransaction>'
        f"<ram:ApplicableHeaderTradeSettlement>{inner}</ram:ApplicableHeaderTradeSettlement>"
        "</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>".encode()
    )


def _only(group: Group, id: str) -> Group:
    (found,) = group.sub(id)
    return found


def test_the_head_of_an_invoice_stands_at_the_root(invoice: Invoice) -> None:
    head = {id: invoice.text(id) for id in ("BT-1", "BT-3", "BT-5", "BT-10", "BT-13", "BT-17", "BT-20", "BT-24", "BT-110", "BT-115")}
    assert head == {
        "BT-1": "R-2025-0417",
        "BT-3": "380",
        "BT-5": "EUR",
        "BT-10": "04011000-12345-34",
        "BT-13": "PO-88",
        "BT-17": "LOT-5",
        "BT-20": "Payable within 14 days.",
        "BT-24": "urn:cen.eu:en16931:2017",
        "BT-110": "66.98",
        "BT-115": "608.98",
    }
    assert (invoice.syntax, invoice.kind, invoice.is_credit_note) == ("CII", "CrossIndustryInvoice", False)


def test_dates_are_given_as_year_month_day(invoice: Invoice) -> None:
    assert (invoice.text("BT-2"), invoice.text("BT-9")) == ("2025-03-14", "2025-03-28")
    assert _only(invoice, "BG-13").text("BT-72") == "2025-03-12"
    assert _only(invoice, "BG-3").text("BT-26") == "2025-02-10"
    assert _only(invoice.sub("BG-25")[2], "BG-26").text("BT-135") == "2025-03-31"


@pytest.mark.parametrize("written", ["20251399", "202503", "2025-03-14", "", "٢٠٢٥٠٣١٤"])
def test_a_date_that_is_none_stays_as_written(written: str) -> None:
    term = _settlement(
        f'<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">{written}</udt:DateTimeString>'
        "</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"
    ).first("BT-9")
    assert term is not None
    assert (term.value, term.scheme) == (written, "102")


def test_the_seller_keeps_every_identifier_with_its_scheme(invoice: Invoice) -> None:
    seller = _only(invoice, "BG-4")
    assert [(term.value, term.scheme) for term in seller.all("BT-29")] == [("77123", None), ("4000001000005", "0088")]
    assert [seller.text(id) for id in ("BT-27", "BT-28", "BT-30", "BT-31", "BT-32")] == [
        "Kaffeekontor Nord GmbH",
        "Kaffeekontor",
        "HRB 4711",
        "DE123456789",
        "22/815/08150",
    ]
    assert _only(seller, "BG-5").text("BT-40") == "DE"


def test_a_department_is_the_contact_where_no_person_is_named(invoice: Invoice) -> None:
    assert _only(_only(invoice, "BG-4"), "BG-6").text("BT-41") == "Invoicing"


def test_the_price_gathers_gross_and_net_with_their_base_quantity(invoice: Invoice) -> None:
    price = _only(invoice.sub("BG-25")[0], "BG-29")
    assert {id: price.text(id) for id in ("BT-146", "BT-147", "BT-148", "BT-149", "BT-150")} == {
        "BT-146": "15.00",
        "BT-147": "1.00",
        "BT-148": "16.00",
        "BT-149": "1",
        "BT-150": "C62",
    }


def test_a_line_knows_its_item_and_its_references(invoice: Invoice) -> None:
    line = invoice.sub("BG-25")[0]
    assert [line.text(id) for id in ("BT-126", "BT-128", "BT-129", "BT-130", "BT-131", "BT-132")] == [
        "1",
        "METER-7",
        "20",
        "C62",
        "300.00",
        "10",
    ]
    assert line.all("BT-128")[0].scheme == "AVE"
    item = _only(line, "BG-31")
    code = item.all("BT-158")[0]
    assert (code.value, code.scheme, code.version, item.text("BT-159")) == ("K1", "SRV", "2", "ET")
    assert _only(item, "BG-32").text("BT-161") == "dark"


def test_payment_terms_stand_with_the_payment_they_belong_to(invoice: Invoice) -> None:
    payment = _only(invoice, "BG-16")
    assert payment.text("BT-83") == "R-2025-0417"
    assert _only(payment, "BG-17").text("BT-86") == "BYLADEM1001"
    assert not invoice.has("BT-83")


def test_a_mandate_belongs_to_the_direct_debit() -> None:
    invoice = _settlement(
        "<ram:CreditorReferenceID>DE98ZZZ</ram:CreditorReferenceID>"
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode></ram:SpecifiedTradeSettlementPaymentMeans>"
        "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>59</ram:TypeCode></ram:SpecifiedTradeSettlementPaymentMeans>"
        "<ram:SpecifiedTradePaymentTerms><ram:DirectDebitMandateID>M-1</ram:DirectDebitMandateID></ram:SpecifiedTradePaymentTerms>"
    )
    transfer, debit = invoice.sub("BG-16")
    assert transfer.sub("BG-19") == []
    assert (_only(debit, "BG-19").text("BT-89"), _only(debit, "BG-19").text("BT-90")) == ("M-1", "DE98ZZZ")


def test_the_tax_point_is_said_once_for_the_invoice(invoice: Invoice) -> None:
    assert [term.value for term in invoice.all("BT-8")] == ["29"]
    assert all(not breakdown.has("BT-8") for breakdown in invoice.sub("BG-23"))


def test_tax_totals_are_told_apart_by_currency() -> None:
    totals = "".join(
        f'<ram:TaxTotalAmount currencyID="{currency}">{amount}</ram:TaxTotalAmount>'
        for currency, amount in (("PLN", 43), ("EUR", 10), ("USD", 11))
    )
    invoice = _settlement(
        "<ram:TaxCurrencyCode>PLN</ram:TaxCurrencyCode><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>"
        f"<ram:SpecifiedTradeSettlementHeaderMonetarySummation>{totals}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>"
    )
    assert [invoice.text(id) for id in ("BT-110", "BT-111", "CII-TaxTotalAmount")] == ["10", "43", "11"]


def test_an_attachment_keeps_its_type_and_file_name(invoice: Invoice) -> None:
    document = _only(invoice, "BG-24")
    attachment = document.all("BT-125")[0]
    assert (document.text("BT-122"), attachment.value, attachment.unit, attachment.name) == (
        "time-sheet",
        "YTtiCg==",
        "text/csv",
        "sheet.csv",
    )


def test_a_path_leads_back_to_the_element_it_was_read_from(invoice: Invoice) -> None:
    root = etree.parse(SAMPLES / "cii_three_lines.xml")
    prefixes = {"rsm": RSM, "ram": RAM, "udt": UDT, "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"}
    for group in invoice.walk():
        for id, terms in group.terms.items():
            for term in terms if id.startswith(("BT-", "CII-")) else ():
                (place,) = root.xpath(term.path, namespaces=prefixes)
                text = place if isinstance(place, str) else "".join(place.itertext()).strip()
                assert text == term.value or term.value == f"{text[:4]}-{text[4:6]}-{text[6:]}", (id, term.path)


def test_sub_lines_of_an_extension_stand_below_their_line() -> None:
    invoice = read((SAMPLES / "cii_sub_lines.xml").read_bytes())
    group, plate = invoice.sub("BG-25")
    cup = _only(group, "BG-DEX-01")
    assert [group.text("BT-126"), cup.text("BT-126"), _only(cup, "BG-DEX-01").text("BT-126"), plate.text("BT-126")] == [
        "1",
        "1.1",
        "1.1.1",
        "2",
    ]


def test_terms_that_en_16931_does_not_know_are_kept_under_their_own_name() -> None:
    invoice = read((SAMPLES / "cii_sub_lines.xml").read_bytes())
    batch = _only(_only(invoice.sub("BG-25")[1], "BG-31"), "CII-IndividualTradeProductInstance")
    assert (batch.text("CII-BatchID"), batch.text("CII-SellByDateTime")) == ("B-77", "2026-01-01")
    assert invoice.text("CII-BuyerOrder-FormattedIssueDateTime") == "2025-01-01"
    assert _only(invoice, "BG-21").text("BT-99") == "7.90"


def test_zugferd_1_reads_to_the_same_terms() -> None:
    invoice = read((SAMPLES / "zugferd1_comfort.xml").read_bytes())
    assert [invoice.text(id) for id in ("BT-1", "BT-2", "BT-13", "BT-106", "BT-110", "BT-115")] == [
        "2015-17",
        "2015-07-08",
        "B-9",
        "100.00",
        "19.95",
        "124.95",
    ]
    line = _only(invoice, "BG-25")
    assert (line.text("BT-129"), line.text("BT-130"), line.text("BT-131")) == ("2.0000", "HUR", "100.00")
    assert (_only(line, "BG-30").text("BT-152"), _only(line, "BG-29").text("BT-146")) == ("19.00", "50.0000")
    assert _only(invoice, "BG-23").text("BT-119") == "19.00"
    assert [id for group in invoice.walk() for id in group.terms if id.startswith("CII-")] == [
        "CII-DocumentName",
        "CII-TypeCode",
        "CII-TypeCode",
        "CII-TypeCode",
    ]


def test_a_fragment_reads_to_what_is_there() -> None:
    invoice = _settlement(
        "<ram:ApplicableTradeTax/><ram:SpecifiedTradeAllowanceCharge><ram:Reason>why</ram:Reason></ram:SpecifiedTradeAllowanceCharge>"
    )
    assert [id for id in invoice.terms if id.startswith(("BT-", "CII-"))] == []
    assert _only(invoice, "BG-23").terms == {}
    assert _only(invoice, "CII-AllowanceCharge").text("BT-97") == "why"


def test_no_mutilated_invoice_makes_the_reader_fail() -> None:
    whole = etree.parse(SAMPLES / "cii_three_lines.xml").getroot()
    chance = random.Random(16931)
    for _ in range(300):
        root = copy.deepcopy(whole)
        for _ in range(chance.randrange(1, 12)):
            element = chance.choice([found for found in root.iter() if isinstance(found.tag, str)])
            parent = element.getparent()
            damage = chance.randrange(4)
            if parent is None or damage == 0:
                element.text = chance.choice([None, "", " ", "NaN", "1e9"])
            elif damage == 1:
                parent.remove(element)
            elif damage == 2:
                parent.append(copy.deepcopy(element))
            else:
                element.tag = chance.choice([f"{{{RAM}}}ID", "Foreign", f"{{{UDT}}}DateTimeString", element.tag])
        assert read_root(root).syntax == "CII" or root.tag != whole.tag


def test_every_cii_file_we_know_reads_without_failing(shared_data: Path) -> None:
    count = 0
    for path in sorted(shared_data.rglob("*.xml")):
        if RSM.encode() in (data := path.read_bytes()):
            tree = etree.fromstring(data, etree.XMLParser(remove_comments=True))
            for root in tree.iter(f"{{{RSM}}}CrossIndustryInvoice"):
                assert cii.read_root(root).path == "/rsm:CrossIndustryInvoice"
                count += 1
    print(f"cii: {count} invoices and fragments read")
    assert count > 390
