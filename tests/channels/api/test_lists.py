"""The lists of the desk for programs: by the page, whole as a file, and what holds in the office."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from tests.channels.api.caller import Caller, problem, told
from tests.desk.seat import seat
from tests.desk.test_lists import booked
from tests.journeys.office import Office, hire

from kantor.spine import access

LISTS = ("documents", "open-items", "suppliers", "entries", "payments", "orders")
ON_THE_DESK = {"documents": "documents/", "open-items": "open-items/", "suppliers": "suppliers/", "entries": "journal/"}


@pytest.mark.parametrize("name", LISTS)
def test_each_list_comes_whole_as_a_file(office: Office, name: str) -> None:
    booked(office, "L-1")
    carla = Caller(office, "carla")
    answer = carla.get(f"/{name}?export=csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    head, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert len(head) > 4
    assert len(rows) == len(told(carla.get(f"/{name}"))["rows"])
    sheet = carla.get(f"/{name}?export=xlsx")
    assert "xl/workbook.xml" in ZipFile(BytesIO(sheet.content)).namelist()
    assert problem(carla.get(f"/{name}?export=pdf"), 422) == "not_understood"


@pytest.mark.parametrize("name", ON_THE_DESK)
def test_the_file_is_the_one_of_the_desk(office: Office, name: str) -> None:
    booked(office, "L-2")
    of_the_desk = seat(office, "carla").get(f"/{ON_THE_DESK[name]}?export=csv")
    assert Caller(office, "carla").get(f"/{name}?export=csv").content == of_the_desk.content


def test_open_items_tell_their_discount_and_their_ages(office: Office) -> None:
    booked(office, "L-3")
    carla = Caller(office, "carla")
    (item,) = told(carla.get(f"/open-items?client={office.clients['DE']}"))["rows"]
    assert item["discount"] is not None
    assert item["discount_until"] > item["document_on"]
    (ages,) = told(carla.get(f"/open-items/ages?client={office.clients['DE']}"))["rows"]
    assert (ages["total"], ages["currency"]) == (item["open"], "EUR")


def test_the_chart_and_the_periods_are_each_clients_own(office: Office) -> None:
    carla = Caller(office, "carla")
    assert problem(carla.get("/accounts"), 422) == "which_client"
    german = told(carla.get(f"/accounts?client={office.clients['DE']}"))["accounts"]
    polish = told(carla.get(f"/accounts?client={office.clients['PL']}"))["accounts"]
    assert "4806" in {one["number"] for one in german}
    assert {one["number"] for one in german} != {one["number"] for one in polish}
    periods = told(carla.get(f"/periods?client={office.clients['DE']}"))["periods"]
    assert {(one["year"], one["number"]) for one in periods} >= {(2026, 1), (2026, 12)}


def test_people_roles_limits_and_clients_are_told_to_whoever_may_see_them(office: Office) -> None:
    anna = Caller(office, "anna")
    people = told(anna.get(f"/people?client={office.clients['DE']}"))
    assert {"Anna", "Bert", "Carla"} <= {one["name"] for one in people["assignments"]}
    assert {one["amount"] for one in people["limits"]} == {"5000.00"}
    roles = {one["key"]: one for one in told(anna.get("/roles"))["roles"]}
    assert "payables.supplier_invoice.verify" in roles["payables.clerk"]["permissions"]
    clients = {one["id"]: one for one in told(anna.get("/clients"))["clients"]}
    with office.acting("PL"):
        polish = access.client(office.clients["PL"])
    assert (clients[polish.id]["own_iban"], clients[polish.id]["vat_id"]) == (polish.own_iban, polish.vat_id)
    hire(office, "doris", {"PL": ("payables.clerk",)})
    doris = Caller(office, "doris")
    for address in ("/people", "/roles", "/clients"):
        assert problem(doris.get(address), 403) == "forbidden"


def test_a_partner_is_told_with_the_accounts_that_two_people_agreed_to(office: Office) -> None:
    anna = Caller(office, "anna")
    supplier = office.suppliers["DE", "DE"]
    partner = told(anna.get(f"/parties/{supplier}"))
    assert [one["iban"] for one in partner["bank_accounts"]] == ["DE89370400440532013000"]
    hire(office, "doris", {"PL": ("payables.clerk",)})
    assert problem(Caller(office, "doris").get(f"/parties/{supplier}"), 404) == "not_found"
    found = told(anna.get("/search?q=papier"))
    assert supplier in {one["id"] for one in found["parties"]}
    assert [one["number"] for one in told(anna.get("/search?q=NP-77"))["documents"]] == ["NP-77/1"]
    narrow = Caller(office, "anna", permissions=("treasury.payment_run.see",))
    assert told(narrow.get("/search?q=papier")) == {"parties": [], "documents": []}


def test_the_work_of_the_day_is_that_of_the_home_page(office: Office) -> None:
    work = told(Caller(office, "anna").get("/workload"))
    queues = {(one["client"], one["type"], one["step"]): one for one in work["queues"]}
    assert queues[office.clients["DE"], "payables.supplier_invoice", "verify"]["open"] == 1
    assert work["progress"]["open"] == sum(one["open"] for one in work["queues"])
    assert {one["client"] for one in work["today"]} <= set(office.clients.values())


def test_a_colleagues_log_ins_are_ended_by_whoever_may(office: Office) -> None:
    browser = seat(office, "bert")
    assert browser.get("/queue/").status_code == 200
    anna = Caller(office, "anna")
    assert told(anna.post(f"/people/{office.people['bert']}/end-log-ins"))["ended"] == 1
    assert browser.get("/queue/").status_code == 302
    assert problem(anna.post("/people/999999/end-log-ins"), 404) == "not_found"
    narrow = Caller(office, "anna", permissions=("payables.supplier_invoice.see",))
    assert problem(narrow.post(f"/people/{office.people['bert']}/end-log-ins"), 403) == "forbidden"
