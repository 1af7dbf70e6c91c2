"""What is owed in one currency is paid through an account in another: items leave the books at their own rate, in full or in part, what is
too much is kept, and what the bank's rate makes of it is a gain or a loss."""

from decimal import Decimal

import pytest
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_bank_story import balance, bring, clear, line, rows, statement
from tests.journeys.test_dollar_account_story import LEDGER, booked, came, dollars, held

from kantor.spine import ledger

D = Decimal
TOO_FAR = "treasury.line_clearing.difference_too_large"
GAIN, LOSS = "2660", "2150"


@pytest.fixture
def office(database: None) -> Office:
    """A customer owes 3,000 euros and 2,000 dollars, we owe a supplier 600 euros; account 1210 is for dollars, two for a euro."""
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    with office.acting("DE") as actor:
        ledger.import_accounts([ledger.ChartAccount(number=LEDGER, name="Dollarkonto", kind="asset", role="bank")], actor=actor)
    owed(office, "receivable", "RE-EUR", "EUR", "3000", "3000")
    owed(office, "payable", "P-EUR", "EUR", "600", "600")
    owed(office, "receivable", "RE-USD", "USD", "2000", "1000")
    return office


def owed(office: Office, side: str, number: str, currency: str, amount: str, local: str) -> None:
    values = {"side": side, "number": number, "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Papier GmbH"}
    days = {"document_on": "2026-03-02", "taken_over_on": "2026-03-02", "due_on": "2026-03-10"}
    amounts = {"currency": currency, "amount": amount, "local_amount": local}
    filed = office.type_in("DE", "clara", "accounting.opening_balance", values | days | amounts)
    assert office.finish("DE", filed)


def still_open(office: Office) -> dict[str, Decimal]:
    """What is open of each number, in its own currency."""
    return {item.reference: D(item.open) / 100 for item in rows("ledger.OpenItem", office)}


def item(office: Office, number: str) -> str:
    return str(next(one.id for one in rows("ledger.OpenItem", office) if one.reference == number))


def clearing(office: Office, amount: str, *shares: dict[str, str], no: int = 1, currency: str = "USD") -> int:
    line = next(one for one in rows("treasury.StatementLine", office) if one.no == no and one.currency == currency)
    told = {"line_id": str(line.id), "booked_on": "2026-03-11", "currency": currency, "amount": amount}
    return office.type_in("DE", "anna", "treasury.line_clearing", told, shares=shares)


def exchanged(number: str, paid: str, settled: str = "") -> dict[str, str]:
    return {"open_item_id": number, "amount": paid, "reason": "exchange"} | ({"settled": settled} if settled else {})


def test_euros_are_paid_in_dollars_and_the_rate_of_the_bank_is_held_against_the_books(office: Office) -> None:
    """6,100 dollars at 0.5 are 3,050 euros for an item of 3,000; 1,190 are 595 for the supplier's 600."""
    file = dollars("1", "0.00", came(11, "6100.00", "transfer"), came(11, "-1190.00", "transfer"))
    booked(office, file, "0.5", ledger_account=LEDGER)
    for no, paid, number in ((1, "6100.00", "RE-EUR"), (2, "-1190.00", "P-EUR")):
        cleared = clearing(office, paid, exchanged(item(office, number), paid), no=no)
        assert office.findings("DE", cleared) == set()
        assert office.finish("DE", cleared) == {cleared}
    assert still_open(office) == {"RE-EUR": D(0), "P-EUR": D(0), "RE-USD": D(2000)}
    assert (balance(office, "1400"), balance(office, "1600"), balance(office, "1792")) == (D(1000), D(0), D(0))
    assert (balance(office, GAIN), balance(office, LOSS), balance(office, LEDGER)) == (D("-55.00"), D(0), D("2455.00"))
    assert held(office) == D("4910.00")


def test_dollars_are_not_taken_for_euros(office: Office) -> None:
    """3,000 dollars look like the item's 3,000 euros, and are half of it: a person says how much of it they pay."""
    booked(office, dollars("1", "0.00", came(11, "3000.00", "transfer")), "0.5", ledger_account=LEDGER)
    number = item(office, "RE-EUR")
    assert office.findings("DE", clearing(office, "3000.00", exchanged(number, "3000.00"))) == {TOO_FAR}
    part = clearing(office, "3000.00", exchanged(number, "3000.00", "1480.00"))
    assert office.findings("DE", part) == set()
    assert office.finish("DE", part) == {part}
    assert still_open(office)["RE-EUR"] == D("1520.00")
    assert (balance(office, GAIN), balance(office, "1400")) == (D("-20.00"), D("2520.00"))


