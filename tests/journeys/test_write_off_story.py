"""What will not be paid: its tax comes back code by code in the invoice's proportion, to the cent, whatever was paid before."""

from decimal import Decimal

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import JODLA, PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import accepted, line, statement
from tests.journeys.test_billing_story import decided
from tests.journeys.test_customer_invoice_story import customer, owed, sent, typed

D = Decimal
FULL = {"name": "Regal", "quantity": "1", "price": "100.10"}
REDUCED = {"name": "Fachbuch", "quantity": "1", "price": "50.07", "wanted": "reduced"}
EXEMPT = {"name": "Kurs", "quantity": "1", "price": "29.83", "wanted": "exempt", "ground": "§ 4 Nr. 21 UStG"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def lost(office: Office, number: str, amount: str = "", client: str = "DE", on: str = "2026-03-10") -> int:
    values = {"reference": number, "written_off_on": on, "reason": "Insolvenz", **({"amount": amount} if amount else {})}
    made = office.type_in(client, "anna", "receivables.write_off", values)
    assert office.findings(client, made) == set()
    office.approve(client, made, "bert")
    assert office.finish(client, made) == {made}
    return made


def loss_by_code(office: Office, account: str = "2400", client: str = "DE") -> dict[str, Decimal]:
    with office.acting(client):
        rows = apps.get_model("ledger.Posting").objects.filter(
            account_id__in=apps.get_model("ledger.Account").objects.filter(number=account).values("id")
        )
        found: dict[str, Decimal] = {}
        for row in rows:
            found[row.tax_code] = found.get(row.tax_code, D(0)) + D(row.dr - row.cr) / 100
    return found


def mixed(office: Office) -> str:
    """100.10 at 19 % (19.02), 50.07 at 7 % (3.50), 29.83 exempt: 202.52."""
    return sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), FULL, REDUCED, EXEMPT))


def test_the_tax_comes_back_code_by_code_and_what_carried_none_gives_none(office: Office) -> None:
    lost(office, mixed(office))
    assert loss_by_code(office) == {"U19": D("100.10"), "U7": D("50.07"), "": D("29.83")}
    balances = office.balances("DE")
    assert not {"1400", "1776", "1771"} & set(balances)
    assert balances["2400"] == D("180.00")


def test_parts_after_a_payment_come_to_the_whole_to_the_cent(office: Office) -> None:
    number = mixed(office)
    paid = line("260310", "C", "66,67", name=PAPIER.name, text=f"Rechnung {number}")
    accepted(office, statement("1/1", "100,00", "166,67", paid, first="260301", last="260310"))
    for amount in ("33,33".replace(",", "."), "0.01", "45.01", ""):
        lost(office, number, amount)
    assert owed(office, "DE") == []
    # of 19.02 and 3.50 the payment kept 66.67/202.52: 6.26 and 1.15
    balances = office.balances("DE")
    assert (balances["1776"], balances["1771"]) == (D("-6.26"), D("-1.15"))
    assert sum(loss_by_code(office).values()) == D("202.52") - D("66.67") - (D("19.02") - D("6.26")) - (D("3.50") - D("1.15"))
    assert loss_by_code(office)["U19"] == D("67.15")  # 100.10 less 66.67/202.52 of it
    assert loss_by_code(office)["U7"] == D("33.59")


def test_an_instalment_that_is_not_paid_gives_the_tax_of_its_invoice_back(office: Office) -> None:
    number = mixed(office)
    decided(office, "instalment_plan", {"reference": number, "agreed_on": "2026-03-10", "count": "3", "first_due_on": "2026-03-31"})
    for place in (3, 1, 2):
        lost(office, f"{number}/{place}")
    balances = office.balances("DE")
    assert not {"1400", "1776", "1771"} & set(balances)
    assert loss_by_code(office) == {"U19": D("100.10"), "U7": D("50.07"), "": D("29.83")}


def test_what_was_due_at_once_gives_the_tax_of_its_invoice_back(office: Office) -> None:
    number = mixed(office)
    decided(office, "instalment_plan", {"reference": number, "agreed_on": "2026-03-10", "count": "2", "first_due_on": "2026-03-31"})
    office.now.forward(days=30)
    decided(office, "instalment_default", {"reference": number, "declared_on": "2026-04-09", "reason": "unpaid"})
    lost(office, number, on="2026-04-09")
    assert not {"1400", "1776", "1771"} & set(office.balances("DE"))


def test_a_final_invoice_gives_back_what_its_down_payment_left(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    down = sent(office, "DE", typed(office, "DE", buyer, {**FULL, "price": "40.00"}, type_code="386"))
    final = sent(office, "DE", typed(office, "DE", buyer, FULL, REDUCED, advances=[{"number": down}]))
    lost(office, final)
    assert loss_by_code(office) == {"U19": D("60.10"), "U7": D("50.07")}
    assert office.balances("DE")["1776"] == D("-7.60")  # of the down payment, which is owed still


def test_in_poland_the_tax_comes_back_ninety_days_after_the_due_day(office: Office) -> None:
    """Art. 89a ust. 1a ustawy o VAT; two rates stand on one account."""
    lines = ({**FULL, "price": "100.00"}, {**REDUCED, "price": "50.00", "wanted": "super_reduced"})
    number = sent(office, "PL", typed(office, "PL", customer(office, "PL", JODLA), *lines))
    office.now.forward(days=140)
    lost(office, number, "87.75", client="PL", on="2026-07-20")
    (account,) = {key for key, balance in office.balances("PL").items() if balance == D("75.00")}
    assert loss_by_code(office, account, "PL") == {"S23": D("50.00"), "S5": D("25.00")}
