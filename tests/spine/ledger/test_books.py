"""Opening books, importing accounts, closing months, holding open items back: done with a reason and written into the trail."""

from datetime import date

import pytest
from django.apps import apps
from tests.spine.ledger.books import AT, CHART, TODAY, filed, invoice, new_client, post

from kantor.spine import ledger
from kantor.spine.access import Actor, acting
from kantor.spine.documents import Refusal


def told(clerk: Actor) -> list[str]:
    records = apps.get_model("trail", "Record").objects.filter(client_id=clerk.clients[0], kind__startswith="ledger.")
    return list(records.order_by("id").values_list("kind", flat=True))


def test_open_books_have_twelve_months_and_a_chart(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    months = ledger.periods(client_id)
    assert [month.number for month in months] == list(range(12, 0, -1))
    assert (months[-1].starts_on, months[0].ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert {month.currency for month in months} == {"EUR"}
    assert [account.number for account in ledger.accounts(client_id)] == sorted(account.number for account in CHART)
    assert told(clerk) == ["ledger.accounts_imported", "ledger.year_opened"]


def test_opening_the_same_year_again_does_nothing(clerk: Actor) -> None:
    assert ledger.open_books(CHART, fiscal_year=2026, currency="EUR", actor=clerk) == ledger.Imported(0, 0)
    assert len(ledger.periods(clerk.clients[0])) == 12
    assert told(clerk) == ["ledger.accounts_imported", "ledger.year_opened"]


def test_a_fiscal_year_may_begin_in_any_month(database: None) -> None:
    with acting(clients=(new_client(),), person_id=None, at=AT) as actor:
        ledger.open_books(CHART, fiscal_year=2025, start_month=4, currency="PLN", actor=actor)
        months = sorted(ledger.periods(actor.clients[0]), key=lambda month: month.number)
        assert [(month.year, month.number) for month in months] == [(2025, number) for number in range(1, 13)]
        assert (months[0].starts_on, months[8].ends_on, months[10].starts_on) == (date(2025, 4, 1), date(2025, 12, 31), date(2026, 2, 1))
        assert months[-1].ends_on == date(2026, 3, 31)


def test_months_of_two_fiscal_years_do_not_overlap(clerk: Actor) -> None:
    for year, month in ((2026, 4), (2025, 7)):
        with pytest.raises(Refusal, match=r"ledger\.periods_overlap"):
            ledger.open_books((), fiscal_year=year, start_month=month, currency="EUR", actor=clerk)
    ledger.open_books((), fiscal_year=2027, currency="EUR", actor=clerk)
    assert len(ledger.periods(clerk.clients[0])) == 24


def test_an_import_brings_known_accounts_up_to_date(clerk: Actor) -> None:
    line = ledger.ChartAccount("4930", "Büro- und Schreibwaren", "expense", "", "V19")
    new = ledger.ChartAccount("0420", "Büroeinrichtung", "asset")
    assert ledger.import_accounts([line, new, CHART[0]], actor=clerk) == ledger.Imported(added=1, changed=1)
    known = {account.number: account for account in ledger.accounts(clerk.clients[0])}
    assert (known["4930"].name, known["4930"].tax_code, known["0420"].kind) == ("Büro- und Schreibwaren", "V19", "asset")


@pytest.mark.parametrize(
    ("key", "chart"),
    [
        ("ledger.account_kind_unknown", [ledger.ChartAccount("1", "x", "cost")]),
        ("ledger.account_twice", [ledger.ChartAccount("1", "x", "asset"), ledger.ChartAccount("1", "y", "asset")]),
        ("ledger.account_kind_differs", [ledger.ChartAccount("4930", "Büro", "asset")]),
    ],
)
def test_a_bad_chart_is_refused(clerk: Actor, key: str, chart: list[ledger.ChartAccount]) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.import_accounts(chart, actor=clerk)
    assert refused.value.key == key


def test_books_that_are_taken_over_are_closed_with_a_reason(clerk: Actor) -> None:
    with pytest.raises(Refusal, match=r"ledger\.reason_missing"):
        ledger.close_period(2026, 4, reason=" ", actor=clerk)
    ledger.close_period(2026, 4, reason="VAT return sent", actor=clerk)
    with pytest.raises(Refusal, match=r"ledger\.periods_are_so"):
        ledger.close_period(2026, 4, reason="again", actor=clerk)
    with pytest.raises(Refusal, match=r"ledger\.no_period_within"):
        ledger.close_period(2031, 4, reason="no such year", actor=clerk)
    assert told(clerk)[2:] == ["ledger.period_closed"]


def test_a_held_open_item_says_why_until_it_is_released(clerk: Actor) -> None:
    post(clerk, filed(clerk), *invoice())
    (item,) = ledger.open_items(clerk.clients, side="payable", on=TODAY)
    with pytest.raises(Refusal, match=r"ledger\.reason_missing"):
        ledger.hold([item.id], reason="", actor=clerk)
    ledger.hold([item.id], reason="goods broken", actor=clerk)
    assert [row.held_reason for row in ledger.open_items(clerk.clients, side="payable", on=TODAY)] == ["goods broken"]
    ledger.release([item.id], actor=clerk)
    assert [row.held_reason for row in ledger.open_items(clerk.clients, side="payable", on=TODAY)] == [""]
    with pytest.raises(Refusal) as refused:
        ledger.hold([item.id, 10**12], reason="unknown", actor=clerk)
    assert refused.value.evidence == {"open_item": str(10**12)}
