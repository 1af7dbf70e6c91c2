"""Accounts that charts got after a client was taken on: added where nobody plays their role, and never at the cost of what is there."""

from datetime import date

from django.apps import apps
from tests.spine.ledger.books import CHART
from tests.spine.ledger.test_books import told

from kantor.spine import ledger
from kantor.spine.access import Actor

REVERSE = ledger.ChartAccount("1577", "Vorsteuer § 13b 19 %", "asset", "input_vat_reverse_19", "R19")
SUSPENSE = ledger.ChartAccount("1792", "Interimskonto", "liability", "suspense")
POSTAGE = ledger.ChartAccount("4910", "Porto", "expense")


def test_a_role_that_nobody_plays_gets_the_account_of_the_chart(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    wanted = [*CHART, REVERSE, SUSPENSE, POSTAGE]
    assert ledger.completion(wanted, client_id).added == ("1577", "1792")
    assert ledger.complete_accounts(wanted, actor=clerk) == ledger.Completed(("1577", "1792"), {}, {})
    roles = ledger.account_roles(client_id)
    assert (roles["input_vat_reverse_19"], roles["suspense"], roles["input_vat_19"]) == ("1577", "1792", "1576")
    assert told(clerk)[2:] == ["ledger.accounts_completed"]


def test_run_again_it_does_nothing_and_tells_nothing(clerk: Actor) -> None:
    ledger.complete_accounts([SUSPENSE], actor=clerk)
    assert not ledger.complete_accounts([SUSPENSE], actor=clerk).is_change
    assert told(clerk)[2:] == ["ledger.accounts_completed"]


def test_an_account_that_is_there_takes_the_role_and_keeps_its_name_and_roles(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    cash = ledger.ChartAccount("1200", "Another name", "asset", "bank cash", "V19")
    assert ledger.complete_accounts([cash], actor=clerk) == ledger.Completed((), {"cash": "1200"}, {})
    (bank,) = [row for row in ledger.accounts(client_id) if row.number == "1200"]
    assert (bank.name, bank.role, bank.tax_code) == ("Bank", "bank money_in_transit cash", "")


def test_a_role_that_another_account_plays_stays_there(clerk: Actor) -> None:
    other = ledger.ChartAccount("1610", "Other payables", "liability", "payables")
    assert not ledger.complete_accounts([other], actor=clerk).is_change
    assert ledger.account_roles(clerk.clients[0])["payables"] == "1600"


def test_an_account_of_another_kind_and_a_closed_one_take_no_role_and_are_named(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    apps.get_model("ledger", "Account").objects.filter(client_id=client_id, number="4920").update(closed_on=date(2026, 1, 31))
    wanted = [ledger.ChartAccount("4930", "Zoll", "asset", "customs_duty"), ledger.ChartAccount("4920", "Fracht", "expense", "freight_in")]
    done = ledger.complete_accounts(wanted, actor=clerk)
    assert done == ledger.Completed((), {}, {"customs_duty": "4930", "freight_in": "4920"})
    assert {"customs_duty", "freight_in"}.isdisjoint(ledger.account_roles(client_id))
