"""A mail comes in, gets its number, and is answered: registers, conversations, machines, second readers - end to end."""

from email.message import EmailMessage

import pytest
from tests.journeys.office import Office, open_office

from kantor.channels.door import File
from kantor.departments.correspondence.queries import QUERIES, written_number
from kantor.spine import cases, documents
from kantor.words import Refusal

MATTER = "correspondence.matter"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def mail(subject: str, text: str, *, sender: str = "Ina Kühn <ina@kuehn.example>", **headers: str) -> File:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "post@buero.example", subject
    message["Date"] = "Mon, 09 Mar 2026 10:00:00 +0100"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return File(name="mail.eml", data=message.as_bytes())


ASKS = "Guten Tag, könnten Sie mir bitte ein Angebot über zwanzig Stühle senden? Was kostet die Lieferung?"


def register(office: Office, direction: str) -> list[tuple[str, str, str, str]]:
    """(number, kind, state, thread) of each line."""
    with office.acting("DE"):
        rows = QUERIES.rows("lines", clients=[office.clients["DE"]], direction=direction, **NOTHING_ASKED, before=2**62, limit=200)
    return [(written_number(row.direction, row.year, row.number), row.kind, row.state, row.thread) for row in reversed(rows)]


NOTHING_ASKED = {"kind": "", "department": "", "person": "", "state": "", "thread": "", "words": ""}


def test_a_mail_gets_its_number_and_becomes_a_matter_with_a_deadline(office: Office) -> None:
    (outcome,) = office.bring(mail("Anfrage Bürostühle", ASKS, Message_ID="<a1@kuehn.example>"), client="DE")
    assert (outcome.type, outcome.outcome) == ("correspondence.incoming", "effect")
    ((number, kind, state, _),) = register(office, "in")
    assert (number, kind, state) == ("IN-2026-00001", "inquiry", "open")
    matter = office.checked("DE", office.waiting("DE", MATTER)).reading
    told = {key: matter.text(key) for key in ("register_number", "subject", "sender_email", "kind", "language", "answer_by")}
    assert told == {
        "register_number": "IN-2026-00001",
        "subject": "Anfrage Bürostühle",
        "sender_email": "ina@kuehn.example",
        "kind": "inquiry",
        "language": "de",
        "answer_by": "2026-03-12",
    }


def test_the_same_mail_by_another_way_is_known_already(office: Office) -> None:
    first = mail("Anfrage", ASKS, Message_ID="<a1@kuehn.example>")
    second = File(name="copy.eml", data=b"Received: from relay.example by mx.example; Mon, 9 Mar 2026 10:00:01 +0100\n" + first.data)
    (one,) = office.bring(first, client="DE")
    (two,) = office.bring(second, client="DE")
    assert (two.outcome, two.document_id) == ("duplicate", one.document_id)
    assert len(register(office, "in")) == 1


def test_an_answer_by_template_leaves_with_the_decision_of_one_person(office: Office) -> None:
    office.bring(mail("Anfrage Bürostühle", ASKS, Message_ID="<a1@kuehn.example>"), client="DE")
    matter = office.waiting("DE", MATTER)
    office.save("DE", matter, "anna", decision="answer", template="offer_follows")
    assert office.approve("DE", matter, "anna") == ""
    assert office.finish("DE", matter) == {matter}
    with office.acting("DE") as actor:
        (letter,) = documents.approved(actor, most=10)
    assert (letter.content["email"], letter.content["language"]) == ("ina@kuehn.example", "de")
    assert "Wir arbeiten ein Angebot aus" in letter.content["values"]["body"]
    assert "IN-2026-00001" in letter.content["values"]["body"]
    ((_, _, state, thread),) = register(office, "in")
    ((number, _, _, same),) = register(office, "out")
    assert (state, number, same) == ("answered", "OUT-2026-00001", thread)


def test_what_refuses_is_read_by_a_second_person(office: Office) -> None:
    office.bring(mail("Anfrage", ASKS), client="DE")
    matter = office.waiting("DE", MATTER)
    checked = office.save("DE", matter, "carla", decision="answer", template="declined")
    assert "correspondence.second_person.template" in {finding.key for finding in checked.findings}
    assert office.approve("DE", matter, "carla") == "approve"
    with pytest.raises(Refusal):
        office.approve("DE", matter, "carla")
    office.approve("DE", matter, "bert")
    assert office.finish("DE", matter) == {matter}
    with office.acting("DE") as actor:
        (letter,) = documents.approved(actor, most=10)
    assert letter.content["template"] == ""


