"""What real invoices say, written by us: read back it says the same, and our rules find nothing that they did not find in the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engines.einvoice.redrafted import Beyond, Compared, compared, redrafted

from kantor.engines.einvoice import Invoice, check, read
from kantor.engines.einvoice.writers import Draft, cii, coretax, fa3, specifications, ubl

WRITERS: dict[str, Callable[[Draft, str], bytes]] = {
    "UBL": ubl.write,
    "CII": cii.write,
    "FA3": lambda draft, _: fa3.write(draft),
    "CORETAX": lambda draft, _: coretax.write([draft]),
}


def specification(real: Invoice) -> str:
    """The one that the document names, of those that we write."""
    named = real.text("BT-24")
    if "xrechnung" in named:
        return specifications.XRECHNUNG
    return specifications.PEPPOL if "peppol" in named else specifications.EN16931


def fatal(invoice: Invoice) -> set[str]:
    return {finding.rule for finding in check(invoice) if finding.severity == "fatal"}


@pytest.mark.parametrize(
    ("folder", "pattern", "least"),
    [
        ("xml-rechnung-triples", "UBL/*.xml", 21),
        ("xml-rechnung-triples", "CII/*.xml", 20),
        ("xrechnung-suite", "business-cases/**/*.xml", 29),
        ("ksef-fa3", "official-examples/*.xml", 4),
        ("coretax", "sample.xml", 1),
    ],
)
def test_what_a_real_invoice_says_we_write_so_that_it_is_read_alike(shared_data: Path, folder: str, pattern: str, least: int) -> None:
    """least: so many of the documents say nothing that our form could not (the others: allowances on the whole, several accounts, ...)."""
    written = 0
    for path in sorted((shared_data / folder).glob(pattern)):
        real = read(path.read_bytes())
        try:
            draft = redrafted(real)
        except Beyond:
            continue
        ours = read(WRITERS[real.syntax](draft, specification(real)))
        assert compared(real, ours) == Compared([], []), path.name
        assert fatal(ours) <= fatal(real), path.name
        written += 1
    assert written >= least