def test_too_much_in_dollars_pays_the_item_and_keeps_the_rest_for_the_customer(office: Office) -> None:
    booked(office, dollars("1", "0.00", came(11, "7000.00", "transfer")), "0.5", ledger_account=LEDGER)
    kept = {"party_id": str(office.suppliers["DE", "DE"]), "amount": "1000.00"}
    over = clearing(office, "7000.00", exchanged(item(office, "RE-EUR"), "6000.00"), kept)
    assert office.findings("DE", over) == set()
    assert office.finish("DE", over) == {over}
    credit = rows("ledger.OpenItem", office)[-1]
    assert (credit.currency, credit.amount, credit.local_amount) == ("USD", -100000, -50000)
    assert (still_open(office)["RE-EUR"], balance(office, "1400"), balance(office, GAIN)) == (D(0), D("500.00"), D(0))


def test_dollars_owed_are_paid_in_parts_in_dollars_and_in_euros(office: Office) -> None:
    """500 dollars at 0.52: 260 for 250 of the books; then 480 euros for 900 of them, at which they stood 450, and 600 are still owed."""
    number = item(office, "RE-USD")
    first = bring(office, dollars("1", "0.00", came(11, "500.00", "part"))).document_id
    decided = {"lines__0__decision": "item", "lines__0__target": f"{number}:500.00"}
    office.save("DE", first, "anna", exchange_rate="0.52", ledger_account=LEDGER, **decided)
    assert office.approve("DE", first, "anna") == ""
    assert office.finish("DE", first) == {first}
    assert (still_open(office)["RE-USD"], balance(office, GAIN)) == (D("1500.00"), D("-10.00"))
    second = euros(office, "480.00", f"{number}:480.00:exchange:900.00")
    assert (still_open(office)["RE-USD"], balance(office, GAIN), balance(office, "1400")) == (D("600.00"), D("-40.00"), D("3300.00"))
    back = {"document": str(second), "booked_on": "2026-03-11", "reason": "another customer's"}
    undone = office.type_in("DE", "anna", "office.reversal", back)
    office.approve("DE", undone, "bert")
    assert office.finish("DE", undone) == {undone}
    assert (still_open(office)["RE-USD"], balance(office, GAIN)) == (D("1500.00"), D("-10.00"))


def euros(office: Office, amount: str, target: str) -> int:
    """A line of the euro account that pays what the target says."""
    figure = amount.replace(".", ",")
    document = bring(office, statement("1/1", "0,00", figure, line("260311", "C", figure, text="dollars"))).document_id
    office.save("DE", document, "anna", lines__0__decision="item", lines__0__target=target)
    assert office.findings("DE", document) == {"treasury.bank_statement.account_new"}
    assert office.approve("DE", document, "anna") == ""
    assert office.finish("DE", document) == {document}
    return document


def test_a_debit_in_part_that_comes_back_opens_just_that_part(office: Office) -> None:
    """480 euros paid 900 of 2,000 dollars; the bank takes them back under the id of the debit."""
    number = item(office, "RE-USD")
    first = bring(office, statement("1/1", "0,00", "480,00", line("260311", "C", "480,00", reference="LS-9", text="dollars"))).document_id
    office.save("DE", first, "anna", lines__0__decision="item", lines__0__target=f"{number}:480.00:exchange:900.00")
    assert office.approve("DE", first, "anna") == ""
    assert office.finish("DE", first) == {first}
    assert (still_open(office)["RE-USD"], balance(office, "1400")) == (D("1100.00"), D("3550.00"))
    taken = line("260312", "D", "480,00", reference="LS-9", text="Ruecklastschrift")
    bring(office, statement("2/1", "480,00", "0,00", taken, first="260312"))
    assert (still_open(office)["RE-USD"], balance(office, "1400"), balance(office, GAIN)) == (D("2000.00"), D("4000.00"), D(0))


def test_money_moved_between_our_own_accounts_leaves_its_difference_where_it_is_told(office: Office) -> None:
    booked(office, dollars("1", "0.00", came(11, "-1000.00", "to the euro account")), "0.5", ledger_account=LEDGER)
    clear(office, 0, account="1360")
    came_over = bring(office, statement("1/1", "0,00", "507,00", line("260311", "C", "507,00", text="from dollars"))).document_id
    assert office.approve("DE", came_over, "anna") == ""
    assert office.finish("DE", came_over) == {came_over}
    shares = ({"account": "1360", "amount": "500.00"}, {"account": GAIN, "amount": "7.00"})
    moved = clearing(office, "507.00", *shares, currency="EUR")
    assert office.findings("DE", moved) == set()
    assert office.finish("DE", moved) == {moved}
    assert (balance(office, "1360"), balance(office, GAIN), balance(office, "1200")) == (D(0), D("-7.00"), D("507.00"))