def test_a_reply_joins_its_conversation_by_what_it_cites_and_by_our_token_but_never_by_its_subject(office: Office) -> None:
    office.bring(mail("Anfrage", ASKS, Message_ID="<a1@kuehn.example>"), client="DE")
    ((_, _, _, thread),) = register(office, "in")
    office.bring(mail("Re: etwas anderes", "Noch eine Frage zum Preis.", In_Reply_To="<a1@kuehn.example>"), client="DE")
    office.bring(mail(f"AW: [K:{thread}]", "Und noch eine Frage.", sender="bo@kuehn.example"), client="DE")
    office.bring(mail("Anfrage", "Eine Frage, gleicher Betreff.", sender="eve@elsewhere.example"), client="DE")
    threads = [line[3] for line in register(office, "in")]
    assert threads[:3] == [thread] * 3
    assert threads[3] != thread


def test_what_a_machine_sends_is_entered_and_asks_nobody(office: Office) -> None:
    office.bring(mail("Abwesend", "Ich bin nicht da.", Auto_Submitted="auto-replied"), client="DE")
    ((_, kind, state, _),) = register(office, "in")
    assert (kind, state) == ("automatic", "filed")
    with office.acting("DE"):
        assert list(cases.queue({office.clients["DE"]: frozenset({"correspondence.clerk"})})) == []


def test_a_matter_that_is_passed_on_keeps_its_deadline_and_says_why(office: Office) -> None:
    office.bring(mail("Frage", "Eine Frage zur Lieferzeit, könnten Sie mir Auskunft geben?"), client="DE")
    first = office.waiting("DE", MATTER)
    office.save("DE", first, "anna", decision="pass_on", to_department="purchasing", reason="Der Einkauf kennt die Lieferzeit.")
    office.approve("DE", first, "anna")
    office.finish("DE", first)
    second = office.checked("DE", office.waiting("DE", MATTER)).reading
    assert (second.text("department"), second.text("note")) == ("purchasing", "Der Einkauf kennt die Lieferzeit.")
    assert second.text("answer_by") == "2026-03-12"


def test_a_kind_that_a_clerk_corrects_is_remembered_for_the_same_sender_and_subject_at_this_client_alone(office: Office) -> None:
    office.bring(mail("Inventur 17", "Die Liste ist fertig."), client="DE")
    first = office.waiting("DE", MATTER)
    assert office.checked("DE", first).reading.text("kind") == ""
    office.save("DE", first, "anna", kind="contract", decision="close", reason="abgelegt")
    office.approve("DE", first, "anna")
    office.finish("DE", first)
    office.bring(mail("AW: Inventur 18", "Die Liste ist fertig."), mail("Etwas anderes", "Ganz andere Worte."), client="DE")
    office.bring(mail("Inventur 19", "Die Liste ist fertig.", sender="eve@elsewhere.example"), client="DE")
    assert [kind for _, kind, _, _ in register(office, "in")] == ["contract", "contract", "contract", "other"]
    office.bring(mail("Inventur 20", "Die Liste ist fertig."), client="PL")
    with office.acting("PL"):
        (row,) = QUERIES.rows("lines", clients=[office.clients["PL"]], direction="in", **NOTHING_ASKED, before=2**62, limit=200)
    assert row.kind == "other"


def test_a_reminder_is_a_task_of_payables_and_of_the_person_that_it_was_passed_on_to(office: Office) -> None:
    office.bring(mail("Mahnung", "Unsere Rechnung 12 ist überfällig. Bitte überweisen Sie den offenen Betrag."), client="DE")
    first = office.waiting("DE", MATTER)
    with office.acting("DE"):
        (task,) = cases.queue({office.clients["DE"]: frozenset({"payables.clerk"})})
        assert (task.document_id, task.person_id) == (first, None)
        assert list(cases.queue({office.clients["DE"]: frozenset({"correspondence.clerk"})})) == []
    to = {"to_department": "correspondence", "to_person": "carla@office.example", "reason": "Sie kennt den Vorgang."}
    office.save("DE", first, "anna", decision="pass_on", **to)
    office.approve("DE", first, "anna")
    office.finish("DE", first)
    with office.acting("DE"):
        (task,) = cases.queue({office.clients["DE"]: frozenset({"correspondence.clerk"})})
    assert task.person_id == office.people["carla"]
    assert office.checked("DE", task.document_id).reading.text("answer_by") == "2026-03-12"


