"""Evil files come with honest ones: each evil one lies refused with its reason, the honest ones go their way, and nothing is lost."""

import hashlib
from dataclasses import replace

import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.engines.reading import evil, samples
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import File
from kantor.spine import documents

QUICK = (
    evil.external_entity,
    evil.billion_laughs,
    evil.deep_nesting,
    evil.zero_bytes,
    evil.virus_attached,
    evil.zip_bomb,
    evil.mail_of_many,
)


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_evil_files_are_kept_and_refused_and_hold_up_nobody(office: Office) -> None:
    made = [File(name=make.__name__, data=make()) for make in QUICK]
    honest = [as_file(replace(GERMAN, number=f"RE-{number}")) for number in range(len(made) + 1)]
    mixed = [honest[0], *(file for pair in zip(made, honest[1:], strict=True) for file in pair)]
    outcomes = {outcome.sha256: outcome for outcome in office.bring(*mixed, client="DE")}
    for make, file in zip(QUICK, made, strict=True):
        outcome = outcomes[hashlib.sha256(file.data).hexdigest()]
        assert outcome.outcome == "refused"
        assert {finding.key for finding in outcome.findings} <= evil.REFUSED[make]
        with office.acting("DE"):
            (row,) = documents.known([outcome.document_id])
        assert documents.original(row) == file.data
    for file in honest:
        assert outcomes[hashlib.sha256(file.data).hexdigest()].outcome != "refused"


def test_an_invoice_beside_an_evil_file_in_one_mail_goes_through(office: Office) -> None:
    invoice = as_file(GERMAN)
    bundle = samples.mail(("laughs.xml", evil.billion_laughs(), "application/xml"), (invoice.name, invoice.data, "application/xml"))
    outcomes = office.bring(File(name="mail.eml", data=bundle), client="DE")
    assert sorted(outcome.outcome == "refused" for outcome in outcomes) == [False, True]
