"""What looks like a number and is none, or is too large for any row, is not there, or refused with a reason."""

import pytest
from tests.desk.seat import seat
from tests.journeys.office import Office

ODD = ("²", "٣", "9" * 18, "9" * 40, "-1", "1e3", "")


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_number_in_an_address_is_not_there(office: Office, odd: str) -> None:
    anna = seat(office, "anna")
    client = office.clients["DE"]
    addresses = [
        *(f"{page}?after={odd}" for page in ("/queue/", "/documents/", "/open-items/", "/suppliers/", "/journal/", "/outbox/")),
        *(f"{page}?party={odd}" for page in ("/documents/", "/open-items/", "/purchasing/orders/", "/treasury/payments/")),
        *(f"/ledger/accounts/1600?client={client}&after={odd}", f"/ledger/?client={client}&year={odd}", f"/next?skip={odd}"),
        *(f"/file/office.limit/?client={odd}", f"/alike/documents?client={odd}", f"/new/payables.supplier_invoice/?client={odd}"),
        *(f"/file/masterdata.supplier_change/?client={client}&party_id={odd}", f"/queue/?client={odd}", f"/trail/?client={odd}"),
        *(f"/trail/?client={client}&document={odd}", f"/trail/?client={client}&person={odd}", f"/trail/?client={client}&after={odd}"),
    ]
    assert [address for address in addresses if anna.get(address).status_code not in (200, 302, 403, 404)] == []


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_number_in_a_form_is_refused(office: Office, odd: str) -> None:
    anna = seat(office, "anna")
    document = office.waiting("DE", "payables.supplier_invoice")
    typed = {"field:supplier_id": odd, f"field:lines.{odd}.account": "4806", "place:supplier_id": f"{odd} {odd} 0 1 1"}
    assert anna.post(f"/documents/{document}/preview", typed).status_code == 200
    for to in (odd, f"delegated:{odd}", f"escalated:{odd}"):
        assert anna.post(f"/documents/{document}/hand-over", {"to": to, "kind": "delegated"}).status_code in (200, 409)
    assert anna.post(f"/documents/{document}/ask", {"question": "Which account?", "of": odd}).status_code in (204, 409)