def test_a_letter_of_ones_own_accord_is_read_by_two_numbered_and_begins_a_conversation(office: Office) -> None:
    partner = str(office.suppliers["DE", "PL"])
    given = {"party_id": partner, "template": "terminate", "reference": "umowę 12", "on": "2026-06-30", "reply_way": "letter"}
    letter = office.type_in("DE", "carla", "correspondence.outgoing", given)
    reading = office.checked("DE", letter).reading
    assert (reading.text("recipient"), reading.text("subject")) == ("Drukarnia Jodła sp. z o.o.", "Wypowiedzenie: umowę 12")
    assert office.approve("DE", letter, "carla") == "approve"
    with pytest.raises(Refusal):
        office.approve("DE", letter, "carla")
    office.approve("DE", letter, "bert")
    assert office.finish("DE", letter) == {letter}
    with office.acting("DE") as actor:
        (kept,) = documents.approved(actor, most=10)
    assert (kept.content["email"], kept.content["language"], kept.content["values"]["subject"]) == ("", "pl", "Wypowiedzenie: umowę 12")
    ((number, _, _, thread),) = register(office, "out")
    office.bring(mail(f"Odp: [K:{thread}]", "Potwierdzamy."), client="DE")
    assert (number, register(office, "in")[0][3]) == ("OUT-2026-00001", thread)


def test_a_usual_letter_of_ones_own_accord_leaves_on_its_writers_word(office: Office) -> None:
    to = {"recipient": "Ina Kühn", "email": "ina@kuehn.example", "reply_way": "mail", "language": "de"}
    given = {**to, "template": "ask_for_offer", "reference": "zwanzig Stühle", "on": "2026-04-01"}
    letter = office.type_in("DE", "anna", "correspondence.outgoing", given)
    assert office.finish("DE", letter) == set(), "nobody has let it go"
    assert office.approve("DE", letter, "anna") == ""
    assert office.finish("DE", letter) == {letter}
    with office.acting("DE") as actor:
        (kept,) = documents.approved(actor, most=10)
    assert kept.content["email"] == "ina@kuehn.example"


def test_an_answer_goes_by_post_where_that_is_chosen(office: Office) -> None:
    office.bring(mail("Anfrage Bürostühle", ASKS), client="DE")
    matter = office.waiting("DE", MATTER)
    checked = office.save("DE", matter, "anna", decision="answer", template="offer_follows", reply_way="letter")
    assert "correspondence.nowhere_to_send" in {finding.key for finding in checked.findings}
    office.save("DE", matter, "anna", sender_address="Hafenstraße 3\n24103 Kiel")
    office.approve("DE", matter, "anna")
    assert office.finish("DE", matter) == {matter}
    with office.acting("DE") as actor:
        (letter,) = documents.approved(actor, most=10)
    assert (letter.content["email"], letter.content["address"]) == ("", "Hafenstraße 3\n24103 Kiel")


def test_a_letter_with_a_gap_does_not_leave_whoever_typed_it(office: Office) -> None:
    given = {"recipient": "Finanzamt Kiel", "address": "Hafenstraße 3", "reply_way": "letter", "template": "ask_for_time"}
    letter = office.type_in("DE", "anna", "correspondence.outgoing", given)
    assert office.finish("DE", letter) == set()
    with pytest.raises(Refusal):
        office.approve("DE", letter, "anna")


def test_a_rule_about_a_sender_that_names_no_address_does_not_hold_because_a_person_typed_it(office: Office) -> None:
    rule = office.type_in("DE", "anna", "correspondence.sender_rule", {"pattern": "everybody", "verdict": "refuse", "reason": "spam"})
    assert office.row("DE", rule).state == "waiting"
    assert office.finish("DE", rule) == set()
    with pytest.raises(Refusal):
        office.approve("DE", rule, "anna")
