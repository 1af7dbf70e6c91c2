"""An account in dollars beside books in euros: statements are booked at their rate, items are settled at that of the books, what the rates
differ by is a gain or a loss, and what stands on the account is valued on the closing day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_bank_story import balance, bring, clear, rows

from kantor.channels.door import File
from kantor.demo.statements import Booking, written
from kantor.departments.accounting.closing.checks import Span, look
from kantor.kit.money import Money
from kantor.spine import access, ledger

D = Decimal
OWN, LEDGER = "DE02500105170137075030", "1210"
NEW = {"treasury.bank_statement.account_new", "words.missing"}


@pytest.fixture
def office(database: None) -> Office:
    """2,000 dollars are owed to us, and 1,000 by us, both at 0.90; account 1210 is for dollars."""
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk", "office.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver", "office.approver"]})
    with office.acting("DE") as actor:
        ledger.import_accounts([ledger.ChartAccount(number=LEDGER, name="Dollarkonto", kind="asset", role="bank")], actor=actor)
    for side, number, amount, local in (("receivable", "RE-2026-4711", "2000", "1800"), ("payable", "P-2026-88", "1000", "900")):
        values = {"side": side, "number": number, "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Papier GmbH"}
        days = {"document_on": "2026-03-02", "taken_over_on": "2026-03-02", "due_on": "2026-03-10"}
        filed = office.type_in("DE", "clara", "accounting.opening_balance", values | days | amounts(amount, local))
        assert office.finish("DE", filed)
    return office


def amounts(amount: str, local: str) -> dict[str, str]:
    return {"currency": "USD", "amount": amount, "local_amount": local}


def dollars(number: str, opening: str, *bookings: Booking) -> File:
    days = [one.on for one in bookings]
    return File(name=f"{number}.xml", data=written(OWN, number, Money.of(opening, "USD"), list(bookings), min(days), max(days)))


def came(day: int, amount: str, text: str = "", end_to_end_id: str = "") -> Booking:
    told = {"name": "Papier GmbH", "end_to_end_id": end_to_end_id} if end_to_end_id or text.startswith("RE-") else {}
    return Booking(on=date(2026, 3, day), amount=Money.of(amount, "USD"), text=text, **told)


def booked(office: Office, file: File, rate: str, **first: str) -> int:
    document = bring(office, file).document_id
    office.save("DE", document, "anna", exchange_rate=rate, **first)
    assert office.findings("DE", document) <= {"treasury.bank_statement.account_new"}
    assert office.approve("DE", document, "anna") == ""
    assert office.finish("DE", document) == {document}
    return document


def paid(office: Office) -> str:
    run = office.propose("DE", "anna", currency="USD")
    assert run is not None
    assert office.approve("DE", run, "bert") == ""
    assert office.finish("DE", run) == {run}
    (payment,) = rows("treasury.Payment", office)
    assert (payment.amount, payment.local_amount) == (100000, 90000)
    return str(payment.end_to_end_id)


def held(office: Office) -> Decimal:
    """Dollars that stand on the account in the books."""
    with office.acting("DE"):
        account = next(one for one in rows("ledger.Account", office) if one.number == LEDGER)
        postings = [one for one in rows("ledger.Posting", office) if one.account_id == account.id]
    assert {one.foreign_currency for one in postings} == {"USD"}
    return Money.from_minor(sum(one.foreign_amount for one in postings), "USD").amount


def test_dollars_come_and_leave_at_the_rate_of_the_bank_and_differences_are_realised(office: Office) -> None:
    sent = paid(office)
    assert balance(office, "1360") == D("-900.00")
    file = dollars("1", "0.00", came(11, "2000.00", "RE-2026-4711"), came(11, "-1000.00", "Zahlung", sent), came(11, "-15.00", "Wire fee"))
    waiting = bring(office, file).document_id
    assert office.findings("DE", waiting) == NEW
    office.save("DE", waiting, "anna", exchange_rate="0.95", ledger_account="1200")
    assert "treasury.bank_statement.account_of_books" in office.findings("DE", waiting)
    office.save("DE", waiting, "anna", ledger_account="4970")
    assert "treasury.bank_statement.not_money" in office.findings("DE", waiting)
    office.save("DE", waiting, "anna", ledger_account=LEDGER)
    assert office.approve("DE", waiting, "anna") == ""
    assert office.finish("DE", waiting) == {waiting}
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0, 0]
    after = {number: balance(office, number) for number in (LEDGER, "1360", "1400", "1600", "1792", "2660", "2150")}
    assert after == {LEDGER: D("935.75"), "1360": D(0), "1400": D(0), "1600": D(0), "1792": D("14.25"), "2660": D(-100), "2150": D(50)}
    assert held(office) == D("985.00")
    assert {row.state for row in rows("treasury.StatementLine", office)} == {"matched", "suspense"}
    clear(office, 2, account="4970")
    assert (balance(office, "1792"), balance(office, "4970")) == (D(0), D("14.25"))
    later = bring(office, dollars("2", "985.00", came(12, "-5.00", "Wire fee"))).document_id
    assert office.findings("DE", later) == {"words.missing"}
    other = bring(office, dollars("3", "900.00", came(13, "-5.00", "Wire fee"))).document_id
    assert office.findings("DE", other) == {"words.missing", "treasury.bank_statement.gap"}


def test_the_closing_holds_the_account_against_its_bank_in_dollars(office: Office) -> None:
    """The bank had 100 dollars before its first statement here, of which the books know nothing: 985 stand there, and 1,085 at the bank."""
    first = (came(11, "2000.00", "RE-2026-4711"), came(11, "-1015.00", "Transfer"))
    document = booked(office, dollars("1", "100.00", *first), "0.95", ledger_account=LEDGER)
    assert held(office) == D("985.00")
    assert off_the_bank(office) == [(f"{LEDGER} {OWN} USD", document, Money.of("-100.00", "USD"))]


def test_an_account_in_dollars_that_agrees_with_its_bank_is_not_in_the_way(office: Office) -> None:
    booked(office, dollars("1", "0.00", came(11, "2000.00", "RE-2026-4711")), "0.95", ledger_account=LEDGER)
    assert off_the_bank(office) == []


def off_the_bank(office: Office) -> list[tuple[str, int | None, Money | None]]:
    with office.acting("DE") as actor:
        span = Span(access.client(actor.clients[0]), date(2026, 3, 1), date(2026, 3, 31))
        found = next(one.found for one in look(span) if one.key == "bank")
    return [(one.label, one.document_id, one.amount) for one in found]


def test_what_stands_on_the_account_is_valued_at_the_end_of_the_month(office: Office) -> None:
    booked(
        office, dollars("1", "0.00", came(11, "2000.00", "RE-2026-4711"), came(11, "-1015.00", "Transfer")), "0.95", ledger_account=LEDGER
    )
    values = {"on": "2026-03-31", "currency": "USD", "rate": "0.96", "source": "EZB-Referenzkurs"}
    filed = office.type_in("DE", "clara", "accounting.revaluation", values)
    office.approve("DE", filed, "otto")
    office.finish("DE", filed)
    with office.acting("DE"):
        march = ledger.trial_balance(office.clients["DE"], from_on=date(2026, 3, 1), until_on=date(2026, 3, 31))
    assert {row.number: row.closing.amount for row in march}[LEDGER] == D("945.60")
    assert (balance(office, LEDGER), held(office)) == (D("935.75"), D("985.00"))


def test_a_part_a_discount_and_a_credit_are_booked_in_dollars(office: Office) -> None:
    """500 of 2,000 at 0.92: 460 against 450 of the books. Then 1,530 for the 1,500 that are left, 30 of them kept for the customer."""
    (item, _) = rows("ledger.OpenItem", office)
    first = bring(office, dollars("1", "0.00", came(11, "500.00", "part"), came(11, "1530.00", "rest"))).document_id
    party = office.suppliers["DE", "DE"]
    office.save("DE", first, "anna", exchange_rate="0.92", ledger_account=LEDGER)
    office.save("DE", first, "anna", lines__0__decision="item", lines__0__target=f"{item.id}:500.00")
    assert office.approve("DE", first, "anna") == ""
    assert office.finish("DE", first) == {first}
    assert (balance(office, "1400"), balance(office, "2660")) == (D("1350.00"), D("-10.00"))
    (_, line) = rows("treasury.StatementLine", office)
    assert line.state == "suspense"
    shares = [{"open_item_id": str(item.id), "amount": "1500.00"}, {"party_id": str(party), "amount": "30.00"}]
    told = {"line_id": str(line.id), "booked_on": "2026-03-11", "currency": "USD", "amount": "1530.00"}
    clearing = office.type_in("DE", "anna", "treasury.line_clearing", told, shares=shares)
    assert office.findings("DE", clearing) == set()
    office.finish("DE", clearing)
    assert (balance(office, "1792"), balance(office, "2660"), balance(office, "1400")) == (D(0), D("-40.00"), D("-27.60"))
    kept = rows("ledger.OpenItem", office)[-1]
    assert (kept.currency, kept.amount, kept.local_amount) == ("USD", -3000, -2760)


def test_a_payment_that_comes_back_opens_the_item_at_its_old_rate(office: Office) -> None:
    sent = paid(office)
    booked(office, dollars("1", "3000.00", came(11, "-1000.00", "Zahlung", sent)), "0.95", ledger_account=LEDGER)
    assert (balance(office, "2150"), balance(office, "1600")) == (D("50.00"), D(0))
    back = bring(office, dollars("2", "2000.00", came(13, "1000.00", "Retoure Konto erloschen", sent))).document_id
    office.save("DE", back, "anna", exchange_rate="0.97")
    assert office.approve("DE", back, "anna") == ""
    assert office.finish("DE", back) == {back}
    assert (balance(office, "1600"), balance(office, "1360"), balance(office, LEDGER)) == (D("-900.00"), D(0), D("20.00"))
    assert (balance(office, "2150"), balance(office, "2660")) == (D("50.00"), D("-70.00"))


def test_a_customers_debit_that_comes_back_takes_its_gain_with_it(office: Office) -> None:
    booked(office, dollars("1", "0.00", came(11, "2000.00", "RE-2026-4711", "LS-7")), "0.95", ledger_account=LEDGER)
    assert balance(office, "2660") == D("-100.00")
    back = bring(office, dollars("2", "2000.00", came(13, "-2000.00", "Ruecklastschrift", "LS-7"))).document_id
    office.save("DE", back, "anna", exchange_rate="0.94")
    assert office.approve("DE", back, "anna") == ""
    assert office.finish("DE", back) == {back}
    assert (balance(office, "1400"), held(office), balance(office, LEDGER)) == (D("1800.00"), D(0), D("20.00"))
    assert balance(office, "2660") + balance(office, "2150") == D("-20.00")


def test_a_banks_own_example_in_dollars_is_read_and_what_does_not_add_up_in_it_is_not_booked(office: Office, shared_data: Path) -> None:
    """A camt.053.001.02 of a bank in New York, with made-up amounts: some in other currencies, which do not come to its balances."""
    data = (shared_data / "bank/iso20022/pyiso20022/example_files/gs_camt/camt053_001_02.xml").read_bytes()
    document = bring(office, File(name="gs.xml", data=data)).document_id
    told = office.checked("DE", document).reading
    assert (told.text("currency"), told.text("own_account"), told.text("opening")) == ("USD", "DD01100056869", "-843686.20")
    assert office.findings("DE", document) >= NEW
    office.save("DE", document, "anna", exchange_rate="0.94", ledger_account=LEDGER)
    wrong = {f"treasury.bank_statement.{key}" for key in ("account_new", "wrong_sum", "line_currency")}
    assert office.findings("DE", document) == wrong
