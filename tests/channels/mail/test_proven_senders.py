"""Mail whose sender the office's own mail server calls forged is met by no rule that lets somebody in, and somebody looks at it."""

from dataclasses import replace
from email.message import EmailMessage

import pytest
from tests.journeys.office import Office, open_office

from kantor.channels import mail
from kantor.channels.door import Door, File
from kantor.departments.correspondence.senders import GUARD

KNOWN = "ina@kuehn.example"
SAYS = {
    "proven": "mx.buero.example; dmarc=pass header.from=kuehn.example",
    "forged": "mx.buero.example; dmarc=fail header.from=kuehn.example",
    "unproven": "mx.stranger.example; dmarc=pass header.from=kuehn.example",
}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def admit(office: Office, says: str, *, file: bool = True, server: str = "mx.buero.example") -> str:
    client = office.clients["DE"]
    door = Door(channel="mail", person_id=None, client_id=client, fallback_client_id=client, now=office.now)
    message = EmailMessage()
    message["Authentication-Results"] = SAYS[says]
    message["From"], message["To"], message["Subject"] = KNOWN, "post@buero.example", f"Anfrage {says}"
    message["Date"] = "Mon, 09 Mar 2026 10:00:00 +0100"
    message.set_content(f"Guten Tag, was kostet ein Stuhl? {says}")
    if file:
        message.add_attachment(f"{says}".encode(), maintype="text", subtype="plain", filename="liste.txt")
    (outcome,) = mail.admit([File(name="mail.eml", data=message.as_bytes())], door, replace(GUARD, server=server))
    return outcome


def allow(office: Office, **given: str) -> None:
    rule = office.type_in("DE", "anna", "correspondence.sender_rule", {"pattern": KNOWN, "verdict": "allow", "reason": "Kundin", **given})
    office.approve("DE", rule, "bert")
    office.finish("DE", rule)


def test_a_rule_is_not_met_by_a_sender_who_is_forged(office: Office) -> None:
    allow(office)
    assert [admit(office, says, file=True) for says in ("proven", "forged")] == ["taken", "quarantined"]
    held = office.waiting("DE", "correspondence.quarantined")
    assert "correspondence.sender_forged" in office.findings("DE", held)


def test_a_rule_may_ask_for_a_proven_sender(office: Office) -> None:
    allow(office, proof="proven")
    assert [admit(office, says) for says in ("proven", "unproven", "forged")] == ["taken", "quarantined", "quarantined"]


def test_a_forged_mail_without_files_is_entered_when_somebody_has_looked(office: Office) -> None:
    assert admit(office, "forged", file=False) == "taken"
    waits = office.waiting("DE", "correspondence.incoming")
    assert "correspondence.sender_forged" in office.findings("DE", waits)
    assert office.checked("DE", waits).reading.text("sender_proof") == "forged"


def test_where_no_server_is_named_nobody_is_called_forged(office: Office) -> None:
    allow(office)
    assert admit(office, "forged", server="") == "taken"
