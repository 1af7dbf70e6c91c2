"""CII invoices that their publishers call valid are valid here."""

from pathlib import Path

from kantor.engines.einvoice import check, read

SAMPLES = Path(__file__).parent / "samples"
# Since these two were published the electronic address scheme 9958 has left the list.
SCHEME_WITHDRAWN = {"EN16931_ElektronischeAdresse.cii.xml", "EN16931_RechnungsUebertragung.cii.xml"}


def _fatal(path: Path) -> list[str]:
    return [finding.rule for finding in check(read(path.read_bytes())) if finding.severity == "fatal"]


def test_our_own_sample_is_valid() -> None:
    assert _fatal(SAMPLES / "cii_three_lines.xml") == []


def test_every_cii_invoice_of_the_xrechnung_suite_is_valid(shared_data: Path) -> None:
    files = sorted((shared_data / "xrechnung-suite").rglob("*_uncefact.xml"))
    broken = {path.name: rules for path in files if (rules := _fatal(path))}
    print(f"xrechnung suite: {len(files) - len(broken)} of {len(files)} CII invoices valid")
    assert broken == {}
    assert len(files) > 40


def test_the_cii_invoices_of_the_triples_are_valid(shared_data: Path) -> None:
    files = sorted((shared_data / "xml-rechnung-triples" / "CII").glob("*.xml"))
    broken = {path.name: rules for path in files if (rules := _fatal(path))}
    assert broken == {name: ["BR-CL-25"] for name in SCHEME_WITHDRAWN}
    assert len(files) == 27
