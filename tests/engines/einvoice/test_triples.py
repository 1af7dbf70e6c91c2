"""The same invoice in UBL, in CII and inside a PDF is read to the same business terms; what differs stands in the files themselves."""

from pathlib import Path

from tests.engines.einvoice.alike import Explained, unexplained

from kantor.engines.einvoice import Invoice, read

PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
EARLIER = "the PDFs hold the edition of 2018 (XRechnung 2.1), the XML files that of 2024"
FULL = "not_validating_*"
TENFOLD = "BT-93 BT-100 BT-116 BT-117 BT-137 BT-142 BT-131 BT-110 BT-111"
UBL_AND_CII = [
    Explained("[!X]*", "first", "BT-24", PEPPOL, "the UBL file is declared as Peppol BIS"),
    Explained("[!X]*", "first", "BT-23", "urn:fdc:peppol.eu:*", "the UBL file is declared as Peppol BIS"),
    Explained("[!X]*", "second", "BT-24", "urn:cen.eu:en16931:2017", "the CII file is declared as plain EN 16931"),
    Explained("EN*", "second", "BT-23", "B*", "the CII file names a process of its own"),
    Explained(FULL, "second", "BT-23", "BT-23 Business Process Type", "the CII file names a process of its own"),
    Explained("EN*", "first", "BT-28 BT-45", "*", "the UBL file repeats the registered name as trading name"),
    Explained("EN*", "second", "BT-148", "*", "the UBL file has no gross price"),
    Explained("EN*", "second", "BT-29", "549910", "the UBL file leaves the seller's identifier out"),
    Explained("EN*", "second", "BT-124", "#ef=*", "the CII file points into the PDF it was made for"),
    Explained("*", "second", "BT-156 BT-155 BT-86 BT-36 BT-51 BT-11", "", "the CII file has the element, but nothing in it"),
    Explained("*Elektron", "first", "BT-13", "", "the UBL file has the element, but nothing in it"),
    Explained("XRECHNUNG_*", "first", "BT-147", "0", "the UBL file writes a price discount of nothing"),
    Explained(FULL, "first", TENFOLD, "*", "amounts of the UBL file are ten times those of the CII file"),
    Explained(FULL, "second", TENFOLD, "*", "amounts of the UBL file are ten times those of the CII file"),
    Explained(
        FULL, "second", "BT-81 BT-82 BT-83 BT-84 BT-85 BT-87 BT-88 BT-89 BT-90 BT-91", "*", "the UBL file has no payment instructions"
    ),
    Explained(FULL, "second", "BT-61 BT-8", "*", "the UBL file has neither"),
    Explained(FULL, "second", "BT-114", "0", "the CII file writes a rounding of nothing"),
]
CII_AND_PDF = [
    Explained("XRECHNUNG_*", "first", "BT-2 BT-9 BT-14 BT-20 BT-22 BT-23 BT-24 BT-34 BT-49 BT-72 BT-73 BT-74 BT-148", "*", EARLIER),
    Explained("XRECHNUNG_*", "second", "BT-2 BT-9 BT-14 BT-20 BT-22 BT-23 BT-24 BT-72 BT-73 BT-74 BT-148", "*", EARLIER),
]
XRECHNUNG_PAIRS = [
    Explained("01.*", "first", "BT-13", "Dummywert", "UBL cannot give BT-14 without BT-13, which gets a dummy"),
    Explained("*", "second", "BT-107 BT-108 BT-113 BT-114", "0", "the CII file writes totals of nothing"),
    Explained("01.05_minimal*", "first", "BT-110", "0", "the UBL file writes a VAT total of nothing"),
    Explained("01.20a*", "first", "BT-35 BT-37", "[[]Seller *]", "other placeholders"),
    Explained("01.20a*", "second", "BT-35 BT-37", "[[]*]", "other placeholders"),
    Explained("01.21a*", "first", "BT-31 BT-82 BT-120", "*", "other texts and another VAT number"),
    Explained("01.21a*", "second", "BT-31 BT-82 BT-120", "*", "other texts and another VAT number"),
    Explained("03.01a*", "first", "BT-45", "[[]Buyer name]", "the UBL file repeats the registered name as trading name"),
    Explained("03.06a*", "first", "BT-37 BT-38 BT-52 BT-53", "*", "the UBL file has city and post code exchanged"),
    Explained("03.06a*", "second", "BT-37 BT-38 BT-52 BT-53", "*", "the UBL file has city and post code exchanged"),
    Explained("*", "second", "BT-61", "90000000-03083-72", "the UBL file leaves the payee's registration out"),
    Explained("*", "second", "BT-29", "*7438", "the UBL file leaves two of the seller's identifiers out"),
    Explained("01.0?_comp*", "first", "BT-149 BT-150", "*", "the CII file has no price base quantity in its second line"),
    Explained("01.0?_comp*", "first", "BT-44 BT-45", "[[]Buyer *name]", "registered and trading name are exchanged"),
    Explained("01.0?_comp*", "second", "BT-44 BT-45", "[[]Buyer *name]", "registered and trading name are exchanged"),
    Explained("01.01_comp*", "first", "BT-25 BT-26", "*", "the CII file names one preceding invoice, the UBL file two"),
    Explained("01.02_comp*", "first", "BT-8", "3", "UBL writes the tax point code by UNTDID 2005, CII by UNTDID 2475"),
    Explained("01.02_comp*", "second", "BT-8", "5", "UBL writes the tax point code by UNTDID 2005, CII by UNTDID 2475"),
    Explained("01.0[34]_comp*", "first", "BT-41", "Tim Tester", "the CII file names a department instead of a person"),
    Explained("01.0[34]_comp*", "second", "BT-41", "Testorganisation", "the CII file names a department instead of a person"),
    Explained("02.01a-cvd*", "first", "BT-154", "*", "a misspelling"),
    Explained("02.01a-cvd*", "second", "BT-154", "*", "a misspelling"),
]


