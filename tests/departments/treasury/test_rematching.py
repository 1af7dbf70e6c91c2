"""An invoice that comes after its payment: a worker finds the line in the suspense account and clears it."""

from typing import Any

import pytest
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import INVOICE, D, accepted, balance, booked_invoice, line, rows, statement

from kantor.departments.treasury import rematching


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def waits(office: Office) -> list[int]:
    return [one.client_id for one in rematching.waiting(office.now())]


def test_an_invoice_that_comes_later_takes_its_payment_out_of_the_suspense_account(office: Office) -> None:
    client_id = office.clients["DE"]
    accepted(office, statement("1/1", "2000,00", "810,00", line("260311", "D", "1190,00", name=INVOICE.seller.name, text="RG-2026-004711")))
    assert waits(office) == []  # nothing is open
    booked_invoice(office, "RG-2026-004711", "1000.00")
    assert waits(office) == [client_id]
    assert rematching.match_again(client_id, office.now) == 1
    assert waits(office) == []
    assert rematching.match_again(client_id, office.now) == 0  # its clearing waits to take effect
    assert office.finish("DE")
    (cleared,) = rows("treasury.StatementLine", office)
    assert (cleared.state, cleared.evidence) == ("matched", "reference amount_exact")
    assert ([item.open for item in rows("ledger.OpenItem", office)], balance(office, "1792")) == ([0], D(0))


def test_a_line_that_is_not_sure_is_left_to_people(office: Office) -> None:
    accepted(office, statement("1/1", "2000,00", "810,00", line("260311", "D", "1190,00", name="Jemand", text="Abbuchung")))
    booked_invoice(office, "RG-2026-004711", "1000.00")
    assert rematching.match_again(office.clients["DE"], office.now) == 0
    (left,) = rows("treasury.StatementLine", office)
    assert left.state == "suspense"


def test_other_clients_are_left_alone(office: Office) -> None:
    accepted(office, statement("1/1", "2000,00", "810,00", line("260311", "D", "1190,00", name=INVOICE.seller.name, text="RG-2026-004711")))
    booked_invoice(office, "RG-2026-004711", "1000.00")
    found: Any = rematching.match_again(office.clients["PL"], office.now)
    assert (found, waits(office)) == (0, [office.clients["DE"]])
