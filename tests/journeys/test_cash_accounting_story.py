"""Tax by what was received: an invoice's tax waits until it is paid, part by part, and comes into the return of that month."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import PAPIER, POLISH
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import accepted, bring, line, rows, statement
from tests.journeys.test_closing_story import settled
from tests.journeys.test_customer_invoice_story import BOOK, DESK, customer, typed

from kantor.departments.accounting.closing.checks import Span, look
from kantor.departments.accounting.reports import REPORTS
from kantor.departments.accounting.reports.declaring import Asked
from kantor.departments.accounting.vat_return.register import register
from kantor.departments.treasury.taxes import taxes_behind
from kantor.engines.tax_returns import RegisterRow
from kantor.spine import access

D = Decimal
MARCH = (date(2026, 3, 1), date(2026, 3, 31))
WAITING, DUE = ("1766", "1761"), ("1776", "1771")


def by_payment(office: Office, client: str, from_on: str = "2026-03-01", when: str = "payment") -> None:
    filed = office.type_in(client, "anna", "office.client_change", {"vat_due": when, "vat_due_from": from_on})
    office.approve(client, filed, "bert")
    assert office.finish(client, filed) == {filed}


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    by_payment(office, "DE")
    return office


def on(office: Office, accounts: tuple[str, ...]) -> tuple[Decimal, ...]:
    balances = office.balances("DE")
    return tuple(balances.get(account, D(0)) for account in accounts)


def boxes(office: Office, client: str = "DE") -> dict[str, Decimal]:
    with office.acting(client) as actor:
        own = access.client(actor.clients[0])
        asked = Asked(client=own, from_on=date(2026, 3, 1), until_on=date(2026, 3, 31), today=actor.at.date(), language="de")
        return {str(one.cells[0]): one.cells[2].amount for one in REPORTS["vat_return"].make(asked).lines if one.key}


def reverse(office: Office, document: int, client: str = "DE") -> None:
    told = {"document": str(document), "booked_on": "2026-03-13", "reason": "Irrtum"}
    back = office.type_in(client, "anna", "office.reversal", told)
    office.approve(client, back, "bert")
    assert office.finish(client, back) == {back}


def test_tax_is_due_with_each_part_that_is_paid_and_waits_again_when_it_comes_back(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    sale = typed(office, "DE", buyer, DESK, BOOK)
    office.finish("DE", sale)
    number = office.row("DE", sale).number
    assert (on(office, WAITING), on(office, DUE), boxes(office)) == ((D("-95.00"), D("-5.93")), (D(0), D(0)), {})
    part = line("260311", "C", "200,00", name=PAPIER.name, text=number, reference="LS-7")
    paid = accepted(office, statement("1/1", "0,00", "200,00", part, last="260311"))
    (first,) = rows("treasury.StatementLine", office)
    if first.state == "suspense":
        (item,) = rows("ledger.OpenItem", office)
        values = {"line_id": str(first.id), "booked_on": "2026-03-11", "currency": "EUR", "amount": "200.00"}
        shares = [{"open_item_id": str(item.id), "amount": "200.00"}]
        paid = office.type_in("DE", "anna", "treasury.line_clearing", values, shares=shares)
        assert office.finish("DE", paid) == {paid}
    # 200.00 of 685.63: 95.00 x 0.29170... = 27.71 and 5.93 x 0.29170... = 1.73; bases 145.85 and 24.71
    assert on(office, DUE) == (D("-27.71"), D("-1.73"))
    assert on(office, WAITING) == (D("-67.29"), D("-4.20"))
    assert boxes(office) == {"81": D("145.85"), "86": D("24.71")}
    assert office.balances("DE")["8400"] == D("-500.00")
    rest = line("260312", "C", "485,63", name=PAPIER.name, text=number, reference="LS-8")
    last = bring(office, statement("2/1", "200,00", "685,63", rest, first="260312", last="260312"))
    assert (last.outcome, on(office, WAITING), on(office, DUE)) == ("effect", (D(0), D(0)), (D("-95.00"), D("-5.93")))
    assert boxes(office) == {"81": D("500.00"), "86": D("84.70")}
    back = line("260313", "D", "485,63", reference="LS-8", text="Retoure")
    returned = bring(office, statement("3/1", "685,63", "200,00", back, first="260313", last="260313"))
    assert returned.outcome == "effect"
    assert (on(office, WAITING), on(office, DUE)) == ((D("-67.29"), D("-4.20")), (D("-27.71"), D("-1.73")))
    reverse(office, returned.document_id)
    assert (on(office, WAITING), on(office, DUE)) == ((D(0), D(0)), (D("-95.00"), D("-5.93")))


def waits_for(office: Office, client: str = "DE", days: tuple[date, date] = MARCH) -> list[str]:
    """What the check before closing finds wrong with tax that waits."""
    with office.acting(client) as actor:
        results = look(Span(access.client(actor.clients[0]), *days))
    return [str(found.amount) for result in results if result.key == "waiting" for found in result.found]


def test_what_waits_is_looked_at_as_the_month_ended(office: Office) -> None:
    """In April something is taken off the invoice and no tax becomes due with it: April is wrong, March was not."""
    sale = typed(office, "DE", customer(office, "DE", PAPIER), DESK)
    office.finish("DE", sale)
    (item,) = rows("ledger.OpenItem", office)
    settled(office, item.id, "119.00", "2026-04-02")
    assert waits_for(office) == []
    assert waits_for(office, days=(date(2026, 4, 1), date(2026, 4, 30))) == ["-19.00 EUR"]


def test_a_loss_takes_waiting_tax_off_for_good(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    sale = typed(office, "DE", buyer, DESK)
    office.finish("DE", sale)
    number = office.row("DE", sale).number
    values = {"reference": number, "written_off_on": "2026-03-10", "amount": "295.00", "reason": "Insolvenz"}
    lost = office.type_in("DE", "carla", "receivables.write_off", values)
    office.approve("DE", lost, "bert")
    assert office.finish("DE", lost) == {lost}
    # 295.00 of 595.00: 47.10 tax and 247.90 base
    assert (on(office, WAITING), on(office, DUE)) == ((D("-47.90"), D(0)), (D(0), D(0)))
    assert (office.balances("DE")["2400"], boxes(office), waits_for(office)) == (D("247.90"), {}, [])


def test_instalments_carry_the_tax_that_waits_and_each_makes_its_share_due(office: Office) -> None:
    sale = typed(office, "DE", customer(office, "DE", PAPIER), DESK)
    office.finish("DE", sale)
    number = office.row("DE", sale).number
    values = {"reference": number, "agreed_on": "2026-03-10", "count": "3", "first_due_on": "2026-03-31"}
    plan = office.type_in("DE", "carla", "receivables.instalment_plan", values)
    office.approve("DE", plan, "bert")
    assert office.finish("DE", plan) == {plan}
    assert (on(office, WAITING), waits_for(office)) == ((D("-95.00"), D(0)), [])
    part = line("260312", "C", "198,34", name=PAPIER.name, text=f"{number}/1", reference="LS-9")
    accepted(office, statement("1/1", "0,00", "198,34", part, last="260312"))
    (booked,) = rows("treasury.StatementLine", office)
    (item,) = [one for one in rows("ledger.OpenItem", office) if one.reference == f"{number}/1"]
    if booked.state == "suspense":
        given = {"line_id": str(booked.id), "booked_on": "2026-03-12", "currency": "EUR", "amount": "198.34"}
        clearing = office.type_in(
            "DE", "anna", "treasury.line_clearing", given, shares=[{"open_item_id": str(item.id), "amount": "198.34"}]
        )
        assert office.finish("DE", clearing) == {clearing}
    waiting, due = on(office, WAITING)[0], on(office, DUE)[0]
    assert (waiting + due, due in (D("-31.66"), D("-31.67"))) == (D("-95.00"), True)
    assert waits_for(office) == []


def bought(office: Office, number: str, issued_on: date = POLISH.issued_on, **values: str) -> int:
    """A Polish supplier's invoice is booked; one like another before it passes by itself."""
    plain = replace(POLISH, delivered_on=date(2026, 3, 2), order_number="", lines=POLISH.lines[:1], cash_discounts=())
    (outcome,) = office.bring(replace(plain, number=number, issued_on=issued_on))
    if outcome.outcome != "effect":
        office.save("PL", outcome.document_id, "anna", lines__0__account="402-1", **values)
        office.approve("PL", outcome.document_id, "anna")
        assert office.finish("PL", outcome.document_id) == {outcome.document_id}
    assert outcome.document_id is not None
    return outcome.document_id


