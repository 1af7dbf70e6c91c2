"""Whatever is read off a PDF, its bytes stay as they came: a signature in it goes on holding; and a password is told, not guessed."""

import hashlib
from pathlib import Path

import pytest
from tests.desk.seat import seat
from tests.engines.reading import samples
from tests.journeys.office import Office, open_office

from kantor.channels.door import File
from kantor.spine import cases, documents

SIGNED = b"""
9 0 obj<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 100 200 300]/Contents<3080>>>endobj
xref
0 1
0000000000 65535 f\x20
trailer<</Size 10>>
startxref
0
%%EOF
"""
"""What signing adds to the end of a file: a signature over ranges of its bytes, which a rewritten file would break."""


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_a_signed_pdf_is_kept_and_given_out_byte_for_byte(office: Office, tmp_path: Path) -> None:
    data = samples.pdf(tmp_path, "Rechnungsnummer: RE-4711 \\ Gesamtbetrag 119,00 EUR", page="width: 210mm, height: 297mm") + SIGNED
    (outcome,) = office.bring(File(name="signed.pdf", data=data), client="DE")
    row = office.row("DE", outcome.document_id)
    with office.acting("DE", "anna") as actor:
        turned = cases.Order(kind="turn", places=(1,), by=90)
        cases.arrange(outcome.document_id, turned, actor)
        assert hashlib.sha256(documents.original(row)).hexdigest() == hashlib.sha256(data).hexdigest() == row.sha256
    assert seat(office, "anna").get(f"/documents/{outcome.document_id}/original").content == data


def test_a_pdf_with_a_password_is_refused_and_kept(office: Office) -> None:
    (outcome,) = office.bring(File(name="locked.pdf", data=samples.ENCRYPTED_PDF), client="DE")
    assert (outcome.outcome, [one.key for one in outcome.findings]) == ("refused", ["einvoice.pdf_encrypted"])
    with office.acting("DE"):
        assert documents.original(office.row("DE", outcome.document_id)) == samples.ENCRYPTED_PDF
