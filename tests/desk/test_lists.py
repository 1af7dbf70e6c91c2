"""Lists show what the person may see, in pages, and every figure leads to what it is made of."""

import csv
import io
import re
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import CLERK, Office, hire

from kantor.desk.lists import exporting, page, queries


def booked(office: Office, number: str) -> int:
    (outcome,) = office.bring(replace(GERMAN, number=number, order_number=""))
    office.save("DE", outcome.document_id, "anna", **{f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))})
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE", outcome.document_id)
    return outcome.document_id


def test_documents_are_listed_for_all_clients_or_for_one(office: Office) -> None:
    anna = seat(office, "anna")
    everything = text(anna.get("/documents/"))
    assert ("NP-77/1" in everything, "FV/77/1" in everything) == (True, True)
    one = text(anna.get("/documents/", {"client": office.clients["PL"]}))
    assert ("NP-77/1" in one, "FV/77/1" in one) == (False, True)


def test_documents_are_filtered_by_state_type_and_words(office: Office) -> None:
    anna = seat(office, "anna")
    assert "NP-77/1" in text(anna.get("/documents/", {"state": "waiting", "type": "payables.supplier_invoice"}))
    assert "NP-77/1" not in text(anna.get("/documents/", {"state": "refused"}))
    assert "NP-77/1" not in text(anna.get("/documents/", {"type": "purchasing.goods_receipt"}))
    found = text(anna.get("/documents/", {"q": "np-77"}))
    assert ("NP-77/1" in found, "FV/77/1" in found) == (True, False)


def test_whoever_works_for_one_client_sees_that_one_alone(office: Office) -> None:
    hire(office, "doris", {"PL": CLERK})
    doris = seat(office, "doris")
    for query in ({}, {"client": office.clients["DE"]}, {"q": "NP-77"}):
        assert "NP-77/1" not in text(doris.get("/documents/", query))
    booked(office, "R-500")
    for address in ("/documents/", "/open-items/", "/journal/", "/suppliers/", "/ledger/"):
        assert "R-500" not in text(doris.get(address, {"client": office.clients["DE"]}))


def test_a_type_that_one_may_not_see_is_not_listed(office: Office) -> None:
    hire(office, "emil", {"DE": ("office.clerk",)})
    assert "NP-77/1" not in text(seat(office, "emil").get("/documents/"))


def test_further_rows_load_when_the_end_comes_into_sight(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (exporting, queries, page):
        monkeypatch.setattr(module, "PAGE", 2)
    for number in ("A-1", "A-2", "A-3"):
        office.bring(replace(GERMAN, number=number))
    anna = seat(office, "anna")
    seen: list[str] = []
    address: str = "?"
    for _ in range(9):
        shown = text(anna.get(f"/documents/{address}", headers={"HX-Request": "true"}))
        seen += re.findall(r'/documents/(\d+)/"', shown)
        found = re.search(r'class="reveal" hx-get="([^"]+)"', shown)
        if not found:
            break
        address = found.group(1).replace("&amp;", "&")
    assert len(set(seen)) == 5
    assert "<html" not in text(anna.get(f"/documents/?after={seen[0]}", headers={"HX-Request": "true"}))


def test_what_is_owed_is_summed_by_age_and_leads_to_its_document(office: Office) -> None:
    document = booked(office, "R-700")
    office.now.forward(days=45)
    anna = seat(office, "anna")
    shown = text(anna.get("/open-items/"))
    assert "R-700" in shown
    assert f"/documents/{document}/road" in shown
    (item,) = office.open_items("DE")
    days = (office.now.at.date() - item.due_on).days
    age = "to_30" if 1 <= days <= 30 else "to_60" if days > 30 else "not_due"
    assert f"side=payable&amp;age={age}" in shown
    assert "R-700" in text(anna.get("/open-items/", {"age": age}))
    assert "R-700" not in text(anna.get("/open-items/", {"age": "older"}))


def test_suppliers_are_found_by_name_with_what_is_owed_to_them(office: Office) -> None:
    booked(office, "R-800")
    shown = text(seat(office, "anna").get("/suppliers/", {"q": GERMAN.seller.name.split()[0], "client": office.clients["DE"]}))
    assert GERMAN.seller.name in shown
    assert "party=" in shown


def test_a_list_is_saved_whole_as_csv_and_xlsx(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (exporting, queries, page):
        monkeypatch.setattr(module, "PAGE", 2)
    for number in ("A-1", "=A-2", "A-3"):
        office.bring(replace(GERMAN, number=number))
    anna = seat(office, "anna")
    lines = list(csv.DictReader(io.StringIO(anna.get("/documents/?export=csv").content.decode("utf-8-sig"))))
    assert [line["Number"] for line in lines] == ["A-3", "'=A-2", "A-1", "FV/77/1", "NP-77/1"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(anna.get("/documents/?export=xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[4] for row in rows] == ["Number", "A-3", "=A-2", "A-1", "FV/77/1", "NP-77/1"]


@pytest.mark.parametrize("language", ["en", "de", "pl", "id"])
def test_no_list_shows_a_key_instead_of_a_word(office: Office, language: str) -> None:
    booked(office, "R-900")
    anna = seat(office, "anna", language)
    for address in (
        "/documents/",
        "/open-items/",
        "/suppliers/",
        "/journal/",
        "/ledger/",
        "/outbox/",
        "/treasury/payments/",
        "/purchasing/orders/",
        "/receivables/orders/",
    ):
        shown = re.sub(r'="[^"]*"|<script.*?</script>', "", text(anna.get(address)), flags=re.DOTALL)
        assert re.findall(r">\s*((?:desk|ui|treasury|purchasing|receivables|upload)\.[a-z_.]+)", shown) == [], address