def paid_by_run(office: Office) -> None:
    run = office.propose("PL", "anna")
    assert run is not None
    office.approve("PL", run, "bert")
    assert office.finish("PL", run) == {run}


def listed(office: Office) -> list[RegisterRow]:
    with office.acting("PL") as actor:
        return register(access.client(actor.clients[0]), date(2026, 3, 1), date(2026, 3, 31))


def test_a_polish_buyer_deducts_when_he_has_paid_and_the_register_lists_the_invoice(database: None) -> None:
    office = open_office()
    by_payment(office, "PL")
    bought(office, "FV/7/2026")
    assert (listed(office), boxes(office, "PL"), waits_for(office, "PL")) == ([], {}, [])
    waiting = office.balances("PL")["222-91"]
    assert waiting > 0
    paid_by_run(office)
    assert (office.balances("PL").get("222-91", D(0)), boxes(office, "PL")["K_43"]) == (D(0), waiting)
    (row,) = listed(office)
    assert (row.number, row.name, row.kind, row.ksef, row.amounts["K_43"]) == ("FV/7/2026", POLISH.seller.name, "", "BFK", waiting)


def test_an_invoice_of_a_supplier_who_waits_for_the_payment_is_marked_in_the_register(database: None) -> None:
    office = open_office()
    ksef = "1234563218-20260302-8BEF28-0C8D35-4D"
    bought(office, "FV/8/2026", taxes__0__tax_code="Z23W", ksef_number=ksef)
    assert listed(office) == []
    paid_by_run(office)
    assert [(row.number, row.kind, row.ksef) for row in listed(office)] == [("FV/8/2026", "MK", ksef)]


