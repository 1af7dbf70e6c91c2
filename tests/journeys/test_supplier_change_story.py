"""A supplier moves: one clerk types what is new beside what was, another person decides, and nothing that changed in between is lost."""

import re

import pytest
from tests.desk.seat import seat, text, version
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office

from kantor.spine import parties, trail
from kantor.spine.documents import Refusal

TYPE = "masterdata.supplier_change"
MOVED = {"street": "Neue Straße 5", "postcode": "20097", "town": "Hamburg", "email": "rechnung@linde.example", "payment_days": "14"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def change(office: Office, **values: str) -> int:
    return office.type_in("DE", "anna", TYPE, {"party_id": str(office.suppliers["DE", "DE"]), **values})


def linde(office: Office) -> parties.PartyRow:
    with office.acting("DE"):
        found = parties.party(office.suppliers["DE", "DE"])
    assert found is not None
    return found


def drawn(form: str) -> dict[str, str]:
    """What a browser would send of the form: the value of each input."""
    inputs = re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form)
    selects = re.findall(r'<select[^>]* name="([^"]+)".*?<option value="([^"]*)" selected', form, re.DOTALL)
    return dict(inputs + selects)


def test_a_clerk_changes_a_supplier_at_the_desk_and_another_sees_old_beside_new(office: Office) -> None:
    anna, supplier = seat(office, "anna"), office.suppliers["DE", "DE"]
    address = f"/file/{TYPE}/?client={office.clients['DE']}&amp;party_id={supplier}&amp;"
    assert address in text(anna.get(f"/parties/{supplier}/"))
    form = drawn(text(anna.get(f"/file/{TYPE}/", {"client": office.clients["DE"], "party_id": supplier})))
    assert (form["name"], form["street"], form["before:street"]) == (PAPIER.name, PAPIER.address.street, PAPIER.address.street)
    answer = anna.post(f"/file/{TYPE}/", {**form, **MOVED})
    found = re.fullmatch(r"/documents/(\d+)/road", answer.headers.get("Location", ""))
    assert found, answer.content.decode()
    filed = int(found.group(1))
    bert = seat(office, "bert")
    page = text(bert.get(f"/documents/{filed}/"))
    assert 'value="Neue Straße 5"' in page
    assert f"until now: <del>{PAPIER.address.street}</del>" in page
    assert linde(office).address["street"] == PAPIER.address.street
    assert bert.post(f"/documents/{filed}/approve", {"version": version(bert, filed)}).status_code == 204
    assert office.finish("DE", filed) == {filed}
    row = linde(office)
    assert (row.address, row.email, row.payment_days) == (
        {"street": "Neue Straße 5", "postcode": "20097", "town": "Hamburg"}, "rechnung@linde.example", 14,
    )  # fmt: skip
    assert row.name == PAPIER.name
    assert f"/documents/{filed}/" in text(seat(office, "anna").get(f"/parties/{supplier}/"))
    with office.acting("DE"):
        (told,) = [one for one in trail.of_document(office.clients["DE"], filed) if one.kind == "parties.changed"]
    assert (told.content["before"]["payment_days"], told.content["after"]["payment_days"]) == (30, 14)


def test_nobody_changes_a_supplier_alone(office: Office) -> None:
    filed = office.type_in("DE", "carla", TYPE, {"party_id": str(office.suppliers["DE", "DE"]), **MOVED})
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", filed, "carla")
    assert linde(office).payment_days == 30


def test_a_change_that_was_overtaken_by_another_is_found_and_begun_anew(office: Office) -> None:
    slow, quick = change(office, email="alt@linde.example"), change(office, **MOVED)
    office.approve("DE", quick, "bert")
    office.finish("DE", quick)
    with pytest.raises(Refusal, match="something_stops") as refused:
        office.approve("DE", slow, "bert")
    assert "masterdata.changed_meanwhile" in refused.value.evidence["findings"]
    assert linde(office).email == "rechnung@linde.example"


def test_of_two_changes_agreed_at_the_same_time_the_later_one_waits_with_the_reason(office: Office) -> None:
    first, second = change(office, email="first@linde.example"), change(office, email="second@linde.example")
    office.approve("DE", first, "bert")
    office.approve("DE", second, "bert")
    assert office.finish("DE") == {first}
    assert linde(office).email == "first@linde.example"
    assert "parties.changed_since" in office.findings("DE", second)


def test_what_a_form_says_was_there_is_not_believed(office: Office) -> None:
    """Whoever sends another base than the records have would hide what changes."""
    anna = seat(office, "anna")
    form = drawn(text(anna.get(f"/file/{TYPE}/", {"client": office.clients["DE"], "party_id": office.suppliers["DE", "DE"]})))
    answer = anna.post(f"/file/{TYPE}/", {**form, **MOVED, "before:street": "Neue Straße 5"})
    assert answer.status_code == 422
    assert 'id="fault-street"' in answer.content.decode()


def test_the_number_of_another_supplier_is_not_given_to_this_one(office: Office) -> None:
    with office.acting("DE"):
        numbers = {one.party_id: one.value for one in parties.identifiers([office.suppliers["DE", "PL"]])}
    filed = change(office, vat_id=numbers[office.suppliers["DE", "PL"]], country="PL")
    assert "masterdata.number_of_another" in office.findings("DE", filed)
    wrong = change(office, vat_id="DE811569868")
    assert office.findings("DE", wrong) == {"masterdata.tax_id_invalid"}


def test_a_changed_number_finds_the_supplier_and_the_old_one_does_not(office: Office) -> None:
    filed = change(office, vat_id="DE811569869")
    office.approve("DE", filed, "bert")
    assert office.finish("DE", filed) == {filed}
    with office.acting("DE"):
        assert [one.value for one in parties.identifiers([office.suppliers["DE", "DE"]])] == ["DE811569869"]
    office.now.forward(hours=1)
    reversal = office.type_in("DE", "anna", "office.reversal", {"document": str(filed), "booked_on": "2026-03-10", "reason": "Irrtum"})
    office.approve("DE", reversal, "bert")
    office.finish("DE", reversal)
    with office.acting("DE"):
        assert [one.value for one in parties.identifiers([office.suppliers["DE", "DE"]])] == [PAPIER.vat_id]
