"""What a clerk corrects on one invoice stands on the next one of this supplier, before anything was booked, with who entered it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, open_office

from kantor.countries import law
from kantor.spine import cases, documents, facts
from kantor.words import lessons_asked, taught

TYPE = "payables.supplier_invoice"
TAUGHT = f"{TYPE}.as_taught"
assert GERMAN.account is not None
PAID_TO = GERMAN.account


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def bring(office: Office, number: str, **changed: object) -> int:
    (outcome,) = office.bring(replace(GERMAN, number=number, order_number="", **changed))  # type: ignore[arg-type]
    return outcome.document_id


def accounts(office: Office, document: int) -> Sequence[str]:
    rows = office.checked("DE", document).reading.rows("lines")
    return [row["account"].text if "account" in row else "" for row in rows]


def test_an_account_stands_on_the_next_invoice_before_anything_was_booked(office: Office) -> None:
    first = bring(office, "T-1")
    assert set(accounts(office, first)) == {""}
    office.save("DE", first, "anna", lines__0__account="4930", lines__1__account="4806", lines__1__cost_centre="K7")
    second = bring(office, "T-2")
    assert accounts(office, second)[:2] == ["4930", "4806"]
    assert office.checked("DE", second).reading.rows("lines")[1]["cost_centre"].text == "K7"
    # on the first one nobody has decided yet, so the second one is looked at
    assert TAUGHT in office.findings("DE", second)


def test_once_it_was_decided_the_next_invoice_passes_untouched(office: Office) -> None:
    first = bring(office, "T-1")
    lines = {f"lines__{at}__account": "4930" for at in range(len(GERMAN.lines))}
    office.save("DE", first, "anna", **lines)
    office.approve("DE", first, "anna")
    (outcome,) = office.bring(replace(GERMAN, number="T-2", order_number="", issued_on=GERMAN.issued_on + timedelta(days=1)))
    assert outcome.outcome == "effect"


def test_a_later_correction_outweighs_what_was_booked_before(office: Office) -> None:
    first = bring(office, "T-1")
    office.save("DE", first, "anna", **{f"lines__{at}__account": "4930" for at in range(len(GERMAN.lines))})
    office.approve("DE", first, "anna")
    assert office.finish("DE")
    second = bring(office, "T-2", account=replace(PAID_TO, iban="DE02120300000000202051"))  # another account: somebody looks
    assert accounts(office, second) == ["4930"] * len(GERMAN.lines)
    office.save("DE", second, "anna", lines__0__account="4806")
    assert accounts(office, bring(office, "T-3")) == ["4806", *["4930"] * (len(GERMAN.lines) - 1)]


def test_a_tax_code_is_learnt_for_the_rate_of_this_supplier(office: Office) -> None:
    first = bring(office, "T-1")
    lawful = [row["tax_code"].text for row in office.checked("DE", first).reading.rows("taxes")]
    other = next(code for code in law("DE").tax_codes if code not in lawful)
    office.save("DE", first, "anna", taxes__0__tax_code=other)
    second = office.checked("DE", bring(office, "T-2")).reading.rows("taxes")
    assert [row["tax_code"].text for row in second] == [other, *lawful[1:]]


def test_what_was_sent_back_teaches_nothing(office: Office) -> None:
    first = bring(office, "T-1")
    office.save("DE", first, "anna", lines__0__account="4930")
    with office.acting("DE", "anna") as actor:
        cases.close_without_effect(first, "sent_back", "wrong", actor)
    assert accounts(office, bring(office, "T-2"))[0] == ""


def test_the_house_tells_who_taught_it_and_when(office: Office) -> None:
    first = bring(office, "T-1")
    checked = office.save("DE", first, "anna", lines__0__account="4930")
    lesson = documents.type_of(TYPE).lessons(checked.reading)["lines.0.account"]
    ask = lessons_asked(TYPE, lesson.scope)
    with office.acting("DE") as actor:
        known = taught(facts.ask([ask], actor.at.date()), TYPE, lesson)
    assert known is not None
    assert (known["value"], known["person"], known["number"], known["decided"]) == ("4930", office.people["anna"], "T-1", False)


def test_a_supplier_chosen_for_a_name_is_proposed_for_it_again_and_looked_at(office: Office) -> None:
    stranger = replace(GERMAN.seller, name="Papierkram am Eck", vat_id="DE999999999")
    unknown = {"seller": stranger, "account": replace(PAID_TO, iban="DE02120300000000202051")}
    first = bring(office, "T-1", **unknown)
    supplier = str(office.suppliers["DE", "DE"])
    office.save("DE", first, "anna", supplier_id=supplier)
    second = bring(office, "T-2", **unknown)
    assert office.checked("DE", second).reading.text("supplier_id") == supplier
    assert f"{TYPE}.supplier_as_taught" in office.findings("DE", second)


def test_another_client_learns_nothing_from_it(office: Office) -> None:
    first = bring(office, "T-1")
    checked = office.save("DE", first, "anna", lines__0__account="4930")
    lesson = documents.type_of(TYPE).lessons(checked.reading)["lines.0.account"]
    ask = lessons_asked(TYPE, lesson.scope)
    with office.acting("PL") as actor:
        assert taught(facts.ask([ask], actor.at.date()), TYPE, lesson) is None
