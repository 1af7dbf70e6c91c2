"""Down payments from their invoice to the last: taken off once, credited and asked for anew, and never forgotten."""

from decimal import Decimal
from typing import Any

import pytest
from tests.engines.einvoice.drafts import JODLA, PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_billing_story import PREFIX, billed_anew, made_by_runs, order, performed, run
from tests.journeys.test_customer_invoice_story import DESK, KEY, customer, outbox, owed, sent, typed
from tests.journeys.test_reversal_story import reverse

from kantor.engines import einvoice

D = Decimal
PART = {"name": "Anzahlung", "quantity": "1", "price": "100.00"}
HALF = {"name": "Anzahlung", "quantity": "1", "price": "40.00"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def asked_for(office: Office, buyer: str, **values: Any) -> str:
    return sent(office, "DE", typed(office, "DE", buyer, PART, type_code="386", **values))


def credited(office: Office, buyer: str, number: str, line: dict[str, str] = PART, client: str = "DE", **values: Any) -> str:
    return sent(office, client, typed(office, client, buyer, line, type_code="381", preceding_number=number, **values))


def test_an_invoice_that_forgets_the_down_payment_is_looked_at(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    down = asked_for(office, buyer)
    whole = typed(office, "DE", buyer, DESK)
    (finding,) = [one for one in office.checked("DE", whole).findings if one.key == f"{KEY}.advance_left_out"]
    assert finding.evidence == {"number": down, "gross": "119.00", "currency": "EUR", "issued_on": "2026-03-10"}
    assert office.findings("DE", whole) == {f"{KEY}.advance_left_out"}
    sent(office, "DE", typed(office, "DE", buyer, DESK, advances=[{"number": down}]))
    sent(office, "DE", typed(office, "DE", buyer, DESK))  # nothing is left to take off


def test_a_down_payment_for_another_order_or_customer_is_not_asked_about(office: Office) -> None:
    buyer, other = customer(office, "DE", PAPIER), customer(office, "DE", JODLA)
    asked_for(office, buyer, order_number="B-7")
    sent(office, "DE", typed(office, "DE", buyer, DESK, order_number="B-8"))
    sent(office, "DE", typed(office, "DE", other, DESK))
    assert office.findings("DE", typed(office, "DE", buyer, DESK, order_number="B-7")) == {f"{KEY}.advance_left_out"}
    assert office.findings("DE", typed(office, "DE", buyer, DESK)) == {f"{KEY}.advance_left_out"}


def test_what_a_run_bills_of_an_order_without_its_down_payment_is_looked_at(office: Office) -> None:
    """Other contracts of the same customer go their way."""
    made = order(office, down_payment="30")
    assert billed_anew(office)[0] == "386"
    buyer = office.checked("DE", made).reading.text("customer_id")
    report = performed(office, "1", "2")
    bills = {"name": "Regal", "quantity": "2", "price": "100.00", "bills": f"delivered:{report}:0"}
    assert office.findings("DE", typed(office, "DE", buyer, bills)) == {f"{KEY}.advance_left_out"}


def test_a_credited_down_payment_is_not_taken_off(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    down = asked_for(office, buyer)
    credited(office, buyer, down)
    assert office.balances("DE") == {}
    assert office.findings("DE", typed(office, "DE", buyer, DESK, advances=[{"number": down}])) == {f"{KEY}.advance_credited"}
    assert f"{KEY}.credited_too_much" in office.findings("DE", typed(office, "DE", buyer, HALF, type_code="381", preceding_number=down))


def test_of_a_down_payment_that_was_credited_in_part_the_rest_is_taken_off(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    down = asked_for(office, buyer)
    credit = credited(office, buyer, down, HALF)
    assert office.balances("DE") == {"1400": D("71.40"), "1710": D("-60.00"), "1776": D("-11.40")}
    final = sent(office, "DE", typed(office, "DE", buyer, DESK, advances=[{"number": down}]))
    assert office.balances("DE") == {"1400": D("595.00"), "8400": D("-500.00"), "1776": D("-95.00")}
    assert owed(office, "DE") == [(down, D("119.00")), (credit, D("-47.60")), (final, D("523.60"))]
    again = typed(office, "DE", buyer, DESK, advances=[{"number": down}])
    assert office.findings("DE", again) == {f"{KEY}.advance_taken_already"}
    late = typed(office, "DE", buyer, HALF, type_code="381", preceding_number=down)
    assert office.findings("DE", late) == {f"{KEY}.credited_too_much"}


def test_only_an_invoice_takes_down_payments_off(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK))
    down = asked_for(office, buyer)
    given = {"type_code": "381", "preceding_number": number, "advances": [{"number": down}]}
    assert office.findings("DE", typed(office, "DE", buyer, DESK, **given)) == {f"{KEY}.advances_not_here"}


def test_a_down_payment_that_was_credited_is_billed_anew(office: Office) -> None:
    made = order(office, down_payment="30")
    assert billed_anew(office) == ("386", "390.00", "464.10")
    first = made_by_runs(office)[-1]
    buyer = office.checked("DE", made).reading.text("customer_id")
    part = {"name": "Anzahlung", "quantity": "1", "price": "390.00"}
    credit = typed(office, "DE", buyer, part, type_code="381", preceding_number=first.number)
    sent(office, "DE", credit)
    assert billed_anew(office) == ("386", "390.00", "464.10")
    assert office.findings("DE", run(office)) == {f"{PREFIX}.billing_run.nothing_due"}
    assert office.findings("DE", reverse(office, credit)) == {"facts.nothing_left"}  # the second invoice has it by now
    performed(office, "1", "10")
    assert billed_anew(office) == ("380", "1000.00", "725.90")  # 1,190.00 less 464.10


def test_a_down_payment_that_two_credit_notes_take_back_is_billed_anew(office: Office) -> None:
    """Both were typed before either took effect, so that neither knew of the other; a reversal of either takes it back."""
    made = order(office, down_payment="30")
    assert billed_anew(office) == ("386", "390.00", "464.10")
    first = made_by_runs(office)[-1]
    buyer = office.checked("DE", made).reading.text("customer_id")
    half = {"name": "Anzahlung", "quantity": "1", "price": "195.00"}
    credits = [typed(office, "DE", buyer, half, type_code="381", preceding_number=first.number) for _ in range(2)]
    assert office.finish("DE", *credits) == set(credits)
    assert office.row("DE", reverse(office, credits[0])).state == "effective"
    assert office.findings("DE", run(office)) == {f"{PREFIX}.billing_run.nothing_due"}  # half of it is asked for
    sent(office, "DE", typed(office, "DE", buyer, half, type_code="381", preceding_number=first.number))
    assert billed_anew(office) == ("386", "390.00", "464.10")
    again = made_by_runs(office)[-1]
    assert again.number != first.number
    assert office.findings("DE", reverse(office, credits[1])) == {"facts.nothing_left"}  # the second invoice has it by now


def test_what_is_corrected_downwards_counts_against_the_invoice(office: Office) -> None:
    """A correction with negative amounts takes as much off as a credit note, and no more than is left."""
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK))
    less = {**DESK, "quantity": "-1"}
    sent(office, "DE", typed(office, "DE", buyer, less, type_code="384", preceding_number=number))
    again = typed(office, "DE", buyer, {**DESK, "quantity": "-2"}, type_code="384", preceding_number=number)
    assert office.findings("DE", again) == {f"{KEY}.credited_too_much"}
    whole = typed(office, "DE", buyer, DESK, type_code="381", preceding_number=number)
    assert office.findings("DE", whole) == {f"{KEY}.credited_too_much"}


def test_an_invoice_that_others_build_on_is_not_reversed(office: Office) -> None:
    """Its credit note, or the invoice that takes the down payment off, would stand on nothing."""
    buyer = customer(office, "DE", PAPIER)
    first = typed(office, "DE", buyer, PART, type_code="386")
    down = sent(office, "DE", first)
    final = typed(office, "DE", buyer, DESK, advances=[{"number": down}])
    sent(office, "DE", final)
    assert office.findings("DE", reverse(office, first)) == {"receivables.invoice_in_use"}
    for document_id in (final, first):
        reverse(office, document_id)
        assert office.row("DE", document_id).state == "reversed"
    assert office.balances("DE") == {}


def test_in_poland_what_takes_back_an_advance_or_a_final_invoice_is_called_so(office: Office) -> None:
    """KOR_ZAL with the order as it was, KOR_ROZ with what was left to pay; both without a finding of the rules of FA(3)."""
    buyer = customer(office, "PL", JODLA)
    downs = []
    for number in ("Z-7", "Z-8"):
        advance = typed(office, "PL", buyer, PART, type_code="386", order_number=number, ordered=[DESK])
        downs.append(sent(office, "PL", advance))
    credited(office, buyer, downs[0], client="PL")
    read = einvoice.read(bytes(outbox(office, "PL")[-1].file))
    assert einvoice.check(read) == []
    assert (read.text("FA3-RodzajFaktury"), read.number("FA3-P_15ZK"), read.number("BT-112")) == ("KOR_ZAL", D("123.00"), D("-123.00"))
    order = read.one("FA3-Zamowienie")
    assert order is not None
    assert order.number("FA3-WartoscZamowienia") == D("615.00")
    final = sent(office, "PL", typed(office, "PL", buyer, DESK, order_number="Z-8", advances=[{"number": downs[1]}]))
    credited(office, buyer, final, {**DESK, "quantity": "1"}, client="PL")
    read = einvoice.read(bytes(outbox(office, "PL")[-1].file))
    assert einvoice.check(read) == []
    assert (read.text("FA3-RodzajFaktury"), read.number("FA3-P_15ZK"), read.number("BT-112")) == ("KOR_ROZ", D("492.00"), D("-307.50"))
    credited(office, buyer, final, {**DESK, "quantity": "1", "price": "100.00"}, client="PL")
    read = einvoice.read(bytes(outbox(office, "PL")[-1].file))
    assert (read.text("FA3-RodzajFaktury"), read.number("FA3-P_15ZK"), read.number("BT-112")) == ("KOR_ROZ", D("184.50"), D("-123.00"))
