"""A client is taken on at the desk: filed by one of the service provider's people, decided by another, ready to work for afterwards."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from tests.desk.seat import seat, text, version
from tests.engines.einvoice.drafts import GERMAN, PAPIER
from tests.journeys.office import MORNING, Office, as_file, hire, open_office, supplier

from kantor.channels.door import Door, take_in
from kantor.countries import COMMON_ROLES
from kantor.spine import access, documents, ledger, parties, trail
from kantor.spine.documents import Refusal
from kantor.words import Applied
from kantor.words.authority import NewBooks

TYPE = "office.new_client"
TYPED = {
    "name": "Kranich Logistik GmbH",
    "code": "kranich",
    "country": "DE",
    "vat_id": "DE811569869",
    "street": "Speicherstr. 8",
    "postcode": "20457",
    "town": "Hamburg",
    "region": "HH",
    "own_iban": "DE02 1203 0000 0000 2020 51",
    "clerk": "anna@office.example",
    "approver": "bert@office.example",
}


@pytest.fixture
def office(database: None) -> Office:
    """The German client is the service provider's own office: dora files there, emil approves; anna and bert will work for the new one."""
    opened = open_office()
    hire(opened, "dora", {"DE": ["office.clerk", "office.client_clerk"]})
    hire(opened, "emil", {"DE": ["office.client_approver"]})
    return opened


def taken_on(office: Office, **changed: str) -> int:
    """Filed by dora, decided by emil; the new client's id."""
    filed = office.type_in("DE", "dora", TYPE, TYPED | changed)
    assert office.approve("DE", filed, "emil") == ""
    assert office.finish("DE", filed) == {filed}
    (new,) = set(access.every_client()) - set(office.clients.values())
    office.clients["new"] = new
    return filed


def test_two_people_take_on_a_client_from_the_desk_and_its_first_invoice_is_posted(office: Office) -> None:
    dora = seat(office, "dora")
    assert "Take on a client" in text(dora.get("/office/clients"))
    answer = dora.post(f"/file/{TYPE}/", {"client": office.clients["DE"], **TYPED})
    found = re.fullmatch(r"/documents/(\d+)/road", answer.headers.get("Location", ""))
    assert found, answer.content.decode()
    filed = int(found.group(1))
    assert office.findings("DE", filed) == set()
    assert office.checked("DE", filed).reading.text("chart") == "skr03"
    emil = seat(office, "emil")
    page = text(emil.get(f"/documents/{filed}/"))
    assert "Kranich Logistik GmbH is taken on as kranich" in page
    assert emil.post(f"/documents/{filed}/approve", {"version": version(emil, filed)}).status_code == 204
    assert office.finish("DE", filed) == {filed}
    (new,) = set(access.every_client()) - set(office.clients.values())
    office.clients["new"] = new
    with office.acting("new") as actor:
        client = access.client(new)
        assert (client.code, client.currency, client.own_iban) == ("kranich", "EUR", "DE02120300000000202051")
        assert COMMON_ROLES - ledger.account_roles(new).keys() == set()
        assert sorted({period.year for period in ledger.periods(new)}) == [2025, 2026, 2027]
        (happened,) = [one for one in trail.latest(new) if one.kind == "access.client_created"]
        assert happened.content["document"] == filed
        parties.create_parties([supplier(PAPIER, "DE89370400440532013000")], actor)
    anna, bert = (access.roles_of(office.people[name], MORNING.date())[new] for name in ("anna", "bert"))
    assert {role.rpartition(".")[2] for role in anna} == {"clerk"}
    assert {role.rpartition(".")[2] for role in bert} == {"approver", "second_entry"}
    assert "Kranich" in text(seat(office, "anna").get("/office/clients"))
    assert _first_invoice(office) == "task"


def _first_invoice(office: Office) -> str:
    """Through the door as its own client's; it waits for anna, who has the role there."""
    door = Door(channel="folder", person_id=None, client_id=office.clients["new"], fallback_client_id=office.clients["DE"], now=office.now)
    (outcome,) = take_in([as_file(GERMAN)], door)
    assert office.task("new", outcome.document_id).role == "payables.clerk"
    return outcome.outcome


def test_nobody_takes_on_a_client_alone(office: Office) -> None:
    hire(office, "frida", {"DE": ["office.client_clerk", "office.client_approver"]})
    filed = office.type_in("DE", "frida", TYPE, TYPED)
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", filed, "frida")
    assert office.finish("DE") == set()
    assert set(access.every_client()) == set(office.clients.values())


