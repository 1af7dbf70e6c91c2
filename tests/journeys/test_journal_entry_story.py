"""An entry by hand, from the form or a sheet to the ledger: posted as it stands, above the limit by two people, and turned back."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.journeys.office import MORNING, Office, hire, open_office

from kantor.channels import sheets
from kantor.kit.money import Money
from kantor.spine import access, ledger
from kantor.spine.documents import Refusal
from kantor.words.authority import Limit

D = Decimal
KEY = "accounting.journal_entry"
VALUES = {"booked_on": "2026-03-31", "text": "Strom März", "turned_back_on": "2026-04-01"}
LINES = ({"account": "4240", "debit": "420.00", "cost_centre": "100"}, {"account": "0970", "credit": "420.00"})


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"], "PL": ["accounting.clerk"], "ID": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    with office.acting("DE") as actor:
        limit = Limit(role="accounting.clerk", type=KEY, amount=Money.of("500", "EUR"), from_on=date(2026, 1, 1))
        access.set_limit([limit], actor)
    return office


def test_an_accrual_is_posted_and_turned_back_in_the_next_month(office: Office) -> None:
    filed = office.type_in("DE", "clara", KEY, VALUES, lines=LINES)
    office.finish("DE", filed)
    assert office.row("DE", filed).state == "effective"
    office.finish("DE")
    with office.acting("DE") as actor:
        march = ledger.trial_balance(actor.clients[0], from_on=date(2026, 3, 1), until_on=date(2026, 3, 31))
    assert {row.number: row.closing.amount for row in march} == {"4240": D("420.00"), "0970": D("-420.00")}
    assert office.balances("DE") == {}


def test_above_the_limit_a_second_person_decides(office: Office) -> None:
    lines = ({"account": "4240", "debit": "501.00"}, {"account": "0970", "credit": "501.00"})
    filed = office.type_in("DE", "clara", KEY, {"booked_on": "2026-03-31", "text": "Strom"}, lines=lines)
    office.approve("DE", filed, "clara")
    with pytest.raises(Refusal):
        office.approve("DE", filed, "clara")
    assert office.balances("DE") == {}
    assert office.approve("DE", filed, "otto") == ""
    office.finish("DE", filed)
    assert office.balances("DE") == {"4240": D("501.00"), "0970": D("-501.00")}


def test_a_control_account_is_refused_with_the_reason(office: Office) -> None:
    lines = ({"account": "4240", "debit": "10.00"}, {"account": "1600", "credit": "10.00"})
    filed = office.type_in("DE", "clara", KEY, {"booked_on": "2026-03-31", "text": "Strom"}, lines=lines)
    assert office.findings("DE", filed) == {f"{KEY}.kept_by_open_items"}
    with pytest.raises(Refusal):
        office.approve("DE", filed, "clara")


def test_nothing_is_posted_by_hand_into_a_closed_month(office: Office) -> None:
    with office.acting("DE") as actor:
        ledger.close_period(2026, 2, reason="VAT return filed", actor=actor)
    filed = office.type_in("DE", "clara", KEY, {**VALUES, "booked_on": "2026-02-28"}, lines=LINES)
    assert office.findings("DE", filed) == {f"{KEY}.not_open"}


@pytest.mark.parametrize(
    ("client", "header", "rows"),
    [
        ("DE", "Beleg;Buchungsdatum;Text;Konto;Soll;Haben", ("1;31.03.2026;Miete;4210;400,00;", "1;31.03.2026;Miete;0970;;400,00")),
        ("PL", "Numer;Data;Opis;Konto;Wn;Ma", ("1;31.03.2026;Czynsz;402-3;400,00;", "1;31.03.2026;Czynsz;641;;400,00")),
        ("ID", "Nomor;Tanggal;Keterangan;Akun;Debit;Kredit", ("1;31/03/2026;Sewa;6-1200;400;", "1;31/03/2026;Sewa;2-1400;;400")),
    ],
)
def test_a_sheet_is_posted_once_however_often_it_comes(office: Office, client: str, header: str, rows: tuple[str, ...]) -> None:
    for expected in ((1, 0), (0, 1)):
        ready = _prepared(office, client, "\n".join((header, *rows)))
        assert ready.faults == ()
        done = sheets.take_in(ready, client_id=office.clients[client], person_id=None, now=_clock())
        assert (done.new, done.known, done.waiting) == (*expected, 0)
    assert sorted(office.balances(client).values()) == [D("-400.00"), D("400.00")]


def test_an_entry_of_a_sheet_that_does_not_balance_is_left_out_whole(office: Office) -> None:
    text = (
        "Beleg;Datum;Konto;Soll;Haben\n1;31.03.2026;4210;10,00;\n1;31.03.2026;0970;;9,00\n2;31.03.2026;4210;5,00;\n2;31.03.2026;0970;;5,00"
    )
    ready = _prepared(office, "DE", text)
    assert [(fault.row, fault.key) for fault in ready.faults] == [(2, "sheets.entry_unbalanced")]
    assert (len(ready.things), len(ready.lines)) == (1, 2)


def _prepared(office: Office, client: str, text: str) -> sheets.Import:
    with office.acting(client) as actor:
        return sheets.prepare(sheets.read_sheet(text.encode()), "journal", actor)


def _clock() -> Callable[[], object]:
    at = MORNING + timedelta(hours=1)
    return lambda: at
