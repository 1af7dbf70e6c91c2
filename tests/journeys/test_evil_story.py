"""Evil files come with honest ones: each evil one lies refused with its reason, the honest ones go their way, and nothing is lost."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.engines.reading import evil, samples
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import File
from kantor.desk.sentences import sentence
from kantor.engines.reading import megabytes
from kantor.kit.say import LANGUAGES
from kantor.spine import documents, trail

QUICK = (
    evil.external_entity,
    evil.billion_laughs,
    evil.deep_nesting,
    evil.zero_bytes,
    evil.virus_attached,
    evil.zip_bomb,
    evil.mail_of_many,
)
EVERY = {**evil.REFUSED, **evil.AT_THE_DOOR}
TAKEN_FOR_DOCUMENTS = (evil.many_namespaces, evil.climbing_names, evil.pdf_of_a_square_mile, evil.huge_picture)
"""One of each sort; the others are tried on the readers themselves."""


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    yield open_office()
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


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
    assert [one.name for one in outcomes if one.outcome == "refused"] == ["laughs.xml"]
    assert [one.name for one in outcomes if one.outcome != "refused"] == ["message.eml", invoice.name]


def test_every_kind_of_evil_file_is_a_case_to_look_at(office: Office) -> None:
    """It stands in the list of what was refused, and its road says why, in the language of whoever looks."""
    desks = {language: seat(office, "anna", language) for language in LANGUAGES}
    found: set[int] = set()
    for make, language in zip(EVERY, cycle(LANGUAGES), strict=False):
        refused = [one for one in office.bring(File(name=make.__name__, data=make()), client="DE") if one.outcome == "refused"]
        assert refused, make
        assert {finding.key for one in refused for finding in one.findings} <= EVERY[make]
        found |= {one.document_id for one in refused}
        for one in refused:
            (finding,) = one.findings
            with translation.override(language):
                assert escape(sentence(finding, one.type)) in text(desks[language].get(f"/documents/{one.document_id}/road"))
    assert len(found) >= len(EVERY)
    listed = text(desks["en"].get("/documents/?state=refused"))
    assert {int(id) for id in re.findall(r"/documents/(\d+)/", listed)} >= found
    with office.acting("DE"):
        assert all(documents.original(row) for row in documents.known(sorted(found)))
        assert all("document.found" in [record.kind for record in trail.of_document(office.clients["DE"], one)] for one in found)


@pytest.mark.parametrize("make", TAKEN_FOR_DOCUMENTS, ids=lambda make: make.__name__)
def test_what_may_be_a_document_waits_for_somebody_or_is_refused(office: Office, make: Callable[[], bytes]) -> None:
    outcomes = office.bring(File(name=make.__name__, data=make()), client="DE")
    assert outcomes
    desk = seat(office, "anna")
    for one in outcomes:
        assert one.outcome in ("task", "refused", "duplicate")
        assert desk.get(f"/documents/{one.document_id}/" + ("" if one.outcome == "task" else "road")).status_code == 200


def test_a_virus_beside_an_invoice_in_one_mail_is_named_and_the_invoice_goes_through(office: Office) -> None:
    invoice = as_file(GERMAN)
    bundle = samples.mail(("eicar.com", evil.EICAR, "application/octet-stream"), (invoice.name, invoice.data, "application/xml"))
    outcomes = office.bring(File(name="mail.eml", data=bundle), client="DE")
    assert {one.name: [finding.key for finding in one.findings] for one in outcomes if one.outcome == "refused"} == {
        "eicar.com": ["reading.harmful"]
    }
    assert [one.name for one in outcomes if one.outcome != "refused"] == ["message.eml", invoice.name]


def test_the_largest_xml_that_is_read_is_a_setting_and_named_where_it_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    invoice = as_file(GERMAN)
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, xml_limit_bytes=5 << 10))
    (outcome,) = office.bring(invoice, client="DE")
    (finding,) = outcome.findings
    with translation.override("en"):
        said = sentence(finding, outcome.type)
    assert said == f"The file has {megabytes(len(invoice.data))} MB; files of this kind are read up to {megabytes(5 << 10)} MB."