def test_the_register_lists_the_invoice_that_was_paid_and_not_one_of_the_same_number_that_was_taken_back(database: None) -> None:
    office = open_office()
    by_payment(office, "PL")
    wrong = bought(office, "FV/7/2026", issued_on=date(2026, 3, 1))
    reverse(office, wrong, "PL")
    bought(office, "FV/7/2026")
    paid_by_run(office)
    assert [(row.number, row.issued_on) for row in listed(office)] == [("FV/7/2026", date(2026, 3, 2))]


def test_tax_that_waited_and_tax_that_did_not_add_up_under_one_code(office: Office) -> None:
    """A down payment was taxed at once, before the client was taxed by payments; the rest waits."""
    buyer = customer(office, "DE", PAPIER)
    part = {**DESK, "quantity": "1", "price": "200.00"}
    given = {"customer_id": buyer, "issued_on": "2026-03-02", "delivered_on": "2026-02-25", "type_code": "386"}
    down = office.type_in("DE", "anna", "receivables.customer_invoice", given, lines=[part])
    assert office.finish("DE", down) == {down}
    final = typed(office, "DE", buyer, DESK, advances=[{"number": office.row("DE", down).number}])
    assert office.finish("DE", final) == {final}
    (item,) = [one for one in rows("ledger.OpenItem", office) if one.document_id == final]
    with office.acting("DE") as actor:
        (codes,) = taxes_behind({item.id: actor.clients[0]}).values()
    # 500.00 of the desk wait with 95.00; 200.00 and 38.00 of the down payment come off
    assert {key: D(codes["U19"][key]) for key in ("net", "output")} == {"net": D("-300.00"), "output": D("-57.00")}
