"""The office changes itself by documents: the form files them, two people decide, and the lists show what holds."""

import re

from django.apps import apps
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office

from kantor.spine import cases, documents


def last_document(address: str) -> int:
    found = re.fullmatch(r"/documents/(\d+)/road", address)
    assert found, address
    return int(found.group(1))


def test_a_limit_is_filed_by_one_and_holds_when_another_approves(office: Office) -> None:
    anna = seat(office, "anna")
    typed = {
        "client": office.clients["DE"],
        "role": "payables.clerk",
        "type": "payables.supplier_invoice",
        "amount": "750.00",
        "from_on": "2026-03-11",
    }
    answer = anna.post("/file/office.limit/", typed)
    document = last_document(answer.headers["Location"])
    assert "EUR\u00a0750.00" not in text(anna.get("/office/people"))
    assert office.approve("DE", document, "bert") == ""
    assert office.finish("DE", document) == {document}
    anna = seat(office, "anna")
    assert "EUR\u00a0750.00" in text(anna.get("/office/people"))
    assert f"/documents/{document}/road" in text(anna.get("/office/people"))


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_filed(office: Office) -> None:
    anna = seat(office, "anna")
    before = _documents(office)
    answer = anna.post("/file/office.limit/", {"client": office.clients["DE"], "role": "payables.clerk", "amount": "much"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert 'id="fault-type"' in shown
    assert 'id="fault-amount"' in shown
    assert 'value="payables.clerk"' in shown
    assert _documents(office) == before


def test_nobody_files_for_a_client_without_the_right(office: Office) -> None:
    bert = seat(office, "bert")
    assert bert.get("/file/office.limit/").status_code == 403
    assert bert.post("/file/office.limit/", {"client": office.clients["DE"]}).status_code == 403
    assert seat(office, "anna").post("/file/office.limit/", {"client": "99999"}).status_code == 403
    assert seat(office, "anna").get("/file/payables.supplier_invoice/").status_code == 404


def test_a_suppliers_page_shows_its_agreed_accounts_and_offers_changes(office: Office) -> None:
    supplier = office.suppliers["DE", "DE"]
    shown = text(seat(office, "anna").get(f"/parties/{supplier}/"))
    assert PAPIER.name in shown
    assert "DE89370400440532013000" in shown
    assert f"/file/masterdata.bank_account/?client={office.clients['DE']}&amp;party_id={supplier}" in shown
    form = text(seat(office, "anna").get("/file/masterdata.bank_account/", {"client": office.clients["DE"], "party_id": supplier}))
    assert f'value="{supplier}"' in form


def test_the_numbers_of_a_supplier_are_named_in_the_readers_language(office: Office) -> None:
    shown = text(seat(office, "carla", "de").get(f"/parties/{office.suppliers['DE', 'DE']}/"))
    assert "<dt>USt-IdNr.</dt>" in shown
    assert "<dt>vat</dt>" not in shown


def test_a_letter_goes_only_when_somebody_else_lets_it(office: Office) -> None:
    document = office.waiting("DE", "payables.supplier_invoice")
    with office.acting("DE", "anna") as actor:
        cases.send_back(document, "The total is wrong.", actor)
    with office.acting("DE"):
        letter = apps.get_model("documents", "Outbox").objects.get(document_id=document)
    carla, anna, bert = (seat(office, name) for name in ("carla", "anna", "bert"))
    item = f"/outbox/{letter.pk}/"
    assert "The total is wrong." in text(bert.get(item))
    assert anna.post(f"{item}approve").status_code == 403
    with office.acting("DE"):
        apps.get_model("documents", "Outbox").objects.filter(pk=letter.pk).update(written_by=office.people["carla"])
    carla.post(f"{item}approve")
    assert _state(office, letter.pk) == "draft"  # the database refused its writer
    assert "/approve" not in text(carla.get(item))
    bert.post(f"{item}approve")
    assert _state(office, letter.pk) == "approved"


def test_what_could_not_leave_is_in_sight_and_is_tried_again_by_whoever_may_let_it_go(office: Office) -> None:
    document = office.waiting("DE", "payables.supplier_invoice")
    with office.acting("DE", "anna") as actor:
        cases.send_back(document, "The total is wrong.", actor)
        letter = apps.get_model("documents", "Outbox").objects.get(document_id=document)
    with office.acting("DE", "bert") as actor:
        documents.approve_letter(letter.pk, actor)
        documents.keep_back({letter.pk: "there is no sentence unheard_of"}, actor)
    anna, bert = seat(office, "anna"), seat(office, "bert")
    shown = text(bert.get("/outbox/"))
    assert "Kept back because it could not leave: 1" in shown
    assert "there is no sentence unheard_of" in shown
    item = f"/outbox/{letter.pk}/"
    assert f"{item}try_again" in text(bert.get(item))
    assert f"{item}try_again" not in text(anna.get(item))
    assert anna.post(f"{item}try_again").status_code == 403
    assert _state(office, letter.pk) == "failed"
    bert.post(f"{item}try_again")
    assert _state(office, letter.pk) == "approved"
    assert "Kept back" not in text(bert.get("/outbox/"))


def _state(office: Office, letter_id: int) -> str:
    with office.acting("DE"):
        return str(apps.get_model("documents", "Outbox").objects.get(pk=letter_id).state)


def _documents(office: Office) -> int:
    with office.acting("DE"):
        return int(apps.get_model("documents", "Document").objects.count())