def _read(path: Path) -> Invoice:
    return read(path.read_bytes())


def test_an_invoice_reads_the_same_in_ubl_in_cii_and_from_a_pdf(shared_data: Path) -> None:
    triples = shared_data / "xml-rechnung-triples"
    wrong: list[str] = []
    used: set[Explained] = set()
    names = sorted(path.name.removesuffix(".cii.xml") for path in (triples / "CII").glob("*.cii.xml"))
    pdfs = 0
    for name in names:
        cii = _read(triples / "CII" / f"{name}.cii.xml")
        wrong += unexplained(name, _read(triples / "UBL" / f"{name}.ubl.xml"), cii, UBL_AND_CII, used)
        pdf = triples / "FX" / f"{name}.pdf"
        if pdf.exists():
            pdfs += 1
            wrong += unexplained(name, cii, _read(pdf), CII_AND_PDF, used)
    print(f"triples: {len(names)} pairs of UBL and CII, {pdfs} of CII and PDF")
    assert wrong == []
    assert (len(names), pdfs) == (27, 26)
    assert [row for row in UBL_AND_CII + CII_AND_PDF if row not in used] == []


def test_the_pairs_of_the_xrechnung_suite_read_the_same(shared_data: Path) -> None:
    wrong: list[str] = []
    used: set[Explained] = set()
    pairs = 0
    for cii in sorted((shared_data / "xrechnung-suite").rglob("*_uncefact.xml")):
        ubl = cii.with_name(cii.name.replace("_uncefact", "_ubl"))
        if ubl.exists():
            pairs += 1
            wrong += unexplained(cii.name, _read(ubl), _read(cii), XRECHNUNG_PAIRS, used)
    print(f"xrechnung suite: {pairs} pairs of UBL and CII")
    assert wrong == []
    assert pairs > 30
    assert [row for row in XRECHNUNG_PAIRS if row not in used] == []
