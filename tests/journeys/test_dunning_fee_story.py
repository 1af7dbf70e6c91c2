"""A client's own fees for its dunning letters: decided by two, asked of whoever owes no lump sum by law, and never of the others."""

from dataclasses import replace

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office, supplier
from tests.journeys.test_customer_invoice_story import DESK, customer, dunned, letters, sent, typed
from tests.journeys.test_reversal_story import reverse

from kantor.spine import parties
from kantor.spine.documents import Refusal

TERMS, RUN = "receivables.dunning_terms", "receivables.dunning_run"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def terms(office: Office, from_on: str, **fees: str) -> int:
    filed = office.type_in("DE", "anna", TERMS, {"from_on": from_on, **fees})
    assert office.findings("DE", filed) == set()
    assert office.approve("DE", filed, "bert") == ""
    assert office.finish("DE", filed) == {filed}
    return filed


def consumer(office: Office) -> str:
    """A customer without a number of a business."""
    given = supplier(PAPIER, payment_days=14, email="rechnung@de.example")
    with office.acting("DE") as actor:
        (party_id,) = parties.create_parties([replace(given, name="Ida Sommer", role="customer", identifiers=())], actor)
    return str(party_id)


def fee(office: Office, run: int) -> tuple[str, str]:
    (row,) = office.checked("DE", run).reading.rows("overdue")
    return row["level"].text, row["fee"].text


def test_a_consumer_is_asked_for_the_fee_of_the_letter_that_holds_on_its_day(office: Office) -> None:
    terms(office, "2026-01-01", second="5", last="10")
    terms(office, "2026-04-20", second="7.50", last="2.50")
    sent(office, "DE", typed(office, "DE", consumer(office), DESK))  # 595.00, due on 24 March
    office.now.forward(days=24)
    assert fee(office, dunned(office)) == ("1", "0.00")
    office.now.forward(days=11)
    second = dunned(office)  # on 14 April
    assert fee(office, second) == ("2", "5.00")
    assert "by_terms" in {one.key.rpartition(".")[2] for one in office.checked("DE", second).findings}
    letter = letters(office)[-1]["values"]
    # 21 days at 1.27 + 5 points: 595.00 x 6.27 % x 21 / 365 = 2.15; and the fee
    assert ("Mahngebühr: 5,00" in letter["items"], "602,15" in letter["total"]) == (True, True)
    office.now.forward(days=11)
    assert fee(office, dunned(office)) == ("3", "2.50")


def test_a_business_owes_the_lump_sum_and_no_fee_besides(office: Office) -> None:
    terms(office, "2026-01-01", second="5", last="10")
    sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))
    office.now.forward(days=24)
    assert fee(office, dunned(office)) == ("1", "0.00")
    office.now.forward(days=11)
    on = office.now.at.date().isoformat()
    asking = office.type_in("DE", "anna", RUN, {"dunned_on": on})
    assert fee(office, asking) == ("2", "40.00")
    (row,) = office.checked("DE", asking).reading.rows("overdue")
    more = office.type_in("DE", "anna", RUN, {"dunned_on": on}, overdue=[{"open_item_id": row["open_item_id"].text, "fee": "45.00"}])
    assert office.findings("DE", more) == {f"{RUN}.fee_beside_lump_sum"}
    dunned(office)
    assert "Verzugspauschale: 40,00" in letters(office)[-1]["values"]["items"]
    office.now.forward(days=11)
    assert fee(office, dunned(office)) == ("3", "0.00")


def test_terms_that_are_reversed_hold_no_more(office: Office) -> None:
    agreed = terms(office, "2026-01-01", reminder="0", second="5")
    sent(office, "DE", typed(office, "DE", consumer(office), DESK))
    assert office.row("DE", reverse(office, agreed)).state == "effective"
    office.now.forward(days=24)
    dunned(office)
    office.now.forward(days=11)
    assert fee(office, dunned(office)) == ("2", "0.00")


def test_who_typed_the_fees_does_not_decide_on_them(office: Office) -> None:
    filed = office.type_in("DE", "carla", TERMS, {"from_on": "2026-01-01", "reminder": "2"})
    assert office.findings("DE", filed) == {f"{TERMS}.reminder_is_free"}
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", filed, "carla")
    assert office.approve("DE", filed, "bert") == ""
