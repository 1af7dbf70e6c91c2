"""What Coretax imports beside tax invoices: the elements of the published templates, all of them and in their order, in whole rupiah."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from kantor.countries.indonesia.coretax import other_kind
from kantor.engines.tax_returns import OtherDocument, RetailSale, archive, write_other_input, write_other_output, write_retail

D = Decimal
TIN = "1091031210912281"
# The templates that the tax office publishes, with the values of their examples.
RETAIL = """<RetailInvoiceBulk><TIN>1091031210912281</TIN><TaxPeriodMonth>3</TaxPeriodMonth><TaxPeriodYear>2026</TaxPeriodYear>
<ListOfRetailInvoice>
<RetailInvoice><TrxCode>Normal</TrxCode><BuyerName>Contoh Pembeli</BuyerName><BuyerIdOpt>NPWP</BuyerIdOpt>
<BuyerIdNumber>1091031210915288</BuyerIdNumber><GoodServiceOpt>A</GoodServiceOpt><SerialNo>0101010101</SerialNo>
<TransactionDate>2026-03-20</TransactionDate><TaxBaseSellingPrice>2000000</TaxBaseSellingPrice>
<OtherTaxBaseSellingPrice>1833333</OtherTaxBaseSellingPrice><VAT>220000</VAT><STLG>0</STLG><Info/></RetailInvoice>
</ListOfRetailInvoice></RetailInvoiceBulk>"""
OUTPUT = """<SpecialDocBulk><TIN>1091031210912281</TIN><ListOfSpecialDoc><SpecialDoc><TransactionType>01</TransactionType>
<TransactionDetail>01</TransactionDetail><TransactionDocument>1</TransactionDocument><AdditionalInformation/>
<DocumentNumber>DELI-0002</DocumentNumber><DocumentDate>2026-03-01</DocumentDate><Reference/><BuyerTIN>1091031210915288</BuyerTIN>
<BuyerName>Anku</BuyerName><BuyerAddress>Jakarta</BuyerAddress><TaxBase>250000</TaxBase><VAT>25000</VAT><STLG>0</STLG></SpecialDoc>
</ListOfSpecialDoc></SpecialDocBulk>"""
INPUT = """<InputSpecialDocBulk><TIN>1091031210912281</TIN><ListOfSpecialDoc><SpecialDoc><SpecialDocNo>INV-7</SpecialDocNo>
<SpecialDocDate>2026-03-28</SpecialDocDate><TrxType>03</TrxType><TrxCode>15</TrxCode><TrxDocument>7</TrxDocument>
<TaxPeriodMonth>3</TaxPeriodMonth><TaxPeriodYear>2026</TaxPeriodYear><TotalTaxBase>1604167</TotalTaxBase><TotalVAT>192500</TotalVAT>
<TotalSTLG>0</TotalSTLG><SellerTin>0000000000000000</SellerTin><SellerName>Cloud Ltd.</SellerName></SpecialDoc>
</ListOfSpecialDoc></InputSpecialDocBulk>"""


def same(written: bytes, template: str) -> bool:
    def told(element: etree._Element) -> list[tuple[str, str]]:
        return [(str(one.tag), (one.text or "").strip()) for one in element.iter()]

    return told(etree.fromstring(written)) == told(etree.fromstring(template))


def test_sales_reported_together_have_the_elements_of_the_template() -> None:
    sale = RetailSale(
        *("Normal", "Contoh Pembeli", "NPWP", "1091031210915288", False, "0101010101", date(2026, 3, 20)),
        *(D(2000000), D("1833333.33"), D(220000)),
    )
    assert same(write_retail(TIN, date(2026, 3, 31), [sale]), RETAIL)


def test_other_documents_have_the_elements_of_their_templates() -> None:
    sold = OtherDocument("01", "01", "1", "DELI-0002", date(2026, 3, 1), "1091031210915288", "Anku", "Jakarta", D(250000), D(25000))
    assert same(write_other_output(TIN, [sold]), OUTPUT)
    kind = other_kind("JLN12", "goods")
    assert kind is not None
    codes = (kind.type, kind.detail, kind.document)
    bought = OtherDocument(*codes, "INV-7", date(2026, 3, 28), "", "Cloud Ltd.", "", D("1604166.67"), D(192500))
    assert same(write_other_input(TIN, date(2026, 3, 31), [bought]), INPUT)


def test_exports_of_goods_and_of_services_are_told_apart() -> None:
    goods, services = other_kind("PKEX", "goods"), other_kind("PKEX", "services")
    assert goods is not None
    assert services is not None
    assert ((goods.detail, goods.document), (services.detail, services.document)) == (("11", "4"), ("13", "5"))
    assert other_kind("PM12", "goods") is None


def test_the_same_files_make_the_same_archive() -> None:
    packed = archive({"b.xml": b"2", "a.xml": b"1"})
    assert packed == archive({"b.xml": b"2", "a.xml": b"1"})
    with ZipFile(BytesIO(packed)) as read:
        assert {name: read.read(name) for name in read.namelist()} == {"b.xml": b"2", "a.xml": b"1"}