def test_nobody_agrees_to_a_client_for_which_he_is_to_approve(office: Office) -> None:
    filed = office.type_in("DE", "dora", TYPE, TYPED | {"approver": "emil@office.example"})
    with pytest.raises(Refusal, match="concerns_yourself"):
        office.approve("DE", filed, "emil")


def test_who_has_a_clients_whole_office_may_not_take_on_another(office: Office) -> None:
    """carla files and approves everything of three clients; taking on clients is a right of its own, of the provider's people."""
    carla = seat(office, "carla")
    assert "Take on a client" not in text(carla.get("/office/clients"))
    assert carla.get(f"/file/{TYPE}/").status_code == 403
    assert carla.post(f"/file/{TYPE}/", {"client": office.clients["DE"], **TYPED}).status_code == 403
    assert seat(office, "dora").post(f"/file/{TYPE}/", {"client": office.clients["PL"], **TYPED}).status_code == 403
    filed = office.type_in("DE", "dora", TYPE, TYPED)
    with pytest.raises(Refusal, match="not_your_role"):
        office.approve("DE", filed, "carla")


def test_the_new_clients_own_people_may_not_take_on_the_next(office: Office) -> None:
    taken_on(office)
    answer = seat(office, "anna").get(f"/file/{TYPE}/", {"client": office.clients["new"]})
    assert answer.status_code == 403


def test_two_people_of_a_client_do_not_make_themselves_those_who_take_clients_on(office: Office) -> None:
    given = {"email": "carla@office.example", "role": "office.client_clerk", "from_on": "2026-03-10"}
    at_a_client = office.type_in("PL", "anna", "office.assignment", given)
    assert office.findings("PL", at_a_client) == {"office.not_the_provider"}
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("PL", at_a_client, "bert")
    at_the_provider = office.type_in("DE", "anna", "office.assignment", given)
    assert office.findings("DE", at_the_provider) == set()


def test_the_documents_own_client_does_not_see_the_new_ones_rows(office: Office) -> None:
    filed = taken_on(office)
    new = office.clients["new"]
    with office.acting("DE", "emil"):
        assert access.clients([new]) == []
        assert ledger.periods(new) == []
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic(), office.acting("DE", "emil"):
        apps.get_model("access", "Assignment").objects.create(
            client_id=new, person_id=office.people["emil"], role="payables.clerk", from_on=date(2026, 1, 1)
        )
    assert office.row("DE", filed).state == "effective"


def test_a_document_opens_the_books_of_no_client_but_the_one_it_takes_on(office: Office) -> None:
    filed = office.type_in("DE", "dora", TYPE, TYPED)
    part = NewBooks(code="pl", on=MORNING.date())
    with pytest.raises(Refusal, match="no_client_taken_on"), office.acting("DE", "emil") as actor:
        documents.handler_of(NewBooks.kind).apply([Applied(office.clients["DE"], filed, 0, part)], actor)


def test_what_cannot_be_or_is_there_already_is_said_beside_its_field(office: Office) -> None:
    wrong = {"code": "pl", "vat_id": "DE811569868", "chart": "pl_model", "approver": "nobody@office.example"}
    answer = seat(office, "dora").post(f"/file/{TYPE}/", {"client": office.clients["DE"], **TYPED, **wrong})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert [field for field in wrong if f'id="fault-{field}"' not in shown] == []
    assert set(access.every_client()) == set(office.clients.values())


def test_of_two_documents_with_one_code_the_second_waits_with_the_reason(office: Office) -> None:
    first = office.type_in("DE", "dora", TYPE, TYPED)
    second = office.type_in("DE", "dora", TYPE, TYPED | {"vat_id": ""})
    for filed in (first, second):
        office.approve("DE", filed, "emil")
    assert office.finish("DE") == {first}
    assert office.findings("DE", second) >= {"access.code_taken"}
    assert len(set(access.every_client()) - set(office.clients.values())) == 1


def test_a_client_taken_on_by_mistake_is_closed_by_the_reversal(office: Office) -> None:
    filed = taken_on(office)
    office.now.forward(hours=1)
    reversal = office.type_in("DE", "dora", "office.reversal", {"document": str(filed), "booked_on": "2026-03-10", "reason": "abgesagt"})
    office.approve("DE", reversal, "bert")
    assert office.finish("DE", reversal) == {reversal}
    with office.acting("new"):
        assert access.client(office.clients["new"]).closed_on == MORNING.date()
